# SPDX-License-Identifier: Apache-2.0
"""An archive gives the same desk again, ids included; twice changes nothing; one that is damaged or lies brings nothing at all."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from tests.desk.castelnoir import CLAIM, COPY, DENIAL
from tests.desk.postgresql import Server, using

from dementi.errors import DementiError

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)

GONE = "Lisvère : le marché déplacé\n\n« Il revient samedi », a promis Paule Anzelin, du syndicat des forains.\n"
URL = "https://gazette.invalid/lisvere"
PAGES = (
    "/",
    "/face-a-face",
    "/personnes",
    "/chiffres",
    "/sources",
    "/rechercher?q=tirs",
    "/rechercher?q=tirs&quoi=depeches",
    "/flux.json",
    "/rechercher/export.csv?q=",
    "/rechercher/export.jsonl?q=&quoi=depeches",
)


@contextmanager
def at(folder: Path) -> Iterator[Path]:
    """Open a folder in this process, in the place of the one that is open."""
    from django.core.management import call_command
    from django.db import connections
    from django.test import override_settings

    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    folder.mkdir(exist_ok=True)
    connection.close()
    connection.settings_dict["NAME"] = str(folder / "dementi.sqlite3")
    try:
        with override_settings(FOLDER=folder):
            if not (folder / "dementi.sqlite3").exists():
                call_command("migrate", verbosity=0)
            yield folder
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="module")
def desk(opened: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a desk on which all has happened that an archive keeps."""
    with at(tmp_path_factory.mktemp("desk")) as folder:
        fill(folder)
        return folder


def fill(folder: Path) -> None:
    from dementi.desk import feed_index
    from dementi.desk.adding import add
    from dementi.desk.marks import store as marks
    from dementi.desk.marks.corrected import Kind
    from dementi.desk.marks.store import Said
    from dementi.desk.matters.decided import STORY, decide, undo
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import remove
    from dementi.desk.sources.models import Entry, Source
    from dementi.record import Dispatch, Form

    brought = [
        Dispatch(id="tirs", content=CLAIM, form=Form.ARTICLE, published="2026-03-09", outlet="=Orsanne-Presse"),
        Dispatch(id="reprise", content=COPY, form=Form.ARTICLE, published="2026-03-08", outlet="Gazette de Lisvère"),
        Dispatch(id="dementi", content=DENIAL.encode("latin-1"), form=Form.ARTICLE, published="2026-03-10", url=URL),
        Dispatch(
            id="dementi", content=DENIAL + "\nUn mot de plus.\n", form=Form.ARTICLE, published="2026-03-10", url=URL
        ),
        Dispatch(id="marché", content=GONE, form=Form.ARTICLE, published="2026-03-11"),
        Dispatch(id="vide", content=b"\x00\xff"),
    ]
    added = list(add(brought, Capture(at=NOW, headers=(("server", "gazette"),))))
    assert added[3].changed
    feed_index(folder, NOW)
    reading = next(each for each in marks.readings() if each.id == added[0].id)
    first, second = reading.findings.statements[:2]
    for statement, kind, value in ((first, Kind.SPEAKER, "armée de Valmarie"), (second, Kind.SET_ASIDE, "")):
        marks.put(Said(dispatch=reading.id, kind=kind, statement=statement, who="A. Serin", value=value), NOW)
    kept = marks.put(Said(dispatch=reading.id, kind=Kind.KEEP, statement=first, who="A. Serin"), NOW)
    marks.undo(kept, who="B. Lande", now=NOW)
    apart = decide(STORY, frozenset({added[0].id, added[4].id}), together=False, who="A. Serin", now=NOW)
    undo(apart, who="A. Serin", now=NOW)
    remove(added[4].id, NOW)
    source = Source.objects.create(address="https://gazette.invalid/flux", name="Gazette", added=NOW, next_try=NOW)
    Entry.objects.create(source=source, key="a", digest="b", seen=NOW, arrived=NOW, dispatch=added[2].id)
    feed_index(folder, NOW + timedelta(minutes=1))


@pytest.fixture(scope="module")
def archive(desk: Path) -> Path:
    from dementi.desk.archive.writing import write_archive

    with at(desk):
        assert write_archive(desk / "desk.zip", NOW) == 5
    return desk / "desk.zip"


@pytest.fixture(scope="module")
def empty(opened: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a desk with nothing on it, on which nothing is ever to come."""
    return tmp_path_factory.mktemp("empty")


def bring(archive: Path, folder: Path) -> tuple[int, bool]:
    """Bring an archive into a folder, as the command does."""
    from dementi.desk import feed_index
    from dementi.desk.archive import loading, packed

    packed.check(archive)
    with at(folder):
        brought = loading.bring(archive, folder, is_ours=False)
        feed_index(folder, NOW + timedelta(minutes=2))
        return brought


def without_chance(page: str) -> str:
    """A page without its form's secret, and without the names it suggests: of those that are as frequent, any come first."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r"<datalist.*?</datalist>", "", page)


def joined(answer: Any) -> bytes:
    """The whole of an answer that is streamed."""

    async def join() -> bytes:
        return b"".join([piece async for piece in answer.streaming_content])

    return async_to_sync(join)()


def shown(folder: Path) -> dict[str, str]:
    """All that the pages and exports of a desk show, by their addresses."""
    from django.test import Client

    from dementi.contract import as_json
    from dementi.desk.marks.store import readings
    from dementi.desk.proving import unsound
    from dementi.desk.record.models import Dispatch
    from dementi.desk.table import csv_line, rows_of

    client, found = Client(SERVER_NAME="localhost"), {}
    with at(folder):
        waiting, seen = list(PAGES), set()
        while waiting:
            address = waiting.pop()
            answer = client.get(address)
            content = (joined(answer) if answer.streaming else answer.content).decode()
            found[address] = f"{answer.status_code} {without_chance(content)}"
            links = re.findall(r'href="(/(?:depeches|personnes|face-a-face)/[^"#?]+)', content)
            waiting += [link for link in dict.fromkeys(links) if link not in seen]
            seen.update(links)
        found["jsonl"] = "\n".join(as_json(reading) for reading in readings())
        found["csv"] = "".join(csv_line(row) for reading in readings() for row in rows_of(reading))
        found["verify"] = str(list(unsound()))
        found["tombstones"] = str(list(Dispatch.objects.exclude(removed=None).values_list("pk", "digest", "removed")))
    return found


def test_an_archive_gives_the_same_desk_again(desk: Path, archive: Path, tmp_path: Path) -> None:
    assert bring(archive, tmp_path / "again") == (5, True)
    before, after = shown(desk), shown(tmp_path / "again")
    assert len(before) > 20
    assert "datetime(2026, 3, 12" in before["tombstones"]
    assert "armée de Valmarie" in before["jsonl"]
    assert {address: text for address, text in after.items() if before.get(address) != text} == {}
    assert before.keys() == after.keys()


def test_an_archive_of_the_new_desk_is_that_of_the_old_one_and_it_goes_on(archive: Path, tmp_path: Path) -> None:
    from dementi.desk.archive.writing import write_archive
    from dementi.desk.marks.models import Mark
    from dementi.desk.marks.store import undo

    bring(archive, tmp_path / "again")
    with at(tmp_path / "again"):
        write_archive(tmp_path / "second.zip", NOW)
        first, second = (
            json.loads(zipfile.ZipFile(path).read("manifest.json")) for path in (archive, tmp_path / "second.zip")
        )
        assert first["files"] == second["files"]
        # Numbers that come next follow those that were brought.
        last = Mark.objects.order_by("-pk").values_list("pk", flat=True)[0]
        undo(1, who="C. Orme", now=NOW)
        assert Mark.objects.order_by("-pk")[0].pk == last + 1


def test_an_archive_goes_from_sqlite_to_postgresql(archive: Path, server: Server, tmp_path: Path) -> None:
    from django.core.management import call_command
    from django.test import override_settings

    from dementi.desk.archive.loading import bring as bring_here
    from dementi.desk.archive.writing import write_archive
    from dementi.desk.database import database_of

    database = database_of(server.database("archive"), tmp_path)
    with using(database), override_settings(FOLDER=tmp_path):
        call_command("migrate", verbosity=0)
        assert bring_here(archive, tmp_path, is_ours=False) == (5, True)
        assert bring_here(archive, tmp_path, is_ours=False) == (5, False)
        write_archive(tmp_path / "second.zip", NOW)
    first, second = (json.loads(members(path)["manifest.json"])["files"] for path in (archive, tmp_path / "second.zip"))
    assert first == second


def test_the_same_archive_twice_changes_nothing(archive: Path, tmp_path: Path) -> None:
    bring(archive, tmp_path / "again")
    before = (tmp_path / "again" / "dementi.sqlite3").read_bytes()
    assert bring(archive, tmp_path / "again") == (5, False)
    assert (tmp_path / "again" / "dementi.sqlite3").read_bytes() == before


def test_nothing_is_brought_beside_another_record(archive: Path, tmp_path: Path) -> None:
    from dementi.desk.adding import add
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.models import Dispatch as Row
    from dementi.record import Dispatch

    with at(tmp_path / "other"):
        list(add([Dispatch(id="autre", content=GONE)], Capture(at=NOW)))
    with pytest.raises(DementiError, match="another record"):
        bring(archive, tmp_path / "other")
    with at(tmp_path / "other"):
        assert Row.objects.count() == 1


def test_an_archive_is_never_written_over(desk: Path, archive: Path) -> None:
    from dementi.desk.archive.writing import write_archive

    before = archive.read_bytes()
    with at(desk), pytest.raises(DementiError, match="there already"):
        write_archive(archive, NOW)
    assert archive.read_bytes() == before


def members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as held:
        return {name: held.read(name) for name in held.namelist()}


def write(path: Path, held: dict[str, bytes], *, honest: bool = True) -> Path:
    """Write an archive; an honest manifest fits what stands in it, whatever that says."""
    manifest = json.loads(held["manifest.json"])
    if honest:
        for said in manifest["files"]:
            content = held.get(said["name"], b"")
            said |= {
                "lines": content.count(b"\n"),
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in held.items():
            out.writestr(name, json.dumps(manifest) if name == "manifest.json" else content)
    return path


def changed(held: dict[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    assert old.encode() in held[name], (name, old)
    return {**held, name: held[name].replace(old.encode(), new.encode(), 1)}


def standing(rows: list[Any]) -> Any:
    """The line of a dispatch that stands on the record and has statements."""
    return next(row for row in rows if row["content"] and row["reading"]["findings"]["statements"])


def words_changed(rows: list[Any]) -> None:
    piece = standing(rows)["reading"]["findings"]["statements"][0]["source"]
    piece["exact"] = "x" * len(piece["exact"])


def lines_of(held: dict[str, bytes], name: str, change: Callable[[list[Any]], object]) -> dict[str, bytes]:
    rows = [json.loads(line) for line in held[name].splitlines()]
    change(rows)
    return {**held, name: b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)}


#: What an archive may say, with digests that fit it, and no desk can have written.
LIES: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "a path": lambda held: {**held, "../../dehors.jsonl": b""},
    "an absolute path": lambda held: {**held, "/tmp/dehors": b""},  # noqa: S108 (a name that must not become a path)
    "a member less": lambda held: {name: content for name, content in held.items() if name != "marks.jsonl"},
    "words that are not in the text": lambda held: lines_of(held, "dispatches.jsonl", words_changed),
    "other bytes": lambda held: lines_of(held, "dispatches.jsonl", lambda rows: standing(rows).update(content="QQ==")),
    "another id": lambda held: lines_of(held, "dispatches.jsonl", lambda rows: standing(rows).update(id="../secret")),
    "an identity": lambda held: lines_of(
        held, "dispatches.jsonl", lambda rows: standing(rows).update(given_outlet="Autre")
    ),
    "a column more": lambda held: lines_of(
        held, "dispatches.jsonl", lambda rows: standing(rows).update(verdict="faux")
    ),
    "a number as text": lambda held: lines_of(held, "dispatches.jsonl", lambda rows: standing(rows).update(number="1")),
    "no zone": lambda held: lines_of(
        held, "dispatches.jsonl", lambda rows: standing(rows).update(captured="2026-03-12T09:00:00")
    ),
    "one key twice": lambda held: lines_of(held, "dispatches.jsonl", lambda rows: rows.append(rows[0])),
    "a version of nothing": lambda held: lines_of(
        held, "versions.jsonl", lambda rows: rows[0].update(dispatch_id="0" * 12, reading=None, content="")
    ),
    "a statement that nobody made": lambda held: lines_of(
        held, "statements.jsonl", lambda rows: rows[0].update(stance="denies")
    ),
    "a statement less": lambda held: lines_of(held, "statements.jsonl", lambda rows: rows.pop()),
    "a kind of mark": lambda held: lines_of(held, "marks.jsonl", lambda rows: rows[0].update(kind="verdict")),
    "a mark of a statement that is none": lambda held: lines_of(
        held, "marks.jsonl", lambda rows: rows[0].update(statement={})
    ),
    "grounds that are not in the text": lambda held: lines_of(
        held, "links.jsonl", lambda rows: rows[0].update(grounds=[[0, 5, "aucun"]])
    ),
    "a line that is no object": lambda held: {**held, "changes.jsonl": b"[]\n"},
    "a line without its end": lambda held: {**held, "changes.jsonl": held["changes.jsonl"][:-1]},
    "deep nesting": lambda held: {**held, "changes.jsonl": b"[" * 100_000 + b"\n"},
    "a bomb": lambda held: {**held, "changes.jsonl": b" " * (40 << 20) + b"\n"},
}


@pytest.mark.parametrize("lie", LIES)
def test_an_archive_that_lies_brings_nothing(archive: Path, empty: Path, tmp_path: Path, lie: str) -> None:
    refused(write(tmp_path / "broken.zip", LIES[lie](members(archive))), empty)


@pytest.mark.parametrize(
    "harm", ["cut", "no zip", "no manifest", "another digest", "a byte", "another form", "a newer form"]
)
def test_a_damaged_archive_brings_nothing(archive: Path, empty: Path, tmp_path: Path, harm: str) -> None:
    broken, held = tmp_path / "broken.zip", members(archive)
    if harm == "cut":
        broken.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    elif harm == "no zip":
        broken.write_text("rien")
    elif harm == "a byte":
        content = bytearray(archive.read_bytes())
        content[200] ^= 1
        broken.write_bytes(content)
    elif harm == "no manifest":
        with zipfile.ZipFile(broken, "w") as out:
            out.writestr("dispatches.jsonl", held["dispatches.jsonl"])
    elif harm == "another digest":
        write(broken, changed(held, "dispatches.jsonl", "six", "dix"), honest=False)
    elif harm == "another form":
        write(broken, changed(held, "manifest.json", "dementi-archive", "autre-archive"))
    else:
        write(broken, changed(held, "manifest.json", '"version": 1', '"version": 2'))
    refused(broken, empty)


def refused(broken: Path, empty: Path) -> None:
    """See that an archive is refused in one sentence, and that nothing of it is anywhere."""
    from dementi.desk.archive.tables import TABLES

    with pytest.raises(DementiError) as said:
        bring(broken, empty)
    assert "\n" not in str(said.value)
    assert str(broken) in str(said.value)
    with at(empty):
        assert [
            table.name for table in TABLES if table.name != "joined.jsonl" and table.model._default_manager.exists()
        ] == []
    assert [path.name for path in broken.parent.iterdir()] == ["broken.zip"]


def test_an_honest_archive_written_by_these_tests_is_taken(archive: Path, tmp_path: Path) -> None:
    assert bring(write(tmp_path / "same.zip", members(archive)), tmp_path / "new") == (5, True)


def test_every_table_of_a_desk_is_archived_or_left_out_for_a_reason(opened: None) -> None:
    from django.apps import apps

    from dementi.desk.archive.packed import NAMES
    from dementi.desk.archive.tables import LEFT_OUT, TABLES

    ours = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("dementi.")}
    kept = {table.model._meta.label_lower for table in TABLES}
    assert ours == kept | LEFT_OUT.keys()
    assert not kept & LEFT_OUT.keys()
    assert [table.name for table in TABLES] == list(NAMES[:-1])
