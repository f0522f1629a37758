# SPDX-License-Identifier: Apache-2.0
"""Each thing that can ail a desk is broken, and the doctor sees it, says the way out, and changes nothing. Invented dispatches."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

ARTICLE = "Castelnoir : le pont rouvre\n\n« La route est libre », a dit Ina Morel, qui dirige la régie du pont.\n"
NOW = datetime(2026, 12, 9, 18, 5, tzinfo=UTC)


def dementi(*words: object, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dementi.cli", *map(str, words)]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor") / "desk"
    assert dementi("add", "--data", folder, "--as", "article", "-", given=ARTICLE).returncode == 0
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "desk")
    return tmp_path / "desk"


def found(folder: Path) -> dict[str, str]:
    """How each thing stands, looked at in this process on a database of its own."""
    import django
    from tests.desk.postgresql import using

    from dementi.desk.database import database_of
    from dementi.desk.doctor import looks

    django.setup()
    with using(database_of("", folder)):
        return {look.name: look.stands.value for look in looks(folder, NOW)}


@pytest.fixture(autouse=True)
def one_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the doctor points this process at is put back."""
    monkeypatch.setenv("DEMENTI_DATA", "")
    monkeypatch.setattr("dementi.desk.folder.point_at", lambda folder: None)


def test_a_desk_that_is_well_has_nothing_wrong(whole: Path) -> None:
    before = {path: path.read_bytes() for path in whole.rglob("*") if path.is_file() and not path.name.endswith("-shm")}
    done = dementi("doctor", "--data", whole, "--json")
    looks = {each["name"]: each for each in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0
    assert {each["stands"] for each in looks.values()} == {"well"}
    assert {"folder", "secret", "disk", "models", "database", "migrations", "index", "sources", "size record"} <= set(
        looks
    )
    assert "1 dépêches" in looks["index"]["found"]
    assert {path: path.read_bytes() for path in before} == before


def test_a_folder_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    done = dementi("doctor", "--data", tmp_path / "none")
    assert done.returncode == 1
    assert "→" in done.stdout
    assert not (tmp_path / "none").exists()


def key_for_all(folder: Path) -> None:
    (folder / "secret").chmod(0o644)


def folder_for_all(folder: Path) -> None:
    folder.chmod(0o755)


def index_gone(folder: Path) -> None:
    shutil.rmtree(folder / "index")


def index_lacks_something(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "dementi.sqlite3")) as record, record:
        record.execute("UPDATE record_dispatch SET removed = '2026-01-01 00:00:00'")


def database_torn(folder: Path) -> None:
    path = folder / "dementi.sqlite3"
    content = bytearray(path.read_bytes())
    content[8192:40000] = b"\x17" * (40000 - 8192)
    path.write_bytes(content)


def database_of_later(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "dementi.sqlite3")) as record, record:
        record.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '9999_later', '2026-01-01')"
        )


def step_missing(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "dementi.sqlite3")) as record, record:
        record.execute("DELETE FROM django_migrations WHERE app = 'marks'")


def clock_behind(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "dementi.sqlite3")) as record, record:
        record.execute("UPDATE record_change SET at = '2031-01-01 00:00:00'")


@pytest.mark.parametrize(
    ("harm", "name", "stands"),
    [
        (key_for_all, "secret", "wrong"),
        (folder_for_all, "folder", "doubtful"),
        (index_gone, "index", "doubtful"),
        (index_lacks_something, "index", "wrong"),
        (database_torn, "database", "wrong"),
        (database_of_later, "migrations", "wrong"),
        (step_missing, "migrations", "doubtful"),
        (clock_behind, "clock", "wrong"),
    ],
)
def test_what_is_broken_is_seen(folder: Path, harm: Callable[[Path], None], name: str, stands: str) -> None:
    assert found(folder)[name] == "well"
    harm(folder)
    assert found(folder)[name] == stands


@pytest.mark.parametrize(("free", "stands"), [(10**7, "wrong"), (10**9, "doubtful"), (10**11, "well")])
def test_a_disk_that_fills_is_said_before_it_is_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch, free: int, stands: str
) -> None:
    from dementi.desk.doctor import place

    monkeypatch.setattr("shutil.disk_usage", lambda path: shutil._ntuple_diskusage(10**12, 10**12 - free, free))
    assert place.disk(folder).stands.value == stands


def test_a_mail_server_that_does_not_answer_is_said_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    from dementi.desk.doctor import ways
    from dementi.settings import settings_of

    chosen = {"DEMENTI_SMTP_HOST": "127.0.0.1", "DEMENTI_SMTP_PORT": "1", "DEMENTI_SMTP_PASSWORD": "secret"}
    monkeypatch.setattr(ways, "read_settings", lambda: settings_of(chosen))
    look = ways.mail()
    assert look.stands.value == "wrong"
    assert "secret" not in str(look)


def test_a_look_that_fails_does_not_stop_the_others() -> None:
    from dementi.desk.doctor.look import looked

    def broken():
        raise ZeroDivisionError

    look = looked("essai", broken)
    assert (look.name, look.stands.value) == ("essai", "wrong")
    assert "ZeroDivisionError" in dict(look.found.values)["fault"]
