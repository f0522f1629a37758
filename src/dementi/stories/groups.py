# SPDX-License-Identifier: Apache-2.0
"""Which things are in one group, when pairs of them are joined? Union-find (Tarjan 1975), and the same under what an editor keeps apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Groups", "apart_kept", "mean_linked"]


class Groups:
    """Groups of small whole numbers; at first each is alone."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._root: list[int] = []
        self._members: dict[int, list[int]] = {}

    def add(self) -> int:
        """Take in the next number, alone, and return it."""
        self._root.append(len(self._root))
        return self._root[-1]

    def root(self, one: int) -> int:
        """Return the number that stands for a member's group."""
        while self._root[one] != one:
            self._root[one] = self._root[self._root[one]]
            one = self._root[one]
        return one

    def joined(self, one: int, other: int) -> bool:
        """Say whether two are in one group."""
        return self.root(one) == self.root(other)

    def join(self, one: int, other: int) -> None:
        """Make one group of the groups of two."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return
        large, small = (one, other) if len(self.of(one)) >= len(self.of(other)) else (other, one)
        self._root[small] = large
        self._members[large] = [*self.of(large), *self._members.pop(small, [small])]

    def of(self, one: int) -> Sequence[int]:
        """Return the members of a group, in no order."""
        return self._members.get(self.root(one), [self.root(one)])

    def __iter__(self) -> Iterator[Sequence[int]]:
        """Yield the groups of two or more."""
        return iter(self._members.values())


def mean_linked(members: Sequence[str], closeness: NDArray[np.float64], least: float) -> tuple[tuple[str, ...], ...]:
    """Return the members in groups, the closest joined first, while the mean closeness between two groups is at least ``least``.

    Average-link clustering (Sokal and Michener 1958): one chance likeness does not chain two groups together. Time grows with the
    cube of the members.

    Args:
        members: ids, in the order in which groups and their members are returned; of two pairs equally close the earlier goes first.
        closeness: symmetric, a row and a column for each member.
        least: the mean at which two groups are still joined.
    """
    groups = {i: [i] for i in range(len(members))}
    total = closeness.astype(np.float64)
    np.fill_diagonal(total, -np.inf)
    sizes = np.ones(len(members))
    while len(groups) > 1:
        mean = total / np.outer(sizes, sizes)
        one, other = divmod(int(mean.argmax()), len(members))
        if mean[one, other] < least:
            break
        groups[one] = sorted(groups[one] + groups.pop(other))
        total[one] += total[other]
        total[:, one] = total[one]
        total[one, one] = -np.inf
        total[other] = total[:, other] = -np.inf
        sizes[one] += sizes[other]
    return tuple(tuple(members[i] for i in group) for group in sorted(groups.values()))


def apart_kept(
    members: Sequence[str], links: Iterable[tuple[float, str, str]], apart: Iterable[frozenset[str]]
) -> tuple[tuple[str, ...], ...]:
    """Return the members in groups by their links, the strongest first, never two in one group that are kept apart.

    Args:
        members: ids, in the order in which groups and their members are returned.
        links: pairs that belong together, with how strongly.
        apart: pairs that do not.
    """
    place = {member: i for i, member in enumerate(members)}
    groups = Groups()
    for _ in members:
        groups.add()
    forbidden = [tuple(place[m] for m in pair) for pair in apart if len(pair) == 2 and pair <= place.keys()]
    ordered = sorted((-strength, min(place[a], place[b]), max(place[a], place[b])) for strength, a, b in links)
    for _, one, other in ordered:
        roots = {groups.root(one), groups.root(other)}
        if len(roots) == 2 and not any({groups.root(a), groups.root(b)} == roots for a, b in forbidden):
            groups.join(one, other)
    found = {groups.root(i): sorted(groups.of(i)) for i in range(len(members))}
    return tuple(tuple(members[i] for i in group) for group in sorted(found.values()))
