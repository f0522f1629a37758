# SPDX-License-Identifier: Apache-2.0
"""A batch gives what reading one by one gives, in order, once, whatever ends it and whoever dies; all dispatches are invented."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dementi.batch import Asked, Progress, Summary, read_archive
from dementi.batch.folder import ShardFolder
from dementi.batch.processes import Processes
from dementi.batch.shard import Done, Lost, Shard, in_halves, read_back, read_shard, shards_of
from dementi.contract import as_object
from dementi.errors import InputError
from dementi.intake import Unreadable
from dementi.proof.build import reader_build
from dementi.record import Dispatch, Form, Reading, Trouble

TOWNS = ("Castelnoir", "Aubemont", "Tersane", "Lisvère", "Vasarny")


def dispatch(number: int) -> Dispatch:
    town = TOWNS[number % len(TOWNS)]
    text = f"Tirs à {town}\n\n« Nous n’avons rien tiré le {number % 28 + 1} mars », a déclaré le préfet Ivan Lorme à {town}."
    return Dispatch(id=f"d{number}", content=text, form=Form.ARTICLE, published="2026-03-09")


def dispatches(count: int) -> list[Dispatch | Unreadable]:
    return [dispatch(number) for number in range(count)]


def here(function: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]:
    """An engine that reads where it is called."""
    return map(function, shards)


def fake(shard: Shard) -> Done:
    """Read a shard without a reader: the files say which dispatches it had."""
    names = ",".join(each.id for each in shard.dispatches).encode()
    files = (("readings", names), ("statements", names), ("records", names))
    return Done(shard.number, shard.digest, len(shard.dispatches), 0, len(shard.dispatches), files)


def faked(function: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]:
    return map(fake, shards)


def files_of(folder: Path) -> dict[str, str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_shards_are_cut_by_number_and_by_weight_and_always_alike() -> None:
    shards = list(shards_of(dispatches(10), 4))
    assert [len(shard.dispatches) for shard in shards] == [4, 4, 2]
    assert [shard.number for shard in shards] == [0, 1, 2]
    assert shards == list(shards_of(dispatches(10), 4))
    assert [len(shard.dispatches) for shard in shards_of(dispatches(300), 40)] == [16] * 4 + [32] * 4 + [40, 40, 28]
    heavy = [Dispatch(id=str(number), content=b"x" * 9_000_000) for number in range(3)]
    assert [len(shard.dispatches) for shard in shards_of(heavy, 100)] == [2, 1]


def test_a_batch_finds_what_reading_one_by_one_finds(tmp_path: Path) -> None:
    from dementi.newsroom import Newsroom

    summary = read_archive(dispatches(5), Asked(tmp_path / "lot", 2), here)
    with Newsroom() as newsroom:
        alone = [newsroom.read(dispatch(number)) for number in range(5)]
    with ShardFolder(Asked(tmp_path / "lot", 2)) as folder:
        assert list(folder.readings()) == alone
    statements = sum(len(reading.findings.statements) for reading in alone)
    assert summary == Summary(dispatches=5, unread=0, statements=statements, shards=3)
    assert statements >= 5
    rows = pq.read_table(tmp_path / "lot" / "readings").to_pylist()
    assert [row["id"] for row in rows] == [f"d{number}" for number in range(5)]
    for row, reading in zip(rows, alone, strict=True):
        found = json.loads(json.dumps(as_object(reading)))
        assert row["statements"] == found["statements"]
        assert row["text"] == found["article"]["text"]
        assert row["figures"] == found["figures"]
        assert row["dates"] == found["dates"]
    flat = pq.read_table(tmp_path / "lot" / "statements").to_pylist()
    assert len(flat) == statements
    texts = {row["id"]: row["text"] for row in rows}
    for row in flat:
        assert all(texts[row["dispatch"]][each["start"] : each["end"]] == each["exact"] for each in row["content"])


def test_what_cannot_be_opened_or_read_is_a_row_with_its_troubles(tmp_path: Path) -> None:
    missing = Unreadable("rien", Trouble("input", "There is no file or folder %(path)s.", (("path", "rien"),)))
    summary = read_archive([missing, Dispatch(id="vide", content=b""), dispatch(0)], Asked(tmp_path / "lot", 9), here)
    assert (summary.dispatches, summary.unread) == (3, 2)
    rows = pq.read_table(tmp_path / "lot" / "readings").to_pylist()
    assert [(row["id"], row["text"] is None, len(row["troubles"])) for row in rows][:2] == [
        ("rien", True, 1),
        ("vide", True, 1),
    ]


def test_a_run_that_was_ended_goes_on_and_reads_nothing_twice(tmp_path: Path) -> None:
    asked = Asked(tmp_path / "lot", 2)

    def ends(function: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]:
        for number, done in enumerate(map(fake, shards)):
            if number == 3:
                raise KeyboardInterrupt
            yield done

    with pytest.raises(KeyboardInterrupt):
        read_archive(dispatches(12), asked, ends)
    read: list[int] = []

    def counts(function: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]:
        for shard in shards:
            read.append(shard.number)
            yield fake(shard)

    told: list[Progress] = []
    summary = read_archive(dispatches(12), asked, counts, told.append)
    assert read == [3, 4, 5]
    assert summary == Summary(dispatches=12, unread=0, statements=12, shards=6)
    assert told[-1] == Progress(dispatches=6, unread=0, statements=6, shards=3, kept=3)
    whole = tmp_path / "autre"
    read_archive(dispatches(12), Asked(whole, 2), faked)
    assert files_of(whole) == files_of(tmp_path / "lot")


def test_shards_may_come_in_any_order(tmp_path: Path) -> None:
    def backwards(function: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]:
        return map(fake, reversed(list(shards)))

    read_archive(dispatches(6), Asked(tmp_path / "lot", 2), backwards)
    assert (tmp_path / "lot" / "readings" / "00000.parquet").read_bytes() == b"d0,d1"
    assert json.loads((tmp_path / "lot" / "manifest.json").read_text())["finished"] is True


def test_a_file_that_was_lost_is_made_again(tmp_path: Path) -> None:
    asked = Asked(tmp_path / "lot", 2)
    read_archive(dispatches(4), asked, faked)
    before = files_of(tmp_path / "lot")
    (tmp_path / "lot" / "statements" / "00001.parquet").unlink()
    read_archive(dispatches(4), asked, faked)
    assert files_of(tmp_path / "lot") == before


def test_another_run_another_archive_and_foreign_files_are_refused(tmp_path: Path) -> None:
    asked = Asked(tmp_path / "lot", 2, (("outlet", "Courrier"),))
    read_archive(dispatches(4), asked, faked)
    with pytest.raises(InputError, match="another run"):
        read_archive(dispatches(4), Asked(tmp_path / "lot", 3, (("outlet", "Courrier"),)), faked)
    with pytest.raises(InputError, match="another run"):
        read_archive(dispatches(4), Asked(tmp_path / "lot", 2, (("outlet", "Gazette"),)), faked)
    with pytest.raises(InputError, match="has changed"):
        read_archive(dispatches(4)[::-1], asked, faked)
    (tmp_path / "lot" / "manifest.json").write_text("{")
    with pytest.raises(InputError, match="broken"):
        read_archive(dispatches(4), asked, faked)
    (tmp_path / "lot" / "manifest.json").unlink()
    with pytest.raises(InputError, match="other files"):
        read_archive(dispatches(4), asked, faked)


def test_one_run_at_a_time_works_in_a_folder(tmp_path: Path) -> None:
    asked = Asked(tmp_path / "lot", 2)
    with ShardFolder(asked), pytest.raises(InputError, match="Another run"):
        read_archive(dispatches(4), asked, faked)


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "lot").write_text("une fiche")
    with pytest.raises(InputError, match="cannot be written"):
        read_archive(dispatches(1), Asked(tmp_path / "lot", 2), faked)


def dies_over_a_poison(shard: Shard) -> Done:
    if any(each.id == "d3" for each in shard.dispatches):
        os._exit(9)
    return read_shard(shard)


def test_the_dispatch_that_kills_its_worker_is_said_and_the_others_are_read() -> None:
    shards = list(shards_of(dispatches(8), 4))
    found = {done.number: done for done in Processes(2)(dies_over_a_poison, iter(shards))}
    assert sorted(found) == [0, 1]
    readings = list(read_back(dict(found[0].files)["records"]))
    assert [reading.id for reading in readings] == ["d0", "d1", "d2", "d3"]
    assert [reading.article is None for reading in readings] == [False, False, False, True]
    assert found[0].unread == 1
    assert found[1].unread == 0


def test_halving_reads_each_dispatch_once_in_order() -> None:
    read: list[str] = []

    def attempt(shard: Shard) -> Done:
        names = [each.id for each in shard.dispatches]
        if {"d2", "d5"} & set(names):
            raise Lost("gone")
        read.extend(names)
        return read_shard(shard)

    (shard,) = shards_of(dispatches(7), 7)
    readings = list(read_back(dict(in_halves(shard, attempt, "gone").files)["records"]))
    assert [reading.id for reading in readings] == [f"d{number}" for number in range(7)]
    assert [reading.id for reading in readings if reading.article is None] == ["d2", "d5"]
    assert sorted(read) == ["d0", "d1", "d3", "d4", "d6"]


def test_few_shards_are_in_work_at_once() -> None:
    taken: list[int] = []

    def slowly(shards: Iterator[Shard]) -> Iterator[Shard]:
        for shard in shards:
            taken.append(shard.number)
            yield shard

    done = 0
    for _ in Processes(1)(fake, slowly(shards_of(dispatches(20), 1))):
        done += 1
        assert len(taken) <= done + 2
    assert done == 20


def dementi(*words: object, **more: str) -> list[str]:
    return [sys.executable, "-m", "dementi.cli", *map(str, words)]


def started_by(mark: str) -> list[int]:
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and mark.encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_a_run_that_is_killed_goes_on_where_it_stood_and_leaves_no_process(tmp_path: Path) -> None:
    lines = "".join(
        f"{json.dumps({'id': d.id, 'text': d.content, 'published': d.published})}\n" for d in map(dispatch, range(60))
    )
    (tmp_path / "lot.jsonl").write_text(lines)
    command = dementi("batch", tmp_path / "lot.jsonl", "--out", tmp_path / "lot", "--shard", "5", "--workers", "2")
    mark = f"DEMENTI_TEST={tmp_path}"
    run = subprocess.Popen(command, env={**os.environ, "DEMENTI_TEST": str(tmp_path)})  # noqa: S603 (our own command)
    deadline = time.monotonic() + 60
    while not list((tmp_path / "lot").glob("readings/*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    kept = (
        json.loads((tmp_path / "lot" / "manifest.json").read_text())["shards"]
        if (tmp_path / "lot" / "manifest.json").exists()
        else {}
    )
    while started_by(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert started_by(mark) == []
    assert len(kept) < 12
    again = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    begun = json.loads((tmp_path / "lot" / "manifest.json").read_text())["reader"]
    reader_build.cache_clear()
    if begun != reader_build():
        pytest.skip("the reader itself was changed while this test ran")
    assert again.returncode == 0, again.stderr
    assert [row["id"] for row in pq.read_table(tmp_path / "lot" / "readings").to_pylist()] == [
        f"d{number}" for number in range(60)
    ]
    whole = subprocess.run(  # noqa: S603
        [*command[:-6], "--out", str(tmp_path / "autre"), "--shard", "5"], capture_output=True, text=True, check=False
    )
    assert whole.returncode == 0, whole.stderr
    alone, together = files_of(tmp_path / "autre"), files_of(tmp_path / "lot")
    assert {name: digest for name, digest in alone.items() if name != "manifest.json"} == {
        name: digest for name, digest in together.items() if name != "manifest.json"
    }


def test_the_command_says_what_was_read_and_joins_on_demand(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "un.txt").write_text(str(dispatch(0).content))
    (tmp_path / "a" / "vide.txt").write_text("")
    command = dementi(
        "batch", tmp_path / "a", "--out", tmp_path / "lot", "--published", "2026-03-09", "--link", "--workers", "1"
    )
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1, done.stderr
    assert "2 dépêches" in done.stdout
    assert {"copies", "stories", "links", "series"} <= {path.stem for path in (tmp_path / "lot").glob("*.parquet")}


def test_standard_input_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(dementi("batch", "-", "--out", tmp_path / "lot"), input=b"", capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 1


def test_a_reading_without_an_article_is_a_row(tmp_path: Path) -> None:
    from dementi.parquet import readings_parquet

    (tmp_path / "a.parquet").write_bytes(readings_parquet([Reading(id="x", article=None)]))
    (row,) = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert (row["id"], row["text"], row["statements"]) == ("x", None, [])
