# SPDX-License-Identifier: Apache-2.0
"""Which tokens are cues, and what does each open? The verbs of saying of the language's list, with their frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dementi.language import Analysis, Token, word_list
from dementi.language.lexicon import lexicon
from dementi.statements.quotations import CLOSING

__all__ = ["WEAK", "Cue", "Verbs", "cue_lemma", "cue_of", "is_refusal", "open_cue", "saying_of", "verbs"]


#: What is tagged so is no verb, however the tagger errs.
_NO_VERBS = frozenset({"PUNCT", "DET", "ADP", "SCONJ", "CCONJ", "NUM", "PRON", "SYM"})

#: The frame of verbs of thought and will: they report only what they quote.
WEAK = "quoted"


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of saying: lemma -> frames; several words (faire savoir, se dire) are looked up by their verb."""

    frames: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    documents: frozenset[str]
    document_verbs: frozenset[str]
    not_speech: dict[str, list[str]]
    acts: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the text.

    Attributes:
        token: its verb.
        lemma: as the list has it ("faire savoir").
        frames: what it opens.
        first, last: the tokens of its verb group (indices, half-open): auxiliaries, clitics and adverbs between them included.
        negated: "ne … pas" stands around it.
    """

    token: Token
    lemma: str
    frames: frozenset[str]
    first: int
    last: int
    negated: bool


@lru_cache(maxsize=4)
def verbs(language: str) -> Verbs:
    """Return the verbs of saying of a language."""
    words = word_list(language, "cues")
    frames: dict[str, set[str]] = {}
    for group in words["verbs"]:
        for lemma in group["lemmas"]:
            frames.setdefault(lemma, set()).update(group["frames"])
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for lemma in frames:
        verb, *rest = lemma.split(" ")
        if rest and verb not in words["small"]["reflexive"]:
            phrases.setdefault(verb, []).append(tuple(rest))
    return Verbs(
        {lemma: frozenset(found) for lemma, found in frames.items()},
        {verb: tuple(found) for verb, found in phrases.items()},
        frozenset(words["reports"]["documents"]),
        frozenset(words["reports"]["verbs"]),
        dict(words["not_speech"]["objects"]),
        dict(words["not_speech"]["acts"]),
    )


def cue_of(analysis: Analysis, token: Token) -> Cue | None:
    """Return the cue that a token is the verb of, None where it is none."""
    if token.upos in _NO_VERBS:
        return None
    lemma, last = _lemma(analysis, token)
    frames = verbs(analysis.language).frames.get(lemma)
    verbal = token.upos in {"VERB", "AUX"} or " " in lemma or "'" in lemma or _stands_as_verb(analysis, token)
    if frames is None or not verbal:
        return None
    token = _verb_of_phrase(analysis, token, last)
    return None if _is_unreal(analysis, token) else _made(analysis, token, lemma, frames, last)


def saying_of(analysis: Analysis, token: Token) -> Cue | None:
    """Return the cue that a token is the verb of where it says something even without quotation marks, None else."""
    cue = cue_of(analysis, token)
    return cue if cue is not None and WEAK not in cue.frames else None


def cue_lemma(analysis: Analysis, token: Token, last: int) -> tuple[str, int]:
    """Return the lemma of a verb that stands where one is expected, as the list has it, and the index behind its phrase.

    Args:
        analysis: the analysis.
        token: the verb, whatever the tagger took it for.
        last: the index behind its group.
    """
    lemma, behind = _lemma(analysis, token)
    if " " in lemma or "'" in lemma or lemma in verbs(analysis.language).frames:
        return lemma, max(last, behind)
    found = sorted(e.lemma for e in lexicon(analysis.language).entries(token.form) if e.upos == "VERB")
    known = next((name for name in found if name in verbs(analysis.language).frames), None)
    return known or (found[0] if found else lemma), max(last, behind)


def open_cue(analysis: Analysis, token: Token) -> Cue | None:
    """Return a cue for any other finite verb: behind a quotation almost every verb reports (« … », sourit-il)."""
    if token.upos != "VERB" or token.lemma in word_list(analysis.language, "cues")["never_reporting"]["verbs"]:
        return None
    cue = _made(analysis, token, token.lemma, frozenset({"clause"}), token.index + 1)
    group = analysis.tokens[cue.first : cue.last]
    return cue if any(t.feat("VerbForm") == "Fin" for t in group) else None


def is_refusal(analysis: Analysis, token: Token) -> bool:
    """Say whether somebody refuses to say: "a refusé de répondre", "n'a pas souhaité réagir"."""
    refuses = word_list(analysis.language, "denials")["refuses"]
    head = analysis.head(token)
    if token.lemma not in refuses["verbs"] or head.lemma not in refuses["heads"] or token.feat("VerbForm") != "Inf":
        return False
    negators = word_list(analysis.language, "cues")["negators"]["words"]
    always = head.lemma in refuses["heads"][:1]
    return always or any(t.norm in negators for t in analysis.children(head))


def _made(analysis: Analysis, token: Token, lemma: str, frames: frozenset[str], last: int) -> Cue:
    words = word_list(analysis.language, "cues")
    first = _first_of_group(analysis, token)
    group = analysis.tokens[max(0, first - 1) : token.index]
    particle = any(t.norm in words["particles"]["words"] for t in group)
    negators = [t for t in analysis.children(token) if t.norm in words["negators"]["words"]]
    between = any(t.norm in words["negators"]["words"] for t in group)
    negated = particle and (between or any(t.relation in {"advmod", "obj", "aux"} for t in negators))
    negated = negated or (bool(group) and group[-1].norm in words["neither"]["words"])
    while last < len(analysis.tokens) and analysis.tokens[last].norm.startswith("-"):
        last += 1
    return Cue(token, lemma, frames, first, last, negated)


def _verb_of_phrase(analysis: Analysis, token: Token, last: int) -> Token:
    """Return the token on which the phrase's dependents hang: "fait état de" may hang on "état"."""
    for index in range(token.index + 1, last):
        if analysis.tokens[token.index].head == index:
            return analysis.tokens[index]
    return token


def _lemma(analysis: Analysis, token: Token) -> tuple[str, int]:
    known = verbs(analysis.language).frames
    verb = _verb_lemma(analysis, token)
    phrases = verbs(analysis.language).phrases
    for phrase in phrases.get(verb, ()):
        at = _phrase_end(analysis, token, phrase)
        if at:
            return " ".join((verb, *phrase)), at
    before = [*analysis.tokens[max(0, token.index - 4) : token.index]]
    # "s'est de son côté alarmée"
    before += [c for c in analysis.children(token) if c.index < token.index - 4]
    there = word_list(analysis.language, "cues")["small"]["there"]
    seen = f"{there} {verb}"
    if seen in known and any(t.norm == there for t in before[-3:]):
        return seen, token.index + 1
    if any(_is_reflexive(analysis, t, token) for t in before):
        names = [f"{small}{'' if small.endswith(chr(39)) else ' '}{verb}" for small in _reflexives(analysis)]
        # None of them is listed for "s'assurer": another verb than "assurer".
        return next((name for name in names if name in known), names[0]), token.index + 1
    return verb, token.index + 1


def _reflexives(analysis: Analysis) -> list[str]:
    found: list[str] = word_list(analysis.language, "cues")["small"]["reflexive"]
    return found


def _is_reflexive(analysis: Analysis, pronoun: Token, verb: Token) -> bool:
    """Say whether "se", "s'" is of the verb, and not the "s'" of "s'il"."""
    small = word_list(analysis.language, "cues")["small"]
    if pronoun.norm not in small["reflexive"] or analysis.tokens[pronoun.index + 1].norm in small["behind_if"]:
        return False
    return pronoun.head == verb.index or pronoun.index >= verb.index - 2


def _verb_lemma(analysis: Analysis, token: Token) -> str:
    """Return a token's lemma, as a verb where an auxiliary stands before it ("s'est félicité")."""
    unlisted = word_list(analysis.language, "cues")["forms"]["of"].get(token.norm)
    if unlisted is not None:
        return str(unlisted)
    if token.upos == "VERB" or not _stands_as_verb(analysis, token):
        return token.lemma
    entries = lexicon(analysis.language).entries(token.form)
    return next((e.lemma for e in entries if e.upos == "VERB"), token.lemma)


def _stands_as_verb(analysis: Analysis, token: Token) -> bool:
    """Say whether a verb is expected where a token stands: behind an auxiliary, "s'", or a quotation and a comma."""
    before = analysis.tokens[max(0, token.index - 2) : token.index]
    reflexive = word_list(analysis.language, "cues")["small"]["reflexive"]
    entries = lexicon(analysis.language).entries(token.form) if token.upos == "ADJ" else ()
    if entries and all(e.upos == "VERB" and e.mood == "Ind" for e in entries):
        return True
    if any(c.relation == "aux" for c in analysis.children(token)) or (before and before[-1].norm in reflexive):
        return True
    return len(before) == 2 and before[1].norm == "," and before[0].norm in CLOSING


def _phrase_end(analysis: Analysis, token: Token, phrase: tuple[str, ...]) -> int:
    """Return the index behind the words of a phrase that follow its verb, small words between them; 0: they do not."""
    index = token.index + 1
    for word in phrase:
        for skipped in range(3):
            at = index + skipped
            if at < len(analysis.tokens) and word in {analysis.tokens[at].norm, analysis.tokens[at].lemma}:
                index = at + 1
                break
        else:
            return 0
    return index


def _is_unreal(analysis: Analysis, token: Token) -> bool:
    """Say whether the saying itself is only possible or to come: "pourrait annoncer", "annoncera"."""
    auxiliaries = [t for t in analysis.children(token) if t.relation == "aux"]
    if any(t.feat("Mood") == "Imp" for t in (token, *auxiliaries)):
        return True
    if is_refusal(analysis, token):
        return False
    if token.feat("VerbForm") == "Fin" and (token.feat("Mood") == "Cnd" or token.feat("Tense") == "Fut"):
        return True
    words = word_list(analysis.language, "cues")
    infinitive = token.feat("VerbForm") == "Inf" or any(t.feat("VerbForm") == "Inf" for t in auxiliaries)
    if not infinitive:
        return any(t.lemma in words["not_yet"]["verbs"] for t in auxiliaries)
    not_yet = words["not_yet"]["verbs"]
    head = analysis.head(token)
    if token.relation == "conj" and head.feat("VerbForm") == "Inf" and head.index < token.index:
        return _is_unreal(analysis, head)
    marks = [c.norm for c in analysis.children(token) if c.relation in {"mark", "case"} and c.upos == "ADP"]
    first = _first_of_group(analysis, token)
    while first and analysis.tokens[first - 1].upos == "PRON":
        # "sans en préciser le nom"
        first -= 1
    if first and analysis.tokens[first - 1].norm in words["unsaid"]["words"]:
        return True
    if marks and marks[0] in words["told_by"]["words"] and _is_historic(analysis, token):
        return False
    if marks:
        governed = marks[0] in words["said_under"]["prepositions"] and token.relation != "conj"
        above = [analysis.head(head), *(t for t in analysis.children(head) if t.relation == "aux")]
        planned = head.feat("VerbForm") == "Inf" and any(t.lemma in not_yet for t in above)
        return governed and (planned or head.lemma not in words["said_under"]["verbs"])
    return any(t.lemma in not_yet for t in (*auxiliaries, head)) and token.relation in {"xcomp", "ccomp", "root"}


def _is_historic(analysis: Analysis, token: Token) -> bool:
    """Say whether an infinitive is the verb of its sentence: "eux d'ajouter que", "et le maire de répondre"."""
    sentence = analysis.sentences[token.sentence]
    head = analysis.head(token)
    first = analysis.tokens[sentence.first]
    if head.index == token.index or (head.index == first.index and head.upos == "PRON"):
        return first.index < token.index - 1
    return head.relation == "root" and head.upos in {"NOUN", "PROPN", "PRON"} and first.upos == "CCONJ"


def _first_of_group(analysis: Analysis, token: Token) -> int:
    first = token.index
    clitics = word_list(analysis.language, "cues")["small"]["clitics"]
    head = analysis.head(token)
    if token.feat("VerbForm") == "Inf" and token.relation == "xcomp" and 0 < token.index - head.index <= 4:
        # "a tenu à préciser": the verb that governs the infinitive is of the group.
        between = analysis.tokens[head.index + 1 : token.index]
        if head.upos == "VERB" and all(t.upos in {"ADP", "ADV", "PRON"} for t in between):
            first = _first_of_group(analysis, head)
    for child in analysis.children(token):
        clitic = child.relation in {"nsubj", "expl"} and child.norm.startswith("-")
        joined = child.relation in {"aux", "cop"} or (
            child.relation in {"expl", "obj", "iobj"} and child.norm in clitics
        )
        joined = joined or (
            child.relation == "advmod" and child.norm in word_list(analysis.language, "cues")["particles"]["words"]
        )
        apart = any(t.norm == "," for t in analysis.tokens[child.index : token.index])
        if (joined or clitic) and not apart and child.index < token.index and token.index - child.index <= 6:
            first = min(first, child.index)
    return first
