# SPDX-License-Identifier: Apache-2.0
"""What does the record say of a dispatch, for a proof? And does every dispatch on record still fit its digest and its words?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC

from dementi.desk.record.failures import named_failures
from dementi.desk.record.models import Dispatch
from dementi.desk.record.sound import faults
from dementi.desk.record.written import read_back
from dementi.errors import RecordError
from dementi.proof import Proof
from dementi.record import Trouble

__all__ = ["proof_of", "unsound"]


@named_failures()
def proof_of(dispatch: str) -> Proof:
    """Return the proof of a dispatch on record.

    Raises:
        RecordError: there is none with this id, or it was taken away.
    """
    row = Dispatch.objects.filter(pk=dispatch, removed=None).first()
    if row is None:
        raise RecordError("There is no dispatch %(id)s on record.", id=dispatch[:40])
    return Proof(
        id=row.id,
        name=row.name,
        content=bytes(row.content),
        form=row.form,
        published=row.given_published,
        outlet=row.given_outlet,
        url=row.given_url,
        media_type=row.media_type,
        captured=(row.seen or row.captured).astimezone(UTC).isoformat(timespec="milliseconds"),
        headers=tuple((name, value) for name, value in json.loads(row.headers or "[]")),
        version=row.reader,
        reading=read_back(row.reading),
    )


def unsound() -> Iterator[tuple[str, Trouble | None]]:
    """Yield the id of every dispatch on record, and what does not hold; None: it holds."""
    with named_failures():
        for row in Dispatch.objects.filter(removed=None).order_by("id").iterator(chunk_size=50):
            yield row.id, _fault(row)


def _fault(row: Dispatch) -> Trouble | None:
    if hashlib.sha256(bytes(row.content)).hexdigest() != row.digest:
        return Trouble("record", "The bytes of the dispatch do not fit their SHA-256.")
    found = next(faults(read_back(row.reading)), None)
    if found is None:
        return None
    message = "What was found in this dispatch does not fit its text (%(fault)s)."
    return Trouble("record", message, (("fault", found),))
