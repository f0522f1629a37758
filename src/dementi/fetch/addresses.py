# SPDX-License-Identifier: Apache-2.0
"""May this address be dialled? Only global unicast addresses are, judged by what they wrap."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

__all__ = ["is_global"]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: All global unicast addresses that IANA has given out so far (RFC 4291, section 2.4).
_UNICAST = ipaddress.IPv6Network("2000::/3")
#: NAT64 (RFC 6052): the last 32 bits are an IPv4 address.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: Local-use NAT64 (RFC 8215), IPv4-compatible (RFC 4291): never dialled.
_MADE_UP = tuple(map(ipaddress.IPv6Network, ("64:ff9b:1::/48", "::/96", "3fff::/20", "2001::/23", "fec0::/10")))
#: Shared by carriers (RFC 6598); relays of 6to4 (RFC 7526).
_NOT_GLOBAL = tuple(map(ipaddress.IPv4Network, ("100.64.0.0/10", "192.88.99.0/24", "192.0.0.0/24")))


def is_global(address: str) -> bool:
    """Say whether an address, and each address wrapped in it, is one of the public internet.

    Args:
        address: as the resolver gives it, with or without a zone ("fe80::1%eth0").

    Returns:
        False for anything private, shared, local, multicast, reserved, made up, or no address at all. Python 3.11's
        own ``is_global`` takes multicast and the IPv6 forms of 127.0.0.1 for global.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(each) for each in _unwrapped(parsed))


def _unwrapped(address: _Address) -> Iterator[_Address]:
    """Yield the address itself, unless it only wraps others, and the IPv4 addresses in it."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        yield from (address.teredo or ())
        if address.sixtofour is not None:
            yield address.sixtofour


def _is_public(address: _Address) -> bool:
    if address.is_multicast or address.is_reserved or address.is_private or address.is_unspecified:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _NOT_GLOBAL)
    return address in _UNICAST and not any(address in network for network in _MADE_UP)
