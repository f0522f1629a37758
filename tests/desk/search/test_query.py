# SPDX-License-Identifier: Apache-2.0
"""Whatever is typed is a query; phrases, exclusions, beginnings and fields are understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.search.query import Field, parse

TYPED = st.text(st.sampled_from("ab é'’\"«»“”-*:()[]~^\\/+.,0 \n\u00a0\u202f") | st.characters())


@given(TYPED)
def test_no_text_is_an_error(text: str) -> None:
    query = parse(text)
    assert query.text == text
    assert all(clause.any_of for clause in query.clauses)


@pytest.mark.parametrize("text", ["", " ", "'", '"', "«", "(", ")", "-", "*", ":", "- -", "qui:", '""', "« »"])
def test_what_means_nothing_asks_for_nothing(text: str) -> None:
    assert parse(text).clauses == () or parse(text).clauses[0].any_of


@pytest.mark.parametrize("text", ['"le port"', "« le port »", "“le port”"])
def test_quotation_marks_of_every_kind_make_a_phrase(text: str) -> None:
    (clause,) = parse(text).clauses
    assert clause.any_of[0].phrase == ((0, "le"), (1, "port"))
    assert not clause.any_of[0].stems


def test_a_phrase_keeps_its_elision_and_its_hyphen() -> None:
    (clause,) = parse('"l’armée près d\'Al-Bab hier"').clauses
    assert clause.any_of[0].phrase == ((0, "l'armee"), (1, "pres"), (2, "d'al-bab"), (4, "hier"))


def test_a_minus_excludes_a_word_or_a_phrase() -> None:
    kept, word, phrase = parse('port -quai -"la grue"').clauses
    assert [kept.excluded, word.excluded, phrase.excluded] == [False, True, True]


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert not any(clause.excluded for clause in parse("Su-24M porte-parole").clauses)


def test_a_star_asks_for_a_beginning() -> None:
    (clause,) = parse("dém*").clauses
    assert clause.any_of[0].prefix
    assert clause.any_of[0].phrase == ((0, "dem"),)


def test_or_joins_two_words_in_capitals_only() -> None:
    assert [len(c.any_of) for c in parse("quai OU port").clauses] == [2]
    assert [len(c.any_of) for c in parse("quai ou port").clauses] == [1, 1]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("qui:Vasarny", Field.WHO),
        ("nie:frappes", Field.DENIED),
        ("dément:frappes", Field.DENIED),
        ("dement:frappes", Field.DENIED),
        ("dit:frappes", Field.SAID),
        ("média:Courrier", Field.OUTLET),
        ("media:Courrier", Field.OUTLET),
        ("MÉDIA:Courrier", Field.OUTLET),
        ("lieu:Castelnoir", Field.PLACE),
        ('qui:"le ministère"', Field.WHO),
    ],
)
def test_a_field_says_where_to_look(text: str, field: Field) -> None:
    (clause,) = parse(text).clauses
    assert clause.any_of[0].field is field


def test_days_bound_the_time() -> None:
    query = parse("port après:2026-03-09 avant:14/03/2026")
    assert (query.since, query.until) == (date(2026, 3, 9), date(2026, 3, 13))
    assert len(query.clauses) == 1


@pytest.mark.parametrize("text", ["avant:2026-13-45", "avant:0000", "avant:demain", "après:0001-01-01"])
def test_a_day_that_is_none_bounds_nothing(text: str) -> None:
    query = parse(text)
    assert query.until is None
    assert query.since is None


def test_small_words_are_asked_for_only_when_alone() -> None:
    assert len(parse("le ministère de la Défense").clauses) == 2
    assert len(parse("le").clauses) == 1


def test_a_number_with_spaces_is_one_word() -> None:
    (clause,) = parse("6 000").clauses
    assert clause.any_of[0].phrase == ((0, "6000"),)
