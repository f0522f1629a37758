# SPDX-License-Identifier: Apache-2.0
"""Does a wall stand in the place of the article? A challenge, cookies, payment, a page that needs a script."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.errors import ReadingError
from dementi.language.words import word_list
from dementi.reading.furniture import LANGUAGES, folded
from dementi.reading.pagefacts import PageFacts
from dementi.reading.stream import Stream
from dementi.record import Trouble

__all__ = ["refuse_walls", "wall_troubles"]

#: A body of so many characters or more is an article, whatever else stands on the page.
ARTICLE = 600
#: Characters of the whole page among which a wall's words are looked for.
LOOKED_AT = 20_000
#: A page needs a script where it has so many characters of markup for each one that is seen.
MARKUP_PER_CHARACTER = 40


def refuse_walls(paragraphs: Sequence[str], facts: PageFacts, stream: Stream, markup: str) -> None:
    """Do nothing where a page shows its article.

    Raises:
        ReadingError: a challenge, a cookie wall, a wall of payment or an empty shell stands in its place.
    """
    body = sum(map(len, paragraphs))
    if body >= ARTICLE:
        return
    seen = _seen(facts, stream)
    if _says(seen, "challenge") and len(stream.dense) < 3 * ARTICLE:
        raise ReadingError("The page is a challenge to prove that no machine reads it, not an article.")
    is_consent = _says(seen, "cookies") and (not paragraphs or _says(folded(" ".join(paragraphs)), "cookies"))
    if is_consent and body < ARTICLE // 2:
        raise ReadingError("The page is a cookie wall, not an article.")
    bare = body < ARTICLE // 2 and len(stream.dense) < ARTICLE
    scripts = markup.lower().count("<script")
    if bare and (_says(f"{seen} {folded(markup[:LOOKED_AT])}", "script") or (not paragraphs and scripts)):
        raise ReadingError("The page needs a script to show its article.")
    is_offer = not paragraphs or (body < ARTICLE // 2 and _says(folded(" ".join(paragraphs)), "payment"))
    if is_offer and (facts.paid or _says(seen, "payment")):
        raise ReadingError("The page shows its article only to subscribers.")


def wall_troubles(paragraphs: Sequence[str], facts: PageFacts, stream: Stream) -> tuple[Trouble, ...]:
    """Return what must be said of an article that may end at a wall of payment."""
    if sum(map(len, paragraphs)) >= 5 * ARTICLE:
        return ()
    if facts.paid or _says(_seen(facts, stream), "payment"):
        return (Trouble("reading", "The page may show only the start of its article to those who have not paid."),)
    return ()


def _seen(facts: PageFacts, stream: Stream) -> str:
    words = " ".join(block.text for block in stream.blocks[:400])
    return folded(f"{facts.title or ''} {words[:LOOKED_AT]}")


def _says(seen: str, wall: str) -> bool:
    lists = [word_list(language, "furniture").get("walls", {}) for language in LANGUAGES]
    return any(folded(words) in seen for walls in lists for words in walls.get(wall, ()))
