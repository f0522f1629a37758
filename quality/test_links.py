# SPDX-License-Identifier: Apache-2.0
"""Are links found at least as well as before, within a dispatch and between dispatches, and is nothing linked that answers nothing?

answers.toml holds invented dispatches (set C was not looked at while the rules were made); answers_elsewhere.tsv holds pairs of
statements of Wikinews articles, by offsets, of which a reader judged whether the one answers the other: nearly all do not. Its
halves: "first" was looked at while the rules were made; "tuned" and "held" were drawn and parted by seed before anybody looked, and
nothing was made on "held".
"""

from __future__ import annotations

import csv
import json
import os
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from bench.answers import Found, elsewhere, judged, reported, within
from bench.contradictions import measure, read

from dementi.links import Reported, find_links_across
from dementi.newsroom import Newsroom
from dementi.record import CrossLink, Told

SHARED = Path(__file__).resolve().parents[2] / "shared"
PAIRS = Path(__file__).with_name("answers_elsewhere.tsv")
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["links"]


@lru_cache(maxsize=8)
def found(kind: str, names: str) -> Found:
    return {"within": within, "elsewhere": elsewhere}[kind](judged(names))


def below(figures: Found, floors: dict[str, float]) -> list[str]:
    return [
        f"{key}: {getattr(figures, key)} < {floor}" for key, floor in floors.items() if getattr(figures, key) < floor
    ]


@pytest.mark.parametrize("kind", ["within", "elsewhere"])
@pytest.mark.parametrize("names", ["AB", "C"])
def test_answers_in_invented_dispatches_are_found(kind: str, names: str) -> None:
    print(found(kind, names))
    assert below(found(kind, names), FLOORS[f"{kind}_{names}"]) == []


def test_the_gate_sees_links_that_are_lost_and_links_that_are_wrong() -> None:
    figures = found("within", "AB")
    lost = Found(figures.said, figures.right, figures.gold, figures.reached // 2)
    wrong = Found(figures.said * 2, figures.right, figures.gold, figures.reached)
    assert [line.split(":")[0] for line in below(lost, FLOORS["within_AB"])] == ["recall"]
    assert [line.split(":")[0] for line in below(wrong, FLOORS["within_AB"])] == ["precision"]


@dataclass(frozen=True)
class Pair:
    """Two statements by article and offset, what a reader judged ("denies", "confirms" or "none"), and the half it is of."""

    source: str
    source_start: int
    target: str
    target_start: int
    judgement: str
    half: str


def pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [
            Pair(r["from"], int(r["from_start"]), r["to"], int(r["to_start"]), r["judgement"], r["half"]) for r in rows
        ]


def need(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"../shared/{name} is absent, and on CI nothing may be left out")
        pytest.skip(f"../shared/{name} is absent")
    return path


@pytest.fixture(scope="module")
def articles() -> dict[str, Reported]:
    wanted = {name for pair in pairs() for name in (pair.source, pair.target)}
    texts = {}
    for line in need("data/wikinews/articles.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry["id"] in wanted:
            texts[entry["id"]] = (f"{entry['title']}\n\n{entry['body']}", entry["date"])
    with Newsroom() as newsroom:
        return {name: reported(newsroom, name, *told) for name, told in texts.items()}


def stands_at(told: Told, article: str, start: int, articles: dict[str, Reported]) -> bool:
    """Whether a statement stands where a reader judged one: the rules that find statements may move its start."""
    if told.dispatch != article:
        return False
    statement = next(s for s in articles[article].findings.statements if s.id == told.statement)
    return any(p.start - 20 <= start < p.end for p in statement.content)


def judged_pair(link: CrossLink, articles: dict[str, Reported]) -> Pair | None:
    for pair in pairs():
        ends = (link.source, pair.source, pair.source_start), (link.target, pair.target, pair.target_start)
        if all(stands_at(told, name, start, articles) for told, name, start in ends):
            return pair
    return None


@pytest.mark.shared
def test_of_judged_pairs_only_answers_are_linked(articles: dict[str, Reported]) -> None:
    links = find_links_across(list(articles.values()), [list(articles)])
    said = [(link, pair) for link in links if (pair := judged_pair(link, articles))]
    for half in ("first", "tuned", "held"):
        of_half = [pair for pair in pairs() if pair.half == half]
        right = sum(pair.half == half and pair.judgement == link.relation for link, pair in said)
        answers = sum(pair.judgement != "none" for pair in of_half)
        print(half, len(of_half), "pairs:", sum(p.half == half for _, p in said), "said,", right, "right of", answers)
    assert [link for link, pair in said if pair.judgement != link.relation.value] == []


def test_enough_pairs_were_judged_in_each_half() -> None:
    assert sum(pair.judgement == "none" for pair in pairs()) >= 150
    assert {pair.half for pair in pairs()} == {"first", "tuned", "held"}
    # What is of one answer is of one half.
    halves = {(pair.source, pair.source_start): pair.half for pair in pairs()}
    assert all(halves[pair.source, pair.source_start] == pair.half for pair in pairs() if pair.half != "first")


@pytest.mark.shared
def test_contradictions_by_figures_and_denials_are_seen() -> None:
    by_figures, by_denial = measure(read(need("data/contradictions/daccord_dataset.tsv"))[::4])
    print(by_figures.line("figures"), by_denial.line("denials"))
    assert 100 * by_denial.right / by_denial.said >= FLOORS["daccord"]["denials_precision"]
    assert 100 * by_denial.right / by_denial.gold >= FLOORS["daccord"]["denials_recall"]
