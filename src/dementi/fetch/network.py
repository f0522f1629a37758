# SPDX-License-Identifier: Apache-2.0
"""How is an address dialled? A name is resolved, every address of it judged, and a judged one dialled: never the name again.

So a name that resolves to another address the second time (DNS rebinding) gains nothing. Every read and write ends with
the clock of the whole fetch.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from dementi.errors import FetchError
from dementi.fetch.addresses import is_global

__all__ = ["Judged", "Resolve", "resolved"]

#: Name and port -> addresses, as text.
Resolve = Callable[[str, int], Sequence[str]]

#: No more addresses of one name are tried.
MOST_ADDRESSES = 4


def resolved(name: str, port: int) -> list[str]:
    """Return the addresses of a name, in the resolver's order.

    Raises:
        OSError: there are none.
    """
    return [str(info[4][0]) for info in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


class Judged(httpcore.NetworkBackend):
    """A network that dials judged addresses only, until a time.

    Args:
        resolve: name and port -> addresses.
        until: on the monotonic clock.
        private_networks: addresses that are not global may be dialled too.
    """

    def __init__(self, resolve: Resolve, until: float, *, private_networks: bool = False) -> None:
        """Keep what is asked for each connection."""
        self._resolve, self._until, self._private = resolve, until, private_networks
        self._dial = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to a judged address of the host.

        Raises:
            FetchError: an address of the host is not global.
            httpcore.ConnectError: the name has no address, or none answers.
        """
        addresses = self._judged(host, port)
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses[:MOST_ADDRESSES]:
            try:
                stream = self._dial.connect_tcp(
                    address, port, _left(self._until, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._until)
        raise failed

    def _judged(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("the name has no address") from error
        # One private address among public ones is enough to refuse: the next lookup may give it alone.
        if not self._private and not all(is_global(address) for address in addresses):
            raise FetchError("%(host)s is an address of a private network: it is not asked.", host=host)
        return addresses


class _Timed(httpcore.NetworkStream):
    """A connection whose every read and write ends with the clock of the whole fetch (a slow sender gains nothing)."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._until, timeout))
        return _Timed(stream, self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 (httpcore's own type)
        return self._stream.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole fetch is over")
    return left if timeout is None else min(left, timeout)
