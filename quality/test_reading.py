# SPDX-License-Identifier: Apache-2.0
"""Are pages and dumps read at least as well as before? The benchmark of bench/reading.py against pinned floors."""

import importlib.util
import os
import sys
import tomllib
from pathlib import Path
from types import ModuleType

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


@pytest.mark.parametrize("form", [Form.PAGE, Form.DUMP])
def test_bodies_and_headlines_are_found_as_well_as_before(form: Form) -> None:
    found = bench().measured(form)
    assert round(100 * found.f1, 1) >= FLOORS[f"{form}_f1"]
    assert round(100 * found.headlines, 1) >= FLOORS.get(f"{form}_headlines", 0.0)
    assert found.per_second >= FLOORS["per_second"]
