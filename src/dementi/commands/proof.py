# SPDX-License-Identifier: Apache-2.0
"""``dementi proof | verify``: a dispatch with all that was read in it, in one file that can be checked without the desk."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from dementi.commands.saying import FOLDER, complain, folder_of, language
from dementi.errors import InputError
from dementi.messages import say, say_trouble

__all__ = ["proof", "verify"]


@click.command()
@click.argument("dispatch", metavar="ID")
@FOLDER
@click.option(
    "--out", type=click.Path(path_type=Path), help="The file; ID.proof.json otherwise, - for standard output."
)
@click.option("--version", "number", type=click.IntRange(1), help="The number of the version; the newest otherwise.")
def proof(dispatch: str, folder: Path | None, out: Path | None, number: int | None) -> None:
    """Write the proof of a dispatch on record: its bytes, what was said of it, all that was found, digests of each part."""
    from dementi.desk import proof_of
    from dementi.proof import written

    found = proof_of(folder_of(folder), dispatch, number)
    content = written(found)
    out = out or Path(f"{found.id}.proof.json")
    if str(out) == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise InputError("%(path)s cannot be written: %(why)s.", path=out, why=error.strerror or error) from error
    click.echo(say("%(path)s is written. Seal: %(seal)s", language(), path=out, seal=json.loads(content)["seal"]))


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--seal", help="The seal as it was kept elsewhere: the file must have the same.")
@FOLDER
def verify(files: tuple[Path, ...], seal: str | None, folder: Path | None) -> None:
    """Check proofs, without network or record; with --data and no file, check every dispatch on record."""
    if not files and folder is None:
        raise InputError("Say which proofs to check, or give --data to check a record.")
    # A list: each file is checked and said, whatever came of the one before.
    held = [_verify(file, seal) for file in files] if files else [_verify_record(folder_of(folder))]
    sys.exit(0 if all(held) else 1)


def _verify(file: Path, seal: str | None) -> bool:
    from dementi.newsroom import Newsroom
    from dementi.proof.checking import check

    try:
        with Newsroom() as newsroom:
            checked = check(file.read_bytes(), newsroom.read, seal)
    except OSError as error:
        complain(say("%(path)s cannot be opened: %(why)s.", language(), path=file, why=error.strerror or error))
        return False
    except InputError as error:
        complain(f"{file}: {say_trouble(error, language())}")
        return False
    for trouble in checked.faults:
        complain(f"{file}: {say_trouble(trouble, language())}")
    for held in checked.held:
        click.echo(f"{file}: {say_trouble(held, language())}")
    if checked.faults:
        complain(say("%(path)s does not hold.", language(), path=file))
    else:
        click.echo(say("%(path)s holds. Seal: %(seal)s", language(), path=file, seal=checked.seal))
    return not checked.faults


def _verify_record(folder: Path) -> bool:
    from dementi.desk import unsound

    count = wrong = 0
    for dispatch, fault in unsound(folder):
        count += 1
        if fault is not None:
            wrong += 1
            complain(f"{dispatch}: {say_trouble(fault, language())}")
    click.echo(say("%(count)s dispatches checked; %(wrong)s do not hold.", language(), count=count, wrong=wrong))
    return wrong == 0
