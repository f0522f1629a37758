# SPDX-License-Identifier: Apache-2.0
"""The lists of stances, sides, circumstances, inserts and of what takes a claim up hold sentences that the rules must obey. Invented."""

from functools import lru_cache

import pytest

from dementi.language import word_list
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Reading, Relation, Stance
from dementi.statements.sides import side_of

STANCES = {
    "denies": Stance.DENIES,
    "denies_claims": Stance.DENIES,
    "denies_deeds": Stance.DENIES,
    "assures": Stance.DENIES,
    "answers": Stance.DENIES,
    "denying_phrases": Stance.DENIES,
    "denied_by": Stance.DENIES,
    "refusals": Stance.REFUSES_COMMENT,
    "says_false": Stance.DENIES,
    "confirms": Stance.CONFIRMS,
    "questions": Stance.QUESTIONS,
    "refuses": Stance.REFUSES_COMMENT,
}


@lru_cache(maxsize=256)
def read(sentence: str) -> Reading:
    with Newsroom() as newsroom:
        text = f"Nouvelles du port\n\n{sentence}"
        return newsroom.read(Dispatch(id="essai", content=text, form=Form.ARTICLE, published="2026-03-09"))


def entries(name: str, which: str, *sections: str) -> list[tuple[str, str]]:
    words = word_list("fr", name)
    return [(section, sentence) for section in sections for sentence in words[section][which]]


def stances(sentence: str) -> set[Stance]:
    return {statement.stance for statement in read(sentence).findings.statements}


@pytest.mark.parametrize(("section", "sentence"), entries("denials", "yes", *STANCES))
def test_a_stance_is_told(section: str, sentence: str) -> None:
    assert STANCES[section] in stances(sentence)


@pytest.mark.parametrize("sentence", word_list("fr", "denials")["goes_on"]["yes"])
def test_words_right_behind_a_denial_go_on_denying(sentence: str) -> None:
    assert [s.stance for s in read(sentence).findings.statements] == [Stance.DENIES, Stance.DENIES]


@pytest.mark.parametrize("sentence", word_list("fr", "denials")["goes_on"]["no"])
def test_behind_anything_else_a_negation_is_none(sentence: str) -> None:
    assert Stance.DENIES not in stances(sentence)


@pytest.mark.parametrize(("section", "sentence"), entries("denials", "no", *STANCES))
def test_a_false_friend_is_not_taken_for_it(section: str, sentence: str) -> None:
    assert STANCES[section] not in stances(sentence)


@pytest.mark.parametrize(("mention", "state"), word_list("fr", "sides")["examples"]["yes"])
def test_a_mention_speaks_for_its_state(mention: str, state: str) -> None:
    analysis = read(f"{mention} a fermé le port.")
    assert analysis.article
    assert side(mention) == state


@pytest.mark.parametrize("mention", word_list("fr", "sides")["examples"]["no"])
def test_a_nationality_alone_is_no_side(mention: str) -> None:
    assert side(mention) is None


@pytest.mark.parametrize("mention", word_list("fr", "sides")["apart"]["yes"])
def test_who_is_apart_from_the_state_does_not_speak_for_it(mention: str) -> None:
    assert side(mention) is None


@pytest.mark.parametrize("mention", word_list("fr", "sides")["apart"]["no"])
def test_the_state_s_own_bodies_do(mention: str) -> None:
    assert side(mention) is not None


@pytest.mark.parametrize(("sentence", "source", "state"), word_list("fr", "sides")["own"]["yes"])
def test_a_state_that_only_the_article_tells_is_a_side(sentence: str, source: str, state: str) -> None:
    sides = {s.source.exact: s.speaker.side for s in read(sentence).findings.statements if s.source and s.speaker}
    assert sides[source] == state


@pytest.mark.parametrize(("sentence", "source"), word_list("fr", "sides")["own"]["no"])
def test_what_the_article_does_not_tell_is_none(sentence: str, source: str) -> None:
    sides = {s.source.exact: s.speaker.side for s in read(sentence).findings.statements if s.source and s.speaker}
    assert sides.get(source) is None


def side(mention: str) -> str | None:
    from dementi.language import analyse

    analysis = analyse(f"{mention} a parlé.")
    return side_of(analysis, analysis.span(0, len(mention)))


@pytest.mark.parametrize("part", ["media", "addressees"])
def test_a_circumstance_is_told_and_its_false_friend_not(part: str) -> None:
    field = {"media": "medium", "addressees": "addressee"}[part]
    for which, wanted in (("yes", True), ("no", False)):
        for sentence in word_list("fr", "circumstances")[part][which]:
            found = [getattr(s, field) for s in read(sentence).findings.statements]
            assert any(found) is wanted, sentence


def test_an_editor_s_insert_is_cut_out_and_a_speaker_s_bracket_kept() -> None:
    inserts = word_list("fr", "editing")["inserts"]
    for which, pieces in (("yes", 2), ("no", 1)):
        for sentence in inserts[which]:
            assert [len(s.content) for s in read(sentence).findings.statements] == [pieces], sentence


@pytest.mark.parametrize(("section", "sentence"), entries("denied_nouns", "yes", "nouns", "pronouns"))
def test_what_takes_a_claim_up_is_linked_to_it(section: str, sentence: str) -> None:
    assert [link.relation for link in read(sentence).links] == [Relation.DENIES], section


@pytest.mark.parametrize(("section", "sentence"), entries("denied_nouns", "no", "nouns", "pronouns"))
def test_what_takes_nothing_up_is_not(section: str, sentence: str) -> None:
    assert read(sentence).links == (), section
