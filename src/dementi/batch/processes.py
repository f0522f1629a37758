# SPDX-License-Identifier: Apache-2.0
"""The engine of one machine: so many processes, a few shards ahead; a worker that dies costs the dispatch that killed it, not the run."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as Overdue
from itertools import islice
from typing import Any

from dementi.batch.shard import Done, Lost, Shard, in_halves

__all__ = ["Processes"]

#: Seconds that a shard may take: a minute, and as long as its dispatches may take one by one.
SECONDS, EACH = 60.0, 25.0


class Processes:
    """An engine over the processes of this machine.

    Args:
        workers: how many.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def __call__(self, function: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]:
        """Yield what came of each shard, in the order in which they are done."""
        from pebble import ProcessPool

        # spawn: a fork would copy the threads' locks of whoever calls.
        pool = ProcessPool(max_workers=self._workers, context=multiprocessing.get_context("spawn"))
        work = _Work(pool, function)
        sent: dict[Future[Done], Shard] = {}
        try:
            # One more than the workers, so that none waits for its next.
            for shard in islice(shards, self._workers + 1):
                sent[work.send(shard)] = shard
            while sent:
                finished, _ = wait(sent, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield work.outcome(future, sent.pop(future))
                    for shard in islice(shards, 1):
                        sent[work.send(shard)] = shard
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


class _Work:
    """The pool, and what is done in it."""

    def __init__(self, pool: Any, function: Callable[[Shard], Done]) -> None:  # noqa: ANN401 (pebble has no types)
        self._pool = pool
        self._function = function

    def send(self, shard: Shard) -> Future[Done]:
        limit = SECONDS + EACH * len(shard.dispatches)
        future: Future[Done] = self._pool.schedule(self._function, args=(shard,), timeout=limit)
        return future

    def outcome(self, future: Future[Done], shard: Shard) -> Done:
        try:
            return self._done(future)
        except Lost as lost:
            return in_halves(shard, lambda half: self._done(self.send(half)), str(lost))

    def _done(self, future: Future[Done]) -> Done:
        from pebble import ProcessExpired

        try:
            return future.result()
        except (ProcessExpired, Overdue, MemoryError) as error:
            raise Lost(str(error) or type(error).__name__) from error
