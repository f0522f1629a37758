# SPDX-License-Identifier: Apache-2.0
"""Sources: which feeds the desk follows, how each does, in plain words; added, asked again, paused, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from dementi.desk.leases import Work, is_taken
from dementi.desk.pages import wording
from dementi.desk.pages.days import moment_of
from dementi.desk.pages.frame import show
from dementi.desk.sources import store
from dementi.desk.sources.adding import add_address, add_list
from dementi.desk.sources.standing import Standing, standings
from dementi.errors import DementiError, InputError
from dementi.reading.feeds.discovery import Named
from dementi.reading.feeds.opml import write_opml

__all__ = ["act", "export", "follow", "sources"]

#: Bytes of a list of feeds.
LARGEST_LIST = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class Ill:
    """What ails a source, in words; ``alarm``: it stops to give what it gave."""

    text: str
    alarm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A source in the list.

    Attributes:
        key: on record.
        name: of the feed, its address where it has none.
        address: of the feed.
        home: of its site, "".
        state: "paused", "alarm", "ill" or "well"; its words stand in ``state_words``.
        facts: when it was read, when it is read again, how much it brought.
        ills: what ails it.
        paused: it is not asked.
    """

    key: int
    name: str
    address: str
    home: str
    state: str
    state_words: str
    facts: tuple[str, ...]
    ills: tuple[Ill, ...]
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``among``: feeds that an address names, to choose from; ``trouble``: what is wrong with what was typed."""

    lines: tuple[Line, ...]
    idle: str
    among: tuple[Named, ...] = ()
    url: str = ""
    trouble: str = ""
    wrong: str = ""


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources."""
    return _page(request)


@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Add the feed of an address, or the feeds of a list."""
    url = request.POST.get("url", "").strip()
    now = timezone.now()
    if request.POST.get("way") == "list":
        return _follow_list(request, now)
    try:
        choice = add_address(url, now)
    except DementiError as error:
        return _page(request, url=url, trouble=wording.say_trouble(error.trouble()), wrong="url")
    if choice.among:
        return _page(request, url=url, among=choice.among)
    return _back("suivie")


def _follow_list(request: HttpRequest, now: datetime) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if file is None:
            raise InputError("No file was chosen.")
        if (file.size or 0) > LARGEST_LIST:
            raise InputError("%(name)s is larger than %(most)s MB.", name=file.name, most=LARGEST_LIST // 1024**2)
        add_list(file.read(), now)
    except DementiError as error:
        return _page(request, trouble=wording.say_trouble(error.trouble()), wrong="file")
    return _back("suivies")


#: What can be done to a source, and the notice that says that it was.
ACTS: dict[str, tuple[Callable[[int, datetime], None], str]] = {
    "reessayer": (store.retry, "reprise"),
    "suspendre": (lambda key, _: store.pause(key), "suspendue"),
    "reprendre": (store.resume, "reprise"),
    "retirer": (store.remove, "retiree"),
}


@require_POST
def act(request: HttpRequest, source: int, deed: str) -> HttpResponse:  # noqa: ARG001 (every page takes its request)
    """Do something to a source, and go back to the list."""
    if deed not in ACTS:
        raise Http404
    done, notice = ACTS[deed]
    done(source, timezone.now())
    return _back(notice)


@require_safe
def export(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every page takes its request)
    """Give the sources as a list that other readers take (OPML)."""
    text = write_opml(store.outlines(), "Démenti", timezone.now())
    response = HttpResponse(text, content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sources.opml"'
    return response


def _back(notice: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('sources')}?fait={notice}")


def _page(
    request: HttpRequest, *, url: str = "", among: tuple[Named, ...] = (), trouble: str = "", wrong: str = ""
) -> HttpResponse:
    lines = tuple(_line(each) for each in standings(timezone.now()))
    idle = ""
    if any(not line.paused for line in lines) and not is_taken(settings.FOLDER, Work.POLL):
        idle = gettext("No process asks the sources at this moment: the desk starts one within a few seconds.")
    page = Page(lines=lines, idle=idle, among=among, url=url, trouble=trouble, wrong=wrong)
    response = show(request, "sources", page, title=gettext("Sources"), room="sources")
    if trouble:
        response.status_code = 422
    return response


def _line(each: Standing) -> Line:
    ills = tuple(Ill(wording.say_trouble(ill.trouble), ill.alarm) for ill in each.ailments)
    state, words = _state(each)
    return Line(
        key=each.key,
        name=each.name or each.address,
        address=each.address,
        home=each.home if each.home.startswith(("http://", "https://")) else "",
        state=state,
        state_words=words,
        facts=tuple(_facts(each)),
        ills=ills,
        paused=each.paused,
    )


def _state(each: Standing) -> tuple[str, str]:
    if each.paused:
        return "paused", gettext("Paused")
    if any(ill.alarm for ill in each.ailments):
        return "alarm", gettext("Needs a look")
    if each.ailments:
        return "ill", gettext("With reservations")
    if each.last_success is None:
        return "well", gettext("Not read yet")
    return "well", gettext("Does well")


def _facts(each: Standing) -> list[str]:
    said = [gettext("Folder: %(name)s") % {"name": each.folder}] if each.folder else []
    if each.last_success:
        said.append(gettext("Last read: %(when)s") % {"when": _when(each.last_success)})
    else:
        said.append(gettext("Never read yet"))
    if each.last_new:
        said.append(gettext("Last news: %(when)s") % {"when": _when(each.last_new)})
    if not each.paused:
        said.append(gettext("Next try: %(when)s") % {"when": _when(each.next_try)})
    taken = ngettext("%(count)s dispatch on the desk", "%(count)s dispatches on the desk", each.taken)
    said.append(taken % {"count": each.taken})
    if each.waiting:
        waiting = ngettext("%(count)s article to be fetched", "%(count)s articles to be fetched", each.waiting)
        said.append(waiting % {"count": each.waiting})
    return said


def _when(at: datetime) -> str:
    """Return when it was, or is to be: of today the hour alone."""
    said = moment_of(at)
    return said.hour or "" if timezone.localtime(at).date() == timezone.localdate() else str(said)
