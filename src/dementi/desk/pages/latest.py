# SPDX-License-Identifier: Apache-2.0
"""Dernières infos: what has come in, by day, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import queries, wording
from dementi.desk.pages.asking import ask
from dementi.desk.pages.copies import Copy
from dementi.desk.pages.days import heading, moment, moment_of
from dementi.desk.pages.density import is_compact
from dementi.desk.pages.frame import show
from dementi.desk.pages.narrowing import WHOLE, Chip, FacetShown, Narrowed, chips, facets_shown
from dementi.desk.pages.queries import Kind, Line, Lines
from dementi.desk.pages.suggesting import Suggestion, commonest
from dementi.desk.pages.versions import versions_words
from dementi.desk.pages.visit import Visit, remember, visit_of
from dementi.desk.search.asked import FacetName, Filters, Results, Search
from dementi.desk.search.query import parse
from dementi.record import Stance

__all__ = ["OF_KIND", "Count", "Day", "Item", "Latest", "item_of", "latest"]


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the tally: a number and its words, or a sign of desk.css and words."""

    words: str
    number: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A dispatch in the list; ``hour`` "": its hour is not known, ``no_hour`` says what is; ``is_new``: to whoever looks."""

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
    copies: tuple[Copy, ...]
    folded: str
    is_new: bool = False


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
    """The page.

    ``live``: the address that tells what has come in since, "" where the list is not the newest of all. ``since``: how much
    is new since the last visit, "" where nothing is. ``here``: its own address.
    """

    days: tuple[Day, ...]
    kinds: tuple[Choice, ...]
    facets: tuple[FacetShown, ...]
    chips: tuple[Chip, ...]
    nothing: str
    live: str
    newer: str
    older: str
    suggested: tuple[Suggestion, ...]
    since: str
    is_compact: bool
    here: str


#: What the list can be narrowed by, beside the kind.
FACETS = (FacetName.SPEAKER, FacetName.OUTLET, FacetName.STORY)


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Show the newest dispatches, of one kind, speaker or outlet if one is asked for."""
    kind, narrowed = Kind.of(request.GET.get("nature", "")), _narrowed(Narrowed.of(request.GET))
    number = queries.page_number(request.GET.get("page", ""))
    # Before the list is read: what comes in between is told twice rather than not at all.
    seen, now = queries.last_change(), timezone.now()
    visit = visit_of(request, seen, now)
    counted = ask(_search(kind, narrowed, number))
    found = _found(counted, number) if narrowed else queries.newest(kind, number)
    here = [("nature", kind.value)] if kind is not Kind.ALL else []
    page = Latest(
        days=tuple(_days(found.lines, _new(found, visit))),
        kinds=tuple(_choices(kind, narrowed)),
        facets=facets_shown(counted.facets, narrowed, reverse("latest"), here),
        chips=chips(narrowed, reverse("latest"), here),
        nothing=gettext("No dispatch of this kind.") if narrowed or here else gettext("No dispatch here yet."),
        live=f"{reverse('live')}?depuis={seen}" if number == 1 and not (narrowed or here) else "",
        newer=_address(kind, narrowed, found.number - 1) if found.number > 1 else "",
        older=_address(kind, narrowed, found.number + 1) if found.has_more else "",
        suggested=commonest(),
        since=_since(visit) if number == 1 and not (narrowed or here) else "",
        is_compact=is_compact(request),
        here=request.get_full_path(),
    )
    response = show(request, "latest", page, title=gettext("Latest news"), room="latest")
    remember(response, visit, secure=request.is_secure())
    return response


def _new(found: Lines, visit: Visit) -> frozenset[str]:
    """Return the ids of those dispatches that came in after the last visit; to whoever was never here none is marked."""
    return frozenset() if visit.before is None else queries.come_in(visit.before, (line.id for line in found.lines))


def _since(visit: Visit) -> str:
    count = queries.count_come_in(visit.before) if visit.before is not None else 0
    if not count:
        return ""
    words = ngettext(
        "%(count)s dispatch since your last visit, %(when)s",
        "%(count)s dispatches since your last visit, %(when)s",
        count,
    )
    return words % {"count": count, "when": moment_of(visit.ended)}


def _narrowed(asked: Narrowed) -> Narrowed:
    kept = tuple(each for each in asked.filters.values if each[0] in FACETS)
    return Narrowed(Filters(kept), asked.whole if asked.whole in FACETS else None)


def _search(kind: Kind, narrowed: Narrowed, page: int) -> Search:
    filters = Filters((*narrowed.filters.values, *OF_KIND[kind]))
    return Search(
        parse(""),
        filters=filters,
        offset=(page - 1) * queries.ON_A_PAGE,
        limit=queries.ON_A_PAGE,
        facets=FACETS,
        facet_limit=WHOLE,
    )


#: How each kind is asked of the index.
OF_KIND: dict[Kind, tuple[tuple[FacetName, tuple[str, ...]], ...]] = {
    Kind.ALL: (),
    Kind.CONTESTED: ((FacetName.CONTESTED, ("yes",)),),
    Kind.DENIAL: ((FacetName.KIND, (Stance.DENIES.value,)),),
    Kind.CONFIRMATION: ((FacetName.KIND, (Stance.CONFIRMS.value,)),),
    Kind.FIGURE: ((FacetName.KIND, ("figure",)),),
}


def _found(results: Results, number: int) -> Lines:
    ids = [hit.dispatch for hit in results.hits]
    return queries.listed(ids, number, has_more=number * queries.ON_A_PAGE < results.count)


def _choices(here: Kind, narrowed: Narrowed) -> Iterable[Choice]:
    # Beside other facets a kind counts what it would leave of them; alone the record counts, which is always at hand.
    counts = dict(queries.count_kinds())
    for kind in Kind:
        count = ask(replace(_search(kind, narrowed, 1), limit=1, facets=())).count if narrowed else counts[kind]
        yield Choice(_address(kind, narrowed, 1), _name(kind), count, is_here=kind is here)


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
    elif line.is_ahead:
        facts.append(gettext("dated ahead: %(when)s") % {"when": published})
    if line.versions > 1:
        facts.append(versions_words(line.versions))
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
        copies=line.copies,
        folded=ngettext("%(count)s copy", "%(count)s copies", len(line.copies)) % {"count": len(line.copies)},
    )


def _days(lines: Iterable[Line], new: frozenset[str]) -> Iterable[Day]:
    for name, group in groupby(lines, key=_day):
        items = tuple(replace(item_of(line), is_new=line.id in new) for line in group)
        number = sum(1 + len(item.copies) for item in items)
        count = ngettext("%(count)s dispatch", "%(count)s dispatches", number) % {"count": number}
        yield Day(name, count, items)


def _day(line: Line) -> str:
    # A dispatch without a date, or dated ahead of its time, stands under the day on which it came in; its line says so.
    published = None if line.is_ahead else moment(line.published)
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


def _address(kind: Kind, narrowed: Narrowed, page: int) -> str:
    asked = [("nature", kind.value)] if kind is not Kind.ALL else []
    asked += narrowed.parameters()
    if page > 1:
        asked.append(("page", str(page)))
    return reverse("latest") + (f"?{urlencode(asked)}" if asked else "")
