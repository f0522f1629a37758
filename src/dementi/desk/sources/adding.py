# SPDX-License-Identifier: Apache-2.0
"""How is a source added? By the address of a feed, of a page that names feeds, or by a list of feeds (OPML)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dementi.desk.sources.feeds import Outside, feed_of
from dementi.desk.sources.store import follow
from dementi.errors import InputError
from dementi.fetch import FEEDS, Known, Limits
from dementi.newsroom import Newsroom
from dementi.reading.feeds import NotAFeedError
from dementi.reading.feeds.discovery import Named, named_feeds
from dementi.reading.feeds.opml import Outline, read_opml
from dementi.settings import read_settings

__all__ = ["Choice", "add_address", "add_list"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of an address: a feed that is followed, new or not, or several among which to choose."""

    new: bool = False
    among: tuple[Named, ...] = ()


def add_address(url: str, now: datetime, outside: Outside | None = None) -> Choice:
    """Follow the feed at an address, or the one that the page there names; where it names several, return them.

    Raises:
        FetchError: it cannot be fetched, or may not be.
        ReadingError: neither is it a feed nor does it name one.
        InputError: it is no address of the web.
    """
    url = url.strip()
    if not url.lower().startswith(("http://", "https://")):
        raise InputError("An address starts with http:// or https://.")
    outside = outside or Outside(Limits(private_networks=read_settings().private_networks))
    answer = outside.get(url, Known(accept=FEEDS))
    try:
        with Newsroom() as newsroom:
            feed = feed_of(answer, newsroom)
    except NotAFeedError:
        named = named_feeds(answer.content, answer.url, answer.media_type)
        if len(named) > 1:
            return Choice(among=named)
        if not named:
            raise
        return Choice(new=follow(Outline(named[0].url, named[0].title, answer.url), now))
    return Choice(new=follow(Outline(url, feed.title or "", feed.home or ""), now))


def add_list(content: bytes, now: datetime) -> tuple[int, int]:
    """Follow the feeds of a list; return how many are new, and how many stand in it.

    Raises:
        ReadingError: it is no OPML.
    """
    listed = read_opml(content)
    return sum(follow(outline, now) for outline in listed), len(listed)
