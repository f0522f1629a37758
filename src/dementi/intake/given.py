# SPDX-License-Identifier: Apache-2.0
"""What is said of what is given, and what cannot be opened: the records of the intake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dementi.errors import DementiError, InputError
from dementi.record import Form, Trouble

__all__ = ["MOST_BYTES", "Given", "Notice", "Unreadable", "too_large", "unreadable"]

#: More bytes than this in one dispatch are not taken in (after decompression).
MOST_BYTES = 32 * 1024 * 1024

#: Takes what should be said of an archive that was read all the same: how many of its records are no news.
Notice = Callable[[Trouble], None]


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of all the dispatches of one call; a line of JSON Lines may say otherwise for itself."""

    form: Form | None = None
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that was given and cannot be opened: the others go on."""

    id: str
    trouble: Trouble


def unreadable(name: str, error: DementiError) -> Unreadable:
    """Return what stands in the place of a dispatch that an error keeps out."""
    return Unreadable(name, error.trouble())


def too_large(name: str) -> Unreadable:
    """Return what stands in the place of a dispatch of more than :data:`MOST_BYTES`."""
    return unreadable(name, InputError("%(name)s is larger than %(most)s MB.", name=name, most=MOST_BYTES // 1024**2))
