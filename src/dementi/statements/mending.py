# SPDX-License-Identifier: Apache-2.0
"""Which participle does an auxiliary carry over a phrase set between them? "a, lundi, accusé", "s'est de son côté alarmée".

The parser takes the auxiliary for the verb and hangs the participle on the phrase. Here the tree is put right once, for all rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dementi.language import Analysis, Sentence, Token, word_list
from dementi.language.lexicon import lexicon

__all__ = ["mended"]

#: Tokens that a phrase between an auxiliary and its participle may take, commas included.
REACH = 16


def mended(analysis: Analysis) -> Analysis:
    """Return an analysis in which each auxiliary that stands far before its participle hangs on it; the same one where none does."""
    tokens = list(analysis.tokens)
    roots: dict[int, int] = {}
    wrong = False
    for auxiliary in analysis.tokens:
        if auxiliary.deprel == "aux:tense" and _is_misread(analysis, auxiliary):
            verb = analysis.head(auxiliary)
            tokens[verb.index] = replace(verb, lemma=_verb(analysis, verb), upos="VERB", feats=_with_past(verb.feats))
            wrong = True
        if _is_joined(analysis, auxiliary):
            lemma, feats = _verb(analysis, auxiliary), _with_past(auxiliary.feats)
            tokens[auxiliary.index] = replace(auxiliary, lemma=lemma, upos="VERB", feats=feats)
            wrong = True
        if not _is_free(analysis, auxiliary):
            continue
        participle = _participle(analysis, auxiliary)
        if participle is not None and participle.relation != "root" and _hangs_below(analysis, participle, auxiliary):
            _join(analysis, tokens, auxiliary, participle)
            roots[auxiliary.index] = participle.index
    if not roots and not wrong:
        return analysis
    sentences = tuple(_with_root(s, roots) for s in analysis.sentences)
    return replace(analysis, tokens=tuple(tokens), sentences=sentences)


def _is_misread(analysis: Analysis, auxiliary: Token) -> bool:
    """Say whether the tagger took a participle behind its auxiliary for a finite form: "a, lundi, dénoncé"."""
    verb = analysis.head(auxiliary)
    if verb.feat("VerbForm") != "Fin" or verb.index < auxiliary.index:
        return False
    entries = lexicon(analysis.language).entries(verb.form)
    return bool(entries) and all(e.mood == "Part" and e.tense == "Past" for e in entries if e.upos == "VERB")


def _is_joined(analysis: Analysis, token: Token) -> bool:
    """Say whether a participle that goes on from another was taken for an adjective: "a promis un quai et [rappelé] que"."""
    if token.upos != "ADJ" or not 0 < token.index < len(analysis.tokens) - 1:
        return False
    words = word_list(analysis.language, "frames")["clause"]["words"]
    before, behind = analysis.tokens[token.index - 1], analysis.tokens[token.index + 1]
    return before.upos == "CCONJ" and behind.norm in words and _can_be_participle(analysis, token)


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
        elif _can_be_participle(analysis, token):
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


def _can_be_participle(analysis: Analysis, token: Token) -> bool:
    if token.upos not in {"VERB", "ADJ"}:
        return False
    if token.feat("VerbForm") == "Part" and token.feat("Tense") == "Past":
        return True
    entries = lexicon(analysis.language).entries(token.form)
    return any(e.mood == "Part" and e.tense == "Past" for e in entries)


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
        lemma=_verb(analysis, participle),
        feats=_with_past(participle.feats),
    )
    tokens[auxiliary.index] = replace(auxiliary, head=participle.index, deprel="aux:tense", upos="AUX")


def _verb(analysis: Analysis, participle: Token) -> str:
    entries: Sequence[str] = [
        e.lemma for e in lexicon(analysis.language).entries(participle.form) if e.mood == "Part" and e.tense == "Past"
    ]
    return participle.lemma if participle.upos == "VERB" or not entries else entries[0]


def _with_past(feats: str) -> str:
    kept = [f for f in feats.split("|") if f and not f.startswith(("Mood=", "Person=", "Tense=", "VerbForm="))]
    return "|".join(sorted([*kept, "Tense=Past", "VerbForm=Part"]))
