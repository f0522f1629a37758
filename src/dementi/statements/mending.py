# SPDX-License-Identifier: Apache-2.0
"""Which participle does an auxiliary carry over a phrase set between them? "a, lundi, accusé", "s'est de son côté alarmée".

The parser takes the auxiliary for the verb and hangs the participle on the phrase. Here the tree is put right once, for all rules.
"""

from __future__ import annotations

from dataclasses import replace

from dementi.language import Analysis, Sentence, Token, word_list
from dementi.statements.retagging import can_be_participle, retagged, verb_of, with_past

__all__ = ["mended"]

#: Tokens that a phrase between an auxiliary and its participle may take, commas included.
REACH = 16


def mended(analysis: Analysis) -> Analysis:
    """Return an analysis in which each auxiliary that stands far before its participle hangs on it; the same one where none does."""
    told = retagged(analysis)
    tokens, roots = list(told.tokens), {}
    for token in told.tokens:
        if _is_free(told, token):
            participle = _participle(told, token)
            if participle is not None and participle.relation != "root" and _hangs_below(told, participle, token):
                _join(told, tokens, token, participle)
                roots[token.index] = participle.index
        elif token.relation == "root" and (noun := _noun_of_participle(told, token)) is not None:
            verb = _compound_behind(told, token)
            if verb is not None:
                tokens[verb.index] = replace(verb, head=verb.index, deprel="root")
                for child in told.children(token):
                    if child.index < noun.index:
                        tokens[child.index] = replace(child, head=verb.index)
                tokens[noun.index] = replace(noun, head=verb.index, deprel="nsubj")
                tokens[token.index] = replace(token, head=noun.index, deprel="acl")
                roots[token.index] = verb.index
        elif token.relation == "root" and (main := _main_behind(told, token)) is not None:
            tokens[main.index] = replace(main, head=main.index, deprel="root")
            tokens[token.index] = replace(token, head=main.index, deprel="advcl")
            roots[token.index] = main.index
    if not roots:
        return told
    sentences = tuple(_with_root(s, roots) for s in told.sentences)
    return replace(told, tokens=tuple(tokens), sentences=sentences)


def _noun_of_participle(analysis: Analysis, participle: Token) -> Token | None:
    """Return the name or noun that a bare participle behind a comma is of: "[Ina Morel], élue en mai, a dit"; None else."""
    past = participle.is_past_participle
    first = analysis.sentences[participle.sentence].first
    if not past or any(c.relation in {"aux", "cop", "nsubj"} for c in analysis.children(participle)):
        return None
    if participle.index - 2 < first or analysis.tokens[participle.index - 1].norm != ",":
        return None
    noun = analysis.tokens[participle.index - 2]
    while noun.relation in {"flat", "amod"} and first <= noun.head < noun.index:
        noun = analysis.head(noun)
    return noun if noun.upos in {"NOUN", "PROPN"} else None


def _compound_behind(analysis: Analysis, participle: Token) -> Token | None:
    """Return the finite verb without a subject of its own that a comma sets off behind a participle's words."""
    for child in analysis.children(participle):
        below = analysis.children(child)
        group = [child, *(c for c in below if c.relation == "aux")]
        finite = any(t.feat("VerbForm") == "Fin" for t in group)
        own = any(c.relation in {"nsubj", "mark", "cc"} for c in below)
        start = min(t.index for t in group)
        if child.index > participle.index and finite and not own and analysis.tokens[start - 1].norm == ",":
            return child
    return None


def _main_behind(analysis: Analysis, participle: Token) -> Token | None:
    """Return the main verb behind a present participle that opens a sentence: "Affirmant que le pont tient, Ina Morel a fermé"."""
    sentence = analysis.sentences[participle.sentence]
    present = participle.is_present_participle
    if not present or participle.index - sentence.first > 1:
        return None
    for child in analysis.children(participle):
        subject = next((c for c in analysis.children(child) if c.relation == "nsubj"), None)
        if (
            subject is None
            or child.index < subject.index
            or any(c.relation == "mark" for c in analysis.children(child))
        ):
            continue
        first = min(t.index for t in analysis.subtree(subject))
        group = [child, *(c for c in analysis.children(child) if c.relation == "aux")]
        finite = any(t.feat("VerbForm") == "Fin" for t in group)
        if finite and analysis.tokens[first - 1].norm == ",":
            return child
    return None


def _with_root(sentence: Sentence, roots: dict[int, int]) -> Sentence:
    return replace(sentence, root=roots[sentence.root]) if sentence.root in roots else sentence


def _is_free(analysis: Analysis, token: Token) -> bool:
    """Say whether a form of "avoir", or of "être" behind a reflexive pronoun, carries no participle in the tree."""
    words = word_list(analysis.language, "frames")
    if token.feat("VerbForm") != "Fin" or token.relation in {"aux", "cop"}:
        return False
    if token.lemma in words["auxiliaries"]["words"]:
        return True
    reflexive = word_list(analysis.language, "cues")["small"]["reflexive"]
    before = analysis.tokens[token.index - 1] if token.index else token
    return token.lemma in words["copulas"]["words"] and before.norm in reflexive


def _participle(analysis: Analysis, auxiliary: Token) -> Token | None:
    """Return the past participle behind an auxiliary and the phrases set between them, None where none stands there."""
    limit = min(auxiliary.index + REACH, analysis.sentences[auxiliary.sentence].last)
    index = auxiliary.index + 1
    while index < limit:
        token = analysis.tokens[index]
        passed = _passed(analysis, index, limit)
        if passed > index:
            index = passed
        elif can_be_participle(analysis, token):
            return token
        else:
            return None
    return None


def _passed(analysis: Analysis, index: int, limit: int) -> int:
    """Return the index behind an adverb, a set phrase or what two commas set off; the same index where none stands there."""
    tokens = analysis.tokens
    for phrase in word_list(analysis.language, "frames")["interposed"]["phrases"]:
        if [t.norm for t in tokens[index : index + len(phrase)]] == phrase:
            return index + len(phrase)
    token = tokens[index]
    if token.norm == ",":
        inner = tokens[index + 1 : limit]
        closing = next((t.index for t in inner if t.norm in {",", ";", ":"}), None)
        verb = any(t.feat("VerbForm") == "Fin" for t in tokens[index + 1 : closing or index + 1])
        return closing + 1 if closing is not None and not verb and tokens[closing].norm == "," else index
    negators = word_list(analysis.language, "cues")["negators"]["words"]
    return index + 1 if token.upos == "ADV" or token.norm in negators else index


def _hangs_below(analysis: Analysis, token: Token, top: Token) -> bool:
    climbing = token
    for _ in range(REACH):
        if climbing.head == climbing.index:
            return False
        climbing = analysis.head(climbing)
        if climbing.index == top.index:
            return True
    return False


def _join(analysis: Analysis, tokens: list[Token], auxiliary: Token, participle: Token) -> None:
    """Let the participle take the auxiliary's place in the tree, with all that hung on it."""
    root = auxiliary.head == auxiliary.index
    for child in analysis.children(auxiliary):
        tokens[child.index] = replace(tokens[child.index], head=participle.index)
    tokens[participle.index] = replace(
        tokens[participle.index],
        head=participle.index if root else auxiliary.head,
        deprel=auxiliary.deprel,
        upos="VERB",
        lemma=verb_of(analysis, participle),
        feats=with_past(participle.feats),
    )
    tokens[auxiliary.index] = replace(auxiliary, head=participle.index, deprel="aux:tense", upos="AUX")
