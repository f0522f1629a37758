# SPDX-License-Identifier: Apache-2.0
"""How are marks put on record, and how do readings come back with them? Everything that shows a reading asks here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cattrs import Converter
from django.db import transaction
from django.db.models import Q

from dementi.desk.marks.corrected import Corrected, Kind, Noted, corrected
from dementi.desk.marks.models import Mark
from dementi.desk.record.failures import named_failures
from dementi.desk.record.models import Change, Dispatch
from dementi.desk.record.store import ON_RECORD, list_statements
from dementi.desk.record.written import read_back
from dementi.record import Reading, Statement

__all__ = ["Said", "corrected_of", "crossing", "held", "list_again", "marked", "put", "readings", "readings_of", "undo"]

_CONVERTER = Converter()
#: The kind of change that a mark is.
MARKED = "marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a statement of a dispatch; see :class:`dementi.desk.marks.corrected.Noted`."""

    dispatch: str
    kind: Kind
    statement: Statement
    who: str
    other: Statement | None = None
    value: str = ""
    other_dispatch: str = ""


@named_failures()
def put(said: Said, now: datetime) -> int:
    """Put a mark on record and list its dispatch anew; return its number."""
    with transaction.atomic():
        mark = Mark.objects.create(
            dispatch=said.dispatch,
            kind=said.kind.value,
            statement=_written(said.statement),
            other=_written(said.other) if said.other else "",
            other_dispatch=said.other_dispatch,
            value=said.value,
            who=said.who,
            at=now,
        )
        _changed(said.dispatch, now)
        if said.other_dispatch:
            _changed(said.other_dispatch, now)
    return int(mark.pk)


@named_failures()
def undo(number: int, *, who: str, now: datetime) -> str | None:
    """Take a mark back by a line of its own; return its dispatch, None where there is no such mark that holds."""
    with transaction.atomic():
        old = Mark.objects.filter(pk=number, undoes=None, undone_by=None).first()
        if old is None:
            return None
        Mark.objects.create(
            dispatch=old.dispatch,
            kind=old.kind,
            statement=old.statement,
            other=old.other,
            other_dispatch=old.other_dispatch,
            value=old.value,
            who=who,
            at=now,
            undoes=old,
        )
        _changed(old.dispatch, now)
        if old.other_dispatch:
            _changed(old.other_dispatch, now)
    return str(old.dispatch)


def corrected_of(dispatch: str, reading: Reading) -> Corrected:
    """Return a reading with what people said of it."""
    return corrected(reading, held(dispatch))


def held(dispatch: str) -> tuple[Noted, ...]:
    """Return the marks on a dispatch that hold, in the order in which they were made."""
    return _holding([dispatch]).get(dispatch, ())


def readings_of(rows: Iterable[Dispatch]) -> dict[str, Reading]:
    """Return the readings of rows as they are shown, by their ids, in the rows' order."""
    held = list(rows)
    marks = _holding(row.pk for row in held)
    return {row.pk: corrected(read_back(row.reading), marks.get(row.pk, ())).reading for row in held}


def readings() -> Iterator[Reading]:
    """Yield every reading on record as it is shown, oldest first."""
    with named_failures():
        for row in ON_RECORD.order_by("instant", "id").iterator(chunk_size=100):
            yield readings_of([row])[row.pk]


def marked() -> Iterator[Reading]:
    """Yield the readings of the dispatches that somebody has marked, with what the marks that hold make of them."""
    for row in ON_RECORD.filter(pk__in=Mark.objects.filter(undoes=None, undone_by=None).values("dispatch")):
        reading = readings_of([row])[row.pk]
        if reading.article is not None:
            yield reading


def list_again(dispatch: str) -> None:
    """Bring the columns that lists go by to what is shown of a dispatch that somebody marked."""
    if Mark.objects.filter(dispatch=dispatch).exists():
        row = ON_RECORD.filter(pk=dispatch).first()
        if row is not None:
            list_statements(row, readings_of([row])[dispatch])


def _changed(dispatch: str, now: datetime) -> None:
    list_again(dispatch)
    Change.objects.create(dispatch=dispatch, kind=MARKED, at=now)


def _holding(dispatches: Iterable[str]) -> dict[str, tuple[Noted, ...]]:
    found: dict[str, list[Noted]] = defaultdict(list)
    for row in Mark.objects.filter(dispatch__in=list(dispatches), undoes=None, undone_by=None):
        found[row.dispatch].append(_noted(row))
    return {dispatch: tuple(marks) for dispatch, marks in found.items()}


def crossing(dispatches: Iterable[str]) -> dict[str, tuple[Noted, ...]]:
    """Return the marks that hold on links between some dispatches and others, by the answering dispatch, in their order."""
    wanted = list(dispatches)
    found: dict[str, list[Noted]] = defaultdict(list)
    ends = Q(dispatch__in=wanted) | Q(other_dispatch__in=wanted)
    for row in Mark.objects.filter(ends, undoes=None, undone_by=None).exclude(other_dispatch=""):
        found[row.dispatch].append(_noted(row))
    return {dispatch: tuple(marks) for dispatch, marks in found.items()}


def _noted(row: Mark) -> Noted:
    return Noted(
        number=row.pk,
        kind=Kind(row.kind),
        statement=_read(row.statement),
        other=_read(row.other) if row.other else None,
        value=row.value,
        who=row.who,
        at=row.at,
        other_dispatch=row.other_dispatch,
    )


def _written(statement: Statement) -> str:
    return json.dumps(_CONVERTER.unstructure(statement), ensure_ascii=False)


def _read(written: str) -> Statement:
    return _CONVERTER.structure(json.loads(written), Statement)
