# SPDX-License-Identifier: Apache-2.0
"""Which statement answers which, on what words? The dispatches are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dementi.language import analyse
from dementi.links.claims import case_of
from dementi.record import Article, Findings, Relation, Span, Speaker, Stance, Statement, StatementType

from .dispatches import CASES, Case, links_of, pairs_of


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_just_the_links_that_a_careful_reader_sees_are_found(case: Case) -> None:
    assert pairs_of(case) == set(case.links)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_each_link_names_its_rule_and_rests_on_words_of_its_text(case: Case) -> None:
    links, _ = links_of(case)
    for link in links:
        assert link.found_by.startswith(link.relation.value + ".")
        assert link.grounds
        assert all(case.text[g.start : g.end] == g.exact for g in link.grounds)


#: Names of one gender, number and kind, so that the sentence stays as it was.
EXCHANGED = (
    ("Valmarie", "Orsanne"),
    ("valmarien", "orsannien"),
    ("Anne Kerven", "Rose Tanguy"),
    ("Luc Morvan", "Jean Abgrall"),
    ("Aubemont", "Tersane"),
)


def exchange(text: str) -> str:
    for k, (one, other) in enumerate(EXCHANGED):
        mark = f"\x00{k}\x00"
        text = text.replace(one, mark).replace(other, one).replace(mark, other)
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_with_the_parties_names_exchanged_the_same_links_are_found(case: Case) -> None:
    told = tuple(
        replace(
            t,
            speaker=exchange(t.speaker),
            cue=exchange(t.cue),
            content=exchange(t.content),
            side=exchange(t.side) if t.side else None,
        )
        for t in case.told
    )
    mirrored = Case(case.name, exchange(case.text), told, case.links)
    assert pairs_of(mirrored) == set(case.links)


def test_a_link_of_figures_joins_figures_and_no_statements() -> None:
    for case in CASES:
        links, findings = links_of(case)
        figures = {f.id for f in findings.figures}
        statements = {s.id for s in findings.statements}
        for link in links:
            ends = figures if link.relation is Relation.DIVERGES else statements
            assert {link.source, link.target} <= ends


def test_a_text_of_many_statements_is_compared_near_by_only() -> None:
    line = "Le port affirme que le pont tient."
    text = "\n\n".join(["Titre", *[line] * 300])
    starts = [place for place in range(len(text)) if text.startswith(line, place)]
    statements = tuple(
        Statement(
            id=f"s{k}",
            type=StatementType.INDIRECT,
            stance=Stance.ASSERTS,
            content=(Span.of(text, start + 20, start + 33),),
            source=Span.of(text, start, start + 7),
            cue=Span.of(text, start + 8, start + 15),
            speaker=Speaker("port"),
            said=None,
            found_by="test",
        )
        for k, start in enumerate(starts)
    )
    article = Article(headline="Titre", text=text, paragraphs=(), teaser="")
    case = case_of(article, analyse(text), Findings(statements=statements))
    around = [case.around(claim) for claim in case.claims]
    assert max(len(near) for near in around) <= 80
    assert all(claim in near for claim, near in zip(case.claims, around, strict=True))
