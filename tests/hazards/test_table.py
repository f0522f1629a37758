# SPDX-License-Identifier: Apache-2.0
"""docs/hazards.md: every hazard has a test that exists, every line of the design's list is there, every limit is the code's."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "hazards.md"
DESIGN = ROOT.parent / "shared" / "design" / "hazards.md"

ROW = re.compile(r"^\| (\d\.\d) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
LIMIT = re.compile(r"^\| ([^|]+) \| ([\d.]+) \| `([\w.]+):([\w.]+)` \|$", re.MULTILINE)


def faults(page: str) -> Iterator[str]:
    """Yield what is wrong with the table: a hazard without a test, a test that is not there."""
    rows = ROW.findall(page)
    if len(rows) != len(re.findall(r"^\| \d\.\d ", page, re.MULTILINE)):
        yield "a row that is none"
    for number, hazard, tests in rows:
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", tests)
        if not named:
            yield f"{number} {hazard} has no test"
        yield from (f"{path} has no {name}" for path, name in named if name not in names_in(path))


def names_in(path: str) -> set[str]:
    if not (ROOT / path).is_file():
        return set()
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def lines(numbers: list[str]) -> dict[str, int]:
    """Count the lines of each part."""
    parts: dict[str, set[str]] = defaultdict(set)
    for number in numbers:
        part, _, line = number.partition(".")
        parts[part].add(line)
    return {part: len(found) for part, found in parts.items()}


def test_every_hazard_has_a_test_that_exists() -> None:
    page = PAGE.read_text("utf-8")
    assert list(faults(page)) == []
    assert len(ROW.findall(page)) > 30


def test_every_line_of_the_design_is_there() -> None:
    if not DESIGN.exists():
        pytest.skip("../shared/design/hazards.md is absent")
    of_design: dict[str, int] = {}
    part = 0
    for line in DESIGN.read_text("utf-8").splitlines():
        if line.startswith("**"):
            part += 1
            # The last two parts are a line each and stand together here.
            of_design[str(min(part, 5))] = of_design.get(str(min(part, 5)), 0) + (part >= 5)
        elif line.startswith("- "):
            of_design[str(part)] += 1
    found = lines([number for number, _, _ in ROW.findall(PAGE.read_text("utf-8"))])
    assert found == of_design


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("| 1.1 | something | |", "a row that is none"),
        ("| 1.1 | something | none yet |", "has no test"),
        ("| 1.1 | something | `tests/hazards/test_table.py::test_of_nothing` |", "has no test_of_nothing"),
        ("| 1.1 | something | `tests/absent.py::test_a` |", "has no test_a"),
    ],
)
def test_a_hazard_without_its_test_is_seen(row: str, said: str) -> None:
    assert any(said in fault for fault in faults(f"{row}\n"))


def value_of(module: str, name: str) -> object:
    """Return a constant of a module, or the default of a field of one of its records."""
    found: object = importlib.import_module(module)
    first, _, field = name.partition(".")
    found = getattr(found, first)
    if field:
        assert is_dataclass(found)
        found = next(each.default for each in fields(found) if each.name == field)
    return found


LIMITS = LIMIT.findall(PAGE.read_text("utf-8"))


@pytest.mark.parametrize(("name", "value", "module", "constant"), LIMITS, ids=[limit[3] for limit in LIMITS])
def test_each_limit_of_the_manual_is_the_one_of_the_code(name: str, value: str, module: str, constant: str) -> None:
    assert str(value_of(module, constant)) == value, name


def test_the_limits_are_read() -> None:
    assert len(LIMITS) > 10
