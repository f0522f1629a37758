# SPDX-License-Identifier: Apache-2.0
"""What stands at an address? The only module that goes out to the network.

The connected address is what is judged: a name is resolved, each of its addresses unwrapped and judged, and the one that
was judged is dialled (the name stays in Host and in TLS). So again for each redirect. Bodies are capped after decoding.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import urllib.robotparser
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from dementi import __version__
from dementi.errors import FetchError

__all__ = ["Fetched", "Limits", "fetch", "judge"]

AGENT = f"Mozilla/5.0 (compatible; Dementi/{__version__})"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SHARED = ipaddress.ip_network("100.64.0.0/10")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the last address after redirects, the type it is said to be, the body."""

    url: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may take.

    Attributes:
        seconds: on the clock, for all redirects and the body together.
        content_bytes: of the body, after decompression.
        redirects: how many are followed.
        private_networks: addresses that are not global may be dialled.
        resolve: name, port -> addresses; another in tests.
    """

    seconds: float = 20.0
    content_bytes: int = 10 * 1024**2
    redirects: int = 5
    private_networks: bool = False
    robots: bool = True
    resolve: Callable[[str, int], Iterable[str]] = field(default=lambda name, port: _resolved(name, port))  # noqa: PLW0108 (made below)


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """Return what stands at an address.

    Raises:
        FetchError: it may not be asked for, does not answer, or answers with an error, too much or too slowly.
    """
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    with _client(limits) as client:
        if limits.robots and not _is_allowed(client, url, limits, until):
            raise FetchError("%(url)s asks machines not to read it (robots.txt).", url=url)
        return _followed(client, url, limits, until)


def judge(address: str) -> bool:
    """Say whether an address is global: unwrapped from IPv4-mapped, 6to4, NAT64 and Teredo forms, not multicast, not reserved."""
    try:
        ip: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_global(each) for each in _unwrapped(ip))


def _unwrapped(ip: IPAddress) -> Iterator[IPAddress]:
    yield ip
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64 or int(ip) >> 32 == 0:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        yield from (each for each in inner if each is not None)


def _is_global(ip: IPAddress) -> bool:
    if ip in _NAT64 or (isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour)):
        return True  # judged by what it wraps
    bad = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified or ip.is_private
    return ip.is_global and not bad and not (isinstance(ip, ipaddress.IPv4Address) and ip in _SHARED)


def _resolved(name: str, port: int) -> list[str]:
    return [str(info[4][0]) for info in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


class _Judged(httpcore.NetworkBackend):
    """Dials only addresses that were judged, the very ones."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._dial = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = list(self._limits.resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("no such name") from error
        if not addresses or not (self._limits.private_networks or all(judge(each) for each in addresses)):
            raise FetchError("%(host)s is an address of a private network: it is not asked.", host=host)
        return self._dial.connect_tcp(addresses[0], port, timeout, local_address, socket_options)


def _client(limits: Limits) -> httpx.Client:
    transport = httpx.HTTPTransport(trust_env=False)
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 (httpx has no door for a network backend)
        ssl_context=httpx.create_ssl_context(), network_backend=_Judged(limits), http1=True, http2=False
    )
    headers = {"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"}
    return httpx.Client(transport=transport, headers=headers, timeout=min(limits.seconds, 10.0), trust_env=False)


def _is_allowed(client: httpx.Client, url: str, limits: Limits, until: float) -> bool:
    parts = urlsplit(url)
    try:
        body = _followed(client, f"{parts.scheme}://{parts.netloc}/robots.txt", limits, until).content
    except FetchError as error:
        if "private network" in error.message:
            raise
        return True
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(body[:500_000].decode("utf-8", "replace").splitlines())
    return rules.can_fetch("Dementi", url)


def _followed(client: httpx.Client, url: str, limits: Limits, until: float) -> Fetched:
    for _ in range(limits.redirects + 1):
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise FetchError("%(url)s is no address of the web (http, https).", url=url[:200])
        try:
            with client.stream("GET", url) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    url = urljoin(url, response.headers["location"])
                    continue
                _refuse(response, url)
                return Fetched(url, response.headers.get("content-type", ""), _body(response, url, limits, until))
        except httpx.TimeoutException as error:
            raise FetchError("%(url)s does not answer in time.", url=url) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ConnectError) as error:
            raise FetchError(
                "%(url)s does not answer: %(why)s.", url=url, why=str(error) or type(error).__name__
            ) from error
    raise FetchError("%(url)s leads from address to address without an end.", url=url)


def _refuse(response: httpx.Response, url: str) -> None:
    status = response.status_code
    if status == 429:
        wait = response.headers.get("retry-after", "?")
        raise FetchError("%(url)s asks to wait before it is read again (%(wait)s).", url=url, wait=wait)
    if status in {401, 402, 403, 451}:
        raise FetchError("%(url)s refuses to be read (%(status)s).", url=url, status=status)
    if status in {404, 410}:
        raise FetchError("There is nothing at %(url)s (%(status)s).", url=url, status=status)
    if status >= 400:
        raise FetchError("%(url)s answers with an error (%(status)s).", url=url, status=status)


def _body(response: httpx.Response, url: str, limits: Limits, until: float) -> bytes:
    pieces, size = [], 0
    for piece in response.iter_bytes(65536):
        size += len(piece)
        if size > limits.content_bytes:
            raise FetchError("%(url)s sends more than %(most)s MB.", url=url, most=limits.content_bytes // 1024**2)
        if time.monotonic() > until:
            raise FetchError("%(url)s does not answer in time.", url=url)
        pieces.append(piece)
    return b"".join(pieces)
