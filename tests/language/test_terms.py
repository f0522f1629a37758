# SPDX-License-Identifier: Apache-2.0
"""What is typed in the search box meets what stands in a text, in any form; the words keep their characters."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.language.terms import LONGEST, Cut, fold, stems, terms
from dementi.language.words import word_list

#: Written before the analyser was first run on them: what a reader types, and what stands in a text that must be found.
PAIRS = [
    ("demente", "Une déclaration que le palais dément."),
    ("démentir", "Les deux maires démentent."),
    ("démenti", "Elle démentira demain."),
    ("etats-unis", "les États-Unis d’Orsanne"),
    ("Etats-Unis", "ETATS-UNIS"),
    ("l'armée", "L’armée avance."),
    ("armée", "près d’une armée"),
    ("Al-Bab", "la route d’Al-Bab"),
    ("su-24m", "deux Su-24M"),
    ("su24m", "deux Su-24M"),
    ("Su 24M", "deux Su-24M"),
    ("oeuvre", "les œuvres"),
    ("œuvre", "un chef-d'oeuvre"),
    ("6000", "6 000 réfugiés"),
    ("6 000", "6\u202f000 réfugiés"),
    ("cheval", "des chevaux"),
    ("journal", "les journaux"),
    ("nationale", "les intérêts nationaux"),
    ("affirmer", "ils affirmèrent"),
    ("tué", "Douze femmes ont été tuées."),
    ("nier", "Il nie."),
    ("aujourd'hui", "Aujourd’hui, rien."),
    ("O.N.U.", "l'ONU"),
    ("onu", "selon l'O.N.U."),
    ("sous-marin", "trois sous-marins"),
    ("sousmarin", "un sous-marin"),
    ("Élysée", "l'Elysee"),
    ("frappes", "L'aviation a frappé."),
    ("ete", "l’été dernier"),
    ("Noël", "la veille de Noe\u0308l"),
    ("Moody", "Moody's abaisse sa note."),
]
APART = [
    ("ministre", "Le ministère se tait."),
    ("armée", "une armure"),
    ("6000", "6 0000"),
    ("00", "6 000"),
    ("port", "la portée du tir"),
    ("parti", "la partition de l'île"),
    ("24", "deux Su-24M"),
]


def found_by(query: str) -> set[str]:
    return {stem for term in terms(query) for stem in term.stems}


def meet(query: str, text: str) -> bool:
    """Say whether each word of a query, whole or in its parts, stands in a text in some form."""
    wanted = [set(t.stems) | {t.exact} for t in terms(query) if t.cut is Cut.WORD]
    whole = [set(t.stems) for t in terms(query) if t.cut is Cut.WHOLE]
    there = {s for t in terms(text) for s in (*t.stems, t.exact)}
    return all(w & there for w in wanted) or any(w & there for w in whole)


@pytest.mark.parametrize(("query", "text"), PAIRS)
def test_a_word_is_found_in_the_form_that_stands(query: str, text: str) -> None:
    assert meet(query, text)


@pytest.mark.parametrize(("query", "text"), APART)
def test_another_word_is_not_found(query: str, text: str) -> None:
    assert not meet(query, text)


@pytest.mark.parametrize(("query", "text"), word_list("fr", "search")["cutting"]["yes"])
def test_the_cutting_lists_join_their_yes_pairs(query: str, text: str) -> None:
    assert meet(query, text)


@pytest.mark.parametrize(("query", "text"), word_list("fr", "search")["cutting"]["no"])
def test_the_cutting_lists_keep_their_no_pairs_apart(query: str, text: str) -> None:
    assert not meet(query, text)


def test_a_form_that_may_be_of_several_lemmas_is_found_by_each() -> None:
    assert set(stems("portes")) == {"porte", "porter"}


def test_an_elided_article_is_kept_for_exact_phrases() -> None:
    elided, word = terms("l'armée")
    assert (elided.cut, elided.exact, elided.position) == (Cut.ELIDED, "l'armee", 0)
    assert (word.cut, word.exact, word.start, word.position) == (Cut.WORD, "armee", 2, 0)


def test_a_name_of_parts_stands_whole_over_its_parts() -> None:
    whole, first, second, after = terms("Su-24M abattu")
    assert (whole.cut, whole.exact, whole.width) == (Cut.WHOLE, "su-24m", 2)
    assert [t.position for t in (whole, first, second, after)] == [0, 0, 1, 2]


def test_stems_of_two_languages_do_not_meet_by_chance() -> None:
    assert set(stems("denied", "en")).isdisjoint(stems("déni", "fr"))


def test_a_language_without_a_stemmer_is_found_by_its_forms() -> None:
    assert stems("Москва", "ru") == ("ru:москва",)


@given(st.text())
def test_every_term_has_its_characters(text: str) -> None:
    for term in terms(text):
        assert 0 <= term.start < term.end <= len(text)
        if term.cut is Cut.WORD and "." not in text[term.start : term.end]:
            assert fold(text[term.start : term.end]).replace(" ", "") == term.exact or term.exact.isdigit()


@given(st.text())
def test_positions_never_go_back_and_forms_hold_no_space(text: str) -> None:
    found = terms(text)
    assert [t.position for t in found] == sorted(t.position for t in found)
    assert all(len(form.split()) == 1 and len(form) <= LONGEST for t in found for form in (t.exact,) if form)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "piece", ["a-", "l'", "1 000 ", "a.b.", "'", "1,", "é", "a\u0301", "-", "1.000", "\u00ad", "x’-", "A.", "a", " "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        terms(text)
        return time.process_time() - start

    seconds(10_000)
    assert seconds(400_000) < 40 * max(seconds(40_000), 0.02)
