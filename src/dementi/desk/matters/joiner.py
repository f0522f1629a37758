# SPDX-License-Identifier: Apache-2.0
"""When is what dispatches make together made anew? Behind the log of changes, for the days around what has changed.

All of it can be made again from the record: what is half done when the power fails is done again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone

from dementi.desk.leases import Lease, Work, take
from dementi.desk.marks.store import list_again, readings_of
from dementi.desk.matters.by_hand import with_hands
from dementi.desk.matters.decided import COPIES, STORY, decided, named_in, standing
from dementi.desk.matters.groups import Joining, groups_put
from dementi.desk.matters.models import Joined, Member
from dementi.desk.matters.ties import contest, ties_put
from dementi.desk.record.models import Change
from dementi.desk.record.store import ON_RECORD
from dementi.errors import RecordError
from dementi.matters import join

__all__ = ["Joiner", "join_new", "tried", "unjoined"]

log = logging.getLogger(__name__)

#: A story is looked for among what came this long before and after.
AROUND = timedelta(days=10)
#: Dispatches that are joined at once; of more the nearest in time.
MOST = 1500
#: Changes that are taken in together.
BATCH = 2000
#: Seconds between two looks at the log.
PAUSE = 2.0
#: The kind of change that the joiner itself writes, so that the index takes up what is new of a dispatch.
JOINED = "joined"
#: And the kind for those around which nothing could be joined, for a fault of ours: they are gone past, and counted.
UNJOINED = "unjoined"
#: Changes among which those are looked for.
LOOKED_AT = 100_000
#: What passes by itself, or by somebody's hand on the machine: tried again, and nothing is gone past.
PASSING = (OperationalError, InterfaceError, OSError, RecordError, MemoryError)


def join_new(now: datetime) -> int:
    """Take in what has changed on the record since the last time; return how many changes that were, 0 where another joins."""
    if not _changes(Joined.objects.filter(pk=1).first()):
        return 0
    lease = take(settings.FOLDER, Work.JOIN)
    if lease is None:
        return 0
    with lease:
        return _join_on(lease, now)


def _join_on(lease: Lease, now: datetime) -> int:
    done = 0
    while lease.is_held():
        state, _ = Joined.objects.get_or_create(pk=1)
        changes = _changes(state)
        if not changes:
            break
        for window in _windows({change.dispatch for change in changes if change.kind not in {JOINED, UNJOINED}}):
            _join_or_go_past(window, now)
        Joined.objects.filter(pk=1).update(seq=changes[-1].seq)
        done += len(changes)
    return done


def _changes(state: Joined | None) -> list[Change]:
    """Return what is to be taken in next."""
    seq = state.seq if state else 0
    last = Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    # A backup put in place may be older than what was joined.
    return list(Change.objects.filter(seq__gt=seq if seq <= last else 0).order_by("seq")[:BATCH])


def _windows(changed: set[str]) -> Iterator[Joining]:
    """Yield the ids that are to be joined together, each time around some of what has changed."""
    left = dict(ON_RECORD.filter(pk__in=changed).order_by("instant", "id").values_list("pk", "instant"))
    gone = changed - set(left)
    if gone:
        # What was taken away leaves its groups; what remains of them is joined again.
        groups = Member.objects.filter(dispatch__in=gone).values("group")
        rest = Member.objects.filter(group__in=groups).values_list("dispatch", flat=True)
        left_behind = frozenset({*gone, *rest})
        yield Joining(_with_groups(set(left_behind)), left_behind)
    while left:
        first = next(iter(left.values()))
        near = ON_RECORD.filter(instant__gte=first - AROUND, instant__lte=first + 2 * AROUND)
        taken = [pk for pk, instant in left.items() if instant <= first + AROUND][: MOST // 2]
        around = near.exclude(pk__in=taken).order_by("instant").values_list("pk", flat=True)[: MOST - len(taken)]
        yield Joining(_with_groups({*taken, *around}), frozenset(taken))
        for pk in taken:
            del left[pk]


def _with_groups(ids: set[str]) -> set[str]:
    """Return ids with the other members of their groups: a group is never cut by the edge of a window.

    What a person brought together from far apart in time comes too, with what it is grouped with.
    """
    by_hand = {
        name for each in standing() if each.together for name in named_in(each) if not ids.isdisjoint(named_in(each))
    }
    reach = ids | by_hand
    groups = Member.objects.filter(dispatch__in=reach).values("group")
    return reach.union(Member.objects.filter(group__in=groups).values_list("dispatch", flat=True))


def _join_or_go_past(joining: Joining, now: datetime) -> None:
    """Join a window; a fault of ours in it is logged with its dispatches and may not keep what comes after from being joined.

    Raises:
        OperationalError, InterfaceError, OSError, RecordError, MemoryError: the window is as good as before; try again.
    """
    try:
        _join(joining, now)
    except PASSING:
        raise
    except Exception:
        names = sorted(joining.around)
        log.exception(
            "what these dispatches make with others could not be told, and is gone past: %s", ", ".join(names)
        )
        Change.objects.bulk_create(Change(dispatch=each, kind=UNJOINED, at=now) for each in names)


def unjoined() -> frozenset[str]:
    """Return the dispatches that were lately gone past, and that nothing has been joined with since."""
    last = Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    lately = Change.objects.filter(seq__gt=last - LOOKED_AT)
    if not lately.filter(kind=UNJOINED).exists():
        return frozenset()
    kinds = lately.filter(kind__in=(JOINED, UNJOINED)).order_by("seq").values_list("dispatch", "kind")
    return frozenset(dispatch for dispatch, kind in dict(kinds).items() if kind == UNJOINED)


def _join(joining: Joining, now: datetime) -> None:
    rows = list(ON_RECORD.filter(pk__in=joining.ids).order_by("instant", "id"))
    for changed in joining.around:
        # A new version is listed as the machine read it: what people said of the earlier one holds for it too.
        list_again(changed)
    readings = tuple(readings_of(rows).values())
    hands = decided()
    found = join(readings, copies=hands[COPIES], stories=hands[STORY], around=joining.around)
    matters = with_hands(found, joining.around)
    instants = {row.pk: row.instant for row in rows}
    with transaction.atomic():
        touched = ties_put(joining.around, set(instants), matters)
        touched |= groups_put(joining, readings, instants, matters)
        contest(readings)
        kept = sorted(touched.intersection(instants) | (joining.around & unjoined()))
        Change.objects.bulk_create(Change(dispatch=each, kind=JOINED, at=now) for each in kept)


def tried(now: datetime) -> bool:
    """Join what has changed; return whether it could be done. What could not is logged, and joined the next time."""
    try:
        join_new(now)
    except Exception:
        # What has come in is on record all the same; the log of changes is still there for the next look.
        log.exception("what dispatches make together could not be written; it will be tried again")
        return False
    return True


class Joiner:
    """Joins in a thread of the serving process, until :meth:`close`."""

    def __init__(self) -> None:
        """Make it; :meth:`start` sets it going."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="joiner", daemon=True)

    def start(self) -> None:
        """Go on joining what comes in."""
        self._thread.start()

    def close(self) -> None:
        """End when what is being joined is joined."""
        self._stop.set()
        self._thread.join(timeout=30)

    def _follow(self) -> None:
        while not self._stop.wait(PAUSE):
            close_old_connections()
            if not tried(timezone.now()):
                self._stop.wait(10 * PAUSE)
