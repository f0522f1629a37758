# SPDX-License-Identifier: Apache-2.0
"""Arrows go one way: a module imports only from rows below its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "dementi"

#: From the bottom up; what stands in one row does not know one another.
ROWS = (
    {"record"},
    {"errors"},
    {"messages", "settings", "markup"},
    {"contract", "show", "language"},
    {"parquet"},
    {"reading", "statements", "links", "stories", "fetch", "proof", "evaluation"},
    {"newsroom", "intake", "matters"},
    {"desk", "batch"},
    {"commands"},
    {"cli"},
)
ROW_OF = {name: row for row, names in enumerate(ROWS) for name in names}


def stage_of(path: Path) -> str:
    """The first part of a module's name below dementi."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """The stages of ours that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "dementi" and len(parts) > 1:
                yield parts[1]


def faults(stage: str, tree: ast.AST) -> list[str]:
    """What a module of a stage imports and may not."""
    found = []
    for other in imports(tree):
        if other in {stage, "__version__"}:
            continue
        if other not in ROW_OF:
            found.append(f"{other} stands in no row")
        elif ROW_OF[other] >= ROW_OF[stage]:
            found.append(f"{stage} imports {other}")
    return found


MODULES = sorted(p for p in SOURCE.rglob("*.py") if p != SOURCE / "__init__.py" and stage_of(p) != "examples")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_from_rows_below_its_own(path: Path) -> None:
    assert stage_of(path) in ROW_OF, "a new module needs a place in ROWS"
    assert faults(stage_of(path), ast.parse(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_module_hides_an_import_from_itself(path: Path) -> None:
    assert "TYPE_CHECKING" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("stage", "line"),
    [
        ("record", "import dementi.errors"),
        ("links", "from dementi.statements import find_statements"),
        ("links", "from dementi import statements"),
        ("statements", "def f():\n    from dementi.newsroom import Newsroom"),
        ("reading", "from dementi.fetch import fetch"),
        ("newsroom", "import dementi.desk.record.models"),
    ],
)
def test_an_arrow_that_goes_the_other_way_is_seen(stage: str, line: str) -> None:
    assert faults(stage, ast.parse(line)) != []


def test_nothing_in_src_imports_how_the_models_are_made() -> None:
    assert [p for p in MODULES if "training" in {n.split(".")[0] for n in _all_imports(p)}] == []


def _all_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
