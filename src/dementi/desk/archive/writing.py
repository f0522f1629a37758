# SPDX-License-Identifier: Apache-2.0
"""How is a desk written into one file? As it stands between two transactions, while it may be running, in bounded memory."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.db import connection

from dementi import __version__
from dementi.contract import CONTRACT, as_object
from dementi.desk.archive.packed import FORMAT, MANIFEST, README, STATEMENTS, VERSION, Member, write_member
from dementi.desk.archive.tables import TABLES, rows_of
from dementi.desk.marks.store import readings_of
from dementi.desk.record.failures import named_failures
from dementi.desk.record.store import ON_RECORD
from dementi.errors import InputError

__all__ = ["statement_rows", "write_archive"]


@named_failures()
def write_archive(out: Path, now: datetime) -> int:
    """Write the record of the open folder into one file; return how many dispatches, tombstones too, stand in it.

    Args:
        out: whole or not at all; never over what is there.
        now: with its zone.

    Raises:
        InputError: the file is there already, or cannot be written.
        RecordError: the record cannot be read.
    """
    if out.exists():
        raise InputError("%(path)s is there already: give another name.", path=out)
    try:
        with tempfile.TemporaryDirectory(dir=out.parent or None) as room:
            unfinished = Path(room) / "unfinished.zip"
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive, _one_state():
                members = [write_member(archive, table.name, rows_of(table)) for table in TABLES]
                members.append(write_member(archive, STATEMENTS, statement_rows()))
                archive.writestr(README, files("dementi.desk.archive").joinpath(README).read_text("utf-8"))
                archive.writestr(MANIFEST, json.dumps(_manifest(members, now), indent=1))
            # Whole or not at all: the name stands for a finished archive.
            unfinished.rename(out)
    except OSError as error:
        raise InputError("%(path)s cannot be written: %(why)s.", path=out, why=error.strerror or error) from error
    return members[0].lines


def statement_rows() -> Iterator[dict[str, Any]]:
    """Yield the statements of all dispatches on record as they are shown: the contract's objects, each with its dispatch's id."""
    for row in ON_RECORD.order_by("pk").iterator(chunk_size=20):
        for statement in as_object(readings_of([row])[row.pk])["statements"]:
            yield {"dispatch": row.pk, **statement}


def _manifest(members: list[Member], now: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "dementi": __version__,
        "contract": CONTRACT,
        "unit": "code points",
        "made": now.astimezone(UTC).isoformat(timespec="seconds"),
        "files": [asdict(member) for member in members],
    }


@contextmanager
def _one_state() -> Iterator[None]:
    """Read all tables as they are at one moment, without keeping anybody from writing."""
    repeatable = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else ""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        # Django's own transactions take SQLite's lock for writing at once.
        cursor.execute(f"BEGIN{repeatable}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
