# SPDX-License-Identifier: Apache-2.0
"""What may somebody mean who has typed the beginning of a name, or a word that stands nowhere? Names and words of the index."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from dementi.desk.search.query import Field
from dementi.language.terms import fold

__all__ = ["Name", "Names", "nearest"]

#: Letters of a word up to which one slip is believed; of longer ones two.
SHORT = 5
#: Names behind one letter that are weighed.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the index.

    Attributes:
        field: ``WHO``, ``OUTLET`` or ``PLACE``.
        name: as it is written.
        count: of documents that have it.
    """

    field: Field
    name: str
    count: int


class Names:
    """Names, to be found by the beginning of any of their words; accents and case do not count."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Sort the names by each of their words."""
        self._names = tuple(names)
        self._by_word = sorted(
            (" ".join(words[at:]), number)
            for number, each in enumerate(self._names)
            for words in [_words(each.name)]
            for at in range(len(words))
        )

    def beginning(self, typed: str, limit: int = 8) -> tuple[Name, ...]:
        """Return the commonest names of which some word, with those after it, begins so."""
        start = " ".join(_words(typed))
        if not start:
            return ()
        first = bisect_left(self._by_word, (start, -1))
        last = bisect_left(
            self._by_word, (start + "\U0010ffff", -1), lo=first, hi=min(first + MOST, len(self._by_word))
        )
        found = {number for _, number in self._by_word[first:last]}
        chosen = nlargest(limit, found, key=lambda number: (self._names[number].count, -number))
        return tuple(self._names[number] for number in chosen)

    def commonest(self, limit: int) -> tuple[Name, ...]:
        """Return the names that stand in most documents."""
        return tuple(nlargest(limit, self._names, key=lambda each: each.count))


def nearest(word: str, terms: Iterable[tuple[str, int]]) -> str | None:
    """Return the term that a mistyped word most likely means: fewest slips, then the commonest; None where none is near.

    A slip is a letter too many, missing, wrong, or two that changed places (optimal string alignment; Damerau 1964).

    Args:
        word: folded.
        terms: folded terms with how many documents have them.
    """
    most = 1 if len(word) <= SHORT else 2
    near = (
        (slips, -count, term)
        for term, count in terms
        if abs(len(term) - len(word)) <= most and 0 < (slips := _slips(word, term, most)) <= most
    )
    best = min(near, default=None)
    return best[2] if best else None


def _slips(one: str, other: str, most: int) -> int:
    """Return how many slips lead from one word to the other; what is more than ``most`` is not counted out."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (a != b))
            if before and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, row = row, now
    return row[-1]


def _words(name: str) -> list[str]:
    """Return the folded words of a name; an elided article is a word of its own."""
    return [fold(word) for word in name.replace("’", "'").replace("'", "' ").split()]
