# SPDX-License-Identifier: Apache-2.0
"""How does a dispatch come in, and what becomes of it? The records that the store takes and returns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from dementi import record
from dementi.record import Trouble

__all__ = ["Added", "Capture", "bytes_of", "identity"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a dispatch that was brought.

    Attributes:
        id: on record.
        new: it was not there before.
        name: under which it came.
        troubles: why it could not be read, or was not put back.
        changed: it is a new version of one that was there.
        removed: it was taken off the desk, and stays so.
    """

    id: str
    new: bool
    name: str
    troubles: tuple[Trouble, ...] = ()
    changed: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """How a dispatch came in.

    Attributes:
        at: when, with its zone.
        headers: of HTTP, as sent.
        example: it is one of the invented examples.
        again: it is to be put back if it was taken off the desk.
    """

    at: datetime
    headers: tuple[tuple[str, str], ...] = ()
    example: bool = False
    again: bool = False


def identity(dispatch: record.Dispatch) -> str:
    """Return the id of a dispatch on record: made of its bytes and of what was said of it."""
    content = bytes_of(dispatch)
    said = "\0".join(part or "" for part in (dispatch.published, dispatch.outlet, dispatch.url))
    return hashlib.sha256(content + b"\0" + said.encode()).hexdigest()[:12]


def bytes_of(dispatch: record.Dispatch) -> bytes:
    """Return the bytes of what came in; text is written as UTF-8."""
    return dispatch.content.encode() if isinstance(dispatch.content, str) else dispatch.content
