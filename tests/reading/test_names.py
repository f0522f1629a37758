# SPDX-License-Identifier: Apache-2.0
"""A byline gives the names of those who wrote, and nothing else. The names are invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.reading.names import is_agency, names_in

JEANNE, PAUL = "Jeanne Morel", "Paul Vidal"

WRITTEN: list[tuple[str, tuple[str, ...]]] = [
    ("Par Jeanne Morel", (JEANNE,)),
    ("Par\xa0Jeanne\xa0Morel", (JEANNE,)),
    ("par Jeanne Morel et Paul Vidal", (JEANNE, PAUL)),
    ("Par Jeanne Morel, Paul Vidal et Ina Roux", (JEANNE, PAUL, "Ina Roux")),
    ("Jeanne Morel / Paul Vidal", (JEANNE, PAUL)),
    ("Jeanne Morel & Paul Vidal", (JEANNE, PAUL)),
    ("Jeanne Morel|Paul Vidal", (JEANNE, PAUL)),
    ("Jeanne Morel, Jeanne Morel", (JEANNE,)),
    ("Jeanne Morel (à Tersane) et Paul Vidal", (JEANNE, PAUL)),
    ("Jeanne Morel (avec AFP)", (JEANNE,)),
    ("Jeanne Morel avec AFP", (JEANNE,)),
    ("Jeanne Morel, avec Reuters", (JEANNE,)),
    ("Le Courrier avec AFP", ()),
    ("L.C. avec AFP", ("L.C.",)),
    ("AFP", ()),
    ("Agence France-Presse", ()),
    ("Rédaction", ()),
    ("La rédaction", ()),
    ("La Rédaction Web", ()),
    ("Service politique", ()),
    ("admin", ()),
    ("Par Jeanne Morel, journaliste", (JEANNE,)),
    ("Par Jeanne Morel, correspondante à Tersane", (JEANNE,)),
    ("Par Jeanne Morel correspondante à Tersane", (JEANNE,)),
    ("De notre correspondante à Tersane, Jeanne Morel", (JEANNE,)),
    ("De notre envoyé spécial Paul Vidal", (PAUL,)),
    ("Par Jeanne MOREL", ("Jeanne MOREL",)),
    ("PAR JEANNE MOREL", (JEANNE,)),
    ("JEAN DE LA SARDE", ("Jean de la Sarde",)),
    ("J.-P. ROUX", ("J.-P. Roux",)),
    ("Propos recueillis par Jeanne Morel", (JEANNE,)),
    ("Texte : Jeanne Morel / Photos : Paul Vidal", (JEANNE,)),
    ("Jeanne Morel (texte) et Paul Vidal (photos)", (JEANNE, PAUL)),
    ("Photo Paul Vidal", ()),
    ("Par Jeanne Morel le 12 mars 2026 à 18h05", (JEANNE,)),
    ("Par Jeanne Morel - Publié le 12 mars 2026", (JEANNE,)),
    ("Jeanne MorelPublié le 12 mars 2026", (JEANNE,)),
    ("Par Jeanne Morel Mis à jour hier", (JEANNE,)),
    ("Publié par Jeanne Morel lundi 12 mars", (JEANNE,)),
    ("Jeanne Morel jeanne.morel@courrier.invalid", (JEANNE,)),
    ("jeanne.morel@courrier.invalid", ()),
    ("Jeanne Morel @jmorel", (JEANNE,)),
    ("@jmorel", ()),
    ("https://www.facebook.com/lecourrier", ()),
    ("Jeanne Morel, https://courrier.invalid/auteurs/jeanne-morel", (JEANNE,)),
    ("Jeanne Morel - Le Courrier", (JEANNE,)),
    ("Jean-Paul d’Orsanne", ("Jean-Paul d’Orsanne",)),
    ("Ina O'Darne, Élodie Œuvry", ("Ina O'Darne", "Élodie Œuvry")),
    ("By JANE ROE, AP Business Writer", ("Jane Roe",)),
    ("By Jane Roe and John Doe, Associated Press", ("Jane Roe", "John Doe")),
    ("Jane Roe, Staff Writer", ("Jane Roe",)),
    ("Jane Roe Senior Reporter", ("Jane Roe",)),
    ("Jane Roe, MD, PhD", ("Jane Roe",)),
    ("By Jane Roe Monday, March 9, 2026", ("Jane Roe",)),
    ("Analysis by Jane Roe", ("Jane Roe",)),
    ("Courier Staff", ()),
    ("Mineva", ("Mineva",)),
    ("Jeanne Morel à Tersane", (JEANNE,)),
    ("Par Jeanne Morel, à Tersane", (JEANNE,)),
    ("Par Jeanne Morel pour Le Courrier", (JEANNE,)),
    ("Par notre correspondante Jeanne Morel (à Tersane) avec AFP", (JEANNE,)),
    ("LECOURRIER.fr avec AFP", ()),
    ("Le Courrier avec agences", ()),
    ("Par Jean-Pierre de La Sarde", ("Jean-Pierre de La Sarde",)),
    ("Par Marie-Ève L'Hermite et Éric Œuvry", ("Marie-Ève L'Hermite", "Éric Œuvry")),
    ("Jeanne Morel - j.morel@courrier.invalid", (JEANNE,)),
    ("王小明", ("王小明",)),
    ("", ()),
    ("x" * 1000, ()),
]  # fmt: skip


@pytest.mark.parametrize(("written", "names"), WRITTEN)
def test_a_byline_gives_its_names(written: str, names: tuple[str, ...]) -> None:
    assert names_in(written, outlet="Le Courrier") == names


def test_small_letters_are_believed_where_a_name_was_written_for_machines() -> None:
    assert names_in("jeanne morel", sure=True) == (JEANNE,)
    assert names_in("jeanne morel") == ()


def test_the_outlet_is_no_author_under_any_form_of_its_name() -> None:
    for name in ("Le Courrier", "LE COURRIER", "Le Courrier de Valmarie", "lecourrier"):
        assert names_in(name, outlet="Le Courrier") == ()


def test_agencies_are_known_by_their_names() -> None:
    assert is_agency("AFP")
    assert is_agency("Agence France-Presse")
    assert not is_agency("Jeanne Morel")


@given(st.text(max_size=500))
def test_whatever_is_written_gives_names_that_stand_in_it(written: str) -> None:
    for name in names_in(written):
        assert 0 < len(name) <= 60
        assert all(word.casefold()[:1] in written.casefold() for word in name.split())


@pytest.mark.parametrize(
    "flood", [" et ", "Par ", "A B, ", "a@", "(", "@a ", "https://", "Publié le ", "é", "MOREL ", ". "]
)
def test_a_hostile_byline_costs_little(flood: str) -> None:
    began = time.process_time()
    for length in (390, 100_000):
        names_in((flood * length)[:length])
    assert time.process_time() - began < 1.0
