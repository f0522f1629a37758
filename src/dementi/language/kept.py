# SPDX-License-Identifier: Apache-2.0
"""Which texts were analysed a moment ago? Their analyses are kept, packed, so that what compares articles need not parse again.

A memo of a pure function: what it gives is what analysing gives. It is bounded in bytes and belongs to the process; threads share it.
"""

from __future__ import annotations

import pickle
import threading
import zlib
from collections import OrderedDict

from dementi.language.analyser import analyse
from dementi.language.analysis import Analysis

__all__ = ["Kept", "analyse_and_keep", "analysed_to"]

#: Bytes of packed analyses: an article of 250 words takes about 9 kB (its tokens as they are take 150 kB).
MOST_BYTES = 32 * 1024**2

#: A text and its language.
Key = tuple[str, str]


class Kept:
    """Packed analyses, those asked for last; what passes the bound goes, the longest unused first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        """Start empty, with the bytes that packed analyses and their texts may take."""
        self._most = most
        self._bytes = 0
        self._packed: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, analysis: Analysis) -> None:
        """Keep an analysis; one that is larger than all that may be kept is not."""
        # What is unpacked was packed here: nobody else's bytes come to pickle.
        packed = zlib.compress(pickle.dumps(analysis, pickle.HIGHEST_PROTOCOL), 1)
        key = (analysis.text, analysis.language)
        with self._lock:
            self._drop(key)
            self._packed[key] = packed
            self._bytes += _size(key, packed)
            while self._bytes > self._most:
                self._drop(next(iter(self._packed)))

    def get(self, text: str, language: str) -> Analysis | None:
        """Return the analysis of a text; None: it is not kept."""
        with self._lock:
            packed = self._packed.get((text, language))
            if packed is None:
                return None
            self._packed.move_to_end((text, language))
        found: Analysis = pickle.loads(zlib.decompress(packed))  # noqa: S301 (packed by put, in this process)
        return found

    def _drop(self, key: Key) -> None:
        packed = self._packed.pop(key, None)
        if packed is not None:
            self._bytes -= _size(key, packed)


def _size(key: Key, packed: bytes) -> int:
    return len(packed) + 2 * len(key[0])


_KEPT = Kept()


def analyse_and_keep(text: str, language: str = "fr") -> Analysis:
    """Return the analysis of a text as :func:`analyse` does, and keep it for :func:`analysed_to`."""
    analysis = analyse(text, language)
    _KEPT.put(analysis)
    return analysis


def analysed_to(text: str, end: int, language: str = "fr") -> Analysis:
    """Return the analysis of a text up to a character, taken from what is kept where it is there.

    Args:
        text: a whole article's.
        end: the end of one of its lines (a line is analysed by itself), or of the text.
        language: as for :func:`analyse`.

    Returns:
        The tokens and sentences of ``text[:end]``; its entities may be of the kind that they have in the whole.
    """
    whole = _KEPT.get(text, language)
    if whole is not None:
        return _cut(whole, end)
    part = text[:end]
    known = _KEPT.get(part, language)
    return known if known is not None else analyse_and_keep(part, language)


def _cut(whole: Analysis, end: int) -> Analysis:
    sentences = tuple(sentence for sentence in whole.sentences if sentence.end <= end)
    last = sentences[-1].last if sentences else 0
    entities = tuple(entity for entity in whole.entities if entity.last <= last)
    return Analysis(whole.text[:end], whole.language, whole.tokens[:last], sentences, entities)
