# SPDX-License-Identifier: Apache-2.0
"""Names are found by the beginning of any of their words; a slip is one or two letters, never another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.search.query import Field
from dementi.desk.search.suggested import Name, Names, nearest

MINISTRY = Name(Field.WHO, "ministère valmarien de la Défense", 12)
MOREL = Name(Field.WHO, "Ina Morel", 3)
ARMY = Name(Field.WHO, "l’armée d'Orsanne", 7)
PAPER = Name(Field.OUTLET, "Le Courrier d'Aubemont", 40)
NAMES = Names((MINISTRY, MOREL, ARMY, PAPER))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("min", (MINISTRY,)),
        ("MINISTERE", (MINISTRY,)),
        ("défense", (MINISTRY,)),
        ("de la d", (MINISTRY,)),
        ("mo", (MOREL,)),
        ("armee", (ARMY,)),
        ("orsanne", (ARMY,)),
        ("aub", (PAPER,)),
        ("zz", ()),
        ("", ()),
        ("'", ()),
    ],
)
def test_a_name_is_found_by_the_beginning_of_any_of_its_words(typed: str, found: tuple[Name, ...]) -> None:
    assert NAMES.beginning(typed) == found


def test_the_commonest_come_first_and_no_more_than_asked_for() -> None:
    assert NAMES.commonest(2) == (PAPER, MINISTRY)
    assert NAMES.beginning("d", 1) == (PAPER,)


@given(st.text())
def test_any_beginning_is_answered(typed: str) -> None:
    assert set(NAMES.beginning(typed)) <= {MINISTRY, MOREL, ARMY, PAPER}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("castelnior", "castelnoir"),
        ("castlnoir", "castelnoir"),
        ("castelnoirr", "castelnoir"),
        ("castelboir", "castelnoir"),
        ("kasselnoir", "castelnoir"),
        ("prot", "port"),
        ("castelnoir", None),
        ("castel", None),
        ("mort", "port"),
        ("tort", "port"),
    ],
)
def test_a_slip_is_one_letter_of_a_short_word_and_two_of_a_long_one(word: str, meant: str | None) -> None:
    terms = [("castelnoir", 4), ("port", 9), ("pont", 2)]
    assert nearest(word, [each for each in terms if each[0] != word]) == meant


def test_of_two_as_near_the_commoner_is_meant() -> None:
    assert nearest("ponr", [("pont", 2), ("pond", 9)]) == "pond"
