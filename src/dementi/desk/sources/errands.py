# SPDX-License-Identifier: Apache-2.0
"""What is to be fetched now, and when is it fetched again? Decided from what is on record and the clock; nothing is done here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

__all__ = [
    "Errand",
    "Kind",
    "Visit",
    "after_failure",
    "after_visit",
    "host_of",
    "next_errand",
    "next_look",
    "next_take",
]

#: Between two visits to a feed: after one that brought something, and at most.
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(minutes=60)
#: After a failure: the first wait, doubled each time, and at most.
FIRST_WAIT, LAST_WAIT = timedelta(minutes=5), timedelta(hours=24)
#: After the refusal of an article: one wait for each try; then the feed's own words stand.
WAITS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
#: After an article was published its page is looked at again: outlets correct what they have published, and say nothing.
LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
#: Between two requests to one host.
POLITE = timedelta(seconds=1)


class Kind(StrEnum):
    """What an errand goes for."""

    FEED = "feed"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that is to be fetched.

    Attributes:
        kind: a feed, or the article of an entry.
        key: of the source or the entry on record.
        host: that is asked, "" where nothing is asked for (the feed has all the words).
        since: when it fell due.
    """

    kind: Kind
    key: int
    host: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """When a feed is asked again: the time, and the interval that it has grown or shrunk to."""

    next_try: datetime
    interval: timedelta


def next_errand(errands: Iterable[Errand], hosts: Mapping[str, datetime], now: datetime) -> Errand | None:
    """Return what is to be fetched now: what has waited longest, among what is due and whose host is free.

    Args:
        errands: all that may be due.
        hosts: when each host was last asked.
        now: an aware time.

    Feeds go before articles that fell due in the same second, so that a long list of articles does not silence the others.
    """
    free = [e for e in errands if e.since <= now and (not e.host or now - hosts.get(e.host, _never(now)) >= POLITE)]
    return min(free, key=lambda e: (e.kind is Kind.ARTICLE, e.since, e.key), default=None)


def _never(now: datetime) -> datetime:
    return now - POLITE


def after_visit(interval: timedelta, now: datetime, *, brought: bool) -> Visit:
    """Return when a feed is asked again that could be read: soon where it brought something, later each time it did not."""
    grown = SHORTEST if brought else min(max(interval * 1.5, SHORTEST), LONGEST)
    return Visit(now + grown, grown)


def after_failure(failures: int, wait: float | None, now: datetime) -> datetime:
    """Return when a feed is asked again that failed.

    Args:
        failures: in a row, with this one: from 1.
        wait: seconds that its host asks to wait; None: it does not say.
        now: an aware time.
    """
    doubled: timedelta = min(FIRST_WAIT * 2.0 ** min(failures - 1, 20), LAST_WAIT)
    return now + max(doubled, timedelta(seconds=wait or 0))


def next_take(tries: int, wait: float | None, now: datetime) -> datetime | None:
    """Return when an article is asked for again that its host did not give; None: not any more.

    Args:
        tries: with this one: from 1.
        wait: seconds that its host asks to wait; None: it does not say.
        now: an aware time.
    """
    return now + max(WAITS[tries - 1], timedelta(seconds=wait or 0)) if tries <= len(WAITS) else None


def next_look(arrived: datetime, now: datetime) -> datetime | None:
    """Return when the page of an article that is on the desk is looked at again; None: not any more.

    Args:
        arrived: when it was published, or first seen.
        now: an aware time.
    """
    return next((arrived + after for after in LOOKS if arrived + after > now), None)


def host_of(url: str | None) -> str:
    """Return the host that an address asks, with its port; "" where it is none."""
    try:
        return urlsplit(url or "").netloc.lower()
    except ValueError:
        return ""
