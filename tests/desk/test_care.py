# SPDX-License-Identifier: Apache-2.0
"""A backup is whole, made while others write, and gives the same desk again; a damaged one is refused in one sentence."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ARTICLE = "Castelnoir : le pont {number} rouvre\n\n« La route est libre », a dit Ina Morel, qui dirige la régie du pont {number}.\n"


def dementi(*words: object, given: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dementi.cli", *map(str, words)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    assert not check or done.returncode == 0, done.stderr
    return done


def exported(folder: Path) -> list[object]:
    return [json.loads(line) for line in dementi("export", "--data", folder).stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("care") / "desk"
    for number in (1, 2):
        dementi("add", "--data", folder, "--as", "article", "-", given=ARTICLE.format(number=number))
    return folder


@pytest.fixture
def saved(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "desk.zip"
    said = dementi("backup", path, "--data", folder).stdout
    assert "2" in said
    return path


def test_a_desk_that_is_restored_is_the_same(folder: Path, saved: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    dementi("restore", saved, "--data", again)
    assert exported(again) == exported(folder)
    # It goes on from there: what is added is indexed with the rest.
    dementi("add", "--data", again, "--as", "article", "-", given=ARTICLE.format(number=3))
    assert len(exported(again)) == 3


def test_a_backup_is_made_while_another_writes(folder: Path, tmp_path: Path) -> None:
    lines = "".join(
        json.dumps({"id": f"a{number}", "text": ARTICLE.format(number=number)}) + "\n" for number in range(10, 30)
    )
    path = tmp_path / "many.jsonl"
    path.write_text(lines)
    command = [sys.executable, "-m", "dementi.cli", "add", "--data", str(folder), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as adding:  # noqa: S603
        assert adding.stdout
        adding.stdout.readline()
        dementi("backup", tmp_path / "during.zip", "--data", folder)
        adding.communicate(timeout=120)
        assert adding.returncode == 0
    dementi("restore", tmp_path / "during.zip", "--data", tmp_path / "again")
    assert 3 <= len(exported(tmp_path / "again")) <= len(exported(folder))


def test_a_backup_is_never_written_over(folder: Path, saved: Path) -> None:
    before = saved.read_bytes()
    done = dementi("backup", saved, "--data", folder, check=False)
    assert done.returncode == 1
    assert str(saved) in done.stderr
    assert saved.read_bytes() == before


def test_a_folder_with_a_record_is_never_restored_over(folder: Path, saved: Path) -> None:
    before = exported(folder)
    done = dementi("restore", saved, "--data", folder, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert exported(folder) == before


@pytest.mark.parametrize("harm", ["cut", "no zip", "another database", "no manifest"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(saved: Path, tmp_path: Path, harm: str) -> None:
    broken = tmp_path / "broken.zip"
    content = saved.read_bytes()
    if harm == "cut":
        broken.write_bytes(content[: len(content) // 2])
    elif harm == "no zip":
        broken.write_text("rien")
    else:
        with zipfile.ZipFile(saved) as whole, zipfile.ZipFile(broken, "w") as out:
            if harm == "another database":
                out.writestr("manifest.json", whole.read("manifest.json"))
                out.writestr("dementi.sqlite3", whole.read("dementi.sqlite3")[:-1] + b"x")
            else:
                out.writestr("dementi.sqlite3", whole.read("dementi.sqlite3"))
    done = dementi("restore", broken, "--data", tmp_path / "empty", check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert not (tmp_path / "empty" / "dementi.sqlite3").exists()


def test_there_must_be_a_record(tmp_path: Path) -> None:
    done = dementi("backup", tmp_path / "a.zip", "--data", tmp_path / "none", check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
