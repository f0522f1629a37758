# SPDX-License-Identifier: Apache-2.0
"""Which days, months and years do these words name? Time expressions found, and resolved against a known day.

Values are those of TimeML's TIMEX3 (Pustejovsky et al. 2003; ISO-TimeML, ISO 24617-1) as far as they name a day
(2017-01-23), a week (2017-W04), a month (2017-01) or a year (2017). Nothing here knows today's date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from dementi.language.calendar_words import CalendarWords, calendar_words
from dementi.record import Span

__all__ = ["Anchor", "Direction", "Expression", "Grain", "find_expressions", "resolve"]


class Grain(StrEnum):
    """How precise an expression is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Anchor(StrEnum):
    """The day from which an expression counts."""

    NONE = "none"
    PUBLICATION = "publication"
    STORY = "story"


class Direction(IntEnum):
    """Where from the base the time lies."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression, parsed.

    Attributes:
        span: its words, with "le" or "ce" and the part of the day, without a preposition and without the clock.
        grain: how precise it is.
        anchor: what it hangs on: nothing (a full date), the publication, or the day the text speaks of ("la veille").
        weekday: 0 for Monday to 6.
        day, month: as in the calendar, from 1.
        year: in full; below 100 where only two digits are written.
        shift: units of ``grain`` away from the anchor ("hier": -1; "l'an dernier": -1).
        way: "dernier" is PAST, "prochain" FUTURE, else UNKNOWN.
        definite: a weekday alone with "le": "le mercredi" may mean every Wednesday.
        clock: the words of the clock time that follows it.
        hour, minute: of that clock.
    """

    span: Span
    grain: Grain
    anchor: Anchor = Anchor.PUBLICATION
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    shift: int | None = None
    way: Direction = Direction.UNKNOWN
    definite: bool = False
    clock: Span | None = None
    hour: int | None = None
    minute: int | None = None


def find_expressions(text: str, language: str = "fr") -> tuple[Expression, ...]:
    """Return every expression that names a day, week, month or year, in reading order; none overlaps another.

    Args:
        text: any text; spans count its characters.
        language: a folder of ``dementi/language`` with a ``calendar.toml``.
    """
    words = calendar_words(language)
    candidates = [e for find in _FINDERS for e in find(text, words)]
    candidates.sort(key=lambda e: (e.span.start, -e.span.end))
    found: list[Expression] = []
    for expression in candidates:
        if not found or expression.span.start >= found[-1].span.end:
            found.append(expression)
    return tuple(_with_clock(text, e, words) for e in _complete_lists(text, found, words))


def resolve(expression: Expression, base: dt.date | None, direction: Direction = Direction.UNKNOWN) -> str | None:
    """Return the ISO value of an expression, as precise as its words are.

    Args:
        expression: as found.
        base: the day it counts from (publication, or the day of the story for ``Anchor.STORY``); None: unknown.
        direction: of the clause, where the words themselves do not tell; UNKNOWN: the nearest past, for news tells
            what was, but for a date that is close ahead and long gone ("le 15 septembre", read in July).

    Returns:
        YYYY-MM-DD, YYYY-Www, YYYY-MM or YYYY; None where it hangs on an unknown day or names no real one.
    """
    e = expression
    if e.year is not None and (e.year >= 100 or base is not None):
        return _full(_in_full(e.year, base), e.month, e.day)
    if base is None:
        return None
    try:
        return _against(e, base, e.way or direction)
    except (OverflowError, ValueError):
        return None


def _in_full(year: int, base: dt.date | None) -> int:
    if year >= 100 or base is None:
        return year
    # "En 98", written in 2004, is 1998; "09" is 2009.
    century = base.year - base.year % 100
    return century + year if century + year <= base.year + 10 else century - 100 + year


def _against(e: Expression, base: dt.date, direction: Direction) -> str | None:
    if e.shift is not None:
        return _shifted(e, base)
    if e.day is not None:
        return (_day_of_year if e.month is not None else _day_of_month)(e, base, direction)
    return (_weekday if e.weekday is not None else _month)(e, base, direction)


def _full(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    made = _date(year, month, day)
    return made.isoformat() if made else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _shifted(e: Expression, base: dt.date) -> str:
    shift = e.shift or 0
    if e.grain is Grain.DAY:
        return (base + dt.timedelta(days=shift)).isoformat()
    if e.grain is Grain.WEEK:
        week = (base + dt.timedelta(weeks=shift)).isocalendar()
        return f"{week.year:04d}-W{week.week:02d}"
    if e.grain is Grain.MONTH:
        months = base.year * 12 + base.month - 1 + shift
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{base.year + shift:04d}"


def _day_of_year(e: Expression, base: dt.date, direction: Direction) -> str | None:
    # Ten years around, so that a 29 February and a weekday can choose their year.
    days = [_date(base.year + k, e.month or 0, e.day or 0) for k in range(-5, 6)]
    real = [d for d in days if d is not None]
    near = [d for d in real if abs(d.year - base.year) <= 1] or real
    fitting = [d for d in near if e.weekday is None or d.weekday() == e.weekday]
    choice = fitting or near
    if not choice:
        return None
    nearest = min(choice, key=lambda d: abs((d - base).days))
    ahead = [d for d in choice if d >= base]
    past = [d for d in choice if d <= base]
    if direction is Direction.FUTURE:
        return (min(ahead) if ahead else nearest).isoformat()
    best = max(past) if past else nearest
    far = direction is Direction.UNKNOWN and (base - best).days > 240 and abs((nearest - base).days) < 92
    return (nearest if far else best).isoformat()


def _day_of_month(e: Expression, base: dt.date, direction: Direction) -> str | None:
    step = 1 if direction is Direction.FUTURE else -1
    for k in range(12):
        months = base.year * 12 + base.month - 1 + step * k
        day = _date(months // 12, months % 12 + 1, e.day or 0)
        if day is None or (day > base if step < 0 else day < base):
            continue
        if e.weekday is None or day.weekday() == e.weekday:
            return day.isoformat()
    return None


def _weekday(e: Expression, base: dt.date, direction: Direction) -> str:
    weekday = e.weekday or 0
    if direction is Direction.FUTURE:
        days = (weekday - base.weekday()) % 7
        return (base + dt.timedelta(days=days or (7 if e.way else 0))).isoformat()
    days = (base.weekday() - weekday) % 7
    return (base - dt.timedelta(days=days or (7 if e.way else 0))).isoformat()


def _month(e: Expression, base: dt.date, direction: Direction) -> str:
    month = e.month or 1
    # "Mai dernier" in May is last year's.
    here = not e.way
    if direction is Direction.FUTURE:
        year = base.year if month > base.month or (here and month == base.month) else base.year + 1
    else:
        year = base.year if month < base.month or (here and month == base.month) else base.year - 1
    return f"{year:04d}-{month:02d}"


def _find_full(text: str, words: CalendarWords) -> Iterator[Expression]:
    """Le jeudi 26 janvier 2017; 23/01/2017; 2017-01-23."""
    for match in words.date.finditer(text):
        day = int(match["day"]) if match["day"] else 1
        year = int(match["year"].lstrip("'’")) if match["year"] else None
        if not 1 <= day <= 31:
            continue
        yield Expression(
            span=Span.of(text, match.start(), match.end()),
            grain=Grain.DAY,
            anchor=Anchor.NONE if year and year >= 100 else Anchor.PUBLICATION,
            weekday=words.weekdays.get((match["weekday"] or "").lower()),
            day=day,
            month=words.months[match["month"].lower()],
            year=year,
            way=_way(match["way"], words),
        )
    for match in words.numeric.finditer(text):
        year, month, day = (int(match[a] or match[b]) for a, b in (("y1", "y2"), ("m1", "m2"), ("d1", "d2")))
        if _date(year, month, day):
            span = Span.of(text, match.start(), match.end())
            yield Expression(span=span, grain=Grain.DAY, anchor=Anchor.NONE, day=day, month=month, year=year)


def _find_weekdays(text: str, words: CalendarWords) -> Iterator[Expression]:
    """Lundi; ce même lundi; mardi 3; mardi prochain; mardi soir."""
    for match in words.weekday.finditer(text):
        name = match["weekday"]
        day = int(match["day"]) if match["day"] else 1 if match["first"] else None
        if not words.is_weekday(text, match) or (day is not None and not 1 <= day <= 31):
            continue
        yield Expression(
            span=Span.of(text, match.start(), match.end()),
            grain=Grain.DAY,
            weekday=words.weekdays[name.lower()],
            day=day,
            way=_way(match["way"], words),
            definite=match["definite"] is not None and day is None,
        )


def _find_bare_days(text: str, words: CalendarWords) -> Iterator[Expression]:
    """Le 18, without its month."""
    for match in words.bare_day.finditer(text):
        day = int(match["day"]) if match["day"] else 1
        if 1 <= day <= 31 and words.is_bare_day(text, match):
            span = Span.of(text, match.start(), match.end())
            yield Expression(span=span, grain=Grain.DAY, day=day, way=_way(match["way"], words))


def _find_months(text: str, words: CalendarWords) -> Iterator[Expression]:
    """Janvier; fin janvier; janvier 2017; juin prochain."""
    for match in words.month.finditer(text):
        year = int(match["year"].lstrip("'’")) if match["year"] else None
        if not words.is_month(text, match):
            continue
        yield Expression(
            span=Span.of(text, match.start(), match.end()),
            grain=Grain.MONTH,
            anchor=Anchor.NONE if year and year >= 100 else Anchor.PUBLICATION,
            month=words.months[match["month"].lower()],
            year=year,
            way=_way(match["way"], words),
        )


def _find_years(text: str, words: CalendarWords) -> Iterator[Expression]:
    """2015, where it counts nothing."""
    for match in words.year.finditer(text):
        if words.is_year(text, match):
            span = Span.of(text, match.start(), match.end())
            yield Expression(span=span, grain=Grain.YEAR, anchor=Anchor.NONE, year=int(match["year"]))


def _find_shifts(text: str, words: CalendarWords) -> Iterator[Expression]:
    """Hier soir; la veille; l'an dernier; il y a deux jours."""
    for match in words.shift.finditer(text):
        name = words.plain(match["word"])
        if name in words.shifts:
            span = Span.of(text, match.start(), match.end())
            yield Expression(span=span, grain=Grain.DAY, shift=words.shifts[name])
        elif name in words.story_shifts and words.is_story_shift(text, match):
            span = Span.of(text, match.start(), match.end())
            yield Expression(span=span, grain=Grain.DAY, anchor=Anchor.STORY, shift=words.story_shifts[name])
    for match in words.period.finditer(text):
        way = _way(match["way"], words)
        if words.units[match["unit"].lower()] == Grain.DAY:
            continue
        if (match["this"] is None) != (way is Direction.UNKNOWN):
            span = Span.of(text, match.start(), match.end())
            yield Expression(span=span, grain=Grain(words.units[match["unit"].lower()]), shift=int(way))
    for match in words.distance.finditer(text):
        count = words.count(match["count"])
        grain = Grain(words.units[match["unit"].lower()])
        # "Dans un jour de chance" is no date.
        if count is not None and (count > 1 or grain is not Grain.DAY):
            span = Span.of(text, match.start(), match.end())
            shift = -count if match["ago"] else count
            yield Expression(span=span, grain=grain, shift=shift)


_FINDERS = (_find_full, _find_weekdays, _find_bare_days, _find_months, _find_years, _find_shifts)


def _way(word: str | None, words: CalendarWords) -> Direction:
    return Direction(words.ways.get((word or "").lower(), 0))


def _complete_lists(text: str, found: list[Expression], words: CalendarWords) -> list[Expression]:
    """Give "les 6 et 13 avril", "du 19 au 23 juillet", "en mai et juin derniers" their months, years and ways."""
    done: list[Expression] = []
    for expression in reversed(found):
        joined = bool(done) and words.joins(text, expression.span.end, done[-1].span.start)
        done.append(_completed(expression, done[-1]) if joined else expression)
        while (listed := _listed_before(text, done[-1], words)) is not None:
            done.append(listed)
    done.reverse()
    return [e for k, e in enumerate(done) if k == 0 or e.span.start >= done[k - 1].span.end]


def _completed(e: Expression, later: Expression) -> Expression:
    if later.month is None or e.year is not None:
        return e
    if e.day is not None and e.month is None:
        return replace(e, month=later.month, year=later.year, anchor=later.anchor, way=later.way)
    if e.month is not None and later.way:
        return replace(e, way=e.way or later.way)
    if e.month is not None and later.year is not None and e.month <= later.month:
        return replace(e, year=later.year, anchor=later.anchor)
    return e


def _listed_before(text: str, later: Expression, words: CalendarWords) -> Expression | None:
    if later.day is None or later.month is None:
        return None
    start = later.span.start
    match = words.listed_day.search(text, max(0, start - 24), start)
    if match is None or not 1 <= int(match["day"]) <= 31:
        return None
    span = Span.of(text, match.start("day"), match.end("day"))
    return replace(later, span=span, day=int(match["day"]), weekday=None, clock=None)


def _with_clock(text: str, e: Expression, words: CalendarWords) -> Expression:
    match = words.clock.match(text, e.span.end) if e.grain is Grain.DAY else None
    if match is None or int(match["hour"]) > 24 or int(match["minute"] or 0) > 59:
        return e
    span = Span.of(text, match.start("clock"), match.end("clock"))
    return replace(e, clock=span, hour=int(match["hour"]), minute=int(match["minute"] or 0))
