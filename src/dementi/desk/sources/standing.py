# SPDX-License-Identifier: Apache-2.0
"""How do the sources stand? Each with what ails it, for the page and for the alarm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dementi.desk.sources.health import LOOKED_AT, Ailment, History, ailments
from dementi.desk.sources.models import Entry as EntryRow
from dementi.desk.sources.models import Source as SourceRow
from dementi.desk.sources.outcome import read_outcome, read_troubles

__all__ = ["Standing", "alarms", "look_after", "standings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a source stands.

    Attributes:
        key: on record.
        address: of the feed.
        name: the feed's title, or as it was given; "" where neither is.
        home: the page that it is the feed of, "".
        folder: of the list that it came with, "".
        paused: it is not asked.
        last_success, last_new: when it was last read, and last brought something; None: never.
        next_try: when it is asked again.
        taken, waiting: how many of its entries are on the desk, and how many are still to be fetched.
        ailments: what ails it, alarms first.
    """

    key: int
    address: str
    name: str
    home: str
    folder: str
    paused: bool
    last_success: datetime | None
    last_new: datetime | None
    next_try: datetime
    taken: int
    waiting: int
    ailments: tuple[Ailment, ...]


def alarms() -> int:
    """Return how many sources have fallen silent, or fail."""
    return SourceRow.objects.filter(alarm=True, paused=False, removed=None).count()


def look_after(now: datetime, key: int | None = None) -> None:
    """Raise the alarm of each source that has fallen silent or fails, and take it back where it does well again.

    Args:
        now: an aware time.
        key: of one source; None: all of them.
    """
    rows = SourceRow.objects.filter(removed=None, paused=False)
    for row in rows if key is None else rows.filter(pk=key):
        alarm = any(each.alarm for each in ailments(_history(row), now))
        if alarm != row.alarm:
            SourceRow.objects.filter(pk=row.pk).update(alarm=alarm)


def standings(now: datetime) -> tuple[Standing, ...]:
    """Return how each source stands, those with an alarm first."""
    rows = SourceRow.objects.filter(removed=None)
    counted = (
        EntryRow.objects.order_by()
        .values_list("source")
        .annotate(
            taken=Count("pk", filter=~Q(dispatch="")), waiting=Count("pk", filter=Q(dispatch="") & ~Q(next_try=None))
        )
    )
    counts = {source: (taken, waiting) for source, taken, waiting in counted}
    found = [_standing(row, counts, now) for row in rows]
    return tuple(sorted(found, key=lambda each: not any(ailment.alarm for ailment in each.ailments)))


def _standing(row: SourceRow, counts: Mapping[int, tuple[int, int]], now: datetime) -> Standing:
    return Standing(
        key=row.pk,
        address=row.address,
        name=row.name,
        home=row.home,
        folder=row.folder,
        paused=row.paused,
        last_success=row.last_success,
        last_new=row.last_new,
        next_try=row.next_try,
        taken=counts.get(row.pk, (0, 0))[0],
        waiting=counts.get(row.pk, (0, 0))[1],
        ailments=() if row.paused else ailments(_history(row), now),
    )


def _history(row: SourceRow) -> History:
    last = list(EntryRow.objects.filter(source=row).values_list("arrived", "outcome")[:LOOKED_AT])
    outcomes = (read_outcome(outcome) for _, outcome in last)
    return History(
        failure=next(iter(read_troubles(row.failure)), None),
        failures=row.failures,
        held=row.entries_held,
        most_held=row.most_held,
        added=row.added,
        arrivals=tuple(arrived for arrived, _ in last),
        outcomes=tuple(outcome for outcome in outcomes if outcome),
        troubles=read_troubles(row.troubles),
    )
