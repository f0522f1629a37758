# SPDX-License-Identifier: Apache-2.0
"""What does an address answer? A body, nothing new, the address to ask instead, or a refusal with the time to wait."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpcore

from dementi.errors import FetchError
from dementi.fetch.body import TooLargeError, UnknownEncodingError, decoded_body

__all__ = ["Elsewhere", "Fetched", "RefusedError", "answer_of"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Those that say that the other address is to be asked from now on (RFC 9110, 15.4).
PERMANENT = frozenset({301, 308})
NOT_MODIFIED = 304
#: Seconds: nobody is believed who asks to wait longer.
LONGEST_WAIT = 7 * 24 * 3600.0
#: What marks an answer as a challenge to prove that no machine asks.
CHALLENGES = (b"just a moment", b"cf-challenge", b"cf_chl_", b"captcha", b"are you a robot", b"incapsula", b"datadome")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An answer that leads to another address.

    Attributes:
        location: as sent, perhaps relative.
        is_permanent: it is to be asked from now on.
    """

    location: str
    is_permanent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered.

    Attributes:
        url: the last address, after redirects.
        status: of HTTP, 200 to 299; 304: nothing new since it was last asked.
        media_type: the Content-Type as sent, "" where none was.
        content: the body, decompressed.
        etag, last_modified: as sent; None: not sent.
        redirects: the addresses that led here, in order.
        moved: the address that is to be asked from now on instead, the last that permanent redirects alone lead to; None: none.
        headers: as sent, names in lower case, in order.
    """

    url: str
    status: int
    media_type: str
    content: bytes
    etag: str | None = None
    last_modified: str | None = None
    redirects: tuple[str, ...] = ()
    moved: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing is new since the address was last asked."""
        return self.status == NOT_MODIFIED


class RefusedError(FetchError):
    """An address answers with an error.

    Attributes:
        status: of HTTP.
        wait: seconds after which it may be asked again (Retry-After); None: it does not say.
    """

    status = 0
    wait: float | None = None


def answer_of(response: httpcore.Response, url: str, most: int, *, is_known: bool) -> Fetched | Elsewhere:
    """Return a body, or where an answer leads.

    Args:
        response: whose body is not read yet.
        url: that was asked.
        most: bytes of the body, after decompression.
        is_known: an earlier body is at hand, so that "not modified" is an answer.

    Raises:
        RefusedError: it is an error.
        FetchError: the text is reserved from machines.
        TooLargeError: the body is larger.
        UnknownEncodingError: it cannot be decompressed.
    """
    pairs = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers)
    headers = dict(pairs)
    if response.status in REDIRECTS and headers.get("location"):
        return Elsewhere(headers["location"], response.status in PERMANENT)
    unchanged = is_known and response.status == NOT_MODIFIED
    if not unchanged and not 200 <= response.status < 300:
        raise _refusal(response, url, headers)
    if headers.get("tdm-reservation", "").strip() == "1":
        raise FetchError("%(url)s reserves its text from being read by machines (TDM).", url=url)
    length = headers.get("content-length", "")
    if not unchanged and length.isdecimal() and int(length) > most:
        raise TooLargeError
    return Fetched(
        url=url,
        status=response.status,
        media_type=headers.get("content-type", ""),
        content=b"" if unchanged else decoded_body(response.iter_stream(), headers.get("content-encoding", ""), most),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        headers=pairs,
    )


def _refusal(response: httpcore.Response, url: str, headers: Mapping[str, str]) -> RefusedError:
    status = response.status
    if _is_challenge(response, headers):
        error = RefusedError("%(url)s asks for proof that no machine reads it (%(status)s).", url=url, status=status)
    elif status in {429, 503} and headers.get("retry-after"):
        wait = headers["retry-after"][:60]
        error = RefusedError("%(url)s asks to wait before it is read again (%(wait)s).", url=url, wait=wait)
    elif status == 429:
        error = RefusedError("%(url)s is asked too often (%(status)s).", url=url, status=status)
    elif status in {401, 402, 403, 451}:
        error = RefusedError("%(url)s refuses to be read (%(status)s).", url=url, status=status)
    elif status in {404, 410}:
        error = RefusedError("There is nothing at %(url)s (%(status)s).", url=url, status=status)
    else:
        error = RefusedError("%(url)s answers with an error (%(status)s).", url=url, status=status)
    error.status, error.wait = status, _wait(headers.get("retry-after", ""))
    return error


def _wait(written: str) -> float | None:
    """Return the seconds that Retry-After asks for: a number, or a date (RFC 9110, 10.2.3)."""
    text = written.strip()
    if text.isdecimal() and len(text) < 12:
        return min(float(text), LONGEST_WAIT)
    try:
        left = parsedate_to_datetime(text).timestamp() - time.time()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(left, 0.0), LONGEST_WAIT)


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
