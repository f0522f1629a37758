# SPDX-License-Identifier: Apache-2.0
"""What is written into the journal? Each deed with its person, when it was done, on what; never a password, a code or a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from dementi.desk.accounts.models import Deed
from dementi.desk.accounts.roles import NOBODY, Person, Role
from dementi.desk.record.failures import named_failures

__all__ = ["Asked", "Did", "Line", "Way", "count", "deeds_of", "lines", "note"]

#: Characters of what a deed was done to.
LONGEST = 300


class Way(StrEnum):
    """How a deed came: by a page, the command line, a program."""

    PAGE = "page"
    COMMAND = "command"
    API = "api"


class Did(StrEnum):
    """The deeds that concern people; every other is called by the route by which it was done."""

    LOGIN = "login"
    LOGIN_FAILED = "login-failed"
    LOGOUT = "logout"
    FIRST_CODE = "first-code"
    FIRST_ACCOUNT = "first-account"
    INVITED = "invited"
    UNINVITED = "uninvited"
    JOINED = "joined"
    ROLE = "role"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    NEW_PASSWORD = "new-password"  # noqa: S105 (the name of a deed)
    PASSWORD_LINK = "password-link"  # noqa: S105 (the name of a deed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the journal; see :class:`dementi.desk.accounts.models.Deed`. ``seq`` 0: not written yet."""

    at: datetime
    deed: str
    person: Person = NOBODY
    way: Way = Way.PAGE
    subject: str = ""
    address: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which lines are asked for: by whom, which deed, from when on, before when; None or "": all."""

    who: str = ""
    deed: str = ""
    since: datetime | None = None
    before: datetime | None = None


@named_failures()
def note(line: Line) -> None:
    """Write a line into the journal."""
    Deed.objects.create(
        at=line.at,
        who=line.person.name,
        role=line.person.role,
        is_open=line.person.is_open,
        way=line.way.value,
        deed=line.deed,
        subject=" ".join(line.subject.split())[:LONGEST],
        address=line.address,
    )


def lines(asked: Asked, *, start: int = 0, most: int | None = None) -> list[Line]:
    """Return lines of the journal, newest first, ``most`` of them from the place ``start`` on."""
    rows = _rows(asked)[start : None if most is None else start + most]
    return [
        Line(
            at=row.at,
            deed=row.deed,
            person=Person(row.who, Role(row.role), row.is_open),
            way=Way(row.way),
            subject=row.subject,
            address=row.address,
            seq=row.seq,
        )
        for row in rows.iterator(chunk_size=500)
    ]


def count(asked: Asked) -> int:
    """Return how many lines are asked for."""
    return _rows(asked).count()


def deeds_of(*, people: bool) -> list[str]:
    """Return the names of the deeds that stand in the journal, or of the people."""
    column = "who" if people else "deed"
    return list(Deed.objects.exclude(**{column: ""}).order_by(column).values_list(column, flat=True).distinct())


def _rows(asked: Asked) -> QuerySet[Deed]:
    rows = Deed.objects.order_by("-seq")
    if asked.who:
        rows = rows.filter(who=asked.who)
    if asked.deed:
        rows = rows.filter(deed=asked.deed)
    if asked.since:
        rows = rows.filter(at__gte=asked.since)
    if asked.before:
        rows = rows.filter(at__lt=asked.before)
    return rows
