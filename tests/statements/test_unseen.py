# SPDX-License-Identifier: Apache-2.0
"""Ways of reporting met in dispatches written to try the desk; places and people are invented."""

import pytest

from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Reading

#: A paragraph, who speaks, the words.
SAID = (
    (
        "D'après l'ONG Vigie Droits, qui cite des médecins sur place, au moins 34 civils, dont 11 enfants, ont été tués.",
        "Vigie Droits",
        "au moins 34 civils, dont 11 enfants, ont été tués",
    ),
    (
        "L'assaut de Sarmat, où 34 personnes ont péri selon des secouristes, après des accusations de l'opposition, continue.",
        "des secouristes",
        "34 personnes ont péri",
    ),
    (
        "Mais pour M. Kerdal, « il faut se garder de toute conclusion hâtive ».",
        "Kerdal",
        "il faut se garder de toute conclusion hâtive",
    ),
    (
        "(AVP) – Les recherches se poursuivaient samedi, ont indiqué les autorités maritimes.",
        "autorités maritimes",
        "Les recherches se poursuivaient samedi",
    ),
    ("Elle demande la démission de la ministre, qui n'a pas souhaité réagir.", "ministre", ""),
    (
        "Des proches des victimes ont accusé l'exploitant d'avoir ignoré des alertes, ce que la société a aussitôt réfuté.",
        "société",
        "",
    ),
)


def read(paragraph: str) -> Reading:
    with Newsroom() as newsroom:
        return newsroom.read(Dispatch(id="d", content=f"Titre\n\n{paragraph}\n", form=Form.ARTICLE))


@pytest.mark.parametrize(("paragraph", "who", "words"), SAID)
def test_who_says_what_is_read(paragraph: str, who: str, words: str) -> None:
    statements = read(paragraph).findings.statements
    found = [(s.speaker.name if s.speaker else "", " […] ".join(p.exact for p in s.content)) for s in statements]
    assert (who, words) in found


def test_what_was_done_without_being_said_is_no_statement() -> None:
    statements = read(
        "La ministre a annoncé la nomination d'un médiateur, sans en préciser le nom."
    ).findings.statements
    assert [s.cue.exact for s in statements if s.cue] == ["a annoncé"]
