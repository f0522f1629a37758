# SPDX-License-Identifier: Apache-2.0
"""Who alone may do a thing? Who holds its lease: a lock of the folder, or on PostgreSQL one for all machines. It ends with its holder.

A process that is killed lets go of it at once; of a machine that is gone the server lets it go within half a minute (see
``database.SERVER``). Who holds one for long asks :meth:`Lease.is_held` before each piece of work.
"""

from __future__ import annotations

import fcntl
import time
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import IO, Any, Protocol, Self

from dementi.desk.database import is_postgresql
from dementi.errors import RecordError

__all__ = ["Lease", "Work", "is_taken", "take"]

#: Seconds between two tries.
PAUSE = 0.1


class Work(Enum):
    """What one process does alone: the lock's file in the folder, and its number on the server (1 is the writer's)."""

    MIGRATE = ("migrate.lock", 2)
    POLL = ("poll.lock", 3)
    JOIN = ("join.lock", 4)
    WATCH = ("watch.lock", 5)

    @property
    def file(self) -> str:
        """Return the name of the lock's file."""
        return self.value[0]

    @property
    def number(self) -> int:
        """Return the second half of the advisory lock."""
        return self.value[1]


class Lease(Protocol):
    """The right to do a thing alone; it ends with ``close``, at the end of a ``with`` statement, or with the process."""

    def is_held(self) -> bool:
        """Say whether it still holds."""

    def close(self) -> None:
        """Let another have it."""

    def __enter__(self) -> Self:
        """Return itself."""

    def __exit__(self, *_: object) -> None:
        """Let another have it."""


def take(folder: Path, work: Work, patience: float = 0.0) -> Lease | None:
    """Return the lease of a work, None where another process has it for longer than ``patience`` seconds.

    Raises:
        RecordError: the server of the database does not answer.
        OSError: the folder cannot be written.
    """
    until = time.monotonic() + patience
    while (lease := _tried(folder, work)) is None:
        if time.monotonic() >= until:
            return None
        time.sleep(PAUSE)
    return lease


def is_taken(folder: Path, work: Work) -> bool:
    """Say whether a process, of any machine, does a work."""
    if is_postgresql():
        return _is_taken_on_server(work)
    path = folder / work.file
    if not path.exists():
        return False
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        return False


def _tried(folder: Path, work: Work) -> Lease | None:
    return _OnServer.tried(work) if is_postgresql() else _OfFolder.tried(folder / work.file)


class _Ended:
    """What both have: a lease is closed at the end of a ``with`` statement."""

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _OfFolder(_Ended):
    def __init__(self, lock: IO[str]) -> None:
        self._lock = lock

    @classmethod
    def tried(cls, path: Path) -> Self | None:
        lock = path.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return None
        return cls(lock)

    def is_held(self) -> bool:
        return not self._lock.closed

    def close(self) -> None:
        self._lock.close()


class _OnServer(_Ended):
    """A connection of its own, whose session holds an advisory lock (PostgreSQL 13.3.5): what ends the one ends the other."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 (psycopg is there only where PostgreSQL is used)
        self._connection = connection

    @classmethod
    def tried(cls, work: Work) -> Self | None:
        import psycopg

        from dementi.desk.postgresql.base import LOCKS

        connection = _connection()
        try:
            # A standby has locks of its own, which nobody else sees; who may not write has nothing to do alone.
            standby = connection.info.parameter_status("in_hot_standby") == "on"
            found = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCKS, work.number)).fetchone()
        except psycopg.Error:
            connection.close()
            raise
        if standby or not found[0]:
            connection.close()
            return None
        return cls(connection)

    def is_held(self) -> bool:
        import psycopg

        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def close(self) -> None:
        with suppress(Exception):
            # Where the server is gone there is nothing to let go of.
            self._connection.close()


def _connection() -> Any:  # noqa: ANN401 (psycopg is there only where PostgreSQL is used)
    import psycopg
    from django.db import connections

    wrapper: Any = connections["default"]
    try:
        return wrapper.get_new_connection({**wrapper.get_connection_params(), "autocommit": True})
    except psycopg.OperationalError as error:
        raise RecordError("The server of the database does not answer.") from error


def _is_taken_on_server(work: Work) -> bool:
    from django.db import connection

    from dementi.desk.postgresql.base import LOCKS

    asked = (
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, (LOCKS, work.number))
        return bool(cursor.fetchone()[0])
