# SPDX-License-Identifier: Apache-2.0
"""``dementi accounts list | invite | code | suspend``: who may come in, for who sits at the machine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from dementi.commands.saying import FOLDER, folder_of, language
from dementi.messages import say

__all__ = ["accounts"]


@click.group()
def accounts() -> None:
    """Say who may come in."""


@accounts.command("list")
@FOLDER
def list_accounts(folder: Path | None) -> None:
    """Show the accounts, a line each: + or - (suspended), the role, the name."""
    _open(folder)
    from dementi.desk.accounts.door import members

    for each in members():
        click.echo(f"{'-' if each.is_suspended else '+'}\t{each.role.name.lower()}\t{each.name}")


@accounts.command()
@click.option("--role", type=click.Choice(["reader", "editor", "admin"]), default="reader", show_default=True)
@FOLDER
def invite(role: str, folder: Path | None) -> None:
    """Print a link by which one person makes an account, for seven days."""
    _open(folder)
    from dementi.desk.accounts import door, roles

    click.echo(door.invite(roles.Role[role.upper()], datetime.now(UTC)))


@accounts.command()
@click.argument("name", required=False)
@FOLDER
def code(name: str | None, folder: Path | None) -> None:
    """Print the code for the first account, for an hour; with a NAME, a link to a new password, for a day."""
    _open(folder)
    from dementi.desk.accounts import door

    now = datetime.now(UTC)
    if name is not None:
        click.echo(door.password_link(name, now))
        return
    given, where = door.first_code(now)
    click.echo(say("Code for the first account, for one hour, at %(where)s:", language(), where=where), err=True)
    click.echo(given)


@accounts.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let the account in again.")
@FOLDER
def suspend(name: str, undo: bool, folder: Path | None) -> None:  # noqa: FBT001 (click passes flags so)
    """Let an account in no more, at once; what it did stays."""
    _open(folder)
    from dementi.desk.accounts import door

    (door.resume if undo else door.suspend)(name, datetime.now(UTC))


def _open(folder: Path | None) -> Path:
    """Open the desk's folder: before that nothing of the record can be imported."""
    from dementi.desk.folder import open_folder

    return open_folder(folder_of(folder))
