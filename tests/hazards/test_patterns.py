# SPDX-License-Identifier: Apache-2.0
"""No pattern of the program takes more than linear time on long hostile text: all are found by walking the code, none by a list."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATTERNS = Path(__file__).with_name("patterns.py")


@pytest.fixture(scope="module")
def patterns() -> ModuleType:
    spec = importlib.util.spec_from_file_location("patterns", PATTERNS)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_pattern_of_the_program_takes_more_than_linear_time(tmp_path: Path) -> None:
    from os import environ

    said = {**environ, "DJANGO_SETTINGS_MODULE": "dementi.desk.django_settings", "DEMENTI_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, PATTERNS], env=said, capture_output=True, text=True, check=True)  # noqa: S603 (our own program)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.stderr == ""
    assert len(found) > 150
    assert len({each["module"] for each in found}) > 40
    assert [each for each in found if each["slow"]] == []


@pytest.mark.parametrize(
    "written", [r"(a+)+$", r"\s+$", r"a*b", r"(\w+\s?)*:", r"<!--.*-->", r"\s*(?:,|;)\s*", r"[a-z]+@"]
)
def test_a_pattern_that_takes_more_is_seen(patterns: ModuleType, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if written in {r"(a+)+$", r"(\w+\s?)*:"}:
        # Exponential: even short texts would take for ever.
        monkeypatch.setattr(patterns, "SIZES", (5, 20))
        monkeypatch.setattr(patterns, "MOST", 0.002)
    assert patterns.slow(re.compile(written), written, 0)


@pytest.mark.parametrize("written", [r"a+", r"(?<!\s)\s+$", r"<[^<>]*>", r"\d{1,3}", r"[^\W\d_]+"])
def test_a_linear_pattern_is_not_blamed(patterns: ModuleType, written: str) -> None:
    assert patterns.slow(re.compile(written), written, 0) is None
