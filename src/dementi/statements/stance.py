# SPDX-License-Identifier: Apache-2.0
"""What does each speaker do with the content: assert, deny, confirm, question it, refuse to comment?

Never from a verb alone: a negated cue denies nothing, and most verbs of rejecting deny only what was said ("rejette les
accusations", not "rejette la proposition").
"""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Analysis, Token, word_list
from dementi.record import Article, Speaker, Stance
from dementi.statements.attribution import Attribution
from dementi.statements.falsehoods import calls_false
from dementi.statements.negations import answers_claim, denies_deed, goes_on_denying
from dementi.statements.surface import is_dated

__all__ = ["tell_stances"]

#: Characters between "se défend" and what is denied: " de ", " d'", " formellement de ".
_NEAR = 24


def tell_stances(
    article: Article, analysis: Analysis, attributions: Sequence[Attribution], speakers: Sequence[Speaker | None]
) -> tuple[Stance, ...]:
    """Return the stance of each attribution, in order.

    Args:
        article: the article.
        analysis: of its text.
        attributions: as found.
        speakers: of each attribution; a negation answers only what another has said.
    """
    del article
    found: list[Stance] = []
    for attribution, speaker in zip(attributions, speakers, strict=True):
        stance = _stance(analysis, attribution)
        if stance is Stance.ASSERTS:
            before = (
                (a, s)
                for a, s, known in zip(attributions, speakers, tuple(found), strict=False)
                if known is Stance.ASSERTS and a.type is not None
            )
            denial = _denial_before(attributions, speakers, found)
            goes_on = denial is not None and goes_on_denying(analysis, attribution, speaker, denial)
            if goes_on or answers_claim(analysis, attribution, speaker, before):
                stance = Stance.DENIES
        found.append(stance)
    return tuple(found)


def _denial_before(
    attributions: Sequence[Attribution], speakers: Sequence[Speaker | None], found: Sequence[Stance]
) -> tuple[Attribution, Speaker | None] | None:
    """Return the denial right before, with its speaker; what is told inside it lies between; None: there is none."""
    for k in range(len(found) - 1, -1, -1):
        if found[k] is Stance.DENIES:
            return attributions[k], speakers[k]
        if not attributions[k].found_by.startswith("noun."):
            return None
    return None


def _stance(analysis: Analysis, attribution: Attribution) -> Stance:
    words = word_list(analysis.language, "denials")
    lemma = attribution.cue_lemma or ""
    if attribution.found_by.startswith("refusal.") or _refuses(analysis, attribution):
        return Stance.REFUSES_COMMENT
    if not attribution.negated and not _is_open(analysis, attribution) and _denies(analysis, attribution, lemma):
        return Stance.DENIES
    if lemma in words["confirms"]["verbs"] and not attribution.negated and not _is_open(analysis, attribution):
        return Stance.CONFIRMS
    if _confirms_itself(analysis, attribution):
        return Stance.CONFIRMS
    if lemma in words["questions"]["verbs"]:
        return Stance.QUESTIONS
    return Stance.ASSERTS


def _denies(analysis: Analysis, attribution: Attribution, lemma: str) -> bool:
    words = word_list(analysis.language, "denials")
    if lemma in words["denies"]["verbs"] or attribution.found_by.startswith("denial."):
        return True
    if lemma in words["bare"]["taken_up"] and attribution.found_by.endswith(".bare"):
        return True
    if lemma in words["denies_claims"]["verbs"] and _rejects_claim(analysis, attribution):
        return True
    disputed = lemma in words["denies_claims"]["with_clauses"]
    if disputed and attribution.found_by.endswith((".infinitive", ".that_clause")):
        return True
    if _defends(analysis, attribution, lemma) or _is_innocent(analysis, attribution):
        return True
    return calls_false(analysis, attribution) or denies_deed(analysis, attribution)


def _is_open(analysis: Analysis, attribution: Attribution) -> bool:
    """Say whether it is open if it was said at all: "il n'est pas établi si la mairie dément"; "même si" grants that it was."""
    if attribution.cue_token is None:
        return False
    words = word_list(analysis.language, "links")["conditions"]
    token = analysis.tokens[attribution.cue_token]
    marks = [c for c in analysis.children(token) if c.relation == "mark" and c.norm in words["words"]]
    return any(not c.index or analysis.tokens[c.index - 1].norm not in words["granted"] for c in marks)


def _rejects_claim(analysis: Analysis, attribution: Attribution) -> bool:
    """Say whether what is rejected was said, or is a deed that the speaker is charged with."""
    words = word_list(analysis.language, "denials")
    claims, deeds = words["denies_claims"]["objects"], words["denies_deeds"]["objects"]
    every = words["denies_deeds"]["determiners"]
    for piece in attribution.content[:1]:
        tokens = analysis.tokens_in(piece.start, piece.end)
        head = next((t for t in tokens[:8] if t.upos == "NOUN"), None)
        if head is None:
            return False
        if head.lemma.lower() in claims:
            return True
        plain = piece.exact.lower().strip('«»"“” \u00a0\u202f')
        if head.lemma.lower() in deeds and any(plain.startswith(f"{d} ") for d in every):
            return True
    return False


def _defends(analysis: Analysis, attribution: Attribution, lemma: str) -> bool:
    """Say whether "se défend d'avoir …", "se défend de toute faute", "se dit innocent"."""
    words = word_list(analysis.language, "denials")["denying_phrases"]
    tokens = [t for p in attribution.content[:1] for t in analysis.tokens_in(p.start, p.end)]
    if lemma in words["innocent_verbs"]:
        return any(t.lemma.lower() in words["innocent"] or t.norm in words["innocent"] for t in tokens[:4])
    if lemma not in words["defending"]:
        return False
    cue = attribution.cue
    if cue is None or not attribution.content or not attribution.found_by.endswith((".about", ".to_do")):
        return False
    # "S'est défendu lors de l'émission" defends nothing.
    between = analysis.tokens_in(cue.end, attribution.content[0].start)
    plain = all(
        is_dated(analysis, t) or (t.upos in {"ADP", "ADV", "PUNCT"} and t.norm not in words["with_of"]) for t in between
    )
    return plain and attribution.content[0].start - cue.end <= _NEAR


def _is_innocent(analysis: Analysis, attribution: Attribution) -> bool:
    """Say whether the speaker says of himself that he is innocent: « Je suis innocent »."""
    words = word_list(analysis.language, "denials")
    tokens = [t for p in attribution.content[:1] for t in analysis.tokens_in(p.start, p.end)][:5]
    own = bool(tokens) and tokens[0].norm in words["assures"]["first_person"]
    negated = any(t.norm in words["assures"]["negators"] for t in tokens)
    return own and not negated and any(t.norm in words["denying_phrases"]["innocent"] for t in tokens)


def _confirms_itself(analysis: Analysis, attribution: Attribution) -> bool:
    """Say whether the speaker himself says that he confirms: « Je peux confirmer que … »."""
    words = word_list(analysis.language, "denials")["confirms"]
    negators = word_list(analysis.language, "links")["negators"]["words"]
    for piece in attribution.content[:1]:
        tokens = analysis.tokens_in(piece.start, piece.end)[:7]
        at = next((k for k, t in enumerate(tokens) if t.lemma in words["verbs"]), None)
        if at is None or not tokens or tokens[0].norm not in words["first_person"]:
            return False
        return not any(t.norm in negators for t in tokens[:at]) and tokens[at].feat("Mood") != "Cnd"
    return False


def _refuses(analysis: Analysis, attribution: Attribution) -> bool:
    if attribution.cue_token is None:
        return False
    words = word_list(analysis.language, "denials")["refuses"]
    token = analysis.tokens[attribution.cue_token]
    if _neither(analysis, attribution, token):
        return True
    if token.lemma not in words["verbs"]:
        return False
    head = analysis.head(token)
    under = token.relation == "xcomp" and head.lemma in words["heads"]
    return under and (head.lemma == words["heads"][0] or _has_not(analysis, head))


def _neither(analysis: Analysis, attribution: Attribution, token: Token) -> bool:
    """Say whether it is "ni confirmé ni démenti", or simply not confirmed."""
    words = word_list(analysis.language, "denials")
    if attribution.cue_lemma not in words["refusals"]["either"]:
        return False
    before = analysis.tokens[token.index - 1] if token.index else None
    nor = any(c.norm in words["refusals"]["nor"] for c in analysis.children(token))
    nor = nor or (before is not None and before.norm in words["refusals"]["nor"])
    return nor or (attribution.negated and attribution.cue_lemma in words["confirms"]["verbs"])


def _has_not(analysis: Analysis, token: Token) -> bool:
    negators = word_list(analysis.language, "links")["negators"]["words"]
    return any(child.norm in negators for child in analysis.children(token))
