# SPDX-License-Identifier: Apache-2.0
"""Are pages and dumps read at least as well as before? The benchmark of bench/reading.py against pinned floors."""

import importlib.util
import os
import sys
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from dementi.record import Form

ROOT = Path(__file__).resolve().parents[1]
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["reading"]

pytestmark = pytest.mark.shared


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_reading", ROOT / "bench" / "reading.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_reading"] = module
    spec.loader.exec_module(module)
    if not module.PAGES.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("the pages are absent, and on CI nothing may be left out")
        pytest.skip("../shared/data/pages is absent")
    return module


def faults(name: str, found: Any) -> list[str]:
    """Return the floors under which figures lie."""
    figures = {"f1": 100 * found.f1, "headlines": 100 * found.headlines}
    floors = {key: FLOORS.get(f"{name}_{key}", 0.0) for key in figures}
    return [
        f"{name}_{key}: {value:.2f} < {floors[key]}" for key, value in figures.items() if round(value, 1) < floors[key]
    ]


@pytest.mark.parametrize("name", ["page", "dump_set_on", "dump_others"])
def test_bodies_and_headlines_are_found_as_well_as_before(name: str) -> None:
    reading = bench()
    set_on, others = reading.halves()
    keys = {"page": None, "dump_set_on": set_on, "dump_others": others}[name]
    found = reading.measured(Form.PAGE if name == "page" else Form.DUMP, keys=keys)
    assert faults(name, found) == []
    # The manual shows these very figures.
    assert reading.row("", found).removeprefix("|  ") in (ROOT / "docs" / "reading.md").read_text("utf-8")


def test_figures_under_a_floor_are_seen() -> None:
    worse = SimpleNamespace(f1=0.5, headlines=0.1)
    assert [fault.split(":")[0] for fault in faults("dump_others", worse)] == [
        "dump_others_f1",
        "dump_others_headlines",
    ]


def test_the_manual_has_a_place_for_the_figures() -> None:
    reading = bench()
    manual = (ROOT / "docs" / "reading.md").read_text("utf-8")
    renewed = reading.written(manual, "| nouveau |")
    assert f"{reading.BEGIN}\n| nouveau |\n{reading.END}" in renewed
    assert renewed.partition(reading.BEGIN)[0] == manual.partition(reading.BEGIN)[0]
    with pytest.raises(ValueError, match=r"reading\.md"):
        reading.written(manual.replace(reading.BEGIN, ""), "| nouveau |")
