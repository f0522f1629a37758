# SPDX-License-Identifier: Apache-2.0
"""What does the machine itself do with accounts? It gives codes and links to who sits at it, and writes that into the journal."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.contrib.sessions.models import Session
from django.urls import reverse

from dementi.desk.accounts import audit, passes, store
from dementi.desk.accounts.audit import Did, Line, Way
from dementi.desk.accounts.roles import Person, Role
from dementi.desk.accounts.store import Member
from dementi.desk.accounts.who import asks_for_accounts
from dementi.desk.record.failures import named_failures
from dementi.errors import InputError
from dementi.settings import read_settings

__all__ = ["MACHINE", "first_code", "invite", "members", "password_link", "resume", "suspend", "waits_for_the_first"]

#: Who has the machine may do all: the journal calls them so.
MACHINE = Person("", Role.ADMIN)


@named_failures()
def waits_for_the_first(now: datetime) -> bool:
    """Say whether the desk asks who comes and has no account yet; sessions that are over are taken away first."""
    Session.objects.filter(expire_date__lt=now).delete()
    return asks_for_accounts() and not store.has_accounts()


@named_failures()
def first_code(now: datetime, port: int | None = None) -> tuple[str, str]:
    """Return a new code for the first account and where it is typed; ``port``: where the desk listens, if not as it is set.

    Raises:
        InputError: there are accounts already.
    """
    if store.has_accounts():
        raise InputError("This desk has accounts already: ask an admin for an invitation.")
    code = passes.first_code(now)
    _note(Did.FIRST_CODE, "", now)
    return code, f"{_base(port)}{reverse('first-account')}"


def members() -> tuple[Member, ...]:
    """Return all accounts, by name."""
    return store.members()


def invite(role: Role, now: datetime) -> str:
    """Return the link of an invitation.

    Raises:
        InputError: there is no admin yet.
    """
    given = store.invite(role, "", now)
    _note(Did.INVITED, role.name.lower(), now)
    return _link(given)


def password_link(name: str, now: datetime) -> str:
    """Return the link to a new password for an account.

    Raises:
        InputError: there is no such account.
    """
    account = store.named(name)
    given = store.link_for(account, "", now)
    _note(Did.PASSWORD_LINK, account.name, now)
    return _link(given)


def suspend(name: str, now: datetime) -> None:
    """Let an account in no more.

    Raises:
        InputError: there is no such account, or it is the last admin.
    """
    done = store.suspend(store.named(name).pk)
    if done:
        _note(Did.SUSPENDED, done.name, now)


def resume(name: str, now: datetime) -> None:
    """Let a suspended account in again.

    Raises:
        InputError: there is no such account.
    """
    done = store.resume(store.named(name).pk)
    if done:
        _note(Did.RESUMED, done.name, now)


def _note(deed: Did, subject: str, now: datetime) -> None:
    audit.note(Line(at=now, deed=deed, person=MACHINE, way=Way.COMMAND, subject=subject))


def _link(given: str) -> str:
    return f"{_base()}{reverse('invitation')}?{urlencode({'jeton': given})}"


def _base(port: int | None = None) -> str:
    """Return under which address the desk is asked, as far as its settings tell."""
    chosen = read_settings()
    everywhere = {"0.0.0.0", "::"}  # noqa: S104 (no name to be asked under: nothing listens here)
    name = chosen.hosts[0] if chosen.hosts else "localhost" if chosen.host in everywhere else chosen.host
    name = f"[{name}]" if ":" in name else name
    return f"https://{name}" if chosen.https else f"http://{name}:{port or chosen.port}"
