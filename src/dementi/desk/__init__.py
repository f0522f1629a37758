# SPDX-License-Identifier: Apache-2.0
"""The desk over one folder of data: add to it, serve it, export it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from dementi.desk.record.capture import Added, Capture
from dementi.errors import InputError
from dementi.proof import Proof
from dementi.record import Dispatch, Trouble

__all__ = [
    "Added",
    "Brought",
    "add_dispatches",
    "export",
    "export_archive",
    "export_gold",
    "export_parquet",
    "feed_index",
    "import_archive",
    "proof_of",
    "serve",
    "unsound",
]


def add_dispatches(
    folder: Path, dispatches: Iterable[Dispatch], now: datetime, *, again: bool = False
) -> Iterator[Added]:
    """Put dispatches on the record of a folder, one after the other; yield what became of each.

    Args:
        folder: made if missing.
        dispatches: nothing read yet.
        now: when they come in, with its zone.
        again: those too that were taken off the desk.

    Raises:
        RecordError: the folder cannot be used.
    """
    from dementi.desk.folder import open_folder

    open_folder(folder)
    from dementi.desk.adding import add

    # Where a desk serves this folder, it feeds the index itself. Before anything is added, so that an index that is
    # ahead of the record (a backup was put in place) is seen to be; and after.
    feed_index(folder, now)
    yield from add(dispatches, Capture(at=now, again=again))
    feed_index(folder, now)


def feed_index(folder: Path, now: datetime) -> None:
    """Join what is new and write the index of an open folder; where a desk serves it, that one does."""
    from dementi.desk.matters.joiner import tried
    from dementi.desk.record.feeder import Feeder

    feeder = Feeder.take(folder.absolute())
    if feeder is not None:
        tried(now)
        feeder.feed()
        feeder.close()


def serve(folder: Path, *, port: int, examples: bool) -> None:
    """Serve a folder until it is told to stop.

    Raises:
        RecordError: the folder cannot be used, or another desk serves it.
    """
    from dementi.desk.serving import serve_folder

    serve_folder(folder, port=port, examples=examples)


def export(folder: Path, form: str) -> Iterator[str]:
    """Yield the record as lines: "jsonl" readings as the contract writes them, "csv" a row a statement.

    Raises:
        RecordError: the folder cannot be used.
    """
    from dementi.contract import as_json
    from dementi.desk.folder import open_folder

    open_folder(folder)
    from dementi.desk.marks.store import readings
    from dementi.desk.table import COLUMNS, csv_line, rows_of

    if form == "csv":
        yield csv_line(COLUMNS)
        for reading in readings():
            yield from map(csv_line, rows_of(reading))
    else:
        for reading in readings():
            yield as_json(reading) + "\n"


def export_parquet(folder: Path, out: IO[bytes]) -> None:
    """Write the readings on record as one Parquet file, a row each with its statements nested in it, in bounded memory.

    Raises:
        RecordError: the folder cannot be used.
        InputError: pyarrow is not there.
    """
    from dementi.desk.folder import open_folder
    from dementi.parquet import write_readings

    open_folder(folder)
    from dementi.desk.marks.store import readings

    write_readings(readings(), out)


def export_archive(folder: Path, out: Path, now: datetime) -> int:
    """Write the whole record of a folder into one file, while the desk may be running; return how many dispatches stand in it.

    Raises:
        RecordError: the folder cannot be used.
        InputError: the file is there already, or cannot be written.
    """
    from dementi.desk.folder import open_folder

    open_folder(folder)
    from dementi.desk.archive.writing import write_archive

    return write_archive(out, now)


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of an archive: how many dispatches stand in it, and whether they are new in the folder."""

    count: int
    new: bool


def import_archive(folder: Path, file: Path, now: datetime) -> Brought:
    """Make an empty folder the desk that an archive is of; what the archive says is checked, and brought whole or not at all.

    Raises:
        InputError: the file is no archive, is damaged, or says what no desk can have written.
        RecordError: there is another record in the folder, or it cannot be used.
    """
    from dementi.desk.archive.packed import check

    check(file)
    is_ours = not folder.exists()
    from dementi.desk.folder import open_folder

    open_folder(folder)
    from dementi.desk.archive.loading import bring

    brought = bring(file, folder, is_ours=is_ours)
    feed_index(folder, now)
    return Brought(*brought)


def export_gold(folder: Path, out: Path) -> int:
    """Write each dispatch that somebody has marked, as corrected, as a file of gold; return how many there are.

    Raises:
        RecordError: the folder of the desk cannot be used.
        InputError: the folder of gold cannot be written.
    """
    import json

    from dementi.desk.folder import open_folder
    from dementi.evaluation.written import gold_of

    open_folder(folder)
    from dementi.desk.marks.store import marked

    count = 0
    try:
        out.mkdir(parents=True, exist_ok=True)
        for reading in marked():
            text = json.dumps(gold_of(reading), ensure_ascii=False, indent=1)
            (out / f"{reading.id}.json").write_text(text + "\n", "utf-8")
            count += 1
    except OSError as error:
        raise InputError("%(path)s cannot be written: %(why)s.", path=out, why=error.strerror or error) from error
    return count


def proof_of(folder: Path, dispatch: str, number: int | None = None) -> Proof:
    """Return the proof of a dispatch on the record of a folder: of its newest version, or of another by its number.

    Raises:
        RecordError: the folder cannot be used, or has no such dispatch.
    """
    from dementi.desk.folder import open_folder

    open_folder(folder)
    from dementi.desk.proving import proof_of as of

    return of(dispatch, number)


def unsound(folder: Path) -> Iterator[tuple[str, Trouble | None]]:
    """Yield the id of every dispatch on the record of a folder, and what does not hold; None: it holds.

    Raises:
        RecordError: the folder cannot be used.
    """
    from dementi.desk.folder import open_folder

    open_folder(folder)
    from dementi.desk.proving import unsound as of_record

    yield from of_record()
