# SPDX-License-Identifier: Apache-2.0
"""What did each source give for one counted thing, in time? The dispatches are invented."""

from __future__ import annotations

import pytest

from dementi.language import word_list
from dementi.links import find_diverging_across, find_series
from dementi.links.tellers import counter_of, teller_of
from dementi.record import CrossLink, Relation, Series

from .pairs import Sent
from .test_across import reported

FRIDAY = Sent(
    "vendredi",
    "2031-05-09",
    "Effondrement à Sarvel\n\n"
    "Un immeuble s'est effondré vendredi à Sarvel, tuant au moins 14 personnes, selon les secours.\n\n"
    "Le maire de Sarvel, Éric Tanguy, a fait état de 21 morts dans l'effondrement.",
)
SATURDAY = Sent(
    "samedi",
    "2031-05-10",
    "Sarvel : 19 morts\n\n"
    "L'effondrement d'un immeuble à Sarvel a fait 19 morts, ont annoncé les secours. En 2019, celui d'un pont avait fait 40 morts.",
)
SUNDAY = Sent(
    "dimanche",
    "2031-05-11",
    "Sarvel : le bilan s'alourdit\n\nVingt-trois personnes ont été tuées à Sarvel, ont indiqué les secours.",
)


def series_of(*sent: Sent) -> tuple[Series, ...]:
    return find_series([[s.id for s in sent]], [reported(s) for s in sent])


def diverging_of(*sent: Sent) -> list[CrossLink]:
    return list(find_diverging_across([[s.id for s in sent]], [reported(s) for s in sent]))


def test_what_each_source_gave_stands_in_time_order_as_written() -> None:
    (series,) = series_of(SUNDAY, SATURDAY, FRIDAY)
    told = [(p.date, p.source, p.words.exact, p.low, p.high) for p in series.points]
    assert told == [
        ("2031-05-09", "secours", "au moins 14", 14, None),
        ("2031-05-09", "Éric Tanguy", "21", 21, 21),
        ("2031-05-10", "secours", "19", 19, 19),
        ("2031-05-11", "secours", "Vingt-trois", 23, 23),
    ]
    assert (series.story, series.counted) == (0, "morts")


def test_a_figure_of_long_ago_is_none_of_the_story() -> None:
    assert all(p.low != 40 for series in series_of(FRIDAY, SATURDAY) for p in series.points)


def test_one_figure_is_no_series() -> None:
    assert series_of(SUNDAY) == ()


def test_what_only_the_narrator_counts_is_no_series() -> None:
    first = Sent("un", "2031-05-09", "Match\n\nKerval a marqué 3 buts contre Sarvel.")
    second = Sent("deux", "2031-05-10", "Match\n\nKerval a marqué 2 buts contre Brélin.")
    assert series_of(first, second) == ()


def test_articles_of_no_story_give_no_series() -> None:
    assert find_series([], [reported(FRIDAY), reported(SATURDAY)]) == ()


def test_what_was_corrected_later_does_not_diverge() -> None:
    assert diverging_of(FRIDAY, SATURDAY, SUNDAY) == []


HOSPITAL = Sent(
    "hopital",
    "2031-05-09",
    "L'hôpital de Sarvel débordé\n\nL'hôpital a annoncé vendredi que l'effondrement avait fait 30 morts.",
)


def test_figures_of_one_day_from_two_sides_diverge() -> None:
    (link,) = diverging_of(FRIDAY, HOSPITAL)
    assert (link.relation, link.source.dispatch, link.target.dispatch) == (Relation.DIVERGES, "hopital", "vendredi")
    assert [words.exact for words in link.grounds] == ["30"]


@pytest.mark.parametrize("published", [None, "2031-05"])
def test_where_the_day_is_not_known_nothing_diverges(published: str | None) -> None:
    text = HOSPITAL.text.replace("vendredi ", "")
    assert diverging_of(FRIDAY, Sent("hopital", published, text)) == []


def test_one_side_does_not_diverge_from_itself() -> None:
    first = Sent(
        "midi", "2031-05-09", "Sarvel\n\nLe maire Éric Tanguy a annoncé que l'effondrement avait fait 12 morts."
    )
    second = Sent(
        "soir", "2031-05-09", "Sarvel\n\nLe maire Éric Tanguy a annoncé que l'effondrement avait fait 21 morts."
    )
    assert diverging_of(first, second) == []


def test_of_two_sources_in_one_sentence_each_gives_its_own_figure() -> None:
    after = "La marche a réuni 4 000 manifestants jeudi à Sarvel, selon la police, 15 000 manifestants selon les organisateurs."
    assert _given(after) == [("4 000", "police"), ("15 000", "organisateurs")]


def _given(sentence: str) -> list[tuple[str, str | None]]:
    found = series_of(Sent("un", "2031-05-09", f"La marche de Sarvel\n\n{sentence}"))
    return [(p.words.exact, p.source) for series in found for p in series.points]


def test_who_counts_gives_a_figure_without_a_verb_of_saying() -> None:
    entry = word_list("fr", "counting")["counting"]
    assert all(_counters(sentence) != [None] for sentence in entry["yes"]), [_counters(s) for s in entry["yes"]]
    assert all(set(_counters(sentence)) <= {None} for sentence in entry["no"]), [_counters(s) for s in entry["no"]]
    assert _counters(entry["yes"][0]) == ["police"]


def _counters(sentence: str) -> list[str | None]:
    told = reported(Sent("un", "2031-05-09", f"Nouvelles de Sarvel\n\n{sentence}"))
    return [
        counter_of(figure, told.analysis)
        for figure in told.findings.figures
        if teller_of(figure, told.findings) is None
    ]
