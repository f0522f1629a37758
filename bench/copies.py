# SPDX-License-Identifier: Apache-2.0
"""How well and how fast are copies of one dispatch found? ``python -m bench.copies [--archive 100000]``.

Pairs of copies: precision and recall, on dispatches republished by :mod:`bench.republished` from one half of the articles
(rules were tuned on half 0 with seed 1; half 1 with another seed counts). Speed: articles per CPU-second, and the memory of the process.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from bench.republished import Pool, archive, pool, regional

from dementi.stories import CopyIndex, Piece, find_copies

TUNED, HELD = (1, 0), (2, 1)
"""Seed and half of the articles."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured over pairs (0 to 1)."""

    precision: float
    recall: float


def pairs(groups: Iterable[Sequence[object]]) -> int:
    return sum(len(g) * (len(g) - 1) // 2 for g in groups)


def measured(made: Pool, groups: Iterable[Sequence[str]] | None = None) -> Figures:
    """Return the figures of the groups found among the pieces of a pool."""
    found = find_copies(made.pieces) if groups is None else tuple(groups)
    gold = Counter(made.dispatch.values())
    right = sum(pairs([[0] * n for n in Counter(made.dispatch[i] for i in group).values()]) for group in found)
    return Figures(right / max(1, pairs(found)), right / pairs([[0] * n for n in gold.values()]))


def speed(pieces: Sequence[Piece]) -> float:
    """Return articles per CPU-second, added one by one."""
    begun = time.process_time()
    index = CopyIndex()
    for piece in pieces:
        index.add(piece)
    index.groups()
    return len(pieces) / (time.process_time() - begun)


def main(arguments: Sequence[str]) -> None:
    for name, (seed, half) in (("tuned on", TUNED), ("held", HELD)):
        made = pool(seed, half)
        figures = measured(made)
        print(f"{name}: {len(made.pieces)} pieces, precision {figures.precision:.3f}, recall {figures.recall:.3f}")
    made = pool(11, 0, regional())
    figures = measured(made)
    print(f"regional press: {len(made.pieces)} pieces, precision {figures.precision:.3f}, recall {figures.recall:.3f}")
    if arguments[:1] == ["--archive"]:
        size = int(arguments[1])
        spent, index, done = 0.0, CopyIndex(), 0
        made_ = archive(3, size)
        while block := list(islice(made_, 1000)):
            begun = time.process_time()
            for piece in block:
                index.add(piece)
            spent += time.process_time() - begun
            done += len(block)
        print(
            f"{done} articles: {done / spent:.0f} per CPU-second, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
