# SPDX-License-Identifier: Apache-2.0
"""What an editor puts beside a statement or a dispatch: a reply, a correction asked, a takedown, a note; and what visitors ask for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from dementi.desk.notes import asked, store
from dementi.desk.notes.asked import LONGEST_NAME, Waiting, link_of, plain
from dementi.desk.notes.store import Kind, New, Note
from dementi.desk.pages import queries
from dementi.desk.pages.beside import Beside, beside_of, say_kind
from dementi.desk.pages.days import moment_of
from dementi.desk.pages.errors import refuse
from dementi.desk.pages.frame import show
from dementi.desk.pages.marking import SIGNATURE, ask_for_name, who_signs
from dementi.record import Statement

__all__ = ["Choice", "add", "choices", "notes", "requests", "settle", "undo"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of note that can be chosen."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A note of a dispatch: the note, whose words it stands beside ("": the whole dispatch), its page."""

    note: Beside
    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The notes of a dispatch."""

    headline: str
    url: str
    lang: str
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    action: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that waits."""

    number: int
    who: str
    contact: str
    text: str
    link: str
    when: str
    iso: str
    place: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue."""

    requests: tuple[Request, ...]
    choices: tuple[Choice, ...]
    signature: str


def choices() -> tuple[Choice, ...]:
    """Return the kinds of notes that an editor can choose."""
    return tuple(Choice(kind.value, say_kind(kind)) for kind in Kind)


@require_safe
def notes(request: HttpRequest, dispatch: str) -> HttpResponse:
    """Show the notes of a dispatch and of its statements."""
    kept = queries.dispatch(dispatch)
    if kept is None:
        raise Http404
    article = kept.reading.article
    held = store.notes_of([dispatch])[dispatch]
    page = Page(
        headline=(article.headline if article else None) or gettext("(no headline)"),
        url=reverse("article", args=[dispatch]),
        lang=(article.language if article else None) or "",
        lines=tuple(_line(note) for note in held.all),
        choices=choices(),
        action=reverse("note-dispatch", args=[dispatch]),
        signature=request.COOKIES.get(SIGNATURE, ""),
    )
    return show(request, "notes", page, title=gettext("Notes"))


@require_POST
def add(request: HttpRequest, dispatch: str, statement: str = "") -> HttpResponse:
    """Put a note beside a statement, or beside the whole dispatch."""
    found = _statement(dispatch, statement)
    kind, by = request.POST.get("kind", ""), who_signs(request)
    text, link = plain(request.POST.get("text", "")), link_of(request.POST.get("link", ""))
    if kind not in set(Kind):
        raise Http404
    if not by:
        return ask_for_name(request)
    if not text and kind != Kind.TAKEN_DOWN:
        return refuse(request, gettext("A note needs a text; only what is taken off the public site may go without."))
    who = " ".join(plain(request.POST.get("of", ""), LONGEST_NAME).split())
    new = New(dispatch=dispatch, statement=found, kind=Kind(kind), by=by, who=who, text=text, link=link)
    store.put(new, timezone.now())
    return _back(dispatch, statement)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a note back."""
    by = who_signs(request)
    if not by:
        return ask_for_name(request)
    note = store.undo(number, by=by, now=timezone.now())
    if note is None:
        raise Http404
    return _back(note.dispatch, note.statement)


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Show what visitors of the public site ask for."""
    page = Queue(tuple(_request(each) for each in asked.waiting()), choices(), request.COOKIES.get(SIGNATURE, ""))
    return show(request, "requests", page, title=gettext("Requests"))


@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Settle a request: with a note beside what it is about, or without one."""
    found = next(iter(asked.waiting(number)), None)
    kind, by = request.POST.get("kind", ""), who_signs(request)
    if found is None or kind not in {"", *Kind}:
        raise Http404
    if not by:
        return ask_for_name(request)
    note = _of_request(found, Kind(kind), by) if kind else None
    if not asked.settle(number, note, by=by, now=timezone.now()):
        raise Http404
    return HttpResponseRedirect(reverse("requests"))


def _of_request(found: Waiting, kind: Kind, by: str) -> New:
    what = found.asked
    # Why something is to be taken off is for the editors: the public is told when, and on whose request.
    text = "" if kind is Kind.TAKEN_DOWN else what.text
    statement = _statement(what.dispatch, what.statement)
    return New(dispatch=what.dispatch, statement=statement, kind=kind, by=by, who=what.who, text=text, link=what.link)


def _statement(dispatch: str, statement: str) -> Statement | None:
    kept = queries.dispatch(dispatch)
    if kept is None:
        raise Http404
    found = next((each for each in kept.reading.findings.statements if each.id == statement), None)
    if statement and found is None:
        raise Http404
    return found


def _line(note: Note) -> Line:
    url = reverse("statement", args=[note.dispatch, note.statement]) if note.statement else ""
    return Line(beside_of(note), " […] ".join(note.words), url)


def _request(found: Waiting) -> Request:
    what, when = found.asked, moment_of(found.at)
    kept = queries.dispatch(what.dispatch)
    article = kept.reading.article if kept else None
    statements = kept.reading.findings.statements if kept else ()
    said = next((each for each in statements if each.id == what.statement), None)
    of_dispatch = reverse("article", args=[what.dispatch])
    return Request(
        number=found.number,
        who=what.who,
        contact=what.contact,
        text=what.text,
        link=what.link,
        when=str(when),
        iso=when.iso,
        place=(article.headline if article else None) or gettext("(no headline)"),
        url=reverse("statement", args=[what.dispatch, said.id]) if said else of_dispatch,
        words=" […] ".join(store.words_of(said)) if said else "",
    )


def _back(dispatch: str, statement: str) -> HttpResponse:
    place = reverse("statement", args=[dispatch, statement]) if statement else reverse("notes", args=[dispatch])
    return HttpResponseRedirect(f"{place}?fait=note#notes")
