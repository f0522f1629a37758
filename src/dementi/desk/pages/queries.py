# SPDX-License-Identifier: Apache-2.0
"""What do the pages ask of the record and of the index? Frozen records; no page sees a model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from dementi.desk.pages.tally import Tally
from dementi.record import Reading, Trouble

__all__ = ["Kept", "Kind", "Line", "Lines", "Named"]

#: Dispatches on one page of the list.
ON_A_PAGE = 40


class Kind(StrEnum):
    """Which dispatches are listed; the values stand in addresses."""

    ALL = ""
    CONTESTED = "contestees"
    DENIAL = "dementi"
    CONFIRMATION = "confirmation"
    FIGURE = "chiffre"

    @classmethod
    def of(cls, asked: str) -> Self:
        """Return the kind that an address names; all of them where it names none."""
        try:
            return cls(asked)
        except ValueError:
            return cls("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A dispatch as the list needs it; ``captured``: when it came in, an aware time."""

    id: str
    captured: datetime
    headline: str | None
    teaser: str
    language: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    tally: Tally
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of the list, counted from 1."""

    lines: tuple[Line, ...]
    number: int
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A dispatch on record: what was read, when it came in, what was said of it, the sha-256 of what came."""

    id: str
    reading: Reading
    captured: datetime
    digest: str
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker: the key of the page, the fullest name, the side, how many statements and denials."""

    key: str
    name: str
    side: str | None
    statements: int
    denials: int
