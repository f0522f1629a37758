# SPDX-License-Identifier: Apache-2.0
"""Which database has the record? A file of the folder, or PostgreSQL by one setting; and can it be written now?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dementi.errors import SettingsError

__all__ = ["database_of", "is_postgresql", "reads_only", "server_of"]

#: Given to libpq where the setting does not say otherwise: a server that is gone is noticed within half a minute.
LIBPQ = {
    "application_name": "dementi",
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
}
#: The same for the server: of a machine that is gone it lets go the locks. And how long a writer waits for another.
SERVER = "-c lock_timeout=20s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"


def database_of(setting: str, folder: Path) -> dict[str, Any]:
    """Return the database as Django is told of it.

    Args:
        setting: a URL that libpq knows (PostgreSQL's manual, 34.1.1), of one host or of several; "": SQLite.
        folder: the desk's, which SQLite's file is in.

    Raises:
        SettingsError: the URL cannot be read, or PostgreSQL's client is not there.
    """
    if not setting:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "dementi.sqlite3",
            "OPTIONS": {
                # Nothing acknowledged may be lost, and readers never wait for the writer.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
            },
        }
    said = _read(setting)
    options = {**LIBPQ, **said, "options": f"{SERVER} {said.get('options', '')}".strip()}
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    found = {key: str(options.pop(name, "")) for key, name in named.items()}
    return {"ENGINE": "dementi.desk.postgresql", "OPTIONS": options, **found, "NAME": found["NAME"] or "dementi"}


def _read(setting: str) -> dict[str, Any]:
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise SettingsError(
            "%(name)s names PostgreSQL, whose client is not installed: pip install dementi[postgresql].",
            name="DEMENTI_DATABASE",
        ) from error
    try:
        return dict(conninfo_to_dict(setting))
    except psycopg.Error as error:
        # The URL may hold a password: it is not said again, nor is what libpq quotes of it.
        raise SettingsError("%(name)s is no address of a database.", name="DEMENTI_DATABASE") from error


def is_postgresql() -> bool:
    """Say whether the record stands on PostgreSQL."""
    from django.db import connection

    return connection.vendor == "postgresql"


def reads_only() -> bool:
    """Say whether the record may be read but not written now: its primary is gone, and a replica answers.

    Raises:
        django.db.OperationalError: no server answers.
    """
    from django.db import connection

    return is_postgresql() and bool(connection.reads_only)  # type: ignore[attr-defined]


def server_of() -> str:
    """Return where the record stands, to be shown: never with a password."""
    from django.db import connection

    said = connection.settings_dict
    if not is_postgresql():
        return str(said["NAME"])
    hosts = str(said["HOST"] or "localhost").split(",")
    ports = str(said["PORT"] or "5432").split(",")
    ports = ports if len(ports) == len(hosts) else [ports[0]] * len(hosts)
    places = ",".join(f"{host}:{port or 5432}" for host, port in zip(hosts, ports, strict=True))
    return f"postgresql://{places}/{said['NAME']}"
