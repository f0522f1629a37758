# SPDX-License-Identifier: Apache-2.0
"""What does the record say of a dispatch, for a proof? And does every dispatch on record still fit its digest and its words?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from dementi.desk.record.failures import named_failures
from dementi.desk.record.models import Dispatch, Version
from dementi.desk.record.sound import faults
from dementi.desk.record.written import read_back
from dementi.errors import RecordError
from dementi.proof import Proof
from dementi.record import Trouble

__all__ = ["proof_of", "unsound"]


@named_failures()
def proof_of(dispatch: str, number: int | None = None) -> Proof:
    """Return the proof of a dispatch on record.

    Args:
        dispatch: its id.
        number: of the version; None: the newest.

    Raises:
        RecordError: there is none with this id and number, or it was taken away.
    """
    row = Dispatch.objects.filter(pk=dispatch, removed=None).first()
    if row is None:
        raise RecordError("There is no dispatch %(id)s on record.", id=dispatch[:40])
    if number is None or number == row.number:
        return _proof(row, row.pk, row.seen or row.captured)
    earlier = Version.objects.filter(dispatch=row, number=number).first()
    if earlier is None:
        raise RecordError("The dispatch %(id)s has no version %(number)s.", id=row.pk, number=number)
    return _proof(earlier, row.pk, earlier.captured)


def unsound() -> Iterator[tuple[str, Trouble | None]]:
    """Yield the id of every dispatch on record and of each earlier version (id/number), and what does not hold; None: it holds."""
    with named_failures():
        for row in Dispatch.objects.filter(removed=None).order_by("id").iterator(chunk_size=50):
            yield row.id, _fault(row)
        for earlier in (
            Version.objects.filter(dispatch__removed=None).order_by("dispatch", "number").iterator(chunk_size=50)
        ):
            yield f"{earlier.dispatch_id}/{earlier.number}", _fault(earlier)


def _proof(row: Dispatch | Version, key: str, captured: datetime) -> Proof:
    return Proof(
        id=key,
        name=row.name,
        content=bytes(row.content),
        form=row.form,
        published=row.given_published,
        outlet=row.given_outlet,
        url=row.given_url,
        media_type=row.media_type,
        captured=captured.astimezone(UTC).isoformat(timespec="milliseconds"),
        headers=tuple((name, value) for name, value in json.loads(row.headers or "[]")),
        version=row.reader,
        reading=read_back(row.reading),
    )


def _fault(row: Dispatch | Version) -> Trouble | None:
    if hashlib.sha256(bytes(row.content)).hexdigest() != row.digest:
        return Trouble("record", "The bytes of the dispatch do not fit their SHA-256.")
    found = next(faults(read_back(row.reading)), None)
    if found is None:
        return None
    message = "What was found in this dispatch does not fit its text (%(fault)s)."
    return Trouble("record", message, (("fault", found),))
