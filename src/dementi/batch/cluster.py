# SPDX-License-Identifier: Apache-2.0
"""The engine of many machines: Ray carries the shards; those of a node that dies are read on another.

The same functions run as on one machine, and what they return comes back to where the run was started, which alone writes.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

from dementi.batch.shard import Done, Lost, Shard, in_halves
from dementi.errors import InputError

__all__ = ["Cluster"]

#: Times that a shard is sent out again when its worker or node dies.
TRIES = 5
#: Shards in work for each core, so that none waits for its next.
AHEAD = 2
#: Seconds that a cluster may take to answer.
PATIENCE = 5.0


class Cluster:
    """An engine over the nodes of a Ray cluster.

    Args:
        address: of the cluster's head; None: the one that this machine belongs to, or this machine alone.
        workers: shards in work at once; None: as many as the cluster's cores, and as many waiting.
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self._address = address
        self._workers = workers

    def __call__(self, function: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]:
        """Yield what came of each shard, in the order in which they are done.

        Raises:
            InputError: Ray is not there, or the cluster cannot be reached.
        """
        ray = _ray()
        try:
            _knock(self._address)
            ray.init(address=self._address, log_to_driver=False, ignore_reinit_error=True, logging_level="ERROR")
        except (ConnectionError, OSError, RuntimeError, ValueError) as error:
            raise InputError("The Ray cluster cannot be reached: %(why)s.", why=str(error)[:200]) from error
        try:
            yield from self._read(ray, function, shards)
        finally:
            ray.shutdown()

    def _read(self, ray: Any, function: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]:  # noqa: ANN401
        remote = ray.remote(function).options(num_cpus=1, max_retries=TRIES, retry_exceptions=False)
        most = self._workers or AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        sent: dict[Any, Shard] = {}
        for shard in shards:
            sent[remote.remote(shard)] = shard
            if len(sent) >= most:
                yield from _next(ray, remote, sent)
        while sent:
            yield from _next(ray, remote, sent)


def _next(ray: Any, remote: Any, sent: dict[Any, Shard]) -> Iterator[Done]:  # noqa: ANN401 (Ray is no part of the package)
    def attempt(shard: Shard) -> Done:
        return _done(ray, remote.remote(shard))

    ready, _ = ray.wait(list(sent), num_returns=1)
    for reference in ready:
        shard = sent.pop(reference)
        try:
            yield _done(ray, reference)
        except Lost as lost:
            yield in_halves(shard, attempt, str(lost))


def _done(ray: Any, reference: Any) -> Done:  # noqa: ANN401
    try:
        done: Done = ray.get(reference)
    except ray.exceptions.RayError as error:
        raise Lost(type(error).__name__) from error
    return done


def _knock(address: str | None) -> None:
    """See whether somebody is there: Ray itself waits for minutes.

    Raises:
        OSError: nobody is.
        ValueError: it is no address.
    """
    host, _, port = (address or "").rpartition(":")
    if host:
        socket.create_connection((host, int(port)), timeout=PATIENCE).close()


def _ray() -> Any:  # noqa: ANN401
    try:
        import ray
    except ImportError as error:
        raise InputError("Many machines need one package more: pip install 'dementi[ray]'.") from error
    return ray
