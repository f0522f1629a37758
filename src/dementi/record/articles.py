# SPDX-License-Identifier: Apache-2.0
"""What comes in, and what clean article does it become? Dispatches, spans, articles, what was taken away, troubles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

__all__ = [
    "Article",
    "Dispatch",
    "Form",
    "Furniture",
    "FurnitureReason",
    "Span",
    "Trouble",
    "Wire",
    "WireStatus",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of a text: ``text[start:end] == exact``, always.

    Made with :meth:`of`, so that the words cannot differ from the text. The order is reading order.
    """

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        """Refuse an empty or impossible span.

        Raises:
            ValueError: the offsets are negative, empty, or do not fit the length of the words.
        """
        if not 0 <= self.start < self.end or self.end - self.start != len(self.exact):
            raise ValueError(f"not a span: {self.start}..{self.end} for {len(self.exact)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Return the span of ``text[start:end]``.

        Raises:
            ValueError: the offsets do not lie in the text, or hold nothing.
        """
        if end > len(text):
            raise ValueError(f"not a span: {start}..{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end


class Form(StrEnum):
    """The way in which a dispatch is to be read."""

    ARTICLE = "article"
    DUMP = "dump"
    PAGE = "page"
    WIRE = "wire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """What came in, as it came: nothing is read yet.

    Attributes:
        id: the identity under which it is reported.
        content: the bytes as received, or text where there never were bytes (pasted).
        form: the way to read it; None: told from the content.
        published: ISO 8601 date, or time with zone, given by whoever brought it; None: not given.
        outlet: the outlet's name, given; None: not given.
        url: the address it came from; None: it came from no address.
        media_type: what was said of the content, as in an HTTP Content-Type; None: nothing was said.
        headers: of the answer that it came with, as sent (an archive's record adds its own WARC-Date); empty: not known.
    """

    id: str
    content: bytes | str
    form: Form | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    media_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class FurnitureReason(StrEnum):
    """Why a piece of a dispatch is not of its article."""

    NAVIGATION = "navigation"
    SECTION = "section"
    TEASER = "teaser"
    REPEATED = "repeated"
    CREDIT = "credit"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece taken away from a dispatch, as it stood, and why."""

    exact: str
    reason: FurnitureReason


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that failed with one dispatch; the next goes on.

    Attributes:
        stage: where: fetch, reading, language, statements, links, record, search.
        message: a message of the catalogue (``locale/``), with ``%(name)s`` places.
        values: what stands in those places, as (name, value) pairs.
    """

    stage: str
    message: str
    values: tuple[tuple[str, str], ...] = ()


class WireStatus(StrEnum):
    """What may be done with an item of the wire (IPTC's pubStatus)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """What an agency says of its item, beside the article (ninjs, NewsML-G2, NewsML 1, NITF).

    Attributes:
        guid: the item's identity: all versions of one item have the same.
        version: of the item, as written.
        status: None: the agency does not say.
        embargoed: ISO 8601; until then the item is not for the public. "" where it is embargoed without an hour.
        dateline: place and day, as written.
        note: to the editors, as written.
    """

    guid: str | None = None
    version: str | None = None
    status: WireStatus | None = None
    embargoed: str | None = None
    dateline: str | None = None
    note: str | None = None

    def is_public(self, now: datetime) -> bool:
        """Say whether the item is for the public at an instant (with its zone): not withheld, its embargo over.

        A day without an hour, or an hour without a zone, is over a day later: no zone is further away.
        """
        if self.status is WireStatus.WITHHELD or self.embargoed == "":
            return False
        if self.embargoed is None:
            return True
        try:
            end = datetime.fromisoformat(self.embargoed)
        except ValueError:
            return False
        return now >= (end if end.tzinfo else end.replace(tzinfo=UTC) + timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A clean article.

    Attributes:
        headline: None where the dispatch has none.
        text: the headline, a blank line, the paragraphs joined by blank lines (a dispatch given as an
            article keeps its own spacing). Every span of the desk counts in it.
        paragraphs: where each paragraph stands, in order, without the headline.
        teaser: the lead, then the start of the next paragraph cut at a word, with "...".
        language: BCP 47; None: not told.
        published: ISO 8601 as far as known, never guessed.
        modified: likewise.
        outlet: as given, or as the dispatch itself says.
        agency: the agency it is credited to.
        url: its canonical address.
        authors: the byline, a name each.
        furniture: what was taken away, in order.
        standfirst: where the page sets one apart; its words stand in ``text`` too.
        wire: what the agency says of it; None: it did not come over a wire.
    """

    headline: str | None
    text: str
    paragraphs: tuple[Span, ...]
    teaser: str
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    agency: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    standfirst: str | None = None
    wire: Wire | None = None
