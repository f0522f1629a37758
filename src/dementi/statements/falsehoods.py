# SPDX-License-Identifier: Apache-2.0
"""Is something said called false? « C'est faux », "juge ces accusations mensongères", "dénonce des mensonges"."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Analysis, Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution

__all__ = ["calls_false"]

#: Tokens of a sentence that calls something false, at most; longer ones say something of their own.
_SHORT = 14
#: Tokens of what something is called, behind which comes only what belongs to it.
_NEAR = 6
#: Tokens of "c'est totalement faux" before its comma, at most.
_OPENING = 6
#: Tokens of an answer that is nothing but a word for false: « Totalement faux ».
_ALONE = 2


def calls_false(analysis: Analysis, attribution: Attribution) -> bool:
    """Say whether the content is that something said is false, not that a thing is bad or forged.

    Whatever opens the content counts, its first sentence: « C'est faux. Le pont tient ».
    """
    if not attribution.content:
        return False
    words = word_list(analysis.language, "denials")["says_false"]
    if attribution.cue_lemma in word_list(analysis.language, "denials")["denying_phrases"]["defending"]:
        return False
    piece = attribution.content[0]
    tokens = _first_sentence(analysis, piece)
    if not tokens or _is_negated(analysis, tokens):
        return False
    if attribution.found_by.endswith((".judged_as", ".noun_phrase", ".about", ".quotation", ".accusation")):
        return _calls(analysis, attribution, tokens)
    if _lies(analysis, tokens, words["lying"]) or _is_alone(tokens, words["strong"]):
        return True
    return len(tokens) <= _SHORT and _predicates(analysis, tokens)


def _first_sentence(analysis: Analysis, piece: Span) -> list[Token]:
    tokens = analysis.tokens_in(piece.start, piece.end)
    found = [t for t in tokens if t.sentence == tokens[0].sentence]
    stop = next((k for k, t in enumerate(found) if t.norm in {".", "!", "?", ";"}), len(found))
    opening = word_list(analysis.language, "denials")["says_false"]["opening"]
    comma = next((k for k, t in enumerate(found[:_OPENING]) if t.norm == ","), stop)
    if found[0].norm in opening:
        # « C'est faux, le pont tient »
        stop = min(stop, comma)
    return [t for t in found[:stop] if t.upos != "PUNCT"]


def _is_negated(analysis: Analysis, tokens: Sequence[Token]) -> bool:
    negators = {*word_list(analysis.language, "links")["negators"]["words"]}
    return any(t.norm in negators for t in tokens)


def _calls(analysis: Analysis, attribution: Attribution, tokens: Sequence[Token]) -> bool:
    """Read "qualifie ces rumeurs d'absurdes", "dénonce de fausses accusations", "dénonce des mensonges"."""
    words = word_list(analysis.language, "denials")["says_false"]
    about_claim = any(t.lemma.lower() in words["claims"] for t in tokens)
    if attribution.found_by.endswith(".judged_as"):
        strong = _has(tokens[:_NEAR], words["strong"]) or _has_phrase(tokens, words["phrases"])
        return strong or (about_claim and _has(tokens, words["of_claims"]))
    first = next((k for k, t in enumerate(tokens) if t.upos == "NOUN"), None)
    if first is None:
        return False
    near = tokens[max(0, first - 2) : first + 3]
    if tokens[first].lemma.lower() in words["claims"]:
        return _has(near, words["strong"]) or _has_phrase(tokens, words["phrases"])
    # "Des mensonges", "une campagne de calomnies": the noun itself, or what the first noun is full of.
    named = [t for t in tokens[first : first + 3] if t.upos == "NOUN" and t.lemma.lower() in words["strong"]]
    own = bool(named) and (named[0] is tokens[first] or tokens[first].lemma.lower() in words["full_of"])
    return own or _has_phrase(tokens[:4], words["phrases"])


def _predicates(analysis: Analysis, tokens: Sequence[Token]) -> bool:
    """Say whether a sentence predicates of something said that it is false: "c'est faux", "l'idée que … est fausse"."""
    words = word_list(analysis.language, "denials")["says_false"]
    about_claim = tokens[0].norm in words["opening"] or any(t.lemma.lower() in words["claims"] for t in tokens[:4])
    if not about_claim:
        return False
    if _has_phrase(tokens, words["phrases"]):
        return True
    if any(t.lemma.lower() in words["full_of"] for t in tokens) and _has(tokens, words["strong"]):
        return True
    return any(_is_of(t, words["strong"]) and _is_said_of_claim(analysis, t, tokens) for t in tokens)


def _is_said_of_claim(analysis: Analysis, false: Token, tokens: Sequence[Token]) -> bool:
    words = word_list(analysis.language, "denials")["says_false"]
    if false.relation == "amod" and analysis.head(false).lemma.lower() not in words["claims"]:
        # « C'est un faux billet »
        return False
    children = analysis.children(false)
    verb = analysis.head(false)
    if not any(c.relation == "cop" for c in children) and verb.lemma in words["copulas"]:
        children = analysis.children(verb)
    subject = next((c for c in children if c.relation in {"nsubj", "expl"}), None)
    if subject is None:
        return len(tokens) <= 5 or tokens.index(false) >= len(tokens) - 2
    return subject.norm in words["opening"] or subject.lemma.lower() in words["claims"]


def _is_alone(tokens: Sequence[Token], strong: Sequence[str]) -> bool:
    """Say whether nothing is said but a word for false, an adverb before it: « Totalement faux »; not « Un faux »."""
    return len(tokens) <= _ALONE and _is_of(tokens[-1], strong) and all(t.upos == "ADV" for t in tokens[:-1])


def _is_predicate(analysis: Analysis, noun: Token) -> bool:
    return any(c.relation == "cop" for c in analysis.children(noun))


def _lies(analysis: Analysis, tokens: Sequence[Token], lying: Sequence[str]) -> bool:
    """Say whether somebody is told that he lies, early in the sentence: « Maire, vous mentez en disant que … »."""
    said = [t for t in tokens[:8] if t.lemma.lower() in lying]
    verbs = [t for t in said if t.feat("VerbForm") == "Fin" and t.feat("Person") in {"2", "3"}]
    # "Ceux qui le disent sont des menteurs".
    nouns = [t for t in said if t.upos == "NOUN"]
    return bool(verbs) or any(t.relation == "root" or _is_predicate(analysis, t) for t in nouns)


def _has(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    return any(_is_of(t, words) for t in tokens)


def _is_of(token: Token, words: Sequence[str]) -> bool:
    return token.lemma.lower() in words or token.norm in words


def _has_phrase(tokens: Sequence[Token], phrases: Sequence[str]) -> bool:
    said = " ".join(t.norm for t in tokens)
    return any(phrase in said for phrase in phrases)
