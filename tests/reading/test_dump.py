# SPDX-License-Identifier: Apache-2.0
"""A text dump gives its article, and all that was taken away with its reason. The dumps are invented."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.errors import ReadingError
from dementi.reading import read
from dementi.reading.dump import has_furniture, read_dump
from dementi.record import Dispatch, Form, FurnitureReason

HEADLINE = "Valmarie : le gouvernement annonce un cessez-le-feu, Orsanne dément"
LEAD = "Le gouvernement de Valmarie a annoncé mardi un cessez-le-feu avec la Fédération d'Orsanne, aussitôt démenti par Tersane."
SECOND = '"Les armes se tairont à minuit sur toute la ligne de la Sarde", a déclaré la Première ministre Hélène Darnaud au Parlement.'
THIRD = "Le ministère orsannais de la Défense a démenti cette annonce. « Aucun accord n'a été signé », a-t-il affirmé."
BODY = [LEAD, SECOND, THIRD]


def dumped(*lines: str) -> str:
    return "\n".join(lines)


def cut(paragraph: str, length: int = 70, dots: str = "...") -> str:
    return paragraph[:length].rpartition(" ")[0] + dots


def reasons(text: str) -> list[tuple[str, str]]:
    return [(f.exact, str(f.reason)) for f in read_dump(text).furniture]


def test_headline_paragraphs_furniture_and_teaser_are_told_apart() -> None:
    dump = dumped("Menu", "", "À la une", HEADLINE, "", LEAD, "", SECOND, THIRD, "", LEAD, cut(SECOND))
    draft = read_dump(dump)
    assert (draft.headline, list(draft.paragraphs)) == (HEADLINE, BODY)
    taken = [("Menu", "navigation"), ("À la une", "section"), (LEAD, "teaser"), (cut(SECOND), "teaser")]
    assert reasons(dump) == taken


def test_nothing_is_furniture_where_there_is_none() -> None:
    draft = read_dump("\n\n".join([HEADLINE, *BODY]))
    assert (draft.headline, list(draft.paragraphs), draft.furniture) == (HEADLINE, BODY, ())


TAIL = [
    "Recevez chaque matin notre newsletter dans votre boîte mail, avec l'essentiel de l'actualité de Valmarie.",
    "En vous inscrivant, vous acceptez que vos données personnelles soient utilisées pour vous envoyer la lettre du Courrier.",
    "Vous pouvez vous désinscrire à tout moment ; un lien de désinscription est dans chaque envoi.",
    "Déjà abonné ? Pour lire la suite, connectez-vous.",
]


def test_what_the_site_says_to_its_reader_is_no_part_of_the_article() -> None:
    draft = read_dump(dumped("Accueil", "Se connecter", HEADLINE, "Par Jeanne Morel", *BODY, *TAIL))
    assert (draft.headline, list(draft.paragraphs)) == (HEADLINE, BODY)


def test_somebody_may_say_so_in_the_article() -> None:
    quoted = "« Vous pouvez vous désinscrire à tout moment », promet le courriel que les électeurs ont reçu mardi."
    assert list(read_dump(dumped("Accueil", HEADLINE, LEAD, quoted, SECOND, THIRD)).paragraphs) == [
        LEAD,
        quoted,
        SECOND,
        THIRD,
    ]


def test_of_two_stretches_the_one_under_a_line_of_imprint_is_the_article() -> None:
    others = [
        f"Le conseil de la vallée {n} a voté hier le budget des écoles, des routes et des ponts de la région voisine."
        for n in range(5)
    ]
    menu = [f"Onglet {name}" for name in "abcdefghij"]
    dump = dumped("Menu", HEADLINE, "Par Jeanne Morel", "Publié le 10 mars 2026 à 18h05", *BODY, *menu, *others)
    draft = read_dump(dump)
    assert (draft.headline, list(draft.paragraphs)) == (HEADLINE, BODY)


def test_each_line_of_the_dump_is_headline_paragraph_or_furniture() -> None:
    lines = ["Rechercher", "Monde", HEADLINE, "Par Jeanne Morel", "Publié le 10 mars 2026 à 18h05", *BODY]
    lines += ["Partager", "Lire aussi : le port rouvre", "© Le Courrier inventé"]
    draft = read_dump(dumped(*lines))
    told = [draft.headline, *draft.paragraphs, *(f.exact for f in draft.furniture)]
    assert sorted(told, key=str) == sorted(lines)
    assert (draft.headline, list(draft.paragraphs)) == (HEADLINE, BODY)


def test_a_repeated_paragraph_stands_once() -> None:
    dump = dumped(HEADLINE, LEAD, SECOND, SECOND, THIRD)
    assert list(read_dump(dump).paragraphs) == BODY
    assert reasons(dump) == [(SECOND, "repeated")]


@pytest.mark.parametrize("dots", ["...", "…", " [...]", " (…)"])
def test_the_teaser_may_stand_before_the_article(dots: str) -> None:
    dump = dumped("Accueil", cut(LEAD, dots=dots), HEADLINE, *BODY)
    draft = read_dump(dump)
    assert (draft.headline, list(draft.paragraphs)) == (HEADLINE, BODY)
    assert (cut(LEAD, dots=dots), "teaser") in reasons(dump)


def test_a_teaser_may_hold_the_lead_and_the_next_paragraph_on_one_line() -> None:
    teaser = f"{LEAD} {cut(SECOND)}"
    assert reasons(dumped(HEADLINE, *BODY, teaser)) == [(teaser, "teaser")]


def test_a_quotation_that_ends_in_dots_stays() -> None:
    trailing = "« Nous verrons demain ce qu'il en est de ces promesses, et après-demain de leurs auteurs... »"
    assert trailing in read_dump(dumped(HEADLINE, LEAD, trailing, THIRD)).paragraphs


def test_day_byline_and_agency_come_from_their_lines() -> None:
    days = "Publié le 10 mars 2026 à 18h05, mis à jour le 11 mars 2026 à 7h"
    imprint = read_dump(dumped("Accueil", HEADLINE, "Par Jeanne Morel et Paul Vidal avec AFP", days, *BODY)).imprint
    assert (imprint.published, imprint.modified) == ("2026-03-10T18:05", "2026-03-11T07:00")
    assert (imprint.authors, imprint.agency) == (("Jeanne Morel", "Paul Vidal"), "AFP")


@pytest.mark.parametrize("text", ["Rechercher\nMenu\nAccueil", "Un\nDeux\nTrois"])
def test_a_dump_without_a_sentence_has_no_article(text: str) -> None:
    with pytest.raises(ReadingError, match="No article"):
        read(Dispatch(id="d", content=text, form=Form.DUMP))


def test_a_dump_is_told_from_an_article_by_its_furniture() -> None:
    assert has_furniture(dumped("Rechercher", HEADLINE, *BODY))
    assert has_furniture(dumped(HEADLINE, *BODY, cut(LEAD)))
    assert has_furniture(dumped(*(f"Onglet {name}" for name in "abcdefgh"), HEADLINE, *BODY))
    assert not has_furniture(dumped(HEADLINE, *BODY))


def test_results_behind_the_first_sentence_are_the_articles_own() -> None:
    results = [f"Aubemont {i} - {i + 1} Tersane" for i in range(20)]
    text = dumped(HEADLINE, LEAD, *results)
    article, _ = read(Dispatch(id="d", content=text))
    assert article.text == text


@pytest.mark.shared
def test_the_first_real_dispatch_comes_out_exactly(shared: Callable[[str], Path]) -> None:
    content = shared("data/dispatch-2017-01-23.txt").read_bytes()
    lines = [line for line in content.decode().split("\n") if line.strip()]
    article, troubles = read(Dispatch(id="d", content=content, published="2017-01-23"))
    assert article.text == "\n\n".join(lines[3:11])
    assert (article.headline, [p.exact for p in article.paragraphs]) == (lines[3], lines[4:11])
    navigation, section, teaser = FurnitureReason.NAVIGATION, FurnitureReason.SECTION, FurnitureReason.TEASER
    assert [f.reason for f in article.furniture] == [navigation, navigation, section, teaser, teaser]
    assert [f.exact for f in article.furniture] == [*lines[:3], *lines[11:]]
    assert article.teaser == "\n".join(lines[-2:]), "the desk's teaser has the form of the page's"
    assert (article.published, article.language, troubles) == ("2017-01-23", "fr", ())
    undated, _ = read(Dispatch(id="d", content=content, form=Form.DUMP))
    assert (undated.published, undated.modified) == (None, None)


PIECES = [*BODY, HEADLINE, "Menu", "Par Jeanne Morel", "...", "«", '"', "x" * 300, cut(LEAD)]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_no_line_is_lost_whatever_the_order(lines: list[str]) -> None:
    try:
        draft = read_dump(dumped(*lines))
    except ReadingError:
        return
    told = [*([draft.headline] if draft.headline else []), *draft.paragraphs, *(f.exact for f in draft.furniture)]
    assert sorted(told) == sorted(lines)


FLOODS = [
    "a...",
    "Publié le ",
    "(",
    "é ",
    "« ",
    "Par A B, ",
    "1er mars 2020 ",
    LEAD + "\n",
    cut(LEAD) + "\n",
    ".\n",
    "a\n",
]


@pytest.mark.parametrize("piece", FLOODS)
def test_a_hostile_dump_costs_little(piece: str) -> None:
    began = time.process_time()
    with contextlib.suppress(ReadingError):
        read_dump((piece * 400_000)[:400_000])
    assert time.process_time() - began < 5.0
