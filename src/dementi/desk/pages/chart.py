# SPDX-License-Identifier: Apache-2.0
"""Where does each figure of a series stand in a picture? Days across, numbers up from zero; nothing between two figures is drawn as known.

Each source has a shape and a stroke of its own beside its colour. "At least" is an arrow, a range has two ends and no
middle, "about" is hollow. A figure whose day is not known is not drawn: it stands in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dementi.record import Point

__all__ = ["TALL", "WIDE", "Chart", "Drawn", "Key", "Size", "Tick", "chart_of"]

#: The picture, in units of its own; the margins hold the words.
HEIGHT, TOP, BOTTOM = 440, 30, 40
#: Classes of desk.css for the sources, in the order in which they first speak; the rest share the last.
TONES = ("a", "b", "c", "d")
#: Strokes between two figures of one source.
DASHES = ("", "8 5", "2 4", "1 6")
#: Lines across, at most.
MOST_LINES = 7
#: Pixels under which two days are not both named.
CLOSE = 90


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a picture is, and the margins on its left and right, in its own units."""

    width: int
    left: int
    right: int


#: For a desk; for a telephone, where letters keep their size.
WIDE, TALL = Size(1200, 80, 90), Size(400, 56, 40)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place of an axis and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A figure in the picture: where its ends stand (``top`` None: open above), what is written beside it."""

    x: float
    bottom: float
    top: float | None
    words: str
    tone: str
    hollow: bool
    until: float
    dash: str
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Key:
    """A source and its class, its stroke."""

    name: str
    tone: str
    dash: str
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The picture of a series: lines across, days, figures, sources."""

    width: int
    height: int
    left: int
    right: int
    base: int
    lines: tuple[Tick, ...]
    days: tuple[Tick, ...]
    drawn: tuple[Drawn, ...]
    keys: tuple[Key, ...]


def chart_of(
    points: Sequence[Point], approximate: Sequence[bool], say_day: dict[str, str], unknown: str, size: Size = WIDE
) -> Chart | None:
    """Return the picture of a series; None where fewer than two of its figures have a day and a number.

    Args:
        points: in the order of time.
        approximate: for each, whether it is said to be about right.
        say_day: the words of each ISO day.
        unknown: what a source that is not told is called.
        size: of the picture.
    """
    known = [
        (point, about, date.fromisoformat((point.date or "")[:10]))
        for point, about in zip(points, approximate, strict=True)
        if point.date and len(point.date) >= 10 and (point.low is not None or point.high is not None)
    ]
    if len(known) < 2:
        return None
    days = sorted({day for _, _, day in known})
    highest = max(max(point.low or 0, point.high or 0) for point, _, _ in known)
    step = _step(highest)
    roof = step * (int(highest / step) + 1)
    sources = list(dict.fromkeys(point.source or unknown for point, _, _ in known))
    across = _Across(days, size)
    ground = _Ground(across, up := _Up(roof), sources, unknown)
    drawn = [_draw(place, known, ground) for place in range(len(known))]
    return Chart(
        width=size.width,
        height=HEIGHT,
        left=size.left,
        right=size.width - size.right,
        base=HEIGHT - BOTTOM,
        lines=tuple(Tick(up(value * step), _number(value * step)) for value in range(int(roof / step) + 1)),
        days=tuple(_named(days, across, say_day)),
        drawn=tuple(drawn),
        keys=tuple(_keys(sources, drawn)),
    )


class _Across:
    """Days to places from left to right."""

    def __init__(self, days: Sequence[date], size: Size) -> None:
        self._left, self.right = size.left, size.width - size.right
        self._first, self._span = days[0], max((days[-1] - days[0]).days, 1)
        self._one = len(days) == 1

    def __call__(self, day: date) -> float:
        if self._one:
            return round((self._left + self.right) / 2, 1)
        share = (day - self._first).days / self._span
        return round(self._left + share * (self.right - self._left), 1)


class _Up:
    """Numbers to places from the base up."""

    def __init__(self, roof: float) -> None:
        self._roof = roof

    def __call__(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - value / self._roof * (HEIGHT - BOTTOM - TOP), 1)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a figure is drawn on: the two scales, the sources in their order, what one that is not told is called."""

    across: _Across
    up: _Up
    sources: Sequence[str]
    unknown: str


def _draw(place: int, known: Sequence[tuple[Point, bool, date]], ground: _Ground) -> Drawn:
    point, about, day = known[place]
    source = point.source or ground.unknown
    number = min(ground.sources.index(source), len(TONES) - 1)
    # A line holds the last figure until the same source gives the next; it says nothing of what lies between.
    later = [each for other, _, each in known[place + 1 :] if (other.source or ground.unknown) == source and each > day]
    low = point.low if point.low is not None else point.high or 0.0
    high = point.high if point.low is not None else low
    x, bottom = ground.across(day), ground.up(low)
    before = x > ground.across.right - 120
    return Drawn(
        x=x,
        bottom=bottom,
        top=ground.up(high) if high is not None else None,
        words=point.words.exact,
        tone=TONES[number],
        hollow=about,
        until=ground.across(later[0]) if later else x,
        dash=DASHES[number],
        label_y=round((ground.up(high) if high is not None else bottom) - 14, 1),
        anchor="end" if before else "start",
    )


def _keys(sources: Sequence[str], drawn: Sequence[Drawn]) -> Iterable[Key]:
    for place, source in enumerate(sources):
        tone = TONES[min(place, len(TONES) - 1)]
        last = [each for each in drawn if each.tone == tone]
        yield Key(source, tone, DASHES[min(place, len(DASHES) - 1)], last[-1].bottom if last else TOP)


def _named(days: Sequence[date], across: _Across, say_day: dict[str, str]) -> Iterable[Tick]:
    before: float | None = None
    for day in days:
        at = across(day)
        if before is None or at - before >= CLOSE:
            before = at
            yield Tick(at, say_day[day.isoformat()])


def _step(highest: float) -> float:
    """Return the distance of two lines across: 1, 2 or 5 times a power of ten, so that there are few."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            if highest / (size * factor) < MOST_LINES:
                return size * factor
        size *= 10


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u202f")
