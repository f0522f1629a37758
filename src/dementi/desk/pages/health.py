# SPDX-License-Identifier: Apache-2.0
"""Is the desk there, and may it be asked? For a balancer, a container's keeper and a person; nothing of the record is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.database import reads_only
from dementi.desk.leases import Work, is_taken
from dementi.desk.matters.joiner import unjoined
from dementi.desk.pages.frame import show_alone
from dementi.desk.standing import index_standing, joiner_lag, queue
from dementi.errors import RecordError

__all__ = ["health"]

#: What is looked at, for a person.
NAMES = {
    "database": gettext_noop("Database"),
    "index": gettext_noop("Search index"),
    "joining": gettext_noop("Joining"),
    "sources": gettext_noop("Sources"),
}
#: Changes that the index and the joining may be behind, and how long what is due may wait to be asked.
BEHIND, LATE = 5000, timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Line:
    """A thing that was looked at: whether it is well, and what was found, in words."""

    name: str
    is_well: bool
    found: str

    @property
    def title(self) -> str:
        """Return the name in the reader's language."""
        return gettext(NAMES[self.name])


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says: whether the desk may be asked, and why."""

    is_ready: bool
    lines: tuple[Line, ...]


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 where all is well, 503 where not; ``?live``: 200 as soon as the process answers, nothing is looked at."""
    if "live" in request.GET:
        return _never_kept(JsonResponse({"live": True}))
    lines = tuple(_lines(timezone.now()))
    page = Page(all(line.is_well for line in lines), lines)
    status = 200 if page.is_ready else 503
    if request.accepts("text/html") and request.headers.get("Accept", "*/*") != "*/*":
        response = show_alone(request, "health", page, title=gettext("Health of the desk"))
        response.status_code = status
        return _never_kept(response)
    looked = {line.name: {"well": line.is_well, "found": line.found} for line in lines}
    return _never_kept(JsonResponse({"live": True, "ready": page.is_ready, "looked_at": looked}, status=status))


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _lines(now: datetime) -> Iterator[Line]:
    """Yield what is looked at; where the database does not answer there is nothing else to be looked at."""
    try:
        writable = not reads_only()
        yield Line(
            "database", is_well=True, found=gettext("It answers.") if writable else gettext("It can only be read.")
        )
        yield _index()
        if writable:
            yield _joining()
            yield _sources(now)
    except (DatabaseError, InterfaceError, RecordError, OSError):
        yield Line("database", is_well=False, found=gettext("It does not answer."))


def _index() -> Line:
    stands = index_standing(settings.FOLDER)
    if stands is None:
        return Line("index", is_well=False, found=gettext("It cannot be read."))
    return _lag("index", stands.lag)


def _joining() -> Line:
    """A dispatch that cannot be joined does not keep the desk from being asked: it is told, no more."""
    line, missed = _lag("joining", joiner_lag()), len(unjoined())
    if not missed:
        return line
    told = gettext("Dispatches that could not be joined with others (see the log): %(count)s.") % {"count": missed}
    return replace(line, found=f"{line.found} {told}")


def _lag(name: str, lag: int) -> Line:
    words = ngettext("%(lag)s change behind.", "%(lag)s changes behind.", lag) if lag else gettext("Up to date.")
    return Line(name, 0 <= lag <= BEHIND, words % {"lag": lag})


def _sources(now: datetime) -> Line:
    waits = queue(now)
    late = waits.since is not None and waits.since < now - LATE
    if not waits.followed:
        found = gettext("None is followed.")
    elif is_taken(settings.FOLDER, Work.POLL):
        found = gettext("%(count)s followed, %(due)s due: they are being asked.")
    else:
        found = gettext("%(count)s followed, %(due)s due: nobody asks them now.")
    return Line("sources", not late, found % {"count": waits.followed, "due": waits.due})
