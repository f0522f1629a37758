# SPDX-License-Identifier: Apache-2.0
"""Which form has a reading in the API's description? That of the command line's contract, field by field, as ``contract.py`` writes it.

Every span is half-open and counts code points of the article's text: ``text[start:end] == exact``.
"""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from dementi.record import FurnitureReason, Modality, Relation, Scope, Stance, StatementType

__all__ = [
    "Article",
    "CrossLink",
    "Figure",
    "Furniture",
    "Link",
    "Reading",
    "Said",
    "Series",
    "Shape",
    "Span",
    "Speaker",
    "Statement",
    "TimeExpression",
    "Told",
    "Trouble",
]


class Shape(Schema):
    """An object all of whose members are declared."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Span(Shape):
    """Words of the article's text, at code points ``start`` (from 0) to ``end``, half-open."""

    start: int
    end: int
    exact: str


class Furniture(Shape):
    """A piece that was taken away from the dispatch, as it stood, and why."""

    exact: str
    reason: FurnitureReason


class Article(Shape):
    """A clean article; ``text`` is what every span of it counts in."""

    headline: str | None
    text: str
    paragraphs: list[list[int]]
    teaser: str
    language: str | None
    published: str | None
    modified: str | None
    outlet: str | None
    agency: str | None
    url: str | None
    authors: list[str]
    furniture: list[Furniture]
    standfirst: str | None


class Speaker(Shape):
    """Who is behind a statement."""

    name: str
    role: str | None
    side: str | None


class Said(Span):
    """When it was said: the words, and the day that they mean."""

    date: str | None


class Statement(Shape):
    """Words or a proposition that an article attributes to a speaker."""

    id: str
    type: StatementType | None
    stance: Stance
    modality: Modality | None
    content: list[Span]
    source: Span | None
    cue: Span | None
    speaker: Speaker | None
    said: Said | None
    medium: Span | None
    addressee: Span | None
    denied: Span | None
    found_by: str


class Link(Shape):
    """One finding of a dispatch answers another of it; it never says which is right."""

    relation: Relation
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    grounds: list[Span]
    found_by: str


class Figure(Span):
    """A counted thing, as written."""

    id: str
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    counted: str
    statement: str | None


class TimeExpression(Span):
    """A time expression that names a day, month or year."""

    value: str | None


class Trouble(Shape):
    """Something that failed with a dispatch, in the reader's language."""

    stage: str
    message: str


class Reading(Shape):
    """All that is read in a dispatch, with what people have said of it."""

    contract: Literal[1]
    id: str
    article: Article | None
    statements: list[Statement]
    links: list[Link]
    figures: list[Figure]
    dates: list[TimeExpression]
    troubles: list[Trouble]


class Told(Shape):
    """A statement, wherever it stands."""

    dispatch: str
    statement: str


class CrossLink(Shape):
    """One statement answers another, of the same dispatch or of another one; it never says which is right.

    ``scope``: of a denial, what of the claim it denies; null: of no denial, or not known. ``delay``: days from the day said of
    the claim to that of its answer; null: one of them is not known.
    """

    relation: Relation
    source: Told = Field(alias="from")
    target: Told = Field(alias="to")
    grounds: list[Span]
    found_by: str
    scope: Scope | None
    delay: int | None


class Point(Shape):
    """What one source gave for a counted thing; ``source`` null: the article's own account."""

    dispatch: str
    statement: str | None
    source: str | None
    date: str | None
    low: float | None
    high: float | None
    exact: str


class Series(Shape):
    """What was given for one counted thing of a story, in the order of time; neither added nor averaged."""

    counted: str
    points: list[Point]
