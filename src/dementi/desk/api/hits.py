# SPDX-License-Identifier: Apache-2.0
"""How are the hits of the index read page by page? In an order that is whole: the newest dispatch first, its statements as they are read.

The index orders by the instant alone, and what shares one comes in any order. So of each page all that shares the instant of
its last is taken, and put in order here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dementi.desk.api.paging import Cursor, Page, instant_at, page_of
from dementi.desk.matters.decided import STORY
from dementi.desk.matters.models import Group
from dementi.desk.pages.asking import ask
from dementi.desk.record.models import Statement
from dementi.desk.record.store import ON_RECORD
from dementi.desk.search.asked import FacetName, Filters, Hit, Order, Search
from dementi.desk.search.schema import micros

__all__ = ["CURSOR", "Placed", "hits_after", "in_days", "said_between", "stories_named"]

#: The parts of a cursor of hits: the instant in microseconds, the dispatch, the place in it.
CURSOR = (int, str, int)
#: Values of a facet: more days than there are in 270 years.
DAYS = 100_000


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A hit at its place: newer ones have the smaller key; ``place`` -1 and ``statement`` "": the dispatch itself."""

    before: int
    dispatch: str
    place: int
    statement: str

    @property
    def key(self) -> tuple[int, str, int]:
        """What a cursor keeps of it."""
        return -self.before, self.dispatch, self.place


def hits_after(search: Search, after: Cursor | None, limit: int) -> Page[Placed]:
    """Return a page of what a search finds, the newest first.

    Args:
        search: its order and page are not looked at.
        after: where to go on; None: from the start.
        limit: hits on the page.
    """
    left = _place_of(after) if after else None
    upto = instant_at(-left.before) if left else None
    size = max(64, 2 * (limit + 1))
    while True:
        asked = replace(search, order=Order.NEWEST, offset=0, limit=size, facets=(), upto=upto)
        results = ask(asked)
        placed = sorted(_placed(results.hits))
        is_whole = len(results.hits) >= results.count
        last = placed[-1].before if placed and not is_whole else None
        found = [each for each in placed if each.before != last and (left is None or each > left)]
        if is_whole or len(found) > limit:
            return page_of(found, limit, lambda each: each.key)
        size *= 4


def _place_of(cursor: Cursor) -> Placed:
    instant, dispatch, place = cursor.parts
    return Placed(-int(instant), str(dispatch), int(place), "\uffff")


def _placed(hits: Iterable[Hit]) -> Iterable[Placed]:
    held = list(hits)
    ids = {hit.dispatch for hit in held}
    instants = {key: micros(instant) for key, instant in ON_RECORD.filter(pk__in=ids).values_list("pk", "instant")}
    rows = (
        Statement.objects.filter(dispatch__in=ids) if any(hit.statement for hit in held) else Statement.objects.none()
    )
    places = {(d, s): place for d, s, place in rows.values_list("dispatch", "statement", "place")}
    for hit in held:
        place = places.get((hit.dispatch, hit.statement)) if hit.statement else -1
        # The index may be behind the record for a moment.
        if hit.dispatch in instants and place is not None:
            yield Placed(-instants[hit.dispatch], hit.dispatch, place, hit.statement or "")


def in_days(search: Search, first: date | None, last: date | None) -> Search:
    """Return a search for what was published (captured, where that is not known) from one day to another, as "après:" and "avant:" do."""
    query = search.query
    since = max((day for day in (query.since, first) if day), default=None)
    until = min((day for day in (query.until, last) if day), default=None)
    return replace(search, query=replace(query, since=since, until=until))


def said_between(search: Search, first: date | None, last: date | None) -> Search | None:
    """Return a search for what was said from one day to another, by the days that the index counts; None: nothing was."""
    if first is None and last is None:
        return search
    counted = ask(replace(search, offset=0, limit=1, facets=(FacetName.DAY,), facet_limit=DAYS)).facets
    low, high = (first or date.min).isoformat(), (last or date.max).isoformat()
    # A month or a year alone is no day: whether it lies between is not known.
    days = tuple(day for facet in counted for day, _ in facet.counts if len(day) == len(low) and low <= day <= high)
    if not days:
        return None
    return replace(search, filters=Filters((*search.filters.values, (FacetName.DAY, days))))


def stories_named(asked: Iterable[str]) -> tuple[str, ...]:
    """Return stories, given by their ids or their names, by the names under which the index counts them."""
    wanted = list(asked)
    names = dict(Group.objects.filter(kind=STORY, pk__in=wanted).values_list("pk", "name"))
    return tuple(names.get(each, each) for each in wanted)
