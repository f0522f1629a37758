# SPDX-License-Identifier: Apache-2.0
"""How far has what follows the record come? The index, the joining, the sources; for the doctor, the health page and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Min

from dementi.desk.matters.models import Joined
from dementi.desk.record.models import Change
from dementi.desk.record.store import ON_RECORD
from dementi.desk.search.asked import Search
from dementi.desk.search.index import IndexDamaged, SearchIndex
from dementi.desk.search.query import Query
from dementi.desk.sources.models import Entry, Source

__all__ = ["IndexStanding", "Queue", "index_standing", "joiner_lag", "last_change", "queue"]


@dataclass(frozen=True, slots=True)
class IndexStanding:
    """How many changes the index is behind the record (negative: before it), how many dispatches each has."""

    lag: int
    dispatches: int
    on_record: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits to be asked: feeds and articles that are due, and since when the first is; of the sources how many fail, and all."""

    due: int
    since: datetime | None
    failing: int
    followed: int


def last_change() -> Change | None:
    """Return the last change of the record."""
    return Change.objects.order_by("-seq").first()


def index_standing(folder: Path) -> IndexStanding | None:
    """Return how the index of a folder stands to the record; None where it is missing or cannot be read."""
    last = last_change()
    try:
        with SearchIndex.open(folder / "index") as index:
            behind = Change.objects.filter(seq__gt=index.last_seq()).count()
            ahead = index.last_seq() > (last.seq if last else 0)
            dispatches = index.search(Search(Query(""), limit=1)).count
    except IndexDamaged:
        return None
    return IndexStanding(-1 if ahead else behind, dispatches, ON_RECORD.count())


def joiner_lag() -> int:
    """Return how many changes wait to be joined."""
    row = Joined.objects.filter(pk=1).first()
    return Change.objects.filter(seq__gt=row.seq if row else 0).count()


def queue(now: datetime) -> Queue:
    """Return what waits to be asked of the sources."""
    active = Source.objects.filter(removed=None, paused=False)
    feeds = active.filter(next_try__lte=now)
    articles = Entry.objects.filter(next_try__lte=now, source__removed=None, source__paused=False)
    sinces = [asked.aggregate(since=Min("next_try"))["since"] for asked in (feeds, articles)]
    return Queue(
        due=feeds.count() + articles.count(),
        since=min((since for since in sinces if since), default=None),
        failing=active.filter(failures__gt=0).count(),
        followed=active.count(),
    )
