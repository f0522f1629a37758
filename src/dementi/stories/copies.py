# SPDX-License-Identifier: Apache-2.0
"""Which articles are copies of one dispatch? The same agency text cut, retitled, edited, with a paragraph added.

Two articles are copies where one repeats the other's words passage by passage, with the same names and figures. A passage
in common is not enough: a later dispatch takes over the background of an earlier one, two articles quote one communiqué,
a report of the same competition fills the same form with other names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dementi.stories.alike import kinship
from dementi.stories.groups import Groups, apart_kept
from dementi.stories.piece import Decided, Piece, in_order, place_of
from dementi.stories.sketch import Sketch, sketch_of

__all__ = ["CopyIndex", "find_copies"]

SHARED = 2
"""Sampled runs that two articles must share to be looked at."""

CROWD = 1000
"""So many articles are kept under one run. A run in more of them is a phrase of the trade (a credit, a notice), and the
first thousand lead to any group of copies all the same."""


def find_copies(pieces: Iterable[Piece], decided: Decided | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the groups of two or more ids whose articles are copies of one dispatch.

    Each group, and the groups among themselves, stand in the order published (undated last), then by id, whatever the order given.

    Args:
        pieces: articles with their ids; an id given twice counts once.
        decided: what an editor decided by hand.
    """
    index = CopyIndex(decided)
    for piece in in_order(pieces):
        index.add(piece)
    return index.groups()


class CopyIndex:
    """The groups of copies among the articles added so far: add one, get its group.

    The groups do not depend on the order in which the articles were added. About 2 kB of memory for an article of 250 words, and as much
    again for the sampled runs.
    """

    def __init__(self, decided: Decided | None = None) -> None:
        """Start empty, with what an editor decided."""
        self._decided = decided or Decided()
        self._pieces: list[tuple[tuple[bool, str, str], Sketch]] = []
        self._places: dict[str, int] = {}
        self._holders: dict[int, list[int]] = {}
        self._groups = Groups()

    def add(self, piece: Piece) -> tuple[str, ...]:
        """Take an article in and return the ids of its group, itself among them (alone: only itself), in order.

        An id that was added before is not taken in again.
        """
        if piece.id not in self._places:
            sketch = sketch_of(piece.article)
            new = len(self._pieces)
            self._pieces.append((place_of(piece), sketch))
            self._places[piece.id] = new
            self._groups.add()
            for other in self._candidates(new, sketch):
                # Who is in the group already need not be compared: the group would be the same.
                if not self._groups.joined(new, other) and kinship(sketch, self._pieces[other][1]) is not None:
                    self._groups.join(new, other)
            self._join_by_hand(piece.id)
        group = self._groups.of(self._places[piece.id])
        return next(part for part in self._parts(group) if piece.id in part)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups of two or more ids, in order."""
        parts = [part for group in self._groups for part in self._parts(group) if len(part) > 1]
        return tuple(sorted(parts, key=lambda part: self._order(part[0])))

    def _candidates(self, new: int, sketch: Sketch) -> list[int]:
        """Return who shares enough sampled runs, those who share most first, and put the newcomer where others will find it."""
        met: Counter[int] = Counter()
        for run in sketch.sample.tolist():
            holders = self._holders.get(run)
            if holders is None:
                self._holders[run] = [new]
                continue
            met.update(holders)
            if len(holders) < CROWD:
                holders.append(new)
        return [other for other, shared in met.most_common() if shared >= SHARED]

    def _join_by_hand(self, new: str) -> None:
        for ids in self._decided.together:
            if new in ids:
                for other in ids & self._places.keys():
                    self._groups.join(self._places[new], self._places[other])

    def _parts(self, group: Sequence[int]) -> tuple[tuple[str, ...], ...]:
        """Return a group as it is, or in parts where an editor keeps members of it apart; each in order."""
        ids = sorted((self._pieces[i][0][-1] for i in group), key=self._order)
        if not any(len(pair & set(ids)) > 1 for pair in self._decided.apart):
            return (tuple(ids),)
        return apart_kept(ids, self._links(ids), self._decided.apart)

    def _links(self, ids: Sequence[str]) -> Iterator[tuple[float, str, str]]:
        for one, other in combinations(ids, 2):
            if any(one in named and other in named for named in self._decided.together):
                yield 2.0, one, other
                continue
            strength = kinship(self._sketch(one), self._sketch(other))
            if strength is not None:
                yield strength, one, other

    def _sketch(self, id_: str) -> Sketch:
        return self._pieces[self._places[id_]][1]

    def _order(self, id_: str) -> tuple[bool, str, str]:
        return self._pieces[self._places[id_]][0]
