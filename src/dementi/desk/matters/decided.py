# SPDX-License-Identifier: Apache-2.0
"""What have people decided of groups, and not undone? It goes before what is computed."""

from __future__ import annotations

import json
from datetime import datetime

from dementi.desk.matters.models import Decision
from dementi.stories import Decided

__all__ = ["COPIES", "STORY", "decide", "decided", "standing", "undo"]

#: The kinds of groups.
COPIES, STORY = "copies", "story"


def decide(kind: str, dispatches: frozenset[str], *, together: bool, who: str, now: datetime) -> int:
    """Put a decision on record; return its number. It is appended, whatever was decided before.

    Raises:
        ValueError: of fewer than two dispatches nothing can be decided.
    """
    if len(dispatches) < 2:
        raise ValueError("a decision is of two dispatches or more")
    written = json.dumps(sorted(dispatches))
    return int(Decision.objects.create(kind=kind, together=together, dispatches=written, who=who, at=now).pk)


def undo(decision: int, *, who: str, now: datetime) -> None:
    """Take a decision back: a line of its own, the decision stays to be read.

    Raises:
        Decision.DoesNotExist: there is none of that number.
    """
    old = Decision.objects.get(pk=decision)
    Decision.objects.create(
        kind=old.kind, together=old.together, dispatches=old.dispatches, who=who, at=now, undoes=old
    )


def standing() -> tuple[Decision, ...]:
    """Return the decisions that hold, in the order in which they were taken."""
    return tuple(Decision.objects.filter(undoes=None, undone_by=None))


def decided() -> dict[str, Decided]:
    """Return the decisions that hold, for each kind of group."""
    held = standing()
    return {kind: _of_kind([each for each in held if each.kind == kind]) for kind in (COPIES, STORY)}


def _of_kind(held: list[Decision]) -> Decided:
    sets = [(each.together, frozenset(json.loads(each.dispatches))) for each in held]
    return Decided(
        together=tuple(ids for together, ids in sets if together),
        apart=tuple(ids for together, ids in sets if not together),
    )
