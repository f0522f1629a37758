# SPDX-License-Identifier: Apache-2.0
"""Coming in by name and password, and going out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from dementi.desk.accounts.entering import TooManyError, enter, leave, safe_way
from dementi.desk.accounts.roles import NOBODY
from dementi.desk.accounts.store import has_accounts
from dementi.desk.accounts.who import person_of
from dementi.desk.pages import wording
from dementi.desk.pages.frame import show_alone
from dementi.errors import DementiError

__all__ = ["login", "logout", "status_of"]


@dataclass(frozen=True, slots=True)
class Page:
    """What was typed, where it leads to, and what is wrong with it."""

    name: str = ""
    way: str = ""
    trouble: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Show the form; let in who knows the password, to where they wanted to go."""
    typed = request.POST if request.method == "POST" else request.GET
    way = safe_way(request, typed.get("next", ""), reverse("latest"))
    if person_of(request) != NOBODY:
        return HttpResponseRedirect(way)
    if not has_accounts():
        return HttpResponseRedirect(reverse("first-account"))
    if request.method != "POST":
        return show_alone(request, "login", Page(way=way), title=gettext("Log in"))
    name = request.POST.get("name", "")
    try:
        enter(request, name, request.POST.get("password", ""))
    except DementiError as error:
        page = Page(name[:80], way, wording.say_trouble(error.trouble()))
        return status_of(show_alone(request, "login", page, title=gettext("Log in")), error)
    return HttpResponseRedirect(way)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session."""
    leave(request)
    return HttpResponseRedirect(reverse("login"))


def status_of(response: HttpResponse, error: DementiError) -> HttpResponse:
    """Return an answer that says by its status what went wrong: 429 with the wait (RFC 6585), else 422."""
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, TooManyError):
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        response["Retry-After"] = str(math.ceil(error.wait.total_seconds()))
    return response
