# SPDX-License-Identifier: Apache-2.0
"""Which days, months and years do these words name?"""

from __future__ import annotations

import datetime as dt
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.language import word_list
from dementi.language.calendar import Anchor, Direction, Expression, Grain, find_expressions, resolve

MONDAY = dt.date(2017, 1, 23)


def only(text: str) -> Expression:
    (expression,) = find_expressions(text)
    return expression


def sentences(kind: str) -> list[str]:
    return [s for group in word_list("fr", "calendar").values() for s in group.get(kind, [])]


@pytest.mark.parametrize("sentence", sentences("yes"))
def test_each_entry_of_the_calendar_finds_its_dates(sentence: str) -> None:
    assert find_expressions(sentence)


@pytest.mark.parametrize("sentence", sentences("no"))
def test_each_entry_of_the_calendar_leaves_its_false_friends(sentence: str) -> None:
    assert find_expressions(sentence) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("le 18 janvier 2017", "2017-01-18"),
        ("le 1er mai 1962", "1962-05-01"),
        ("23/01/2017", "2017-01-23"),
        ("mars 2016", "2016-03"),
        ("en 1954", "1954"),
    ],
)
def test_a_full_date_needs_no_other_day(text: str, value: str) -> None:
    assert only(text).anchor is Anchor.NONE
    assert resolve(only(text), None) == value


@pytest.mark.parametrize(
    "text",
    [
        "lundi",
        "le 18 janvier",
        "hier soir",
        "la veille",
        "l'an dernier",
        "en mars",
        "le 10 novembre 93",
        "il y a deux ans",
    ],
)
def test_without_a_known_day_nothing_relative_has_a_value(text: str) -> None:
    assert resolve(only(text), None) is None


@pytest.mark.parametrize(
    ("text", "direction", "value"),
    [
        ("lundi", Direction.PAST, "2017-01-23"),
        ("lundi dernier", Direction.PAST, "2017-01-16"),
        ("lundi prochain", Direction.PAST, "2017-01-30"),
        ("dimanche", Direction.PAST, "2017-01-22"),
        ("dimanche", Direction.FUTURE, "2017-01-29"),
        ("le 18 janvier", Direction.PAST, "2017-01-18"),
        ("ce jeudi 26 janvier", Direction.UNKNOWN, "2017-01-26"),
        ("le 29 décembre dernier", Direction.PAST, "2016-12-29"),
        ("le 15 février", Direction.PAST, "2016-02-15"),
        ("le 15 février", Direction.UNKNOWN, "2017-02-15"),
        ("le 15 février", Direction.FUTURE, "2017-02-15"),
        ("le 29 février", Direction.PAST, "2016-02-29"),
        ("le 3,", Direction.PAST, "2017-01-03"),
        ("le 30,", Direction.PAST, "2016-12-30"),
        ("mardi 31", Direction.FUTURE, "2017-01-31"),
        ("avant-hier", Direction.PAST, "2017-01-21"),
        ("fin janvier", Direction.PAST, "2017-01"),
        ("septembre dernier", Direction.PAST, "2016-09"),
        ("juin prochain", Direction.PAST, "2017-06"),
        ("l'an dernier", Direction.PAST, "2016"),
        ("cette semaine", Direction.PAST, "2017-W04"),
        ("le mois dernier", Direction.PAST, "2016-12"),
        ("il y a trois jours", Direction.PAST, "2017-01-20"),
        ("le 10 novembre 93", Direction.PAST, "1993-11-10"),
    ],
)
def test_a_relative_expression_counts_from_the_known_day(text: str, direction: Direction, value: str) -> None:
    assert resolve(only(text), MONDAY, direction) == value


def test_each_member_of_a_list_has_its_month() -> None:
    values = [resolve(e, MONDAY) for e in find_expressions("les 4, 6 et 8 mai 2016")]
    assert values == ["2016-05-04", "2016-05-06", "2016-05-08"]


def test_the_clock_is_kept_beside_the_day() -> None:
    found = only("Publié le 23 janvier 2017 à 19h09")
    assert (found.span.exact, found.hour, found.minute) == ("le 23 janvier 2017", 19, 9)
    assert found.clock is not None
    assert found.clock.exact == "19h09"


def test_a_date_that_is_none_has_no_value() -> None:
    assert resolve(only("le 31 février 2017"), MONDAY) is None


def test_a_day_of_the_story_says_that_it_hangs_on_the_story() -> None:
    found = only("Il avait démissionné la veille.")
    assert (found.anchor, found.grain, resolve(found, MONDAY)) == (Anchor.STORY, Grain.DAY, "2017-01-22")


PIECES = [
    "le ",
    "ce ",
    "lundi",
    " 31",
    " 1er",
    " mai",
    " 2017",
    "mars",
    ",",
    " et ",
    "’",
    "'",
    "-",
    "\u00a0",
    "h",
    "hier",
    "\n",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=30).map("".join))
def test_whatever_the_text_spans_hold_their_words_and_do_not_overlap(text: str) -> None:
    found = find_expressions(text)
    assert all(text[e.span.start : e.span.end] == e.span.exact for e in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    for expression in found:
        resolve(expression, MONDAY)
        resolve(expression, dt.date.max, Direction.FUTURE)
        resolve(expression, dt.date.min)


@pytest.mark.parametrize(
    "piece", ["1, ", "le ", "lundi 1", "l'an ", "mars-", "2000 ", "il y a 1 ", " " * 3, "à 1", "1 h"]
)
def test_long_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece)) + " mai"
    start = time.process_time()
    find_expressions(text)
    assert time.process_time() - start < 5
