# SPDX-License-Identifier: Apache-2.0
"""``dementi export --format archive | import FILE``: the whole desk in one file, and the same desk made of it again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from dementi.commands.saying import FOLDER, folder_of, language
from dementi.errors import InputError
from dementi.messages import say

__all__ = ["import_archive", "write_archive"]


def write_archive(folder: Path, out: Path | None) -> None:
    """Write the archive of a folder, and say so.

    Raises:
        InputError: no file was named.
    """
    from dementi.desk import export_archive

    if out is None:
        raise InputError("An archive is a file: name it with --out.")
    count = export_archive(folder, out, datetime.now(UTC))
    message = "%(path)s is written: %(count)s dispatches."
    click.echo(say(message, language(), path=out, count=count))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@FOLDER
def import_archive(file: Path, folder: Path | None) -> None:
    """Make an empty folder the desk of an archive; the same archive twice changes nothing."""
    from dementi.desk import import_archive as bring

    where = folder_of(folder)
    brought = bring(where, file, datetime.now(UTC))
    if brought.new:
        click.echo(
            say("%(folder)s has the record: %(count)s dispatches.", language(), folder=where, count=brought.count)
        )
    else:
        click.echo(say("%(folder)s has this record already: nothing was changed.", language(), folder=where))
