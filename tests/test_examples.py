# SPDX-License-Identifier: Apache-2.0
"""The invented dispatches: each said to be invented, all of one week, all read, with what they are there to show."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dementi.contract import as_json
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Reading, Relation, Stance

SOURCES = Path(__file__).parents[1] / "src" / "dementi"
FOLDER = SOURCES / "examples"
ENTRIES = tomllib.loads((FOLDER / "examples.toml").read_text("utf-8"))["dispatches"]
STATES = tomllib.loads((SOURCES / "language" / "fr" / "sides.toml").read_text("utf-8"))["state"]


def published(entry: dict[str, str]) -> str:
    """Return when an example was published: as the index says, or as its page does."""
    return entry["published"] if "published" in entry else json_ld(entry)["datePublished"]


def json_ld(entry: dict[str, str]) -> dict[str, str]:
    page = (FOLDER / entry["file"]).read_text("utf-8")
    scripts = re.findall(r'<script type="application/ld\+json">([^<]*)</script>', page)
    assert len(scripts) == 1
    found: dict[str, str] = json.loads(scripts[0])
    return found


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    with Newsroom() as newsroom:
        return {
            entry["id"]: newsroom.read(
                Dispatch(
                    id=entry["id"],
                    content=(FOLDER / entry["file"]).read_bytes(),
                    form=Form(entry["form"]),
                    published=entry.get("published"),
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
    assert {Form(entry["form"]) for entry in ENTRIES} == set(Form) - {Form.WIRE}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_each_is_said_to_be_invented(entry: dict[str, str]) -> None:
    assert entry["invented"]
    host = urlsplit(entry["url"]).hostname
    assert host
    assert host.endswith(".example")
    assert "2026-03-08" <= published(entry)[:10] <= "2026-03-14"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_each_is_read_as_written(entry: dict[str, str], readings: dict[str, Reading]) -> None:
    reading = readings[entry["id"]]
    assert reading.article
    assert reading.troubles == ()
    assert reading.article.headline
    assert reading.article.headline in (FOLDER / entry["file"]).read_text("utf-8")
    assert reading.article.outlet == entry["outlet"]
    assert reading.article.published == published(entry)
    for furniture in ("Rechercher", "Mentions légales", "cookies", "Partager"):
        assert furniture not in reading.article.text


def test_they_stand_oldest_first() -> None:
    times = [published(entry) for entry in ENTRIES]
    assert times == sorted(times)


def test_pages_say_what_they_are_in_json_ld() -> None:
    pages = [entry for entry in ENTRIES if entry["form"] == "page"]
    assert len(pages) >= 3
    for entry in pages:
        said = json_ld(entry)
        assert {"headline", "datePublished", "author", "publisher"} <= said.keys()
        assert said["mainEntityOfPage"] == entry["url"]


def test_no_state_of_the_world_is_named() -> None:
    names = {name for s in STATES for name in (s["name"], *s.get("other_names", ()), *s.get("capitals", ()))}
    assert len(names) > 300
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    assert named.search("un habitant de Moscou")
    assert {path.name: named.findall(path.read_text("utf-8")) for path in FOLDER.iterdir()} == {
        path.name: [] for path in FOLDER.iterdir()
    }


def test_every_reading_keeps_the_contract(
    readings: dict[str, Reading], contract_faults: Callable[[Iterable[str]], list[str]]
) -> None:
    assert contract_faults(as_json(reading) for reading in readings.values()) == []


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
    assert stances[Stance.REFUSES_COMMENT] >= 2


def test_tolls_diverge(readings: dict[str, Reading]) -> None:
    diverging = {k for k, reading in readings.items() for link in reading.links if link.relation is Relation.DIVERGES}
    assert "exemple-12-douze-morts" in diverging
    assert len(diverging) >= 3


def test_nobody_is_denied_by_his_own_side(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        speakers = {s.id: s.speaker.name if s.speaker else None for s in reading.findings.statements}
        for link in reading.links:
            if link.relation is Relation.DENIES:
                assert speakers[link.source] != speakers[link.target]
