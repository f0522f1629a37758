# SPDX-License-Identifier: Apache-2.0
"""By which words is it told what an article is about? Those of its headline, and the names of its opening."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from sys import intern

from dementi.language.terms import DESK_LANGUAGE, fold, stems
from dementi.record import Article

__all__ = ["Profile", "profile_of"]

LONGEST = 400
"""Words of a text that are looked at: what an article is about stands in its opening."""

HEADLINE = 12
"""Words that stand for the headline of an article without one."""

_WORD = re.compile(r"\d{1,3}(?:[\u00a0\u202f ]\d{3}(?!\d))+|\w+")
_OPENS = frozenset(".!?…:\n")


@dataclass(frozen=True, slots=True)
class Profile:
    """What an article says, before it is known how common its words are.

    Attributes:
        headline: the terms of its headline, sorted.
        terms: all its terms, the headline's among them, sorted.
        names: those of its terms that are names, sorted.
        times: how often each of the names stands there, at most 255 times.
    """

    headline: tuple[str, ...]
    terms: tuple[str, ...]
    names: tuple[str, ...]
    times: bytes


def profile_of(article: Article) -> Profile:
    """Return an article's profile; in time linear in the text."""
    language = article.language or DESK_LANGUAGE
    ahead = sum(1 for _ in _WORD.finditer(article.headline)) if article.headline else HEADLINE
    counts: Counter[str] = Counter()
    headline, named, plain = set(), set(), set()
    for place, match in enumerate(islice(_WORD.finditer(article.text), ahead + LONGEST)):
        term = _term(match[0], language)
        if not term:
            continue
        counts[term] += 1
        if place < ahead:
            headline.add(term)
        if not match[0][0].isupper():
            plain.add(term)
        elif not _opens(article.text, match.start()):  # there every word has a capital
            named.add(term)
    names = tuple(sorted(named - plain))
    times = bytes(min(counts[name], 255) for name in names)
    return Profile(tuple(sorted(headline)), tuple(sorted(counts)), names, times)


def _opens(text: str, start: int) -> bool:
    """Say whether a sentence opens at a word: no letter stands between it and a stop, within three characters."""
    for place in range(start - 1, max(-1, start - 4), -1):
        if text[place] in _OPENS:
            return True
        if text[place].isalnum():
            return False
    return start < 4


@lru_cache(maxsize=262_144)
def _term(word: str, language: str) -> str:
    """Return what a word counts as ("ministre", "moscou", "6000"), "" where it says nothing of the matter."""
    folded = fold(word)
    if folded[0].isdigit():
        digits = "".join(c for c in folded if c.isalnum())
        return intern(digits) if len(digits) > 1 else ""
    if len(folded) < 3 and not word.isupper():
        return ""
    return intern(stems(folded, language)[0])  # kept once for all the articles that have it
