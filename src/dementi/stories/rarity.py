# SPDX-License-Identifier: Apache-2.0
"""How much does a word tell of a story? The rarer it is, and the more its headlines lie close together in time, the more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from dementi.language.terms import DESK_LANGUAGE
from dementi.language.words import word_list
from dementi.stories.profile import Profile

__all__ = ["Rarity"]

KNOWN = 400
"""Articles that what is known beforehand of common words counts for."""

NEAR = 21
"""Days before and after that are near."""

FEW = 2
"""So many headlines say nothing of how a word lies in time."""


class Rarity:
    """How rare the terms of articles are: inverse document frequency (Spärck Jones 1972) over these and what is known beforehand.

    A word that returns in headlines all year is a rubric or a standing subject; one whose headlines lie within weeks is a story's.
    """

    def __init__(self, profiles: Iterable[tuple[int | None, Profile]]) -> None:
        """Count the articles in which each term stands, and the days on which it stood in a headline.

        Args:
            profiles: with the day published (proleptic ordinal); None: not known.
        """
        self._held: Counter[str] = Counter()
        self._articles = KNOWN
        self._days: list[int] = []
        self._headlines: dict[str, list[int]] = {}
        for day, profile in profiles:
            self._held.update(profile.terms)
            self._articles += 1
            if day is not None:
                self._days.append(day)
                for term in profile.headline:
                    self._headlines.setdefault(term, []).append(day)
        for days in (self._days, *self._headlines.values()):
            days.sort()
        self._common = _common()

    def of(self, term: str) -> float:
        """Return the natural logarithm of how many articles there are to one that has the term; at least 0."""
        return max(0.0, log(self._articles / (self._held[term] + KNOWN * self._common.get(term, 0.0) + 1)))

    def closeness(self, term: str, day: int | None) -> float:
        """Return how far the headlines with a term lie around a day: 1 if all do, 0 if they are spread as all articles are."""
        days = self._headlines.get(term, ())
        if day is None or len(days) <= FEW:
            return 1.0
        expected = _near(self._days, day) / len(self._days)
        found = _near(days, day) / len(days)
        return 1.0 if expected == 1 or not found else min(1.0, max(0.0, log(found / expected) / log(1 / expected)))


def _near(days: list[int] | tuple[()], day: int) -> int:
    return bisect_right(days, day + NEAR) - bisect_left(days, day - NEAR)


@lru_cache(maxsize=1)
def _common() -> Mapping[str, float]:
    """Return the part of articles in which each common term of the desk's language stands."""
    groups = word_list(DESK_LANGUAGE, "common")["common"]
    return {term: group["per_mille"] / 1000 for group in groups for term in group["terms"]}
