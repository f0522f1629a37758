# SPDX-License-Identifier: Apache-2.0
"""What narrows a list stands in its address, and can be taken away again."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.pages.narrowing import SHOWN, Narrowed, chips, facets_shown, say_value
from dementi.desk.search.asked import Facet, FacetName

PLACE = "/rechercher"


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def narrowed(query: str) -> Narrowed:
    return Narrowed.of(QueryDict(query))


def query_of(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def test_an_address_without_facets_narrows_nothing():
    assert not narrowed("q=tirs&quoi=depeches&page=2")


def test_an_empty_value_is_the_unknown_and_not_nothing():
    assert narrowed("qui=").chosen(FacetName.SPEAKER) == ("",)
    assert say_value(FacetName.SPEAKER, "") == "Locuteur inconnu"


def test_a_value_is_taken_in_and_taken_away():
    once = narrowed("").turned(FacetName.OUTLET, "Rive nord")
    assert once.parameters() == [("media", "Rive nord")]
    assert once.turned(FacetName.OUTLET, "Rive nord") == narrowed("")


def test_each_value_is_a_link_that_keeps_the_question():
    facet = Facet(FacetName.OUTLET, (("Rive nord", 4), ("", 1)), 0)
    shown = facets_shown([facet], narrowed("jour=2026-03-09"), PLACE, [("q", "tirs")])
    assert [(each.name, each.count, each.is_here) for each in shown[0].values] == [
        ("Rive nord", 4, False),
        ("Média inconnu", 1, False),
    ]
    assert query_of(shown[0].values[0].url) == [("q", "tirs"), ("jour", "2026-03-09"), ("media", "Rive nord")]


def test_a_long_facet_is_shown_shortly_and_whole_when_asked():
    facet = Facet(FacetName.SPEAKER, tuple((f"Personne {n}", 1) for n in range(SHOWN + 3)), 0)
    short = facets_shown([facet], narrowed(""), PLACE, [])[0]
    assert len(short.values) == SHOWN
    assert short.more_name == "Les 3 autres"
    whole = facets_shown([facet], narrowed(urlsplit(short.more).query), PLACE, [])[0]
    assert (len(whole.values), whole.more) == (SHOWN + 3, "")


def test_what_is_chosen_is_shown_even_where_nothing_has_it():
    facet = Facet(FacetName.SPEAKER, (), 0)
    value = facets_shown([facet], narrowed("qui=Idris+Maubert"), PLACE, [])[0].values[0]
    assert (value.name, value.count, value.is_here, value.url) == ("Idris Maubert", 0, True, PLACE)


def test_a_facet_with_one_value_is_no_choice():
    assert facets_shown([Facet(FacetName.LANGUAGE, (("fr", 9),), 0)], narrowed(""), PLACE, []) == ()


def test_a_chip_takes_only_its_own_value_away():
    shown = chips(narrowed("media=Rive+nord&media=Radio-Ostre"), PLACE, [("q", "tirs")])
    assert [query_of(each.url) for each in shown] == [
        [("q", "tirs"), ("media", "Radio-Ostre")],
        [("q", "tirs"), ("media", "Rive nord")],
    ]
    assert shown[0].name == "Média\xa0: Rive nord"


@given(st.lists(st.sampled_from(["qui", "media", "jour", "genre", "reponse", "langue"])), st.text(max_size=8))
def test_an_address_read_back_narrows_the_same(names, value):
    asked = QueryDict(mutable=True)
    for name in names:
        asked.appendlist(name, value)
    once = Narrowed.of(asked)
    again = QueryDict(mutable=True)
    for name, each in once.parameters():
        again.appendlist(name, each)
    assert Narrowed.of(again) == once
