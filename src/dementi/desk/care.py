# SPDX-License-Identifier: Apache-2.0
"""How is a desk kept safe? One file with the whole record, made while the desk runs, and a folder made of it again.

The file is a ZIP of the database as SQLite's online backup gives it (a state between two transactions) and a manifest with
its digest and counts. The index is not in it: it is made anew from the record. Nor is the key of the folder.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from dementi import __version__
from dementi.errors import InputError, RecordError
from dementi.settings import read_settings

__all__ = ["Backup", "back_up", "restore"]

DATABASE, MANIFEST = "dementi.sqlite3", "manifest.json"
#: A database larger than this is not unpacked: no desk of today has one.
MOST_BYTES = 1 << 40
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: how many dispatches stand on its record, the sha-256 of its database, when it was made."""

    dispatches: int
    digest: str
    made: str


def back_up(folder: Path, out: Path, now: datetime) -> Backup:
    """Write the record of a folder into one file, while the desk may be running.

    Raises:
        RecordError: the folder has no record, or its database cannot be read, or the record stands on PostgreSQL.
        InputError: the file is there already, or cannot be written.
    """
    _of_a_file()
    database = folder / DATABASE
    if not database.is_file():
        raise RecordError("There is no record in %(folder)s.", folder=folder)
    if out.exists():
        raise InputError("%(path)s is there already: give another name.", path=out)
    try:
        with tempfile.TemporaryDirectory(dir=out.parent or None) as room:
            copy = Path(room) / DATABASE
            _copy(database, copy)
            made = Backup(_count(copy), _digest(copy), now.isoformat(timespec="seconds"))
            unfinished = Path(room) / "unfinished.zip"
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(copy, DATABASE)
                archive.writestr(MANIFEST, json.dumps(_manifest(made), indent=1))
            # Whole or not at all: the name stands for a finished backup.
            unfinished.rename(out)
    except sqlite3.Error as error:
        raise RecordError("The database of %(folder)s cannot be read: %(why)s.", folder=folder, why=error) from error
    except OSError as error:
        raise InputError("%(path)s cannot be written: %(why)s.", path=out, why=error.strerror or error) from error
    return made


def restore(backup: Path, folder: Path) -> Backup:
    """Make a folder of a backup: its database whole and checked; the index is made anew when the desk opens.

    Raises:
        InputError: the file is no backup, or is damaged.
        RecordError: the folder has a record already, or cannot be written.
    """
    _of_a_file()
    if (folder / DATABASE).exists():
        raise RecordError("There is a record in %(folder)s already: restore into an empty folder.", folder=folder)
    try:
        with zipfile.ZipFile(backup) as archive:
            said = json.loads(archive.read(MANIFEST))
            made = Backup(int(said["dispatches"]), str(said["sha256"]), str(said["made"]))
            if archive.getinfo(DATABASE).file_size > MOST_BYTES:
                raise InputError("%(path)s is too large to be a backup.", path=backup)
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = folder / "unfinished.sqlite3"
            with archive.open(DATABASE) as packed, unfinished.open("wb") as out:
                _pour(packed, out)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise InputError("%(path)s is no backup of a desk, or is damaged.", path=backup) from error
    except OSError as error:
        raise RecordError("%(path)s cannot be restored: %(why)s.", path=backup, why=error.strerror or error) from error
    if _digest(unfinished) != made.digest:
        unfinished.unlink()
        raise InputError("%(path)s is damaged: its database is not the one that was backed up.", path=backup)
    unfinished.rename(folder / DATABASE)
    return made


def _of_a_file() -> None:
    if read_settings().database:
        raise RecordError("The record stands on PostgreSQL: pg_dump and pg_restore make its backup (see the manual).")


def _copy(database: Path, copy: Path) -> None:
    # Read-only, by SQLite's own backup: writers go on, and what they write during it is in it or not, whole.
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as live, closing(sqlite3.connect(copy)) as out:
        live.backup(out)
        out.execute("PRAGMA journal_mode=DELETE")


def _count(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as held:
        if held.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is damaged")
        return int(held.execute("SELECT count(*) FROM record_dispatch WHERE removed IS NULL").fetchone()[0])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(made: Backup) -> dict[str, object]:
    return {"dementi": __version__, "dispatches": made.dispatches, "sha256": made.digest, "made": made.made}


def _pour(packed: IO[bytes], out: IO[bytes]) -> None:
    while piece := packed.read(PIECE):
        out.write(piece)
