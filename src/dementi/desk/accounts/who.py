# SPDX-License-Identifier: Apache-2.0
"""Who asks? The person of the session's account; on an open desk whoever is there; else nobody.

A program is known by functions that the setting ``PERSONS_FROM`` names: each takes the request and returns a Person or None.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.contrib.auth import get_user, logout
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils import timezone
from django.utils.module_loading import import_string

from dementi.desk.accounts import idle
from dementi.desk.accounts.models import Account
from dementi.desk.accounts.roles import NOBODY, OPEN, Person, Role
from dementi.settings import read_settings

__all__ = ["asks_for_accounts", "is_loopback", "is_open", "of_program", "of_session", "person_of", "put_person"]

#: Where a request carries its person; a header of the network cannot be called so.
KEY = "dementi.person"

#: The names under which a machine asks itself.
OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

#: What a proxy says of whom it asks for: who comes by one need not sit at this machine.
PROXIED = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


def person_of(request: HttpRequest) -> Person:
    """Return who asks for a page, as the gate has found; nobody where a request did not come through it."""
    found = request.META.get(KEY, NOBODY)
    return found if isinstance(found, Person) else NOBODY


def put_person(request: HttpRequest, person: Person) -> None:
    """Say who asks: the gate's part."""
    request.META[KEY] = person


def of_session(request: HttpRequest) -> Person:
    """Return the person of the session's account, or whoever is at an open desk, or nobody."""
    if hasattr(request, "session"):
        account = get_user(request)
        if isinstance(account, Account) and idle.is_over(request, timezone.now()):
            logout(request)
        elif isinstance(account, Account):
            return Person(account.name, Role(account.role), account=account.pk)
    return OPEN if is_open(request) else NOBODY


def of_program(request: HttpRequest) -> Person:
    """Return who a program is by what it sends (setting ``PERSONS_FROM``); whoever is at an open desk, or nobody."""
    for each in _ways():
        found = each(request)
        if found is not None:
            return found
    return OPEN if is_open(request) else NOBODY


def is_open(request: HttpRequest) -> bool:
    """Say whether the desk is open to this request: no account, on loopback alone, asked by its own machine without a proxy."""
    return (
        not asks_for_accounts()
        and not any(name in request.META for name in PROXIED)
        and is_loopback(request.META.get("REMOTE_ADDR", ""))
        and split_domain_port(request.get_host())[0] in OWN_NAMES
    )


def asks_for_accounts() -> bool:
    """Say whether the desk asks who comes: it listens beyond its own machine, is served over HTTPS, or has an account."""
    chosen = read_settings()
    return not is_loopback(chosen.host) or chosen.https or Account.objects.exists()


def is_loopback(host: str) -> bool:
    """Say whether an address to listen on, or of who asks, is this machine's alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@cache
def _ways() -> tuple[Callable[[HttpRequest], Person | None], ...]:
    return tuple(import_string(name) for name in settings.PERSONS_FROM)
