# SPDX-License-Identifier: Apache-2.0
"""What do visitors of the public site ask of the editors? Put in a queue, within limits, and settled by one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from unicodedata import category

from django.db import transaction

from dementi.desk.notes.models import Request as Row
from dementi.desk.notes.store import New, put_row
from dementi.desk.record.failures import named_failures

__all__ = ["LONGEST", "Asked", "Waiting", "ask", "count_waiting", "link_of", "plain", "settle", "waiting"]

#: Code points of a text, of a name or a contact, of an address.
LONGEST, LONGEST_NAME, LONGEST_LINK = 4000, 200, 1000
#: Requests that the desk takes in an hour from everybody, and that wait at most: beyond, the form says so.
MOST_IN_AN_HOUR, MOST_WAITING = 60, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a visitor asks; ``contact``: for the editors alone; ``statement`` "": of the whole dispatch."""

    dispatch: str
    statement: str
    who: str
    text: str
    contact: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that nobody has settled: its number, what is asked, when."""

    number: int
    asked: Asked
    at: datetime


@named_failures()
def ask(asked: Asked, now: datetime) -> bool:
    """Put a request in the queue; return whether it was taken: not where too many came or wait."""
    with transaction.atomic():
        recent = Row.objects.filter(at__gt=now - timedelta(hours=1)).count()
        if recent >= MOST_IN_AN_HOUR or count_waiting() >= MOST_WAITING:
            return False
        Row.objects.create(
            dispatch=asked.dispatch,
            statement=asked.statement,
            who=asked.who,
            contact=asked.contact,
            text=asked.text,
            link=asked.link,
            at=now,
        )
    return True


def waiting(number: int | None = None) -> tuple[Waiting, ...]:
    """Return what waits to be settled, the longest first; with a number, that one alone."""
    rows = Row.objects.filter(settled=None)
    return tuple(_waiting(row) for row in (rows if number is None else rows.filter(pk=number)))


def count_waiting() -> int:
    """Return how many requests wait."""
    return Row.objects.filter(settled=None).count()


@named_failures()
def settle(number: int, note: New | None, *, by: str, now: datetime) -> bool:
    """Settle a request, with the note that comes of it or without one; return whether it waited."""
    with transaction.atomic():
        row = Row.objects.filter(pk=number, settled=None).first()
        if row is None:
            return False
        row.note = put_row(replace(note, by=by), now) if note else None
        row.settled, row.settled_by = now, by
        row.save(update_fields=["note", "settled", "settled_by"])
    return True


def plain(words: str, longest: int = LONGEST) -> str:
    """Return what somebody typed as plain text: no control characters but line ends, at most so many code points."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    # French sets spaces at which no line may break before ; and ?: they are no controls.
    kept = "".join(c for c in lines if c == "\n" or c.isprintable() or category(c) == "Zs")
    return re.sub(r"\n{3,}", "\n\n", kept).strip()[:longest]


def link_of(written: str) -> str:
    """Return an address of http or https as typed; "" for anything else."""
    found = "".join(written.split())[:LONGEST_LINK]
    return found if found.startswith(("https://", "http://")) and found.isprintable() else ""


def _waiting(row: Row) -> Waiting:
    asked = Asked(
        dispatch=row.dispatch,
        statement=row.statement,
        who=row.who,
        contact=row.contact,
        text=row.text,
        link=row.link,
    )
    return Waiting(row.pk, asked, row.at)
