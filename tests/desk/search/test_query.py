# SPDX-License-Identifier: Apache-2.0
"""Whatever is typed is a query; phrases, exclusions, beginnings and fields are understood."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.search.query import Field, Passed, parse

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


@given(TYPED)
def test_every_piece_of_a_text_is_told_of_where_it_stands(text: str) -> None:
    for each in parse(text).understood:
        assert 0 <= each.piece.start < each.piece.end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            ["port", "qui:", "nie:", '"', "«", "»", "-", "*", "OU", "NOT", "avant:", "le", "2026", " ", "é*", ":"]
        )
    )
)
def test_no_heap_of_marks_is_an_error_nor_passed_over_in_silence(parts: list[str]) -> None:
    query = parse("".join(parts))
    if not query.clauses and not query.since and not query.until:
        assert all(each.passed or not each.piece.words.strip(' -*:"') for each in query.understood)


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "« ",
        "qui:",
        "-",
        "*",
        "OU ",
        "a*b",
        "qui :",
        "’",
        "l'",
        '-"',
        "avant:",
        "1 000 ",
        "a-",
        "qui:le ",
        "\u0301",
    ],
)
def test_a_long_hostile_text_takes_no_long_time(unit: str) -> None:
    began = time.perf_counter()
    parse(unit * 200_000)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ('"le port', Passed.UNCLOSED),
        ('qui:"le port', Passed.UNCLOSED),
        ("qui:", Passed.EMPTY),
        ("nie: port OU", Passed.LONE),
        ("OU port", Passed.LONE),
        ("avant:hier", Passed.NO_DAY),
        ("avant:", Passed.EMPTY),
        ("port " * 300, Passed.CUT),
    ],
)
def test_what_asks_for_nothing_is_told(text: str, passed: Passed) -> None:
    assert passed in [each.passed for each in parse(text).understood]


def test_an_open_quotation_mark_leaves_the_words() -> None:
    assert parse('"le port').clauses == parse("le port").clauses


def test_after_a_field_an_open_quotation_mark_leaves_the_words_in_the_field() -> None:
    fields = {wanted.field for clause in parse('qui:"le ministère de la Défense').clauses for wanted in clause.any_of}
    assert fields == {Field.WHO}


@pytest.mark.parametrize(
    "text", ["qui:le ministère", "qui:ministère", "qui: ministère", "qui : ministère", "who:ministère", "QUI:ministère"]
)
def test_the_article_of_a_field_and_the_space_of_its_colon_do_not_count(text: str) -> None:
    assert parse(text).clauses == parse("qui:ministère").clauses


@pytest.mark.parametrize("text", ['qui:"l’armée de Valmarie"', 'qui:"armée de Valmarie"'])
def test_a_name_in_quotation_marks_is_found_with_and_without_its_article(text: str) -> None:
    (clause,) = parse(text).clauses
    assert [form for _, form in clause.any_of[0].phrase] == ["armee", "de", "valmarie"]


@pytest.mark.parametrize("text", ["port -quai", "port NOT quai", "port SAUF quai"])
def test_what_must_not_stand_is_said_in_three_ways(text: str) -> None:
    assert parse(text).clauses == parse("port -quai").clauses


@pytest.mark.parametrize("text", ["-qui:Morel", "qui:-Morel", "NOT qui:Morel"])
def test_a_field_can_be_excluded(text: str) -> None:
    (clause,) = parse(text).clauses
    assert clause.excluded
    assert clause.any_of[0].field is Field.WHO


@pytest.mark.parametrize("text", ["port AND quai", "port ET quai", "port quai"])
def test_and_asks_for_what_is_asked_for_anyway(text: str) -> None:
    assert parse(text).clauses == parse("port quai").clauses


def test_a_bound_that_is_excluded_is_the_other_bound() -> None:
    assert parse("-avant:2026").since == date(2026, 1, 1)
    assert parse("-après:2026").until == date(2025, 12, 31)


def test_of_a_star_inside_a_word_the_beginning_is_looked_for() -> None:
    (clause,) = parse("minist*re").clauses
    assert clause.any_of[0].prefix
    assert clause.any_of[0].phrase == ((0, "minist"),)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("who:a1", "qui:a1"),
        ("said:a1", "dit:a1"),
        ("denied:a1", "nie:a1"),
        ("place:a1", "lieu:a1"),
        ("outlet:a1", "média:a1"),
    ],
)
def test_the_fields_have_english_names(english: str, french: str) -> None:
    assert parse(english).clauses == parse(french).clauses
    assert parse("before:2026 after:2020").since == date(2020, 1, 1)
