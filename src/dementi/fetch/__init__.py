# SPDX-License-Identifier: Apache-2.0
"""What stands at an address? The only module that goes out to the network.

The connected address is what is judged (see ``network``), again on each redirect; robots.txt and reservations of text
and data mining are honoured; time, redirects and bytes after decompression are bounded.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpcore
import httpx

from dementi import __version__
from dementi.errors import FetchError
from dementi.fetch.body import ENCODINGS, TooLargeError, UnknownEncodingError, decoded_body
from dementi.fetch.network import Judged, Resolve, resolved
from dementi.fetch.robots import LARGEST, is_allowed

__all__ = ["AGENT", "Fetched", "Limits", "fetch"]

#: The product token under which robots.txt may speak to us, and the whole User-Agent.
PRODUCT = "Dementi"
AGENT = f"Mozilla/5.0 (compatible; {PRODUCT}/{__version__})"

REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Below 1024 only the web's own ports: an address must not make the desk talk to a mail server.
PORTS = frozenset({80, 443})
#: Characters of an address, seconds of one connection or read.
LONGEST, PATIENCE = 4_000, 10.0
#: What marks an answer as a challenge to prove that no machine asks.
CHALLENGES = (b"just a moment", b"cf-challenge", b"cf_chl_", b"captcha", b"are you a robot", b"incapsula", b"datadome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered.

    Attributes:
        url: the last address, after redirects.
        status: of HTTP, 200 to 299.
        media_type: the Content-Type as sent, "" where none was.
        content: the body, decompressed.
        etag, last_modified: as sent; None: not sent.
        redirects: the addresses that led here, in order.
    """

    url: str
    status: int
    media_type: str
    content: bytes
    etag: str | None = None
    last_modified: str | None = None
    redirects: tuple[str, ...] = ()


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


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """Return what stands at an address.

    Raises:
        FetchError: it may not be asked for, does not answer, or answers with an error, too much or too slowly.
    """
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    network = Judged(limits.resolve, until, private_networks=limits.private_networks)
    context = httpx.create_ssl_context(trust_env=False)
    with httpcore.ConnectionPool(ssl_context=context, network_backend=network, http2=False) as pool:
        return _Walk(pool, limits, {}).follow(url)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One fetch on its way from address to address; the robots.txt of each site is asked once."""

    pool: httpcore.ConnectionPool
    limits: Limits
    robots: dict[str, str | None]

    def follow(self, url: str) -> Fetched:
        """Ask for an address and for those that it leads to."""
        passed: list[str] = []
        while True:
            address = _address(url, self.limits)
            if self.limits.robots and not self._may_read(address):
                raise FetchError("%(url)s asks machines not to read it (robots.txt).", url=url)
            answer = self._ask(address, self.limits.content_bytes)
            if isinstance(answer, Fetched):
                return Fetched(
                    url=answer.url,
                    status=answer.status,
                    media_type=answer.media_type,
                    content=answer.content,
                    etag=answer.etag,
                    last_modified=answer.last_modified,
                    redirects=tuple(passed),
                )
            passed.append(str(address))
            if len(passed) > self.limits.redirects:
                raise FetchError("%(url)s leads from address to address without an end.", url=passed[0])
            url = urljoin(str(address), answer)

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
                answer = self._ask(_address(url, self.limits), LARGEST)
            except _RefusedError as error:
                return "" if error.status < 500 and error.status != 429 else None
            except _LargeError:
                return ""
            if isinstance(answer, Fetched):
                return answer.content.decode("utf-8", "replace")
            url = urljoin(url, answer)
        return ""

    def _ask(self, address: httpx.URL, most: int) -> Fetched | str:
        """Return what an address answers: a body, or the address to which it leads."""
        url = str(address)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), min(PATIENCE, self.limits.seconds))
        headers: dict[bytes | str, bytes | str] = {
            "Host": address.netloc.decode("ascii"),
            "User-Agent": AGENT,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ", ".join(ENCODINGS),
            "Accept-Language": "fr,*;q=0.5",
        }
        target = httpcore.URL(
            scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
        )
        try:
            with self.pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response:
                return _answer(response, url, most)
        except httpcore.TimeoutException as error:
            raise FetchError("%(url)s does not answer in time.", url=url) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            why = str(error) or type(error).__name__
            raise FetchError("%(url)s does not answer: %(why)s.", url=url, why=why) from error
        except TooLargeError as error:
            raise _LargeError("%(url)s sends more than %(most)s MB.", url=url, most=most // 1024**2) from error
        except UnknownEncodingError as error:
            raise FetchError("%(url)s sends a body that cannot be decompressed.", url=url) from error


class _RefusedError(FetchError):
    """An address answers with an error."""

    status = 0


class _LargeError(FetchError):
    """An address sends too much."""


def _address(url: str, limits: Limits) -> httpx.URL:
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


def _answer(response: httpcore.Response, url: str, most: int) -> Fetched | str:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    if response.status in REDIRECTS and headers.get("location"):
        return headers["location"]
    if not 200 <= response.status < 300:
        raise _refusal(response, url, headers)
    if headers.get("tdm-reservation", "").strip() == "1":
        raise FetchError("%(url)s reserves its text from being read by machines (TDM).", url=url)
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise TooLargeError
    return Fetched(
        url=url,
        status=response.status,
        media_type=headers.get("content-type", ""),
        content=decoded_body(response.iter_stream(), headers.get("content-encoding", ""), most),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


def _refusal(response: httpcore.Response, url: str, headers: Mapping[str, str]) -> FetchError:
    status = response.status
    error: FetchError
    if _is_challenge(response, headers):
        error = _RefusedError("%(url)s asks for proof that no machine reads it (%(status)s).", url=url, status=status)
    elif status in {429, 503} and headers.get("retry-after"):
        wait = headers["retry-after"][:60]
        error = _RefusedError("%(url)s asks to wait before it is read again (%(wait)s).", url=url, wait=wait)
    elif status == 429:
        error = _RefusedError("%(url)s is asked too often (%(status)s).", url=url, status=status)
    elif status in {401, 402, 403, 451}:
        error = _RefusedError("%(url)s refuses to be read (%(status)s).", url=url, status=status)
    elif status in {404, 410}:
        error = _RefusedError("There is nothing at %(url)s (%(status)s).", url=url, status=status)
    else:
        error = _RefusedError("%(url)s answers with an error (%(status)s).", url=url, status=status)
    error.status = status
    return error


def _is_challenge(response: httpcore.Response, headers: Mapping[str, str]) -> bool:
    if headers.get("cf-mitigated") == "challenge":
        return True
    if response.status not in {403, 405, 429, 503}:
        return False
    try:
        start = decoded_body(response.iter_stream(), headers.get("content-encoding", ""), 200_000).lower()
    except (TooLargeError, UnknownEncodingError):
        return False
    return any(mark in start for mark in CHALLENGES)
