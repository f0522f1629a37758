# SPDX-License-Identifier: Apache-2.0
"""``dementi doctor``: whether the desk is well, thing by thing, and the way out where it is not."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from dementi.commands.saying import FOLDER, folder_of, language
from dementi.messages import say, say_trouble

__all__ = ["doctor"]

SIGNS = {"well": "+", "doubtful": "~", "wrong": "!"}


@click.command()
@FOLDER
@click.option("--json", "in_json", is_flag=True, help="One JSON object for each thing, a line each.")
def doctor(folder: Path | None, in_json: bool) -> None:  # noqa: FBT001 (click passes flags so)
    """Look whether the desk is well; exit status 1 where something is wrong."""
    from dementi.desk.doctor import Stands, looks

    ill = False
    for look in looks(folder_of(folder).absolute(), datetime.now(UTC)):
        ill |= look.stands is Stands.WRONG
        found, out = say_trouble(look.found, language()), say(look.out, language()) if look.out else ""
        if in_json:
            held = {"name": look.name, "stands": look.stands.value, "found": found, "out": out}
            click.echo(json.dumps(held, ensure_ascii=False))
        else:
            click.echo(f"{SIGNS[look.stands.value]}\t{look.name}\t{found}" + (f"\n\t\t→ {out}" if out else ""))
    sys.exit(1 if ill else 0)
