# SPDX-License-Identifier: Apache-2.0
"""The journal, for admins: who did what, and when; narrowed by person, deed and day, and to take away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from dementi.desk.accounts import audit
from dementi.desk.accounts.audit import Asked, Line, Way
from dementi.desk.accounts.roles import Person, Role
from dementi.desk.pages.days import moment_of
from dementi.desk.pages.deeds import say_deed, say_subject
from dementi.desk.pages.frame import show
from dementi.desk.table import csv_line

__all__ = ["export", "journal"]

#: Lines of one page.
AT_ONCE = 100
COLUMNS = ("number", "at", "who", "role", "open", "way", "deed", "subject", "address")
KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to narrow by: as it is sent, in words, whether it is chosen."""

    value: str
    words: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is shown."""

    iso: str
    when: str
    who: str
    deed: str
    subject: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page: its lines, what they are narrowed by, where the lines before and after stand ("": nowhere)."""

    rows: tuple[Row, ...]
    count: int
    people: tuple[Choice, ...]
    deeds: tuple[Choice, ...]
    since: str
    until: str
    newer: str
    older: str
    exports: tuple[Choice, ...]


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Show a hundred lines, newest first."""
    asked = _asked(request.GET)
    number = request.GET.get("page", "")
    place = max(int(number) - 1, 0) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    found = audit.lines(asked, start=place * AT_ONCE, most=AT_ONCE)
    count = audit.count(asked)
    said = {name: request.GET[name] for name in ("qui", "acte", "du", "au") if request.GET.get(name)}
    page = Page(
        rows=tuple(map(_row, found)),
        count=count,
        people=tuple(Choice(name, name, name == asked.who) for name in audit.deeds_of(people=True)),
        deeds=tuple(Choice(deed, say_deed(deed), deed == asked.deed) for deed in audit.deeds_of(people=False)),
        since=request.GET.get("du", "") if asked.since else "",
        until=request.GET.get("au", "") if asked.before else "",
        newer=_page_at(said, place - 1) if place else "",
        older=_page_at(said, place + 1) if count > (place + 1) * AT_ONCE else "",
        exports=tuple(Choice(_export_at(said, form), form, is_here=False) for form in KINDS),
    )
    return show(request, "journal", page, title=gettext("Journal"), room="journal")


@require_safe
def export(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """Give all lines that are asked for, as CSV or JSON Lines, newest first."""
    if form not in KINDS:
        raise Http404
    # All at once: the stream comes when the database may have moved on.
    found = audit.lines(_asked(request.GET))
    response = StreamingHttpResponse(_stream(found, form), content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="journal.{form}"'
    return response


def _stream(found: list[Line], form: str) -> Iterator[str]:
    if form == "csv":
        yield csv_line(COLUMNS)
    for line in found:
        cells = dict(zip(COLUMNS, _cells(line), strict=True))
        yield csv_line(cells.values()) if form == "csv" else f"{json.dumps(cells, ensure_ascii=False)}\n"


def _cells(line: Line) -> tuple[str, ...]:
    person = line.person
    return (
        str(line.seq),
        line.at.isoformat(timespec="milliseconds"),
        person.name,
        person.role.name.lower() if person.role else "",
        "yes" if person.is_open else "",
        line.way.value,
        line.deed,
        line.subject,
        line.address,
    )


def _asked(typed: QueryDict) -> Asked:
    since, until = _day(typed.get("du", "")), _day(typed.get("au", ""))
    return Asked(
        who=typed.get("qui", ""),
        deed=typed.get("acte", ""),
        since=_midnight(since) if since else None,
        before=_midnight(until + timedelta(days=1)) if until else None,
    )


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if 1970 <= day.year < 9000 else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _row(line: Line) -> Row:
    notes = [
        words
        for words, holds in (
            (gettext("on the command line"), line.way is Way.COMMAND),
            (gettext("by a program"), line.way is Way.API),
            (gettext("from %(address)s") % {"address": line.address}, bool(line.address)),
        )
        if holds
    ]
    return Row(
        iso=line.at.isoformat(timespec="seconds"),
        when=str(moment_of(line.at)),
        who=_who(line.person, line.way),
        deed=say_deed(line.deed),
        subject=say_subject(line.deed, line.subject),
        notes=tuple(notes),
    )


def _who(person: Person, way: Way) -> str:
    if person.name:
        return person.name
    if person.is_open:
        return gettext("The open desk")
    return gettext("The machine") if way is Way.COMMAND and person.role is Role.ADMIN else gettext("Somebody unknown")


def _page_at(said: dict[str, str], place: int) -> str:
    return f"{reverse('journal')}?{urlencode({**said, 'page': place + 1})}"


def _export_at(said: dict[str, str], form: str) -> str:
    return f"{reverse('journal-export', args=[form])}?{urlencode(said)}"
