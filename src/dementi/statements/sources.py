# SPDX-License-Identifier: Apache-2.0
"""Which words name who speaks? The mention that a cue attaches to: its subject, its agent, the noun it stands by."""

from __future__ import annotations

from dementi.language import Analysis, Token, word_list
from dementi.statements.mentions import mention, set_off
from dementi.statements.places import joined_subject, missed_subject, nearest_of, noun_before, subject_across
from dementi.statements.quotations import CLOSING
from dementi.statements.relatives import relative_antecedent
from dementi.statements.surface import far_auxiliary, leading_verb, nearer_subject

__all__ = ["agent_of", "far_auxiliary", "mention", "noun_before", "subject_of"]

_CONTROLLED = {"advcl", "obl", "ccomp", "nmod", "parataxis"}


def subject_of(analysis: Analysis, verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the mention that is a verb's subject, None where none is expressed."""
    own = _own_subject(analysis, verb) or (
        _dummy_subject(analysis, verb) if depth == 0 or _has_will(analysis, verb) else None
    )
    finite = _is_finite(analysis, verb)
    if finite and (own is None or (own.upos in {"ADJ", "NOUN", "PROPN"} and own.index < verb.index)):
        own = nearer_subject(analysis, verb, own) or own
    if own is not None or depth > 6:
        return own
    if (leading := leading_verb(analysis, verb)) is not None:
        return subject_of(analysis, leading, depth + 1)
    if not finite and (controlling := _controlling_object(analysis, verb)) is not None:
        return controlling
    if verb.head == verb.index and not finite and (behind := _behind_opening(analysis, verb)) is not None:
        return behind
    missed = missed_subject(analysis, verb) or joined_subject(analysis, verb) if finite else None
    if missed is None and finite and verb.head == verb.index:
        return subject_across(analysis, verb)
    if missed is not None or verb.head == verb.index:
        return missed
    if verb.relation == "acl" and not finite:
        return _subject_of_participle(analysis, verb, depth)
    return _shared_subject(analysis, verb, depth, finite=finite) or _subject_of_sentence(analysis, verb, finite=finite)


def _controlling_object(analysis: Analysis, verb: Token) -> Token | None:
    """Return the object that does what an infinitive says: "a poussé le maire à critiquer"."""
    head = analysis.head(verb)
    verbs = word_list(analysis.language, "sources")["object_control"]["verbs"]
    present = verb.is_present_participle
    if not (verb.feat("VerbForm") == "Inf" or present) or head.lemma not in verbs or head.index > verb.index:
        return None
    objects = [c for c in analysis.children(head) if c.relation == "obj" and c.index < verb.index]
    return next((c for c in objects if c.upos in {"NOUN", "PROPN"}), None)


def _subject_of_sentence(analysis: Analysis, verb: Token, *, finite: bool) -> Token | None:
    """Return whose verb it is, where the tree tells nothing: of a joined verb the noun before, of "après avoir nié, X" the noun behind."""
    head = analysis.head(verb)
    if finite and verb.relation == "conj":
        return noun_before(analysis, head, head.index) if head.feat("VerbForm") == "Part" else None
    return None


def _behind_opening(analysis: Analysis, verb: Token) -> Token | None:
    """Return the subject behind an infinitive that opens a sentence: "Après avoir nié les faits, Ina Morel a dit"."""
    opening = any(c.relation in {"mark", "case"} and c.upos == "ADP" for c in analysis.children(verb))
    infinitive = verb.feat("VerbForm") == "Inf" or any(
        c.relation == "aux" and c.feat("VerbForm") == "Inf" for c in analysis.children(verb)
    )
    sentence = analysis.sentences[verb.sentence]
    if not (opening and infinitive) or verb.index - sentence.first > 4:
        return None
    comma = next((t for t in analysis.tokens[verb.index : sentence.last] if t.norm == ","), None)
    if comma is None or comma.index + 1 >= sentence.last:
        return None
    behind = analysis.tokens[comma.index + 1 : comma.index + 4]
    if behind[0].upos not in {"DET", "PRON", "PROPN"}:
        return None
    return next((t for t in behind if t.upos in {"NOUN", "PRON", "PROPN"}), None)


def _own_subject(analysis: Analysis, verb: Token) -> Token | None:
    clitics = word_list(analysis.language, "cues")["small"]["clitics"]
    nouns = [c for c in analysis.children(verb) if c.relation == "nsubj" and c.upos in {"NOUN", "PROPN"}]
    behind = any(c.index > verb.index for c in nouns)
    # "X, que le port a à plusieurs reprises dit avoir vu, …": the clause's own subject hangs on the auxiliary.
    helped = [d for c in analysis.children(verb) if c.relation == "aux" for d in analysis.children(c)]
    inner = next((d for d in helped if d.relation == "nsubj" and d.upos in {"NOUN", "PROPN"}), None)
    if inner is not None and nouns and nouns[0].index < inner.index < verb.index:
        return inner
    if (nearest := nearest_of(analysis, verb, nouns)) is not None:
        return nearest
    for child in analysis.children(verb):
        if behind and child.upos == "PRON" and child.norm in clitics:
            # « … », lui a répondu X
            continue
        if len(nouns) > 1 and child.index > verb.index and any(c.relation == "case" for c in analysis.children(child)):
            # « … », a dit à l'agence X
            continue
        if child.relation == "nsubj" and child.upos == "AUX":
            # "Ce dernier aurait, par lettre, expliqué": the subject hangs on the auxiliary.
            return next((c for c in analysis.children(child) if c.relation == "nsubj"), None)
        if child.relation == "nsubj" and not child.norm.endswith("'") and not _is_phrase(analysis, child, verb):
            if _is_object(analysis, verb, child):
                before = _noun_first(analysis, verb)
                if before is not None or _is_joined(analysis, verb, child):
                    return before
            return _behind_topic(analysis, verb, relative_antecedent(analysis, child))
    # "Le syndicat a, pour sa part, dénoncé": the subject hangs on the auxiliary.
    return inner


def _has_will(analysis: Analysis, verb: Token) -> bool:
    """Say whether somebody does it, whatever the tree takes its "il" for: "il en a profité pour rappeler"."""
    return verb.lemma in word_list(analysis.language, "cues")["said_under"]["verbs"]


def _dummy_subject(analysis: Analysis, verb: Token) -> Token | None:
    """Return "il" of "il explique", which the tree takes for the "il" of "il pleut"."""
    children = analysis.children(verb)
    if _is_passive(analysis, verb) or not _is_finite(analysis, verb):
        return None
    return next((c for c in children if c.deprel == "expl:subj" and c.upos == "PRON"), None)


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
    if verb.relation == "conj" and finite and head.relation == "acl" and head.feat("Tense") == "Pres":
        return _above_participle(analysis, verb, head)
    if not (verb.relation in {"conj", "xcomp"} or (not finite and verb.relation in _CONTROLLED)):
        return None
    if not finite and head.upos in {"VERB", "AUX"} and _is_passive(analysis, head) and verb.feat("VerbForm") == "Part":
        return agent_of(analysis, head) or subject_of(analysis, head, depth + 1)
    found = subject_of(analysis, head, depth + 1)
    if found is not None and finite and _disagrees(verb, found) and head.head != head.index:
        # "Le port estime que les bacs partent et annonce …": it is joined to the verb above.
        return subject_of(analysis, analysis.head(head), depth + 1) or found
    return found


def _above_participle(analysis: Analysis, verb: Token, participle: Token) -> Token | None:
    """Return the subject of the finite verb above a participle by a noun: "met en scène des textes dénonçant le prix et [appelle] à"."""
    above = participle
    for _ in range(8):
        above = analysis.head(above)
        own = next((c for c in analysis.children(above) if c.relation == "nsubj"), None)
        if _is_finite(analysis, above) and own is not None and not _disagrees(verb, own):
            return own
    return None


def _disagrees(verb: Token, subject: Token) -> bool:
    numbers = {verb.feat("Number"), subject.feat("Number")}
    return verb.feat("VerbForm") == "Fin" and subject.upos == "NOUN" and numbers == {"Sing", "Plur"}


def _is_joined(analysis: Analysis, verb: Token, subject: Token) -> bool:
    """Say whether a verb goes on from another whose subject it shares: "affirme … et conteste [les faits]"."""
    before = analysis.tokens[verb.index - 1] if verb.index else None
    behind = subject.index > verb.index and any(c.relation == "det" for c in analysis.children(subject))
    return verb.relation == "conj" and before is not None and before.upos == "CCONJ" and behind


def _is_object(analysis: Analysis, verb: Token, subject: Token) -> bool:
    """Say whether what the parser took for the subject stands behind a verb that reports nothing before it."""
    if subject.index < verb.index or subject.upos not in {"NOUN", "PROPN"}:
        return False
    if verb.relation in {"root", "conj"}:
        return True
    near = any(c.relation == "aux" for c in analysis.children(verb))
    return not near and far_auxiliary(analysis, verb) is not None


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


def _controller(analysis: Analysis, verb: Token, head: Token, depth: int) -> Token | None:
    """Return who does what a participle behind a noun says: the noun, or behind a comma the sentence's subject."""
    nominal = head.upos in {"NOUN", "PROPN", "PRON"}
    apart = set_off(analysis, verb) and verb.feat("Tense") == "Pres"
    if not nominal or verb.feat("VerbForm") == "Inf" or apart:
        top = head
        for _ in range(8):
            if top.upos in {"VERB", "AUX"} and (found := subject_of(analysis, top, depth + 1)) is not None:
                return found
            if top.head == top.index:
                break
            top = analysis.head(top)
    return head if nominal else None


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
    # "est jugé trop coûteux par X": the tree hangs the agent on what is found.
    below = (d for c in analysis.children(verb) if c.relation == "xcomp" for d in analysis.children(c))
    return next((d for d in below if d.deprel == "obl:agent"), None)
