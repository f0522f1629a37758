# SPDX-License-Identifier: Apache-2.0
"""What do all dispatches of a run make together? Joined when all shards are there, each id once, put down as four files."""

from __future__ import annotations

from dementi.batch.folder import Asked, ShardFolder
from dementi.matters import join
from dementi.parquet import matters_parquet
from dementi.record import Reading

__all__ = ["join_folder"]


def join_folder(asked: Asked) -> None:
    """Join the readings of a run that is finished: copies, stories, links and series beside its shards.

    It sees all of them at once: its memory grows with their number.

    Raises:
        InputError: the folder holds another run, or another run works in it.
    """
    with ShardFolder(asked) as folder:
        readings: dict[str, Reading] = {}
        for reading in folder.readings():
            readings.setdefault(reading.id, reading)
        folder.put_together(matters_parquet(join(tuple(readings.values()))))
