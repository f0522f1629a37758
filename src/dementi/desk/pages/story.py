# SPDX-License-Identifier: Apache-2.0
"""One story: the parties face to face, in their own words, and the dispatches that tell it in the order of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import stories
from dementi.desk.pages.bouts import Bout, bouts_of, left_open_in, unanswered_of
from dementi.desk.pages.days import moment
from dementi.desk.pages.frame import show
from dementi.desk.pages.stories import TheStory, Told
from dementi.record import Relation

__all__ = ["story"]


@dataclass(frozen=True, slots=True)
class Step:
    """A dispatch in the chronology of a story."""

    url: str
    headline: str
    lang: str
    outlet: str
    iso: str
    when: str
    copies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page."""

    name: str
    deck: str
    facts: tuple[str, ...]
    bouts: tuple[Bout, ...]
    left_open: tuple[Bout, ...]
    unanswered: tuple[Bout, ...]
    unanswered_name: str
    steps: tuple[Step, ...]
    series: tuple[stories.SeriesLine, ...]
    grouping_url: str


@require_safe
def story(request: HttpRequest, story: str) -> HttpResponse:
    """Show one story."""
    found = stories.story(story)
    if found is None:
        raise Http404
    readings = [told.reading for told in found.told]
    bouts = bouts_of(readings, found.links)
    left = unanswered_of(readings, found.links)
    page = Page(
        name=found.name or gettext("(no headline)"),
        deck=_deck(found),
        facts=tuple(_facts(found, bouts)),
        bouts=bouts,
        left_open=left_open_in(readings),
        unanswered=left,
        unanswered_name=ngettext(
            "%(count)s statement without an answer", "%(count)s statements without an answer", len(left)
        )
        % {"count": len(left)},
        steps=tuple(_step(told) for told in found.told),
        series=found.series,
        grouping_url=reverse("grouping", args=[readings[0].id]) if readings else "",
    )
    return show(request, "story", page, title=page.name, room="stories")


def _deck(found: TheStory) -> str:
    days = [moment(day) for day in sorted(told.day for told in found.told if told.day)]
    known = [day.day for day in days if day]
    if not known:
        return gettext("What is affirmed and what answers it, in the words of the dispatches.")
    if known[0] == known[-1]:
        return gettext("Published on %(day)s. The words are those of the dispatches.") % {"day": known[0]}
    return gettext("Published from %(first)s to %(last)s. The words are those of the dispatches.") % {
        "first": known[0],
        "last": known[-1],
    }


def _facts(found: TheStory, bouts: tuple[Bout, ...]) -> Iterable[str]:
    total = sum(1 + told.copies for told in found.told)
    copies = sum(told.copies for told in found.told)
    yield ngettext("%(count)s dispatch", "%(count)s dispatches", total) % {"count": total}
    if copies:
        yield ngettext("of which %(count)s is a copy", "of which %(count)s are copies", copies) % {"count": copies}
    outlets = len({told.outlet for told in found.told if told.outlet})
    if outlets:
        yield ngettext("%(count)s outlet", "%(count)s outlets", outlets) % {"count": outlets}
    yield ngettext("%(count)s independent origin", "%(count)s independent origins", found.origins) % {
        "count": found.origins
    }
    denied, diverging = (
        sum(bout.relation is relation for bout in bouts) for relation in (Relation.DENIES, Relation.DIVERGES)
    )
    if denied:
        yield ngettext("%(count)s claim denied", "%(count)s claims denied", denied) % {"count": denied}
    if diverging:
        yield ngettext("%(count)s diverging figure", "%(count)s diverging figures", diverging) % {"count": diverging}


def _step(told: Told) -> Step:
    article = told.reading.article
    published = moment(article.published if article else None)
    return Step(
        url=reverse("article", args=[told.reading.id]),
        headline=(article.headline if article else None) or gettext("(no headline)"),
        lang=(article.language if article else None) or "",
        outlet=told.outlet or gettext("outlet unknown"),
        iso=published.iso if published else "",
        when=str(published) if published else gettext("publication date unknown"),
        copies=ngettext("%(count)s copy", "%(count)s copies", told.copies) % {"count": told.copies}
        if told.copies
        else "",
    )
