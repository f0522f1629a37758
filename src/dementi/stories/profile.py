# SPDX-License-Identifier: Apache-2.0
"""By which words is it told what an article is about? Names, places, figures and the rarer words, with how much each counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dementi.language.terms import DESK_LANGUAGE, fold, stems
from dementi.record import Article

__all__ = ["Profile", "profile_of"]

LONGEST = 400
"""Words of a text that are looked at: what an article is about stands in its opening."""

_WORD = re.compile(r"\d+(?:[\u00a0\u202f ]\d{3}(?!\d))+|\w+")


@dataclass(frozen=True, slots=True)
class Profile:
    """What an article says, before it is known how common its words are.

    Attributes:
        terms: each stem with how often it stands there, the headline's words twice; names carry "^" in front of theirs.
    """

    terms: Mapping[str, int]


def profile_of(article: Article) -> Profile:
    """Return an article's profile."""
    counts: dict[str, int] = {}
    language = article.language or DESK_LANGUAGE
    words = _WORD.findall(article.text)[:LONGEST]
    head = len(_WORD.findall(article.headline or ""))
    for place, written in enumerate(words):
        term = _term(written, language)
        if term:
            counts[term] = counts.get(term, 0) + (2 if place < head else 1)
    for term in [t for t in counts if t[0] == "^"]:
        # A word that also stands in small letters is no name: "Les" opens a sentence.
        if term[1:] in counts:
            counts[term[1:]] += counts.pop(term)
    return Profile(counts)


@lru_cache(maxsize=262_144)
def _term(written: str, language: str) -> str:
    """Return what a word counts as, "" where it says nothing of the matter."""
    folded = fold(written)
    if folded[0].isdigit():
        return "".join(c for c in folded if c.isalnum()) if len(folded) > 1 else ""
    if len(folded) < 3 and not written.isupper():
        return ""
    name = "^" if written[0].isupper() else ""
    return name + stems(folded, language)[0]
