# SPDX-License-Identifier: Apache-2.0
"""Personnes: all who speak on this desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import queries
from dementi.desk.pages.frame import show

__all__ = ["people"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A speaker in the list."""

    url: str
    name: str
    side: str
    statements: int
    denials: int


@dataclass(frozen=True, slots=True)
class People:
    """The page; ``unknown``: how many statements are nobody's that the articles name."""

    speakers: tuple[Entry, ...]
    unknown: str


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show who speaks, those with most statements first."""
    found = queries.speakers()
    unknown = queries.count_unknown()
    said = ngettext(
        "%(count)s statement has an unknown speaker.", "%(count)s statements have an unknown speaker.", unknown
    )
    page = People(
        speakers=tuple(
            Entry(reverse("person", args=[s.key]), s.name, s.side or "", s.statements, s.denials) for s in found
        ),
        unknown=said % {"count": unknown} if unknown else "",
    )
    return show(request, "people", page, title=gettext("People"), room="people")
