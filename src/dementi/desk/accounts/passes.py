# SPDX-License-Identifier: Apache-2.0
"""What lets somebody in once? The code of the first account, an invitation, a link to a new password: each ends when used or old.

What is given out has 100 bits of chance and more, so that its plain SHA-256 may stand on record in its place.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.db import transaction

from dementi.desk.accounts.models import Account, Pass
from dementi.desk.accounts.roles import Role

__all__ = ["Kind", "Opens", "Pending", "end_of", "find", "first_code", "give", "pending", "take_back", "use"]


class Kind(StrEnum):
    """What a pass is for."""

    FIRST = "first"
    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105 (a kind of pass)


#: How long a pass holds.
HOLDS = {Kind.FIRST: timedelta(hours=1), Kind.INVITATION: timedelta(days=7), Kind.PASSWORD: timedelta(days=1)}

#: Letters of a code that is typed: none looks like another (RFC 4648's base 32 without I and O, and 8, 9 for them).
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Opens:
    """What a pass opens: its kind, the role, the name of the account whose password it sets ("": of none), who gave it."""

    kind: Kind
    role: Role
    name: str
    by: str


@dataclass(frozen=True, slots=True)
class Pending:
    """An invitation that nobody has taken yet: its key, the role, who gave it ("": the command line), until when it holds."""

    key: int
    role: Role
    by: str
    expires: datetime


def first_code(now: datetime) -> str:
    """Return a new code for the first account; the one before holds no more."""
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    with transaction.atomic():
        Pass.objects.filter(kind=Kind.FIRST, used=None).delete()
        _keep(code.replace("-", ""), Opens(Kind.FIRST, Role.ADMIN, "", ""), None, now)
    return code


def give(opens: Opens, now: datetime, account: Account | None = None) -> str:
    """Return what is given out for an invitation or a new password, 256 bits; of one account one holds at a time."""
    given = secrets.token_urlsafe(32)
    with transaction.atomic():
        if account is not None:
            end_of(account)
        _keep(given, opens, account, now)
    return given


def find(kinds: tuple[Kind, ...], given: str, now: datetime) -> Opens | None:
    """Return what a pass opens; None where there is no such pass, or it is used or old."""
    row = _row(kinds, given, now)
    if row is None:
        return None
    return Opens(Kind(row.kind), Role(row.role), row.account.name if row.account else "", row.by)


def pending(now: datetime) -> tuple[Pending, ...]:
    """Return the invitations that nobody has taken yet and that hold, newest first."""
    rows = Pass.objects.filter(kind=Kind.INVITATION, used=None, expires__gt=now)
    return tuple(Pending(row.pk, Role(row.role), row.by, row.expires) for row in rows)


def take_back(key: int) -> Role | None:
    """Let an invitation hold no more; return its role, None where there is none to be taken."""
    row = Pass.objects.filter(pk=key, kind=Kind.INVITATION, used=None).first()
    if row is None:
        return None
    row.delete()
    return Role(row.role)


def end_of(account: Account) -> None:
    """Let no pass of an account hold any more."""
    Pass.objects.filter(account=account, used=None).delete()


def use(kinds: tuple[Kind, ...], given: str, now: datetime) -> Pass | None:
    """Use a pass up, inside a transaction; None where it cannot be."""
    row = _row(kinds, given, now)
    # Of two who use it at once one has it.
    if row is None or not Pass.objects.filter(pk=row.pk, used=None).update(used=now):
        return None
    return row


def _row(kinds: tuple[Kind, ...], given: str, now: datetime) -> Pass | None:
    rows = Pass.objects.filter(kind__in=kinds, used=None, expires__gt=now).select_related("account")
    return rows.filter(digest=_digest(given)).first()


def _keep(given: str, opens: Opens, account: Account | None, now: datetime) -> None:
    Pass.objects.create(
        digest=_digest(given),
        kind=opens.kind.value,
        role=opens.role,
        account=account,
        by=opens.by,
        made=now,
        expires=now + HOLDS[opens.kind],
    )


def _digest(given: str) -> str:
    return sha256(given.encode("utf-8", "replace")).hexdigest()
