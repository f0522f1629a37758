# SPDX-License-Identifier: Apache-2.0
"""How does somebody come in? By name and password, held back after failures, into a session that is new."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib import auth
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from dementi.desk.accounts import audit, idle, throttle
from dementi.desk.accounts.audit import Did, Line
from dementi.desk.accounts.models import Account
from dementi.desk.accounts.names import fold_name
from dementi.desk.accounts.roles import NOBODY
from dementi.desk.accounts.store import person_as
from dementi.desk.accounts.throttle import Counted
from dementi.desk.accounts.who import put_person
from dementi.errors import InputError
from dementi.messages import gettext_noop

__all__ = ["TooManyError", "address_of", "check_password", "counted", "enter", "leave", "safe_way", "take_in"]

#: Characters of a password: more is no password.
LONGEST = 1024


class TooManyError(InputError):
    """Too many attempts; ``wait``: how long none is taken."""

    def __init__(self, wait: timedelta) -> None:
        """Say the wait in whole seconds or minutes, never less than it is."""
        self.wait = wait
        seconds = math.ceil(wait.total_seconds())
        if seconds < 90:
            message, count = gettext_noop("Too many attempts. Try again in %(count)s seconds."), seconds
        else:
            message, count = gettext_noop("Too many attempts. Try again in %(count)s minutes."), math.ceil(seconds / 60)
        super().__init__(message, count=count)


def address_of(request: HttpRequest) -> str:
    """Return the network address of who asks, as the server knows it."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


@contextmanager
def counted(request: HttpRequest, *more: Counted) -> Iterator[None]:
    """Count an attempt by its address and more; it counts as failed unless the block ends without an error.

    Raises:
        TooManyError: none is taken now.
    """
    keys = (throttle.by_address(address_of(request)), *more)
    wait = throttle.take(keys, timezone.now())
    if wait is not None:
        raise TooManyError(wait)
    yield
    throttle.forgive(keys)


def enter(request: HttpRequest, name: str, password: str) -> None:
    """Let somebody in by name and password.

    Raises:
        InputError: they do not fit, or the account is suspended: which of it is not said.
        TooManyError: none is taken now.
    """
    key = fold_name(name[:LONGEST])
    with counted(request, throttle.by_name(key)):
        account = auth.authenticate(request, key=key, password=password) if len(password) <= LONGEST else None
        if not isinstance(account, Account):
            _note_failure(request, key)
            raise InputError("The name or the password is wrong, or the account is suspended.")
    take_in(request, account)


def take_in(request: HttpRequest, account: Account) -> None:
    """Open a session for an account, under a key that nobody knew before, and write it into the journal."""
    auth.login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    now, person = timezone.now(), person_as(account)
    idle.begin(request, now)
    put_person(request, person)
    audit.note(Line(at=now, deed=Did.LOGIN, person=person, address=address_of(request)))


def leave(request: HttpRequest) -> None:
    """End the session."""
    if isinstance(request.user, Account):
        audit.note(Line(at=timezone.now(), deed=Did.LOGOUT, person=person_as(request.user)))
    auth.logout(request)
    put_person(request, NOBODY)


def check_password(request: HttpRequest, account: Account, password: str) -> None:
    """Hold a password against an account's.

    Raises:
        InputError: it is not the one.
        TooManyError: none is taken now.
    """
    with counted(request, throttle.by_name(account.key)):
        if len(password) > LONGEST or not account.check_password(password):
            raise InputError("The present password is wrong.")


def safe_way(request: HttpRequest, written: str, otherwise: str) -> str:
    """Return where somebody wanted to go if that is a page of this desk, else another way."""
    if not written.startswith("/") or not written.isprintable() or "\\" in written:
        return otherwise
    host = request.get_host()
    return (
        written
        if url_has_allowed_host_and_scheme(written, allowed_hosts={host}, require_https=request.is_secure())
        else otherwise
    )


def _note_failure(request: HttpRequest, key: str) -> None:
    # What is typed as a name may be a password: only a name that there is is written down.
    known = Account.objects.filter(key=key).first()
    line = Line(
        at=timezone.now(),
        deed=Did.LOGIN_FAILED,
        subject=known.name if known else "",
        address=address_of(request),
    )
    audit.note(line)
