# SPDX-License-Identifier: Apache-2.0
"""Which noun phrase stands right before a verb? The subject by place, where the tree has gone astray.

French news sentences put the subject before its verb with nothing but clitics and adverbs between; a tree that hangs
a verb on a far noun over a nearer phrase like this is mistaken more often than not.
"""

from __future__ import annotations

from bisect import bisect_left

from dementi.language import Analysis, Token, word_list
from dementi.statements.quotations import CLOSING, OPENING

__all__ = ["far_auxiliary", "is_dated", "leading_verb", "nearer_subject", "phrase_before"]

_PHRASE = {"ADJ", "ADP", "DET", "NOUN", "NUM", "PROPN", "X"}
_GROUP = {"ADV", "AUX"}
#: How many tokens a quotation between two joined verbs may take.
_FAR = 120
#: Tokens of a named time, at most.
_LONGEST = 30
_STOPS = {".", "!", "?", ";"}
_NEGATION = {"advmod", "expl", "iobj", "obj"}


def nearer_subject(analysis: Analysis, verb: Token, own: Token | None) -> Token | None:
    """Return the phrase right before a finite verb, where the tree's subject is farther off and another's; else None."""
    found = phrase_before(analysis, verb)
    if found is None or own is None:
        return found
    start, head = found.index, own.index
    if head >= start or head >= verb.index:
        return None
    between = analysis.tokens[head + 1 : start]
    clause = any(t.feat("VerbForm") == "Fin" and t.deprel != "acl:relcl" for t in between)
    joined = any(t.index == found.index for t in analysis.subtree(own)) and found.relation in {"conj", "flat", "nmod"}
    # "… la position de l'un, mais l'ambassadeur, Ina Morel a dit": behind a conjunction of clauses all begins anew.
    anew = any(_joins_clauses(analysis, t, own) for t in between)
    return found if anew or (clause and not _in_relative(analysis, found, own)) or not joined else None


def _joins_clauses(analysis: Analysis, token: Token, own: Token) -> bool:
    """Say whether a conjunction joins clauses and not the subject's own list: by its verb, or by the comma before it."""
    if token.relation != "cc" or token.upos != "CCONJ":
        return False
    joined = analysis.head(token)
    return joined.upos in {"VERB", "AUX"} or (analysis.tokens[token.index - 1].norm == "," and joined.head != own.index)


def _in_relative(analysis: Analysis, found: Token, own: Token) -> bool:
    """Say whether a phrase is inside a clause on the tree's subject: "le maire que le port a élu"."""
    climbing = found
    for _ in range(12):
        if climbing.head == own.index and climbing.relation in {"acl", "appos", "nmod", "conj"}:
            return True
        if climbing.head == climbing.index:
            return False
        climbing = analysis.head(climbing)
    return False


def phrase_before(analysis: Analysis, verb: Token) -> Token | None:
    """Return the head of a noun phrase that opens a clause and ends right before a finite verb group; else None."""
    first = verb.index
    sentence = analysis.sentences[verb.sentence]
    while first > sentence.first and _is_of_group(analysis, analysis.tokens[first - 1]):
        first -= 1
    if not any(t.feat("VerbForm") == "Fin" for t in analysis.tokens[first : verb.index + 1]):
        return None
    start = first
    while start > sentence.first and analysis.tokens[start - 1].upos in _PHRASE:
        start -= 1
    phrase = analysis.tokens[start:first]
    if not phrase or phrase[0].upos not in {"DET", "PROPN", "NUM"} or phrase[-1].upos in {"DET", "ADP", "NUM"}:
        return None
    if not _opens_clause(analysis, start, sentence.first):
        return None
    head = next((t for t in phrase if t.upos in {"NOUN", "PROPN"}), None)
    return head if head is not None and not is_dated(analysis, head) else None


def _is_of_group(analysis: Analysis, token: Token) -> bool:
    if token.upos in _GROUP:
        return True
    clitics = word_list(analysis.language, "cues")["small"]
    small = {*clitics["clitics"], *clitics["reflexive"], *word_list(analysis.language, "cues")["particles"]["words"]}
    return token.norm in small and token.upos in {"ADV", "PRON"} and token.relation in _NEGATION


def _opens_clause(analysis: Analysis, start: int, first: int) -> bool:
    before = analysis.tokens[start - 1] if start > first else None
    if before is None or before.norm in {":", "–", "—"}:
        return True
    # Behind a comma it may end a list or be an apposition; then a comma would stand behind it too.
    joined = before.upos == "CCONJ" and before.relation == "cc"
    # "Ainsi que" joins; "que" opens a clause.
    return before.norm == "," or joined or (before.upos == "SCONJ" and before.relation == "mark")


def leading_verb(analysis: Analysis, participle: Token) -> Token | None:
    """Return the participle with an auxiliary that a bare one goes on from: "a précisé que « … », et ajouté que"."""
    if participle.feat("Tense") != "Past" or any(c.relation == "aux" for c in analysis.children(participle)):
        return None
    before = analysis.tokens[participle.index - 1] if participle.index else None
    head = analysis.head(participle)
    clausal = head.upos in {"VERB", "AUX"} or any(c.relation == "cop" for c in analysis.children(head))
    # "A qualifié de « mascarade » la campagne et promis de …": the tree joins it to the noun.
    clausal = clausal or (head.upos in {"NOUN", "PROPN"} and participle.relation == "conj")
    if before is None or before.upos != "CCONJ" or not clausal:
        return None
    quoted = False
    for token in reversed(analysis.tokens[max(0, participle.index - _FAR) : participle.index]):
        if token.norm in CLOSING or token.norm in OPENING:
            quoted = token.norm in CLOSING and not (quoted and token.norm in OPENING)
        elif not quoted and token.norm in _STOPS:
            # Only a quotation of several sentences leads back over a full stop.
            return None
        elif not quoted and _is_compound(analysis, token):
            return token
    return None


def _is_compound(analysis: Analysis, token: Token) -> bool:
    past = token.feat("Tense") == "Past" and token.relation in {"root", "conj", "parataxis"}
    return past and any(c.relation == "aux" and c.feat("VerbForm") == "Fin" for c in analysis.children(token))


def is_dated(analysis: Analysis, token: Token) -> bool:
    """Say whether a token is of a named date or hour, or a weekday."""
    if token.norm in word_list(analysis.language, "calendar")["weekdays"]:
        return True
    near = bisect_left(analysis.entities, token.index - _LONGEST, key=lambda e: e.first)
    for entity in analysis.entities[near:]:
        if entity.first > token.index:
            return False
        if entity.kind in {"DATE", "HOUR"} and token.index < entity.last:
            return True
    return False


def far_auxiliary(analysis: Analysis, verb: Token) -> Token | None:
    """Return the auxiliary of a past participle that stands far before it: "a, lundi à Tersane, accusé"."""
    if verb.feat("Tense") != "Past":
        return None
    auxiliaries = word_list(analysis.language, "frames")["auxiliaries"]["words"]
    quoted = False
    sentence = analysis.sentences[verb.sentence]
    for before in reversed(analysis.tokens[max(sentence.first, verb.index - 24) : verb.index]):
        if before.norm in CLOSING or before.norm in OPENING:
            quoted = before.norm in CLOSING and not (quoted and before.norm in OPENING)
        elif not quoted and before.upos in {"VERB", "AUX"}:
            return before if before.lemma in auxiliaries and before.feat("VerbForm") == "Fin" else None
    return None
