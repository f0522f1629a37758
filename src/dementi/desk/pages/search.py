# SPDX-License-Identifier: Apache-2.0
"""Rechercher: statements or dispatches with the words asked for, each opening at its match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import finding, queries
from dementi.desk.pages.days import heading
from dementi.desk.pages.finding import Answer, Found, Question
from dementi.desk.pages.frame import show
from dementi.desk.pages.narrowing import Chip, FacetShown, Narrowed, chips, facets_shown
from dementi.desk.pages.suggesting import Instead, Suggestion, commonest, instead
from dementi.desk.pages.understood import Said, say_understood
from dementi.desk.search.asked import Kind, Order
from dementi.desk.search.query import LONGEST, parse
from dementi.record import Speaker

__all__ = ["DISPATCHES", "STATEMENTS", "Asked", "asked_of", "counted", "search"]

STATEMENTS, DISPATCHES, PEOPLE = "declarations", "depeches", "personnes"
RELEVANCE = "pertinence"


@dataclass(frozen=True, slots=True)
class Tab:
    """What is looked for, and how many there are."""

    url: str
    name: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Someone:
    """A speaker who says what was asked for."""

    url: str
    name: str
    count: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; ``tab`` "": the one that has something."""

    words: str
    tab: str
    order: Order
    page: int
    narrowed: Narrowed

    def pairs(self, tab: str = "", page: int = 1) -> list[tuple[str, str]]:
        """Return the parameters of an address of this question, without its facets."""
        order = [("tri", RELEVANCE)] if self.order is Order.RELEVANCE else []
        return [("q", self.words), ("quoi", tab or self.tab), *order, *([("page", str(page))] if page > 1 else [])]

    def address(self, tab: str = "", page: int = 1, place: str = "") -> str:
        """Return an address of this question: of the page, or of another place that takes it."""
        asked = urlencode([*self.pairs(tab, page), *self.narrowed.parameters()])
        return f"{place or reverse('search')}?{asked}"

    def kept(self) -> str:
        """Return the query of an address of this question as it is saved: its first page, no list unfolded."""
        tab = DISPATCHES if self.tab == DISPATCHES else STATEMENTS
        return urlencode([*self.pairs(tab), *replace(self.narrowed, whole=None).parameters()])

    def question(self, kind: Kind) -> Question:
        """Return it as it is put to the index."""
        return Question(words=self.words, narrowed=self.narrowed, kind=kind, order=self.order, page=self.page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``asked``: something was asked for; ``saving``: the query that a saved search keeps, ``saving_name`` its first name."""

    query: str
    asked: bool = False
    count: str = ""
    tabs: tuple[Tab, ...] = ()
    orders: tuple[Tab, ...] = ()
    facets: tuple[FacetShown, ...] = ()
    chips: tuple[Chip, ...] = ()
    found: tuple[Found, ...] = ()
    people: tuple[Someone, ...] = ()
    kept_as: tuple[Tab, ...] = ()
    exports: tuple[Tab, ...] = ()
    understood: Said = field(default_factory=Said)
    instead: tuple[Instead, ...] = ()
    suggested: tuple[Suggestion, ...] = ()
    saving: str = ""
    saving_name: str = ""
    range: str = ""
    previous: str = ""
    next: str = ""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, a page of it."""
    asked = asked_of(request.GET)
    title = gettext("Search: %(query)s") % {"query": asked.words} if asked.words else gettext("Search")
    page = _page(asked) if asked.words or asked.narrowed else Page(query="", suggested=commonest())
    return show(request, "search", page, title=title, room="search")


def asked_of(parameters: QueryDict) -> Asked:
    """Return what the parameters of an address ask for."""
    tab = parameters.get("quoi", "")
    return Asked(
        words=parameters.get("q", "").strip()[: LONGEST + 1],
        tab=tab if tab in {STATEMENTS, DISPATCHES, PEOPLE} else "",
        order=Order.RELEVANCE if parameters.get("tri") == RELEVANCE else Order.NEWEST,
        page=queries.page_number(parameters.get("page", "")),
        narrowed=Narrowed.of(parameters),
    )


def _page(asked: Asked) -> Page:
    query, answer = parse(asked.words), _answer(asked)
    if not asked.tab:
        asked = replace(asked, tab=STATEMENTS if answer.statements or not answer.dispatches else DISPATCHES)
        answer = answer if asked.tab == STATEMENTS else _answer(asked)
    pairs = [pair for pair in asked.pairs() if pair[1]]
    people = asked.tab == PEOPLE
    total = answer.statements if asked.tab == STATEMENTS else answer.dispatches
    first = (asked.page - 1) * finding.ON_A_PAGE
    last = first + len(answer.found)
    span = {"first": first + 1, "last": last, "total": total}
    listed = bool(answer.found) and not people
    return Page(
        query=asked.words,
        asked=True,
        count=counted(answer),
        tabs=tuple(_tabs(asked, answer)),
        orders=tuple(_orders(asked)) if listed and asked.words else (),
        facets=facets_shown(answer.facets, asked.narrowed, reverse("search"), pairs),
        chips=chips(asked.narrowed, reverse("search"), pairs),
        found=() if people else answer.found,
        people=tuple(_someone(name, count) for name, count in answer.people) if people else (),
        kept_as=tuple(_kept_as(asked)) if listed else (),
        exports=tuple(_exports(asked)) if listed else (),
        understood=say_understood(query),
        instead=() if answer.statements or answer.dispatches else instead(query),
        suggested=commonest(),
        saving=asked.kept(),
        saving_name=asked.words[:200],
        range=gettext("%(first)s to %(last)s of %(total)s") % span if listed else "",
        previous=asked.address(page=asked.page - 1) if asked.page > 1 and not people else "",
        next=asked.address(page=asked.page + 1) if last < total and listed else "",
    )


def _answer(asked: Asked) -> Answer:
    return finding.answer(asked.question(Kind.DISPATCH if asked.tab == DISPATCHES else Kind.STATEMENT))


def counted(answer: Answer) -> str:
    """Return how much was found, in words."""
    held = answer.holding or answer.dispatches
    if not held:
        return gettext("Nothing found")
    if not answer.statements:
        return ngettext("%(count)s dispatch", "%(count)s dispatches", held) % {"count": held}
    said = ngettext("%(count)s statement", "%(count)s statements", answer.statements) % {"count": answer.statements}
    return f"{said} {ngettext('in %(count)s dispatch', 'in %(count)s dispatches', held) % {'count': held}}"


def _tabs(asked: Asked, answer: Answer) -> Iterator[Tab]:
    names = (
        (STATEMENTS, gettext("Statements, %(count)s") % {"count": answer.statements}),
        (DISPATCHES, gettext("Dispatches, %(count)s") % {"count": answer.dispatches}),
        (PEOPLE, gettext("People, %(count)s") % {"count": len(answer.people)}),
    )
    for tab, name in names:
        yield Tab(asked.address(tab), name, asked.tab == tab)


def _orders(asked: Asked) -> Iterator[Tab]:
    names = ((Order.NEWEST, gettext("Newest first")), (Order.RELEVANCE, gettext("Most relevant first")))
    for order, name in names:
        yield Tab(replace(asked, order=order).address(), name, asked.order is order)


def _kept_as(asked: Asked) -> Iterator[Tab]:
    for form, name in (("atom", "Atom"), ("rss", "RSS"), ("json", "JSON Feed")):
        yield Tab(asked.address(place=reverse("search-feed", args=[form])), name, is_here=False)


def _exports(asked: Asked) -> Iterator[Tab]:
    for form, name in (("csv", "CSV"), ("jsonl", "JSON Lines"), ("parquet", "Parquet")):
        yield Tab(asked.address(place=reverse("search-export", args=[form])), name, is_here=False)


def _someone(name: str, count: int) -> Someone:
    said = ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count}
    return Someone(reverse("person", args=[queries.speaker_key(Speaker(name))]), heading(name), said)
