# SPDX-License-Identifier: Apache-2.0
"""Which articles tell one story: one event or matter over days?

Streaming TF-IDF with a window of days and the mean link (as in topic detection and tracking: Allan, Papka and Lavrenko,
"On-line new event detection and tracking", 1998), names and figures weighted. The articles are taken by the day published,
so that the order of arrival does not count.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dementi.stories.groups import apart_kept
from dementi.stories.piece import Decided, Piece, in_order
from dementi.stories.profile import Profile, profile_of

__all__ = ["find_stories"]

WINDOW = 21
"""Days for which a story waits for its next article."""

MEAN_LINK = 0.2
"""The least mean cosine between an article and those of its story."""


@dataclass(slots=True)
class _Story:
    last: int
    members: list[str] = field(default_factory=list)
    total: dict[str, float] = field(default_factory=dict)


def find_stories(pieces: Iterable[Piece], decided: Decided | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the groups of two or more ids whose articles tell one story.

    Each group, and the groups among themselves, stand in the order published (undated last), then by id, whatever the order given.

    Args:
        pieces: articles with their ids; an id given twice counts once.
        decided: what an editor decided by hand.
    """
    decided = decided or Decided()
    ordered = in_order(pieces)
    profiles = [profile_of(piece.article) for piece in ordered]
    spread = Counter(term for profile in profiles for term in profile.terms)
    stories: list[_Story] = []
    for piece, profile in zip(ordered, profiles, strict=True):
        vector = _vector(profile, spread, len(ordered))
        day = _day(piece)
        best, found = MEAN_LINK, None
        barred = frozenset().union(*(pair for pair in decided.apart if piece.id in pair)) - {piece.id}
        for story in stories:
            if day - story.last <= WINDOW and barred.isdisjoint(story.members):
                link = _dot(vector, story.total) / len(story.members)
                if link >= best:
                    best, found = link, story
        if found is None:
            found = _Story(day)
            stories.append(found)
        found.last = day
        found.members.append(piece.id)
        for term, weight in vector.items():
            found.total[term] = found.total.get(term, 0.0) + weight
    return _joined([s.members for s in stories], [piece.id for piece in ordered], decided)


def _joined(stories: Sequence[Sequence[str]], ids: Sequence[str], decided: Decided) -> tuple[tuple[str, ...], ...]:
    """Return the stories of two or more, with those made one that an editor put together."""
    links = [(1.0, story[0], other) for story in stories for other in story[1:]]
    links += [(0.5, one, other) for named in decided.together for one, other in pairwise(i for i in ids if i in named)]
    return tuple(story for story in apart_kept(ids, links, decided.apart) if len(story) > 1)


def _day(piece: Piece) -> int:
    try:
        return date.fromisoformat((piece.article.published or "")[:10]).toordinal()
    except ValueError:
        return date.max.toordinal()


def _vector(profile: Profile, spread: Counter[str], of: int) -> dict[str, float]:
    """Return the terms weighted, with length 1."""
    weights = {}
    for term, count in profile.terms.items():
        rarity = math.log((of + 20) / spread[term])
        weights[term] = (1 + math.log(count)) * rarity * (2.0 if term[0] == "^" or term[0].isdigit() else 1.0)
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {term: w / length for term, w in weights.items()}


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(w * other[term] for term, w in one.items() if term in other)
