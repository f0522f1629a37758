# SPDX-License-Identifier: Apache-2.0
"""What is read is measured against what an editor holds right. The gold here is invented, but for ../shared's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from dementi import cli
from dementi.contract import as_json
from dementi.evaluation import GoldArticle, Scores, read_gold, score, scores_as_json
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Reading, Speaker, Stance

TEXT = "Tirs de Kerval\n\nL'armée valmarienne a annoncé lundi avoir visé quatre dépôts. Tersane a démenti ces affirmations."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def gold_object() -> dict[str, Any]:
    return {
        "id": "tirs",
        "text": TEXT,
        "published": "2026-03-09",
        "statements": [
            {
                "id": "g1",
                "type": "indirect",
                "stance": "asserts",
                "content": [span("avoir visé quatre dépôts")],
                "source": span("L'armée valmarienne"),
                "cue": span("a annoncé"),
                "speaker": "armée valmarienne",
                "said": {**span("lundi"), "date": "2026-03-09"},
            },
            {
                "id": "g2",
                "type": "indirect",
                "stance": "denies",
                "content": [span("ces affirmations")],
                "source": span("Tersane"),
                "cue": span("a démenti"),
                "speaker": "Tersane",
                "said": None,
            },
        ],
        "links": [{"from": "g2", "to": "g1", "relation": "denies", "grounds": [span("ces affirmations")]}],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tirs.json").write_text(json.dumps(gold_object()), "utf-8")
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["dementi", *map(str, words)])
    try:
        cli.main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_a_user_s_gold_is_read_and_measured(monkeypatch: pytest.MonkeyPatch, capsys, folder: Path) -> None:
    assert typed(monkeypatch, "evaluate", "--json", folder) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["articles"], printed["missing"], printed["other_text"]) == (1, 0, 0)
    assert printed["found"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "right": 2, "said": 2, "gold": 2}
    assert printed["links"]["right"] == printed["links"]["gold"] == 1
    assert printed["day_said"] == {"right": 1, "of": 1}


def test_a_person_sees_a_table(monkeypatch: pytest.MonkeyPatch, capsys, folder: Path) -> None:
    assert typed(monkeypatch, "evaluate", folder / "tirs.json") == 0
    out = capsys.readouterr().out
    assert "démentis" in out
    assert "F1 100.0" in out


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        '{"id": "x"}',
        json.dumps({**gold_object(), "text": TEXT[1:]}),
        json.dumps({**gold_object(), "statements": [{"id": "g1"}]}),
    ],
)
def test_what_is_no_gold_is_told_and_the_rest_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys, folder: Path, broken: str
) -> None:
    (folder / "autre.json").write_text(broken, "utf-8")
    assert typed(monkeypatch, "evaluate", "--json", folder) == 1
    out, err = capsys.readouterr()
    assert "autre.json" in err
    assert len(err.splitlines()) == 1
    assert json.loads(out)["articles"] == 1


def test_a_folder_without_gold_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys, tmp_path: Path) -> None:
    assert typed(monkeypatch, "evaluate", tmp_path) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)


def test_an_article_that_was_not_read_counts_as_missed(folder: Path) -> None:
    scores = score([(read_gold(folder / "tirs.json"), None)])
    assert (scores.missing, scores.found.gold, scores.found.reached) == (1, 2, 0)


# The measures of ../shared, on its gold: as read, and damaged.


@lru_cache(maxsize=2)
def read_all(folder: Path) -> tuple[tuple[GoldArticle, Reading], ...]:
    gold = [read_gold(path) for path in sorted(folder.glob("*.json"))]
    with Newsroom() as newsroom:
        return tuple((g, newsroom.read(dispatch_of(g))) for g in gold)


def dispatch_of(gold: GoldArticle) -> Dispatch:
    return Dispatch(id=gold.id, content=gold.text, form=Form.ARTICLE, published=gold.published)


def every_other(reading: Reading) -> Reading:
    return replace(reading, findings=replace(reading.findings, statements=reading.findings.statements[::2]))


def nobody_speaks(reading: Reading) -> Reading:
    statements = tuple(replace(s, speaker=None, source=None) for s in reading.findings.statements)
    return replace(reading, findings=replace(reading.findings, statements=statements))


def one_speaks(reading: Reading) -> Reading:
    statements = tuple(
        replace(s, speaker=Speaker("Le ministre Jean Dupont"), stance=Stance.DENIES)
        for s in reading.findings.statements
    )
    return replace(reading, findings=replace(reading.findings, statements=statements), links=reading.links * 2)


def shorter(reading: Reading) -> Reading:
    statements = tuple(
        replace(
            s, content=tuple(type(p).of(reading.article.text, p.start, max(p.start + 1, p.end - 30)) for p in s.content)
        )
        for s in reading.findings.statements
        if reading.article is not None
    )
    return replace(reading, findings=replace(reading.findings, statements=statements))


@pytest.mark.shared
@pytest.mark.parametrize("damage", [lambda r: r, every_other, nobody_speaks, one_speaks, shorter])
def test_the_measures_are_those_of_the_scorer(tmp_path: Path, shared: Callable[[str], Path], damage) -> None:
    gold_folder, scorer = shared("data/gold-dev"), shared("evaluate/score_statements.py")
    gold = read_all(gold_folder)
    damaged = [(held, damage(reading)) for held, reading in gold]
    assert ours(score(damaged)) == theirs([scorer, gold_folder], [reading for _, reading in damaged], tmp_path)


def ours(scores: Scores) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads(scores_as_json(scores))
    return {key: value for key, value in entry.items() if isinstance(value, dict)}


def theirs(asked: list[Path], readings: list[Reading], folder: Path) -> dict[str, Any]:
    found, out = folder / "found.jsonl", folder / "figures.json"
    found.write_text("\n".join(as_json(r) for r in readings), "utf-8")
    command = [sys.executable, *map(str, asked), str(found), "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (the scorer of ../shared)
    said = json.loads(out.read_text("utf-8"))
    names = {
        "name of pronouns and descriptions": "name_behind_description",
        "day said": "day_said",
        "bare denials": "bare_denials",
    }
    kept = {names.get(key, key): value for key, value in said.items() if isinstance(value, dict) and key != "by_type"}
    return {
        key: {("right" if name == "hit" else name): figure for name, figure in value.items()}
        for key, value in kept.items()
    }
