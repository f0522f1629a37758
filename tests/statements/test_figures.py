# SPDX-License-Identifier: Apache-2.0
"""What is counted, how many, and in whose statement? The sentences are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.language import analyse, word_list
from dementi.language.numbers import find_numbers
from dementi.record import Article, Figure, Span, Speaker, Stance, Statement, StatementType
from dementi.statements.figures import find_figures


def figures(text: str, statements: tuple[Statement, ...] = ()) -> tuple[Figure, ...]:
    made = Article(headline=None, text=text, paragraphs=(Span.of(text, 0, len(text)),), teaser="")
    return find_figures(made, analyse(text, "fr"), statements)


def sentences(kind: str) -> list[str]:
    groups = [*word_list("fr", "numbers").values(), *word_list("fr", "units").values()]
    return [s for group in groups for s in group.get(kind, [])]


@pytest.mark.parametrize("sentence", sentences("yes"))
def test_each_entry_of_the_lists_finds_a_figure(sentence: str) -> None:
    assert figures(sentence)


@pytest.mark.parametrize("sentence", sentences("no"))
def test_each_entry_of_the_lists_leaves_its_false_friends(sentence: str) -> None:
    assert figures(sentence) == ()


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "approximate"),
    [
        ("Au moins 30 maisons ont brûlé.", "Au moins 30", 30, None, False),
        ("Une trentaine de maisons ont brûlé.", "Une trentaine", 30, 30, True),
        ("Entre 3 800 et 4 600 maisons ont brûlé.", "Entre 3 800 et 4 600", 3800, 4600, False),
        ("Près de 200 maisons ont brûlé.", "Près de 200", 200, 200, True),
        ("Jusqu'à 40 maisons ont brûlé.", "Jusqu'à 40", None, 40, False),
        ("Des dizaines de maisons ont brûlé.", "Des dizaines", 20, None, True),
        ("Vingt-deux maisons ont brûlé.", "Vingt-deux", 22, 22, False),
        ("12\u00a0500 maisons ont brûlé.", "12\u00a0500", 12500, 12500, False),
        ("Deux à trois millions de maisons ont brûlé.", "Deux à trois millions", 2e6, 3e6, False),
        ("Quelque 30 à 40 maisons ont brûlé.", "Quelque 30 à 40", 30, 40, True),
        ("Des dizaines de milliers de maisons ont brûlé.", "Des dizaines de milliers", 20_000, None, True),
        ("Une centaine de milliers de maisons ont brûlé.", "Une centaine de milliers", 100_000, 100_000, True),
        ("Un million et demi de maisons ont brûlé.", "Un million et demi", 1_500_000, 1_500_000, False),
    ],
)
def test_a_number_keeps_its_bounds(text: str, words: str, low: float, high: float, *, approximate: bool) -> None:
    (figure,) = figures(text)
    assert (figure.words.exact, figure.low, figure.high, figure.approximate) == (words, low, high, approximate)
    assert figure.counted == "maisons"


def test_types_of_aircraft_are_counted_and_their_names_are_no_numbers() -> None:
    found = figures("Trois bombardiers (deux Vo-24 et un Vo-34) ont survolé 22 cibles.")
    assert [(f.low, f.counted) for f in found] == [(3, "bombardiers"), (2, "Vo-24"), (1, "Vo-34"), (22, "cibles")]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Quatre appareils (deux F-71 et deux F-9) ont survolé le port.", ["appareils", "F-71", "F-9"]),
        ("L'armée a perdu trois B-52.", ["B-52"]),
        ("Douze T-72 sont entrés dans la ville.", ["T-72"]),
    ],
)
def test_a_type_s_name_is_counted_whatever_the_tagger_calls_it(text: str, counted: list[str]) -> None:
    """First figure: "deux F-71" was not found, because its name was taken for a mark."""
    assert [f.counted for f in figures(text)] == counted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La crue a chassé 2 700 pêcheurs, dont plus de 1 000 en mars.", [(2700, "pêcheurs"), (1000, "pêcheurs")]),
        ("La crue a fait 12 morts, dont 3 enfants.", [(12, "morts"), (3, "enfants")]),
        ("Les cloches valent 15 000 et 12 000 euros.", [(15000, "euros"), (12000, "euros")]),
        ("Sept des douze otages sont libres.", [(7, "otages"), (12, "otages")]),
        ("Ils étaient 300 marins selon le port, 150 selon la police.", [(300, "marins"), (150, "marins")]),
        ("La police compte 30 blessés. La mairie en a compté 45.", [(30, "blessés"), (45, "blessés")]),
        ("Douze marins ont été blessés, cinq sont dans un état grave.", [(12, "marins"), (5, "marins")]),
        ("Vers 15 h 48, une voiture a percuté le quai.", []),
        ("Le pont rouvre à 19 h UTC+2 lundi.", []),
    ],
)
def test_a_number_without_a_noun_counts_what_another_does(text: str, found: list[tuple[float, str]]) -> None:
    """First figure: none of the numbers without a noun was found."""
    assert [(f.low, f.counted) for f in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "unit", "counted"),
    [
        ("La digue a coûté 3,5 millions d'euros.", "euros", "euros"),
        ("Il faut 40 tonnes de blé.", "tonnes", "blé"),
        ("Elle obtient 52 % des voix.", "%", "voix"),
        ("Le feu est à 12 km de la ville.", "km", "km"),
    ],
)
def test_a_measure_is_a_unit_and_not_what_is_counted(text: str, unit: str, counted: str) -> None:
    (figure,) = figures(text)
    assert (figure.unit, figure.counted) == (unit, counted)


@pytest.mark.parametrize(
    "text",
    [
        "Il est venu le 22 mai.",
        "Le train part à 18 h 30.",
        "Elle a 87 ans.",
        "En 2019, la ville a grandi.",
        "Il gagne 3-1.",
    ],
)
def test_dates_hours_ages_and_scores_are_no_figures(text: str) -> None:
    assert figures(text) == ()


def test_a_figure_belongs_to_the_innermost_statement_that_holds_it() -> None:
    text = "Le maire dit que le préfet affirme que 12 maisons ont brûlé."
    outer, inner = (statement(text, k, words) for k, words in (("a", text[17:-1]), ("b", text[39:-1])))
    (figure,) = figures(text, (outer, inner))
    assert figure.statement == "b"


def statement(text: str, name: str, content: str) -> Statement:
    start = text.index(content)
    return Statement(
        id=name,
        type=StatementType.INDIRECT,
        stance=Stance.ASSERTS,
        content=(Span.of(text, start, start + len(content)),),
        source=None,
        cue=None,
        speaker=Speaker("maire"),
        said=None,
        found_by="test",
    )


PIECES = [
    "1",
    " 000",
    ",5",
    "-",
    "deux",
    " et ",
    "cent",
    " à ",
    "entre ",
    "plus de ",
    "une ",
    "dizaine",
    "\u00a0",
    "%",
    "\n",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map("".join))
def test_whatever_the_text_numbers_hold_their_words(text: str) -> None:
    for number in find_numbers(text):
        assert text[number.span.start : number.span.end] == number.span.exact
        assert number.low is None or number.high is None or number.low <= number.high


@pytest.mark.parametrize("piece", ["1", "1 000 ", "un ", "deux et ", "cent-", "1.", "entre 1 et ", "plus de "])
def test_long_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    find_numbers(text)
    assert time.process_time() - start < 5
