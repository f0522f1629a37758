# SPDX-License-Identifier: Apache-2.0
"""What have people decided of groups, and not undone? It goes before what is computed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations

from django.db import transaction

from dementi.desk.matters.models import Decision
from dementi.desk.record.models import Change
from dementi.stories import Decided

__all__ = ["COPIES", "STORY", "bring_together", "decide", "decided", "named_in", "set_apart", "standing", "undo"]

#: The kinds of groups.
COPIES, STORY = "copies", "story"
#: The kind of change that a decision is: what it names is joined anew.
DECIDED = "decided"


def decide(kind: str, dispatches: frozenset[str], *, together: bool, who: str, now: datetime) -> int:
    """Put a decision on record; return its number. It is appended, whatever was decided before.

    Raises:
        ValueError: of fewer than two dispatches nothing can be decided.
    """
    return _put(Decision(kind=kind, together=together, who=who, at=now), dispatches)


def set_apart(kind: str, lone: str, others: frozenset[str], *, who: str, now: datetime) -> int:
    """Decide that one dispatch is not of the group of some others, which stay together; return the decision's number.

    Raises:
        ValueError: there are no others.
    """
    return _put(Decision(kind=kind, together=False, lone=lone, who=who, at=now), others | {lone})


def bring_together(kind: str, dispatches: frozenset[str], *, who: str, now: datetime) -> int:
    """Decide that dispatches are of one group, and take back what set some of them apart; return the decision's number.

    Raises:
        ValueError: of fewer than two dispatches nothing can be decided.
    """
    with transaction.atomic():
        for old in standing():
            if old.kind == kind and any(pair <= dispatches for pair in _pairs(old)):
                undo(old.pk, who=who, now=now)
        return decide(kind, dispatches, together=True, who=who, now=now)


def undo(decision: int, *, who: str, now: datetime) -> None:
    """Take a decision back: a line of its own, the decision stays to be read.

    Raises:
        Decision.DoesNotExist: there is none of that number that holds.
    """
    old = Decision.objects.get(pk=decision, undoes=None, undone_by=None)
    line = Decision(kind=old.kind, together=old.together, lone=old.lone, who=who, at=now, undoes=old)
    _put(line, frozenset(json.loads(old.dispatches)))


def standing() -> tuple[Decision, ...]:
    """Return the decisions that hold, in the order in which they were taken."""
    return tuple(Decision.objects.filter(undoes=None, undone_by=None))


def named_in(decision: Decision) -> frozenset[str]:
    """Return the dispatches that a decision is of."""
    return frozenset(json.loads(decision.dispatches))


def decided() -> dict[str, Decided]:
    """Return the decisions that hold, for each kind of group."""
    held = standing()
    return {kind: _of_kind([each for each in held if each.kind == kind]) for kind in (COPIES, STORY)}


def _put(line: Decision, dispatches: frozenset[str]) -> int:
    if len(dispatches) < 2:
        raise ValueError("a decision is of two dispatches or more")
    line.dispatches = json.dumps(sorted(dispatches))
    with transaction.atomic():
        line.save()
        Change.objects.bulk_create(Change(dispatch=each, kind=DECIDED, at=line.at) for each in sorted(dispatches))
    return int(line.pk)


def _of_kind(held: list[Decision]) -> Decided:
    return Decided(
        together=tuple(named_in(each) for each in held if each.together),
        apart=tuple(pair for each in held for pair in _pairs(each)),
    )


def _pairs(decision: Decision) -> Iterable[frozenset[str]]:
    """Yield the pairs that a decision sets apart."""
    if decision.together:
        return
    named = sorted(named_in(decision))
    if decision.lone:
        yield from (frozenset({decision.lone, other}) for other in named if other != decision.lone)
    else:
        yield from map(frozenset, combinations(named, 2))
