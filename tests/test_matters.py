# SPDX-License-Identifier: Apache-2.0
"""What many readings make together. The dispatches are invented."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

from rich.console import Console

from dementi.contract import matters_as_json, matters_as_object
from dementi.matters import join, links_inside
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Matters, Reading, Relation, Scope
from dementi.show import show_matters

TIRS = """Valmarie : l'armée annonce des tirs, Tersane dément

L'armée valmarienne a annoncé lundi avoir visé quatre dépôts près de Castelnoir.

La Fédération d'Orsanne a démenti ces affirmations.
"""
BILAN = """Explosion de Kerval

Au moins 30 personnes ont été tuées dans l'explosion, a affirmé l'opposition orsannienne. La police valmarienne a fait \
état de douze personnes tuées dans l'explosion.
"""
ELSEWHERE = """Le musée d'Aubemont rouvre

Le musée a rouvert mardi, a annoncé la mairie.
"""


def readings_of(*texts: str) -> tuple[Reading, ...]:
    names = "abcdefgh"
    with Newsroom() as newsroom:
        dispatches = (Dispatch(id=n, content=t, form=Form.ARTICLE) for n, t in zip(names, texts, strict=False))
        return tuple(newsroom.read_all(dispatches))


def shown(matters: Matters, readings: Sequence[Reading], language: str = "fr") -> str:
    out = io.StringIO()
    show_matters(matters, readings, language, Console(width=200, file=out))
    return out.getvalue()


def test_the_links_within_each_dispatch_are_told_with_their_dispatch() -> None:
    links = join(readings_of(ELSEWHERE, TIRS)).links
    assert {(link.relation, link.source.dispatch, link.target.dispatch) for link in links} == {
        (Relation.DENIES, "b", "b")
    }
    assert all(TIRS[g.start : g.end] == g.exact for link in links for g in link.grounds)


def test_figures_that_differ_join_the_statements_that_hold_them() -> None:
    readings = readings_of(BILAN)
    (link,) = join(readings).links
    assert link.relation is Relation.DIVERGES
    statements = {statement.id for statement in readings[0].findings.statements}
    assert {link.source.statement, link.target.statement} <= statements


def test_a_dispatch_that_could_not_be_read_is_in_no_group_and_stops_nothing() -> None:
    broken = Reading(id="x", article=None)
    assert join((broken, *readings_of(TIRS))).links == join(readings_of(TIRS)).links


def test_a_dispatch_printed_twice_is_a_copy_and_a_story() -> None:
    matters = join(readings_of(TIRS, ELSEWHERE, TIRS))
    assert matters.copies == (("a", "c"),)
    assert ("a", "c") in matters.stories


def test_nothing_joins_nothing() -> None:
    assert join(()) == Matters()
    assert "Rien ne rapproche" in shown(Matters(), ())


def test_the_contract_s_object_has_its_keys() -> None:
    matters = join(readings_of(TIRS, ELSEWHERE))
    printed = json.loads(matters_as_json(matters))
    assert list(printed) == ["contract", "copies", "stories", "links", "series"]
    link = printed["links"][-1]
    assert set(link) == {"relation", "from", "to", "grounds", "found_by"}
    assert set(link["from"]) == set(link["to"]) == {"dispatch", "statement"}
    assert all(set(words) == {"start", "end", "exact"} for words in link["grounds"])


def test_programs_are_told_what_a_denial_denies_and_how_late_it_comes() -> None:
    matters = join(readings_of(TIRS, ELSEWHERE))
    assert all(set(link) >= {"scope", "delay"} for link in matters_as_object(matters, more=True)["links"])
    assert {link.scope for link in matters.links if link.relation is Relation.DENIES} <= set(Scope)


def test_a_delay_is_the_days_between_the_days_said() -> None:
    text = "Le pont\n\nLundi, la mairie a affirmé que le port avait vendu le pont. Mercredi, le port a démenti avoir vendu le pont."
    with Newsroom() as newsroom:
        dated = newsroom.read(Dispatch(id="a", content=text, form=Form.ARTICLE, published="2031-05-15"))
        undated = newsroom.read(Dispatch(id="b", content=text, form=Form.ARTICLE))
    assert [(link.relation, link.delay) for link in links_inside(dated)] == [(Relation.DENIES, 2)]
    assert [(link.relation, link.delay) for link in links_inside(undated)] == [(Relation.DENIES, None)]


def test_a_person_sees_both_statements_and_what_joins_them() -> None:
    readings = readings_of(TIRS)
    page = shown(join(readings), readings)
    assert "avoir visé quatre dépôts" in page
    assert "dément (a démenti" in page
    assert page.count("[a]") == 2 * len(join(readings).links)
