# SPDX-License-Identifier: Apache-2.0
"""Are statements and links found at least as well as before? The scorer of ../shared against pinned floors.

The floors stand in floors.toml and only rise. gold-dev has been looked at while the rules were written; gold-held has not, and
only its figures are ever read.
"""

import itertools
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from dementi.contract import as_json
from dementi.intake import Given, gather
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["statements"]

pytestmark = pytest.mark.shared

Figures = dict[str, float]


def need(path: Path) -> Path:
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path.name} is absent, and on CI nothing may be left out")
        pytest.skip(f"../shared/data/{path.name} is absent")
    return path


def nothing_is_fetched(address: str) -> Dispatch:
    raise AssertionError(address)


def read_gold(name: str) -> list[str]:
    path = need(SHARED / "data" / f"{name}.jsonl")
    with Newsroom() as newsroom:
        found = gather([str(path)], Given(form=Form.ARTICLE), nothing_is_fetched)
        return [as_json(newsroom.read(dispatch)) for dispatch in found if isinstance(dispatch, Dispatch)]


def score(name: str, lines: list[str], folder: Path) -> Figures:
    """Run the scorer and flatten its figures: F1, P and R in percent, shares in percent."""
    found, out = folder / "found.jsonl", folder / "figures.json"
    found.write_text("\n".join(lines), "utf-8")
    scorer = SHARED / "evaluate" / "score_statements.py"
    command = [sys.executable, str(scorer), str(SHARED / "data" / name), str(found), "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    figures: Figures = {}
    for key, value in json.loads(out.read_text("utf-8")).items():
        if isinstance(value, dict) and "f1" in value:
            figures |= {f"{key}_{part}": value[part] for part in ("p", "r", "f1")}
        elif isinstance(value, dict) and "of" in value:
            figures[key.replace(" ", "_")] = round(100 * value["right"] / max(1, value["of"]), 1)
    return figures


def below(figures: Figures, floors: Figures) -> list[str]:
    """The figures that have fallen below their floors."""
    return [f"{key}: {figures[key]} < {floor}" for key, floor in floors.items() if figures[key] < floor]


@pytest.fixture(scope="module")
def gold_dev() -> list[str]:
    return read_gold("gold-dev")


def test_gold_dev_stands_at_its_floors(gold_dev: list[str], tmp_path: Path) -> None:
    figures = score("gold-dev", gold_dev, tmp_path)
    print(figures)
    assert below(figures, FLOORS["gold-dev"]) == []


def test_gold_held_stands_at_its_floors(tmp_path: Path) -> None:
    figures = score("gold-held", read_gold("gold-held"), tmp_path)
    print(figures)
    assert below(figures, FLOORS["gold-held"]) == []


def without_every_other_statement(reading: dict[str, list[object]]) -> None:
    reading["statements"] = reading["statements"][::2]


def with_every_speaker_unknown(reading: dict[str, list[dict[str, object]]]) -> None:
    for statement in reading["statements"]:
        statement["speaker"] = None


def with_links_everywhere(reading: dict[str, list[dict[str, object]]]) -> None:
    ids = [statement["id"] for statement in reading["statements"]]
    reading["links"] = [
        {"relation": "denies", "from": a, "to": b, "grounds": [], "found_by": "x"} for a, b in itertools.pairwise(ids)
    ]


def with_denials_forgotten(reading: dict[str, list[dict[str, object]]]) -> None:
    for statement in reading["statements"]:
        statement["stance"] = "asserts"


@pytest.mark.parametrize(
    ("broken", "figure"),
    [
        (without_every_other_statement, "found_r"),
        (with_every_speaker_unknown, "name"),
        (with_links_everywhere, "links_p"),
        (with_denials_forgotten, "denials_r"),
    ],
)
def test_the_gate_sees_what_is_broken(
    gold_dev: list[str], tmp_path: Path, broken: Callable[..., None], figure: str
) -> None:
    readings = [json.loads(line) for line in gold_dev]
    for reading in readings:
        broken(reading)
    fallen = below(score("gold-dev", [json.dumps(r) for r in readings], tmp_path), FLOORS["gold-dev"])
    assert any(line.startswith(f"{figure}: ") for line in fallen)


def test_every_span_found_in_gold_holds_its_words(gold_dev: list[str]) -> None:
    checker = SHARED / "contract" / "check_reading.py"
    done = subprocess.run(
        [sys.executable, str(checker), "/dev/stdin"],
        input="\n".join(gold_dev),
        text=True,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{len(gold_dev)} dispatches, 0 faults\n")
