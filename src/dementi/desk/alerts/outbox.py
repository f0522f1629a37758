# SPDX-License-Identifier: Apache-2.0
"""What is to be sent, and what came of it? Each try is written down before it is made; after a fall it is sent again, with its key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from dementi.desk.alerts.models import Delivery, SavedSearch
from dementi.desk.record.failures import named_failures
from dementi.record import Trouble

__all__ = ["TRIES", "Parting", "Sent", "begin", "due", "failed", "retry", "sent", "sent_lately"]

#: Seconds until the next try after the first, second … failed one; after the last nothing is tried any more.
WAITS = (60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600)
TRIES = len(WAITS) + 1
#: Deliveries that a page shows.
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """A delivery that is to be tried now.

    Attributes:
        key: the same at each try.
        channel: "mail" or "webhook".
        address: where it goes.
        written: the alert (:func:`dementi.desk.alerts.alert.alert_of`).
        secret: of its search.
    """

    key: str
    channel: str
    address: str
    written: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of a delivery.

    Attributes:
        key, channel, address: as it goes out.
        count: how many matches it tells of.
        made: when it was decided on.
        sent: when it was taken; None: not yet, or never.
        due: when it is tried next; None: it is not.
        tries: how many there were.
        failure: of the last one; None: there was none.
    """

    key: str
    channel: str
    address: str
    count: int
    made: datetime
    sent: datetime | None
    due: datetime | None
    tries: int
    failure: Trouble | None


def due(now: datetime) -> tuple[str, ...]:
    """Return the keys of what is to be tried now, the oldest first; of a paused search nothing."""
    waiting = Delivery.objects.filter(due__lte=now, search__paused=None).order_by("due", "key")
    return tuple(waiting.values_list("key", flat=True)[:200])


@named_failures()
def begin(key: str, now: datetime) -> Parting | None:
    """Write down that a delivery is tried, with the time of the next try; None: it is not due any more."""
    row = Delivery.objects.filter(key=key, due__lte=now).select_related("search").first()
    if row is None:
        return None
    wait = WAITS[min(row.tries, len(WAITS) - 1)]
    # Of two who see that it is due one sends it.
    if not Delivery.objects.filter(key=key, due=row.due).update(
        tries=F("tries") + 1, due=now + timedelta(seconds=wait)
    ):
        return None
    return Parting(key=row.key, channel=row.channel, address=row.address, written=row.written, secret=row.search.secret)


@named_failures()
def sent(key: str, now: datetime) -> None:
    """Keep that a delivery was taken."""
    Delivery.objects.filter(key=key).update(sent=now, due=None, failure="")


@named_failures()
def failed(key: str, trouble: Trouble) -> None:
    """Keep why a delivery was not taken; after the last try it is given up."""
    rows = Delivery.objects.filter(key=key)
    rows.update(failure=json.dumps([trouble.stage, trouble.message, trouble.values], ensure_ascii=False))
    rows.filter(tries__gte=TRIES).update(due=None)


@named_failures()
def retry(search: str, now: datetime) -> None:
    """Try at once all that a search has not got rid of, from the first wait on."""
    rows = SavedSearch.objects.filter(key=search)
    Delivery.objects.filter(search__in=rows, sent=None).update(due=now, tries=0)


def sent_lately(search: str) -> tuple[Sent, ...]:
    """Return what became of a search's newest deliveries, the newest first."""
    return tuple(_sent(row) for row in Delivery.objects.filter(search__key=search)[:SHOWN])


def _sent(row: Delivery) -> Sent:
    failure = None
    if row.failure:
        stage, message, values = json.loads(row.failure)
        failure = Trouble(stage, message, tuple((name, value) for name, value in values))
    return Sent(
        key=row.key,
        channel=row.channel,
        address=row.address,
        count=row.count,
        made=row.made,
        sent=row.sent,
        due=row.due,
        tries=row.tries,
        failure=failure,
    )
