# SPDX-License-Identifier: Apache-2.0
"""Which form have the API's answers? One frozen shape for each, the names those of the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from dementi.desk.api.reading_shapes import CrossLink, Reading, Shape, Statement, Trouble
from dementi.desk.marks.corrected import Kind as MarkKind

__all__ = [
    "Added",
    "Citation",
    "Dispatch",
    "DispatchLine",
    "DispatchList",
    "Facet",
    "Found",
    "Help",
    "MarkLine",
    "MarkList",
    "Marked",
    "OneStatement",
    "Problem",
    "SearchFound",
    "Source",
    "SourceList",
    "StatementLine",
    "StatementList",
    "Version",
    "VersionList",
]

#: What the offsets of every span count.
Unit = Literal["code points"]


class Fault(Shape):
    """What does not fit in what was sent: in which part of the request, at which name, and why."""

    part: str
    at: str
    why: str


class Problem(Shape):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None


class DispatchLine(Shape):
    """A dispatch in a list; ``copy_of``: the earliest dispatch of which it is a copy, ``story``: the id of its story."""

    id: str
    url: str
    headline: str | None
    teaser: str
    language: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    captured: datetime
    versions: int
    statements: int
    figures: int
    contested: int
    story: str | None
    copy_of: str | None
    troubles: list[Trouble]


class DispatchList(Shape):
    """Dispatches, the newest first; ``count``: all that fit, ``next``: the address of the next page."""

    count: int
    items: list[DispatchLine]
    next: str | None


class Dispatch(Shape):
    """A dispatch whole: what came and when, what was read, what it has to do with others."""

    id: str
    url: str
    unit: Unit
    captured: datetime
    sha256: str
    versions: int
    source_url: str | None
    story: str | None
    copies: list[str]
    links: list[CrossLink]
    reading: Reading


class StatementLine(Shape):
    """A statement in a list, with what tells its dispatch; ``url``: its own page."""

    dispatch: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str
    statement: Statement


class StatementList(Shape):
    """Statements, those of the newest dispatch first; ``count``: all that fit, where that is known."""

    unit: Unit
    count: int | None
    items: list[StatementLine]
    next: str | None


class Citation(Shape):
    """A statement in the forms in which it is cited: schema.org's JSON-LD, a W3C Web Annotation."""

    sentence: str
    bibtex: str
    json_ld: dict[str, Any]
    annotation: dict[str, Any]


class OneStatement(StatementLine):
    """A statement with what it answers and what answers it, here and in other dispatches, and how it is cited."""

    unit: Unit
    answers: list[CrossLink]
    answered_by: list[CrossLink]
    citation: Citation


class Version(Shape):
    """A version of a dispatch; ``reading`` null in a list, and where what came was taken off the desk."""

    number: int
    captured: datetime
    sha256: str
    headers: list[list[str]]
    reading: Reading | None


class VersionList(Shape):
    """All versions, the oldest first."""

    items: list[Version]
    next: str | None


class FacetValue(Shape):
    """A value of a facet, and how many hits have it; ``value`` "": it is not known."""

    value: str
    count: int


class Facet(Shape):
    """By what the hits can be narrowed; ``others``: hits of the values that are not listed."""

    name: str
    values: list[FacetValue]
    others: int


class Found(Shape):
    """A hit: a statement, or a dispatch (``statement`` null)."""

    dispatch: DispatchLine
    statement: Statement | None
    url: str


class SearchFound(Shape):
    """What a search finds, with the counts of the page: statements, dispatches they stand in, dispatches that match."""

    unit: Unit
    statements: int
    holding: int
    dispatches: int
    facets: list[Facet]
    items: list[Found]
    next: str | None


class Ailment(Shape):
    """What ails a source, in the reader's language; ``alarm``: it has suddenly stopped to give what it gave."""

    message: str
    alarm: bool


class Source(Shape):
    """A feed that the desk follows, and how it does."""

    number: int
    address: str
    name: str
    home: str
    paused: bool
    last_success: datetime | None
    last_new: datetime | None
    next_try: datetime
    taken: int
    waiting: int
    ailments: list[Ailment]


class SourceList(Shape):
    """The feeds that are followed, in the order in which they were added."""

    count: int
    items: list[Source]
    next: str | None


class Named(Shape):
    """A feed that a page names."""

    url: str
    title: str


class Followed(Shape):
    """What became of an address; ``among``: the feeds that the page there names, of which one is to be chosen."""

    new: bool
    among: list[Named]


class Added(Shape):
    """What became of a dispatch that was brought; ``changed``: it is a new version of one that was there."""

    id: str
    url: str
    new: bool
    changed: bool
    troubles: list[Trouble]


class AddedList(Shape):
    """What became of all that was brought."""

    items: list[Added]


class Marked(Shape):
    """A mark that was put on record, by whom."""

    number: int
    dispatch: str
    who: str


class MarkLine(Shape):
    """A mark that holds, and the statement of which it is, as it stood then."""

    number: int
    kind: MarkKind
    statement: Statement
    value: str
    who: str
    at: datetime


class MarkList(Shape):
    """The marks of a dispatch that hold, in the order in which they were made."""

    items: list[MarkLine]
    next: str | None


class Help(Shape):
    """What this desk is, and where the description of its API stands."""

    name: str
    version: str
    contract: int
    openapi: str
    reference: str
    scopes: list[str]
