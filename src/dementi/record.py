# SPDX-License-Identifier: Apache-2.0
"""What travels through the desk: dispatches, articles, statements, figures, links, troubles.

Every record is frozen and complete. A stage takes records and returns others. No field can hold a
verdict: there is no place for who is right, for a score or for a rating, and a test holds this.

Units: every offset counts characters (Unicode code points) of ``Article.text``, half-open. That text
never changes once it is made: it is brought to NFC and LF line ends at the door, before any span exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

__all__ = [
    "Article",
    "CrossLink",
    "Dispatch",
    "Figure",
    "Findings",
    "Form",
    "Furniture",
    "FurnitureReason",
    "Link",
    "Matters",
    "Modality",
    "Point",
    "Reading",
    "Relation",
    "Said",
    "Series",
    "Span",
    "Speaker",
    "Stance",
    "Statement",
    "StatementType",
    "TimeExpression",
    "Told",
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


class StatementType(StrEnum):
    """Whose words the content is: the speaker's (between quotation marks), the narrator's, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What the speaker does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CONFIRMS = "confirms"
    QUESTIONS = "questions"
    REFUSES_COMMENT = "refuses_comment"


class Modality(StrEnum):
    """How the narrator takes the content over: the press conditional (aurait, serait)."""

    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is behind a statement.

    Attributes:
        name: the fullest form that the article gives.
        role: as written; None: not given.
        side: the state, party or body spoken for, where known.
    """

    name: str
    role: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """When a statement was said: the words that tell it, and the day they mean.

    Attributes:
        words: the time expression.
        date: ISO date; None where it hangs on a publication date that is not known.
    """

    words: Span
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words or a proposition that an article attributes to a speaker.

    The parts are named as in the literature on attribution (Prasad et al. 2007, Pareti 2012):
    source, cue, content.

    Attributes:
        id: made of what was found, so that the same dispatch gives the same ids.
        type: None only where content is empty.
        stance: what the speaker does with the content.
        content: the pieces in reading order; empty only for a bare denial, confirmation or refusal.
        source: the mention that the cue attaches to.
        cue: the words that attribute.
        speaker: None where the article does not tell.
        said: when it was said.
        modality: the press conditional.
        medium: dans un communiqué, à la télévision.
        addressee: to whom.
        denied: the words that name what is denied.
        found_by: the rule.
    """

    id: str
    type: StatementType | None
    stance: Stance
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    speaker: Speaker | None
    said: Said | None
    found_by: str
    modality: Modality | None = None
    medium: Span | None = None
    addressee: Span | None = None
    denied: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A counted thing, as written.

    Attributes:
        id: made of what was found.
        words: the number with its approximation ("au moins 30").
        low: the least it says; None: no lower end.
        high: the most it says; None: no upper end ("au moins 30").
        approximate: "une trentaine", "environ".
        unit: of measure (km, euros, %), as written; None: plain count.
        counted: what is counted, as written.
        statement: the id of the statement in which it stands; None: the narrator's own words.
    """

    id: str
    words: Span
    low: float | None
    high: float | None
    counted: str
    approximate: bool = False
    unit: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression that names a day, month or year.

    Attributes:
        words: the expression.
        value: ISO, as precise as the words are (TimeML's TIMEX3 value); None where it hangs on an
            unknown publication date.
    """

    words: Span
    value: str | None


class Relation(StrEnum):
    """How one finding answers another."""

    DENIES = "denies"
    CONFIRMS = "confirms"
    DIVERGES = "diverges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One finding answers another; it never says which is right.

    Attributes:
        relation: denies and confirms join statements; diverges joins two figures for the same thing.
        source: the id of the finding that answers (for diverges: the later one in the text).
        target: the id of the finding that is answered.
        grounds: the words that the link rests on, at least one span.
        found_by: the rule.
    """

    relation: Relation
    source: str
    target: str
    grounds: tuple[Span, ...]
    found_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the statements stage finds in an article."""

    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[TimeExpression, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the desk knows of one dispatch.

    Attributes:
        id: the dispatch's.
        article: None only where the dispatch could not be read; then ``troubles`` says why.
        findings: statements, figures, dates.
        links: between the findings.
        troubles: what failed.
    """

    id: str
    article: Article | None
    findings: Findings = Findings()
    links: tuple[Link, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """A statement, wherever it stands: the id of its dispatch, and its own id in it."""

    dispatch: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossLink:
    """One statement answers another, of the same dispatch or of another one; it never says which is right.

    Attributes:
        relation: how.
        source: the statement that answers (for diverges: the later one).
        target: the statement that is answered.
        grounds: the words of the answering dispatch that the link rests on, at least one span.
        found_by: the rule.
    """

    relation: Relation
    source: Told
    target: Told
    grounds: tuple[Span, ...]
    found_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What one source gave for a counted thing.

    Attributes:
        dispatch: the id of the dispatch that carries it.
        statement: the id of the statement in which it stands; None: the narrator's own words.
        source: who gave it, as the article names him; None: not told.
        date: ISO; the day said, else the day of publication as far as known; None: neither is known.
        low, high: as in :class:`Figure`.
        words: the number as written.
    """

    dispatch: str
    statement: str | None
    source: str | None
    date: str | None
    low: float | None
    high: float | None
    words: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What was given for one counted thing of a story, in time order.

    Attributes:
        story: the place of the story in ``Matters.stories``.
        counted: what is counted, as first written.
        points: at least two.
    """

    story: int
    counted: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """What many readings make together.

    Attributes:
        copies: the ids of the dispatches that carry one agency text, two or more a group.
        stories: likewise of one event or matter.
        links: within the dispatches and between them.
        series: the figures of the stories in time.
    """

    copies: tuple[tuple[str, ...], ...] = ()
    stories: tuple[tuple[str, ...], ...] = ()
    links: tuple[CrossLink, ...] = ()
    series: tuple[Series, ...] = ()
