# SPDX-License-Identifier: Apache-2.0
"""Which articles are copies of one dispatch? The same agency text cut, retitled, edited, with a paragraph added.

Two articles are copies where one repeats the other's words passage by passage, with the same names and figures. A passage
in common is not enough: a later dispatch takes over the background of an earlier one, two articles quote one communiqué,
a report of the same competition fills the same form with other names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from dementi.stories.alike import is_copy
from dementi.stories.groups import Groups, apart_kept, mean_linked
from dementi.stories.piece import Decided, Piece, in_order, place_of
from dementi.stories.sketch import Sketch, sketch_of

__all__ = ["CopyIndex", "find_copies"]

SHARED, SHARED_PART = 2, 0.1
"""Sampled runs that two articles must share to be looked at: so many, and such a part of the poorer sample."""

CROWD = 64
"""So many articles are kept under one run. A run in more of them is a phrase of the trade, and of copies the first
sixty-four lead to their group all the same."""


LARGE, LEAST = 100, 0.34
"""Up to so many members a group must hang together by a third of its pairs; what is larger is taken as it is."""


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
        self._compared: dict[tuple[int, int], bool] = {}
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
                if not self._groups.joined(new, other) and self._close(new, other):
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
        several = [(shared, other) for other, shared in met.items() if shared >= SHARED]
        own = len(sketch.sample)
        poorer = {other: min(own, len(self._pieces[other][1].sample)) for _, other in several}
        return [other for shared, other in sorted(several, reverse=True) if shared >= SHARED_PART * poorer[other]]

    def _join_by_hand(self, new: str) -> None:
        for ids in self._decided.together:
            if new in ids:
                for other in ids & self._places.keys():
                    self._groups.join(self._places[new], self._places[other])

    def _parts(self, group: Sequence[int]) -> tuple[tuple[str, ...], ...]:
        """Return a group in the parts that hang together by more than a chain, or that an editor made; each in order."""
        places = sorted(group, key=lambda i: self._pieces[i][0])
        ids = [self._pieces[i][0][-1] for i in places]
        apart = [pair for pair in self._decided.apart if len(pair & set(ids)) > 1]
        if len(ids) > LARGE:
            return apart_kept(ids, [(1.0, ids[0], other) for other in ids[1:]], apart)
        if len(ids) < 3 and not apart:
            return (tuple(ids),)
        closeness = np.zeros((len(ids), len(ids)))
        for (i, one), (j, other) in combinations(enumerate(places), 2):
            closeness[i, j] = closeness[j, i] = self._close(one, other)
        for i, j in combinations(range(len(ids)), 2):
            pair = frozenset((ids[i], ids[j]))
            if pair in apart:
                closeness[i, j] = closeness[j, i] = -np.inf
            elif any(pair <= named for named in self._decided.together):
                closeness[i, j] = closeness[j, i] = len(ids) ** 2
        return mean_linked(ids, closeness, LEAST)

    def _close(self, one: int, other: int) -> bool:
        """Say whether two are kin, comparing them once."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._compared:
            self._compared[pair] = is_copy(self._pieces[one][1], self._pieces[other][1])
        return self._compared[pair]

    def _order(self, id_: str) -> tuple[bool, str, str]:
        return self._pieces[self._places[id_]][0]
