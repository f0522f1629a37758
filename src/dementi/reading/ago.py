# SPDX-License-Identifier: Apache-2.0
"""Which day do words give that count back from when a page was taken? « il y a 2 heures », « hier à 19h09 », 35 minutes ago.

A page that was not taken at a known time gives none; nor do words that may mean two days: those close to midnight, for the zone of a page's
reader is not known, and « il y a 3 jours », which is counted in hours by some and in days by others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from functools import lru_cache

from dementi.language.words import word_list
from dementi.reading.furniture import LANGUAGES, folded

__all__ = ["captured_at", "day_ago", "is_ago", "opens_ago"]

#: Where a page may be read: from three hours behind UTC (Guyane) to four ahead of it (La Réunion).
ZONES = (dt.timedelta(hours=-3), dt.timedelta(hours=4))
#: More of a unit is told in the next one.
MOST = {"minutes": 120, "hours": 36}
#: What may follow: a clock time.
_CLOCK = re.compile(r"(?:\W{0,3}(?:[^\W\d]{1,2} )?\d{1,2} ?[h:] ?\d{0,2})?\W{0,3}$")


def captured_at(headers: Iterable[tuple[str, str]]) -> dt.datetime | None:
    """Return when an answer was taken: as its archive says (WARC-Date), or as its server said (Date, RFC 9110, 6.6.1); UTC."""
    said = {name.lower(): value.strip() for name, value in headers}
    made = said.get("warc-date")
    try:
        at = dt.datetime.fromisoformat(made) if made else parsedate_to_datetime(said.get("date", ""))
    except ValueError:
        return None
    return at.astimezone(dt.UTC) if at.tzinfo else None


def is_ago(line: str) -> bool:
    """Say whether a line counts back from when it is read."""
    return _pattern().search(folded(line)) is not None


def opens_ago(line: str) -> bool:
    """Say whether a line begins by counting back."""
    return _pattern().match(folded(line)) is not None


def day_ago(words: str, captured: dt.datetime) -> str | None:
    """Return the day (ISO 8601) that words give; None where they give none, or may mean two.

    Args:
        words: a part of a line of imprint; they end with the counting, or with a clock time behind it.
        captured: when they were read, with a zone.
    """
    plain = folded(words)
    match = _pattern().search(plain)
    if match is None or not _CLOCK.match(plain, match.end()):
        return None
    if match["yesterday"] or match["today"]:
        back = dt.timedelta(days=1 if match["yesterday"] else 0)
        return _one_day(captured - back, captured - back)
    unit = "minutes" if match["minutes"] or match["minutes_ago"] else "hours"
    written = match["count"] or match["count_ago"]
    count = int(written) if written.isdecimal() else 1
    if count > MOST[unit]:
        return None
    # Sites cut: « il y a 2 heures » is between two hours and three.
    return _one_day(captured - dt.timedelta(**{unit: count + 1}), captured - dt.timedelta(**{unit: count}))


def _one_day(first: dt.datetime, last: dt.datetime) -> str | None:
    """Return the day on which two times fall wherever the page is read."""
    days = {(at.astimezone(dt.UTC) + zone).date() for at in (first, last) for zone in ZONES}
    return days.pop().isoformat() if len(days) == 1 else None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lists = [word_list(language, "publication")["ago"] for language in LANGUAGES]

    def any_of(name: str) -> str:
        words = {folded(word) for each in lists for word in each[name]}
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def counted(end: str) -> str:
        return (
            rf"(?P<count{end}>\d{{1,3}}|{any_of('one')})\s?"
            rf"(?:(?P<minutes{end}>{any_of('minutes')})|(?P<hours{end}>{any_of('hours')}))\b"
        )

    return re.compile(
        rf"\b(?:(?:{any_of('before')}) {counted('')}|{counted('_ago')} (?:{any_of('behind')})\b"
        rf"|(?P<yesterday>{any_of('yesterday')})\b|(?P<today>{any_of('today')})\b)"
    )
