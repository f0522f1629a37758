# SPDX-License-Identifier: Apache-2.0
"""Which words did the tagger take for another kind? Participles told as adjectives, nouns or finite verbs; judgements told as nouns.

The lexicon and the words beside tell better: the tagger errs where a participle opens a sentence or goes on from another.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dementi.language import Analysis, Token, word_list
from dementi.language.lexicon import lexicon
from dementi.statements.quotations import OPENING

__all__ = ["can_be_participle", "retagged", "verb_of", "with_past"]

#: The features of a verb in the present.
_PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


def retagged(analysis: Analysis) -> Analysis:
    """Return an analysis with the kinds of those words put right; the same one where none is wrong."""
    changed: dict[int, Token] = {}
    for token in analysis.tokens:
        if token.upos in {"ADJ", "NOUN"}:
            if _is_passive(analysis, token):
                changed |= _passive(analysis, token)
            elif _is_participle(analysis, token):
                changed[token.index] = _participle(analysis, token)
            elif _is_verb_of_headline(analysis, token):
                verb = _finite_of(analysis, token)
                changed[token.index] = replace(token, lemma=verb, upos="VERB", feats=_PRESENT)
            elif (noun := _qualified(analysis, token)) is not None:
                told = _participle(analysis, token)
                changed[token.index] = replace(told, head=noun.index, deprel="acl")
            elif _is_named_before_day(analysis, token):
                changed |= _named(analysis, token)
            elif _is_judgement(analysis, token):
                changed[token.index] = replace(token, upos="ADJ", deprel="xcomp")
        elif token.deprel == "aux:tense" and _is_misread(analysis, token):
            changed[token.head] = _participle(analysis, analysis.head(token))
    if not changed:
        return analysis
    return replace(analysis, tokens=tuple(changed.get(t.index, t) for t in analysis.tokens))


def _qualified(analysis: Analysis, token: Token) -> Token | None:
    """Return the noun of a participle behind a comma that was taken for a noun: "des frappes …, [coordonnées] selon X avec"; None else."""
    tokens = analysis.tokens
    bare = token.upos == "NOUN" and not any(
        c.relation in {"det", "case", "cc", "cop"} for c in analysis.children(token)
    )
    if not bare or not 0 < token.index < len(tokens) - 2 or tokens[token.index - 1].norm != ",":
        return None
    behind = tokens[token.index + 1 : token.index + 3]
    # A clause in the tree, or set apart: "des blessés, détenus, réfugiés" is a list.
    clause = token.relation == "acl" or (behind[0].norm == "," and behind[1].upos == "ADP")
    if not clause or not can_be_participle(analysis, token):
        return None
    first = analysis.sentences[token.sentence].first
    # Of several that agree the one with the article is what is spoken of.
    before = [t for t in reversed(tokens[first : token.index - 1]) if t.upos == "NOUN" and _agree(t, token)]
    return next((t for t in before if any(c.relation == "det" for c in analysis.children(t))), None)


def _agree(noun: Token, other: Token) -> bool:
    """Say whether two words are of one gender and number, both known."""
    return all(noun.feat(name) == other.feat(name) is not None for name in ("Gender", "Number"))


def _is_named_before_day(analysis: Analysis, token: Token) -> bool:
    """Say whether a noun between its article and a day was taken for the day's adjective: "a assuré le [technicien] mardi"."""
    day = analysis.head(token)
    before = analysis.tokens[token.index - 1] if token.index else token
    weekdays = word_list(analysis.language, "calendar")["weekdays"]
    apart = token.upos == "ADJ" and day.index == token.index + 1 and day.norm in weekdays and before.upos == "DET"
    return apart and any(e.upos == "NOUN" for e in lexicon(analysis.language).entries(token.form))


def _named(analysis: Analysis, token: Token) -> dict[int, Token]:
    day, before = analysis.head(token), analysis.tokens[token.index - 1]
    verb = day.head if day.head != day.index else token.index
    return {
        token.index: replace(token, upos="NOUN", head=verb, deprel="nsubj"),
        before.index: replace(before, head=token.index, deprel="det"),
    }


def _is_verb_of_headline(analysis: Analysis, token: Token) -> bool:
    """Say whether a noun with a subject and no article is a verb of saying: "L'armée [annonce], dans un texte, avoir pris la ville"."""
    children = analysis.children(token)
    if token.upos != "NOUN" or token.relation not in {"root", "conj", "parataxis"}:
        return False
    subject = any(c.relation == "nsubj" and c.index < token.index for c in children)
    nominal = any(c.relation in {"cop", "det", "case"} for c in children)
    return subject and not nominal and bool(_finite_of(analysis, token))


def _finite_of(analysis: Analysis, token: Token) -> str:
    """Return the lemma of the verb of saying of which a word can be the present, "" where it can be none."""
    entries = lexicon(analysis.language).entries(token.form)
    lemmas = [e.lemma for e in entries if e.upos == "VERB" and e.mood == "Ind" and e.person in {"3", ""}]
    return next((lemma for lemma in lemmas if _says(analysis, lemma)), "")


def can_be_participle(analysis: Analysis, token: Token) -> bool:
    """Say whether a word is, or by its form can be, a past participle."""
    if token.upos not in {"ADJ", "NOUN", "VERB"}:
        return False
    if token.is_past_participle:
        return True
    entries = lexicon(analysis.language).entries(token.form)
    return any(e.mood == "Part" and e.tense == "Past" for e in entries)


def verb_of(analysis: Analysis, participle: Token) -> str:
    """Return the lemma of the verb whose participle a word is."""
    entries = [e for e in lexicon(analysis.language).entries(participle.form) if e.mood == "Part" and e.tense == "Past"]
    return participle.lemma if participle.upos == "VERB" or not entries else entries[0].lemma


def with_past(feats: str) -> str:
    """Return the features of a word as those of a past participle."""
    kept = [f for f in feats.split("|") if f and not f.startswith(("Mood=", "Person=", "Tense=", "VerbForm="))]
    return "|".join(sorted([*kept, "Tense=Past", "VerbForm=Part"]))


def _participle(analysis: Analysis, token: Token) -> Token:
    return replace(token, lemma=verb_of(analysis, token), upos="VERB", feats=with_past(token.feats))


def _is_misread(analysis: Analysis, auxiliary: Token) -> bool:
    """Say whether the tagger took a participle behind its auxiliary for a finite form: "a, lundi, dénoncé"."""
    verb = analysis.head(auxiliary)
    if verb.feat("VerbForm") != "Fin" or verb.index < auxiliary.index:
        return False
    entries = lexicon(analysis.language).entries(verb.form)
    return bool(entries) and all(e.mood == "Part" and e.tense == "Past" for e in entries if e.upos == "VERB")


def _is_participle(analysis: Analysis, token: Token) -> bool:
    """Say whether a participle was taken for an adjective or a noun."""
    return any(told(analysis, token) for told in (_is_carried, _is_joined, _is_only_participle, _opens))


def _is_carried(analysis: Analysis, token: Token) -> bool:
    """Say whether a participle with its auxiliary was taken for an adjective: "avait jusqu'à présent [nié] ces faits"."""
    tensed = any(c.deprel == "aux:tense" and c.index < token.index for c in analysis.children(token))
    return tensed and can_be_participle(analysis, token)


def _is_joined(analysis: Analysis, token: Token) -> bool:
    """Say whether a participle that goes on from another was taken for an adjective: "a promis un quai et [rappelé] que"."""
    if token.upos != "ADJ" or not 0 < token.index < len(analysis.tokens) - 1:
        return False
    words = word_list(analysis.language, "frames")["clause"]["words"]
    before, behind = analysis.tokens[token.index - 1], analysis.tokens[token.index + 1]
    return before.upos == "CCONJ" and behind.norm in words and can_be_participle(analysis, token)


def _is_only_participle(analysis: Analysis, token: Token) -> bool:
    """Say whether an adjective that opens a sentence can be nothing but a participle: "Contacté, le port …"."""
    if token.upos != "ADJ" or token.index != analysis.sentences[token.sentence].first:
        return False
    entries = lexicon(analysis.language).entries(token.form)
    return bool(entries) and all(e.mood == "Part" and e.tense == "Past" for e in entries)


def _opens(analysis: Analysis, token: Token) -> bool:
    """Say whether a noun without an article that opens a sentence is a participle of its subject: "Élu mardi, le maire …"."""
    first = token.index == analysis.sentences[token.sentence].first
    return first and token.upos == "NOUN" and token.relation in {"advcl", "acl"} and can_be_participle(analysis, token)


def _is_passive(analysis: Analysis, token: Token) -> bool:
    """Say whether a participle in a passive of saying was taken for an adjective: "ces propos ont été [qualifiés] de …"."""
    children = analysis.children(token)
    if not any(c.relation == "cop" for c in children) or not can_be_participle(analysis, token):
        return False
    agents = word_list(analysis.language, "frames")["agent"]["words"]
    by = any(c.relation == "obl" and d.norm in agents for c in children for d in analysis.children(c))
    return by and _says(analysis, verb_of(analysis, token))


def _passive(analysis: Analysis, token: Token) -> dict[int, Token]:
    changed = {token.index: _participle(analysis, token)}
    for child in analysis.children(token):
        if child.relation == "cop":
            changed[child.index] = replace(child, deprel="aux:pass")
        elif child.deprel == "nsubj":
            changed[child.index] = replace(child, deprel="nsubj:pass")
    return changed


def _is_judgement(analysis: Analysis, token: Token) -> bool:
    """Say whether an adjective right behind a verb of judging was taken for a noun: "juge [absurde] que", "juge « absurde » X"."""
    verb = analysis.head(token)
    between = analysis.tokens[verb.index + 1 : token.index]
    if token.upos != "NOUN" or token.relation not in {"amod", "obj"} or any(t.norm not in OPENING for t in between):
        return False
    judges = "as" in _frames(analysis.language, verb.lemma)
    return judges and any(e.upos == "ADJ" for e in lexicon(analysis.language).entries(token.form))


def _says(analysis: Analysis, lemma: str) -> bool:
    return bool(_frames(analysis.language, lemma))


@lru_cache(maxsize=4096)
def _frames(language: str, lemma: str) -> frozenset[str]:
    groups = word_list(language, "cues")["verbs"]
    return frozenset(frame for group in groups if lemma in group["lemmas"] for frame in group["frames"])
