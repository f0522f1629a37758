# SPDX-License-Identifier: Apache-2.0
"""The invented dispatches: each said to be invented, all of one week, all read, with what they are there to show."""

import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Reading, Relation, Stance

FOLDER = Path(__file__).parents[1] / "src" / "dementi" / "examples"
ENTRIES = tomllib.loads((FOLDER / "examples.toml").read_text("utf-8"))["dispatches"]


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    with Newsroom() as newsroom:
        return {
            entry["id"]: newsroom.read(
                Dispatch(
                    id=entry["id"],
                    content=(FOLDER / entry["file"]).read_bytes(),
                    form=Form(entry["form"]),
                    published=entry["published"],
                    outlet=entry["outlet"],
                    url=entry["url"],
                )
            )
            for entry in ENTRIES
        }


def test_every_text_is_listed_once() -> None:
    texts = {path.name for path in FOLDER.iterdir()} - {"README.md", "examples.toml"}
    assert sorted(entry["file"] for entry in ENTRIES) == sorted(texts)
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES) >= 24
    assert {Form(entry["form"]) for entry in ENTRIES} == set(Form)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_each_is_said_to_be_invented(entry: dict[str, str]) -> None:
    assert entry["invented"]
    host = urlsplit(entry["url"]).hostname
    assert host
    assert host.endswith(".example")
    assert "2026-03-08" <= entry["published"][:10] <= "2026-03-14"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_each_is_read_as_written(entry: dict[str, str], readings: dict[str, Reading]) -> None:
    reading = readings[entry["id"]]
    assert reading.article
    assert reading.troubles == ()
    assert reading.article.headline
    assert reading.article.headline in (FOLDER / entry["file"]).read_text("utf-8")
    assert reading.article.outlet == entry["outlet"]
    assert reading.article.published == entry["published"]
    for furniture in ("Rechercher", "Mentions légales", "cookies", "Partager"):
        assert furniture not in reading.article.text


def test_french_ones_have_statements_and_the_english_one_none(readings: dict[str, Reading]) -> None:
    silent = [key for key, reading in readings.items() if not reading.findings.statements]
    assert silent == ["exemple-14-tersane-herald"]
    english = readings[silent[0]].article
    assert english
    assert english.language == "en"


def test_there_are_denials_confirmations_and_links(readings: dict[str, Reading]) -> None:
    stances = Counter(s.stance for reading in readings.values() for s in reading.findings.statements)
    denied = sum(link.relation is Relation.DENIES for reading in readings.values() for link in reading.links)
    assert stances[Stance.DENIES] >= 15
    assert stances[Stance.CONFIRMS] >= 5
    assert denied >= 8


def test_nobody_is_denied_by_his_own_side(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        speakers = {s.id: s.speaker.name if s.speaker else None for s in reading.findings.statements}
        for link in reading.links:
            if link.relation is Relation.DENIES:
                assert speakers[link.source] != speakers[link.target]
