# SPDX-License-Identifier: Apache-2.0
"""Are two articles one dispatch? How much of each repeats the other passage by passage, and whether names and figures agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dementi.stories.sketch import RUN, Numbers, Sketch

__all__ = ["Likeness", "kinship", "likeness"]

PASSAGE = 24
"""Words around a word by which it is told whether the passage is taken over."""

LEAD = 40
"""Words of the opening."""

TAKEN_OVER = 0.3
"""The part of a passage's words that must stand in shared runs: a sixth of the words edited leaves about half."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two articles have in common, each part from 0 to 1.

    Attributes:
        shorter: the part of the shorter text's words that stand in passages taken over from or into the other.
        longer: the same of the longer text.
        words: the part of the shorter text's words that stand in shared runs.
        openings: the least part of either's opening that is taken over.
        salient: the part of the names and figures of the poorer that the other has too; 1 where it has none.
        runs: how many runs of three words both have.
    """

    shorter: float
    longer: float
    words: float
    openings: float
    salient: float
    runs: int


def likeness(one: Sketch, other: Sketch) -> Likeness:
    """Return what two articles have in common, the same whichever comes first."""
    short, long = sorted((one, other), key=lambda s: (s.words, s.runs.tobytes()))
    there, back = _shared(short.runs, long.runs), _shared(long.runs, short.runs)
    in_short, in_long = _words(there), _words(back)
    taken, given = _passages(in_short), _passages(in_long)
    poorer = min(len(short.salient), len(long.salient))
    common = len(np.intersect1d(short.salient, long.salient, assume_unique=True))
    return Likeness(
        shorter=float(taken.mean()),
        longer=float(given.mean()),
        words=float(in_short.mean()),
        openings=float(min(taken[:LEAD].mean(), given[:LEAD].mean())),
        salient=common / poorer if poorer else 1.0,
        runs=int(there.sum()),
    )


def kinship(one: Sketch, other: Sketch) -> float | None:
    """Return how closely two articles repeat each other (0 to 1) where they are copies of one dispatch, None where they are not."""
    if not one.words or not other.words:
        return None
    if min(one.words, other.words) < 12:
        return 1.0 if one.words >= 6 and np.array_equal(one.runs, other.runs) else None
    found = likeness(one, other)
    return found.shorter if _is_copy(found) else None


def _is_copy(found: Likeness) -> bool:
    if found.runs < 8 or found.salient < 0.6 or found.longer < 0.2:
        return False
    return found.shorter >= 0.75 or (found.shorter >= 0.5 and found.openings >= 0.5)


def _shared(runs: Numbers, others: Numbers) -> NDArray[np.bool_]:
    """Return which runs stand among the others."""
    known = np.sort(others)
    at = np.searchsorted(known, runs)
    at[at == len(known)] = 0
    found: NDArray[np.bool_] = known[at] == runs
    return found


def _words(shared: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return 1 for each word that stands in a shared run, 0 for the others."""
    return (np.convolve(shared, np.ones(RUN)) > 0).astype(np.float64)


def _passages(covered: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which words stand in a passage that is taken over."""
    total = np.concatenate(([0.0], np.cumsum(covered)))
    places = np.arange(len(covered))
    start, end = np.maximum(places - PASSAGE // 2, 0), np.minimum(places + PASSAGE // 2 + 1, len(covered))
    density: NDArray[np.float64] = (total[end] - total[start]) / (end - start)
    return density >= TAKEN_OVER
