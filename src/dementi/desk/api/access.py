# SPDX-License-Identifier: Apache-2.0
"""Who asks, and may they? A key opens what it was made for; a page of another site opens nothing.

Reading takes no key where the desk is open to whoever sits at it (see ``accounts.who``). Writing takes a key, or the proof
that a form of the desk's own gives (Django's CSRF token). What is sent must be declared as JSON, which no form of another
site can do, and no answer allows another origin to read it (no CORS).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle
from ninja.utils import check_csrf

from dementi.desk.accounts.roles import Person
from dementi.desk.accounts.who import person_of
from dementi.desk.api.problems import Refused, words_of
from dementi.desk.api.tokens import NEEDED, Scope, Token, token_of

__all__ = ["Caller", "Door", "Rate", "caller", "person_of_token"]

#: Where a request carries its key once it was looked for; a header of the network cannot be called so.
KEY = "dementi.token"
JSON = "application/json"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a key by its number and its owner's name, or whoever sits at an open desk (None, "")."""

    token: int | None
    name: str


class Door(HttpBearer):
    """What a key must open for an operation."""

    openapi_description = "A key of the desk, made on its page or with `dementi tokens make`."

    def __init__(self, scope: Scope) -> None:
        """Keep which scope is asked for."""
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        """Return who asks.

        Raises:
            Refused: they may not.
        """
        _come_from_here(request)
        if request.method not in SAFE:
            _bring_json(request)
        token = _token_of(request)
        if token is not None:
            if self.scope not in token.scopes:
                message = gettext("This key does not open that: it lacks “%(scope)s”.")
                raise Refused(403, message % {"scope": self.scope})
            if token.role < NEEDED[self.scope]:
                raise Refused(403, gettext("The owner of this key may not do that."))
            return Caller(token.number, token.owner or token.name)
        if "Authorization" in request.headers or not person_of(request).is_open:
            raise Refused(401, words_of(401)[1])
        if request.method not in SAFE and check_csrf(request) is not None:
            raise Refused(401, words_of(401)[1])
        return Caller(None, "")

    def authenticate(self, request: HttpRequest, token: str) -> None:
        """Do nothing: :meth:`__call__` takes its place."""


def person_of_token(request: HttpRequest) -> Person | None:
    """Return who a program is by the key that it sends; None: it sends none that opens anything."""
    token = _token_of(request)
    return Person(token.owner or token.name, token.role) if token else None


def _token_of(request: HttpRequest) -> Token | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    # The gate asks first, then the door: one look is enough.
    if KEY not in request.META:
        request.META[KEY] = token_of(secret.strip(), timezone.now())
    found = request.META[KEY]
    return found if isinstance(found, Token) else None


def caller(request: HttpRequest) -> Caller:
    """Return who asks, once a :class:`Door` has let them in."""
    found = getattr(request, "auth", None)
    if not isinstance(found, Caller):
        raise Refused(401, words_of(401)[1])
    return found


def _come_from_here(request: HttpRequest) -> None:
    """Refuse what a page of another site sends; a program sends no Origin."""
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc.lower() != request.get_host().lower():
        raise Refused(403, gettext("A page of another site may not use this desk."))


def _bring_json(request: HttpRequest) -> None:
    """Refuse a body that is not declared as JSON: a form of another site can declare none so, nor have a browser ask."""
    has_body = request.headers.get("Content-Length") not in {None, "", "0"} or "Transfer-Encoding" in request.headers
    if has_body and request.content_type != JSON:
        raise Refused(415, words_of(415)[1])


class Rate(SimpleRateThrottle):
    """So many requests in a minute: of each key, or of each address that sends none."""

    scope = "api"

    def get_cache_key(self, request: HttpRequest) -> str:
        """Return whose requests are counted together."""
        found = getattr(request, "auth", None)
        number = found.token if isinstance(found, Caller) else None
        who = f"token-{number}" if number else str(request.META.get("REMOTE_ADDR", ""))
        return f"dementi-api-{self.rate}-{who}"
