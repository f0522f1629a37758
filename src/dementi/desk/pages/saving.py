# SPDX-License-Identifier: Apache-2.0
"""Saved searches: a page each, with what it finds now, its feeds, where its alerts go and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dementi.desk.accounts.roles import Person
from dementi.desk.accounts.who import person_of
from dementi.desk.alerts import outbox, saved
from dementi.desk.alerts.outbox import Sent
from dementi.desk.alerts.saved import Ends, Saved
from dementi.desk.alerts.wires import checked
from dementi.desk.pages import finding, wording
from dementi.desk.pages.days import moment_of
from dementi.desk.pages.errors import not_allowed
from dementi.desk.pages.finding import Found
from dementi.desk.pages.frame import show
from dementi.desk.pages.narrowing import say_facet, say_value
from dementi.desk.pages.search import DISPATCHES, Asked, Tab, asked_of, counted
from dementi.desk.search.asked import Kind
from dementi.errors import DementiError
from dementi.fetch import Limits
from dementi.settings import read_settings

__all__ = ["act", "saved_search", "saved_searches"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A saved search in the list; ``state``: what is told of it, in words."""

    url: str
    name: str
    asked: tuple[str, ...]
    count: str
    state: str
    owner: str
    failing: bool


@dataclass(frozen=True, slots=True)
class Index:
    """The list of saved searches."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of an alert: when it was decided on, what and where, the outcome; ``is_ill``: it did not arrive."""

    when: str
    what: str
    outcome: str
    why: str
    is_ill: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A saved search.

    Attributes:
        key, name: its own.
        asked: what is looked for, a phrase each.
        url: of the search.
        count: what it finds now, in words.
        found: the newest of it.
        feeds: of it.
        shared: the whole desk sees it.
        may_share: it is somebody's, who may say so.
        may_change: whoever asks may change it.
        paused: nothing is told.
        state: what is told, in words.
        mail, webhook: where alerts go, as typed.
        secret: that signs what the webhook is sent.
        deliveries: the newest first.
        is_ill: some did not arrive.
        trouble: what is wrong with what was typed.
    """

    key: str
    name: str
    asked: tuple[str, ...]
    url: str
    count: str
    found: tuple[Found, ...]
    feeds: tuple[Tab, ...]
    shared: bool
    may_share: bool
    may_change: bool
    paused: bool
    state: str
    mail: str
    webhook: str
    secret: str
    deliveries: tuple[Delivered, ...]
    is_ill: bool
    trouble: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def saved_searches(request: HttpRequest) -> HttpResponse:
    """Show the saved searches; save one."""
    person = person_of(request)
    if request.method != "POST":
        lines = tuple(_line(each, person) for each in saved.visible(person.name))
        return show(request, "saved-searches", Index(lines), title=gettext("Saved searches"), room="search")
    asked = asked_of(QueryDict(request.POST.get("recherche", "")[:4000]))
    if not (asked.words or asked.narrowed):
        return HttpResponseRedirect(reverse("search"))
    name = request.POST.get("nom", "").strip() or ", ".join(_said(asked))
    key = saved.keep(name, asked.kept(), timezone.now(), owner=person.name, language=get_language() or "fr")
    return _to(key, "enregistree")


@require_safe
def saved_search(request: HttpRequest, key: str) -> HttpResponse:
    """Show a saved search."""
    return _page(request, _kept(request, key))


@require_POST
def act(request: HttpRequest, key: str, deed: str) -> HttpResponse:
    """Change a saved search, pause it, resume it, send again what failed, forget it."""
    kept, person = _kept(request, key), person_of(request)
    if deed not in ACTS:
        raise Http404
    if not _may_change(kept, person):
        return not_allowed(request)
    return ACTS[deed](request, kept)


def _change(request: HttpRequest, kept: Saved) -> HttpResponse:
    ends = Ends(request.POST.get("courriel", ""), request.POST.get("webhook", ""))
    shared = "partagee" in request.POST or not kept.owner
    name = request.POST.get("nom", "")
    try:
        ends = checked(ends, Limits(private_networks=read_settings().private_networks))
    except DementiError as error:
        typed = replace(kept, ends=ends, name=name.strip() or kept.name, shared=shared)
        return _page(request, typed, trouble=wording.say_trouble(error.trouble()))
    saved.change(kept.key, name, ends, shared=shared)
    return _to(kept.key, "changee")


def _pause(request: HttpRequest, kept: Saved) -> HttpResponse:  # noqa: ARG001 (as the other deeds)
    saved.pause(kept.key, timezone.now())
    return _to(kept.key, "alertes-suspendues")


def _resume(request: HttpRequest, kept: Saved) -> HttpResponse:  # noqa: ARG001 (as the other deeds)
    saved.resume(kept.key)
    return _to(kept.key, "alertes-reprises")


def _retry(request: HttpRequest, kept: Saved) -> HttpResponse:  # noqa: ARG001 (as the other deeds)
    outbox.retry(kept.key, timezone.now())
    return _to(kept.key, "alertes-renvoyees")


def _remove(request: HttpRequest, kept: Saved) -> HttpResponse:  # noqa: ARG001 (as the other deeds)
    saved.remove(kept.key)
    return HttpResponseRedirect(f"{reverse('saved-searches')}?fait=oubliee")


#: What can be done to a saved search, by its address.
ACTS: dict[str, Callable[[HttpRequest, Saved], HttpResponse]] = {
    "modifier": _change,
    "suspendre": _pause,
    "reprendre": _resume,
    "renvoyer": _retry,
    "supprimer": _remove,
}


def _kept(request: HttpRequest, key: str) -> Saved:
    kept = saved.saved(key, person_of(request).name)
    if kept is None:
        raise Http404
    return kept


def _may_change(kept: Saved, person: Person) -> bool:
    """Say whether somebody may change a search: whose it is; of the desk's own an editor; an admin any."""
    return person.may_admin or (person.may_edit if not kept.owner else kept.owner == person.name)


def _to(key: str, notice: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('saved-search', args=[key])}?fait={notice}")


def _page(request: HttpRequest, kept: Saved, trouble: str = "") -> HttpResponse:
    asked = asked_of(QueryDict(kept.asked))
    kind = Kind.DISPATCH if asked.tab == DISPATCHES else Kind.STATEMENT
    answer = finding.answer(asked.question(kind))
    person = person_of(request)
    deliveries = tuple(_delivered(each) for each in outbox.sent_lately(kept.key))
    feeds = (("atom", "Atom"), ("rss", "RSS"), ("json", "JSON Feed"))
    page = Page(
        key=kept.key,
        name=kept.name,
        asked=_said(asked),
        url=f"{reverse('search')}?{kept.asked}",
        count=counted(answer),
        found=answer.found,
        feeds=tuple(
            Tab(reverse("saved-search-feed", args=[kept.key, form]), name, is_here=False) for form, name in feeds
        ),
        shared=kept.shared,
        may_share=bool(kept.owner),
        may_change=_may_change(kept, person),
        paused=kept.paused is not None,
        state=_state(kept),
        mail=kept.ends.mail,
        webhook=kept.ends.webhook,
        secret=kept.secret,
        deliveries=deliveries,
        is_ill=any(each.is_ill for each in deliveries),
        trouble=trouble,
    )
    response = show(request, "saved-search", page, title=kept.name, room="search")
    response.status_code = 422 if trouble else 200
    return response


def _line(kept: Saved, person: Person) -> Line:
    asked = asked_of(QueryDict(kept.asked))
    kind = Kind.DISPATCH if asked.tab == DISPATCHES else Kind.STATEMENT
    newest = outbox.sent_lately(kept.key)[:1]
    return Line(
        url=reverse("saved-search", args=[kept.key]),
        name=kept.name,
        asked=_said(asked),
        count=_how_many(kind, finding.count(asked.question(kind))),
        state=_state(kept),
        owner=kept.owner if kept.owner != person.name else "",
        failing=bool(newest and newest[0].failure and newest[0].sent is None),
    )


def _how_many(kind: Kind, count: int) -> str:
    if kind is Kind.DISPATCH:
        return ngettext("%(count)s dispatch", "%(count)s dispatches", count) % {"count": count}
    return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count}


def _said(asked: Asked) -> tuple[str, ...]:
    """Return what is looked for, a phrase each."""
    what = gettext("Dispatches") if asked.tab == DISPATCHES else gettext("Statements")
    values = ((name, value) for name, chosen in asked.narrowed.filters.values for value in chosen)
    narrowed = (gettext("%(facet)s: %(value)s") % {"facet": say_facet(n), "value": say_value(n, v)} for n, v in values)
    return (what, *((asked.words,) if asked.words else ()), *narrowed)


def _state(kept: Saved) -> str:
    if not kept.ends:
        return gettext("No alert: a page and feeds")
    if kept.paused:
        return gettext("Alerts paused on %(when)s") % {"when": moment_of(kept.paused)}
    if kept.ends.mail and kept.ends.webhook:
        return gettext("Alerts by mail and by webhook")
    return gettext("Alerts by mail") if kept.ends.mail else gettext("Alerts by webhook")


def _delivered(each: Sent) -> Delivered:
    told = ngettext("%(count)s match to %(address)s", "%(count)s matches to %(address)s", each.count)
    tries = ngettext("%(count)s try", "%(count)s tries", each.tries) % {"count": each.tries}
    if each.sent:
        outcome = gettext("sent on %(when)s") % {"when": moment_of(each.sent)}
    elif each.due is None:
        outcome = gettext("given up after %(tries)s") % {"tries": tries}
    elif each.failure:
        outcome = gettext("not taken (%(tries)s); next try on %(when)s") % {"tries": tries, "when": moment_of(each.due)}
    else:
        outcome = gettext("being sent")
    return Delivered(
        when=str(moment_of(each.made)),
        what=told % {"count": each.count, "address": each.address},
        outcome=outcome,
        why=wording.say_trouble(each.failure) if each.failure and not each.sent else "",
        is_ill=bool(each.failure and not each.sent),
    )
