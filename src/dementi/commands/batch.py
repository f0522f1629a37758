# SPDX-License-Identifier: Apache-2.0
"""``dementi batch``: an archive read on all cores, or on many machines, into a folder of Parquet files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dementi.commands.options import FORM, OUTLET, PLACES, PUBLISHED, given_of

__all__ = ["batch"]

#: Dispatches that are read together: a minute's work, so that a run that is ended loses little.
SIZE = 200


@click.command()
@PLACES
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder of the run; a run that was ended goes on.",
)
@FORM
@PUBLISHED
@OUTLET
@click.option(
    "--workers", type=click.IntRange(1, 4096), help="Shards in work at once; as many as there are cores otherwise."
)
@click.option(
    "--engine",
    type=click.Choice(["processes", "ray"]),
    default="processes",
    show_default=True,
    help="This machine, or a Ray cluster.",
)
@click.option("--address", help="The Ray cluster's head, HOST:PORT; the one this machine belongs to otherwise.")
@click.option(
    "--shard",
    "size",
    type=click.IntRange(1, 100_000),
    default=SIZE,
    show_default=True,
    help="Dispatches that are read together.",
)
@click.option("--link", is_flag=True, help="Then join them all: copies, stories, links, series.")
def batch(  # noqa: PLR0913 (click passes each option)
    *,
    places: tuple[str, ...],
    folder: Path,
    form: str | None,
    published: str | None,
    outlet: str | None,
    workers: int | None,
    engine: str,
    address: str | None,
    size: int,
    link: bool,
) -> None:
    """Read an archive into Parquet files on all cores; ended at any moment, it goes on where it stood."""
    from dementi.commands.running import Run, Where, run

    given = given_of(form, published, outlet)
    done = run(Run(places, given, folder, size, link), Where(engine, workers, address))
    sys.exit(1 if done.unread else 0)
