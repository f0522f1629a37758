# SPDX-License-Identifier: Apache-2.0
"""What does it mean when the database refuses? One sentence for each way in which a disk, a file or a server fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError

from dementi.desk.database import is_postgresql, server_of
from dementi.errors import RecordError

__all__ = ["named_failure", "named_failures"]


@contextmanager
def named_failures() -> Iterator[None]:
    """Say in plain words what the database cannot do; a fault of the desk's own is passed on as it is.

    Raises:
        RecordError: the disk is full, or the database is read-only, locked, damaged or unreadable.
    """
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        named = _named(error)
        if named is None:
            raise
        raise named from error


def named_failure(fault: BaseException | None) -> RecordError | None:
    """Return what a fault says of the database, in plain words; None where it says nothing of it."""
    if isinstance(fault, RecordError):
        return fault
    return _named(fault) if isinstance(fault, DatabaseError | InterfaceError) else None


def _named(error: DatabaseError | InterfaceError) -> RecordError | None:
    cause = error.__cause__
    # SQLITE_READONLY_DBMOVED, SQLITE_IOERR_WRITE: the second word is the kind (sqlite.org/rescode.html).
    name = getattr(cause, "sqlite_errorname", "") if isinstance(cause, sqlite3.Error) else ""
    if not name and is_postgresql():
        return _named_by_server(error)
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


def _named_by_server(error: DatabaseError | InterfaceError) -> RecordError | None:
    """Return what PostgreSQL says, by the class of its code (PostgreSQL's manual, appendix A)."""
    code, server = getattr(error.__cause__, "sqlstate", None), server_of()
    match code:
        case "53100":
            return RecordError("The disk of %(folder)s is full: what was not confirmed was not kept.", folder=server)
        case "25006":
            return RecordError(
                "Nothing can be written now: the primary of the database does not answer, and the desk reads from a replica. "
                "What was sent was not kept.",
            )
        case "55P03" | "57014":
            return RecordError("Another process keeps the database of %(folder)s: try again.", folder=server)
        case "42501":
            return RecordError("The database of %(folder)s may be read, but not written.", folder=server)
        case "54000":
            return RecordError("An address is longer than %(folder)s can keep.", folder=server)
        case "XX001" | "XX002":
            return RecordError("The database of %(folder)s is damaged: look at the log of its server.", folder=server)
    # Without a code it is libpq's own: no connection, or it was lost.
    lost = code is None or code[:2] in {"08", "28", "3D", "53", "57"}
    if lost and isinstance(error, OperationalError | InterfaceError):
        return RecordError("The server of the database, %(server)s, does not answer.", server=server)
    return None
