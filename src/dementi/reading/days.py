# SPDX-License-Identifier: Apache-2.0
"""Which full days does a line of imprint give, with clock and zone? « 12/03/2026 à 19h09 », March 12, 2026 7:09 PM CET, 2026-03-12T19:09Z.

A day without its year is none here: nothing is completed. French days are the calendar's; of other languages only the names of the months
are known (``language/*/publication.toml``).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from dementi.language.calendar import Grain, find_expressions, resolve
from dementi.language.words import word_list
from dementi.reading.furniture import LANGUAGES
from dementi.reading.published import iso

__all__ = ["Day", "find_days"]

#: Characters of a line that are looked at.
LONGEST = 300

_DASHED = re.compile(r"\b(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)\b")
_MACHINE = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:[.]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?")
_CLOCK = re.compile(
    r"(?:\s?[,|•·–-]\s?|\s)(?:[^\W\d]{1,8}\s)?(?P<hour>\d{1,2})\s?[:hH.]\s?(?P<minute>\d\d)(?!\d|[.,/]\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s?\(?(?P<zone>UTC|GMT|CET|CEST|EST|EDT|[+-]\d\d:\d\d)\b\)?")
_OFFSETS = {"UTC": "Z", "GMT": "Z", "CET": "+01:00", "CEST": "+02:00", "EST": "-05:00", "EDT": "-04:00"}


@dataclass(frozen=True, slots=True)
class Day:
    """A full day in a line.

    Attributes:
        start, end: characters of the line, the clock and the zone included.
        when: ISO 8601, a day, or a time with its zone where one is written.
    """

    start: int
    end: int
    when: str

    @property
    def has_clock(self) -> bool:
        """A clock time stands with it."""
        return "T" in self.when


def find_days(line: str) -> tuple[Day, ...]:
    """Return the full days that a line gives, in order; none overlaps another."""
    # The dashes are as long as the strokes for which they stand, so that the places stay.
    plain = _DASHED.sub(r"\1/\2/\3", line[:LONGEST])
    found = [Day(m.start(), m.end(), when) for m in _MACHINE.finditer(plain) if (when := iso(m.group()))]
    for expression in find_expressions(plain):
        day = resolve(expression, None) if expression.grain is Grain.DAY else None
        if day is None or len(day) != len("2026-03-12"):
            continue
        if expression.clock is not None and expression.hour is not None:
            clock = f"{day}T{expression.hour:02d}:{expression.minute or 0:02d}"
            found.append(_with_zone(plain, expression.span.start, expression.clock.end, clock))
        else:
            found.append(_with_clock(plain, expression.span.start, expression.span.end, day))
    for match in _named().finditer(plain):
        day = _day_of(match)
        if day is not None:
            found.append(_with_clock(plain, match.start(), match.end(), day))
    kept: list[Day] = []
    for each in sorted(found, key=lambda d: (d.start, -d.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _with_clock(line: str, start: int, end: int, day: str) -> Day:
    """Take the clock time and the zone that follow a day, behind marks too (« 12/03/2026 | 19:09 », 6:05 PM)."""
    match = _CLOCK.match(line, end)
    if match is None:
        return Day(start, end, day)
    hour, minute = int(match["hour"]), int(match["minute"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return Day(start, end, day)
    return _with_zone(line, start, match.end(), f"{day}T{hour:02d}:{minute:02d}")


def _with_zone(line: str, start: int, end: int, clock: str) -> Day:
    zone = _ZONE.match(line, end)
    return Day(start, zone.end(), clock + _OFFSETS.get(zone["zone"], zone["zone"])) if zone else Day(start, end, clock)


def _day_of(match: re.Match[str]) -> str | None:
    month = _months()[(match["first"] or match["second"]).casefold()]
    try:
        return dt.date(int(match["year1"] or match["year2"]), month, int(match["day1"] or match["day2"])).isoformat()
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    lists = [word_list(language, "publication").get("months", {}) for language in LANGUAGES]
    return {name.casefold(): number for names in lists for name, number in names.get("numbers", {}).items()}


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<first>{names})\.?\s(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year1>(?:19|20)\d\d)\b"
        rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<second>{names})\.?,?\s(?P<year2>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )
