# SPDX-License-Identifier: Apache-2.0
"""A web page -> its article: headline, authors, times and outlet from what the page says of itself, the body from ``body``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dementi.errors import ReadingError
from dementi.reading.ago import is_ago
from dementi.reading.body import body_of
from dementi.reading.days import find_days
from dementi.reading.draft import Draft
from dementi.reading.furniture import known_furniture, notices
from dementi.reading.imprint import imprint_of, is_imprint
from dementi.reading.markup_tree import parse
from dementi.reading.pagefacts import PageFacts, facts_of
from dementi.reading.stream import Stream, stream_of
from dementi.reading.walls import refuse_walls, wall_troubles
from dementi.record import Furniture, FurnitureReason

__all__ = ["read_page"]

_QUOTED = re.compile('[«»“”"]')

#: A body of fewer characters may be no more than the start.
SHORT = 250
#: The article body that a page gives in JSON-LD is taken where it has so many times the words that were found.
MUCH_MORE = 2.0
#: Lines under the headline in which day and byline are looked for, the characters of one, copies of the headline.
UNDER, LONGEST_LINE, MOST_COPIES = 8, 160, 5


def read_page(markup: str, url: str | None = None, captured: dt.datetime | None = None) -> Draft:
    """Return the article of a page.

    Args:
        markup: the page, decoded.
        url: its address, where it has one.
        captured: when it was taken, with its zone; None: not known.

    Raises:
        ReadingError: there is no article, or a wall stands in its place (challenge, cookies, script).
    """
    parsed = parse(markup)
    facts = facts_of(parsed.tree, url)
    stream = stream_of(parsed.tree)
    found = body_of(parsed, stream, url)
    found = _with_posts(_or_linked(found, facts), facts, stream)
    furniture, paragraphs = _apart(found, facts.headline)
    refuse_walls(paragraphs, facts, stream, markup)
    if not paragraphs:
        raise ReadingError("There is no article in this page.")
    standfirst, paragraphs = _standfirst(facts, paragraphs)
    lines = [*_under(stream, facts.headline), *(line.exact for line in furniture)]
    return Draft(
        headline=facts.headline,
        paragraphs=tuple(paragraphs),
        furniture=tuple(furniture),
        imprint=facts.imprint.or_else(imprint_of(lines, paragraphs, captured)),
        standfirst=standfirst,
        troubles=(*parsed.troubles, *wall_troubles(paragraphs, facts, stream)),
    )


def _under(stream: Stream, headline: str | None) -> list[str]:
    """Return the lines between the headline and the first sentence, where day and byline are printed."""
    places = [stream.find(headline)] if headline else []
    # The window's title and the ways to share repeat the headline: the last copy before the body stands over it.
    while places and places[-1] is not None and (after := stream.find(headline or "", places[-1][1])) is not None:
        places.append(after)
    best: list[str] = []
    for place in places[:MOST_COPIES]:
        lines = []
        for block in stream.between(place[1], len(stream.dense))[:UNDER] if place else ():
            if len(block.text) > LONGEST_LINE:
                break
            lines.append(block.text)
        best = best or ([line for line in lines if is_imprint(line) or find_days(line) or is_ago(line)] and lines)
    return best


def _or_linked(found: list[str], facts: PageFacts) -> list[str]:
    """Take the body that the page itself gives in JSON-LD, where next to nothing was found."""
    linked = [line.strip() for line in (facts.body or "").split("\n") if line.strip()]
    more = sum(map(len, linked)) > MUCH_MORE * sum(map(len, found))
    return linked if more and sum(map(len, found)) < SHORT else found


def _with_posts(found: list[str], facts: PageFacts, stream: Stream) -> list[str]:
    """Take the posts of a live blog, in the order of the page, behind what stands before the first."""
    posts = [line for post in facts.posts for line in post]
    if not posts:
        return found
    start = (stream.find(facts.headline or "") or (0, 0))[1]
    first = min((place[0] for line in posts[:3] if (place := stream.find(line, start))), default=len(stream.dense))
    before = [block.text for block in stream.between(start, first) if block.is_paragraph or block.text in found]
    return [*before, *posts]


def _apart(found: Sequence[str], headline: str | None) -> tuple[list[Furniture], list[str]]:
    """Part what is furniture by its own words, and the headline said again, from the paragraphs."""
    # Behind the last paragraph stands what the site says to its reader: offers, newsletters.
    end = len(found)
    while end > 1 and notices(found[end - 1]) and not _QUOTED.search(found[end - 1]):
        end -= 1
    furniture, paragraphs = [], []
    for i, words in enumerate(found):
        reason = FurnitureReason.OTHER if i >= end else known_furniture(words)
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
        return said if facts.is_apart else None, paragraphs
    if any(said in paragraph for paragraph in paragraphs[:3]):
        return None, paragraphs
    return said, [said, *paragraphs]
