# SPDX-License-Identifier: Apache-2.0
"""The lexicon knows the forms of French, their lemmas and features."""

import pytest

from dementi.language import word_list
from dementi.language.lemmas import lemma_of
from dementi.language.lexicon import lexicon


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("démentent", "VERB", "démentir"),
        ("dément", "VERB", "démentir"),
        ("Annonce", "NOUN", "annonce"),
        ("annonce", "VERB", "annoncer"),
        ("porte-parole", "NOUN", "porte-parole"),
        ("était", "AUX", "être"),
    ],
)
def test_a_form_has_its_lemma(form: str, upos: str, lemma: str) -> None:
    assert lemma in lexicon("fr").lemmas(form, upos)


def test_a_form_that_is_none_has_no_entry() -> None:
    assert lexicon("fr").entries("zzgrmbl") == ()


def test_a_verb_form_has_its_person_and_mood() -> None:
    found = {(e.person, e.number, e.tense, e.mood) for e in lexicon("fr").entries("affirmait") if e.upos == "VERB"}
    assert found == {("3", "Sing", "Imp", "Ind")}


@pytest.mark.parametrize(("form", "shown"), [("2026", "#NUM"), ("Castelnoir", "?U"), ("zzgrmbl", "?l"), ("«", "#«")])
def test_what_the_lexicon_does_not_know_is_shown_by_its_shape(form: str, shown: str) -> None:
    assert lexicon("fr").ambiguity_class(form) == shown


def test_a_language_without_a_lexicon_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon("en")


def test_small_words_have_the_lemmas_of_their_list() -> None:
    words = word_list("fr", "lemmas")
    for entry in words["yes"]:
        assert lemma_of(entry["form"], entry["upos"], "") == entry["lemma"]
    for entry in words["no"]:
        assert lemma_of(entry["form"], entry["upos"], "") != entry["lemma"]


def test_features_choose_between_lemmas() -> None:
    assert lemma_of("suis", "VERB", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin") in {"suivre", "être"}
    assert lemma_of("dit", "VERB", "Tense=Past|VerbForm=Part") == "dire"
