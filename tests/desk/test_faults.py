# SPDX-License-Identifier: Apache-2.0
"""What the disk, another process or a sender does wrong is one clear sentence; nothing that was confirmed is lost."""

import http.client
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

#: In a language that the desk keeps without statements: that is quick, and the record is the same.
TEXT = (
    "{town} bridge opens to Valmarian traffic\n\nThe mayor of {town} said on Monday that the bridge on the Sorve would "
    "open in the spring, and that the people of both banks had waited long enough for it.\n"
)

#: Adds with one thing wrong with the connection; says what was kept, or in one sentence why it was not.
SCRIPT = """
import sys, resource
from datetime import UTC, datetime
from pathlib import Path
from dementi.desk import add_dispatches
from dementi.desk.folder import open_folder
from dementi.errors import RecordError
from dementi.record import Dispatch, Form
folder, wrong, towns = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
open_folder(folder)
from django.db import connection
with connection.cursor() as cursor:
    if wrong == "limit":
        # What is written comes into the log beside the database first: the log is full, however large the database.
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    else:
        cursor.execute(wrong)
text = sys.stdin.read()
given = (Dispatch(id=t, content=text.replace("{town}", t), form=Form.ARTICLE) for t in towns)
try:
    for added in add_dispatches(folder, given, datetime.now(UTC)):
        print(added.id, flush=True)
except RecordError as error:
    print(error, file=sys.stderr)
    sys.exit(1)
"""


def python(*words: object, given: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, *map(str, words)], input=given, capture_output=True, text=True, check=False
    )
    assert not check or done.returncode == 0, done.stderr
    return done


def add(folder: Path, *towns: str) -> list[str]:
    return python("-c", SCRIPT, folder, "SELECT 1", *towns, given=TEXT).stdout.split()


def kept(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "dementi.sqlite3")) as record:
        assert record.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {row[0] for row in record.execute("SELECT id FROM record_dispatch WHERE removed IS NULL")}


def found(folder: Path, words: str) -> int:
    from dementi.desk.search.asked import Search
    from dementi.desk.search.index import SearchIndex
    from dementi.desk.search.query import parse

    with SearchIndex.open(folder / "index") as index:
        return index.search(Search(parse(words))).count


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with one dispatch on record."""
    assert len(add(tmp_path / "desk", "Castelnoir")) == 1
    return tmp_path / "desk"


class TestADiskThatRefuses:
    """The sentence names what is wrong; what was confirmed before it is kept, and adding goes on afterwards."""

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ("PRAGMA max_page_count=1", "is full"),
            ("PRAGMA query_only=1", "may be read, but not written"),
            ("limit", "cannot be used"),
        ],
    )
    def test_it_is_said_and_nothing_is_lost(self, folder, wrong, said):
        before = kept(folder)
        long = TEXT + "The river was high on that day and the barges were waiting for the lock. " * 400
        done = python("-c", SCRIPT, folder, wrong, "Aubemont", "Tersane", "Sauveterre", given=long, check=False)
        assert done.returncode == 1
        sentence = done.stderr.strip().splitlines()[-1]
        assert said in sentence
        assert str(folder) in sentence
        assert "Traceback" not in done.stderr
        assert before | set(done.stdout.split()) == kept(folder)
        assert set(add(folder, "Aubemont")) <= kept(folder)

    def test_a_database_that_another_keeps_locked_is_said(self, folder):
        with closing(sqlite3.connect(folder / "dementi.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            done = python("-c", SCRIPT, folder, "PRAGMA busy_timeout=50", "Aubemont", given=TEXT, check=False)
        assert done.returncode == 1
        assert "Another process keeps the database" in done.stderr.splitlines()[-1]


def test_a_database_of_a_newer_version_is_left_alone(folder):
    with closing(sqlite3.connect(folder / "dementi.sqlite3")) as record, record:
        record.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '9999_later', '2026-01-01')"
        )
    done = python("-m", "dementi.cli", "export", "--data", folder, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "plus récente" in done.stderr


def test_a_backup_put_in_place_brings_the_index_with_it(folder, tmp_path):
    shutil.copy(folder / "dementi.sqlite3", tmp_path / "backup")
    add(folder, "Aubemont", "Tersane")
    assert found(folder, "valmarian") == 3
    shutil.copy(tmp_path / "backup", folder / "dementi.sqlite3")
    add(folder, "Sauveterre", "Marvelle", "Sorvin")
    assert found(folder, "valmarian") == 4
    assert found(folder, "Tersane") == 0


def test_a_name_or_an_outlet_that_is_no_text_is_kept_as_far_as_it_can_be_read(tmp_path):
    path = tmp_path / os.fsdecode(b"d\xe9p\xeache.txt")
    path.write_text(TEXT.format(town="Aubemont"))
    folder = tmp_path / "desk"
    command = [sys.executable, "-m", "dementi.cli", "add", "--data", str(folder), "--outlet", b"M\xe9dia", path]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (our own program)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().split("\t")[1:] == ["+", "d\ufffdp\ufffdche\n"]
    assert len(kept(folder)) == 1


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    command = [sys.executable, "-m", "dementi.cli", "serve", "--data", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as desk:  # noqa: S603
        try:
            assert desk.stdout
            address = desk.stdout.readline().decode().split()[-1]
            yield int(address.rstrip("/").rpartition(":")[2]), desk
        finally:
            if desk.poll() is None:
                desk.kill()


def asking(port: int) -> "closing[http.client.HTTPConnection]":
    return closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30))


def send_megabytes(asked: http.client.HTTPConnection, count: int) -> None:
    for _ in range(count):
        asked.send(b"%x\r\n" % 1024**2 + b"x" * 1024**2 + b"\r\n")


def page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return str(answer.read().decode())


def wait_until(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False


class TestTheServer:
    @pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
    def test_it_stops_when_told_and_another_can_serve(self, folder, stop):
        for _ in range(2):
            with served(folder) as (port, desk):
                assert "Castelnoir" in page(port, "/")
                desk.send_signal(stop)
                assert desk.wait(20) == 0

    def test_it_ends_what_is_too_large_and_goes_on(self, folder):
        with served(folder) as (port, _):
            with asking(port) as asked:
                asked.putrequest("POST", "/ajouter")
                asked.putheader("Transfer-Encoding", "chunked")
                asked.endheaders()
                with pytest.raises(OSError, match=r"pipe|reset"):
                    send_megabytes(asked, 80)
            assert "Castelnoir" in page(port, "/")

    def test_it_says_what_is_too_large_where_the_sender_says_its_size(self, folder):
        with served(folder) as (port, _), asking(port) as asked:
            asked.request("POST", "/ajouter", headers={"Content-Length": str(200 * 1024**2)})
            answer = asked.getresponse()
            assert answer.status == 413
            assert "Rien n’a été modifié." in answer.read().decode()

    def test_it_makes_an_index_anew_that_is_damaged_while_it_runs(self, folder):
        with served(folder) as (port, _):
            shutil.rmtree(folder / "index")
            add(folder, "Aubemont")
            assert wait_until(lambda: "<mark" in page(port, "/rechercher?q=aubemont&quoi=depeches"))
            assert "<mark" in page(port, "/rechercher?q=castelnoir&quoi=depeches")

    def test_it_asks_nobody_else_and_lets_nobody_frame_it(self, folder):
        with served(folder) as (port, _), urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"

    def test_a_strange_host_is_refused(self, folder):
        with served(folder) as (port, _), asking(port) as asked:
            asked.putrequest("GET", "/", skip_host=True)
            asked.putheader("Host", "elsewhere.example")
            asked.endheaders()
            answer = asked.getresponse()
            answer.read()
            assert answer.status == 400
