# SPDX-License-Identifier: Apache-2.0
"""Do the figures of a story stand in one series, each under whoever gives it, at least as well as before?

series.toml holds invented stories; set B was not looked at after it was written.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from bench.answers import Found, reported
from bench.series import Given, compare, measure, told

from dementi.newsroom import Newsroom

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["series"]


@lru_cache(maxsize=2)
def found(name: str) -> Found:
    return measure(told([name]))


def below(figures: Found, floors: dict[str, float]) -> list[str]:
    return [key for key, floor in floors.items() if getattr(figures, key) < floor]


@pytest.mark.parametrize("name", ["A", "B"])
def test_the_figures_of_invented_stories_stand_in_their_series(name: str) -> None:
    print(found(name))
    assert below(found(name), FLOORS[name]) == []


def test_the_gate_sees_a_point_under_another_s_name_and_one_that_is_missed() -> None:
    (first, *_) = told(["A"])
    with Newsroom() as newsroom:
        read = [reported(newsroom, name, text, day) for name, day, text in first.dispatches]
    right = compare(first, read)
    assert (right.precision, right.recall) == (100.0, 100.0)
    named_otherwise = tuple(Given(p.dispatch, p.words, "Hôtel de Brélin") for p in first.series[0])
    assert compare(replace(first, series=(named_otherwise,)), read).precision == 0.0
    more = (*first.series[0], Given("a3", "99", "préfecture"))
    assert below(compare(replace(first, series=(more,)), read), {"precision": 100.0, "recall": 100.0}) == ["recall"]
