# SPDX-License-Identifier: Apache-2.0
"""Are parties treated alike? Exchanged by a table in all gold-dev texts, statements and links come out exchanged."""

from __future__ import annotations

import json
import os
import re
import tomllib
from functools import partial
from pathlib import Path

import pytest
from bench.statements import article_of
from quality.exchange import TABLE, VOWELS, Exchanged, exchanged, exchanger, read

from dementi.record import Article, Findings, Link

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "data" / "gold-dev.jsonl"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["fairness"]

INVENTED = "Moscou accuse Paris d'avoir vendu le pont\n\nMoscou a accusé Paris d'avoir vendu le pont. Paris a démenti."


def made(text: str) -> Article:
    return article_of(text, "2026-03-09")


def share(results: list[Exchanged]) -> float:
    return 100 * sum(r.kept for r in results) / max(1, sum(r.statements for r in results))


@pytest.mark.shared
def test_statements_and_links_come_out_exchanged() -> None:
    if not GOLD.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("gold-dev is absent, and on CI nothing may be left out")
        pytest.skip("../shared/data/gold-dev.jsonl is absent")
    results = []
    for line in GOLD.read_text("utf-8").splitlines():
        entry = json.loads(line)
        day = entry.get("published")
        results.append(exchanged(article_of(entry["text"].strip(), day), partial(article_of, published=day)))
    assert sum(r.links for r in results) > 0
    assert [r.kept_links for r in results] == [r.links for r in results]
    assert share(results) >= FLOORS["statements"]


def unfair(article: Article) -> tuple[Findings, tuple[Link, ...]]:
    """Read an article, but pass over what Moscow says."""
    findings, links = read(article)
    kept = tuple(s for s in findings.statements if s.speaker is None or s.speaker.name != "Moscou")
    return Findings(statements=kept, figures=findings.figures, dates=findings.dates), links


def test_a_reader_that_is_unfair_is_seen() -> None:
    assert share([exchanged(made(INVENTED), made)]) == 100
    assert share([exchanged(made(INVENTED), made, unfair)]) < FLOORS["statements"]


def test_exchanged_twice_a_text_is_itself() -> None:
    swap = exchanger(INVENTED)
    assert swap(INVENTED) != INVENTED
    assert swap(swap(INVENTED)) == INVENTED


@pytest.mark.parametrize(("one", "other"), [pair for group in TABLE.values() for pair in group])
def test_a_pair_of_the_table_has_the_same_elision(one: str, other: str) -> None:
    assert (one[0].lower() in VOWELS) is (other[0].lower() in VOWELS)
    assert one.islower() is other.islower()


def test_no_word_of_the_table_is_exchanged_for_two() -> None:
    words = [word for group in TABLE.values() for pair in group for word in pair]
    assert len(words) == len(set(words))
    assert all(re.fullmatch(r"[\w -]+", word) for word in words)
