# SPDX-License-Identifier: Apache-2.0
"""``dementi tokens make | list | revoke``: the keys by which programs enter the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from dementi.commands.saying import FOLDER, complain, folder_of, language
from dementi.errors import InputError
from dementi.messages import say

__all__ = ["tokens"]


@click.group()
def tokens() -> None:
    """Keys for programs: make one, see which there are, revoke one."""


@tokens.command()
@click.argument("name")
@click.option("--scopes", default="read", show_default=True, help="What it opens, by commas: read, add, mark, sources.")
@click.option("--account", help="Whose it is: it can never do more than that account. Otherwise the machine's own.")
@click.option("--days", type=click.IntRange(1, 3650), help="How many days it holds; for good otherwise.")
@FOLDER
def make(name: str, scopes: str, account: str | None, days: int | None, folder: Path | None) -> None:
    """Make a key and show it, this once, on standard output."""
    _open(folder)
    from dementi.desk.accounts.store import named
    from dementi.desk.api.tokens import Asked, read_scopes
    from dementi.desk.api.tokens import make as put

    now = datetime.now(UTC)
    owner = named(account).pk if account else None
    expires = now + timedelta(days=days) if days else None
    _, secret = put(Asked(name=name, scopes=read_scopes(scopes), account=owner, expires=expires), now)
    click.echo(secret)
    complain(say("Keep this key now: it is shown this once, and kept nowhere.", language()))


@tokens.command("list")
@FOLDER
def list_tokens(folder: Path | None) -> None:
    """Show the keys, a line each: whether it opens (+, -), its number, its first characters, what it opens, whose it is, its name."""
    _open(folder)
    from dementi.desk.api.tokens import tokens as on_record

    now = datetime.now(UTC)
    for each in on_record():
        used = each.last_used.date().isoformat() if each.last_used else ""
        sign = "+" if each.opens(now) else "-"
        click.echo("\t".join((sign, str(each.number), each.start, ",".join(each.scopes), used, each.owner, each.name)))


@tokens.command()
@click.argument("number", type=click.IntRange(1))
@FOLDER
def revoke(number: int, folder: Path | None) -> None:
    """Make a key open nothing any more."""
    _open(folder)
    from dementi.desk.api.tokens import revoke as take

    if not take(number, datetime.now(UTC)):
        raise InputError("There is no key %(number)s that opens anything.", number=number)
    click.echo(say("The key %(number)s opens nothing any more.", language(), number=number))


def _open(folder: Path | None) -> None:
    """Open the desk's folder: before that nothing of the record can be imported."""
    from dementi.desk.folder import open_folder

    open_folder(folder_of(folder))
