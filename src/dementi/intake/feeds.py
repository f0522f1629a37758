# SPDX-License-Identifier: Apache-2.0
"""Which dispatches are in a feed that is given as a file or an address? One an entry, in the feed's own words; nothing more is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dementi.errors import DementiError
from dementi.intake.given import Notice, Unreadable, unreadable
from dementi.record import Dispatch, Trouble

__all__ = ["feed_dispatches", "is_feed_start"]

#: Bytes or characters in which a feed is recognised.
START = 4_000


def is_feed_start(content: bytes | str) -> bool:
    """Say whether content begins as a feed does; cheap, so that it can be asked of everything."""
    start = content[:START]
    if isinstance(start, bytes):
        # A feed in UTF-16 has a zero beside each of its letters.
        start = start.replace(b"\0", b"").decode("latin-1")
    start = start.lower()
    roots = [at for at in (start.find(name) for name in ("<rss", "<feed", "<rdf:rdf")) if at >= 0]
    if roots:
        page = start.find("<html")
        return page < 0 or min(roots) < page
    return "jsonfeed.org/version" in start


def feed_dispatches(dispatch: Dispatch, notice: Notice) -> Iterator[Dispatch | Unreadable] | None:
    """Return the entries of a feed as so many dispatches, under their addresses; None where it is no feed.

    Args:
        dispatch: nothing read yet; what is said of it holds for entries that do not say it themselves.
        notice: takes what should be said of the feed: where it is broken, how many of its entries are teasers.
    """
    if not is_feed_start(dispatch.content):
        return None
    from dementi.reading.feeds import NotAFeedError, read_feed

    try:
        feed = read_feed(dispatch.content, dispatch.url, dispatch.media_type)
    except NotAFeedError:
        return None
    except DementiError as error:
        return iter([unreadable(dispatch.id, error)])
    if not feed.entries:
        return iter([Unreadable(dispatch.id, trouble) for trouble in feed.troubles[-1:]])
    for trouble in feed.troubles:
        notice(trouble)
    teasers = sum(not entry.is_whole for entry in feed.entries)
    if teasers:
        message = (
            "%(name)s is a feed: only its own words are read; %(teasers)s of its %(count)s entries may be teasers."
        )
        values = (("name", dispatch.id), ("teasers", str(teasers)), ("count", str(len(feed.entries))))
        notice(Trouble("input", message, values))
    from dementi.reading.feeds.dispatches import dispatch_of

    read = (dispatch_of(entry, feed.title) for entry in feed.entries)
    return (replace(each, published=each.published or dispatch.published, outlet=dispatch.outlet) for each in read)
