# SPDX-License-Identifier: Apache-2.0
"""Articles on one event or matter are one story, whatever the order of arrival; an editor's decision goes first."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.composed import BRIDGE, INQUIRY, RECITAL, piece

from dementi.language.words import word_list
from dementi.stories import Decided, Piece, find_stories, story
from dementi.stories.profile import profile_of
from dementi.stories.rarity import Rarity

COLLAPSE = piece("a", BRIDGE, "2026-03-10", "Effondrement du pont de Tersane : onze morts")
JUSTICE = piece("b", INQUIRY, "2026-03-12", "Pont de Tersane : une enquête ouverte")
TOLL = piece(
    "c", [BRIDGE[1]], "2026-03-11T08:00:00+01:00", "Pont de Tersane : les plongeurs cherchent trois conducteurs"
)
OPERA = piece("x", RECITAL, "2026-03-10", "Odile Bravant fait ses adieux à Mirande")
OTHER_BRIDGE = piece(
    "y",
    [
        "À Mirande, la mairie fermera le pont des Tanneurs pendant deux ans pour le repeindre, a fait savoir l'échevine Solène Abgrall."
    ],
    "2026-03-11",
    "Mirande : le pont des Tanneurs fermé pour travaux",
)
ALL = (COLLAPSE, JUSTICE, TOLL, OPERA, OTHER_BRIDGE)


def test_what_tells_one_event_is_one_story_and_what_only_resembles_it_is_not() -> None:
    assert find_stories(ALL) == (("a", "c", "b"),)


def test_nothing_is_no_story() -> None:
    assert find_stories([]) == ()
    assert find_stories([OPERA]) == ()


def test_a_story_does_not_wait_for_ever() -> None:
    late = piece("b", INQUIRY, "2026-09-12", "Pont de Tersane : une enquête ouverte")
    assert find_stories([COLLAPSE, late]) == ()


def test_a_place_alone_makes_no_story() -> None:
    sport = piece(
        "s",
        ["Les rameurs de Tersane ont gagné la coupe d'Orsanne devant ceux de Velay."],
        headline="Aviron : Tersane gagne la coupe",
    )
    assert find_stories([COLLAPSE, sport]) == ()


def test_an_undated_article_is_compared_too_and_stands_last() -> None:
    assert find_stories([piece("0", INQUIRY, None, "Pont de Tersane : une enquête ouverte"), COLLAPSE]) == (("a", "0"),)
    assert find_stories([piece("0", INQUIRY, "hier", "Pont de Tersane : une enquête ouverte"), COLLAPSE]) == (
        ("a", "0"),
    )


def test_an_article_without_a_headline_is_told_by_its_opening() -> None:
    bare = Piece("b", piece("b", BRIDGE).article)
    assert find_stories([COLLAPSE, bare]) == (("a", "b"),)


def test_a_split_by_hand_is_kept() -> None:
    assert find_stories(ALL, Decided(apart=(frozenset("ab"), frozenset("bc")))) == (("a", "c"),)


def test_a_merger_by_hand_is_kept_and_grows() -> None:
    assert find_stories([COLLAPSE, OPERA], Decided(together=(frozenset("ax"),))) == (("a", "x"),)
    assert find_stories(ALL, Decided(together=(frozenset("ax"),))) == (("a", "x", "c", "b"),)


def test_apart_holds_where_two_decisions_contradict() -> None:
    assert find_stories([COLLAPSE, OPERA], Decided(together=(frozenset("ax"),), apart=(frozenset("ax"),))) == ()


DECISIONS = [
    None,
    Decided(apart=(frozenset("ac"),)),
    Decided(together=(frozenset("xy"),)),
    Decided(together=(frozenset("xyb"),), apart=(frozenset("ab"),)),
]


@settings(max_examples=60, deadline=None)
@given(st.permutations(ALL), st.sampled_from(DECISIONS))
def test_the_order_of_arrival_changes_nothing(arrived: list[Piece], decided: Decided | None) -> None:
    assert find_stories(arrived, decided) == find_stories(ALL, decided)


WORDS = st.sampled_from(
    [
        "Tersane",
        "Velay",
        "Mirande",
        "Aubemont",
        "pont",
        "grève",
        "crue",
        "récital",
        "schiste",
        "carrière",
        "Dantec",
        "Moran",
    ]
)
SMALL = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.integers(1, 28)), max_size=12)


@settings(max_examples=150, deadline=None)
@given(SMALL, st.randoms(use_true_random=False), st.sampled_from([0.3, 1.0, story.LINK]))
def test_stories_that_prove_one_are_joined_whole(
    made: list[tuple[list[str], int]], chance: Random, link: float
) -> None:
    pieces = [
        piece(str(n), [" ".join(words)], f"2026-03-{day:02}", " ".join(words)) for n, (words, day) in enumerate(made)
    ]
    arrived = chance.sample(pieces, len(pieces))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story, "LINK", link)
        found = find_stories(arrived)
        assert found == find_stories(pieces)
    members = [i for group in found for i in group]
    assert sorted(members) == sorted(set(members))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=60), max_size=3)), max_size=5))
def test_any_text_is_taken_in_and_nothing_is_lost_or_doubled(texts: list[tuple[str, list[str]]]) -> None:
    pieces = [piece(str(n), paragraphs, headline=headline) for n, (headline, paragraphs) in enumerate(texts)]
    found = [i for story in find_stories(pieces) for i in story]
    assert sorted(set(found)) == sorted(found)
    assert set(found) <= {p.id for p in pieces}


def test_hostile_text_takes_time_in_line_with_its_length() -> None:
    for text in ("1 " * 300_000, "«\n " * 300_000, "." * 900_000, "A" * 900_000):
        assert profile_of(piece("a", [text]).article) is not None


def test_a_capital_that_opens_a_sentence_makes_no_name() -> None:
    found = profile_of(piece("a", ["Hier, Aurel Dantec a parlé. Plusieurs voix ont répondu à Dantec."]).article)
    assert set(found.names) == {"aurel", "dantec"}


def test_a_word_of_every_headline_of_the_year_counts_less_than_one_of_a_week() -> None:
    rubric = [profile_of(piece(str(n), ["Rien."], headline=f"Voile : nouvelle {n}").article) for n in range(40)]
    week = [profile_of(piece(str(n), ["Rien."], headline=f"Naufrage : nouvelle {n}").article) for n in range(4)]
    rarity = Rarity([(100 + 9 * n, p) for n, p in enumerate(rubric)] + [(200 + n, p) for n, p in enumerate(week)])
    assert rarity.closeness("voile", 200) < 0.2
    assert rarity.closeness("naufrage", 200) > 0.9
    assert rarity.closeness("voile", None) == 1.0


@pytest.mark.parametrize("word", word_list("fr", "common")["yes"])
def test_common_words_are_known_beforehand(word: str) -> None:
    (term,) = profile_of(piece("a", [], headline=word).article).headline
    assert Rarity([]).of(term) < 4.0


@pytest.mark.parametrize("word", word_list("fr", "common")["no"])
def test_rare_words_are_not(word: str) -> None:
    (term,) = profile_of(piece("a", [], headline=word).article).headline
    assert Rarity([]).of(term) > 5.0


def test_the_list_of_common_words_is_sorted() -> None:
    groups = word_list("fr", "common")["common"]
    assert [g["per_mille"] for g in groups] == sorted(g["per_mille"] for g in groups)
    assert all(g["terms"] == sorted(g["terms"]) for g in groups)


def test_the_gold_names_articles_and_no_words_of_theirs() -> None:
    rows = (Path(__file__).parents[2] / "quality" / "stories.tsv").read_text("utf-8").splitlines()[2:]
    assert all(len(row.split("\t")) == 3 and " " not in row for row in rows)


def test_a_story_that_fell_asleep_is_found_by_an_undated_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "AWAKE", 3)
    others = [
        piece(f"o{n}", RECITAL, f"2026-{4 + n % 8:02}-01", f"Aviron {n} : régate numéro {7 * n}") for n in range(12)
    ]
    undated = piece("zz", INQUIRY, None, "Pont de Tersane : une enquête ouverte")
    assert ("a", "c", "b", "zz") in find_stories([*ALL, *others, undated])


def test_an_archive_without_days_is_grouped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "AWAKE", 2)
    undated = [Piece(p.id, replace(p.article, published=None)) for p in ALL]
    assert find_stories(undated) == (("a", "b", "c"),)
