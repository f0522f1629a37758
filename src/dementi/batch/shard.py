# SPDX-License-Identifier: Apache-2.0
"""What is a shard, and how is it read? Some dispatches in order, small enough to be read again if their worker dies."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cattrs import Converter

from dementi import language
from dementi.intake import Unreadable
from dementi.newsroom import Newsroom, Stages
from dementi.parquet import readings_parquet, statements_parquet
from dementi.record import Dispatch, Reading, Trouble

__all__ = ["Done", "Lost", "Shard", "in_halves", "read_back", "read_shard", "shards_of"]

#: Bytes of the dispatches of one shard, beside their number.
MOST_BYTES = 16 * 1024 * 1024
#: Dispatches of the first shards, and how many shards there are before they double.
FIRST, ALIKE = 16, 4
_CONVERTER = Converter()


@dataclass(frozen=True, slots=True)
class Shard:
    """Dispatches that are read together.

    Attributes:
        number: from 0, in the order of the archive.
        dispatches: in order; what cannot be opened stands among them.
        digest: SHA-256 of their ids and contents, by which a later run knows them again.
    """

    number: int
    dispatches: tuple[Dispatch | Unreadable, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a shard.

    Attributes:
        number, digest: the shard's.
        dispatches, unread, statements: how many.
        files: what is to be put down, by family ("readings", "statements", "records").
    """

    number: int
    digest: str
    dispatches: int
    unread: int
    statements: int
    files: tuple[tuple[str, bytes], ...]


def shards_of(dispatches: Iterable[Dispatch | Unreadable], size: int) -> Iterator[Shard]:
    """Cut dispatches into shards of so many, or of :data:`MOST_BYTES`; the same dispatches give the same shards.

    The first are smaller, and grow: a small archive is shared among all cores too.
    """
    number, held, weight, digest = 0, [], 0, hashlib.sha256()
    for dispatch in dispatches:
        held.append(dispatch)
        weight += _take(dispatch, digest)
        if len(held) >= min(size, FIRST << min(number // ALIKE, 20)) or weight >= MOST_BYTES:
            yield Shard(number, tuple(held), digest.hexdigest())
            number, held, weight, digest = number + 1, [], 0, hashlib.sha256()
    if held:
        yield Shard(number, tuple(held), digest.hexdigest())


def _take(dispatch: Dispatch | Unreadable, digest: hashlib._Hash) -> int:
    content = b"" if isinstance(dispatch, Unreadable) else dispatch.content
    content = content.encode() if isinstance(content, str) else content
    digest.update(f"{dispatch.id}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
    digest.update(content)
    return len(content)


def read_shard(shard: Shard) -> Done:
    """Read a shard; runs in any process of any machine, and touches nothing but its argument."""
    # Joined in another process: nothing of an analysis is kept.
    with Newsroom(stages=Stages(analyse=language.analyse)) as newsroom:
        readings = [_read(newsroom, dispatch) for dispatch in shard.dispatches]
    return _done(shard, readings)


class Lost(Exception):  # noqa: N818 (nothing erred here: a worker was lost)
    """A worker died, or took too long, over a shard."""


def in_halves(shard: Shard, attempt: Callable[[Shard], Done], why: str) -> Done:
    """Read a shard over which workers die: in halves, down to the dispatch that kills them, which is then said to be unread.

    Args:
        shard: as it was cut.
        attempt: reads a shard in a worker; raises Lost where that dies.
        why: the last worker died.
    """
    if len(shard.dispatches) == 1:
        message = "The worker that read this dispatch died, or took too long: %(why)s."
        trouble = Trouble("reading", message, (("why", why[:200]),))
        return _done(shard, [Reading(id=shard.dispatches[0].id, article=None, troubles=(trouble,))])
    middle = len(shard.dispatches) // 2
    readings: list[Reading] = []
    for dispatches in (shard.dispatches[:middle], shard.dispatches[middle:]):
        half = replace(shard, dispatches=dispatches)
        try:
            done = attempt(half)
        except Lost as lost:
            done = in_halves(half, attempt, str(lost))
        readings.extend(read_back(dict(done.files)["records"]))
    return _done(shard, readings)


def read_back(content: bytes) -> Iterator[Reading]:
    """Yield the readings of a shard's records."""
    for line in gzip.decompress(content).splitlines():
        yield _CONVERTER.structure(json.loads(line), Reading)


def _read(newsroom: Newsroom, dispatch: Dispatch | Unreadable) -> Reading:
    if isinstance(dispatch, Unreadable):
        return Reading(id=dispatch.id, article=None, troubles=(dispatch.trouble,))
    return newsroom.read(dispatch)


def _done(shard: Shard, readings: Sequence[Reading]) -> Done:
    lines = "".join(f"{json.dumps(_CONVERTER.unstructure(reading))}\n" for reading in readings)
    return Done(
        number=shard.number,
        digest=shard.digest,
        dispatches=len(readings),
        unread=sum(reading.article is None for reading in readings),
        statements=sum(len(reading.findings.statements) for reading in readings),
        files=(
            ("readings", readings_parquet(readings)),
            ("statements", statements_parquet(readings)),
            ("records", gzip.compress(lines.encode(), 6, mtime=0)),
        ),
    )
