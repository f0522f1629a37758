# SPDX-License-Identifier: Apache-2.0
"""Who may pass? Each request is held against the table; who may not is sent to the login, or told so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from dementi.desk.accounts.audit import Line, Way, note
from dementi.desk.accounts.roles import NOBODY, Least
from dementi.desk.accounts.table import OWN_DOORS, TABLE, TAKEN_AWAY, UNWRITTEN
from dementi.desk.accounts.who import of_program, of_session, person_of, put_person
from dementi.desk.pages.errors import not_allowed
from dementi.errors import RecordError

__all__ = ["GateMiddleware", "least_of"]

log = logging.getLogger(__name__)

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def least_of(route: str) -> Least | None:
    """Return the least role for a route by its name; None: it stands in no row and is open to nobody."""
    return TABLE.get(route)


class GateMiddleware:
    """Find out who asks, and let through whom the table lets through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, knowing who asks; what is shown to somebody is kept by no proxy for another."""
        put_person(request, of_session(request))
        response = self.get_response(request)
        _journal(request, response)
        person = person_of(request)
        if person != NOBODY and not person.is_open:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],  # noqa: ARG002 (Django's form)
        args: tuple[Any, ...],  # noqa: ARG002 (Django's form)
        kwargs: dict[str, Any],  # noqa: ARG002 (Django's form)
    ) -> HttpResponse | None:
        """Return nothing to whom the page is open; a way to the login, or a refusal, to others."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        if route.startswith(OWN_DOORS):
            # A cookie comes along by itself, whoever made the browser ask: here it says nothing.
            put_person(request, of_program(request))
            return None
        least, person = least_of(route), person_of(request)
        if least is not None and person.may(least):
            return None
        if person == NOBODY and least is not None and request.method in SAFE:
            return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': request.get_full_path()})}")
        return not_allowed(request)


def _journal(request: HttpRequest, response: HttpResponse) -> None:
    """Write down what was done: each request that changes something, and each by which much is taken away."""
    match = request.resolver_match
    if match is None or response.status_code >= HTTPStatus.BAD_REQUEST or match.view_name in UNWRITTEN:
        return
    if request.method in SAFE and match.view_name not in TAKEN_AWAY:
        return
    by_program = match.view_name.startswith(OWN_DOORS)
    line = Line(
        at=timezone.now(),
        # The doors of a program share an address: what was done there is told by the method.
        deed=f"{request.method} {match.route}"[:40] if by_program else match.view_name,
        person=person_of(request),
        way=Way.API if by_program else Way.PAGE,
        subject=_subject(request, response),
    )
    try:
        note(line)
    except RecordError:
        # What was done is done, and is said so.
        log.exception("A deed of %s could not be written into the journal: %s", line.person.name or "nobody", line.deed)


def _subject(request: HttpRequest, response: HttpResponse) -> str:
    match = request.resolver_match
    if match is not None and match.kwargs:
        return " ".join(str(value) for value in match.kwargs.values())
    if "url" in request.POST:
        # An address may carry a key in its query, or a password before its host.
        return _bare(request.POST["url"].strip()[:2000])
    return urlsplit(response.headers.get("Location", "")).path


def _bare(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.hostname or ''}{parts.path}"
