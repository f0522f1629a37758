# SPDX-License-Identifier: Apache-2.0
"""What is put on record, and how does it come back? Each dispatch at once or not at all; twice the same changes nothing.

The same address with other words is a new version of the same dispatch: see ``sameness``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from dementi import __version__, record
from dementi.desk.record.capture import Added, Capture, bytes_of, identity
from dementi.desk.record.failures import named_failures
from dementi.desk.record.models import Change, Dispatch, Statement, Version
from dementi.desk.record.sameness import address_of, is_older, says_other
from dementi.desk.record.sound import sound
from dementi.desk.record.versions import file_away, file_earlier
from dementi.desk.record.written import read_back, write_down
from dementi.language.terms import fold
from dementi.record import Reading, Relation, Speaker, Stance, Trouble

__all__ = [
    "ON_RECORD",
    "Added",
    "Capture",
    "identity",
    "instant_of",
    "known",
    "list_statements",
    "put_on_record",
    "put_version",
    "remove",
    "remove_examples",
    "speaker_key",
]

#: Dispatches that stand: those removed have left a tombstone only.
#: The bytes as received may be many: who needs them asks for them.
ON_RECORD = Dispatch.objects.filter(removed=None).defer("content")

#: Of dispatches of one address the one that stands, and of those the newest.
_STANDING_FIRST = (F("removed").asc(nulls_first=True), "-captured")


@named_failures()
def known(dispatch: record.Dispatch) -> Added | None:
    """Return what is on record already for a dispatch, None where its bytes are new; a tombstone is on record too."""
    row = _of_bytes(identity(dispatch))
    if row is None:
        return None
    return _kept_away(row, dispatch.id) if row.removed else _as_it_was(row, dispatch.id)


def _of_bytes(found: str) -> Dispatch | None:
    """Return the row of which some bytes are a version, the newest or an earlier one; of a tombstone: were."""
    row = Dispatch.objects.defer("content").filter(identity=found).first()
    if row is not None:
        return row
    # Of a dispatch that was put back only the version with which it came back has words.
    earlier = Version.objects.filter(identity=found).exclude(reading="", dispatch__removed=None)
    version = earlier.select_related("dispatch").first()
    return version.dispatch if version else None


def _as_it_was(row: Dispatch, name: str) -> Added:
    return Added(row.pk, new=False, name=name, troubles=_unread(read_back(row.reading)))


def _kept_away(row: Dispatch, name: str) -> Added:
    day = row.removed.date().isoformat() if row.removed else ""
    message = (
        "This dispatch was taken off the desk on %(day)s and stays off it. To put it back, ask for that when you add it "
        "(a box on the page, --again on the command line)."
    )
    trouble = Trouble("record", message, (("day", day),))
    return Added(row.pk, new=False, name=name, troubles=(trouble,), removed=True)


def _unread(reading: Reading) -> tuple[Trouble, ...]:
    return () if reading.article else reading.troubles


@named_failures()
def put_on_record(dispatch: record.Dispatch, reading: Reading, capture: Capture) -> Added:
    """Put a dispatch with its reading on record, whole or not at all; a new version where its address is there with other words."""
    address = address_of(dispatch, reading)
    with transaction.atomic():
        row = _of_bytes(identity(dispatch))
        if row is not None and not row.removed:
            return _as_it_was(row, dispatch.id)
        if row is None:
            # Its first words, which were taken off, are brought again.
            row = Dispatch.objects.filter(pk=identity(dispatch)).first()
        if row is None and address:
            row = Dispatch.objects.filter(address=address).order_by(*_STANDING_FIRST).first()
        if row is None:
            return _first(dispatch, reading, capture)
        return _another(row, dispatch, reading, capture)


@named_failures()
def put_version(key: str, dispatch: record.Dispatch, reading: Reading, capture: Capture) -> Added:
    """Put a capture on record as a version of a dispatch that is there, whatever its address; the same words change nothing.

    For what is known to be the same by other means: a correction or a cancellation that names its item, the full text
    of a feed's entry.

    Args:
        key: the id of the dispatch on record.
        dispatch: what came in.
        reading: of it.
        capture: how it came in.

    Raises:
        RecordError: the record cannot be written.
    """
    with transaction.atomic():
        row = Dispatch.objects.filter(pk=key).first()
        if row is None:
            return _first(dispatch, reading, capture)
        return _another(row, dispatch, reading, capture)


def _first(dispatch: record.Dispatch, reading: Reading, capture: Capture) -> Added:
    key = identity(dispatch)
    row = Dispatch(id=key, captured=capture.at, example=capture.example)
    _write(row, dispatch, reading, capture)
    Change.objects.create(dispatch=key, kind="added", at=capture.at)
    return Added(key, new=True, name=dispatch.id, troubles=_unread(reading))


def _another(row: Dispatch, dispatch: record.Dispatch, reading: Reading, capture: Capture) -> Added:
    if row.removed and not capture.again:
        return _kept_away(row, dispatch.id)
    old = read_back(row.reading).article if row.reading else None
    found = identity(dispatch)
    seen_before = (
        found == row.identity or Version.objects.filter(dispatch=row, identity=found).exclude(reading="").exists()
    )
    if not row.removed and (seen_before or not says_other(old, reading.article)):
        return _as_it_was(row, dispatch.id)
    if is_older(reading.article, old):
        file_earlier(row, dispatch, reading, capture)
        Change.objects.create(dispatch=row.pk, kind="changed", at=capture.at)
        return Added(row.pk, new=False, name=dispatch.id, changed=True)
    file_away(row)
    revived, row.removed = row.removed is not None, None
    row.number += 1
    Statement.objects.filter(dispatch=row).delete()
    _write(row, dispatch, reading, capture)
    Change.objects.create(dispatch=row.pk, kind="added" if revived else "changed", at=capture.at)
    return Added(row.pk, new=revived, name=dispatch.id, troubles=_unread(reading), changed=not revived)


def _write(row: Dispatch, dispatch: record.Dispatch, reading: Reading, capture: Capture) -> None:
    """Fill a row with a capture, and write it and its statements."""
    content = bytes_of(dispatch)
    reading = sound(replace(reading, id=row.pk))
    row.identity, row.digest = identity(dispatch), hashlib.sha256(content).hexdigest()
    row.name, row.content, row.media_type, row.form = dispatch.id, content, dispatch.media_type, dispatch.form
    row.given_published, row.given_outlet, row.given_url = dispatch.published, dispatch.outlet, dispatch.url
    row.headers = json.dumps(capture.headers) if capture.headers else ""
    row.address = row.address or address_of(dispatch, reading)
    row.seen, row.reader, row.reading = capture.at, __version__, write_down(reading)
    published = instant_of(reading.article.published if reading.article else None)
    # What says that it is of tomorrow came in today, and stands with today's.
    row.instant = min(published or row.captured, row.captured)
    _fill_columns(row, reading)
    row.save(force_insert=row._state.adding)  # noqa: SLF001 (Django's own way to tell)
    Statement.objects.bulk_create(_statements(row, reading))


def list_statements(row: Dispatch, reading: Reading) -> None:
    """Bring what lists go by to a reading that is shown in the place of the machine's own; that one stays as it is."""
    with transaction.atomic():
        Statement.objects.filter(dispatch=row).delete()
        _fill_columns(row, reading)
        row.save(update_fields=["contested", "denial", "confirmation", "figure"])
        Statement.objects.bulk_create(_statements(row, reading))


def _fill_columns(row: Dispatch, reading: Reading) -> None:
    answers = {link.relation for link in reading.links}
    stances = {statement.stance for statement in reading.findings.statements}
    row.contested = Relation.DENIES in answers
    row.denial = Stance.DENIES in stances or Relation.DENIES in answers
    row.confirmation = Relation.CONFIRMS in answers or Stance.CONFIRMS in stances
    row.figure = bool(reading.findings.figures)


def _statements(row: Dispatch, reading: Reading) -> Iterator[Statement]:
    for place, statement in enumerate(reading.findings.statements):
        yield Statement(
            dispatch=row,
            place=place,
            statement=statement.id,
            speaker_key=speaker_key(statement.speaker) if statement.speaker else "",
            speaker_name=statement.speaker.name if statement.speaker else "",
            side=statement.speaker.side if statement.speaker else None,
            stance=statement.stance,
        )


def remove_examples(now: datetime) -> int:
    """Take the examples off the desk, each leaving its tombstone; return how many went."""
    return _remove(ON_RECORD.filter(example=True), now)


def remove(dispatch: str, now: datetime) -> bool:
    """Take a dispatch off the record, leaving its tombstone; return whether it stood there."""
    return _remove(ON_RECORD.filter(pk=dispatch), now) == 1


@named_failures()
def _remove(asked: QuerySet[Dispatch], now: datetime) -> int:
    with transaction.atomic():
        rows = list(asked.values_list("id", flat=True))
        Statement.objects.filter(dispatch__in=rows).delete()
        Version.objects.filter(dispatch__in=rows).update(content=b"", reading="", headers="")
        Dispatch.objects.filter(pk__in=rows).update(removed=now, content=b"", reading="", headers="")
        Change.objects.bulk_create(Change(dispatch=row, kind="removed", at=now) for row in rows)
    return len(rows)


def speaker_key(speaker: Speaker) -> str:
    """Return the name of a speaker's page: the folded name, in letters, digits and hyphens."""
    words = re.findall(r"\w+", " ".join(fold(word) for word in speaker.name.split()))
    return "-".join(words)[:180] or hashlib.sha256(speaker.name.encode()).hexdigest()[:12]


def instant_of(published: str | None) -> datetime | None:
    """Return the instant that a date means for the order of the list: the start of a day, month or year as far as known."""
    if published is None:
        return None
    zone = ZoneInfo(settings.TIME_ZONE)
    try:
        if "T" in published:
            found = datetime.fromisoformat(published)
            return found if found.tzinfo else found.replace(tzinfo=zone)
        day = datetime.fromisoformat((published + "-01-01")[:10] if len(published) == 4 else (published + "-01")[:10])
        return datetime.combine(day.date(), time.min, zone).astimezone(UTC)
    except ValueError:
        return None
