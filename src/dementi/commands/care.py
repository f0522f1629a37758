# SPDX-License-Identifier: Apache-2.0
"""``dementi backup | restore``: the whole record in one file, and a folder made of it again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from dementi.commands.saying import FOLDER, folder_of, language
from dementi.messages import say

__all__ = ["backup", "restore"]

FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")


@click.command()
@FILE
@FOLDER
def backup(file: Path, folder: Path | None) -> None:
    """Write the record into one file, while the desk may be running."""
    from dementi.desk.care import back_up

    made = back_up(folder_of(folder), file, datetime.now(UTC))
    message = "%(path)s is written: %(count)s dispatches."
    click.echo(say(message, language(), path=file, count=made.dispatches))


@click.command()
@FILE
@FOLDER
def restore(file: Path, folder: Path | None) -> None:
    """Make an empty folder the desk that was backed up."""
    from dementi.desk.care import restore as restore_folder

    where = folder_of(folder)
    made = restore_folder(file, where)
    message = "%(folder)s has the record again: %(count)s dispatches."
    click.echo(say(message, language(), folder=where, count=made.dispatches))
