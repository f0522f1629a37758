# SPDX-License-Identifier: Apache-2.0
"""Which noun is a verb's subject by its place, where the tree knows none or several?"""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Analysis, Token
from dementi.statements.quotations import CLOSING, OPENING
from dementi.statements.surface import is_dated

__all__ = ["joined_subject", "missed_subject", "nearest_of", "noun_before", "subject_across"]


def nearest_of(analysis: Analysis, verb: Token, nouns: Sequence[Token]) -> Token | None:
    """Return the last of several subjects before a verb, where its group follows at once: "TERSANE, 12 mai - L'armée a dit"."""
    subjects = [c for c in analysis.children(verb) if c.relation == "nsubj" and (c in nouns or c.upos == "VERB")]
    before = [n for n in subjects if n.index < verb.index]
    if len(before) < 2 or before[-1].upos == "VERB":
        return None
    last = analysis.subtree(before[-1])[-1]
    first = min([verb.index, *(c.index for c in analysis.children(verb) if c.relation in {"aux", "expl"})])
    between = analysis.tokens[last.index + 1 : first]
    apart = any(t.upos == "PUNCT" for t in analysis.tokens[before[-2].index : before[-1].index])
    return before[-1] if apart and last.index < first and all(t.upos in {"ADV", "PRON"} for t in between) else None


def noun_before(analysis: Analysis, verb: Token, first: int) -> Token | None:
    """Return the noun that is a finite verb's subject by its place, where the tree knows none.

    What stands between two commas is passed over: "Ina Morel, élue en 2014, a dit".
    """
    sentence = analysis.sentences[verb.sentence]
    index = first - 1
    skipping = quoted = False
    while index >= sentence.first:
        token = analysis.tokens[index]
        if token.norm in CLOSING or token.norm in OPENING:
            quoted = token.norm in CLOSING and not (quoted and token.norm in OPENING)
        elif quoted:
            pass
        elif token.norm in {",", ")"}:
            skipping = not skipping
        elif token.norm in {";", ":"} and not skipping:
            return None
        elif not skipping:
            if token.upos == "VERB" and token.relation not in {"acl", "amod"}:
                return None
            subject = next((c for c in analysis.children(token) if c.relation == "nsubj"), None)
            if token.upos in {"NOUN", "PROPN"} and subject is not None and subject.index < token.index:
                return subject
            if _can_be_subject(analysis, token) and _heads_phrase(analysis, token) and not is_dated(analysis, token):
                return token
        index -= 1
    return None


def _can_be_subject(analysis: Analysis, token: Token) -> bool:
    """Say whether a word can head a subject: a noun, or "ce dernier"."""
    if token.upos in {"NOUN", "PROPN"}:
        return True
    determiners = [c for c in analysis.children(token) if c.relation == "det" and c.feat("PronType") == "Dem"]
    return token.upos == "ADJ" and bool(determiners)


def _heads_phrase(analysis: Analysis, token: Token) -> bool:
    """Say whether a noun heads a phrase that no preposition takes."""
    first = min((t.index for t in analysis.subtree(token) if t.upos != "PUNCT"), default=token.index)
    start = min(first, token.index)
    apart = start == 0 or analysis.tokens[start - 1].norm == ","
    inner = token.relation in {"nmod", "flat", "amod", "compound", "case"} and analysis.head(token).index < token.index
    if (inner and not apart) or token.relation == "case":
        return False
    return analysis.tokens[start].upos not in {"ADP", "SCONJ"} and (
        start == 0 or analysis.tokens[start - 1].upos != "ADP"
    )


def joined_subject(analysis: Analysis, verb: Token) -> Token | None:
    """Return the noun between a conjunction and its verb: "…, mais les autorités disent que"."""
    if verb.relation not in {"conj", "advcl"} or verb.head > verb.index:
        return None
    first = min([verb.index, *(c.index for c in analysis.children(verb) if c.relation == "aux")])
    found = noun_before(analysis, verb, first)
    if found is None:
        return None
    between = analysis.tokens[max(verb.head, found.index - 12) : found.index]
    return found if any(t.upos == "CCONJ" for t in between) else None


def subject_across(analysis: Analysis, verb: Token) -> Token | None:
    """Return the subject of the finite verb before, where a conjunction joins them whatever the tree says: "X nie et a demandé"."""
    first = min([verb.index, *(c.index for c in analysis.children(verb) if c.relation in {"aux", "expl"})])
    start = analysis.sentences[verb.sentence].first
    if first <= start or analysis.tokens[first - 1].upos != "CCONJ":
        return None
    for other in reversed(analysis.tokens[start : first - 1]):
        if other.feat("VerbForm") == "Fin" and other.upos == "VERB":
            return next((c for c in analysis.children(other) if c.relation == "nsubj"), None)
    return None


def missed_subject(analysis: Analysis, verb: Token) -> Token | None:
    """Return the noun before a finite verb that no preposition takes, where the parser gave it no subject."""
    found = None
    for child in analysis.children(verb):
        plain = child.upos in {"NOUN", "PROPN"} and child.relation in {"obj", "obl", "dislocated", "dep", "conj"}
        cased = any(c.relation in {"case", "mark"} for c in analysis.children(child))
        if plain and not cased and child.index < verb.index and not is_dated(analysis, child):
            found = child
    return found
