# SPDX-License-Identifier: Apache-2.0
"""The record keeps all that came, once, whole; a fault is one clear sentence and loses nothing. Each test has a folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dementi.desk.record.written import read_back, write_down
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form

ARTICLE = """{town} : l'armée valmarienne annonce des tirs, Tersane dément

L'armée valmarienne a annoncé lundi avoir visé quatre dépôts près de {town}. « Les tirs étaient justes », a dit Ina Morel.

La Fédération d'Orsanne a démenti ces affirmations.
"""


def dementi(*words: object, given: bytes = b"", check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dementi.cli", *map(str, words)]
    done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 (our own command)
    text = subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert not check or done.returncode == 0, text.stderr
    return text


def exported(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in dementi("export", "--data", folder).stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def dispatches(tmp_path: Path, *towns: str) -> list[Path]:
    paths = []
    for town in towns:
        path = tmp_path / f"{town}.txt"
        path.write_text(ARTICLE.format(town=town))
        paths.append(path)
    return paths


def test_twice_the_same_changes_nothing(folder: Path, tmp_path: Path) -> None:
    paths = dispatches(tmp_path, "Castelnoir", "Aubemont")
    first = dementi("add", "--data", folder, "--published", "2026-03-09", *paths).stdout
    second = dementi("add", "--data", folder, "--published", "2026-03-09", *paths).stdout
    assert [line.split("\t")[1] for line in first.splitlines()] == ["+", "+"]
    assert [line.split("\t")[1] for line in second.splitlines()] == ["=", "="]
    assert len(exported(folder)) == 2


def test_what_comes_out_is_what_was_read(folder: Path, tmp_path: Path, contract_faults) -> None:
    (path,) = dispatches(tmp_path, "Castelnoir")
    dementi("add", "--data", folder, "--published", "2026-03-09", path)
    read = json.loads(dementi("read", "--json", "--published", "2026-03-09", path).stdout)
    (kept,) = exported(folder)
    assert contract_faults([json.dumps(kept)]) == []
    assert {**kept, "id": read["id"]} == read


def test_the_same_records_come_back() -> None:
    with Newsroom() as newsroom:
        text = ARTICLE.format(town="Castelnoir")
        reading = newsroom.read(Dispatch(id="essai", content=text, form=Form.ARTICLE, published="2026-03-09"))
    assert reading.findings.statements
    assert read_back(write_down(reading)) == reading


def test_what_cannot_be_read_is_kept_and_said_and_the_next_is_added(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bruit.bin"
    bad.write_bytes(bytes(range(256)) * 40)
    done = dementi("add", "--data", folder, bad, *dispatches(tmp_path, "Castelnoir"), check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("bruit: ")
    assert sorted(entry["article"] is None for entry in exported(folder)) == [False, True]


def test_a_spreadsheet_takes_no_cell_for_a_formula(folder: Path, tmp_path: Path) -> None:
    (path,) = dispatches(tmp_path, "Castelnoir")
    dementi("add", "--data", folder, "--outlet", "=1+1", path)
    rows = dementi("export", "--data", folder, "--format", "csv").stdout.splitlines()
    assert len(rows) == 1 + len(exported(folder)[0]["statements"])
    assert all("'=1+1" in row for row in rows[1:])


def test_two_processes_add_at_once_and_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    dementi("add", "--data", folder, *dispatches(tmp_path, "Castelnoir"))
    halves = [dispatches(tmp_path, "Aubemont", "Tersane"), dispatches(tmp_path, "Sauveterre", "Tersane")]
    command = [sys.executable, "-m", "dementi.cli", "add", "--data", str(folder)]
    running = [subprocess.Popen([*command, *map(str, half)], stdout=subprocess.DEVNULL) for half in halves]  # noqa: S603
    assert [each.wait(60) for each in running] == [0, 0]
    assert len(exported(folder)) == 4


@pytest.mark.parametrize("after", [0.9, 1.3, 1.7])
def test_killed_while_adding_nothing_acknowledged_is_lost(folder: Path, tmp_path: Path, after: float) -> None:
    paths = dispatches(tmp_path, *(f"Bourg-{number}" for number in range(12)))
    command = [sys.executable, "-m", "dementi.cli", "add", "--data", str(folder), *map(str, paths)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as adding:  # noqa: S603
        time.sleep(after)
        adding.send_signal(signal.SIGKILL)
        said = (adding.stdout.read() if adding.stdout else b"").decode()
    acknowledged = {line.split("\t")[0] for line in said.splitlines() if line.count("\t") == 2}
    kept = {str(entry["id"]) for entry in exported(folder)} if (folder / "dementi.sqlite3").exists() else set()
    assert acknowledged <= kept
    dementi("add", "--data", folder, *paths)
    assert len(exported(folder)) == 12


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("pas un dossier")
    done = dementi("add", "--data", tmp_path / "desk", *dispatches(tmp_path, "Castelnoir"), check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert str(tmp_path / "desk") in done.stderr


def test_a_damaged_database_is_said_and_left_alone(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (folder / "dementi.sqlite3").write_bytes(b"ceci n'est pas une base" * 500)
    done = dementi("add", "--data", folder, *dispatches(tmp_path, "Castelnoir"), check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (folder / "dementi.sqlite3").read_bytes().startswith(b"ceci n'est pas")


def test_a_damaged_index_is_made_anew_from_the_record(folder: Path, tmp_path: Path) -> None:
    from dementi.desk.search.asked import Search
    from dementi.desk.search.index import SearchIndex
    from dementi.desk.search.query import parse

    dementi("add", "--data", folder, *dispatches(tmp_path, "Castelnoir", "Aubemont"))
    for path in (folder / "index").iterdir():
        if path.is_file() and not path.name.startswith("."):
            path.write_bytes(b"abime")
    dementi("add", "--data", folder, *dispatches(tmp_path, "Tersane"))
    with SearchIndex.open(folder / "index") as index:
        assert index.search(Search(parse("valmarienne"))).count == 3


@pytest.fixture
def serving(folder: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dementi.cli", "serve", "--data", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as desk:  # noqa: S603
        assert desk.stdout
        assert b"http://" in desk.stdout.readline()
        yield port
        desk.terminate()
        assert desk.wait(20) in {0, -signal.SIGTERM}


def test_a_second_desk_on_one_folder_and_a_taken_port_are_refused(serving: int, folder: Path, tmp_path: Path) -> None:
    same_folder = dementi("serve", "--data", folder, "--port", 0, check=False)
    same_port = dementi("serve", "--data", tmp_path / "other", "--port", serving, check=False)
    for refused in (same_folder, same_port):
        assert refused.returncode == 1
        assert len(refused.stderr.strip().splitlines()) == 1
    assert str(serving) in same_port.stderr


def test_what_another_process_adds_is_found_while_the_desk_serves(serving: int, folder: Path, tmp_path: Path) -> None:
    import urllib.request

    dementi("add", "--data", folder, *dispatches(tmp_path, "Castelnoir"))
    for _ in range(40):
        with urllib.request.urlopen(f"http://127.0.0.1:{serving}/rechercher?q=castelnoir") as answer:
            page = answer.read().decode()
        if "<mark" in page:
            break
        time.sleep(0.25)
    assert "<mark" in page


def test_the_migrations_are_those_of_the_models(folder: Path) -> None:
    folder.mkdir()
    script = "import django; django.setup(); from django.core.management import call_command as c; c('makemigrations', check=True)"
    environment = {**os.environ, "DEMENTI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "dementi.desk.django_settings"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout.decode()
