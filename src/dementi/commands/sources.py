# SPDX-License-Identifier: Apache-2.0
"""``dementi sources list | add | import | export | poll``: the feeds that the desk follows, without its pages."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click

from dementi.commands.saying import FOLDER, complain, folder_of, language
from dementi.errors import InputError
from dementi.messages import say, say_trouble

__all__ = ["sources"]


@click.group()
def sources() -> None:
    """Follow feeds: which there are, how they do, what is new in them."""


@sources.command("list")
@FOLDER
def list_sources(folder: Path | None) -> None:
    """Show the sources, a line each: how it does, its address, its name; what ails it goes to standard error."""
    _open(folder)
    from dementi.desk.sources.door import standings

    for each in standings(datetime.now(UTC)):
        state = "=" if each.paused else "!" if any(ill.alarm for ill in each.ailments) else "+"
        click.echo(f"{state}\t{each.address}\t{each.name}")
        for ill in each.ailments:
            complain(f"{each.address}: {say_trouble(ill.trouble, language())}")


@sources.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL...")
@FOLDER
def add(addresses: tuple[str, ...], folder: Path | None) -> None:
    """Follow feeds, or the feeds that pages name."""
    _open(folder)
    from dementi.desk.sources.door import add_address

    for address in addresses:
        choice = add_address(address, datetime.now(UTC))
        for feed in choice.among:
            complain(f"{feed.url}\t{feed.title}")
        if choice.among:
            raise InputError("%(url)s names several feeds: follow one of them.", url=address)
        click.echo(f"{'+' if choice.new else '='}\t{address}")


@sources.command("import")
@click.argument("file", type=click.File("rb"))
@FOLDER
def import_list(file: BinaryIO, folder: Path | None) -> None:
    """Follow the feeds of a list (OPML)."""
    _open(folder)
    from dementi.desk.sources.door import add_list

    new, count = add_list(file.read(), datetime.now(UTC))
    click.echo(say("%(new)s of %(count)s feeds are new.", language(), new=new, count=count))


@sources.command()
@FOLDER
def export(folder: Path | None) -> None:
    """Write the sources as a list (OPML) to standard output."""
    _open(folder)
    from dementi.desk.sources.door import as_list

    sys.stdout.write(as_list(datetime.now(UTC)))


@sources.command()
@FOLDER
def poll(folder: Path | None) -> None:
    """Ask the sources that are due, once; for a desk that is not served all the time."""
    opened = _open(folder)
    from dementi.desk.sources.door import poll as ask

    done = ask(opened)
    click.echo(say("%(count)s errands were run.", language(), count=done))


def _open(folder: Path | None) -> Path:
    """Open the desk's folder: before that nothing of the record can be imported."""
    from dementi.desk.folder import open_folder

    return open_folder(folder_of(folder))
