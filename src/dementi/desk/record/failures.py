# SPDX-License-Identifier: Apache-2.0
"""What does it mean when the database refuses? One sentence for each way in which a disk or a file fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError

from dementi.errors import RecordError

__all__ = ["named_failures"]


@contextmanager
def named_failures() -> Iterator[None]:
    """Say in plain words what the database cannot do; a fault of the desk's own is passed on as it is.

    Raises:
        RecordError: the disk is full, or the database is read-only, locked, damaged or unreadable.
    """
    try:
        yield
    except DatabaseError as error:
        named = _named(error)
        if named is None:
            raise
        raise named from error


def _named(error: DatabaseError) -> RecordError | None:
    cause = error.__cause__
    # SQLITE_READONLY_DBMOVED, SQLITE_IOERR_WRITE: the second word is the kind (sqlite.org/rescode.html).
    name = getattr(cause, "sqlite_errorname", "") if isinstance(cause, sqlite3.Error) else ""
    folder = settings.FOLDER
    match name.split("_")[1:2]:
        case ["FULL"]:
            return RecordError("The disk of %(folder)s is full: what was not confirmed was not kept.", folder=folder)
        case ["READONLY"] | ["PERM"] | ["AUTH"]:
            return RecordError("The database of %(folder)s may be read, but not written.", folder=folder)
        case ["BUSY"] | ["LOCKED"]:
            return RecordError("Another process keeps the database of %(folder)s: try again.", folder=folder)
        case ["CORRUPT"] | ["NOTADB"]:
            return RecordError(
                "The database of %(folder)s is damaged. It was left as it is: put a backup in its place, "
                "or choose another folder.",
                folder=folder,
            )
        case ["CANTOPEN"] | ["IOERR"]:
            return RecordError("The database of %(folder)s cannot be used: %(why)s.", folder=folder, why=cause)
    return None
