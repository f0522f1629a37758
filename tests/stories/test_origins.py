# SPDX-License-Identifier: Apache-2.0
"""Who hands on whose report is kept as a chain; outlets and origins are counted apart."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.composed import BRIDGE, INQUIRY, RECITAL, piece

from dementi.language.words import word_list
from dementi.stories import Chain, Piece, find_chains, find_copies, origins_of


def chains(text: str) -> list[tuple[str, ...]]:
    return [tuple(teller.exact for teller in chain.tellers) for chain in find_chains(piece("a", [text]).article)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le pont a cédé, selon l'AFP.", [("AFP",)]),
        ("Le pont a cédé, selon l’AFP, citant La Tribune de Tersane.", [("AFP", "La Tribune de Tersane")]),
        (
            "Le pont a cédé, rapporte Reuters, qui cite le quotidien Le Courrier d'Orsanne.",
            [("Reuters", "Le Courrier d'Orsanne")],
        ),
        (
            "D'après Le Courrier d'Orsanne, cité par l'agence Velanews, onze personnes sont mortes.",
            [("Velanews", "Le Courrier d'Orsanne")],
        ),
        (
            "Selon l'agence de presse officielle Velanews citant la chaîne Orsanne 24, le pont a cédé.",
            [("Velanews", "Orsanne")],
        ),
        ("Selon le site « Le Fil d'Aubemont », le pont a cédé.", [("« Le Fil d'Aubemont »",)]),
        ("Selon Moscou, citant le ministre, le pont a cédé.", []),
        ("Le journal Le Courrier a été vendu.", []),
        ("Le pont a cédé, selon la SPA.", []),
        ("Le pont a cédé, selon l'agence SPA.", [("SPA",)]),
        ("Le pont est fermé, selon l'AP-TER, la régie des ponts.", []),
        ("Le maire, cité par l'AFP, dément.", []),
        ("Le Maire, cité par un proche, dément.", []),
    ],
)
def test_a_credit_is_a_chain_from_the_nearest_teller_to_the_origin(text: str, found: list[tuple[str, ...]]) -> None:
    assert chains(text) == found


def entries(which: str) -> list[str]:
    return [s for section in word_list("fr", "origins").values() for s in section.get(which, ())]


@pytest.mark.parametrize("sentence", entries("yes"))
def test_the_lists_find_their_yes_sentences(sentence: str) -> None:
    assert chains(sentence) != []


@pytest.mark.parametrize("sentence", entries("no"))
def test_the_lists_pass_over_their_no_sentences(sentence: str) -> None:
    assert chains(sentence) == []


def test_the_lists_are_sorted() -> None:
    for section in word_list("fr", "origins").values():
        for name, words in section.items():
            if name not in {"yes", "no"}:
                assert words == sorted(words), name


@settings(max_examples=80)
@given(
    st.lists(
        st.sampled_from(
            [
                "selon ",
                "l'AFP",
                ", citant ",
                "Le Courrier",
                " cité par ",
                "le quotidien ",
                "« La Voix »",
                "\n\n",
                "É",
                "x ",
            ]
        ),
        max_size=30,
    )
)
def test_every_teller_stands_in_the_text(parts: list[str]) -> None:
    article = piece("a", ["".join(parts) or "x"]).article
    for chain in find_chains(article):
        assert isinstance(chain, Chain)
        assert all(article.text[t.start : t.end] == t.exact for t in chain.tellers)


@pytest.mark.parametrize(
    "text",
    ["selon l'" * 60_000, "Le A" * 100_000, "le quotidien " * 40_000, "« " * 200_000, "Le Grand " * 50_000 + "!"],
)
def test_hostile_text_takes_time_in_line_with_its_length(text: str) -> None:
    assert len(chains(text)) <= 1


def of(name: str, paragraphs: tuple[str, ...], outlet: str | None, agency: str | None = None) -> Piece:
    made = piece(name, paragraphs)
    return Piece(name, replace(made.article, outlet=outlet, agency=agency))


def test_outlets_and_origins_are_counted_apart() -> None:
    pieces = [
        of("a", BRIDGE, "Le Courrier"),
        of("b", BRIDGE[:3], "La Tribune"),
        of("c", INQUIRY, "Le Fil"),
        of("d", RECITAL, "Le Fil"),
    ]
    found = origins_of(pieces, find_copies(pieces))
    assert found.outlets == ("Le Courrier", "La Tribune", "Le Fil")
    assert [origin.articles for origin in found.origins] == [("a", "b"), ("c", "d")]
    assert [origin.name for origin in found.origins] == ["Le Courrier", "Le Fil"]


def test_articles_credited_to_one_agency_rest_on_it() -> None:
    credited = "Selon l'AFP, citant La Tribune de Tersane, le pont a cédé. " + INQUIRY[0]
    pieces = [
        of("a", BRIDGE, "Le Courrier", "AFP"),
        of("b", RECITAL, "Le Fil", "afp"),
        of("c", (credited,), "La Voix"),
        of("d", INQUIRY, None),
    ]
    found = origins_of(pieces, ())
    assert [(o.name, o.articles) for o in found.origins] == [
        ("AFP", ("a", "b")),
        ("La Tribune de Tersane", ("c",)),
        (None, ("d",)),
    ]


def test_no_article_rests_on_nothing() -> None:
    assert origins_of([], ()) == origins_of([], (("a", "b"),))
    assert origins_of([], ()).origins == ()
