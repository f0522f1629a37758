# SPDX-License-Identifier: Apache-2.0
"""What stands around every page? The name, the rooms, the other languages, a notice if there is one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from dementi.desk.accounts.roles import NOBODY, Person
from dementi.desk.accounts.table import TABLE
from dementi.desk.accounts.who import person_of
from dementi.desk.pages import queries
from dementi.desk.sources.standing import alarms
from dementi.messages import LANGUAGES

__all__ = ["Frame", "Room", "Tongue", "show", "show_alone"]

#: What a page has just done, by the name that the next page is given in its address.
NOTICES = {
    "exemples": gettext_lazy("The examples are gone from the desk."),
    "ajoutee": gettext_lazy("The dispatch is on record."),
    "ajoutees": gettext_lazy("The dispatches are on record."),
    "version": gettext_lazy("This dispatch has other words than before: it is a new version. The earlier one stays."),
    "suivie": gettext_lazy("The source is followed. It is read within a minute."),
    "suivies": gettext_lazy("The sources of the list are followed."),
    "reprise": gettext_lazy("The source is asked again."),
    "suspendue": gettext_lazy("The source is paused: it is not asked until it is resumed."),
    "retiree": gettext_lazy("The source is not followed any more. What it brought stays on the desk."),
    "cle-retiree": gettext_lazy("The key opens nothing any more."),
    "marque": gettext_lazy("What you said is on record, beside what was found."),
    "note": gettext_lazy("The note is on record."),
    "fermee": gettext_lazy("The desk is closed: from now on it asks who comes."),
    "mot-de-passe": gettext_lazy("The password is changed. Your other sessions have ended."),
    "role": gettext_lazy("The role is changed."),
    "acces-suspendu": gettext_lazy("The account is suspended: it is let in no more."),
    "acces-rendu": gettext_lazy("The account is let in again."),
    "invitation-reprise": gettext_lazy("The invitation holds no more."),
    "enregistree": gettext_lazy("The search is saved. Say below where its alerts go."),
    "changee": gettext_lazy("What you changed is kept."),
    "alertes-suspendues": gettext_lazy("The alerts are paused. What comes in meanwhile is not told later."),
    "alertes-reprises": gettext_lazy("The alerts go on, with what comes in from now on."),
    "alertes-renvoyees": gettext_lazy("What did not arrive is sent again within a few seconds."),
    "oubliee": gettext_lazy("The search is not kept any more."),
    "connue": gettext_lazy("This dispatch was on record already; nothing was changed."),
}

#: The languages of the desk in their own words.
NAMES = {"fr": "Français", "en": "English"}


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the desk, as the masthead names it."""

    url: str
    name: str
    is_here: bool
    is_search: bool


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that the desk speaks."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """All that a page has around it.

    Attributes:
        title: what the window is called.
        language: the language of the desk's words.
        languages: the others, to switch to.
        path: where the switch comes back to.
        rooms: in order.
        examples: how many invented examples stand on the desk.
        notice: what has just been done; "": nothing.
        alarm: how many sources are silent or fail, in words; "": none.
        person: who asks.
    """

    title: str
    language: str
    languages: tuple[Tongue, ...]
    path: str
    rooms: tuple[Room, ...]
    examples: int
    notice: str = ""
    alarm: str = ""
    person: Person = NOBODY


def show(request: HttpRequest, template: str, page: object, *, title: str, room: str = "") -> HttpResponse:
    """Return a page in its frame.

    Args:
        request: what was asked.
        template: its name below ``templates/desk/``, without the ending.
        page: the frozen record that the template shows.
        title: of the window.
        room: the route's name of the room in which the page is.
    """
    frame = frame_of(request, title=title, room=room, examples=queries.count_examples())
    # On the page of the sources each says itself what ails it.
    alarm = _alarm(0 if room == "sources" else alarms())
    frame = replace(frame, alarm=alarm)
    return render(request, f"desk/{template}.html", {"frame": frame, "page": page})


def show_alone(request: HttpRequest, template: str, page: object, *, title: str) -> HttpResponse:
    """Return a page that asks the record nothing and tells nothing of it: for those who are not known yet."""
    frame = frame_of(request, title=title)
    return render(request, f"desk/{template}.html", {"frame": frame, "page": page})


def _alarm(count: int) -> str:
    words = ngettext("%(count)s source is silent or fails.", "%(count)s sources are silent or fail.", count)
    return words % {"count": count} if count else ""


def _notice(request: HttpRequest) -> str:
    try:
        return str(NOTICES.get(request.GET.get("fait", ""), ""))
    except TooManyFieldsSent:
        # Of such an address nothing can be read: the page that says so has a frame too.
        return ""


def frame_of(request: HttpRequest, *, title: str, room: str = "", examples: int = 0) -> Frame:
    """Return the frame of a page; it asks the record nothing, so that an error page can stand in it."""
    here = get_language() or LANGUAGES[0]
    person = person_of(request)
    return Frame(
        title=title,
        language=here,
        languages=tuple(Tongue(code, NAMES[code]) for code in LANGUAGES if code != here),
        path=request.get_full_path() if request.method == "GET" else reverse("latest"),
        rooms=tuple(
            Room(reverse(name), words, name == room, name == "search")
            for name, words in (
                ("latest", gettext("Latest news")),
                ("stories", gettext("Face to face")),
                ("people", gettext("People")),
                ("all-series", gettext("Figures")),
                ("search", gettext("Search")),
                ("add", gettext("Add")),
            )
            if name in TABLE and person.may(TABLE[name])
        ),
        person=person,
        examples=examples,
        notice=_notice(request),
    )
