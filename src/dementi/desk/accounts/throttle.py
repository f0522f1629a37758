# SPDX-License-Identifier: Apache-2.0
"""How often may one try to get in? After some failures each one more doubles the wait, by account and by address.

The counts stand in the database, so that a new start forgets none. An attempt is counted before it is looked at: many at
once gain nothing.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from dementi.desk.accounts.models import Attempts
from dementi.desk.record.failures import named_failures

__all__ = ["Counted", "by_address", "by_name", "forgive", "take"]

#: Failures that cost no wait: of an account; of an address, behind which may be a whole newsroom.
FREE_OF_NAME, FREE_OF_ADDRESS = 5, 20
#: The first wait, and the longest: somebody who is locked out by another is so for a quarter of an hour at most.
FIRST, LONGEST = timedelta(seconds=15), timedelta(minutes=15)
#: After this long without a failure the count starts anew.
FORGOTTEN = timedelta(hours=24)

Counted = tuple[str, int]


def by_name(key: str) -> Counted:
    """Return what is counted of an account, known by its folded name; whether there is such an account plays no part."""
    return f"name {sha256(key.encode()).hexdigest()[:40]}", FREE_OF_NAME


def by_address(address: str) -> Counted:
    """Return what is counted of a network address; of IPv6 its /64, which is one household's (RFC 6177)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "address unknown", FREE_OF_ADDRESS
    if found.version == 6:
        found = ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False).network_address
    return f"address {found}", FREE_OF_ADDRESS


@named_failures()
def take(counted: tuple[Counted, ...], now: datetime) -> timedelta | None:
    """Count an attempt as failed; return how long to wait before the next where none is taken now, else None."""
    with transaction.atomic():
        names = [what for what, _ in counted]
        Attempts.objects.bulk_create([Attempts(what=what, last=now) for what in names], ignore_conflicts=True)
        rows = {row.what: row for row in Attempts.objects.select_for_update().filter(what__in=names)}
        waits = [row.until - now for row in rows.values() if row.until and row.until > now]
        if waits:
            return max(waits)
        for what, free in counted:
            row = rows[what]
            row.failed = 1 if now - row.last > FORGOTTEN else row.failed + 1
            row.last = now
            # The wait follows the last free failure: the one after it is looked at when it is over.
            row.until = now + min(FIRST * 2 ** min(row.failed - free, 10), LONGEST) if row.failed >= free else None
            row.save()
        Attempts.objects.filter(last__lt=now - FORGOTTEN).delete()
    return None


@named_failures()
def forgive(counted: tuple[Counted, ...]) -> None:
    """Take the attempt back that was just counted and has succeeded: the account's count ends, the address's is one less."""
    with transaction.atomic():
        for what, free in counted:
            row = Attempts.objects.select_for_update().filter(what=what).first()
            if row is None:
                continue
            if free == FREE_OF_NAME or row.failed <= 1:
                row.delete()
            else:
                row.failed, row.until = row.failed - 1, None
                row.save()
