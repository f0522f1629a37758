# SPDX-License-Identifier: Apache-2.0
"""How is a date said? In the reader's language, as precisely as it is known, and never more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as set_date
from django.utils.text import capfirst
from django.utils.translation import pgettext

__all__ = ["Moment", "heading", "moment", "moment_of", "month", "short_day"]

#: Lengths of ISO 8601: "2026", "2026-03", "2026-03-09"; what is longer has an hour.
YEAR, MONTH, DAY = 4, 7, 10


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as known.

    Attributes:
        iso: for ``<time datetime>``.
        day: "lundi 9 mars 2026", "mars 2026", "2026".
        hour: "18 h 05"; None: not known.
    """

    iso: str
    day: str
    hour: str | None = None

    def __str__(self) -> str:
        """Return "lundi 9 mars 2026, 18 h 05", without the hour where it is not known."""
        return f"{self.day}, {self.hour}" if self.hour else self.day


def moment(iso: str | None) -> Moment | None:
    """Return an ISO 8601 date, or time, as it is to be said; None where it is not known, or is no date."""
    if not iso:
        return None
    try:
        if len(iso) == YEAR:
            return Moment(iso, str(date(int(iso), 1, 1).year))
        if len(iso) == MONTH:
            return Moment(iso, month(date.fromisoformat(f"{iso}-01")))
        if len(iso) == DAY:
            return Moment(iso, long_day(date.fromisoformat(iso)))
        return moment_of(datetime.fromisoformat(iso))
    except ValueError:
        return None


def moment_of(when: datetime) -> Moment:
    """Return a time as it is to be said: in the desk's zone, or as it stands where it names no zone."""
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    return Moment(when.isoformat(timespec="minutes"), long_day(local.date()), _hour(local))


def long_day(day: date) -> str:
    """Return "lundi 9 mars 2026"."""
    if day.day == 1:
        return set_date(day, pgettext("date format, first day of a month", "l j F Y"))
    return set_date(day, pgettext("date format", "l j F Y"))


def short_day(iso: str) -> str:
    """Return "lundi 9 mars" of an ISO date; what is no whole date is returned as :func:`moment` says it."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        known = moment(iso)
        return str(known) if known else iso
    if day.day == 1:
        return set_date(day, pgettext("date format, first day of a month", "l j F"))
    return set_date(day, pgettext("date format", "l j F"))


def month(day: date) -> str:
    """Return "mars 2026"."""
    return set_date(day, pgettext("date format", "F Y"))


def heading(words: str) -> str:
    """Return a date as the first words of a line: "Lundi 9 mars 2026"."""
    return str(capfirst(words))


def _hour(when: datetime) -> str:
    return set_date(when, pgettext("time format", "H:i"))
