# SPDX-License-Identifier: Apache-2.0
"""Is this a date, and how does the contract write it? Given ones and machine-written ones; never guessed, never completed."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from dementi.errors import InputError

__all__ = ["checked", "iso"]

#: There were no newspapers before; machines write the year 1 where they know none.
FIRST_YEAR = 1600

_ISO = re.compile(
    r"(?P<day>\d{4}(?:-\d{2}(?:-\d{2})?)?)"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?\s?(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
#: Of a mail or an RSS item (RFC 5322).
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UT|[A-Z]{3})"
)


def checked(given: str | None) -> str | None:
    """Return a date that was given, as the contract writes it; None where none was given.

    Raises:
        InputError: it is no date.
    """
    if given is None or not given.strip():
        return None
    found = iso(given)
    if found is None:
        raise InputError(
            "%(given)s is not a date: write it as 2017-01-23, or as 2017-01-23T19:09+01:00.", given=repr(given[:60])
        )
    return found


def iso(written: str) -> str | None:
    """Return a machine-written date in the contract's form: ISO 8601, as precise as it is written.

    Args:
        written: a year, month, day or time, with a zone or without (ISO 8601), or a mail's date (RFC 5322).

    Returns:
        None where it is no date of the calendar.
    """
    text = written.strip()
    if _MAIL.fullmatch(text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except ValueError:
            return None
    match = _ISO.fullmatch(text)
    if match is None or (match["time"] and len(match["day"]) < 10):
        return None
    day, time, zone = match["day"], match["time"], match["zone"] or ""
    found = f"{day}T{time}{_zone(zone)}" if time else day
    if int(day[:4]) < FIRST_YEAR:
        return None
    try:
        # A year alone and a month alone are checked as the first day of theirs.
        dt.datetime.fromisoformat(found if len(day) == 10 else f"{day}-01-01"[:10])
    except ValueError:
        return None
    return found


def _zone(written: str) -> str:
    if written.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    if len(written) == 3:
        return f"{written}:00"
    return written if ":" in written or not written else f"{written[:3]}:{written[3:]}"
