# SPDX-License-Identifier: Apache-2.0
"""Through what, to whom, and how far does the narrator vouch? Medium, addressee and the press conditional."""

from __future__ import annotations

from dementi.language import Analysis, Token, word_list
from dementi.record import Modality, Span
from dementi.statements.attribution import Attribution

__all__ = ["addressee_of", "medium_of", "modality_of"]


def medium_of(analysis: Analysis, attribution: Attribution) -> Span | None:
    """Return the words that name the medium: "dans un communiqué", "à la télévision"."""
    return _phrase(analysis, attribution, "media")


def addressee_of(analysis: Analysis, attribution: Attribution) -> Span | None:
    """Return the words that name to whom it was said: "aux journalistes", "à l'AFP"."""
    return _phrase(analysis, attribution, "addressees")


def modality_of(analysis: Analysis, attribution: Attribution) -> Modality | None:
    """Return the press conditional where the reported clause of indirect speech stands in it."""
    for piece in attribution.content:
        if any(piece.exact[:1] == mark for mark in '«"“'):
            return None
        tokens = analysis.tokens_in(piece.start, piece.end)
        inside = {t.index for t in tokens}
        tops = [t for t in tokens if t.head not in inside or t.head == t.index]
        group = [*tops, *(c for t in tops for c in analysis.children(t) if c.relation in {"aux", "cop"})]
        if any(t.feat("Mood") == "Cnd" for t in group):
            return Modality.CONDITIONAL
    return None


def _phrase(analysis: Analysis, attribution: Attribution, kind: str) -> Span | None:
    if attribution.cue_token is None:
        return None
    words = word_list(analysis.language, "circumstances")[kind]
    cue = analysis.tokens[attribution.cue_token]
    for child in analysis.children(cue):
        if child.relation not in {"obl", "iobj", "nmod"} or "agent" in child.deprel:
            continue
        if any(piece.start <= child.start < piece.end for piece in attribution.content):
            continue
        case = next((c for c in analysis.children(child) if c.relation == "case"), None)
        first = case or child
        named = kind == "addressees" and child.upos == "PROPN"
        if (child.lemma.lower() in words["nouns"] or named) and _opens(first, words["prepositions"]):
            return _whole(analysis, child, attribution)
    return None


def _opens(token: Token, prepositions: list[str]) -> bool:
    return token.norm in prepositions


def _whole(analysis: Analysis, head: Token, attribution: Attribution) -> Span:
    tokens = [t for t in analysis.subtree(head) if t.upos != "PUNCT"]
    start, end = tokens[0].start, tokens[0].end
    for token in tokens:
        if token.start - end > 2 or any(p.start <= token.start < p.end for p in attribution.content):
            break
        end = token.end
    return Span.of(analysis.text, start, end)
