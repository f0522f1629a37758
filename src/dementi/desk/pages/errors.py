# SPDX-License-Identifier: Apache-2.0
"""What does a reader see when a page cannot be shown? Plain words, set as the rest, and the status that it is."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from dementi.desk.pages.frame import frame_of
from dementi.desk.record.failures import named_failure
from dementi.messages import say_trouble

__all__ = ["bad_request", "csrf_failure", "not_allowed", "not_found", "refuse", "server_error"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no page: the status, a title, a sentence."""

    code: int
    title: str
    words: str


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's form)
    """Answer 404."""
    words = gettext("The address may be mistyped, or what stood here was taken away.")
    return _refuse(request, Refusal(404, gettext("This page does not exist"), words))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, and say so where what was sent is too large."""
    words = gettext("The desk does not understand what was asked. Nothing was changed.")
    if isinstance(exception, RequestDataTooBig):
        most = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1024**2
        words = gettext("More than %(most)s MB were sent at once. Nothing was changed.") % {"most": most}
    return _refuse(request, Refusal(400, gettext("This request cannot be read"), words))


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's form)
    """Answer 403."""
    words = gettext("This page is not open to you. Nothing was changed.")
    return _refuse(request, Refusal(403, gettext("Not allowed"), words))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's form)
    """Answer 403 where a form does not come from this desk, or its cookie is refused."""
    words = gettext(
        "The form was not sent from a page of this desk, or the browser refuses its cookie. "
        "Go back, load the page again and send it once more: nothing was changed."
    )
    return _refuse(request, Refusal(403, gettext("Not allowed"), words))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500; 503 where it is the database that refuses, with what it means."""
    named = named_failure(sys.exception())
    if named is not None:
        return _unwritten(request, say_trouble(named, get_language() or "fr"))
    words = gettext("A fault of the desk. It is in the log; what was on record is still there.")
    return _refuse(request, Refusal(500, gettext("The desk could not do this"), words))


def refuse(request: HttpRequest, words: str) -> HttpResponse:
    """Answer 400 with a sentence of the page that was asked: what was sent cannot be taken, nothing was changed."""
    return _refuse(request, Refusal(400, gettext("This request cannot be read"), words))


def _unwritten(request: HttpRequest, words: str) -> HttpResponse:
    try:
        return _refuse(request, Refusal(503, gettext("The desk could not do this"), words))
    except (DatabaseError, InterfaceError):
        # Not even who asks can be told.
        return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")


def _refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    frame = frame_of(request, title=refusal.title)
    return render(request, "desk/trouble.html", {"frame": frame, "page": refusal}, status=refusal.code)
