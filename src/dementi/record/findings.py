# SPDX-License-Identifier: Apache-2.0
"""What is found in one article? Statements, figures, dates, and how they answer one another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dementi.record.articles import Article, Span, Trouble

__all__ = [
    "Figure",
    "Findings",
    "Link",
    "Modality",
    "Reading",
    "Relation",
    "Said",
    "Scope",
    "Speaker",
    "Stance",
    "Statement",
    "StatementType",
    "TimeExpression",
]


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


class Scope(StrEnum):
    """What of a claim a denial denies, as far as its own words tell.

    FACT: that it is so. NUMBER: how many, how much ("ces chiffres"). RESPONSIBILITY: a part in it ("toute implication").
    HAVING_SAID: to have said it ("je n'ai jamais dit cela"). UNKNOWN: its words do not tell ("X dément").
    """

    FACT = "fact"
    NUMBER = "number"
    RESPONSIBILITY = "responsibility"
    HAVING_SAID = "having_said"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One finding answers another; it never says which is right.

    Attributes:
        relation: denies and confirms join statements; diverges joins two figures for the same thing.
        source: the id of the finding that answers (for diverges: the later one in the text).
        target: the id of the finding that is answered.
        grounds: the words that the link rests on, at least one span.
        found_by: the rule.
        scope: of a denial, what of the claim it denies; None: of no denial, or read before scopes were.
    """

    relation: Relation
    source: str
    target: str
    grounds: tuple[Span, ...]
    found_by: str
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the statements stage finds in an article; ``places``: the names of places, each time that one stands there."""

    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    places: tuple[Span, ...] = ()


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
