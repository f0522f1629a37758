# SPDX-License-Identifier: Apache-2.0
"""The links of a statement by hand: kept, taken away, added, within its dispatch and to others; each with a name and a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from dementi.desk.marks import store as marks
from dementi.desk.marks.corrected import OF_LINKS, Kind, place_of
from dementi.desk.marks.store import Said
from dementi.desk.matters.ties import ties_of
from dementi.desk.pages import queries
from dementi.desk.pages.by_hand import Line, lines_on_links
from dementi.desk.pages.errors import refuse
from dementi.desk.pages.frame import show
from dementi.desk.pages.marking import SIGNATURE, ask_for_name, signed, who_signs
from dementi.desk.pages.marks import Mark, marks_of
from dementi.desk.pages.quotes import Piece, quote_statement
from dementi.desk.pages.wording import outlet_of
from dementi.matters import links_inside
from dementi.record import CrossLink, Reading, Relation, Statement, Told

__all__ = ["links", "tie"]

#: A statement by the address of its page, or by its number on the page of its dispatch.
ADDRESS = re.compile(
    r"/depeches/(?P<dispatch>\w{1,16})(?:/declarations/(?P<statement>\w{1,32})|#[md](?P<number>\d{1,4}))"
)
RELATIONS = (Relation.DENIES, Relation.CONFIRMS)


@dataclass(frozen=True, slots=True)
class Words:
    """A statement's words, who says them ("": not told), where, and its page."""

    quote: tuple[Piece, ...]
    name: str
    place: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of the statement: how it is said, the other's words, and what a form sends to say which link it is."""

    label: str
    other: Words
    sent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Another statement of the dispatch: its id, its number and first words."""

    value: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page."""

    url: str
    words: Words
    ties: tuple[Tie, ...]
    choices: tuple[Choice, ...]
    hands: tuple[Line, ...]
    signature: str


@require_safe
def links(request: HttpRequest, dispatch: str, statement: str) -> HttpResponse:
    """Show the links of a statement, with what can be done to them."""
    kept = queries.dispatch(dispatch)
    here = Told(dispatch, statement)
    if kept is None or _statement(kept.reading, statement) is None:
        raise Http404
    found = list(_links_at(here, kept.reading))
    others = queries.read_again({end.dispatch for link in found for end in (link.source, link.target)} | {dispatch})
    words = _words(here, others)
    if words is None:
        raise Http404
    page = Page(
        url=reverse("tie", args=[dispatch, statement]),
        words=words,
        ties=tuple(tie for link in found if (tie := _tie(link, here, others))),
        choices=tuple(_choices(kept.reading, statement)),
        hands=lines_on_links(dispatch),
        signature=request.COOKIES.get(SIGNATURE, ""),
    )
    return show(request, "tying", page, title=gettext("Links"))


@require_POST
def tie(request: HttpRequest, dispatch: str, statement: str) -> HttpResponse:
    """Keep a link, take it away, or add one."""
    kind, relation, who = (request.POST.get("kind", ""), request.POST.get("relation", ""), who_signs(request))
    if kind not in OF_LINKS or relation not in RELATIONS:
        raise Http404
    if not who:
        return ask_for_name(request)
    ends = _ends(request, Told(dispatch, statement))
    if ends is None:
        return refuse(
            request,
            gettext("There is no such statement: give the address of its page, or choose one of this dispatch."),
        )
    source, target = ends
    readings = queries.read_again({source.dispatch, target.dispatch})
    said, other = (
        _statement(readings[end.dispatch], end.statement) if end.dispatch in readings else None for end in ends
    )
    if said is None or other is None or source == target:
        return refuse(
            request,
            gettext("There is no such statement: give the address of its page, or choose one of this dispatch."),
        )
    elsewhere = target.dispatch if target.dispatch != source.dispatch else ""
    mark = Said(
        dispatch=source.dispatch,
        kind=Kind(kind),
        statement=said,
        who=who,
        other=other,
        value=relation,
        other_dispatch=elsewhere,
    )
    marks.put(mark, timezone.now())
    return signed(request, HttpResponseRedirect(reverse("links", args=[dispatch, statement])), who)


def _ends(request: HttpRequest, here: Told) -> tuple[Told, Told] | None:
    """Return which statement answers which: those of a link on the page, or this one and one that is pointed at."""
    sent = [request.POST.get(name, "") for name in ("from_dispatch", "from", "to_dispatch", "to")]
    if all(sent):
        return Told(sent[0], sent[1]), Told(sent[2], sent[3])
    address = request.POST.get("address", "").strip()
    if not address:
        chosen = request.POST.get("here", "")
        return (here, Told(here.dispatch, chosen)) if chosen else None
    found = ADDRESS.search(address)
    if found is None:
        return None
    if found["statement"]:
        return here, Told(found["dispatch"], found["statement"])
    reading = queries.read_again([found["dispatch"]]).get(found["dispatch"])
    numbered = {str(mark.number): mark.statement.id for mark in _marks(reading)} if reading else {}
    return (here, Told(found["dispatch"], numbered[found["number"]])) if found["number"] in numbered else None


def _links_at(here: Told, reading: Reading) -> Iterator[CrossLink]:
    for link in (*links_inside(reading), *ties_of(here.dispatch)):
        if here in {link.source, link.target} and link.relation in RELATIONS:
            yield link


def _tie(link: CrossLink, here: Told, readings: dict[str, Reading]) -> Tie | None:
    is_own = link.source == here
    other = _words(link.target if is_own else link.source, readings)
    if other is None:
        return None
    labels = {
        (Relation.DENIES, True): gettext("Denies"),
        (Relation.DENIES, False): gettext("Denied by"),
        (Relation.CONFIRMS, True): gettext("Confirms"),
        (Relation.CONFIRMS, False): gettext("Confirmed by"),
    }
    sent = (
        ("from_dispatch", link.source.dispatch),
        ("from", link.source.statement),
        ("to_dispatch", link.target.dispatch),
        ("to", link.target.statement),
        ("relation", link.relation.value),
    )
    return Tie(labels[link.relation, is_own], other, sent)


def _words(told: Told, readings: dict[str, Reading]) -> Words | None:
    reading = readings.get(told.dispatch)
    found = _statement(reading, told.statement) if reading else None
    article = reading.article if reading else None
    if found is None or article is None or reading is None:
        return None
    mark = next((each for each in _marks(reading) if each.statement.id == told.statement), None)
    spans = place_of(found)
    quote = quote_statement(article.text, mark) if mark else (Piece(spans[0].exact if spans else "", "context"),)
    name = found.speaker.name if found.speaker else ""
    url = (
        reverse("statement", args=[told.dispatch, told.statement]) if mark else reverse("article", args=[told.dispatch])
    )
    return Words(quote, name, outlet_of(article), url, article.language or "")


def _choices(reading: Reading, here: str) -> Iterable[Choice]:
    for mark in _marks(reading):
        if mark.statement.id != here:
            words = mark.statement.content[0].exact
            name = mark.statement.speaker.name if mark.statement.speaker else gettext("Unknown speaker")
            yield Choice(mark.statement.id, f"{mark.number}. {name}{gettext(': ')}{words[:80]}")


def _marks(reading: Reading) -> tuple[Mark, ...]:
    return tuple(marks_of(reading.article.text, reading.findings.statements)) if reading.article else ()


def _statement(reading: Reading, wanted: str) -> Statement | None:
    return next((each for each in reading.findings.statements if each.id == wanted), None)
