# SPDX-License-Identifier: Apache-2.0
"""Whose page is it? The name among those a page gives that agrees with its address, its title and the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from dementi.reading.furniture import folded
from dementi.reading.names import is_agency

__all__ = ["host_of", "outlet_of"]

#: Characters of the longest name.
LONGEST = 80
#: A name that stands behind a title has at most so many times the letters of the host, else it is words of the title.
LONGER = 2.5
_JOINT = re.compile(r"(?<!\s)\s*(?:\s[-–—|:·•»/]+\s|\|)\s*")
_NO_NAME = re.compile(r"https?:|^www\.|^@|[<>{}]")
#: The parts of a host that name nobody.
_LABELS = frozenset(
    ["www", "www2", "m", "mobile", "amp", "news", "actu", "info", "com", "co", "org", "net", "gouv", "gov", "ac"]
)


def host_of(address: str | None) -> str:
    """Return the part of an address's host that names its owner ("courrier" of www.courrier.invalid); "" where there is none."""
    try:
        host = (urlsplit(address or "").hostname or "").lower()
    except ValueError:
        return ""
    labels = host.split(".")[:-1]
    return next((label for label in reversed(labels) if label not in _LABELS and len(label) > 1), "")


def outlet_of(given: Sequence[str | None], titles: Sequence[str | None], address: str | None) -> str | None:
    """Return the name of the outlet; None where the page does not give it.

    Args:
        given: the names that the page gives for its publisher and its site, the surest first.
        titles: its titles, behind which the outlet's name may stand.
        address: its own.
    """
    host = _squeezed(host_of(address))
    names = [name for each in given if (name := _cleaned(each))]
    behind = [_JOINT.split(title)[-1].strip() for title in titles if title and _JOINT.search(title)]
    behind = [name.removeprefix("www.") for name in behind if len(name.split()) <= 6 and len(name) <= LONGEST]
    if host:
        short = [name for name in behind if len(_squeezed(name)) <= LONGER * len(host)]
        of_host = next((name for name in (*names, *short) if _agrees(name, host)), None)
        if of_host:
            return _first_part(of_host, host)
    told = {_squeezed(name) for name in behind}
    by_title = next((name for name in names if _squeezed(name) in told), None)
    # An agency gives many sites their texts, and then its own name as the publisher.
    return by_title or next((name for name in names if not is_agency(name)), None)


def _cleaned(name: str | None) -> str | None:
    text = " ".join((name or "").split())
    return (
        text if text and len(text) <= LONGEST and not _NO_NAME.search(text) and any(c.isalpha() for c in text) else None
    )


def _first_part(name: str, host: str) -> str:
    """Take off what a site adds to its name (« Le Courrier | L'actualité en direct »)."""
    parts = [part.strip() for part in _JOINT.split(name)]
    agreeing = next((part for part in parts if _agrees(part, host)), name)
    # « Le Courrier | lecourrier.invalid »
    return parts[0] if len(parts) > 1 and "." in agreeing else agreeing


def _agrees(name: str, host: str) -> bool:
    own = _squeezed(name)
    if len(own) < 2:
        return False
    # « Le Courrier de Valmarie » is at lecourrier.invalid, « Agence valmarienne de presse » at avp.invalid.
    initials = "".join(word[0] for word in re.findall(r"\w+", folded(name)))
    shared = next((n for n, (a, b) in enumerate(zip(own, host, strict=False)) if a != b), min(len(own), len(host)))
    return (
        own == host
        or (len(host) >= 3 and host in own)
        or (len(own) >= 4 and own in host)
        or (shared >= 5 and 2 * shared >= len(host))
        or (len(initials) >= 2 and initials == host)
    )


def _squeezed(name: str) -> str:
    return "".join(c for c in folded(name) if c.isalnum())
