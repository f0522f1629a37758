# SPDX-License-Identifier: Apache-2.0
"""By which words is an article compared with others for copies? Runs of three words, and its names and numbers, as numbers.

Every number is made of the words alone (BLAKE2), so that a sketch is the same on every machine and in every year.
The sample by which candidates are found takes each run whose number falls under a fixed part of the range (Broder,
"On the resemblance and containment of documents", 1997): two texts that share a passage share its sampled runs, however
much else either holds, which MinHash signatures of whole texts do not give.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dementi.language.terms import fold
from dementi.record import Article
from dementi.stories.piece import day_of

__all__ = ["RUN", "Sketch", "sketch_of"]

RUN = 3
"""Words of a run."""

SAMPLE = 4
"""One run in so many is sampled."""

SHORT = 60
"""Words under which every run is sampled."""

_WORD = re.compile(r"\w+")
_FACTORS = tuple(np.uint64(f) for f in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)

Numbers = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """An article's words as numbers.

    Attributes:
        words: the number of each word of the body, in reading order.
        salient: which of them are names and figures.
        sample: the runs by which candidates are found, each once, sorted.
        day: the day published, as a proleptic ordinal; None: not known.
    """

    words: Numbers
    salient: NDArray[np.bool_]
    sample: Numbers
    day: int | None

    @property
    def runs(self) -> Numbers:
        """The number of each run of three words, in reading order; of a shorter text, one of all its words."""
        return _runs(self.words.astype(np.uint64))


class _Words(dict[str, int]):
    """The number of each word as written; the lowest bit says whether it is a name or a figure."""

    def __missing__(self, written: str) -> int:
        if len(self) >= 1 << 20:
            self.clear()
        number = int.from_bytes(blake2b(fold(written).encode(), digest_size=4).digest()) & ~1
        salient = written[0].isdigit() or (written[0].isupper() and len(written) > 1)
        self[written] = found = number | salient
        return found


_NUMBERS = _Words()


def sketch_of(article: Article) -> Sketch:
    """Return the sketch of an article's paragraphs, or of its headline where it has none.

    Case, accents and punctuation do not count; the headline does not either, as a dispatch is given another by each who prints it.
    """
    found: list[int] = []
    for paragraph in article.paragraphs:
        found.extend(map(_NUMBERS.__getitem__, _WORD.findall(paragraph.exact)))
    if not found:
        found.extend(map(_NUMBERS.__getitem__, _WORD.findall(article.text)))
    flagged = np.array([number & 1 for number in found], dtype=np.bool_)
    words = np.array(found, dtype=np.uint32)
    # A word that also stands in small letters is no name: "Les" opens a sentence.
    salient = flagged & ~np.isin(words | 1, words[~flagged] | 1)
    words |= np.uint32(1)
    runs = _runs(words.astype(np.uint64))
    sample = np.unique(runs if len(words) < SHORT else runs[runs % SAMPLE == 0])
    return Sketch(words=words, salient=salient, sample=sample, day=day_of(article.published))


def _runs(words: NDArray[np.uint64]) -> Numbers:
    """Return the number of each run, spread over 32 bits."""
    if len(words) < RUN:
        mixed = np.array([words.sum()], dtype=np.uint64) if len(words) else words
    else:
        last = len(words) - RUN + 1
        mixed = sum(
            (words[i : last + i] * factor for i, factor in enumerate(_FACTORS)), np.zeros(last, dtype=np.uint64)
        )
    mixed = (mixed ^ (mixed >> _HALF)) * _SPREAD
    return (mixed >> _HALF).astype(np.uint32)
