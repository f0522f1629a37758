# SPDX-License-Identifier: Apache-2.0
"""Several desks on one PostgreSQL: one asks the sources, one joins; where one is killed another goes on. Invented dispatches."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.desk import postgresql
from tests.desk.postgresql import Server, using

from dementi.desk.database import database_of
from dementi.record import Article, Dispatch, Form, Reading

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
HOLDER = """
import sys, time
from pathlib import Path
from dementi.desk.folder import open_folder
folder = open_folder(Path(sys.argv[1]))
from dementi.desk.leases import Work, take
lease = take(folder, Work[sys.argv[2]])
print(lease is not None, flush=True)
time.sleep(600)
"""
#: What is told under each name: no two of them copies of one another.
TOLD = {
    "aube": "Le port de Tersane a rouvert lundi matin, après quatre jours de tempête. « La rade est calme », a dit Ina Morel.",
    "brise": "Deux lignes de tramway iront jusqu'aux faubourgs d'Aubemont. « Les rails sont posés », affirme Léo Tavan.",
    "calme": "La récolte de prunes sera faible en Valmarie cette année. « Il a gelé en avril », rappelle Oda Brun, qui en cultive.",
}
PAGE = """<html lang="fr"><head><title>{name}</title></head><body><article><h1>Titre {name}</h1>
<p>{told}</p><p>Les habitants en ont été avertis par un avis que la mairie a fait afficher sur les portes.</p>
</article></body></html>"""


def until(true: Callable[[], object], what: str, patience: float = 60) -> None:
    ends = time.monotonic() + patience
    while not true():
        assert time.monotonic() < ends, what
        time.sleep(0.2)


@pytest.fixture(autouse=True)
def django_is_set_up() -> None:
    import django

    django.setup()


class Site:
    """A site with a feed, which counts what it is asked for."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.asked: Counter[str] = Counter()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked[self.path] += 1
                form, body = site.answer(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", form)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, path: str) -> tuple[str, bytes]:
        if path == "/flux":
            items = "".join(
                f"<item><title>{n}</title><link>{self.address}/{n}</link><guid>{n}</guid></item>" for n in self.names
            )
            title = f"<title>La Rade</title><link>{self.address}/</link><description/>"
            return "application/rss+xml", f'<rss version="2.0"><channel>{title}{items}</channel></rss>'.encode()
        name = path.removeprefix("/")
        return "text/html; charset=utf-8", PAGE.format(
            name=name, told=TOLD[name]
        ).encode() if name in self.names else b""


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@contextmanager
def desks(url: str, room: Path, count: int) -> Iterator[list[tuple[subprocess.Popen[str], str]]]:
    """Desks on one database, each on a folder of its own; each with its address."""
    environment = {**os.environ, "DEMENTI_DATABASE": url, "DEMENTI_PRIVATE_NETWORKS": "yes"}
    started: list[subprocess.Popen[str]] = []
    try:
        for number in range(count):
            command = [
                sys.executable,
                "-m",
                "dementi.cli",
                "serve",
                "--data",
                str(room / f"desk{number}"),
                "--port",
                "0",
            ]
            started.append(
                subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603 (our own command)
            )
        yield [(each, each.stdout.readline().split()[-1]) for each in started if each.stdout]
    finally:
        for each in started:
            each.kill()
            each.wait()
            if each.stdout:
                each.stdout.close()


def worker_of(desk: subprocess.Popen[str]) -> int | None:
    """The process by which a desk asks its sources."""
    for children in Path(f"/proc/{desk.pid}/task").glob("*/children"):
        for pid in children.read_text().split():
            if b"sources.process" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
    return None


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 (our own address)
        return str(answer.read().decode())


def test_of_two_desks_one_asks_the_sources_and_the_other_takes_over(server: Server, site: Site, tmp_path: Path) -> None:
    from django.db import connection

    from dementi.desk.record.models import Dispatch as Row
    from dementi.desk.sources.models import Source

    url = server.database("two_desks")
    site.names = ["aube", "brise"]
    command = [
        sys.executable,
        "-m",
        "dementi.cli",
        "sources",
        "add",
        f"{site.address}/flux",
        "--data",
        str(tmp_path / "a"),
    ]
    environment = {**os.environ, "DEMENTI_DATABASE": url, "DEMENTI_PRIVATE_NETWORKS": "yes"}
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 (our own command)
    with desks(url, tmp_path, 2) as both, using(database_of(url, tmp_path)):
        until(lambda: Row.objects.count() == 2, "the first articles are not on record")
        until(
            lambda: all(f"Titre {name}" in read(page) for _, page in both for name in ("aube", "brise")),
            "a desk does not show what is on record",
        )
        # Of two that start at once the one without the lease goes away after a few seconds.
        until(
            lambda: sum(worker_of(desk) is not None for desk, _ in both) == 1, "more than one process asks the sources"
        )
        workers = [worker_of(desk) for desk, _ in both]
        asking = next(n for n, each in enumerate(workers) if each is not None)
        for pid in (both[asking][0].pid, workers[asking]):
            assert pid
            os.kill(pid, signal.SIGKILL)
        site.names += ["calme"]
        Source.objects.update(next_try=datetime.now(UTC))
        until(lambda: Row.objects.count() == 3, "the other desk does not take over")
        left = both[1 - asking][1]
        until(
            lambda: "Titre calme" in read(f"{left}rechercher?q=prunes"),
            "what came in is not found by the desk that is left",
        )
        connection.close()
    assert {path: times for path, times in site.asked.items() if path in {"/aube", "/brise", "/calme"}} == {
        "/aube": 1,
        "/brise": 1,
        "/calme": 1,
    }


def test_a_lease_ends_with_the_process_that_holds_it(server: Server, tmp_path: Path) -> None:
    from dementi.desk.leases import Work, is_taken, take

    url = server.database("leased")
    command = [sys.executable, "-c", HOLDER, str(tmp_path), "POLL"]
    given = {**os.environ, "DEMENTI_DATABASE": url}
    with subprocess.Popen(command, env=given, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 (our own command)
        try:
            assert holder.stdout
            assert holder.stdout.readline() == "True\n"
            with using(database_of(url, tmp_path)):
                assert is_taken(tmp_path, Work.POLL)
                assert take(tmp_path, Work.POLL) is None
                assert not is_taken(tmp_path, Work.JOIN)
                holder.kill()
                lease = take(tmp_path, Work.POLL, patience=10)
                assert lease is not None
                lease.close()
        finally:
            holder.kill()


def test_who_has_lost_a_lease_knows_it(server: Server, tmp_path: Path) -> None:
    from django.db import connection

    from dementi.desk.leases import Work, is_taken, take

    with using(database_of(server.url(), tmp_path)):
        lease = take(tmp_path, Work.POLL)
        assert lease is not None
        assert lease.is_held()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 3")
        until(lambda: not lease.is_held(), "a lease that is lost is held for kept", 10)
        lease.close()
        until(lambda: not is_taken(tmp_path, Work.POLL), "it is still taken", 10)


def put(number: int) -> None:
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    text = f"Tersane : la digue {number} tient\n\n« La digue {number} tient », a dit Ina Morel."
    article = Article(headline=text.partition("\n")[0], text=text, paragraphs=(), teaser="")
    of = Dispatch(id=f"d{number}", content=text, form=Form.ARTICLE)
    put_on_record(of, Reading(id=of.id, article=article), Capture(at=NOW, example=number == 2))


def test_when_the_primary_dies_reading_goes_on_and_a_replica_is_promoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rehearsal of docs/many-machines.md, with two real servers."""
    postgresql.need()
    from dementi.desk.postgresql.base import DatabaseWrapper

    monkeypatch.setattr("dementi.desk.postgresql.base.DOWN", 0.5)
    monkeypatch.setattr(DatabaseWrapper, "_down_until", 0.0)
    with postgresql.room() as room:
        rehearse(room, tmp_path)


def rehearse(room: Path, tmp_path: Path) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from dementi.desk.database import reads_only
    from dementi.desk.leases import Work, take
    from dementi.desk.record.models import Dispatch as Row
    from dementi.errors import RecordError

    primary = Server.made(room, 5702)
    primary.start()
    try:
        replica = primary.standby(5703)
        with using(database_of(primary.url(replica), tmp_path)):
            call_command("migrate", verbosity=0)
            for number in range(3):
                put(number)
            with using(database_of(replica.url(), tmp_path)):
                until(lambda: Row.objects.count() == 3, "the replica does not follow", 10)
            assert not reads_only()
            connection.close()
            primary.kill()
            assert Row.objects.count() == 3
            assert reads_only()
            page = Client(raise_request_exception=False, SERVER_NAME="localhost")
            assert page.get("/").status_code == 200
            refused = page.post("/ajouter", {"way": "text", "text": "Le pont de Tersane rouvre, dit la régie."})
            assert "Rien ne peut être écrit" in refused.content.decode()
            refused = page.post("/exemples/retirer")
            assert (refused.status_code, "Rien ne peut être écrit" in refused.content.decode()) == (503, True)
            with pytest.raises(RecordError, match="Nothing can be written now"):
                put(3)
            assert take(tmp_path, Work.POLL) is None, "who may not write has nothing to do alone"
            replica.promote()
            connection.close()
            time.sleep(0.6)
            put(3)
            assert not reads_only()
            assert sorted(Row.objects.values_list("name", flat=True)) == ["d0", "d1", "d2", "d3"]
    finally:
        for each in (primary, Server(primary.folder.parent / "server5703", 5703)):
            each.stop()
