# SPDX-License-Identifier: Apache-2.0
"""Which words were taken out and put in between two texts? Paragraph against paragraph, then word against word.

The matching is difflib's (Ratcliff and Obershelp), whose time grows with the square of what is compared: paragraphs and words
are counted before, and what is too long is set whole against whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

__all__ = ["Edit", "Piece", "compared"]

#: Paragraphs of one text, words of the paragraphs that differ: beyond, whole is set against whole.
MOST_PARAGRAPHS, MOST_WORDS = 400, 1_200
#: Words of all paragraphs that differ, together (a second of time where they are as unlike as can be).
MOST_IN_ALL = 20_000

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class Edit(StrEnum):
    """What happened to words."""

    KEPT = "kept"
    TAKEN_OUT = "taken out"
    PUT_IN = "put in"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of either text, as they stand, and what happened to them."""

    edit: Edit
    words: str


def compared(old: str, new: str) -> tuple[tuple[Piece, ...], ...]:
    """Return the two texts laid into one, paragraph by paragraph.

    Args:
        old: a text whose paragraphs are parted by blank lines.
        new: likewise.

    Returns:
        For each paragraph its pieces: those kept and taken out are the old text, those kept and put in the new one.
    """
    before, after = old.split("\n\n"), new.split("\n\n")
    if max(len(before), len(after)) > MOST_PARAGRAPHS:
        return tuple(_whole(before, after))
    found: list[tuple[Piece, ...]] = []
    left = MOST_IN_ALL
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(Piece(Edit.KEPT, words),) for words in before[a:b]]
        else:
            left -= sum(len(_WORD.findall(words)) for words in (*before[a:b], *after[c:d]))
            found += _replaced(before[a:b], after[c:d]) if left > 0 else _whole(before[a:b], after[c:d])
    return tuple(found)


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Yield paragraphs in whose place others stand: each against the one that stands at its place."""
    for n in range(max(len(before), len(after))):
        if n >= len(after):
            yield (Piece(Edit.TAKEN_OUT, before[n]),)
        elif n >= len(before):
            yield (Piece(Edit.PUT_IN, after[n]),)
        else:
            yield tuple(_in_words(before[n], after[n]))


def _in_words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        yield Piece(Edit.TAKEN_OUT, old)
        yield Piece(Edit.PUT_IN, new)
        return
    matcher = SequenceMatcher(lambda word: word.isspace(), before, after, autojunk=len(before) > MOST_WORDS // 2)
    if matcher.real_quick_ratio() < 0.1 or matcher.ratio() < 0.3:
        # Two texts that share no more than small words are not one that was mended.
        yield Piece(Edit.TAKEN_OUT, old)
        yield Piece(Edit.PUT_IN, new)
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Edit.KEPT, "".join(before[a:b]))
            continue
        if b > a:
            yield Piece(Edit.TAKEN_OUT, "".join(before[a:b]))
        if d > c:
            yield Piece(Edit.PUT_IN, "".join(after[c:d]))


def _whole(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    yield from ((Piece(Edit.TAKEN_OUT, words),) for words in before)
    yield from ((Piece(Edit.PUT_IN, words),) for words in after)
