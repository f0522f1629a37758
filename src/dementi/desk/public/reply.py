# SPDX-License-Identifier: Apache-2.0
"""Asking for a right of reply, a correction or a takedown: a form of the public site. Nothing of it is shown before an editor decides."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from dementi.desk.notes.asked import LONGEST, LONGEST_NAME, Asked, ask, link_of, plain
from dementi.desk.public import shelf
from dementi.desk.public.frame import Head, for_the_public, show
from dementi.desk.public.said import Said, Source, said_in, source_of
from dementi.desk.public.shelf import Open

__all__ = ["reply"]

#: Requests from one address in an hour, and addresses that are counted at once.
MOST, IN_SECONDS, ADDRESSES = 5, 3600.0, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The form, or that it was taken; ``said`` None: it is of the whole dispatch; ``typed``: what was typed, where something is missing."""

    source: Source
    said: Said | None
    action: str
    longest: int
    typed: Asked
    trouble: str = ""
    is_taken: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_public
def reply(request: HttpRequest, dispatch: str, statement: str = "") -> HttpResponse:
    """Show the form; put what was sent in the queue of the editors."""
    found = shelf.one(dispatch)
    if not isinstance(found, Open):
        raise Http404
    said = next((each for each in said_in([found]) if each.id == statement), None)
    if statement and said is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, found, said, Asked(dispatch=dispatch, statement=statement, who="", text=""))
    typed = _typed(request, dispatch, statement)
    if not typed.who or not typed.text:
        return _shown(request, found, said, typed, gettext("A name and a text are needed."), status=422)
    if not RECENT.takes(request.META.get("REMOTE_ADDR", "")) or not ask(typed, timezone.now()):
        words = gettext("Too many requests have come in. Try again in an hour, or write to the desk.")
        return _shown(request, found, said, typed, words, status=429)
    return _shown(request, found, said, typed, is_taken=True)


def _typed(request: HttpRequest, dispatch: str, statement: str) -> Asked:
    return Asked(
        dispatch=dispatch,
        statement=statement,
        who=" ".join(plain(request.POST.get("who", ""), LONGEST_NAME).split()),
        contact=" ".join(plain(request.POST.get("contact", ""), LONGEST_NAME).split()),
        text=plain(request.POST.get("text", "")),
        link=link_of(request.POST.get("link", "")),
    )


def _shown(  # noqa: PLR0913 (a page in one of its three states)
    request: HttpRequest,
    found: Open,
    said: Said | None,
    typed: Asked,
    trouble: str = "",
    *,
    status: int = 200,
    is_taken: bool = False,
) -> HttpResponse:
    page = Page(
        source=source_of(found),
        said=said,
        action=reverse("public-reply", args=[found.id, said.id])
        if said
        else reverse("public-reply-dispatch", args=[found.id]),
        longest=LONGEST,
        typed=typed,
        trouble=trouble,
        is_taken=is_taken,
    )
    return show(request, "reply", page, Head(gettext("Right of reply")), status=status)


class _Recent:
    """Who has asked in the last hour: kept in memory alone, under a keyed digest, so that no address is on record."""

    def __init__(self) -> None:
        self._asked: dict[str, deque[float]] = {}
        self._lock = Lock()

    def takes(self, address: str) -> bool:
        """Count a request; return whether it is one of the few that an address may send in an hour."""
        key, now = sha256(f"{settings.SECRET_KEY} {address}".encode()).hexdigest(), monotonic()
        with self._lock:
            if key not in self._asked and len(self._asked) >= ADDRESSES:
                self._asked = {k: q for k, q in self._asked.items() if q and now - q[-1] < IN_SECONDS}
                if len(self._asked) >= ADDRESSES:
                    return False
            times = self._asked.setdefault(key, deque())
            while times and now - times[0] >= IN_SECONDS:
                times.popleft()
            if len(times) >= MOST:
                return False
            times.append(now)
            return True

    def forget(self) -> None:
        """Forget all."""
        with self._lock:
            self._asked.clear()


RECENT = _Recent()
