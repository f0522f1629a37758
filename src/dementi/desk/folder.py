# SPDX-License-Identifier: Apache-2.0
"""Which folder is the desk's? Made if missing, its database brought to the present form, its key kept to its owner."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dementi.errors import RecordError
from dementi.settings import read_settings

__all__ = ["open_folder", "point_at"]

#: Seconds to wait for another process that brings the database to the present form.
PATIENCE = 600.0


def open_folder(folder: Path) -> Path:
    """Open a desk's folder for this process: once, before anything of the record is touched.

    Raises:
        RecordError: it cannot be written, or its database is damaged, or does not answer.
    """
    folder = folder.absolute()
    try:
        # What a desk has on record is not for everybody on its machine.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep_secret(folder / "secret")
        _set_up(folder)
    except OSError as error:
        why = error.strerror or str(error)
        raise RecordError("The folder %(folder)s cannot be used: %(why)s.", folder=folder, why=why) from error
    return folder


def _keep_secret(path: Path) -> None:
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))


def point_at(folder: Path) -> None:
    """Have this process look at a folder; nothing in it is made or changed."""
    os.environ["DEMENTI_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")
    read_settings.cache_clear()
    import django

    django.setup()


def _set_up(folder: Path) -> None:
    point_at(folder)
    from dementi.desk.database import reads_only
    from dementi.desk.record.failures import named_failures

    with named_failures():
        if not reads_only():
            _bring_up_to_date(folder)


def _bring_up_to_date(folder: Path) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from dementi.desk.leases import Work, take

    # Two desks that are started at once: the second finds it done.
    lease = take(folder, Work.MIGRATE, patience=PATIENCE)
    if lease is None:
        raise RecordError("Another process brings the database of %(folder)s up to date: try again.", folder=folder)
    with lease:
        loader = MigrationLoader(connection)
        applied = set(loader.applied_migrations or ())
        if applied - set(loader.disk_migrations or ()):
            # An older program would write what the newer one does not expect.
            raise RecordError("The database of %(folder)s was made by a newer version of Démenti.", folder=folder)
        if set(loader.disk_migrations or ()) - applied:
            call_command("migrate", verbosity=0, interactive=False)
