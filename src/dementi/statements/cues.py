# SPDX-License-Identifier: Apache-2.0
"""Which tokens are cues, and what does each open? The verbs of saying of the language's list, with their frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dementi.language import Analysis, Token, word_list

__all__ = ["Cue", "Verbs", "cue_of", "verbs"]


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of saying: lemma -> frames; several words (faire savoir, se dire) are looked up by their verb."""

    frames: dict[str, frozenset[str]]
    documents: frozenset[str]
    document_verbs: frozenset[str]
    not_speech: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the text.

    Attributes:
        token: its verb.
        lemma: as the list has it ("faire savoir").
        frames: what it opens.
        first, last: the tokens of its verb group (indices, half-open): auxiliaries, clitics and adverbs between them included.
        negated: "ne … pas" stands around it.
    """

    token: Token
    lemma: str
    frames: frozenset[str]
    first: int
    last: int
    negated: bool


@lru_cache(maxsize=4)
def verbs(language: str) -> Verbs:
    """Return the verbs of saying of a language."""
    words = word_list(language, "cues")
    frames: dict[str, set[str]] = {}
    for group in words["verbs"]:
        for lemma in group["lemmas"]:
            frames.setdefault(lemma, set()).update(group["frames"])
    return Verbs(
        {lemma: frozenset(found) for lemma, found in frames.items()},
        frozenset(words["reports"]["documents"]),
        frozenset(words["reports"]["verbs"]),
        frozenset(words["not_speech"]["objects"]),
    )


def cue_of(analysis: Analysis, token: Token) -> Cue | None:
    """Return the cue that a token is the verb of, None where it is none."""
    if token.upos not in {"VERB", "AUX"}:
        return None
    lemma, last = _lemma(analysis, token)
    frames = verbs(analysis.language).frames.get(lemma)
    if frames is None or _is_unreal(analysis, token):
        return None
    first = _first_of_group(analysis, token)
    negated = any(t.norm in {"pas", "jamais", "plus"} or t.feat("Polarity") == "Neg" for t in _adverbs(analysis, token))
    return Cue(token, lemma, frames, first, last, negated)


def _lemma(analysis: Analysis, token: Token) -> tuple[str, int]:
    known = verbs(analysis.language).frames
    following = analysis.tokens[token.index + 1 : token.index + 3]
    for after in following:
        for word in (after.norm, after.lemma):
            if f"{token.lemma} {word}" in known:
                return f"{token.lemma} {word}", after.index + 1
    for child in analysis.children(token):
        if child.norm in {"se", "s'"} and child.index < token.index:
            for reflexive in (f"se {token.lemma}", f"s'{token.lemma}"):
                if reflexive in known:
                    return reflexive, token.index + 1
    return token.lemma, token.index + 1


def _adverbs(analysis: Analysis, token: Token) -> list[Token]:
    return [t for t in analysis.children(token) if t.relation in {"advmod", "aux", "expl"}]


def _is_unreal(analysis: Analysis, token: Token) -> bool:
    """Say whether the saying itself is only possible or to come: "pourrait annoncer", "annoncera"."""
    group = [token, *(t for t in analysis.children(token) if t.relation == "aux")]
    if any(t.feat("Mood") in {"Cnd", "Imp"} or t.feat("Tense") == "Fut" for t in group):
        return True
    head = analysis.head(token)
    governs = token.relation == "xcomp" and head.index != token.index and token.feat("VerbForm") == "Inf"
    return governs and (head.feat("Mood") == "Cnd" or head.feat("Tense") == "Fut")


def _first_of_group(analysis: Analysis, token: Token) -> int:
    first = token.index
    for child in analysis.children(token):
        joined = child.relation in {"aux", "expl"} or (child.relation == "nsubj" and child.norm.startswith("-"))
        if joined and child.index < token.index and token.index - child.index <= 5:
            first = min(first, child.index)
    return first
