# SPDX-License-Identifier: Apache-2.0
"""Which feeds does a page name? Its ``<link rel="alternate">`` (the HTML standard, 4.6.6.2), in the page's order."""

from __future__ import annotations

from dataclasses import dataclass

from dementi.reading.encoding import decode
from dementi.reading.feeds.entries import address_of
from dementi.reading.markup_tree import parse

__all__ = ["Named", "named_feeds"]

TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
#: Characters in which a page's head stands.
HEAD = 500_000
#: Feeds of one page.
MOST = 20


@dataclass(frozen=True, slots=True)
class Named:
    """A feed that a page names: its address and the title that the page gives it, "" where it gives none."""

    url: str
    title: str


def named_feeds(content: bytes | str, url: str, media_type: str | None = None) -> tuple[Named, ...]:
    """Return the feeds that a page names.

    Args:
        content: of the page, as received.
        url: of the page.
        media_type: of HTTP.

    Raises:
        ReadingError: the content is not text.
    """
    tree = parse(decode(content, media_type).text[:HEAD]).tree
    base = next((address_of(each.get("href"), url) for each in tree.iter("base")), None) or url
    found: dict[str, Named] = {}
    for link in tree.iter("link"):
        kinds = (link.get("rel") or "").lower().split()
        media = (link.get("type") or "").partition(";")[0].strip().lower()
        address = address_of((link.get("href") or "").strip(), base)
        if "alternate" in kinds and media in TYPES and address:
            found.setdefault(address, Named(address, " ".join((link.get("title") or "").split())[:200]))
    return tuple(found.values())[:MOST]
