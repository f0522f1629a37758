# SPDX-License-Identifier: Apache-2.0
"""What is put on record, and how does it come back? Each dispatch at once or not at all; twice the same changes nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from dementi import __version__, record
from dementi.desk.record.failures import named_failures
from dementi.desk.record.models import Change, Dispatch, Statement
from dementi.desk.record.sound import sound
from dementi.desk.record.written import read_back, write_down
from dementi.language.terms import fold
from dementi.record import Reading, Relation, Speaker, Stance, Trouble

__all__ = [
    "ON_RECORD",
    "Added",
    "identity",
    "instant_of",
    "known",
    "put_on_record",
    "readings",
    "remove",
    "remove_examples",
    "speaker_key",
]

#: Dispatches that stand: those removed have left a tombstone only.
#: The bytes as received may be many: who needs them asks for them.
ON_RECORD = Dispatch.objects.filter(removed=None).defer("content")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a dispatch that was brought: its id on record, whether it is new, the name it came under, why it could not be read."""

    id: str
    new: bool
    name: str
    troubles: tuple[Trouble, ...] = ()


def identity(dispatch: record.Dispatch) -> str:
    """Return the id of a dispatch on record: made of its bytes and of what was said of it."""
    content = dispatch.content.encode() if isinstance(dispatch.content, str) else dispatch.content
    said = "\0".join(part or "" for part in (dispatch.published, dispatch.outlet, dispatch.url))
    return hashlib.sha256(content + b"\0" + said.encode()).hexdigest()[:12]


@named_failures()
def known(dispatch: record.Dispatch) -> Added | None:
    """Return what is on record already for a dispatch, None where it is new."""
    found = identity(dispatch)
    kept = ON_RECORD.filter(pk=found).values_list("reading", flat=True).first()
    return None if kept is None else Added(found, new=False, name=dispatch.id, troubles=_unread(read_back(kept)))


def _unread(reading: Reading) -> tuple[Trouble, ...]:
    return () if reading.article else reading.troubles


@named_failures()
def put_on_record(dispatch: record.Dispatch, reading: Reading, captured: datetime, *, example: bool = False) -> Added:
    """Put a dispatch with its reading on record, whole or not at all."""
    content = dispatch.content.encode() if isinstance(dispatch.content, str) else dispatch.content
    key = identity(dispatch)
    reading = sound(replace(reading, id=key))
    answers = {link.relation for link in reading.links}
    stances = {statement.stance for statement in reading.findings.statements}
    with transaction.atomic():
        if Dispatch.objects.filter(pk=key, removed=None).exists():
            return Added(key, new=False, name=dispatch.id, troubles=_unread(reading))
        Dispatch.objects.filter(pk=key).delete()
        row = Dispatch.objects.create(
            id=key,
            digest=hashlib.sha256(content).hexdigest(),
            name=dispatch.id,
            content=content,
            media_type=dispatch.media_type,
            form=dispatch.form,
            given_published=dispatch.published,
            given_outlet=dispatch.outlet,
            given_url=dispatch.url,
            captured=captured,
            instant=instant_of(reading.article.published if reading.article else None) or captured,
            example=example,
            reader=__version__,
            reading=write_down(reading),
            contested=Relation.DENIES in answers,
            denial=Stance.DENIES in stances or Relation.DENIES in answers,
            confirmation=Relation.CONFIRMS in answers or Stance.CONFIRMS in stances,
            figure=bool(reading.findings.figures),
        )
        Statement.objects.bulk_create(
            Statement(
                dispatch=row,
                place=place,
                statement=statement.id,
                speaker_key=speaker_key(statement.speaker) if statement.speaker else "",
                speaker_name=statement.speaker.name if statement.speaker else "",
                side=statement.speaker.side if statement.speaker else None,
                stance=statement.stance,
            )
            for place, statement in enumerate(reading.findings.statements)
        )
        Change.objects.create(dispatch=key, kind="added", at=captured)
    return Added(key, new=True, name=dispatch.id, troubles=_unread(reading))


def readings() -> Iterator[Reading]:
    """Yield every reading on record, oldest first."""
    with named_failures():
        for kept in ON_RECORD.order_by("instant", "id").values_list("reading", flat=True).iterator(chunk_size=100):
            yield read_back(kept)


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
        Dispatch.objects.filter(pk__in=rows).update(removed=now, content=b"", reading="")
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
