# SPDX-License-Identifier: Apache-2.0
"""Rechercher: statements or dispatches with the words asked for, each opening at its match."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import finding, queries
from dementi.desk.pages.finding import Found
from dementi.desk.pages.frame import show

__all__ = ["search"]

STATEMENTS, DISPATCHES = "declarations", "depeches"


@dataclass(frozen=True, slots=True)
class Tab:
    """What is looked for, and how many there are."""

    url: str
    name: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``asked``: something was asked for."""

    query: str
    asked: bool
    count: str
    tabs: tuple[Tab, ...]
    found: tuple[Found, ...]
    range: str
    previous: str
    next: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, a page of it."""
    query = request.GET.get("q", "").strip()[:1000]
    tab = STATEMENTS if request.GET.get("quoi") == STATEMENTS else DISPATCHES
    number = queries.page_number(request.GET.get("page", ""))
    title = gettext("Search: %(query)s") % {"query": query} if query else gettext("Search")
    if not query:
        nothing = Page(query="", asked=False, count="", tabs=(), found=(), range="", previous="", next="")
        return show(request, "search", nothing, title=title, room="search")
    statements, holding, dispatches = finding.counts(query)
    if "quoi" not in request.GET and statements:
        tab = STATEMENTS
    found = finding.statements(query, number) if tab == STATEMENTS else finding.dispatches(query, number)
    total = statements if tab == STATEMENTS else dispatches
    first = (number - 1) * finding.ON_A_PAGE
    said = ngettext("%(count)s statement", "%(count)s statements", statements) % {"count": statements}
    holding = holding or dispatches
    held = ngettext("in %(count)s dispatch", "in %(count)s dispatches", holding) % {"count": holding}
    page = Page(
        query=query,
        asked=True,
        count=f"{said} {held}" if statements or dispatches else gettext("Nothing found"),
        tabs=(
            Tab(
                _address(query, STATEMENTS), gettext("Statements, %(count)s") % {"count": statements}, tab == STATEMENTS
            ),
            Tab(
                _address(query, DISPATCHES), gettext("Dispatches, %(count)s") % {"count": dispatches}, tab == DISPATCHES
            ),
        ),
        found=found,
        range=gettext("%(first)s to %(last)s of %(total)s")
        % {"first": first + 1, "last": first + len(found), "total": total}
        if found
        else "",
        previous=_address(query, tab, number - 1) if number > 1 else "",
        next=_address(query, tab, number + 1) if first + len(found) < total else "",
    )
    return show(request, "search", page, title=title, room="search")


def _address(query: str, tab: str, number: int = 1) -> str:
    asked = {"q": query, "quoi": tab, **({"page": str(number)} if number > 1 else {})}
    return f"{reverse('search')}?{urlencode(asked)}"
