# SPDX-License-Identifier: Apache-2.0
"""Copies of one dispatch are grouped; what only shares words with it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.composed import ANSWER, BRIDGE, INQUIRY, RECITAL, STRIKES, piece, report

from dementi.stories import CopyIndex, Decided, Piece, find_copies

ORIGINAL = piece("a", BRIDGE)
CUT = piece("b", BRIDGE[:2], headline="Onze morts dans l'effondrement d'un pont")
MERGED = piece("c", [" ".join(BRIDGE[:3]), "(AVP)"], "2026-03-11")
EDITED = piece(
    "d",
    [
        p.replace("peu avant", "vers")
        .replace("annoncé", "indiqué")
        .replace("froides ", "")
        .replace("a raconté", "a dit hier")
        .replace("encore", "")
        for p in BRIDGE
    ],
)
ADDED = piece(
    "e",
    [
        *BRIDGE,
        "À Aubemont, le parlement a observé une minute de silence avant de reprendre l'examen de la loi sur les carrières de schiste.",
    ],
)
COPIES = (ORIGINAL, CUT, MERGED, EDITED, ADDED)

OTHER_MATTER = piece("z", RECITAL)


@pytest.mark.parametrize("copy", COPIES[1:], ids=["cut", "merged", "edited", "with a paragraph added"])
def test_a_dispatch_printed_otherwise_is_a_copy(copy: Piece) -> None:
    assert find_copies([ORIGINAL, OTHER_MATTER, copy]) == (("a", copy.id),)


def test_all_copies_of_a_dispatch_are_one_group_in_order() -> None:
    assert find_copies([OTHER_MATTER, *reversed(COPIES)]) == (("a", "b", "d", "e", "c"),)


def test_articles_of_their_own_are_in_no_group() -> None:
    assert find_copies([ORIGINAL, OTHER_MATTER]) == ()
    assert find_copies([]) == ()


def test_two_articles_with_one_communique_are_no_copies() -> None:
    words = "« Le conseil des ministres a décidé de lever l'état d'alerte dans les quatre provinces du sud à compter de jeudi à midi. »"
    one = piece("a", [*OTHER_MATTER.article.text.split("\n\n")[1:], words])
    other = piece("b", [words, *BRIDGE[2:]])
    assert find_copies([one, other]) == ()


def test_a_later_dispatch_with_the_background_of_an_earlier_one_is_no_copy() -> None:
    later = piece("b", [*INQUIRY, BRIDGE[0]], "2026-03-12")
    assert find_copies([ORIGINAL, later]) == ()


def test_a_short_answer_in_the_words_of_what_it_answers_is_no_copy() -> None:
    assert find_copies([piece("claim", STRIKES), piece("answer", ANSWER)]) == ()


def test_reports_in_one_form_are_no_copies() -> None:
    first = report(
        "a", town="Mirande", other="Velay", n=3, m=1, day=14, one="Joris Kald", two="Emin Sor", crowd=8200, points=31
    )
    second = report(
        "b", town="Tersane", other="Aubemont", n=2, m=0, day=15, one="Paol Reys", two="Ivo Tann", crowd=4150, points=27
    )
    assert find_copies([first, second]) == ()


def test_a_copy_of_a_report_in_a_form_is_still_a_copy() -> None:
    filled = {
        "town": "Mirande",
        "other": "Velay",
        "n": 3,
        "m": 1,
        "day": 14,
        "one": "Joris Kald",
        "two": "Emin Sor",
        "crowd": 8200,
        "points": 31,
    }
    assert find_copies([report("a", **filled), report("b", **filled)]) == (("a", "b"),)


def test_short_items_are_copies_only_word_for_word() -> None:
    brief = "Séisme de magnitude 5,1 au large de Velay, pas de victime."
    assert find_copies([piece("a", [brief]), piece("b", [brief.upper()])]) == (("a", "b"),)
    assert find_copies([piece("a", [brief]), piece("b", [brief.replace("5,1", "6,3")])]) == ()
    assert find_copies([piece("a", ["Plus tard."]), piece("b", ["Plus tard."])]) == ()


def test_the_same_words_a_year_later_are_a_copy_only_where_hardly_anything_differs() -> None:
    assert find_copies([ORIGINAL, piece("b", BRIDGE, "2027-03-10")]) == (("a", "b"),)
    assert (
        find_copies(
            [ORIGINAL, piece("b", EDITED.article.text.replace("Velte", "Ourse").split("\n\n")[1:], "2027-03-10")]
        )
        == ()
    )


def test_an_id_given_twice_counts_once() -> None:
    assert find_copies([ORIGINAL, ORIGINAL]) == ()


def test_what_an_editor_decided_goes_first() -> None:
    assert find_copies(COPIES, Decided(apart=(frozenset("ac"),))) == (("a", "b", "d", "e"),)
    assert find_copies([ORIGINAL, OTHER_MATTER], Decided(together=(frozenset("az"),))) == (("a", "z"),)
    both = Decided(together=(frozenset("az"),), apart=(frozenset("az"),))
    assert find_copies([ORIGINAL, OTHER_MATTER], both) == ()
    assert find_copies([ORIGINAL, CUT], Decided(together=(frozenset({"a", "not here"}),))) == (("a", "b"),)


@settings(max_examples=40, deadline=None)
@given(
    st.permutations([*COPIES, OTHER_MATTER]),
    st.sampled_from([None, Decided(apart=(frozenset("bd"),)), Decided(together=(frozenset("ez"),))]),
)
def test_the_order_of_arrival_changes_nothing(arrived: list[Piece], decided: Decided | None) -> None:
    index = CopyIndex(decided)
    for one in arrived:
        index.add(one)
    assert index.groups() == find_copies([*COPIES, OTHER_MATTER], decided) == find_copies(arrived, decided)


def test_adding_one_gives_its_group() -> None:
    index = CopyIndex()
    assert index.add(CUT) == ("b",)
    assert index.add(OTHER_MATTER) == ("z",)
    assert index.add(ORIGINAL) == ("a", "b")
    assert index.add(ORIGINAL) == ("a", "b")
    assert index.groups() == (("a", "b"),)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_taken_in(paragraphs: list[str]) -> None:
    kept = [p for p in paragraphs if p]
    groups = find_copies([piece("a", kept), piece("b", kept), ORIGINAL])
    assert groups in {(), (("a", "b"),)}


def test_long_texts_take_time_in_line_with_their_length() -> None:
    endless = piece("a", ["le pont de la ville " * 50_000])
    assert find_copies([endless, piece("b", ["le pont de la ville " * 49_000])]) in {(), (("a", "b"),)}
