# SPDX-License-Identifier: Apache-2.0
"""By which keys do programs enter, and what may each do? Made and shown once, kept as digests, revoked for good."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dementi.desk.accounts.roles import Role
from dementi.desk.api.models import Token as Row
from dementi.desk.record.failures import named_failures
from dementi.errors import InputError

__all__ = ["NEEDED", "Asked", "Scope", "Token", "make", "read_scopes", "revoke", "token_of", "tokens"]

#: By which a key is known in a log or a file that should not hold one.
PREFIX = "dementi_"
#: Characters of a key that are kept, to know it again by: 6 of its 43 after the prefix.
SHOWN = len(PREFIX) + 6
LONGEST_NAME = 200
#: That a key is used is written once in so long, not at each request.
USED = timedelta(minutes=1)


class Scope(StrEnum):
    """What a key opens."""

    READ = "read"
    ADD = "add"
    MARK = "mark"
    SOURCES = "sources"


#: What its owner must be at least.
NEEDED = {Scope.READ: Role.READER, Scope.ADD: Role.EDITOR, Scope.MARK: Role.EDITOR, Scope.SOURCES: Role.EDITOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A key that is wanted: what it is called, whose it is (the key of an account; None: the machine's), what it opens, until when.

    ``expires`` None: for good.
    """

    name: str
    scopes: frozenset[Scope]
    account: int | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key on record.

    Attributes:
        number: by which it is revoked.
        name, scopes, expires: as it was asked for.
        owner: the name of its account; "": it is the machine's own.
        role: all that it may do, whatever its scopes: what they need, and never more than its owner may.
        start: its first characters.
        made, last_used, revoked: when; None: never.
    """

    number: int
    name: str
    owner: str
    role: Role
    scopes: tuple[Scope, ...]
    start: str
    made: datetime
    expires: datetime | None
    last_used: datetime | None
    revoked: datetime | None

    def opens(self, now: datetime) -> bool:
        """Say whether it opens anything at an instant (with its zone)."""
        return self.revoked is None and (self.expires is None or now < self.expires)


def read_scopes(written: str) -> frozenset[Scope]:
    """Return the scopes that stand by commas.

    Raises:
        InputError: one is none, or there is none.
    """
    names = [name.strip() for name in written.split(",") if name.strip()]
    unknown = [name for name in names if name not in set(Scope)]
    if unknown or not names:
        message = "%(scope)s is no right of a key: there are %(known)s."
        raise InputError(message, scope=", ".join(unknown) or "?", known=", ".join(Scope))
    return frozenset(Scope(name) for name in names)


@named_failures()
def make(asked: Asked, now: datetime) -> tuple[Token, str]:
    """Put a key on record; return it, and the secret itself, which is not kept.

    Raises:
        InputError: it has no name, opens nothing, or is over before it is made.
    """
    name = " ".join(asked.name.split())[:LONGEST_NAME]
    if not name:
        raise InputError("Give the key a name, by which you will know it again.")
    if not asked.scopes:
        raise InputError("Say what the key opens.")
    if asked.expires is not None and asked.expires <= now:
        raise InputError("The key would be over before it is made.")
    secret = PREFIX + secrets.token_urlsafe(32)
    row = Row.objects.create(
        name=name,
        account_id=asked.account,
        scopes=",".join(scope for scope in Scope if scope in asked.scopes),
        digest=_digest(secret),
        start=secret[:SHOWN],
        made=now,
        expires=asked.expires,
    )
    return _token(row), secret


def tokens(account: int | None = None) -> tuple[Token, ...]:
    """Return the keys on record, revoked ones too, the newest first; of one account, or of all (None)."""
    rows = Row.objects.select_related("account")
    return tuple(_token(row) for row in (rows if account is None else rows.filter(account=account)))


@named_failures()
def revoke(number: int, now: datetime, account: int | None = None) -> bool:
    """Make a key open nothing any more; return whether there was such a one that did (of that account, where one is given)."""
    rows = Row.objects.filter(pk=number, revoked=None)
    if account is not None:
        rows = rows.filter(account=account)
    return rows.update(revoked=now) == 1


def token_of(secret: str, now: datetime) -> Token | None:
    """Return the key that a secret is, if it opens anything now; None: it does not. That it was used is kept."""
    # A digest is looked up, not compared: how long that takes tells nothing of 256 random bits (RFC 6750, 5.2).
    row = Row.objects.select_related("account").filter(digest=_digest(secret)).first()
    if row is None or (row.account is not None and not row.account.is_active):
        return None
    found = _token(row)
    if not found.opens(now):
        return None
    if found.last_used is None or now - found.last_used >= USED:
        Row.objects.filter(pk=row.pk).update(last_used=now)
    return found


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _token(row: Row) -> Token:
    scopes = tuple(Scope(name) for name in row.scopes.split(","))
    needed = max(NEEDED[scope] for scope in scopes)
    return Token(
        number=row.pk,
        name=row.name,
        owner=row.account.name if row.account else "",
        role=min(needed, Role(row.account.role)) if row.account else needed,
        scopes=scopes,
        start=row.start,
        made=row.made,
        expires=row.expires,
        last_used=row.last_used,
        revoked=row.revoked,
    )
