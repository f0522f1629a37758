# SPDX-License-Identifier: Apache-2.0
"""A document's names are of one kind each; entities never overlap and stand on whole tokens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dementi.language import analyse
from dementi.language.entities import features, find_entities, of_one_kind, spans

KINDS = ("PER", "ORG", "LOC", "DATE")


def test_runs_of_labels_are_entities() -> None:
    assert spans(["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-ORG"]) == [
        ("PER", 0, 2),
        ("LOC", 3, 4),
        ("LOC", 4, 5),
        ("ORG", 5, 6),
    ]


def test_a_name_has_the_kind_that_it_mostly_has() -> None:
    forms = [["Ostra", "ferme"], ["Ostra", "rouvre"], ["à", "Ostra"]]
    found = [[("ORG", 0, 1)], [("ORG", 0, 1)], [("LOC", 1, 2)]]
    assert of_one_kind(forms, found) == [[("ORG", 0, 1)], [("ORG", 0, 1)], [("ORG", 1, 2)]]


def test_a_name_found_once_is_found_where_it_was_passed_over_once() -> None:
    forms = [["Radio", "Ostra", "ferme"], ["la", "Radio", "Ostra"]]
    assert of_one_kind(forms, [[("ORG", 0, 2)], []]) == [[("ORG", 0, 2)], [("ORG", 1, 3)]]


def test_a_word_mostly_passed_over_is_no_name() -> None:
    forms = [["Ostra", "ferme"], ["Ostra"], ["Ostra"]]
    assert of_one_kind(forms, [[("ORG", 0, 1)], [], []]) == [[("ORG", 0, 1)], [], []]


def test_a_day_keeps_its_kind_in_each_place() -> None:
    assert of_one_kind([["Mai"], ["Mai"]], [[("DATE", 0, 1)], []]) == [[("DATE", 0, 1)], []]


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[list[str]], list[list[tuple[str, int, int]]]]:
    forms = draw(st.lists(st.lists(st.sampled_from(["Ostra", "Ka", "la", "Ba"]), max_size=8), max_size=5))
    labels = [
        draw(
            st.lists(
                st.sampled_from(["O", *(f"{p}-{k}" for p in "BI" for k in KINDS)]), min_size=len(w), max_size=len(w)
            )
        )
        for w in forms
    ]
    return forms, [spans(row) for row in labels]


@given(documents())
def test_entities_made_alike_never_overlap(document) -> None:
    forms, found = document
    for words, before, entities in zip(forms, found, of_one_kind(forms, found), strict=True):
        assert {(a, b) for _, a, b in before} <= {(a, b) for _, a, b in entities}
        places = [place for _, a, b in entities for place in range(a, b)]
        assert places == sorted(set(places))
        assert all(0 <= place < len(words) for place in places)


@settings(deadline=None, max_examples=30)
@given(st.text(alphabet="aÉbT'’-., A1\n", max_size=120))
def test_each_token_has_its_features(text: str) -> None:
    analysis = analyse(text)
    for sentence in analysis.sentences:
        words = analysis.tokens[sentence.first : sentence.last]
        rows = features(words, "fr")
        assert len(rows) == len(words)
        assert [row[0] for row in rows] == [f"w={word.form.lower()}" for word in words]


def test_what_a_name_hangs_on_is_seen() -> None:
    analysis = analyse("Le maire d'Aubemont a démenti.")
    [sentence] = analysis.sentences
    rows = features(analysis.tokens[sentence.first : sentence.last], "fr")
    town = next(row for row in rows if "w=aubemont" in row)
    assert {"hl=maire", "ca=de", "cl=de|maire"} <= set(town)


@pytest.mark.parametrize("language", ["en", "xx"])
def test_a_language_without_a_model_names_nothing(language: str) -> None:
    analysis = analyse("Ina Morel dort à Aubemont.")
    assert find_entities(analysis.text, analysis.tokens, analysis.sentences, language) == ()
