# SPDX-License-Identifier: Apache-2.0
"""Which sources are on record? Added, paused, resumed, removed, asked again; what a visit brought is kept whole, or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from dementi.desk.record.failures import named_failures
from dementi.desk.record.store import instant_of
from dementi.desk.sources.errands import Errand, Kind, after_failure, after_visit, host_of, next_take
from dementi.desk.sources.models import Entry as EntryRow
from dementi.desk.sources.models import FormerAddress
from dementi.desk.sources.models import Source as SourceRow
from dementi.desk.sources.outcome import Outcome, write
from dementi.reading.feeds import Entry, Feed
from dementi.reading.feeds.opml import Outline
from dementi.record import Trouble

__all__ = [
    "Validators",
    "errands",
    "follow",
    "has_work",
    "keep_failure",
    "keep_feed",
    "keep_unchanged",
    "outlines",
    "pause",
    "put_off",
    "remove",
    "resume",
    "retry",
]

#: Of a key: longer ones are kept by their digest.
LONGEST_KEY = 64
#: What a visit writes. What a person decides meanwhile (paused, removed) is not written over.
VISITED = (
    "address", "name", "home", "etag", "last_modified", "interval", "next_try", "last_try", "last_success", "last_new", "failures",
    "failure", "troubles", "entries_held", "most_held",
)  # fmt: skip


@named_failures()
def follow(outline: Outline, now: datetime) -> bool:
    """Put a feed among the sources, to be asked at once; return whether it is new there (one that was removed comes back)."""
    with transaction.atomic():
        moved = FormerAddress.objects.filter(address=outline.url).values_list("source__address", flat=True).first()
        said = {"name": outline.title, "home": outline.home, "folder": outline.folder}
        row, new = SourceRow.objects.get_or_create(
            address=moved or outline.url, defaults={**said, "added": now, "next_try": now}
        )
        if new or row.removed is None:
            return new
        row.removed, row.paused, row.next_try, row.alarm = None, False, now, False
        row.save()
        return True


def pause(key: int) -> None:
    """Ask a source no more until it is resumed."""
    _of(key).update(paused=True, alarm=False)


def resume(key: int, now: datetime) -> None:
    """Ask a source again, at once."""
    _of(key).update(paused=False, next_try=now)


def retry(key: int, now: datetime) -> None:
    """Ask a source at once, and for its articles that wait."""
    with transaction.atomic():
        _of(key).update(next_try=now)
        EntryRow.objects.filter(source=key).exclude(next_try=None).update(next_try=now)


def remove(key: int, now: datetime) -> None:
    """Follow a source no more. What it brought stays on the desk; its entries stay known, so that none is taken twice."""
    with transaction.atomic():
        _of(key).update(removed=now, alarm=False)
        EntryRow.objects.filter(source=key).update(next_try=None, written="")


def _of(key: int) -> QuerySet[SourceRow]:
    return SourceRow.objects.filter(pk=key, removed=None)


def outlines() -> tuple[Outline, ...]:
    """Return the sources as a list of feeds."""
    rows = SourceRow.objects.filter(removed=None)
    return tuple(Outline(row.address, row.name, row.home, row.folder) for row in rows)


def has_work() -> bool:
    """Say whether there is a source to be asked, or an article to be fetched, now or later."""
    return SourceRow.objects.filter(removed=None, paused=False).exists()


def errands(now: datetime) -> tuple[Errand, ...]:
    """Return what is due."""
    active = SourceRow.objects.filter(removed=None, paused=False)
    feeds = active.filter(next_try__lte=now).values_list("pk", "address", "next_try")
    found = [Errand(Kind.FEED, key, host_of(address), since) for key, address, since in feeds]
    waiting = EntryRow.objects.filter(next_try__lte=now, source__removed=None, source__paused=False)
    # By the hundred: of a long list of articles the first of each host are enough to decide on.
    articles = waiting.order_by("next_try", "pk").values_list("pk", "url", "next_try")[:500]
    found += [Errand(Kind.ARTICLE, key, host_of(url), since) for key, url, since in articles if since]
    return tuple(found)


def keep_unchanged(row: SourceRow, now: datetime) -> None:
    """Keep that a feed has nothing new."""
    visit = after_visit(timedelta(seconds=row.interval), now, brought=False)
    row.last_try = row.last_success = now
    row.failures, row.failure = 0, ""
    row.next_try, row.interval = visit.next_try, int(visit.interval.total_seconds())
    row.save(update_fields=VISITED)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a feed's host sent to be asked with the next time, and where (``moved``: it stands there from now on; None: where it stood)."""

    etag: str | None
    last_modified: str | None
    moved: str | None = None


@named_failures()
def keep_feed(row: SourceRow, feed: Feed, validators: Validators, now: datetime) -> int:
    """Keep what a visit brought: its entries and what asks for the next ones, both or neither; return how many are new or changed.

    Nothing is asked with an ETag whose entries are not on record: who kills the desk in between loses none of them.
    """
    with transaction.atomic():
        brought = _keep_entries(row, feed, now)
        visit = after_visit(timedelta(seconds=row.interval), now, brought=brought > 0)
        _move(row, validators.moved, now)
        row.name, row.home = feed.title or row.name, feed.home or row.home
        row.etag, row.last_modified = validators.etag, validators.last_modified
        row.last_try = row.last_success = now
        row.last_new = now if brought else row.last_new
        row.failures, row.failure = 0, ""
        row.troubles = write(feed.troubles) if feed.troubles else ""
        row.entries_held = len(feed.entries)
        row.most_held = max(row.most_held, len(feed.entries))
        row.next_try, row.interval = visit.next_try, int(visit.interval.total_seconds())
        row.save(update_fields=VISITED)
    return brought


def _move(row: SourceRow, address: str | None, now: datetime) -> None:
    """Ask a feed at its new address from now on. Where another source stands there, or the line would be less safe, it stays."""
    unsafe = row.address.startswith("https:") and not (address or "").startswith("https:")
    if not address or unsafe or SourceRow.objects.filter(address=address).exists():
        return
    FormerAddress.objects.filter(address=address).delete()
    FormerAddress.objects.get_or_create(address=row.address, defaults={"source": row, "since": now})
    row.address = address


def _keep_entries(row: SourceRow, feed: Feed, now: datetime) -> int:
    rows = EntryRow.objects.filter(source=row).order_by().values_list("key", "pk", "digest")
    known = {key: (pk, digest) for key, pk, digest in rows}
    new, changed = [], 0
    for entry in feed.entries:
        key = _short(entry)
        before = known.get(key)
        if before is None:
            arrived = min(instant_of(entry.published) or now, now)
            new.append(EntryRow(source=row, key=key, seen=now, arrived=arrived, **_waiting(entry, now)))
        elif before[1] != entry.digest:
            EntryRow.objects.filter(pk=before[0]).update(tries=0, **_waiting(entry, now))
            changed += 1
    EntryRow.objects.bulk_create(new)
    return len(new) + changed


def _waiting(entry: Entry, now: datetime) -> dict[str, object]:
    return {
        "digest": entry.digest,
        "url": None if entry.is_whole else entry.url,
        "next_try": now,
        "written": write(entry),
    }


def _short(entry: Entry) -> str:
    if len(entry.key) <= LONGEST_KEY:
        return entry.key
    return hashlib.sha256(entry.key.encode("utf-8", "replace")).hexdigest()


def keep_failure(row: SourceRow, trouble: Trouble, wait: float | None, now: datetime) -> None:
    """Keep why a visit failed, and when the next one is.

    Args:
        row: the source.
        trouble: why.
        wait: seconds that its host asks to wait; None: it does not say.
        now: an aware time.
    """
    row.failures += 1
    row.failure, row.last_try = write((trouble,)), now
    row.next_try = after_failure(row.failures, wait, now)
    row.save(update_fields=VISITED)


def put_off(errand: Errand, fault: str, now: datetime) -> None:
    """Keep that a fault of the desk stopped an errand; it is run again later."""
    trouble = Trouble("sources", "A fault of the desk stopped the visit: %(error)s.", (("error", fault[:300]),))
    if errand.kind is Kind.FEED:
        keep_failure(SourceRow.objects.get(pk=errand.key), trouble, None, now)
        return
    row = EntryRow.objects.get(pk=errand.key)
    row.tries += 1
    row.next_try, row.outcome = next_take(row.tries, None, now), write(Outcome(refused=trouble))
    row.save(update_fields=("tries", "next_try", "outcome"))
