# SPDX-License-Identifier: Apache-2.0
"""What does each speaker do with the content: assert, deny, confirm, question it, refuse to comment?

Never from a verb alone: a negated cue denies nothing, and most verbs of rejecting deny only what was said ("rejette les
accusations", not "rejette la proposition").
"""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Analysis, word_list
from dementi.record import Article, Stance
from dementi.statements.attribution import Attribution

__all__ = ["tell_stances"]


def tell_stances(article: Article, analysis: Analysis, attributions: Sequence[Attribution]) -> tuple[Stance, ...]:
    """Return the stance of each attribution, in order."""
    del article
    return tuple(_stance(analysis, attribution) for attribution in attributions)


def _stance(analysis: Analysis, attribution: Attribution) -> Stance:
    words = word_list(analysis.language, "denials")
    lemma = attribution.cue_lemma or ""
    if _refuses(analysis, attribution):
        return Stance.REFUSES_COMMENT
    if lemma in words["denies"]["verbs"] and not attribution.negated:
        return Stance.DENIES
    if lemma in words["denies_claims"]["verbs"] and not attribution.negated and _about_claims(analysis, attribution):
        return Stance.DENIES
    if _calls_false(attribution, analysis.language):
        return Stance.DENIES
    if lemma in words["confirms"]["verbs"] and not attribution.negated:
        return Stance.CONFIRMS
    if lemma in words["questions"]["verbs"]:
        return Stance.QUESTIONS
    return Stance.ASSERTS


def _refuses(analysis: Analysis, attribution: Attribution) -> bool:
    if attribution.cue_token is None:
        return False
    words = word_list(analysis.language, "denials")["refuses"]
    token = analysis.tokens[attribution.cue_token]
    if token.lemma not in words["verbs"]:
        return False
    head = analysis.head(token)
    under = token.relation == "xcomp" and head.lemma in words["heads"]
    return under and (head.lemma == words["heads"][0] or _has_not(analysis, head.index))


def _has_not(analysis: Analysis, index: int) -> bool:
    negators = word_list(analysis.language, "links")["negators"]["words"]
    return any(child.norm in negators for child in analysis.children(analysis.tokens[index]))


def _about_claims(analysis: Analysis, attribution: Attribution) -> bool:
    objects = word_list(analysis.language, "denials")["denies_claims"]["objects"]
    for piece in attribution.content:
        tokens = analysis.tokens_in(piece.start, piece.end)
        if any(t.lemma.lower() in objects for t in tokens[:6]):
            return True
    return False


def _calls_false(attribution: Attribution, language: str) -> bool:
    """Say whether the content is « c'est faux » and little else."""
    words = word_list(language, "denials")["says_false"]
    for piece in attribution.content[:1]:
        said = piece.exact.lower().replace("’", "'").strip(' .!«»"')
        opens = any(said.startswith(opening) for opening in words["opening"])
        if opens and len(said.split()) <= 5 and any(word in said.replace("'", " ").split() for word in words["words"]):
            return True
    return False
