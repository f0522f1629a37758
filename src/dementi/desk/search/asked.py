# SPDX-License-Identifier: Apache-2.0
"""What can be asked of the index, and what does it answer? Frozen records of a search and of its results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dementi.desk.search.query import Query

__all__ = ["Facet", "FacetName", "Filters", "Hit", "Kind", "Order", "Results", "Search"]


class Kind(StrEnum):
    """What is looked for."""

    DISPATCH = "dispatch"
    STATEMENT = "statement"


class Order(StrEnum):
    """In which order hits come."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"


class FacetName(StrEnum):
    """What hits can be counted by."""

    KIND = "kinds"
    SPEAKER = "speaker"
    DAY = "day"
    OUTLET = "outlet_name"
    CONTESTED = "contested"
    STORY = "story"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must also be: any of the values, for each facet that has some ("" is the unknown)."""

    values: tuple[tuple[FacetName, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """A query, and how its hits are wanted.

    Attributes:
        query: what is asked for.
        kind: dispatches or statements.
        filters: what they must also be.
        order: newest first, oldest first, or by relevance (BM25, then the newest).
        offset, limit: the page.
        facets: the facets to count, ten values each at most ``facet_limit``.
        facet_limit: values of each facet, the commonest first.
        within: ids of the dispatches that hits must be of; empty: any.
        upto: an aware instant: what is newer is left out, so that a list read page by page stays where it was; None: nothing is.
    """

    query: Query
    kind: Kind = Kind.DISPATCH
    filters: Filters = Filters()
    order: Order = Order.NEWEST
    offset: int = 0
    limit: int = 20
    facets: tuple[FacetName, ...] = ()
    facet_limit: int = 10
    within: tuple[str, ...] = ()
    upto: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        dispatch: its dispatch's id.
        statement: the statement's id; None for a dispatch.
        score: BM25; 0 where the order is by time.
    """

    dispatch: str
    statement: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Facet:
    """How many hits have each value of a facet.

    Attributes:
        name: the facet.
        counts: (value, hits), the commonest first; value "" where it is not known.
        others: hits of the values that are not listed (a hit with several values counts for each).
    """

    name: FacetName
    counts: tuple[tuple[str, int], ...]
    others: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found.

    Attributes:
        hits: one page of them.
        count: all hits, exactly.
        dispatches: how many dispatches they stand in, exactly.
        facets: those asked for.
    """

    hits: tuple[Hit, ...]
    count: int
    dispatches: int
    facets: tuple[Facet, ...] = ()
