# SPDX-License-Identifier: Apache-2.0
"""Dernières infos: what has come in, by day, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import queries, wording
from dementi.desk.pages.days import heading, moment, moment_of
from dementi.desk.pages.frame import show
from dementi.desk.pages.queries import Kind, Line

__all__ = ["Count", "Day", "Item", "Latest", "item_of", "latest"]


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the tally: a number and its words, or a sign of desk.css and words."""

    words: str
    number: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A dispatch in the list; ``hour`` "": its hour is not known, ``no_hour`` says what is."""

    url: str
    headline: str
    lang: str
    outlet: str
    facts: tuple[str, ...]
    iso: str
    hour: str
    no_hour: str
    captured: str
    teaser: str
    troubles: tuple[str, ...]
    tally: tuple[Count, ...]
    looked_at: str


@dataclass(frozen=True, slots=True)
class Day:
    """The dispatches of one day."""

    name: str
    count: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its address, its name, how many dispatches it leaves."""

    url: str
    name: str
    count: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """The page."""

    days: tuple[Day, ...]
    kinds: tuple[Choice, ...]
    nothing: str
    newer: str
    older: str


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Show the newest dispatches, of one kind if one is asked for."""
    kind = Kind.of(request.GET.get("nature", ""))
    found = queries.newest(kind, page=queries.page_number(request.GET.get("page", "")))
    page = Latest(
        days=tuple(_days(found.lines)),
        kinds=tuple(
            Choice(_address(each, 1), _name(each), count, is_here=each is kind) for each, count in queries.count_kinds()
        ),
        nothing=gettext("No dispatch here yet.") if kind is Kind.ALL else gettext("No dispatch of this kind."),
        newer=_address(kind, found.number - 1) if found.number > 1 else "",
        older=_address(kind, found.number + 1) if found.has_more else "",
    )
    return show(request, "latest", page, title=gettext("Latest news"), room="latest")


def item_of(line: Line) -> Item:
    """Return a dispatch as the list shows it."""
    published, captured = moment(line.published), moment_of(line.captured)
    facts = [gettext("with %(agency)s") % {"agency": line.agency}] if line.agency and line.agency != line.outlet else []
    if not line.outlet:
        facts.insert(0, gettext("outlet unknown"))
    if wording.is_foreign(line.language):
        facts.append(gettext("in %(language)s") % {"language": wording.language_name(line.language or "")})
    if published is None:
        facts.append(gettext("publication date unknown"))
    return Item(
        url=reverse("article", args=[line.id]),
        headline=line.headline or gettext("(no headline)"),
        lang=line.language or "" if line.headline else "",
        outlet=line.outlet or "",
        facts=tuple(facts),
        iso=published.iso if published else "",
        hour=(published.hour or "") if published else "",
        no_hour=gettext("hour unknown") if published else gettext("captured %(hour)s") % {"hour": captured.hour},
        captured=gettext("Captured on %(when)s") % {"when": captured},
        teaser=line.teaser,
        troubles=tuple(wording.say_trouble(trouble) for trouble in line.troubles),
        tally=tuple(_tally(line)),
        looked_at=gettext("Read by machine"),
    )


def _days(lines: Iterable[Line]) -> Iterable[Day]:
    for name, group in groupby(lines, key=_day):
        items = tuple(item_of(line) for line in group)
        count = ngettext("%(count)s dispatch", "%(count)s dispatches", len(items)) % {"count": len(items)}
        yield Day(name, count, items)


def _day(line: Line) -> str:
    # A dispatch without a date stands under the day on which it came in; its line says so.
    published = moment(line.published)
    return heading((published or moment_of(line.captured)).day)


def _tally(line: Line) -> Iterable[Count]:
    tally = line.tally
    if not tally.statements:
        foreign = wording.is_foreign(line.language)
        yield Count(gettext("Statements are not looked for") if foreign else gettext("No statement found"))
        return
    yield Count(ngettext("statement", "statements", tally.statements), tally.statements)
    if tally.figures:
        yield Count(ngettext("figure", "figures", tally.figures), tally.figures)
    if tally.contested:
        words = ngettext("%(count)s contested", "%(count)s contested", tally.contested)
        yield Count(words % {"count": tally.contested}, sign="met")
    if tally.diverging:
        words = ngettext("%(count)s diverging figure", "%(count)s diverging figures", tally.diverging)
        yield Count(words % {"count": tally.diverging}, sign="num")


def _name(kind: Kind) -> str:
    match kind:
        case Kind.ALL:
            return gettext("All dispatches")
        case Kind.CONTESTED:
            return gettext("Contested only")
        case Kind.DENIAL:
            return gettext("With a denial")
        case Kind.CONFIRMATION:
            return gettext("With a confirmation")
        case Kind.FIGURE:
            return gettext("With a figure")


def _address(kind: Kind, page: int) -> str:
    asked = {"nature": kind.value} if kind is not Kind.ALL else {}
    if page > 1:
        asked["page"] = str(page)
    return reverse("latest") + (f"?{urlencode(asked)}" if asked else "")
