# SPDX-License-Identifier: Apache-2.0
"""Which statement found is which of the editor's? By the words that their contents share; and are two names one?

Statements are paired one to one, best overlap first, by the intersection over union of the characters of their contents
(Jaccard); white space and quotation marks do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dementi.evaluation.gold import GoldStatement
from dementi.language import word_list
from dementi.record import Span, Statement

__all__ = ["LEAST", "Pair", "characters", "overlap", "pairs_of", "same_name", "same_speaker", "shares_a_word"]

#: Contents that overlap less are not one statement.
LEAST = 0.5

_SILENT = frozenset(" \t\n\r\u00a0\u202f\u2009«»\"“”'’+")


@dataclass(frozen=True, slots=True)
class Pair:
    """The places of a statement of the editor's and of one found, and how far their contents overlap (0 to 1)."""

    gold: int
    found: int
    overlap: float


def characters(spans: Iterable[Span], text: str) -> frozenset[int]:
    """Return the places of the characters that count in some spans of a text."""
    return frozenset(i for s in spans for i in range(s.start, s.end) if text[i] not in _SILENT)


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the intersection over union of two sets of characters; 0 where both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def pairs_of(gold: Sequence[GoldStatement], found: Sequence[Statement], text: str) -> tuple[Pair, ...]:
    """Return the statements that are one, best overlap first; of equals those that stand first."""
    theirs = [characters(f.content, text) for f in found]
    candidates = []
    for i, statement in enumerate(gold):
        own = characters(statement.content, text)
        shares = ((overlap(own, other), i, j) for j, other in enumerate(theirs))
        candidates += [c for c in shares if c[0] >= LEAST]
    pairs: list[Pair] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for share, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append(Pair(i, j, share))
    return tuple(pairs)


def same_speaker(gold: GoldStatement, found: Statement, text: str, language: str) -> bool:
    """Say whether a statement found has the editor's source and speaker; both unknown is right."""
    name = found.speaker.name if found.speaker is not None else ""
    if gold.source is None and not gold.speaker:
        return found.source is None and not name
    if gold.source is not None:
        if found.source is None:
            return False
        if overlap(characters([gold.source], text), characters([found.source], text)) < LEAST:
            return False
    return not gold.speaker or same_name(gold.speaker, name, language)


def same_name(one: str, other: str, language: str) -> bool:
    """Say whether the longest word of one name, of equals the first in the alphabet, stands in the other."""
    first, second = _words(one, language), _words(other, language)
    if not first or not second:
        return not first and not second
    return max(sorted(first), key=len) in second or max(sorted(second), key=len) in first


def shares_a_word(one: str, other: str, language: str) -> bool:
    """Say whether two names share a word that tells."""
    return bool(_words(one, language) & _words(other, language))


def _words(name: str, language: str) -> frozenset[str]:
    flat = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in flat if not unicodedata.combining(c))
    weak = word_list(language, "measures")["weak_names"]["words"]
    return frozenset(w for w in re.findall(r"\w+", plain) if len(w) > 2 and w not in weak)
