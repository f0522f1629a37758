# SPDX-License-Identifier: Apache-2.0
"""Which figures of invented stories stand in one series, and whose are they?

usage: python bench/series.py [A|B …]

``series.toml`` holds the stories, each of some dispatches, with the series that a careful reader sees. A series that is found stands
for the one of the gold with which it shares most points, each of the gold once; a point is right where it stands in that one, under a
source of the right name. What is found besides is wrong, but for the narrator's figures in a headline.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.answers import Found, added, reported

from dementi.links import Reported, find_series
from dementi.newsroom import Newsroom
from dementi.record import Point

SERIES = Path(__file__).resolve().parents[1] / "quality" / "series.toml"


@dataclass(frozen=True)
class Given:
    """A point of the gold: its dispatch, the number as written, words of who gives it ("": the narrator)."""

    dispatch: str
    words: str
    source: str


@dataclass(frozen=True)
class Story:
    """A story: its dispatches as (id, day, text), and its series."""

    name: str
    dispatches: tuple[tuple[str, str, str], ...]
    series: tuple[tuple[Given, ...], ...]


def told(names: Iterable[str]) -> list[Story]:
    """Return the stories of some sets."""
    wanted = set(names)
    entries = tomllib.loads(SERIES.read_text("utf-8"))["story"]
    return [
        Story(
            e["name"],
            tuple((name, day, text) for name, day, text in e["dispatches"]),
            tuple(tuple(Given(*point) for point in series) for series in e["series"]),
        )
        for e in entries
        if e["set"] in wanted
    ]


def measure(stories: Sequence[Story], *, talk: bool = False) -> Found:
    """Measure the points of the series of stories; ``talk``: print what is missed and what is wrong."""
    total = Found(0, 0, 0, 0)
    with Newsroom() as newsroom:
        for story in stories:
            read = [reported(newsroom, name, text, day) for name, day, text in story.dispatches]
            total = added(total, compare(story, read, talk=talk))
    return total


def compare(story: Story, read: Sequence[Reported], *, talk: bool = False) -> Found:
    """Compare the series found in a story with its gold."""
    found = [
        [point for point in series.points if not in_headline(point, read)]
        for series in find_series([[r.id for r in read]], read)
    ]
    ranked = sorted(
        (
            (sum(any(is_it(p, g) for g in gold) for p in points), k, j)
            for k, points in enumerate(found)
            for j, gold in enumerate(story.series)
        ),
        reverse=True,
    )
    paired: dict[int, int] = {}
    for shared, k, j in ranked:
        if shared and k not in paired and j not in paired.values():
            paired[k] = j
    said = sum(len(points) for points in found)
    right = reached = 0
    for k, j in paired.items():
        right += sum(any(is_it(p, g) for g in story.series[j]) for p in found[k])
        reached += sum(any(is_it(p, g) for p in found[k]) for g in story.series[j])
    if talk:
        print(f"{story.name}: right {right}, said {said}")
        for points in found:
            print("   ", [(p.dispatch, p.words.exact, p.source) for p in points])
    return Found(said, right, sum(len(gold) for gold in story.series), reached)


def is_it(point: Point, given: Given) -> bool:
    """Say whether a point is one of the gold: its words, in its dispatch, under its source."""
    same = (point.dispatch, point.words.exact.lower()) == (given.dispatch, given.words.lower())
    return same and (given.source.lower() in (point.source or "").lower() if given.source else point.source is None)


def in_headline(point: Point, read: Sequence[Reported]) -> bool:
    """Say whether a figure is the narrator's in a headline."""
    text = next(r.article.text for r in read if r.id == point.dispatch)
    return point.source is None and point.words.start < text.find("\n")


def main() -> None:
    """Print the figures of some sets, or of each."""
    for name in sys.argv[1:] or ["A", "B"]:
        found = measure(told([name]), talk=name == "A")
        print(f"{name}  P {found.precision:5.1f}  R {found.recall:5.1f}   {found}")


if __name__ == "__main__":
    main()
