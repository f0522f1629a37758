# SPDX-License-Identifier: Apache-2.0
"""Who is a party, who is on the same side, and whom does a claim concern?

A party is known by its side (a state), by its name, and by whose it is ("son avocat", "l'entourage d'Ina Morel").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from dementi.language import Token, word_list
from dementi.links.words import Words, fold, stem
from dementi.record import Statement

__all__ = ["concerns", "is_named_by", "is_somebodys", "other_party", "party_words"]

_WORD = re.compile(r"\w[\w-]{2,}")
#: So many letters of two words of one origin are alike: "Valmarie", "valmarienne".
_ROOT = 5
_ENDING = 5


def other_party(one: Statement, other: Statement, words: Words) -> bool:
    """Say whether two statements come from different speakers of different sides; False where it is not known."""
    if one.id == other.id:
        return False
    a, b = one.speaker, other.speaker
    if a is not None and b is not None and a.side and b.side:
        return a.side != b.side
    first, second = _party_name(one), _party_name(other)
    if not first or not second:
        return bool(first or second)
    if _of_the_other(first, second) or _both_speak_for_one(first, second, words):
        return False
    # "Anne Dumas" and "Anne Villard" share a first name only; "Dumas" and "Anne Dumas" are one.
    return first[-1] != second[-1] and not set(first) <= set(second) and not set(second) <= set(first)


def party_words(statement: Statement) -> frozenset[str]:
    """Return the folded words that name who is behind a statement; none where nobody is named."""
    return _words_of(_named(statement))[1]


def is_named_by(statement: Statement, named: frozenset[str]) -> bool:
    """Say whether some folded words name who is behind a statement: the last word of his name is one of them."""
    name = _party_name(statement)
    return bool(name) and name[-1] in named


def is_somebodys(statement: Statement, words: Words) -> bool:
    """Say whether the speaker is named by whose he is only: "son avocat"."""
    source = statement.source
    first = source.exact.split()[0].lower() if source is not None and source.exact.split() else ""
    return first in words.own


def concerns(tokens: Iterable[Token], denier: Statement, words: Words, language: str) -> bool:
    """Say whether some words name a speaker, his state, or what he answers for."""
    speaker, source = denier.speaker, denier.source
    told = [part for part in (speaker and speaker.name, speaker and speaker.role, source and source.exact) if part]
    names = {fold(w) for part in told for w in _WORD.findall(part)} - words.weak
    answers = {s for name in names for s in words.answers_for.get(name, ())}
    side = speaker.side if speaker is not None else None
    states = _states(language)
    for token in tokens:
        folded = fold(token.form)
        if folded in names or fold(token.lemma) in names or stem(token, words) in answers:
            return True
        if side is not None and states.get(folded) == side:
            return True
        if any(_one_origin(folded, name, words) for name in names):
            return True
    return False


def _party_name(statement: Statement) -> tuple[str, ...]:
    return _words_of(_named(statement))[0]


def _named(statement: Statement) -> str:
    speaker, source = statement.speaker, statement.source
    return speaker.name if speaker is not None else source.exact if source is not None else ""


@lru_cache(maxsize=4096)
def _words_of(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    # By the name, not by the statement: to hash all parts of a statement costs more than to fold its name.
    words = tuple(fold(word) for word in _WORD.findall(name))
    return words, frozenset(words)


def _of_the_other(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Say whether one is named by the other: "l'entourage d'Ina Morel" and "Ina Morel"."""
    short, long = sorted((first, second), key=len)
    return len(short) > 1 and len(long) > len(short) and long[-len(short) :] == short


def _both_speak_for_one(first: tuple[str, ...], second: tuple[str, ...], words: Words) -> bool:
    """Say whether two bodies are of one state that no list knows: "l'armée valmarienne", "le ministère valmarien"."""
    bodies = words.bodies
    if not (any(w in bodies for w in first) and any(w in bodies for w in second)):
        return False
    rest = [[w for w in name if w not in bodies] for name in (first, second)]
    return any(a == b or _one_origin(a, b, words) for a in rest[0] for b in rest[1])


def _one_origin(one: str, other: str, words: Words) -> bool:
    """Say whether a word is made of another: a place and its people, in any gender and number."""
    if one[:_ROOT] != other[:_ROOT] or len(one) < _ROOT or one == other:
        return False
    shared = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return max(len(one), len(other)) - shared <= _ENDING and any(w.endswith(words.people) for w in (one, other))


@lru_cache(maxsize=4)
def _states(language: str) -> Mapping[str, str]:
    """Return the states by their names in one word, capitals and adjectives, folded; not what two share."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for state in word_list(language, "sides")["state"]:
        for key in ("other_names", "adjectives", "capitals", "seats"):
            for name in state.get(key, ()):
                if found.setdefault(fold(name), state["name"]) != state["name"]:
                    shared.add(fold(name))
        found[fold(state["name"])] = state["name"]
    return {name: state for name, state in found.items() if name not in shared}
