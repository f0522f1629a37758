# SPDX-License-Identifier: Apache-2.0
"""Which articles may answer one another? Those that share names or figures that few others have: nothing is parsed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

from dementi.links.words import fold
from dementi.record import Article

__all__ = ["may_answer"]

_NAME = re.compile(r"\b[A-ZÀ-Þ][\w-]{2,}|\b\d[\d.,]{1,12}")
#: So few articles are all compared.
_FEW = 40
#: A name in more articles than this tells nothing of a matter.
_MOST = 40
#: A name in so few articles makes a pair worth reading by itself; of others it takes two.
_RARE = 8


def may_answer(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Yield the places of two articles, both ways round, that share a rare name or figure or two others; all of them where they are few."""
    if len(articles) <= _FEW:
        yield from permutations(range(len(articles)), 2)
        return
    having: dict[str, list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        for name in sorted({fold(m) for m in _NAME.findall(article.text)}):
            having[name].append(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in having.values():
        if 1 < len(places) <= _MOST:
            for pair in permutations(places, 2):
                shared[pair] += 2 if len(places) <= _RARE else 1
    yield from (pair for pair, count in sorted(shared.items()) if count >= 2)
