# SPDX-License-Identifier: Apache-2.0
"""The wheel and the source archive are built from the tree, hold all that the program needs and nothing of its tests, and run alone."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: Megabytes that the wheel may have: the models and the lexicon are most of it.
MOST = 45


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_it_holds_every_file_of_the_program(names: set[str]) -> None:
    listed = subprocess.run(["git", "ls-files", "-z", "src/dementi"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607
    kept = {
        name.removeprefix("src/") for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()
    }
    assert kept - names == set()


@pytest.mark.parametrize(
    "ending",
    [
        "language/fr/lexicon.marisa", "language/fr/terms.marisa", "language/fr/cues.toml", "locale/fr/LC_MESSAGES/django.mo",
        "desk/templates/desk/base.html", "desk/static/desk.css", "desk/static/desk.js", "desk/record/migrations/0001_initial.py",
        "examples/examples.toml",
    ],
)  # fmt: skip
def test_it_holds_what_is_no_code(names: set[str], ending: str) -> None:
    assert f"dementi/{ending}" in names


def test_it_holds_nothing_but_the_program_and_its_licences(names: set[str]) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"dementi"}
    assert [
        name for name in names if "test_" in name or "__pycache__" in name or name.endswith((".pyc", ".sqlite3"))
    ] == []
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in names if ".dist-info/licenses/" in name}


def test_it_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST * 1024**2


def test_it_runs_where_nothing_of_the_tree_is(wheel: Path, tmp_path: Path) -> None:
    """Installed into a folder of its own: the packages that it needs are those of the tests."""
    place = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--target",
        str(place),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)  # noqa: S603 (our own command)
    script = "import dementi.cli, sys; print(dementi.__file__); sys.argv = ['dementi', 'read', '--json', '-']; dementi.cli.main()"
    environment = {**os.environ, "PYTHONPATH": str(place)}
    given = "Le port rouvre\n\nLe port d’Aubemont a rouvert lundi. « Enfin », a déclaré Ina Morel."
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-c", script],
        input=given,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    where, reading = done.stdout.splitlines()
    assert where.startswith(str(place))
    assert '"Ina Morel"' in reading


def test_the_source_archive_can_be_built_from(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        held = {name.partition("/")[2] for name in source.getnames()}
    assert {
        "pyproject.toml",
        "LICENSE",
        "NOTICE",
        "README.md",
        "src/dementi/cli.py",
        "src/dementi/language/fr/lexicon.marisa",
    } <= held
    assert [name for name in held if name.startswith((".venv", ".git/", "desk-data"))] == []
