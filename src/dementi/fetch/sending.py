# SPDX-License-Identifier: Apache-2.0
"""How is something sent to an address? Through the same judged network as everything that is fetched; a redirect is not followed."""

from __future__ import annotations

import time
from dataclasses import dataclass

import httpcore
import httpx

from dementi.errors import FetchError
from dementi.fetch import AGENT, Limits, RefusedError, address_of
from dementi.fetch.network import Judged

__all__ = ["Parcel", "send"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent.

    Attributes:
        content: the body.
        media_type: its Content-Type.
        headers: (name, value) pairs beside those of the connection.
    """

    content: bytes
    media_type: str
    headers: tuple[tuple[str, str], ...] = ()


def send(url: str, parcel: Parcel, limits: Limits | None = None) -> int:
    """Post something to an address; return the status of the answer, 200 to 299. What the answer says is not read.

    Args:
        url: the address.
        parcel: what is sent.
        limits: what it may take; of them ``seconds``, ``private_networks`` and ``resolve`` count.

    Raises:
        RefusedError: it answers with another status.
        FetchError: it may not be asked, or does not answer.
    """
    limits = limits or Limits()
    address = address_of(url, limits)
    network = Judged(limits.resolve, time.monotonic() + limits.seconds, private_networks=limits.private_networks)
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), limits.seconds)
    headers = [
        ("Host", address.netloc.decode("ascii")),
        ("User-Agent", AGENT),
        ("Content-Type", parcel.media_type),
        ("Content-Length", str(len(parcel.content))),
        *parcel.headers,
    ]
    target = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    context = httpx.create_ssl_context(trust_env=False)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=context, network_backend=network, http2=False) as pool,
            pool.stream("POST", target, headers=headers, content=parcel.content, extensions={"timeout": timeouts}) as r,
        ):
            status = r.status
    except httpcore.TimeoutException as error:
        raise FetchError("%(url)s does not answer in time.", url=url) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        why = str(error) or type(error).__name__
        raise FetchError("%(url)s does not answer: %(why)s.", url=url, why=why) from error
    if not 200 <= status < 300:
        refused = RefusedError("%(url)s answers with an error (%(status)s).", url=url, status=status)
        refused.status = status
        raise refused
    return status
