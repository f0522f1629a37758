# SPDX-License-Identifier: Apache-2.0
"""Where is the article in a text dump of a page? Headline and paragraphs; all else is furniture, kept with its reason.

Each line is weighed by its own shape (a sentence, a label, a word of navigation); the body is the stretch of lines
that weighs most (the maximum subarray, Kadane), as text extraction by density does on pages (Kohlschütter et al. 2010,
"Boilerplate detection using shallow text features"); the headline is the line before it that its first paragraphs take up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dementi.errors import ReadingError
from dementi.reading.draft import Draft
from dementi.reading.furniture import folded, known_furniture
from dementi.reading.imprint import imprint_of, is_imprint
from dementi.reading.repeats import said_again
from dementi.record import Furniture, FurnitureReason

__all__ = ["has_furniture", "read_dump"]

#: A sentence weighs its words, but no more than this; a line that is none weighs against the body.
MOST_WORDS, LABEL = 40, -6
#: A headline has so many words and characters.
HEADLINE_WORDS, HEADLINE_CHARACTERS = range(3, 41), range(12, 301)
#: The headline is looked for in so many lines before the body.
BEFORE = 30
#: Lines before the headline and behind the body that may tell day, byline and agency.
NEAR = 6
#: More lines than this before the first sentence (headline, kicker, standfirst, byline) are a menu.
MENU = 6

_ENDS = re.compile(r"[.!?…][\"'»”’)\]\s]{0,4}$|[»”\"]$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty, and what its shape says."""

    words: str
    count: int
    sentence: bool
    known: FurnitureReason | None

    @property
    def weight(self) -> int:
        if self.known is not None:
            return 2 * LABEL
        if self.sentence:
            return min(self.count, MOST_WORDS)
        return LABEL if self.count < 12 else self.count // 4


def read_dump(text: str) -> Draft:
    """Return the article that stands in a text dump, with all that was taken away.

    Args:
        text: NFC with LF line ends.

    Raises:
        ReadingError: no line of the dump is a sentence.
    """
    lines = _lines(text)
    words = [line.words for line in lines]
    teasers = {i for i, why in said_again(words, range(len(lines))).items() if why is FurnitureReason.TEASER}
    body = _body([LABEL if i in teasers else line.weight for i, line in enumerate(lines)])
    if not body:
        raise ReadingError("No article text was found.")
    again = said_again(words, body)
    headline = _headline(lines, body, again)
    reasons: dict[int, FurnitureReason] = {}
    for i, line in enumerate(lines):
        if i == headline:
            continue
        if i in again:
            reasons[i] = again[i]
        elif i not in body or line.known is not None or (headline is not None and i < headline):
            reasons[i] = line.known or FurnitureReason.OTHER
        elif headline is not None and line.words == lines[headline].words:
            reasons[i] = FurnitureReason.REPEATED
    paragraphs = tuple(lines[i].words for i in body if i != headline and i not in reasons)
    near = range(max(0, (body.start if headline is None else headline) - NEAR), min(len(lines), body.stop + NEAR))
    return Draft(
        headline=lines[headline].words if headline is not None else None,
        paragraphs=paragraphs,
        furniture=tuple(Furniture(lines[i].words, reason) for i, reason in sorted(reasons.items())),
        imprint=imprint_of([lines[i].words for i in near if i in reasons], paragraphs),
    )


def has_furniture(text: str) -> bool:
    """Say whether a text shows that it is a dump: lines of navigation, a menu before the first sentence, a teaser.

    Where nothing tells, it is an article already: taking away what may be the author's own words is worse than
    leaving a line of furniture.
    """
    lines = _lines(text)
    menu = {FurnitureReason.NAVIGATION, FurnitureReason.SECTION}
    if any(line.known in menu for line in (*lines[:3], *lines[-3:])) or sum(line.known in menu for line in lines) >= 3:
        return True
    # A list of results or of names stands in many an article, but behind its first sentence: before it stand menus.
    first = next((i for i, line in enumerate(lines) if line.sentence and line.count >= 8), 0)
    if sum(line.known is None for line in lines[:first]) > MENU:
        return True
    return FurnitureReason.TEASER in said_again([line.words for line in lines], range(len(lines))).values()


def _lines(text: str) -> list[_Line]:
    return [_line(words) for words in map(str.strip, text.split("\n")) if words]


def _line(words: str) -> _Line:
    count = len(_WORD.findall(words))
    ends = bool(_ENDS.search(words[-8:]))
    known = known_furniture(words) or (FurnitureReason.CREDIT if is_imprint(words) else None)
    return _Line(words, count, known is None and ((ends and count >= 4) or count >= 25), known)


def _body(weights: Sequence[int]) -> range:
    best = (0, 0, 0)
    start = total = 0
    for i, weight in enumerate(weights):
        if total <= 0:
            start, total = i, 0
        total += weight
        if total > best[0]:
            best = (total, start, i + 1)
    return range(best[1], best[2])


def _headline(lines: Sequence[_Line], body: range, again: dict[int, FurnitureReason]) -> int | None:
    first = next((i for i in body if lines[i].sentence and lines[i].count >= 8 and i not in again), body.start)
    taken_up = set()
    for i in body[first - body.start : first - body.start + 4]:
        taken_up.update(_contents(lines[i].words))
    best, found = 0.0, None
    for i in range(max(0, first - BEFORE), first):
        line = lines[i]
        if line.known or i in again or line.count not in HEADLINE_WORDS or len(line.words) not in HEADLINE_CHARACTERS:
            continue
        contents = _contents(line.words)
        shared = len(contents & taken_up) / max(3, len(contents))
        score = shared + min(line.count, 12) / 24 - (first - i) / (2 * BEFORE)
        if score > best:
            best, found = score, i
    return found


def _contents(words: str) -> set[str]:
    """Words long enough to carry content."""
    return {word for word in _WORD.findall(folded(words)) if len(word) >= 4 or word.isdigit()}
