# SPDX-License-Identifier: Apache-2.0
"""What a reader does to a statement: keep it, set it aside, say who speaks, add one that was missed; and take that back.

Each is a line with a name and a time, beside what the machine found and never over it.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from dementi.desk.accounts.who import person_of
from dementi.desk.marks import store as marks
from dementi.desk.marks.by_hand import LONGEST, pointed_at
from dementi.desk.marks.corrected import Kind
from dementi.desk.marks.store import Said
from dementi.desk.notes.asked import plain
from dementi.desk.pages import queries
from dementi.desk.pages.errors import refuse

__all__ = ["SIGNATURE", "add_statement", "ask_for_name", "mark", "signed", "undo", "who_signs"]

#: The cookie that keeps the name under which a reader marks, so that it is typed once.
SIGNATURE = "dementi_signature"
YEAR = 365 * 24 * 3600


@require_POST
def mark(request: HttpRequest, dispatch: str, statement: str) -> HttpResponse:
    """Keep a statement, set it aside, or say who speaks."""
    kept = queries.dispatch(dispatch)
    found = next((s for s in kept.reading.findings.statements if s.id == statement), None) if kept else None
    kind, who = request.POST.get("kind", ""), who_signs(request)
    if found is None or kind not in {Kind.KEEP, Kind.SET_ASIDE, Kind.SPEAKER}:
        raise Http404
    if not who:
        return ask_for_name(request)
    value = " ".join(request.POST.get("value", "").split())[:LONGEST]
    marks.put(Said(dispatch=dispatch, kind=Kind(kind), statement=found, who=who, value=value), timezone.now())
    return _back(request, dispatch, who)


@require_POST
def add_statement(request: HttpRequest, dispatch: str) -> HttpResponse:
    """Add a statement by its exact words, which must stand in the text once."""
    kept = queries.dispatch(dispatch)
    article = kept.reading.article if kept else None
    if article is None:
        raise Http404
    who = who_signs(request)
    if not who:
        return ask_for_name(request)
    asked = (request.POST.get(name, "") for name in ("words", "speaker", "stance"))
    added = pointed_at(article, *asked)
    if added is None:
        message = gettext("These words do not stand in the dispatch exactly once: copy them from it, with more around.")
        return refuse(request, message)
    marks.put(Said(dispatch=dispatch, kind=Kind.ADD, statement=added, who=who), timezone.now())
    return _back(request, dispatch, who)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a mark back."""
    who = who_signs(request)
    if not who:
        return ask_for_name(request)
    dispatch = marks.undo(number, who=who, now=timezone.now())
    if dispatch is None:
        raise Http404
    return _back(request, dispatch, who)


def who_signs(request: HttpRequest) -> str:
    """Return under which name something is said: the account's; on an open desk the one that was typed, "" where none was."""
    return person_of(request).name or " ".join(plain(request.POST.get("who", ""), LONGEST).split())


def ask_for_name(request: HttpRequest) -> HttpResponse:
    """Refuse what nobody signs."""
    return refuse(request, gettext("Sign with your name: what is said of a statement has somebody who says it."))


def signed(request: HttpRequest, response: HttpResponse, who: str) -> HttpResponse:
    """Return a response that keeps, on an open desk, the name under which somebody signed."""
    if person_of(request).is_open:
        response.set_cookie(SIGNATURE, who, max_age=YEAR, samesite="Strict", httponly=True)
    return response


def _back(request: HttpRequest, dispatch: str, who: str) -> HttpResponse:
    return signed(request, HttpResponseRedirect(reverse("article", args=[dispatch]) + "?fait=marque"), who)
