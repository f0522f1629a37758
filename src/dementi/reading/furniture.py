# SPDX-License-Identifier: Apache-2.0
"""Which lines are furniture by their own words? Navigation, sections, sharing, pointers to other articles, credits.

The words are data (``language/fr/furniture.toml``); where a line stands is for the reader of dumps to judge.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dementi.language.words import word_list
from dementi.record import FurnitureReason

__all__ = ["LANGUAGES", "ends_article", "folded", "known_furniture", "notices"]

#: The languages whose lists of furniture are read.
LANGUAGES = ("fr", "en")

#: A line that opens like furniture and is longer than this (characters) is prose; notices of the site are as long as prose.
LONGEST_OPENING, LONGEST_NOTICE = 200, 600

_AROUND = " \t\xa0\u202f.:;,!?…»«›‹>|<•·-–—*+/\\()[]{}\"'→←▶►▼▲×✕"


@dataclass(frozen=True, slots=True)
class _Words:
    reason: FurnitureReason
    lines: frozenset[str]
    openings: tuple[str, ...]
    ends: tuple[str, ...]
    within: tuple[str, ...]


def known_furniture(line: str) -> FurnitureReason | None:
    """Say why a line is furniture by its words alone; None: its words do not tell.

    Args:
        line: one line, without its line end.
    """
    if len(line) > LONGEST_OPENING:
        return None
    whole = folded(line)
    bare = whole.strip(_AROUND)
    for words in _lists():
        if bare in words.lines or whole.startswith(words.openings) or whole.endswith(words.ends):
            return words.reason
        if bare.startswith(words.openings) or any(each in whole for each in words.within):
            return words.reason
    return None


def ends_article(line: str) -> bool:
    """Say whether a line stands, by its words, behind the end of an article (« Commentaires », « Sur le même sujet »)."""
    if len(line) > LONGEST_OPENING:
        return False
    bare = folded(line).strip(_AROUND)
    return any(bare in words.lines or folded(line).startswith(words.openings) for words in _endings())


def notices(line: str) -> int:
    """Count the words in a line by which a site speaks to its reader (« votre adresse e-mail », « vous désabonner »).

    One may stand in any article, in the mouth of somebody; several are a notice.
    """
    if len(line) > LONGEST_NOTICE:
        return 0
    whole = folded(line)
    return sum(each in whole for each in _notices())


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return the text in lower case, without accents, with plain apostrophes and single spaces."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("’", "'").replace("œ", "oe"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


_REASONS = {
    "navigation": FurnitureReason.NAVIGATION,
    "share": FurnitureReason.NAVIGATION,
    "section": FurnitureReason.SECTION,
    "aside": FurnitureReason.OTHER,
    "credit": FurnitureReason.CREDIT,
}


@lru_cache(maxsize=1)
def _lists() -> tuple[_Words, ...]:
    return tuple(
        _words(word_list(language, "furniture")[name], reason)
        for language in LANGUAGES
        for name, reason in _REASONS.items()
    )


@lru_cache(maxsize=1)
def _notices() -> tuple[str, ...]:
    return tuple(
        folded(each) for language in LANGUAGES for each in word_list(language, "furniture")["notice"]["within"]
    )


@lru_cache(maxsize=1)
def _endings() -> tuple[_Words, ...]:
    return tuple(_words(word_list(language, "furniture")["ending"], FurnitureReason.SECTION) for language in LANGUAGES)


def _words(group: Mapping[str, Sequence[str]], reason: FurnitureReason) -> _Words:
    return _Words(
        reason,
        frozenset(folded(line).strip(_AROUND) for line in group.get("lines", ())),
        tuple(folded(opening) for opening in group.get("openings", ())),
        tuple(folded(end) for end in group.get("ends", ())),
        tuple(folded(each) for each in group.get("within", ())),
    )
