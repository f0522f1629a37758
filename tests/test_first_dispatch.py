# SPDX-License-Identifier: Apache-2.0
"""The dispatch it all began with, read as a careful reader reads it; its text stands in ../shared only.

Nothing of it may be in code or lists: with the parties' names exchanged the same comes out, exchanged.
"""

import json
import re

import pytest

from dementi.contract import as_object
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Reading, Relation, Stance

pytestmark = pytest.mark.shared

#: Each pair is exchanged; the marks keep what is exchanged from being exchanged back.
EXCHANGED = (
    ("ministère russe", "ministère américain\1"),
    ("département américain", "département russe\1"),
    ("partie américaine", "partie russe\1"),
    ("armée russe", "armée américaine\1"),
    ("aérien russe", "aérien américain\1"),
    ("aériennes russes", "aériennes américaines\1"),
    ("avions russes", "avions américains\1"),
    ("bombardiers russes", "bombardiers américains\1"),
    ("Moscou", "Wash\1ington"),
    ("Washington", "Moscou"),
    ("Wash\1ington", "Washington"),
    ("les Etats-Unis", "la Rus\1sie"),
    ("la Russie", "les Etats-Unis"),
    ("la Rus\1sie", "la Russie"),
    ("Pentagone", "Kremlin"),
    ("\1", ""),
)
RUSSIA, AMERICA = "Russie", "États-Unis"


@pytest.fixture(scope="module")
def text(shared):
    return shared("data/dispatch-2017-01-23.txt").read_text("utf-8")


def read(text: str, published: str | None) -> Reading:
    with Newsroom() as newsroom:
        return newsroom.read(Dispatch(id="premiere", content=text, form=Form.DUMP, published=published))


@pytest.fixture(scope="module")
def reading(text: str) -> Reading:
    return read(text, "2017-01-23")


def sides(reading: Reading) -> list[tuple[str | None, Stance]]:
    return [(s.speaker.side if s.speaker else None, s.stance) for s in reading.findings.statements]


def links(reading: Reading) -> list[tuple[Relation, int, int]]:
    place = {s.id: n for n, s in enumerate(reading.findings.statements)}
    return sorted((link.relation, place[link.source], place[link.target]) for link in reading.links)


def test_the_article_comes_out_of_its_furniture(reading: Reading) -> None:
    article = reading.article
    assert article
    assert article.headline
    assert article.headline.startswith("Syrie")
    assert len(article.paragraphs) == 7
    assert article.language == "fr"
    assert [piece.exact for piece in article.furniture[:2]] == ["Rechercher", "Rechercher"]
    assert [piece.reason.value for piece in article.furniture[-2:]] == ["teaser", "teaser"]
    assert article.furniture[-1].exact.endswith("...")
    assert article.text.count("près d'Al-Bab") == 1
    assert article.teaser.endswith("...")


def test_without_being_told_it_is_read_the_same(text: str, reading: Reading) -> None:
    with Newsroom() as newsroom:
        untold = newsroom.read(Dispatch(id="premiere", content=text))
    assert untold.article
    assert reading.article
    assert untold.article.text == reading.article.text


def test_two_sides_speak_and_nobody_else(reading: Reading) -> None:
    assert {side for side, _ in sides(reading)} == {RUSSIA, AMERICA}
    names = {s.speaker.name for s in reading.findings.statements if s.speaker}
    assert {"Moscou", "armée russe", "ministère russe de la Défense"} <= names
    assert {"Pentagone", "département américain de la Défense", "Adrian Rankine-Galloway"} <= names


def test_only_one_side_denies(reading: Reading) -> None:
    assert {side for side, stance in sides(reading) if stance is Stance.DENIES} == {AMERICA}


def test_the_denials_answer_the_coordination_and_the_ministry(reading: Reading) -> None:
    statements = reading.findings.statements
    answered = {links_[2] for links_ in links(reading)}
    assert {relation for relation, _, _ in links(reading)} == {Relation.DENIES}
    for n in answered:
        speaker = statements[n].speaker
        assert speaker
        assert speaker.side == RUSSIA
    of_ministry = [n for n in answered if "ministère" in (statements[n].speaker.name if statements[n].speaker else "")]
    of_coordination = [n for n in answered if any("coordonnées" in p.exact for p in statements[n].content)]
    assert len(of_ministry) == 2
    assert len(of_coordination) >= 2


def test_nobody_denies_the_strikes_with_the_third_country_or_the_talks(reading: Reading) -> None:
    touched = {n for _, one, other in links(reading) for n in (one, other)}
    for n, statement in enumerate(reading.findings.statements):
        if any("turcs" in piece.exact or "négociations" in piece.exact for piece in statement.content):
            assert n not in touched


def test_the_narrator_s_last_paragraph_is_nobody_s(reading: Reading) -> None:
    assert reading.article
    last = reading.article.paragraphs[-1]
    parts = [p for s in reading.findings.statements for p in (*s.content, s.cue, s.source) if p]
    assert not any(last.overlaps(p) for p in parts)


def test_the_editor_s_insert_is_not_the_ministry_s(reading: Reading) -> None:
    assert not any("ndlr" in p.exact for s in reading.findings.statements for p in s.content)


def test_the_figures_stand_as_written(reading: Reading) -> None:
    found = [(f.low, f.counted) for f in reading.findings.figures]
    assert (22.0, "cibles") in found
    assert [low for low, counted in found if "appareils" in counted] == [4.0]
    assert [low for low, counted in found if "bombardiers" in counted] == [3.0]


def test_the_days_hang_on_the_publication_date(text: str, reading: Reading) -> None:
    values = [d.value for d in reading.findings.dates]
    assert values == ["2017-01-23", "2017-01-22", "2017-01-18", "2017-01-23"]
    undated = read(text, None)
    printed = json.dumps(as_object(undated), ensure_ascii=False)
    assert [d.value for d in undated.findings.dates] == [None] * 4
    assert not re.search(r'"(?:19|20)\d\d', printed)


def test_with_the_names_exchanged_the_same_comes_out_exchanged(text: str, reading: Reading) -> None:
    for one, instead in EXCHANGED:
        text = text.replace(one, instead)
    mirrored = read(text, "2017-01-23")
    other = {RUSSIA: AMERICA, AMERICA: RUSSIA, None: None}
    assert sides(mirrored) == [(other[side], stance) for side, stance in sides(reading)]
    assert links(mirrored) == links(reading)


def test_it_keeps_the_contract(reading: Reading, contract_faults) -> None:
    assert contract_faults([json.dumps(as_object(reading))]) == []
