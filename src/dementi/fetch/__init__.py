# SPDX-License-Identifier: Apache-2.0
"""What stands at an address? The only module that goes out to the network.

The connected address is what is judged (see ``network``), again on each redirect; robots.txt and reservations of text
and data mining are honoured; time, redirects and bytes after decompression are bounded.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

import httpcore
import httpx

from dementi import __version__
from dementi.errors import FetchError
from dementi.fetch.answers import Elsewhere, Fetched, RefusedError, answer_of
from dementi.fetch.body import ENCODINGS, TooLargeError, UnknownEncodingError
from dementi.fetch.network import Judged, Resolve, resolved
from dementi.fetch.robots import LARGEST, is_allowed

__all__ = ["AGENT", "FEEDS", "Fetched", "Known", "Limits", "RefusedError", "address_of", "fetch"]

#: The product token under which robots.txt may speak to us, and the whole User-Agent.
PRODUCT = "Dementi"
AGENT = f"Mozilla/5.0 (compatible; {PRODUCT}/{__version__})"

#: What is asked for, in the order of preference: a page, or a feed.
PAGES = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"
FEEDS = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
#: Below 1024 only the web's own ports: an address must not make the desk talk to a mail server.
PORTS = frozenset({80, 443})
#: Characters of an address, seconds of one connection or read.
LONGEST, PATIENCE = 4_000, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may take.

    Attributes:
        seconds: on the clock, for names, redirects, robots.txt and the body together.
        content_bytes: of the body, after decompression.
        redirects: how many are followed.
        private_networks: addresses that are not global may be dialled, and any port.
        robots: robots.txt is asked first.
        resolve: name and port -> addresses; another in tests.
    """

    seconds: float = 20.0
    content_bytes: int = 8 * 1024**2
    redirects: int = 5
    private_networks: bool = False
    robots: bool = True
    resolve: Resolve = field(default=resolved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an address from the last time it was asked, as it was sent then.

    Attributes:
        etag, last_modified: what asks whether something is new (RFC 9110, 13.1); None: it is asked for whatever it has.
        accept: the kinds that are asked for.
    """

    etag: str | None = None
    last_modified: str | None = None
    accept: str = PAGES

    def headers(self) -> Iterator[tuple[bytes | str, bytes | str]]:
        """Yield what the request says of it; what no header can hold is left out."""
        yield "Accept", self.accept
        for name, value in (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified)):
            if value and value.isascii() and value.isprintable():
                yield name, value


def fetch(
    url: str, limits: Limits | None = None, known: Known | None = None, robots: dict[str, str | None] | None = None
) -> Fetched:
    """Return what stands at an address.

    Args:
        url: the address.
        limits: what it may take.
        known: from the last time; the answer may then be that nothing is new.
        robots: the robots.txt of sites, by their addresses; kept by whoever asks for many pages, so that each is asked once.

    Raises:
        RefusedError: it answers with an error.
        FetchError: it may not be asked for, does not answer, or answers with an error, too much or too slowly.
    """
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    network = Judged(limits.resolve, until, private_networks=limits.private_networks)
    context = httpx.create_ssl_context(trust_env=False)
    with httpcore.ConnectionPool(ssl_context=context, network_backend=network, http2=False) as pool:
        return _Walk(pool, limits, known or Known(), {} if robots is None else robots).follow(url)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One fetch on its way from address to address; the robots.txt of each site is asked once."""

    pool: httpcore.ConnectionPool
    limits: Limits
    known: Known
    robots: dict[str, str | None]

    def follow(self, url: str) -> Fetched:
        """Ask for an address and for those that it leads to."""
        passed: list[str] = []
        moved: str | None = None
        is_permanent = True
        while True:
            address = address_of(url, self.limits)
            if self.limits.robots and not self._may_read(address):
                raise FetchError("%(url)s asks machines not to read it (robots.txt).", url=url)
            answer = self._ask(address, self.limits.content_bytes, self.known)
            if isinstance(answer, Fetched):
                return replace(answer, redirects=tuple(passed), moved=moved)
            passed.append(str(address))
            if len(passed) > self.limits.redirects:
                raise FetchError("%(url)s leads from address to address without an end.", url=passed[0])
            url = urljoin(str(address), answer.location)
            is_permanent = is_permanent and answer.is_permanent
            moved = url if is_permanent else moved

    def _may_read(self, address: httpx.URL) -> bool:
        """Ask the site's robots.txt: where there is none (4xx) all is allowed; where it fails, nothing (RFC 9309, 2.3.1)."""
        site = str(address.copy_with(raw_path=b"/robots.txt", fragment=None))
        if site not in self.robots:
            self.robots[site] = self._robots(site)
        rules = self.robots[site]
        return rules is not None and is_allowed(rules, PRODUCT, address.raw_path.decode("ascii", "replace"))

    def _robots(self, site: str) -> str | None:
        url = site
        for _ in range(self.limits.redirects):
            try:
                answer = self._ask(address_of(url, self.limits), LARGEST, Known())
            except RefusedError as error:
                return "" if error.status < 500 and error.status != 429 else None
            except _LargeError:
                return ""
            if isinstance(answer, Fetched):
                return answer.content.decode("utf-8", "replace")
            url = urljoin(url, answer.location)
        return ""

    def _ask(self, address: httpx.URL, most: int, known: Known) -> Fetched | Elsewhere:
        """Return what an address answers: a body, or where it leads."""
        url = str(address)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), min(PATIENCE, self.limits.seconds))
        headers: dict[bytes | str, bytes | str] = {
            "Host": address.netloc.decode("ascii"),
            "User-Agent": AGENT,
            "Accept-Encoding": ", ".join(ENCODINGS),
            "Accept-Language": "fr,*;q=0.5",
            **dict(known.headers()),
        }
        target = httpcore.URL(
            scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
        )
        try:
            with self.pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response:
                return answer_of(response, url, most, is_known=bool(known.etag or known.last_modified))
        except httpcore.TimeoutException as error:
            raise FetchError("%(url)s does not answer in time.", url=url) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            why = str(error) or type(error).__name__
            raise FetchError("%(url)s does not answer: %(why)s.", url=url, why=why) from error
        except TooLargeError as error:
            raise _LargeError("%(url)s sends more than %(most)s MB.", url=url, most=most // 1024**2) from error
        except UnknownEncodingError as error:
            raise FetchError("%(url)s sends a body that cannot be decompressed.", url=url) from error


class _LargeError(FetchError):
    """An address sends too much."""


def address_of(url: str, limits: Limits) -> httpx.URL:
    """Return an address that may be asked for.

    Raises:
        FetchError: it is none of the web, or names a user, or a port of something else.
    """
    try:
        address = httpx.URL(url.strip()) if len(url) <= LONGEST else None
    except (httpx.InvalidURL, UnicodeError, ValueError):
        address = None
    if address is None or address.scheme not in {"http", "https"} or not _is_host(address.host) or address.userinfo:
        raise FetchError("%(url)s is no address of the web (http, https).", url=url[:200])
    port = address.port
    if port is not None and (port > 65_535 or (port < 1024 and port not in PORTS and not limits.private_networks)):
        raise FetchError("%(url)s names a port that is not of the web.", url=url[:200])
    return address


def _is_host(host: str) -> bool:
    return bool(host) and not any(c.isspace() or c in "%<>\\^|" for c in host)
