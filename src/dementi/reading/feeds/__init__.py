# SPDX-License-Identifier: Apache-2.0
"""Which entries does a feed hold? RSS 0.9 to 2.0, Atom and JSON Feed -> one record; a broken feed gives what it can, and says why.

The dialects are feedparser's affair; its sanitiser is switched off, since nothing that it lets through is shown: the
markup of an entry goes through the reader of pages, as any page's (see ``dispatches``).
"""

from __future__ import annotations

from dementi.errors import ReadingError
from dementi.reading.encoding import decode
from dementi.reading.feeds.entries import Entry, Feed
from dementi.reading.feeds.jsonfeed import read_json
from dementi.reading.feeds.rss import read_xml

__all__ = ["LARGEST", "Entry", "Feed", "NotAFeedError", "read_feed"]

#: Bytes of a feed.
LARGEST = 8 * 1024**2
#: Characters in which a page is recognised.
START = 2_000


class NotAFeedError(ReadingError):
    """What stands at the address is a page, or something else that holds no entries."""


def read_feed(content: bytes | str, url: str | None = None, media_type: str | None = None) -> Feed:
    """Return a feed's entries, in its own order.

    Args:
        content: as received.
        url: where it stands; relative addresses are resolved against it.
        media_type: of HTTP; its charset is one opinion among others.

    Raises:
        NotAFeedError: it is a page, or of no known kind.
        ReadingError: it is empty, too large, or not text.
    """
    if len(content) > LARGEST:
        raise ReadingError("The feed is larger than %(most)s MB.", most=LARGEST // 1024**2)
    if not content.strip():
        raise ReadingError("The feed is empty: nothing stands at its address.")
    decoded = decode(content, media_type)
    text = decoded.text.lstrip()
    if text.startswith("{"):
        feed = read_json(text, url)
    elif _is_page(text):
        raise NotAFeedError("A page stands there, not a feed.")
    else:
        feed = read_xml(text, url)
    if feed is None:
        raise NotAFeedError("This is no feed: neither RSS nor Atom nor JSON Feed.")
    return feed.with_troubles(decoded.troubles)


def _is_page(text: str) -> bool:
    start = text[:START].lower()
    opening = start.find("<html")
    feeds = [at for at in (start.find(name) for name in ("<rss", "<feed", "<rdf:rdf", "<channel")) if at >= 0]
    return "<!doctype html" in start or (opening >= 0 and all(opening < at for at in feeds))
