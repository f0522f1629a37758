# SPDX-License-Identifier: Apache-2.0
"""Where the tests find ../shared, and what they do where it is absent."""

import importlib.util
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed; on CI the same examples are drawn each time.
settings.register_profile("desk", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("desk")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def need(path: Path, what: str) -> Path:
    """Return a path of ../shared; skip where it is absent, but on CI nothing may be left out in silence."""
    if not path.exists():
        message = f"{what}: ../shared/{path.relative_to(SHARED)} is absent"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Give a path below ../shared, by its name there."""
    return lambda name: need(SHARED / name, "data to measure with")


@pytest.fixture(scope="session")
def contract_faults() -> Callable[[Iterable[str]], list[str]]:
    """Give the contract's own check: lines of JSON -> faults."""
    path = need(SHARED / "contract" / "check_reading.py", "the contract")

    def check(lines: Iterable[str]) -> list[str]:
        faults = _faults_of(path)
        return [fault for line in lines for fault in faults(json.loads(line))]

    return check


def _faults_of(path: Path) -> Callable[[object], Iterable[str]]:
    # The script runs its check when imported; only its function is wanted.
    source = path.read_text("utf-8").split("\nbad = 0\n", 1)[0]
    spec = importlib.util.spec_from_loader("check_reading", loader=None)
    assert spec
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(path)
    exec(compile(source, str(path), "exec"), module.__dict__)  # noqa: S102 (our own contract's script)
    found: Callable[[object], Iterable[str]] = module.faults
    return found
