# SPDX-License-Identifier: Apache-2.0
"""Face à face: every matter in which something is contested, the one that moved last first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import queries, stories, wording
from dementi.desk.pages.days import moment
from dementi.desk.pages.frame import show
from dementi.desk.pages.stories import StoryLine

__all__ = ["contested"]


@dataclass(frozen=True, slots=True)
class Line:
    """A contested matter: a story, or a dispatch that is of none."""

    url: str
    name: str
    facts: str
    answer: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    lines: tuple[Line, ...]
    newer: str
    older: str


@require_safe
def contested(request: HttpRequest) -> HttpResponse:
    """Show what is contested."""
    number = queries.page_number(request.GET.get("page", ""))
    found = [(line.latest, _of_story(line)) for line in stories.lines(number)]
    lone = [each for each in map(queries.dispatch, stories.lone(number)) if each]
    found += [(each.captured.isoformat(), _of_dispatch(each)) for each in lone]
    full = max(len(found) - len(lone), len(lone)) == stories.ON_A_PAGE
    place = reverse("stories")
    page = Page(
        lines=tuple(line for _, line in sorted(found, key=lambda each: each[0], reverse=True)),
        newer=f"{place}?page={number - 1}" if number > 1 else "",
        older=f"{place}?page={number + 1}" if full else "",
    )
    return show(request, "stories", page, title=gettext("Face to face"), room="stories")


def _of_story(line: StoryLine) -> Line:
    count = ngettext("%(count)s dispatch", "%(count)s dispatches", line.dispatches) % {"count": line.dispatches}
    when = moment(line.latest)
    facts = ", ".join(part for part in (count, str(when) if when else "") if part)
    return Line(line.url, line.name or gettext("(no headline)"), facts, _denied(line.denials))


def _of_dispatch(kept: queries.Kept) -> Line:
    article = kept.reading.article
    published = moment(article.published if article else None)
    outlet = wording.outlet_of(article, kept.outlet)
    facts = f"{outlet}, {published}" if published else outlet
    denied = len({link.target for link in kept.reading.links if link.relation == "denies"})
    name = (article.headline if article else None) or gettext("(no headline)")
    return Line(reverse("article", args=[kept.id]), name, facts, _denied(denied))


def _denied(count: int) -> str:
    return ngettext("%(count)s claim denied", "%(count)s claims denied", count) % {"count": count} if count else ""
