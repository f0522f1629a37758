# SPDX-License-Identifier: Apache-2.0
"""What do many readings make together? Copies, stories, links from one dispatch to another, figures in time."""

from __future__ import annotations

from dataclasses import dataclass

from dementi.record.articles import Span
from dementi.record.findings import Relation, Scope

__all__ = [
    "CrossLink",
    "Matters",
    "Point",
    "Series",
    "Told",
]


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
        scope: of a denial, what of the claim it denies; None: of no denial, or read before scopes were.
        delay: of a denial or a confirmation, days from the day said of the target to that of the source; None: one is not known.
    """

    relation: Relation
    source: Told
    target: Told
    grounds: tuple[Span, ...]
    found_by: str
    scope: Scope | None = None
    delay: int | None = None


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
