# SPDX-License-Identifier: Apache-2.0
"""How is a long list read in pieces? By a cursor that says after which one to go on, so that what comes in meanwhile moves nothing."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext

from dementi.desk.api.problems import Refused

__all__ = ["Cursor", "Page", "instant_at", "next_of", "page_of"]

#: What a cursor may be long: one of ours is far shorter.
LONGEST = 400

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """Where a list was left: after the one with this key. The parts are texts, or an instant and texts."""

    parts: tuple[str | int, ...]

    @classmethod
    def read(cls, written: str | None, form: Sequence[type]) -> Cursor | None:
        """Return what a cursor says; None where none was given.

        Args:
            written: as it was given out.
            form: the types of its parts.

        Raises:
            Refused: it was not given out by this list.
        """
        if not written:
            return None
        try:
            if len(written) > LONGEST:
                raise ValueError(written)
            parts = json.loads(base64.urlsafe_b64decode(written.encode() + b"=" * (-len(written) % 4)))
            # Half a surrogate pair can be named in JSON, and no database takes it.
            json.dumps(parts, ensure_ascii=False).encode()
        except (ValueError, binascii.Error, UnicodeError, RecursionError):
            parts = None
        if (
            not isinstance(parts, list)
            or [type(part) for part in parts] != list(form)
            or any(type(part) is int and abs(part) > 1 << 62 for part in parts)
        ):
            raise Refused(400, gettext("This cursor was not given out by this list: begin without one."))
        return cls(tuple(parts))

    def written(self) -> str:
        """Return it as it is given out."""
        text = json.dumps(self.parts, separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A piece of a list; ``after``: where the next goes on, None: this was the last."""

    items: tuple[Item, ...]
    after: Cursor | None


def page_of(found: Iterable[Item], limit: int, key: Callable[[Item], tuple[str | int, ...]]) -> Page[Item]:
    """Return the first of what was found as a page; of ``found`` one more than ``limit`` is looked at."""
    items: list[Item] = []
    for item in found:
        if len(items) == limit:
            return Page(tuple(items), Cursor(key(items[-1])))
        items.append(item)
    return Page(tuple(items), None)


def next_of(request: HttpRequest, page: Page[Item]) -> str | None:
    """Return the address of the next page, with all that was asked for; None: there is none."""
    if page.after is None:
        return None
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    query = urlencode([*asked, ("cursor", page.after.written())])
    return request.build_absolute_uri(f"{request.path}?{query}")


def instant_at(micros: int) -> datetime:
    """Return the instant that a cursor names, in microseconds since 1970; the nearest that the calendar has."""
    bounded = min(max(micros, -60 * 10**15), 250 * 10**15)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=bounded)
