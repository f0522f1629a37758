# SPDX-License-Identifier: Apache-2.0
"""How is an archive read on all cores, or on many machines? Cut into shards, read anywhere, put down in order, each at once or not at all.

A run that was ended (kill -9, a power cut) goes on where it stood: what is in its manifest is not read again. Memory is
bounded by the shards in work, whatever the size of the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dementi.batch.folder import Asked, Kept, ShardFolder
from dementi.batch.shard import Done, Shard, read_shard, shards_of
from dementi.intake import Unreadable
from dementi.record import Dispatch

__all__ = ["Asked", "Engine", "Progress", "Summary", "read_archive"]

#: Takes a function and the shards, yields what came of each, in any order, with few of them in work at once.
Engine = Callable[[Callable[[Shard], Done], Iterator[Shard]], Iterator[Done]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: what was read now, and what stood there from an earlier run."""

    dispatches: int
    unread: int
    statements: int
    shards: int
    kept: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has put down in all, the shards of earlier runs included."""

    dispatches: int
    unread: int
    statements: int
    shards: int


def read_archive(
    dispatches: Iterable[Dispatch | Unreadable],
    asked: Asked,
    engine: Engine,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Read an archive into a folder of Parquet files.

    Args:
        dispatches: of the archive, in order; the same in every run that is to go on.
        asked: what is to be done, and the folder; an earlier run in it is gone on with.
        engine: where the shards are read.
        tell: takes the progress, shard by shard.

    Raises:
        InputError: the folder holds another run, or the archive has changed since.
    """
    with ShardFolder(asked) as folder:
        count = [0, 0, 0, 0]
        waiting = _missing(shards_of(dispatches, asked.size), folder)
        for done in engine(read_shard, waiting):
            folder.put(done)
            for place, number in enumerate((done.dispatches, done.unread, done.statements, 1)):
                count[place] += number
            tell(Progress(count[0], count[1], count[2], count[3], len(folder.kept) - count[3]))
        folder.finish()
        return _summary(folder.kept.values())


def _missing(shards: Iterator[Shard], folder: ShardFolder) -> Iterator[Shard]:
    for shard in shards:
        if not folder.has(shard):
            yield shard


def _summary(kept: Iterable[Kept]) -> Summary:
    all_of_them = list(kept)
    return Summary(
        dispatches=sum(each.dispatches for each in all_of_them),
        unread=sum(each.unread for each in all_of_them),
        statements=sum(each.statements for each in all_of_them),
        shards=len(all_of_them),
    )
