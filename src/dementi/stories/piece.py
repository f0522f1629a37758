# SPDX-License-Identifier: Apache-2.0
"""What is compared: an article with its identity; and what an editor decided about such pieces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dementi.record import Article

__all__ = ["Decided", "Piece", "day_of", "in_order", "place_of"]


@dataclass(frozen=True, slots=True)
class Piece:
    """An article under the identity by which it is reported.

    Attributes:
        id: the dispatch's.
        article: as read.
    """

    id: str
    article: Article


@dataclass(frozen=True, slots=True)
class Decided:
    """What an editor decided by hand; it goes before what is computed, and an identity not at hand is passed over.

    Attributes:
        together: sets of ids that are one group.
        apart: pairs of ids that are not in one group. Where the two contradict, ``apart`` holds.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()


def day_of(published: str | None) -> int | None:
    """Return the day of an ISO date or time as a proleptic ordinal, None where it does not name a day of the calendar."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def place_of(piece: Piece) -> tuple[bool, str, str]:
    """Return where a piece stands in order: by the day or time published, the undated last, then by id."""
    published = piece.article.published
    return published is None, published or "", piece.id


def in_order(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces in order, each id once (the first of those that are alike in all that counts)."""
    seen: dict[str, Piece] = {}
    for piece in sorted(pieces, key=lambda p: (*place_of(p), p.article.text)):
        seen.setdefault(piece.id, piece)
    return tuple(seen.values())
