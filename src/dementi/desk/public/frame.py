# SPDX-License-Identifier: Apache-2.0
"""What stands around every page of the public site? Its own rooms, nothing of the desk's; and what machines are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from dementi.desk.pages.frame import NAMES, Room, Tongue
from dementi.desk.record.models import Dispatch
from dementi.messages import LANGUAGES
from dementi.settings import read_settings

__all__ = ["NO_INDEX", "Frame", "Head", "absolute", "for_the_public", "show"]

#: What search engines are told where the setting does not open the site to them.
NO_INDEX = "noindex, nofollow, noarchive"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says to machines.

    Attributes:
        title: what the page is called.
        summary: in a sentence.
        feed, data: the address of its feed, of its JSON-LD; "": none.
        kind: in the words of Open Graph.
        room: the route's name of the room in which the page is.
    """

    title: str
    summary: str = ""
    feed: str = ""
    data: str = ""
    kind: str = "website"
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """All that a public page has around it; ``robots`` "": search engines may take it up."""

    head: Head
    language: str
    languages: tuple[Tongue, ...]
    path: str
    canonical: str
    rooms: tuple[Room, ...]
    robots: str
    examples: bool
    is_public: bool


def for_the_public(view: View[P]) -> View[P]:
    """Open a page where the setting opens the public site; elsewhere, and where it has nothing, say so in the site's own frame."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not read_settings().public:
            raise Http404
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = show(request, "missing", None, Head(gettext("This page does not exist")), status=404)
        if not read_settings().indexed:
            response.headers["X-Robots-Tag"] = NO_INDEX
        return response

    return opened


def show(request: HttpRequest, template: str, page: object, head: Head, *, status: int = 200) -> HttpResponse:
    """Return a public page in its frame.

    Args:
        request: what was asked.
        template: its name below ``templates/desk/public/``, without the ending.
        page: the frozen record that the template shows.
        head: what machines are told.
        status: of HTTP.
    """
    here, chosen = get_language() or LANGUAGES[0], read_settings()
    frame = Frame(
        head=head,
        language=here,
        languages=tuple(Tongue(code, NAMES[code]) for code in LANGUAGES if code != here),
        path=request.get_full_path() if request.method == "GET" else reverse("public-latest"),
        canonical=absolute(request, _canonical(request)),
        rooms=tuple(Room(reverse(name), words, name == head.room, name == "public-search") for name, words in _rooms()),
        robots="" if chosen.indexed and chosen.public else NO_INDEX,
        examples=chosen.public and Dispatch.objects.filter(removed=None, example=True).exists(),
        is_public=chosen.public,
    )
    return render(request, f"desk/public/{template}.html", {"frame": frame, "page": page}, status=status)


def absolute(request: HttpRequest, address: str) -> str:
    """Return an address of this site with its host."""
    return request.build_absolute_uri(address)


def _canonical(request: HttpRequest) -> str:
    page = request.GET.get("page", "")
    return f"{request.path}?page={page}" if page.isdigit() and page != "1" else request.path


def _rooms() -> tuple[tuple[str, str], ...]:
    return (
        ("public-latest", gettext("Latest news")),
        ("public-stories", gettext("Face to face")),
        ("public-people", gettext("People")),
        ("public-search", gettext("Search")),
    )
