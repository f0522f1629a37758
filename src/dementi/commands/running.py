# SPDX-License-Identifier: Apache-2.0
"""How does a person follow a batch? A bar on a terminal while it runs, one sentence at its end."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from dementi.batch import Asked, Engine, Progress, Summary, read_archive
from dementi.commands.saying import complain, language
from dementi.errors import InputError
from dementi.intake import STANDARD_INPUT, Given, fetched, gather
from dementi.messages import say, say_trouble
from dementi.record import Trouble

__all__ = ["Run", "Where", "run"]


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be read, into which folder, so many dispatches at a time; and whether all are then joined."""

    places: tuple[str, ...]
    given: Given
    folder: Path
    size: int
    link: bool

    def asked(self) -> Asked:
        """Return what makes this run and no other."""
        given = self.given
        said = {
            "places": "\n".join(self.places),
            "form": given.form or "",
            "published": given.published or "",
            "outlet": given.outlet or "",
        }
        return Asked(self.folder, self.size, tuple(said.items()))


@dataclass(frozen=True, slots=True)
class Where:
    """Where shards are read: the engine, so many at once (None: as many as its cores), the cluster's address."""

    engine: str
    workers: int | None
    address: str | None

    def open(self) -> Engine:
        """Return the engine."""
        if self.engine == "ray":
            from dementi.batch.cluster import Cluster

            return Cluster(self.address, self.workers)
        from dementi.batch.processes import Processes

        return Processes(self.workers or len(os.sched_getaffinity(0)))


def run(asked: Run, where: Where) -> Summary:
    """Read an archive, show how far it is, and say what came of it.

    Raises:
        InputError: the folder cannot be used, or the engine cannot.
    """
    if STANDARD_INPUT in asked.places:
        raise InputError("A batch reads files and folders: standard input cannot be read again when it goes on.")
    with _bar() as bar:
        task = bar.add_task(say("Reading", language()), total=None, told="")
        summary = read_archive(
            gather(asked.places, asked.given, fetched, _notice),
            asked.asked(),
            where.open(),
            lambda progress: _tell(bar, task, progress),
        )
    if asked.link:
        from dementi.batch.joining import join_folder

        join_folder(asked.asked())
    message = "%(dispatches)s dispatches, %(statements)s statements in %(shards)s files; %(unread)s could not be read."
    values = {name: getattr(summary, name) for name in ("dispatches", "statements", "shards", "unread")}
    click.echo(say(message, language(), **values))
    return summary


def _bar() -> Bar:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    told = TextColumn("{task.fields[told]}")
    console = Console(stderr=True)
    return Bar(*columns, TimeElapsedColumn(), told, console=console, transient=True, disable=not console.is_terminal)


def _tell(bar: Bar, task: TaskID, progress: Progress) -> None:
    message = "%(statements)s statements, %(unread)s unread, %(kept)s files of an earlier run"
    values = {"statements": progress.statements, "unread": progress.unread, "kept": progress.kept}
    bar.update(task, completed=progress.dispatches, told=say(message, language(), **values))


def _notice(trouble: Trouble) -> None:
    complain(say_trouble(trouble, language()))
