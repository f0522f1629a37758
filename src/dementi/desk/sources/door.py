# SPDX-License-Identifier: Apache-2.0
"""What can a command ask of the sources? One call each, once the folder is open (``dementi.desk.folder.open_folder``)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dementi.desk import feed_index
from dementi.desk.leases import Work, take
from dementi.desk.sources.adding import Choice, add_address, add_list
from dementi.desk.sources.feeds import Outside
from dementi.desk.sources.standing import Standing, standings
from dementi.desk.sources.store import outlines
from dementi.desk.sources.worker import Worker
from dementi.errors import RecordError
from dementi.fetch import Limits
from dementi.newsroom import Newsroom
from dementi.reading.feeds.opml import write_opml
from dementi.settings import read_settings

__all__ = ["Choice", "Standing", "add_address", "add_list", "as_list", "poll", "standings"]


def as_list(now: datetime) -> str:
    """Return the sources as OPML."""
    return write_opml(outlines(), "Démenti", now)


def poll(folder: Path) -> int:
    """Ask the sources that are due until none is; return how many errands were run.

    Raises:
        RecordError: another process asks them already, or the record cannot be written.
    """
    lease = take(folder, Work.POLL)
    if lease is None:
        raise RecordError("Another process asks the sources of %(folder)s already.", folder=folder)
    limits = Limits(private_networks=read_settings().private_networks)
    with lease, Newsroom() as newsroom:
        done = Worker(lambda: datetime.now(UTC), lambda: Outside(limits), newsroom).run_once()
    feed_index(folder, datetime.now(UTC))
    return done
