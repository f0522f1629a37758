# SPDX-License-Identifier: Apache-2.0
"""The lists of the public site: the newest dispatches, what is contested, who speaks, what a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.matters.decided import STORY
from dementi.desk.matters.models import Group
from dementi.desk.pages import asking, finding, queries
from dementi.desk.pages.days import heading, moment, moment_of
from dementi.desk.pages.finding import Question
from dementi.desk.public import shelf
from dementi.desk.public.frame import Head, for_the_public, show
from dementi.desk.public.said import Said, Source, said_in, source_of
from dementi.desk.public.shelf import Open
from dementi.desk.search.asked import Kind
from dementi.record import Relation

__all__ = ["latest", "listed", "people", "search", "stories"]

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Item:
    """A dispatch in the list: where it comes from, its hour ("": not known), how many statements are shown, how many contested."""

    source: Source
    hour: str
    count: str
    contested: str


@dataclass(frozen=True, slots=True)
class Day:
    """The dispatches of one day."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """The page of the newest dispatches."""

    days: tuple[Day, ...]
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: a story or a speaker, with what is said of it."""

    url: str
    name: str
    facts: str


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of such lines."""

    entries: tuple[Entry, ...]
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The page of a search."""

    query: str
    said: tuple[Said, ...]
    count: str


@require_safe
@for_the_public
def latest(request: HttpRequest) -> HttpResponse:
    """Show the newest dispatches."""
    number = queries.page_number(request.GET.get("page", ""))
    opened, more = shelf.newest(number, ON_A_PAGE)
    page = Latest(tuple(_days(opened)), *_pages("public-latest", number, more=more))
    summary = gettext("Who said what, and who denies it: excerpts, each with the link to its source.")
    head = Head(gettext("Latest news"), summary, feed=reverse("public-feed", args=["atom"]), room="public-latest")
    return show(request, "latest", page, head)


@require_safe
@for_the_public
def stories(request: HttpRequest) -> HttpResponse:
    """Show the stories in which something that is shown answers something that is shown."""
    number = queries.page_number(request.GET.get("page", ""))
    start = (number - 1) * ON_A_PAGE
    rows = list(Group.objects.filter(kind=STORY, denials__gt=0)[start : start + ON_A_PAGE + 1])
    entries = tuple(entry for row in rows[:ON_A_PAGE] for entry in _story(row))
    page = Entries(entries, *_pages("public-stories", number, more=len(rows) > ON_A_PAGE))
    head = Head(
        gettext("Face to face"),
        gettext("What is contested, story by story: who affirms, who answers, in their own words."),
        room="public-stories",
    )
    return show(request, "stories", page, head)


@require_safe
@for_the_public
def people(request: HttpRequest) -> HttpResponse:
    """Show who speaks."""
    number = queries.page_number(request.GET.get("page", ""))
    named = queries.speakers()[(number - 1) * ON_A_PAGE : number * ON_A_PAGE + 1]
    shown = shelf.who_speaks(each.key for each in named[:ON_A_PAGE])
    entries = tuple(
        Entry(reverse("public-person", args=[each.key]), heading(each.name), each.side or "")
        for each in named[:ON_A_PAGE]
        if each.key in shown
    )
    head = Head(
        gettext("People"),
        gettext("All who speak in the dispatches on this desk, under the fullest name that was written."),
        room="public-people",
    )
    page = Entries(entries, *_pages("public-people", number, more=len(named) > ON_A_PAGE))
    return show(request, "people", page, head)


@require_safe
@for_the_public
def search(request: HttpRequest) -> HttpResponse:
    """Show the statements that a search finds, as far as their words are shown."""
    asked = request.GET.get("q", "").strip()[:200]
    hits = asking.ask(finding.search_of(Question(words=asked, kind=Kind.STATEMENT))).hits if asked else ()
    shown = {(each.source.url, each.id): each for each in said_in(shelf.of(hit.dispatch for hit in hits).values())}
    places = [(reverse("public-dispatch", args=[hit.dispatch]), hit.statement or "") for hit in hits]
    said = tuple(shown[place] for place in places if place in shown)
    count = ngettext("%(count)s statement", "%(count)s statements", len(said)) % {"count": len(said)}
    page = Found(asked, said, (count if said else gettext("Nothing found")) if asked else "")
    title = gettext("Search: %(query)s") % {"query": asked} if asked else gettext("Search")
    return show(request, "search", page, Head(title, room="public-search"))


def listed(opened: Iterable[Open]) -> tuple[Item, ...]:
    """Return dispatches as lists show them."""
    return tuple(_item(each) for each in opened)


def _days(opened: Iterable[Open]) -> Iterator[Day]:
    for name, group in groupby(opened, key=_day):
        yield Day(name, listed(group))


def _day(opened: Open) -> str:
    return heading((moment(opened.article.published) or moment_of(opened.captured)).day)


def _item(opened: Open) -> Item:
    reading = opened.excerpt.reading
    published = moment(opened.article.published)
    count = len(reading.findings.statements)
    contested = len({link.target for link in reading.links if link.relation is Relation.DENIES})
    return Item(
        source=source_of(opened),
        hour=(published.hour or "") if published else "",
        count=ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count} if count else "",
        contested=ngettext("%(count)s contested", "%(count)s contested", contested) % {"count": contested}
        if contested
        else "",
    )


def _story(row: Group) -> Iterator[Entry]:
    opened = shelf.of(row.members.values_list("dispatch", flat=True))
    denied = {link.target for link in shelf.links_of(opened.values()) if link.relation is Relation.DENIES}
    if denied:
        count = ngettext("%(count)s dispatch", "%(count)s dispatches", len(opened)) % {"count": len(opened)}
        said = ngettext("%(count)s claim denied", "%(count)s claims denied", len(denied)) % {"count": len(denied)}
        yield Entry(reverse("public-story", args=[row.pk]), name_of_story(row, opened.values()), f"{count}, {said}")


def name_of_story(row: Group, opened: Iterable[Open]) -> str:
    """Return what a story is called: by its name, where that is the headline of a dispatch that shows its own."""
    headlines = [each.excerpt.headline for each in opened if each.excerpt.headline]
    return row.name if row.name in headlines else next(iter(headlines), gettext("(no headline)"))


def _pages(route: str, number: int, *, more: bool) -> tuple[str, str]:
    place = reverse(route)
    newer = (place if number == 2 else f"{place}?{urlencode({'page': number - 1})}") if number > 1 else ""
    return newer, f"{place}?{urlencode({'page': number + 1})}" if more else ""
