# SPDX-License-Identifier: Apache-2.0
"""What can be typed? ``dementi read | link | add | serve | export | evaluate | …``: read, one call, show."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from dementi import __version__
from dementi.commands.accounts import accounts
from dementi.commands.archive import import_archive, write_archive
from dementi.commands.batch import batch
from dementi.commands.care import backup, restore
from dementi.commands.doctor import doctor
from dementi.commands.evaluating import evaluate
from dementi.commands.options import FORM, OUTLET, PLACES, PUBLISHED, given_of
from dementi.commands.proof import proof, verify
from dementi.commands.saying import FOLDER, complain, language
from dementi.commands.sources import sources
from dementi.commands.tokens import tokens
from dementi.contract import as_json, matters_as_json
from dementi.errors import DementiError, InputError
from dementi.intake import Given, Unreadable, fetched, gather
from dementi.messages import say, say_trouble
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Reading, Trouble
from dementi.settings import read_settings

__all__ = ["main"]


def main() -> None:
    """Run the command line; an error is one sentence on standard error and exit status 1."""
    try:
        commands(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DementiError as error:
        complain(say_trouble(error, language()))
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has left (head, less): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@click.group()
@click.version_option(__version__, prog_name="dementi")
def commands() -> None:
    """Démenti: who said what, and who denies it."""


@commands.command()
@PLACES
@FORM
@PUBLISHED
@OUTLET
@click.option("--json", "in_json", is_flag=True, help="One JSON object per dispatch and line, as the contract says.")
def read(places: tuple[str, ...], form: str | None, published: str | None, outlet: str | None, in_json: bool) -> None:  # noqa: FBT001 (click passes flags so)
    """Read dispatches and show what is found, without a record."""
    from dementi.show import show

    given = given_of(form, published, outlet)
    failed = False
    for reading in _readings(places, given):
        if in_json:
            click.echo(as_json(reading, language()))
        else:
            show(reading, language())
        failed |= _complain_of(reading)
    sys.exit(1 if failed else 0)


@commands.command()
@PLACES
@FORM
@PUBLISHED
@OUTLET
@click.option("--json", "in_json", is_flag=True, help="One JSON object for all of them, as the contract says.")
def link(places: tuple[str, ...], form: str | None, published: str | None, outlet: str | None, in_json: bool) -> None:  # noqa: FBT001 (click passes flags so)
    """Read many dispatches together: copies, stories, what answers what, figures in time."""
    from dementi.matters import join

    readings: dict[str, Reading] = {}
    failed = False
    for reading in _readings(places, given_of(form, published, outlet)):
        failed |= _complain_of(reading)
        if reading.id in readings:
            failed = True
            message = "Two dispatches are called %(id)s: only the first is joined with the others."
            complain(say(message, language(), id=reading.id))
        readings.setdefault(reading.id, reading)
    matters = join(tuple(readings.values()))
    if in_json:
        click.echo(matters_as_json(matters))
    else:
        from dementi.show import show_matters

        show_matters(matters, tuple(readings.values()), language())
    sys.exit(1 if failed else 0)


@commands.command()
@PLACES
@FOLDER
@FORM
@PUBLISHED
@OUTLET
@click.option("--again", is_flag=True, help="Put back what was taken off the desk.")
def add(  # noqa: PLR0913, PLR0917 (click passes each option by itself)
    places: tuple[str, ...],
    folder: Path | None,
    form: str | None,
    published: str | None,
    outlet: str | None,
    again: bool,  # noqa: FBT001 (click passes flags so)
) -> None:
    """Put dispatches on the desk's record; twice the same changes nothing."""
    from dementi.desk import add_dispatches

    given = given_of(form, published, outlet)
    failed: list[Unreadable] = []

    def readable() -> Iterator[Dispatch]:
        for dispatch in gather(places, given, fetched, _notice):
            if isinstance(dispatch, Unreadable):
                failed.append(dispatch)
            else:
                yield dispatch

    for added in add_dispatches(folder or read_settings().folder, readable(), datetime.now(UTC), again=again):
        sign = "+" if added.new else "~" if added.changed else "="
        click.echo(f"{added.id}\t{sign}\t{added.name}")
        failed.extend(Unreadable(added.name, trouble) for trouble in added.troubles)
    for unreadable in failed:
        complain(f"{unreadable.id}: {say_trouble(unreadable.trouble, language())}")
    sys.exit(1 if failed else 0)


@commands.command()
@FOLDER
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 0: any free one.")
@click.option("--examples", is_flag=True, help="Load the invented examples if the desk is empty.")
def serve(folder: Path | None, port: int | None, examples: bool) -> None:  # noqa: FBT001 (click passes flags so)
    """Open the desk on one folder of data."""
    from dementi.desk import serve as serve_desk

    settings = read_settings()
    serve_desk(folder or settings.folder, port=settings.port if port is None else port, examples=examples)


@commands.command()
@FOLDER
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet", "gold", "archive"]),
    default="jsonl",
    show_default=True,
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="For gold: the folder to write, a file for each dispatch. For an archive: the file.",
)
def export(folder: Path | None, form: str, out: Path | None) -> None:
    """Write the record: readings (jsonl, parquet) or statements (csv) to standard output; what was corrected, as gold; all, as one file."""
    from dementi.desk import export as export_desk

    if form == "archive":
        write_archive(folder or read_settings().folder, out)
        return

    if form == "gold":
        from dementi.desk import export_gold

        if out is None:
            raise InputError("Gold is a folder of files: name it with --out.")
        click.echo(str(export_gold(folder or read_settings().folder, out)))
        return
    if form == "parquet":
        from dementi.desk import export_parquet

        if sys.stdout.isatty():
            raise InputError("Parquet is no text: send it into a file (> record.parquet).")
        export_parquet(folder or read_settings().folder, sys.stdout.buffer)
        return
    for line in export_desk(folder or read_settings().folder, form):
        click.echo(line, nl=False)


def _readings(places: tuple[str, ...], given: Given) -> Iterator[Reading]:
    with Newsroom() as newsroom:
        for dispatch in gather(places, given, fetched, _notice):
            if isinstance(dispatch, Unreadable):
                yield Reading(id=dispatch.id, article=None, troubles=(dispatch.trouble,))
            else:
                yield newsroom.read(dispatch)


def _notice(trouble: Trouble) -> None:
    complain(say_trouble(trouble, language()))


def _complain_of(reading: Reading) -> bool:
    """Say why a dispatch could not be read; True if it could not."""
    if reading.article is None:
        for trouble in reading.troubles:
            complain(f"{reading.id}: {say_trouble(trouble, language())}")
    return reading.article is None


commands.add_command(accounts)
commands.add_command(backup)
commands.add_command(batch)
commands.add_command(doctor)
commands.add_command(evaluate)
commands.add_command(import_archive)
commands.add_command(proof)
commands.add_command(restore)
commands.add_command(sources)
commands.add_command(tokens)
commands.add_command(verify)

if __name__ == "__main__":
    main()
