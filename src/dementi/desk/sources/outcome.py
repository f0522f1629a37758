# SPDX-License-Identifier: Apache-2.0
"""What came of an entry, and how are it, the entry and a trouble kept as text? Whole, so that the same records come back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cattrs import Converter

from dementi.reading.feeds import Entry
from dementi.record import Reading, Trouble

__all__ = ["Outcome", "outcome_of", "read_entry", "read_outcome", "read_troubles", "write"]

_CONVERTER = Converter()
#: Marks of a text that was wrongly decoded, by the messages of the reader.
_DECODED = ("wrongly encoded", "not valid UTF-8", "characters are lost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an entry of a feed.

    Attributes:
        characters: of the article (code points); 0: there is none.
        statements: that were found in it.
        dated: its day of publication is known.
        garbled: its characters are doubtful.
        refused: why its page could not be had; None: it could, or was not asked for.
    """

    characters: int = 0
    statements: int = 0
    dated: bool = False
    garbled: bool = False
    refused: Trouble | None = None


def outcome_of(reading: Reading, refused: Trouble | None) -> Outcome:
    """Return what came of an entry, out of what was read in its article."""
    article = reading.article
    return Outcome(
        characters=len(article.text) if article else 0,
        statements=len(reading.findings.statements),
        dated=bool(article and article.published),
        garbled=any(mark in trouble.message for trouble in reading.troubles for mark in _DECODED),
        refused=refused,
    )


def write(kept: Outcome | Entry | tuple[Trouble, ...]) -> str:
    """Return a record as JSON text."""
    return json.dumps(_CONVERTER.unstructure(kept), ensure_ascii=False)


def read_outcome(text: str) -> Outcome | None:
    """Return the outcome that was written; None where there is none yet."""
    return _CONVERTER.structure(json.loads(text), Outcome) if text else None


def read_entry(text: str) -> Entry:
    """Return the entry that was written."""
    return _CONVERTER.structure(json.loads(text), Entry)


def read_troubles(text: str) -> tuple[Trouble, ...]:
    """Return the troubles that were written, none where nothing was."""
    return _CONVERTER.structure(json.loads(text), tuple[Trouble, ...]) if text else ()
