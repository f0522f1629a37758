# SPDX-License-Identifier: Apache-2.0
"""Which statement of one dispatch answers one of another? The dispatches are invented."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dementi.language import analyse
from dementi.links import Reported, find_links_across, may_answer
from dementi.newsroom import Newsroom
from dementi.record import Article, CrossLink, Dispatch, Form, Told

from .pairs import ACROSS, Across, Sent
from .test_links import exchange


@lru_cache(maxsize=128)
def reported(sent: Sent) -> Reported:
    with Newsroom() as newsroom:
        reading = newsroom.read(Dispatch(id=sent.id, content=sent.text, form=Form.ARTICLE, published=sent.published))
    assert reading.article is not None
    analysis = analyse(reading.article.text)
    return Reported(
        id=sent.id, article=reading.article, analysis=analysis, findings=reading.findings, links=reading.links
    )


def links_of(sent: tuple[Sent, ...], *, story: bool = False) -> tuple[CrossLink, ...]:
    return find_links_across([reported(s) for s in sent], [[s.id for s in sent]] if story else [])


def says(case: tuple[Sent, ...], told: Told, words: str) -> bool:
    (sent,) = (s for s in case if s.id == told.dispatch)
    statements = {s.id: s for s in reported(sent).findings.statements}
    return words in " ".join(piece.exact for piece in statements[told.statement].content)


def unmatched(case: Across, sent: tuple[Sent, ...]) -> tuple[list[CrossLink], list[object]]:
    """What is found and not seen by the reader, and what he sees and is not found."""
    found, missed = list(links_of(sent, story=case.story)), list[object]()
    for wanted in sorted(case.links):
        relation, source, source_words, target, target_words = wanted
        hits = [
            link
            for link in found
            if (link.relation.value, link.source.dispatch, link.target.dispatch) == (relation, source, target)
            and says(sent, link.source, source_words)
            and says(sent, link.target, target_words)
        ]
        if not hits:
            missed.append(wanted)
        found = [link for link in found if link not in hits]
    return found, missed


@pytest.mark.parametrize("case", ACROSS, ids=lambda c: c.name)
def test_just_the_links_that_a_careful_reader_sees_are_found(case: Across) -> None:
    assert unmatched(case, case.sent) == ([], [])


@pytest.mark.parametrize("case", ACROSS, ids=lambda c: c.name)
def test_the_order_in_which_they_come_does_not_count(case: Across) -> None:
    assert set(links_of(case.sent, story=case.story)) == set(links_of(case.sent[::-1], story=case.story))


@pytest.mark.parametrize("case", [c for c in ACROSS if len(c.sent) > 1], ids=lambda c: c.name)
def test_around_one_dispatch_just_its_own_links_are_found(case: Across) -> None:
    told = [[s.id for s in case.sent]] if case.story else []
    compared = [reported(s) for s in case.sent]
    whole = find_links_across(compared, told)
    for sent in case.sent:
        own = tuple(link for link in whole if sent.id in {link.source.dispatch, link.target.dispatch})
        assert find_links_across(compared, told, frozenset({sent.id})) == own
    assert find_links_across(compared, told, frozenset({"another"})) == ()


@pytest.mark.parametrize("case", ACROSS, ids=lambda c: c.name)
def test_with_the_parties_names_exchanged_as_many_links_are_found(case: Across) -> None:
    sent = tuple(Sent(s.id, s.published, exchange(s.text)) for s in case.sent)
    assert len(links_of(sent, story=case.story)) == len(links_of(case.sent, story=case.story))


@pytest.mark.parametrize("case", ACROSS, ids=lambda c: c.name)
def test_each_link_rests_on_words_of_the_dispatch_that_answers(case: Across) -> None:
    texts = {s.id: reported(s).article.text for s in case.sent}
    for link in links_of(case.sent, story=case.story):
        assert link.grounds
        assert all(texts[link.source.dispatch][g.start : g.end] == g.exact for g in link.grounds)
        assert link.found_by.startswith(link.relation.value + ".")
        assert link.found_by.endswith("_elsewhere")


def article(text: str) -> Article:
    return Article(headline=None, text=text, paragraphs=(), teaser="")


def test_of_many_articles_those_that_share_no_name_are_not_compared() -> None:
    others = [article(f"Il pleut, dit le maire de la ville {k:05}") for k in range(50)]
    one, two = article("le maire de Kerval parle"), article("la police de Kerval se tait")
    assert list(may_answer([one, *others, two])) == [(0, 51), (51, 0)]


def test_few_articles_are_all_compared() -> None:
    assert list(may_answer([article("un"), article("deux")])) == [(0, 1), (1, 0)]


ACCUSED = (
    Sent(
        "lundi",
        "2031-03-03",
        "Aubemont accuse Tersane\n\nLa ministre Odile Varenne a accusé lundi le maire Luc Morvan de fraude.",
    ),
    Sent(
        "mardi",
        "2031-03-04",
        "Le maire répond\n\nLe maire Luc Morvan a démenti mardi ces accusations. Il a appelé au calme.",
    ),
)


def test_in_one_story_these_accusations_may_be_those_of_another_article() -> None:
    links = find_links_across([reported(s) for s in ACCUSED], [("lundi", "mardi")])
    assert [(k.source.dispatch, k.target.dispatch, k.found_by) for k in links] == [
        ("mardi", "lundi", "denies.anaphor_elsewhere")
    ]


def test_outside_one_story_they_stay_open() -> None:
    assert links_of(ACCUSED) == ()


def test_where_two_accuse_it_stays_open() -> None:
    both = Sent(
        "lundi",
        "2031-03-03",
        ACCUSED[0].text + " La députée Anne Kerven a accusé le maire Luc Morvan de violence.",
    )
    assert find_links_across([reported(both), reported(ACCUSED[1])], [("lundi", "mardi")]) == ()
