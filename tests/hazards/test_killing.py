# SPDX-License-Identifier: Apache-2.0
"""kill -9 of each process at a random moment: nothing acknowledged is lost, nothing half-written shown, record and index agree.

One kill of each kind; a hundred: ``python bench/faults.py``, whose harness this is. The worker that asks the sources is killed in
``tests/desk/test_sources.py``, a batch in ``tests/test_batch.py``.
"""

import importlib.util
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def faults() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "bench" / "faults.py"
    spec = importlib.util.spec_from_file_location("faults", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # What is frozen or counted in it is looked up by the module's name.
    sys.modules["faults"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["add", "serve beside add", "backup", "restore", "migrate"])
def test_what_is_killed_loses_nothing(faults: ModuleType, name: str) -> None:
    kind = faults.run(name, 1, Random(sum(map(ord, name))), usual=2.5)  # noqa: S311 (the moment of a kill)
    assert kind.kills == 1
    assert kind.wrong == []


def test_every_kind_is_killed(faults: ModuleType) -> None:
    assert set(faults.KINDS) == {"add", "serve beside add", "backup", "restore", "migrate"}


@pytest.fixture(scope="module")
def whole(faults: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two dispatches."""
    folder: Path = tmp_path_factory.mktemp("whole")
    given = faults.dispatches(folder / "given", 2, "bourg")
    assert faults.done(faults.command("add", "--data", folder / "desk", *given)) == ""
    return folder / "desk"


class TestTheHarnessSees:
    """Each thing that it looks for, done by hand to a desk with two dispatches."""

    @pytest.fixture
    def desk(self, whole: Path, tmp_path: Path) -> Path:
        import shutil

        return Path(shutil.copytree(whole, tmp_path / "desk"))

    def test_nothing_wrong_where_nothing_is(self, faults: ModuleType, desk: Path) -> None:
        assert len(faults.kept(desk)) == 2
        assert [*faults.unsound(desk), *faults.unlike(desk)] == []

    @pytest.mark.parametrize(
        ("deed", "said"),
        [
            ("UPDATE record_dispatch SET content = x''", "is not whole"),
            ("DELETE FROM record_change", "stands in no log"),
            ("INSERT INTO matters_member (dispatch, kind, place, group_id) VALUES ('x', 'story', 0, 'none')", "points at none"),
        ],
    )  # fmt: skip
    def test_what_is_half_written(self, faults: ModuleType, desk: Path, deed: str, said: str) -> None:
        with closing(sqlite3.connect(desk / faults.DATABASE)) as record, record:
            record.execute(deed)
        assert any(said in fault for fault in faults.unsound(desk))

    def test_an_index_that_says_other_than_the_record(self, faults: ModuleType, desk: Path) -> None:
        with closing(sqlite3.connect(desk / faults.DATABASE)) as record, record:
            record.execute(
                "UPDATE record_dispatch SET removed = '2026-03-09' WHERE id IN (SELECT min(id) FROM record_dispatch)"
            )
        assert list(faults.unlike(desk)) == ["1 in the index are not on record"]

    def test_a_command_that_fails(self, faults: ModuleType, tmp_path: Path) -> None:
        assert "add fails" in faults.done(faults.command("add", "--data", tmp_path / "desk", tmp_path / "absent.txt"))
