# SPDX-License-Identifier: Apache-2.0
"""What changed between two versions: every word of both is accounted for, and statements and figures are told apart. Invented texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.record.compared import figure_changes, statement_changes
from dementi.desk.record.wordings import Edit, compared
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Reading

PARAGRAPHS = st.lists(st.text(st.sampled_from("le la port . « » \n"), max_size=40), min_size=1, max_size=6).map(
    "\n\n".join
)


def side(old: str, new: str, left_out: Edit) -> list[str]:
    """One of the two texts, out of both laid into one."""
    found = ("".join(p.words for p in paragraph if p.edit is not left_out) for paragraph in compared(old, new))
    return [words for words in found if words]


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_come_back_whole(old: str, new: str) -> None:
    assert "".join(side(old, new, Edit.PUT_IN)) == old.replace("\n\n", "")
    assert "".join(side(old, new, Edit.TAKEN_OUT)) == new.replace("\n\n", "")


def test_a_word_that_was_changed_is_the_only_one_marked() -> None:
    (paragraph,) = compared("Douze navires attendent au large.", "Vingt navires attendent au large.")
    assert [(p.edit, p.words) for p in paragraph] == [
        (Edit.TAKEN_OUT, "Douze"), (Edit.PUT_IN, "Vingt"), (Edit.KEPT, " navires attendent au large."),
    ]  # fmt: skip


def test_a_paragraph_that_moved_in_leaves_the_others_alone() -> None:
    found = compared("Un.\n\nDeux.", "Un.\n\nEntre.\n\nDeux.")
    assert [paragraph[0].edit for paragraph in found] == [Edit.KEPT, Edit.PUT_IN, Edit.KEPT]


def test_another_text_is_not_laid_into_the_old_one_word_by_word() -> None:
    (paragraph,) = compared(
        "Le port d’Aubemont a rouvert lundi.", "Grève des dockers : reprise des pourparlers à Tersane"
    )
    assert [p.edit for p in paragraph] == [Edit.TAKEN_OUT, Edit.PUT_IN]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("le la " * 50_000, "la le " * 50_000),
        ("\n\n".join(["le la " * 150] * 390), "\n\n".join(["la le " * 150] * 390)),
        ("\n\n".join("abc"[n % 3] for n in range(50_000)), "\n\n".join("cab"[n % 3] for n in range(50_000))),
        (" ".join(map(str, range(20_000))), " ".join(map(str, range(20_000, 0, -1)))),
    ],
    ids=["words", "paragraphs", "many", "reversed"],
)
def test_long_hostile_texts_are_compared_in_time(old: str, new: str) -> None:
    started = time.process_time()
    assert compared(old, new)
    assert time.process_time() - started < 8


OLD = """Port : des navires attendent

« Tout est prêt », a dit Ina Morel, capitaine du port.

Selon la capitainerie, douze navires attendent au large.

« Nous partirons demain », a déclaré Jo Vasarny.
"""
NEW = """Port : des navires attendent

« Presque tout est prêt », a dit Ina Morel, capitaine du port.

Selon la capitainerie, vingt navires attendent au large.

Le ministère orsannais a démenti tout retard.
"""


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, Reading]:
    with Newsroom() as newsroom:
        old, new = (newsroom.read(Dispatch(id="essai", content=text, form=Form.ARTICLE)) for text in (OLD, NEW))
    assert old.findings.statements
    assert new.findings.statements
    return old, new


def test_statements_that_appeared_changed_or_went(readings: tuple[Reading, Reading]) -> None:
    found = {
        (c.old is not None, c.new is not None, (c.new or c.old).speaker.name) for c in statement_changes(*readings)
    }
    assert (True, True, "Ina Morel") in found
    assert (True, False, "Jo Vasarny") in found
    assert any(not old and new for old, new, _ in found)


def test_figures_that_moved(readings: tuple[Reading, Reading]) -> None:
    (change,) = figure_changes(*readings)
    assert (change.old.words.exact, change.new.words.exact, change.new.counted) == ("douze", "vingt", "navires")


def test_the_same_version_changed_nothing(readings: tuple[Reading, Reading]) -> None:
    assert statement_changes(readings[0], readings[0]) == ()
    assert figure_changes(readings[0], readings[0]) == ()
