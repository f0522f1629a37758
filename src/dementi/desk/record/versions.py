# SPDX-License-Identifier: Apache-2.0
"""Where do earlier versions go? Beside their dispatch, whole as they were: bytes, digest, headers, when they came, what was read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from dementi import __version__, record
from dementi.desk.record.capture import Capture, bytes_of, identity
from dementi.desk.record.models import Captured, Dispatch, Version
from dementi.desk.record.sound import sound
from dementi.desk.record.written import read_back, write_down
from dementi.record import Reading

__all__ = ["KeptVersion", "file_away", "file_earlier", "versions_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVersion:
    """A version of a dispatch on record.

    Attributes:
        number: from 1, in order; the highest is the newest.
        captured: when it came in, with its zone.
        digest: sha-256 of its bytes, in hex.
        headers: of HTTP, as sent.
        reading: None: what came was taken off the desk.
    """

    number: int
    captured: datetime
    digest: str
    headers: tuple[tuple[str, str], ...]
    reading: Reading | None


def versions_of(key: str) -> tuple[KeptVersion, ...]:
    """Return all versions of a dispatch, the oldest first; none where there is no such dispatch on record."""
    row = Dispatch.objects.filter(pk=key, removed=None).defer("content").first()
    if row is None:
        return ()
    kept = [_kept(v, v.captured) for v in Version.objects.filter(dispatch=row).defer("content").order_by("number")]
    return (*kept, _kept(row, row.seen or row.captured))


def _kept(row: Dispatch | Version, captured: datetime) -> KeptVersion:
    return KeptVersion(
        number=row.number,
        captured=captured,
        digest=row.digest,
        headers=tuple((name, value) for name, value in json.loads(row.headers or "[]")),
        reading=read_back(row.reading) if row.reading else None,
    )


def file_away(row: Dispatch) -> None:
    """Keep a dispatch's newest version as an earlier one, before another takes its place."""
    kept = {field.name: getattr(row, field.name) for field in Captured._meta.get_fields()}  # noqa: SLF001 (Django's own name)
    kept["captured"] = row.seen or row.captured
    Version.objects.create(dispatch=row, number=row.number, identity=row.identity or row.pk, **kept)


def file_earlier(row: Dispatch, dispatch: record.Dispatch, reading: Reading, capture: Capture) -> None:
    """Keep a capture that says itself that it is older than the newest version: it goes before it."""
    content = bytes_of(dispatch)
    Version.objects.create(
        dispatch=row,
        number=row.number,
        identity=identity(dispatch),
        digest=hashlib.sha256(content).hexdigest(),
        name=dispatch.id,
        content=content,
        media_type=dispatch.media_type,
        form=dispatch.form,
        given_published=dispatch.published,
        given_outlet=dispatch.outlet,
        given_url=dispatch.url,
        headers=json.dumps(capture.headers) if capture.headers else "",
        captured=capture.at,
        reader=__version__,
        reading=write_down(sound(replace(reading, id=row.pk))),
    )
    row.number += 1
    row.save(update_fields=["number"])
