# SPDX-License-Identifier: Apache-2.0
"""Are two articles one dispatch? How much of each repeats the other passage by passage, and whether names and figures agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dementi.stories.sketch import RUN, Numbers, Sketch

__all__ = ["Likeness", "is_copy", "likeness"]

PASSAGE = 24
"""Words around a word by which it is told whether the passage is taken over."""

DOUBT = 2
"""Names that are taken to agree beyond those that are seen."""

LEAD = 40
"""Words of the opening."""

TAKEN_OVER = 0.3
"""The part of a passage's words that must stand in shared runs: a sixth of the words edited leaves about half."""


KEPT = 0.62
"""Of the words taken over, so many at least stand in shared runs: with every seventh word edited three quarters do. A short
answer that repeats the other side's names and phrases keeps little more than half."""

SHORT = 12
"""Words under which only the same words are a copy; under half of that, nothing is."""

DAYS = 30
"""A dispatch is printed within so many days; what comes later must hardly differ."""

MARGIN = 0.3
"""By so much names and figures may differ more than the other words: edits hit both alike, another day's report in the
same form changes the names and figures."""

OTHER_NAMES = 0.15
"""Of the names and figures that follow the same two words in both, so many may be others. Of a form filled with another
day's names a third and more are; of a text with every seventh word edited, a fortieth."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two articles have in common, each part from 0 to 1.

    Attributes:
        shorter: the part of the shorter text's words that stand in passages taken over from or into the other.
        longer: the same of the longer text.
        openings: the least part of either's opening that is taken over.
        runs: how many runs of three words of the shorter stand in the other.
        kept: of the words taken over, names and figures left out, those in shared runs; 1 where there is none.
        salient: of the names and figures taken over, those in shared runs; as ``kept`` where there is none.
        known: of the names and figures taken over, those that stand anywhere in the other; 1 where there is none.
        common: the same of the other words.
        others: of the names and figures that follow the same two words in both, those that are not the same.
    """

    shorter: float
    longer: float
    openings: float
    runs: int
    kept: float
    salient: float
    known: float
    common: float
    others: float


def likeness(one: Sketch, other: Sketch) -> Likeness:
    """Return what two articles have in common, the same whichever comes first."""
    short, long = sorted((one, other), key=lambda s: (len(s.words), s.words.tobytes()))
    there, back = _among(short.runs, long.runs), _among(long.runs, short.runs)
    covered = _covered(there)
    taken, given = _passages(covered), _passages(_covered(back))
    names, others = taken & short.salient, taken & ~short.salient
    present = _among(short.words, long.words)
    kept = _part(covered, others, 1.0)
    return Likeness(
        shorter=float(taken.mean()),
        longer=float(given.mean()),
        openings=float(min(taken[:LEAD].mean(), given[:LEAD].mean())),
        runs=int(there.sum()),
        kept=kept,
        salient=_part(covered, names, kept),
        known=_part(present, names, 1.0),
        common=_part(present, others, 0.0),
        others=_other_names(short, long),
    )


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Say whether two articles repeat each other as copies of one dispatch do."""
    least = min(len(one.words), len(other.words))
    if least < SHORT:
        return least >= SHORT // 2 and np.array_equal(one.words, other.words)
    found = likeness(one, other)
    if found.runs < 8 or found.kept < KEPT or not _same_names(found) or not _same_text(found):
        return False
    far = one.day is not None and other.day is not None and abs(one.day - other.day) > DAYS
    return not far or found.known + found.kept >= 1.9


def _same_text(found: Likeness) -> bool:
    """Say whether the shorter text is the other's, beyond a passage of background or a communiqué."""
    if found.openings >= 0.5:
        return found.shorter >= 0.5 and found.longer >= 0.2
    return found.shorter >= 0.75 and found.longer >= 0.6


def _same_names(found: Likeness) -> bool:
    """Say whether the names and figures agree as well as the other words do."""
    alike = found.salient >= found.kept - MARGIN and found.known >= found.common - MARGIN
    return alike and found.known >= 0.6 and found.others <= OTHER_NAMES


def _among(numbers: Numbers, others: Numbers) -> NDArray[np.bool_]:
    """Return which numbers stand among the others (at least one)."""
    known = np.sort(others)
    at = np.searchsorted(known, numbers)
    at[at == len(known)] = 0
    found: NDArray[np.bool_] = known[at] == numbers
    return found


def _part(words: NDArray[np.bool_], of: NDArray[np.bool_], otherwise: float) -> float:
    """Return which part of some words is among others; ``otherwise`` where there are none."""
    return float(words[of].mean()) if of.any() else otherwise


def _other_names(one: Sketch, other: Sketch) -> float:
    """Return the part of the names and figures behind two words that stand once in both, that are not the same.

    Of few names one says little: two more are taken to be the same.
    """
    (befores, at), (others, there) = _befores(one), _befores(other)
    _, i, j = np.intersect1d(befores, others, assume_unique=True, return_indices=True)
    at, there = at[i], there[j]
    both = one.salient[at] & other.salient[there]
    put_otherwise = int((one.words[at] != other.words[there])[both].sum())
    return put_otherwise / (int(both.sum()) + DOUBT)


def _befores(sketch: Sketch) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Return each two words that stand once in a text, as a number, and the place of the word behind."""
    words = sketch.words.astype(np.uint64)
    two, first, times = np.unique((words[:-2] << np.uint64(32)) | words[1:-1], return_index=True, return_counts=True)
    return two[times == 1], first[times == 1] + 2


def _covered(shared: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which words stand in a shared run."""
    covered = np.zeros(len(shared) + RUN - 1, dtype=np.bool_)
    for start in range(RUN):
        covered[start : start + len(shared)] |= shared
    return covered


def _passages(covered: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which words stand in a passage that is taken over."""
    total = np.concatenate(([0.0], np.cumsum(covered)))
    places = np.arange(len(covered))
    start, end = np.maximum(places - PASSAGE // 2, 0), np.minimum(places + PASSAGE // 2 + 1, len(covered))
    density: NDArray[np.float64] = (total[end] - total[start]) / (end - start)
    return density >= TAKEN_OVER
