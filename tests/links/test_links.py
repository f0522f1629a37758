# SPDX-License-Identifier: Apache-2.0
"""Which statement answers which, on what words? The dispatches are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dementi.record import Relation

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
