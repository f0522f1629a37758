# SPDX-License-Identifier: Apache-2.0
"""A web page -> its article: headline, authors, times and outlet from what the page says of itself, the body by trafilatura.

trafilatura (Barbaresi 2021) chooses which blocks are the body; their characters are the page's own (see ``stream``).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

import lxml.html

from dementi.errors import ReadingError
from dementi.reading.draft import Draft
from dementi.reading.furniture import known_furniture
from dementi.reading.imprint import imprint_of, is_imprint
from dementi.reading.markup_tree import parse
from dementi.reading.pagefacts import PageFacts, facts_of
from dementi.reading.stream import Stream, stream_of
from dementi.reading.walls import refuse_walls, wall_troubles
from dementi.record import Furniture, FurnitureReason

__all__ = ["read_page"]

#: A body of fewer characters is looked for again, in other ways.
SHORT = 250
#: The article body that a page gives in JSON-LD is taken where it has so many times the words that were found.
MUCH_MORE = 2.0
#: Repeats that were dropped are put back where so few characters lie between two paragraphs: farther apart lies a copy of the body.
REPEATS = 1_000
#: A block of fewer words is no prose.
PROSE = 8


def read_page(markup: str, url: str | None = None) -> Draft:
    """Return the article of a page.

    Args:
        markup: the page, decoded.
        url: its address, where it has one.

    Raises:
        ReadingError: there is no article, or a wall stands in its place (challenge, cookies, script).
    """
    parsed = parse(markup)
    facts = facts_of(parsed.tree)
    stream = stream_of(parsed.tree)
    found = _exact(_body(parsed.tree, url), stream, flattened=parsed.flattened)
    found = _or_linked(found, facts)
    furniture, paragraphs = _apart(found, facts.headline)
    refuse_walls(paragraphs, facts, stream, markup)
    if not paragraphs:
        raise ReadingError("There is no article in this page.")
    standfirst, paragraphs = _standfirst(facts, paragraphs)
    lines = [line.exact for line in furniture]
    return Draft(
        headline=facts.headline,
        paragraphs=tuple(paragraphs),
        furniture=tuple(furniture),
        imprint=facts.imprint.or_else(imprint_of(lines, paragraphs)),
        standfirst=standfirst,
        troubles=(*parsed.troubles, *wall_troubles(paragraphs, facts, stream)),
    )


def _body(tree: lxml.html.HtmlElement, url: str | None) -> list[str]:
    """Return the blocks that are the body; trafilatura's slower fallbacks are asked where next to nothing is found."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    best: list[str] = []
    for fast in (True, False):
        document = trafilatura.bare_extraction(tree, url=url, include_comments=False, fast=fast, with_metadata=False)
        body = getattr(document, "body", None)
        blocks = list(_blocks(body)) if body is not None else []
        if sum(map(len, blocks)) > sum(map(len, best)):
            best = blocks
        if sum(map(len, best)) >= SHORT:
            break
    return best


def _blocks(body: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield the paragraphs, headings, items and rows of trafilatura's tree as text."""
    current: list[str] = []
    waiting: list[tuple[lxml.html.HtmlElement, bool]] = [(body, False)]
    while waiting:
        element, leaving = waiting.pop()
        if not leaving:
            if element.tag in {"p", "head", "quote", "item", "row", "lb", "list", "table", "code"} and current:
                yield "".join(current)
                current.clear()
            current.append(element.text or "")
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
            continue
        if element.tag in {"p", "head", "quote", "item", "row", "list", "table", "code"} and current:
            yield "".join(current)
            current.clear()
        current.append(" " if element.tag == "cell" else "")
        current.append(element.tail or "")
    yield "".join(current)


def _exact(blocks: Sequence[str], stream: Stream, *, flattened: bool) -> list[str]:
    """Return the blocks as the page writes them, with what was dropped between them: repeats; of a flattened page, all prose."""
    found: list[tuple[str, tuple[int, int] | None]] = []
    last = 0
    for block in blocks:
        place = stream.find(block, last) or stream.find(block)
        if place is None:
            words = " ".join(block.split())
            if words:
                found.append((words, None))
            continue
        found.append((stream.exact(*place), place))
        last = place[1]
    return _with_dropped(found, stream, flattened=flattened)


def _with_dropped(found: Sequence[tuple[str, tuple[int, int] | None]], stream: Stream, *, flattened: bool) -> list[str]:
    known = {words for words, _ in found}
    complete: list[str] = []
    last: int | None = None
    for words, place in found:
        if place is not None and last is not None and last <= place[0] <= last + REPEATS:
            between = stream.between(last, place[0])
            # trafilatura does not look into the wreck of tables in tables that flattening leaves.
            complete.extend(
                block.text
                for block in between
                if (block.text in known and "p" in block.path) or (flattened and _is_prose(block.text))
            )
        complete.append(words)
        last = place[1] if place is not None else last
    return complete


def _is_prose(text: str) -> bool:
    return len(text.split()) >= PROSE and text.rstrip("»”\"') \xa0\u202f").endswith((".", "!", "?", "…"))


def _or_linked(found: list[str], facts: PageFacts) -> list[str]:
    """Take the body that the page itself gives in JSON-LD, where next to nothing was found."""
    linked = [line.strip() for line in (facts.body or "").split("\n") if line.strip()]
    more = sum(map(len, linked)) > MUCH_MORE * sum(map(len, found))
    return linked if more and sum(map(len, found)) < SHORT else found


def _apart(found: Sequence[str], headline: str | None) -> tuple[list[Furniture], list[str]]:
    """Part what is furniture by its own words, and the headline said again, from the paragraphs."""
    furniture, paragraphs = [], []
    for i, words in enumerate(found):
        reason = known_furniture(words)
        if reason is None and i < 4 and is_imprint(words):
            reason = FurnitureReason.CREDIT
        if reason is None and i < 4 and words == headline:
            continue
        if reason is None:
            paragraphs.append(words)
        else:
            furniture.append(Furniture(words, reason))
    return furniture, paragraphs


def _standfirst(facts: PageFacts, paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """Return the standfirst that the page sets apart, and the paragraphs with it before them."""
    said = facts.standfirst
    if said is None or said == facts.headline:
        return None, paragraphs
    if said in paragraphs[:3]:
        return said, paragraphs
    if any(said in paragraph for paragraph in paragraphs[:3]):
        return None, paragraphs
    return said, [said, *paragraphs]
