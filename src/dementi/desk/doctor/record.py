# SPDX-License-Identifier: Apache-2.0
"""How does the record stand? Its database whole and of the present form, the index and the joining behind it, its size."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from dementi.desk.database import is_postgresql, reads_only, server_of
from dementi.desk.doctor.look import Look, doubtful, well, wrong
from dementi.desk.doctor.place import readable
from dementi.desk.matters.joiner import unjoined
from dementi.desk.record.failures import named_failures
from dementi.desk.standing import index_standing, joiner_lag, last_change
from dementi.messages import gettext_noop as _

__all__ = ["clock", "database", "index", "joining", "migrations", "serving", "sizes"]

#: A clock may be so far off.
OFF = timedelta(minutes=5)
#: Changes behind which the index and the joining may be while they work.
BEHIND = 5000


def database() -> Look:
    """Look whether the database answers and is whole."""
    with named_failures():
        if is_postgresql():
            return _server()
        path = Path(str(connection.settings_dict["NAME"]))
        if not path.is_file():
            return wrong(
                _("There is no record in %(folder)s."), _("Start the desk once: it makes one."), folder=path.parent
            )
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(5)")
            faults = [row[0] for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            loose = len(cursor.fetchall())
    if faults != ["ok"] or loose:
        out = _("Stop the desk, keep the file aside, and put the last backup in its place (dementi restore).")
        return wrong(_("The database is damaged: %(faults)s."), out, faults="; ".join(faults) + f"; {loose}")
    return well(_("%(where)s is whole."), where=server_of())


def _server() -> Look:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if encoding != "UTF8":
        out = _("Make the database anew in UTF-8 (createdb --encoding UTF8), and bring the record over.")
        return wrong(_("The database keeps text as %(encoding)s."), out, encoding=encoding)
    if reads_only():
        out = _("Look after the primary, or promote the replica: see docs/many-machines.md.")
        return doubtful(_("%(where)s: a replica answers, nothing can be written."), out, where=server_of())
    return well(_("%(where)s answers."), where=server_of())


def migrations() -> Look:
    """Look whether the database has the form that this version writes."""
    loader = MigrationLoader(connection)
    applied, known = set(loader.applied_migrations or ()), set(loader.disk_migrations or ())
    if applied - known:
        out = _("Install the version that made it, or a newer one.")
        return wrong(_("The database was made by a newer version of Démenti."), out)
    if known - applied:
        out = _("Make a backup, then start the desk: it brings the database to the present form by itself.")
        return doubtful(_("%(count)s steps to the present form are not taken yet."), out, count=len(known - applied))
    return well(_("The database has the present form."))


def clock(now: datetime) -> Look:
    """Look whether the machine's clock goes before what it wrote itself."""
    last = last_change()
    if last and last.at > now + OFF:
        out = _("Set the clock (timedatectl set-ntp true).")
        return wrong(_("The clock is behind: the last change on record is of %(at)s."), out, at=last.at.isoformat())
    return well(_("It is %(now)s."), now=now.isoformat(timespec="seconds"))


def index(folder: Path) -> Look:
    """Look whether the index has what the record has."""
    stands = index_standing(folder)
    out = _("Start the desk: it makes the index anew from the record.")
    if stands is None:
        return doubtful(_("There is no search index that can be read."), out)
    if stands.lag > BEHIND or stands.lag < 0:
        return doubtful(_("The index is %(lag)s changes behind the record."), out, lag=stands.lag)
    if stands.lag == 0 and stands.dispatches != stands.on_record:
        out = _("Stop the desk, take the folder index away, start it again: the index is made anew from the record.")
        return wrong(
            _("The index has %(indexed)s dispatches, the record %(count)s."),
            out,
            indexed=stands.dispatches,
            count=stands.on_record,
        )
    return well(_("%(count)s dispatches; the index is %(lag)s changes behind."), count=stands.on_record, lag=stands.lag)


def joining() -> Look:
    """Look whether copies, stories and answers are up to date."""
    lag = joiner_lag()
    if lag > BEHIND:
        out = _("Start the desk, or see its log: it joins what comes in behind the record.")
        return doubtful(_("%(lag)s changes are not joined yet."), out, lag=lag)
    missed = len(unjoined())
    if missed:
        out = _("A fault of the desk: tell those who make Démenti what its log says of it.")
        return doubtful(
            _("Dispatches that could not be joined with others (see the log): %(count)s."), out, count=missed
        )
    return well(_("%(lag)s changes are not joined yet."), lag=lag)


def serving(folder: Path) -> Look:
    """Look whether a desk serves the folder."""
    lock = folder / "desk.lock"
    if lock.is_file():
        with lock.open() as held:
            try:
                fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return well(_("A desk serves this folder."))
    return well(_("No desk serves this folder now."))


def sizes(folder: Path) -> Iterator[tuple[str, Look]]:
    """Yield how much the record takes, its index, and each table that has rows, the largest first."""
    with connection.cursor() as cursor:
        if is_postgresql():
            cursor.execute("SELECT pg_database_size(current_database())")
            whole = int(cursor.fetchone()[0])
            asked = (
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class "
                "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            )
        else:
            whole = sum(path.stat().st_size for path in folder.glob("dementi.sqlite3*"))
            asked = "SELECT s.tbl_name, SUM(d.pgsize) FROM dbstat d JOIN sqlite_schema s ON s.name = d.name GROUP BY s.tbl_name"
        yield "record", well("%(size)s", size=readable(whole))
        cursor.execute(asked)
        tables = sorted(((str(name), int(size)) for name, size in cursor.fetchall()), key=lambda row: (-row[1], row[0]))
    indexed = sum(path.stat().st_size for path in (folder / "index").glob("*") if path.is_file())
    yield "index", well("%(size)s", size=readable(indexed))
    yield from ((name, well("%(size)s", size=readable(size))) for name, size in tables if size > 64 * 1024)
