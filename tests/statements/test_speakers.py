# SPDX-License-Identifier: Apache-2.0
"""Who is behind a statement: names, roles, sides, pronouns, descriptions. Places and people are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dementi.language import analyse, word_list
from dementi.record import Article, Span, Speaker
from dementi.statements import find_statements

ROLES = word_list("fr", "roles")


def speakers(body: str) -> list[Speaker | None]:
    text = f"Castelnoir : le port reste fermé\n\n{body}"
    paragraphs, start = [], text.index(body)
    for part in body.split("\n\n"):
        paragraphs.append(Span.of(text, start, start + len(part)))
        start += len(part) + 2
    article = Article(headline="Castelnoir : le port reste fermé", text=text, paragraphs=tuple(paragraphs), teaser="")
    return [s.speaker for s in find_statements(article, analyse(text)).statements]


def names(body: str) -> list[str | None]:
    return [s.name if s else None for s in speakers(body)]


NAMED = [
    # A name is made whole from the article.
    (
        "Le maire Aubin Lestrange a ouvert le port. M. Lestrange a déclaré que la grève était finie.",
        ["Aubin Lestrange"],
    ),
    ("Le maire Aubin Lestrange a ouvert le port. Lestrange a déclaré que la grève était finie.", ["Aubin Lestrange"]),
    # A description means the one who has the role.
    (
        "Le ministre de la Pêche, Aubin Lestrange, est arrivé lundi. Le ministre a affirmé que le port rouvrirait.",
        ["Aubin Lestrange"],
    ),
    (
        "Judith Amarelle, présidente du port, est arrivée lundi. La présidente a affirmé que le port rouvrirait.",
        ["Judith Amarelle"],
    ),
    # A wider word for the role.
    ("Le roi Malo II a visité le port. Le monarque a déclaré que la grève était finie.", ["Malo II"]),
    # A clitic before the verb is not who says it; nor is by whom one was asked, or who is only cited beside.
    (
        "Judith Amarelle a affirmé que le port rouvrirait. « Elle ment », lui a répondu le maire, Aubin Lestrange.",
        ["Judith Amarelle", "Aubin Lestrange"],
    ),
    (
        "« Nous manquons de tout », déplore Aubin Lestrange, médecin, joint par Radio Delta. « Il faut de l'eau », poursuit-il.",
        ["Aubin Lestrange", "Aubin Lestrange"],
    ),
    (
        "La ministre Judith Amarelle a nié avoir menti aux élus, comme l'en accuse l'opposition. « Je reste », a-t-elle dit.",
        ["Judith Amarelle", "opposition", "Judith Amarelle"],
    ),
    # Without a name "l'ancien ministre" is who was just heard.
    (
        "Judith Amarelle a affirmé que le port rouvrirait. L'ancienne ministre a ajouté que la grève était finie.",
        ["Judith Amarelle", "Judith Amarelle"],
    ),
    # What "quant à" names, and what opens the sentence, goes before who was heard.
    (
        "Le maire Aubin Lestrange a affirmé que le port rouvrirait. Quant à la compagnie, elle a dit que le bac part.",
        ["Aubin Lestrange", "compagnie"],
    ),
    (
        "La ministre Judith Amarelle a affirmé que le port rouvrirait. La ligue attend un mot ; elle a dit que le bac part.",
        ["Judith Amarelle", "ligue"],
    ),
    # "Eux" is no part of a name.
    ("Les dockers, eux, ont affirmé que le port était fermé.", ["dockers"]),
    # A name right behind the place of an office.
    (
        "L'ancienne ministre de la Pêche Judith Amarelle a affirmé que le port rouvrirait.",
        ["Judith Amarelle"],
    ),
    # A pronoun goes on from the statement before.
    (
        "La ministre Judith Amarelle a affirmé que le port rouvrirait. « La grève est finie », a-t-elle ajouté.",
        ["Judith Amarelle", "Judith Amarelle"],
    ),
    # A pronoun passes over a thing that cannot speak, and over who is only spoken of in a statement.
    (
        "Le maire Aubin Lestrange est arrivé. Le projet avance. Il a affirmé que le port rouvrirait.",
        ["Aubin Lestrange"],
    ),
    (
        "Aubin Lestrange a affirmé que Judith Amarelle travaillait au port. Il a ajouté que la grève était finie.",
        ["Aubin Lestrange", "Aubin Lestrange"],
    ),
]


@pytest.mark.parametrize(("body", "expected"), NAMED, ids=lambda v: v[:40] if isinstance(v, str) else "")
def test_the_speaker_is_named_as_fully_as_the_article_does(body: str, expected: list[str]) -> None:
    assert names(body) == expected


def test_of_two_who_bear_a_name_neither_is_chosen() -> None:
    body = (
        "Aubin Lestrange et Judith Lestrange sont arrivés lundi. Lestrange a déclaré que la grève était finie au port."
    )
    assert names(body) == ["Lestrange"]


def test_of_two_who_have_a_role_neither_is_chosen() -> None:
    body = (
        "Le ministre Aubin Lestrange est arrivé lundi. Le ministre Malo Tarn est parti mardi.\n\n"
        "Le ministre a déclaré que la grève était finie."
    )
    assert names(body) == ["ministre"]


def test_a_pronoun_that_agrees_with_nobody_stays_open() -> None:
    assert names("M. Aubin Lestrange est arrivé lundi. Elle a affirmé que le port rouvrirait.") == [None]


def test_a_pronoun_does_not_reach_back_to_a_thing_of_the_headline() -> None:
    assert names("Il a ajouté que la grève était finie.") == [None]


def test_a_woman_is_not_meant_by_il() -> None:
    body = "La ministre Judith Amarelle est arrivée. Il a affirmé que le port rouvrirait."
    assert "Judith Amarelle" not in names(body)


def test_a_role_is_given_as_written() -> None:
    (found,) = speakers("Judith Amarelle, porte-parole du port, a affirmé que la grève était finie.")
    assert found is not None
    assert (found.name, found.role) == ("Judith Amarelle", "porte-parole du port")


def test_a_role_before_a_comma_is_given_as_written() -> None:
    (found,) = speakers("Le ministre de la Pêche, Aubin Lestrange, a affirmé que la grève était finie.")
    assert found is not None
    assert (found.name, found.role) == ("Aubin Lestrange", "ministre de la Pêche")


def test_a_state_speaks_through_its_army_not_through_a_journalist() -> None:
    (army,) = speakers("L'armée française a affirmé que le port était vide.")
    (journalist,) = speakers("Un journaliste français a affirmé que le port était vide.")
    assert army is not None
    assert army.side == "France"
    assert journalist is not None
    assert journalist.side is None


@pytest.mark.parametrize("group", ROLES["wider"], ids=lambda g: g["words"][0])
def test_a_wider_word_means_who_has_one_of_its_roles(group: dict[str, list[str]]) -> None:
    for sentence in group["yes"]:
        first, last = names(f"{sentence} que le port était ouvert.")[0], sentence.split()[2:4]
        assert first == " ".join(last)
    for sentence in group["no"]:
        assert " ".join(sentence.split()[2:4]) not in names(f"{sentence} que le port était ouvert.")


def test_the_accused_is_who_is_told_to_be_tried() -> None:
    for sentence in ROLES["tried"]["yes"]:
        assert names(sentence) == ["Malo Tarn"]
    for sentence in ROLES["tried"]["no"]:
        assert names(sentence) != ["Malo Tarn"]


@pytest.mark.parametrize("thing", ROLES["things"]["words"])
def test_a_thing_is_no_office(thing: str) -> None:
    assert thing not in ROLES["roles"]["words"]
    assert thing not in ROLES["bodies"]["words"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([part for body, _ in NAMED for part in body.split(". ")]), min_size=1, max_size=6))
def test_no_name_holds_a_word_that_the_article_does_not(parts: list[str]) -> None:
    body = ". ".join(part.rstrip(".") for part in parts) + "."
    for name in names(body):
        assert name is None or all(word in body for word in name.split())


@pytest.mark.parametrize(
    "piece",
    [
        "Le maire, Paul Ostre, a nié toute faute. ",
        "Ina Morel dément. ",
        "« Non », a dit M. Morel. ",
        "Il a dit que le pont tient. ",
    ],
)
def test_a_text_that_repeats_itself_takes_linear_time(piece: str) -> None:
    """Each speaker was once compared with all the others: 13 seconds for 50,000 characters."""
    taken = []
    for times in (150, 600):
        text = piece * times
        article = Article(headline=None, text=text, paragraphs=(Span.of(text, 0, len(text)),), teaser="")
        analysis = analyse(text)
        start = time.process_time()
        find_statements(article, analysis)
        taken.append(time.process_time() - start)
    # Four times the text: twice as much for a loaded machine.
    assert taken[1] < 8 * taken[0] + 0.5
