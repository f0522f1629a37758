# SPDX-License-Identifier: Apache-2.0
"""What does a visit to a feed bring? It is asked only for what is new; its entries go on record before its ETag is moved on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from dementi.desk.sources.errands import host_of
from dementi.desk.sources.models import Source
from dementi.desk.sources.store import Validators, keep_failure, keep_feed, keep_unchanged
from dementi.errors import DementiError, ReadingError
from dementi.fetch import FEEDS, Fetched, Known, Limits, RefusedError, fetch
from dementi.newsroom import Newsroom
from dementi.reading.feeds import Feed, NotAFeedError, read_feed
from dementi.record import Dispatch

__all__ = ["Outside", "feed_of", "visit"]

#: Of the reader's messages on pages that show no article.
WALLS = ("challenge", "cookie wall", "subscribers", "needs a script")

#: Seconds for which the articles of a host are left alone that is asked too often (429, 503), at least.
QUIET = 60.0

Fetch = Callable[[str, Limits | None, Known | None, dict[str, str | None] | None], Fetched]


@dataclass(frozen=True, slots=True)
class Outside:
    """What goes out to the network; tests put another in its place.

    Attributes:
        limits: of each fetch.
        fetch: address, limits, what is known, robots.txt -> answer.
        robots: the robots.txt of sites, so that each is asked once.
        held: hosts that have asked for quiet: until when (monotonic seconds), and with which answer.
    """

    limits: Limits = field(default_factory=Limits)
    fetch: Fetch = fetch
    robots: dict[str, str | None] = field(default_factory=dict)
    held: dict[str, tuple[float, RefusedError]] = field(default_factory=dict)

    def get(self, url: str, known: Known | None = None) -> Fetched:
        """Return what stands at an address.

        Raises:
            FetchError: it cannot be fetched, or may not be.
        """
        try:
            return self.fetch(url, self.limits, known, self.robots)
        except RefusedError as error:
            if error.status in {429, 503}:
                self.held[host_of(url)] = (time.monotonic() + max(error.wait or 0.0, QUIET), error)
            raise

    def get_article(self, url: str) -> Fetched:
        """Return a page; of a host that has asked for quiet, its last answer, without asking again.

        Raises:
            FetchError: it cannot be fetched, or may not be.
        """
        until, error = self.held.get(host_of(url), (0.0, None))
        if error is not None and time.monotonic() < until:
            raise error
        return self.get(url)


def visit(key: int, outside: Outside, newsroom: Newsroom, now: datetime) -> int:
    """Ask a source for what is new and keep it; return how many entries are new or changed. What fails is kept too.

    Raises:
        RecordError: the record cannot be written.
    """
    row = Source.objects.filter(pk=key, removed=None).first()
    if row is None:
        return 0
    try:
        answer = outside.get(row.address, Known(etag=row.etag, last_modified=row.last_modified, accept=FEEDS))
        if answer.is_unchanged:
            keep_unchanged(row, now)
            return 0
        feed = feed_of(answer, newsroom)
    except RefusedError as error:
        keep_failure(row, error.trouble(), error.wait, now)
        return 0
    except DementiError as error:
        keep_failure(row, error.trouble(), None, now)
        return 0
    return keep_feed(row, feed, Validators(answer.etag, answer.last_modified, answer.moved), now)


def feed_of(answer: Fetched, newsroom: Newsroom) -> Feed:
    """Return the feed in an answer.

    Raises:
        ReadingError: there is none; where a wall stands in its place, which one.
    """
    try:
        return read_feed(answer.content, answer.url, answer.media_type)
    except NotAFeedError:
        page = Dispatch(id=answer.url, content=answer.content, url=answer.url, media_type=answer.media_type)
        reading = newsroom.read(page)
        # A challenge or a wall of cookies says more than "this is a page".
        wall = next((t for t in reading.troubles if any(mark in t.message for mark in WALLS)), None)
        if reading.article is None and wall:
            raise ReadingError(wall.message, **dict(wall.values)) from None
        raise
