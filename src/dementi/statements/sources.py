# SPDX-License-Identifier: Apache-2.0
"""Which words name who speaks? The mention that a cue attaches to: its subject, its agent, the noun it stands by."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Analysis, Token, word_list
from dementi.record import Span
from dementi.statements.quotations import CLOSING, OPENING

__all__ = ["agent_of", "far_auxiliary", "mention", "noun_before", "subject_of"]

_CONTROLLED = {"advcl", "obl", "ccomp", "nmod", "parataxis"}
_OUTSIDE = {"appos", "parataxis", "dislocated"}


def subject_of(analysis: Analysis, verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the mention that is a verb's subject, None where none is expressed."""
    own = _own_subject(analysis, verb)
    if own is not None or depth > 6:
        return own
    finite = _is_finite(analysis, verb)
    missed = _missed_subject(analysis, verb) or _joined_subject(analysis, verb) if finite else None
    if missed is not None or verb.head == verb.index:
        return missed
    if verb.relation == "acl" and not finite:
        return _subject_of_participle(analysis, verb, depth)
    return _shared_subject(analysis, verb, depth, finite=finite)


def _own_subject(analysis: Analysis, verb: Token) -> Token | None:
    for child in analysis.children(verb):
        if child.relation == "nsubj" and not child.norm.endswith("'") and not _is_phrase(analysis, child, verb):
            if _is_object(verb, child) and (before := _noun_first(analysis, verb)) is not None:
                return before
            return _behind_topic(analysis, verb, _antecedent(analysis, child))
    return None


def _subject_of_participle(analysis: Analysis, verb: Token, depth: int) -> Token | None:
    auxiliary = far_auxiliary(analysis, verb)
    if auxiliary is None:
        return _controller(analysis, verb, analysis.head(verb), depth)
    own = next((c for c in analysis.children(auxiliary) if c.relation == "nsubj"), None)
    return own or noun_before(analysis, verb, auxiliary.index)


def _shared_subject(analysis: Analysis, verb: Token, depth: int, *, finite: bool) -> Token | None:
    """Return the subject that a verb shares with the one it hangs on; of a passive one, its agent."""
    head = analysis.head(verb)
    own = any(c.relation == "nsubj" for c in analysis.children(head))
    if verb.relation == "conj" and head.upos in {"NOUN", "PROPN"} and not own:
        return None
    if not (verb.relation in {"conj", "xcomp"} or (not finite and verb.relation in _CONTROLLED)):
        return None
    if not finite and head.upos in {"VERB", "AUX"} and _is_passive(analysis, head) and verb.feat("VerbForm") == "Part":
        return agent_of(analysis, head) or subject_of(analysis, head, depth + 1)
    return subject_of(analysis, head, depth + 1)


def _is_object(verb: Token, subject: Token) -> bool:
    """Say whether what the parser took for the subject stands behind a verb that reports nothing before it."""
    return subject.index > verb.index and subject.upos in {"NOUN", "PROPN"} and verb.relation in {"root", "conj"}


def _noun_first(analysis: Analysis, verb: Token) -> Token | None:
    first = min([verb.index, *(c.index for c in analysis.children(verb) if c.relation == "aux")])
    if first == 0 or analysis.tokens[first - 1].norm in CLOSING:
        return None
    return noun_before(analysis, verb, first)


def _is_phrase(analysis: Analysis, subject: Token, verb: Token) -> bool:
    """Say whether a preposition stands before what the parser took for the subject: "a à plusieurs reprises dit"."""
    if subject.index > verb.index or subject.upos not in {"NOUN", "PROPN"}:
        return False
    first = min((t.index for t in analysis.subtree(subject) if t.upos != "PUNCT"), default=subject.index)
    before = analysis.tokens[first - 1] if first else None
    auxiliary = any(c.relation == "aux" and c.index < first for c in analysis.children(verb))
    return auxiliary and before is not None


def _behind_topic(analysis: Analysis, verb: Token, subject: Token) -> Token:
    """Return the subject behind the topic of a headline: in "Valmarie : Tersane annonce …", Tersane."""
    if subject.index >= verb.index or verb.index - subject.index > 12:
        return subject
    between = analysis.tokens[subject.index + 1 : verb.index]
    colon = next((t for t in between if t.norm == ":"), None)
    if colon is None:
        return subject
    return next((t for t in analysis.tokens[colon.index + 1 : verb.index] if t.upos in {"NOUN", "PROPN"}), subject)


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
            if token.upos in {"NOUN", "PROPN"} and _heads_phrase(analysis, token) and not _is_dated(analysis, token):
                return token
        index -= 1
    return None


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


def _controller(analysis: Analysis, verb: Token, head: Token, depth: int) -> Token | None:
    """Return who does what a participle behind a noun says: the noun, or behind a comma the sentence's subject."""
    nominal = head.upos in {"NOUN", "PROPN", "PRON"}
    apart = _comma_before(analysis, verb) and verb.feat("Tense") == "Pres"
    if not nominal or verb.feat("VerbForm") == "Inf" or apart:
        top = head
        for _ in range(8):
            if top.upos in {"VERB", "AUX"} and (found := subject_of(analysis, top, depth + 1)) is not None:
                return found
            if top.head == top.index:
                break
            top = analysis.head(top)
    return head if nominal else None


def _joined_subject(analysis: Analysis, verb: Token) -> Token | None:
    """Return the noun between a conjunction and its verb: "…, mais les autorités disent que"."""
    if verb.relation not in {"conj", "advcl"} or verb.head > verb.index:
        return None
    first = min([verb.index, *(c.index for c in analysis.children(verb) if c.relation == "aux")])
    found = noun_before(analysis, verb, first)
    if found is None:
        return None
    between = analysis.tokens[max(verb.head, found.index - 12) : found.index]
    return found if any(t.upos == "CCONJ" for t in between) else None


def _missed_subject(analysis: Analysis, verb: Token) -> Token | None:
    """Return the noun before a finite verb that no preposition takes, where the parser gave it no subject."""
    found = None
    for child in analysis.children(verb):
        plain = child.upos in {"NOUN", "PROPN"} and child.relation in {"obj", "obl", "dislocated", "dep", "conj"}
        cased = any(c.relation in {"case", "mark"} for c in analysis.children(child))
        if plain and not cased and child.index < verb.index and not _is_dated(analysis, child):
            found = child
    return found


def _is_dated(analysis: Analysis, token: Token) -> bool:
    return any(e.kind in {"DATE", "HOUR"} and e.first <= token.index < e.last for e in analysis.entities)


def _is_finite(analysis: Analysis, verb: Token) -> bool:
    if verb.feat("VerbForm") == "Fin":
        return True
    return any(c.relation == "aux" and c.feat("VerbForm") == "Fin" for c in analysis.children(verb))


def _is_passive(analysis: Analysis, verb: Token) -> bool:
    return any(c.deprel == "aux:pass" for c in analysis.children(verb))


def agent_of(analysis: Analysis, verb: Token) -> Token | None:
    """Return the agent of a passive verb ("par X"), None where none is expressed."""
    for child in analysis.children(verb):
        if child.deprel == "obl:agent":
            return child
    agents = word_list(analysis.language, "frames")["agent"]["words"]
    for child in analysis.children(verb):
        cases = [c.norm for c in analysis.children(child) if c.relation == "case"]
        if child.relation == "obl" and child.index > verb.index and cases[:1] and cases[0] in agents:
            return child
    return None


def mention(analysis: Analysis, head: Token, stops: Sequence[int] = ()) -> Span:
    """Return the words of a mention: determiner to last modifier, without relative clauses and appositions set off.

    Args:
        analysis: the analysis.
        head: its main token.
        stops: tokens that the mention may not reach (the cue).
    """
    if head.norm.startswith("-"):
        start = head.start + (3 if head.norm.startswith("-t-") else 1)
        return Span.of(analysis.text, start if start < head.end else head.start, head.end)
    kept = {head.index}
    waiting = [head]
    while waiting:
        token = waiting.pop()
        for child in analysis.children(token):
            if child.index in stops or child.upos == "PUNCT" or _leaves(analysis, token, child):
                continue
            kept.add(child.index)
            waiting.append(child)
    tokens = _run(analysis, sorted(kept), head.index)
    while len(tokens) > 1 and tokens[0].upos in {"ADP", "PUNCT", "CCONJ", "SCONJ"} and tokens[0].index < head.index:
        # "par l'armée": the preposition is not of the mention; a contraction (du, des) is kept as written.
        if tokens[0].upos == "ADP" and tokens[0].norm in {"du", "des", "au", "aux"}:
            break
        tokens = tokens[1:]
    return Span.of(analysis.text, tokens[0].start, _name_end(analysis, tokens))


def _name_end(analysis: Analysis, tokens: Sequence[Token]) -> int:
    """Return the end of a mention; a person's name in it is not cut in two."""
    last = tokens[-1]
    for entity in analysis.entities:
        if entity.first > last.index:
            break
        if entity.kind == "PER" and tokens[0].index <= entity.first <= last.index < entity.last:
            return max(last.end, entity.span.end)
    return last.end


def _antecedent(analysis: Analysis, subject: Token) -> Token:
    """Return what a relative pronoun stands for."""
    if subject.upos == "PRON" and subject.feat("PronType") == "Rel":
        verb = analysis.head(subject)
        for _ in range(4):
            if verb.relation == "acl" and verb.head != verb.index:
                return _nearest_source(analysis, analysis.head(verb), subject)
            if verb.head == verb.index:
                break
            verb = analysis.head(verb)
    return subject


def _nearest_source(analysis: Analysis, noun: Token, relative: Token) -> Token:
    """Return the antecedent of « qui »: in "…, selon la police, qui précise", the police, whatever the tree says."""
    prepositions = word_list(analysis.language, "according")["prepositions"]["words"]
    between = analysis.tokens[noun.index : relative.index]
    at = next((t.index for t in between if t.norm in prepositions), None)
    if at is None:
        return noun
    return next((t for t in analysis.tokens[at + 1 : relative.index] if t.upos in {"NOUN", "PROPN"}), noun)


def _leaves(analysis: Analysis, token: Token, child: Token) -> bool:
    """Say whether a dependent is not of the mention: relative clauses, what commas or brackets set off."""
    if child.deprel == "acl:relcl" or child.relation in {"cop", "advcl", "discourse", "ccomp", "xcomp", "advmod"}:
        return child.deprel == "acl:relcl" or child.relation != "advmod" or child.index > token.index
    if child.relation == "acl":
        return _comma_before(analysis, child) or (
            child.index > token.index and (child.feat("Tense") == "Pres" or child.feat("VerbForm") == "Inf")
        )
    if child.relation == "conj":
        # "Un des chefs, Ivan Morel, a dit": an apposition that the parser took for a list.
        return _comma_before(analysis, child) and not _coordinated(analysis, token)
    if child.relation in _OUTSIDE or child.relation in {"nmod", "amod", "obl"}:
        # An apposition without a comma is of the name: "le ministre Ivan Morel".
        return _comma_before(analysis, child)
    return False


def _coordinated(analysis: Analysis, token: Token) -> bool:
    parts = [c for c in analysis.children(token) if c.relation == "conj"]
    return any(c.relation == "cc" for part in parts for c in analysis.children(part))


def _comma_before(analysis: Analysis, token: Token) -> bool:
    """Say whether a comma or a bracket sets off what depends on a token from what stands before it."""
    first = min((t.index for t in analysis.subtree(token) if t.upos != "PUNCT"), default=token.index)
    return first > 0 and analysis.tokens[first - 1].norm in {",", "(", "–", "—", ":"}


def _run(analysis: Analysis, kept: list[int], head: int) -> list[Token]:
    """Return the unbroken run of kept tokens around the head; small gaps (marks, hyphens) are bridged."""
    place = kept.index(head)
    first = last = place
    while first > 0 and kept[first] - kept[first - 1] <= 1:
        first -= 1
    while last + 1 < len(kept) and _bridged(analysis, kept[last], kept[last + 1]):
        last += 1
    return list(analysis.tokens[kept[first] : kept[last] + 1])


def _bridged(analysis: Analysis, one: int, other: int) -> bool:
    between = analysis.tokens[one + 1 : other]
    return all(t.norm in {"-", "(", ")", ",", "«", "»", '"'} for t in between) and len(between) <= 1
