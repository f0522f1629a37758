# SPDX-License-Identifier: Apache-2.0
"""What noun phrase does a cue take? X annonce la mort de …; des accusations que X dément; X dément."""

from __future__ import annotations

from itertools import pairwise

from dementi.language import Token, word_list
from dementi.statements.cues import Cue, verbs
from dementi.statements.making import REACH, Found, can_speak, frame_words, reported_from
from dementi.statements.page import Page
from dementi.statements.sources import mention, subject_of

__all__ = ["read_bare", "read_noun", "read_relative", "without_date"]


def read_relative(page: Page, cue: Cue) -> Found | None:
    """Des accusations que X dément: the noun before is the content; "ce que X dément" says nothing by itself."""
    if "noun" not in cue.frames:
        return None
    for child in page.analysis.children(cue.token):
        if child.relation != "obj" or not _is_relative(page, child) or child.index > cue.token.index:
            continue
        head = page.analysis.head(cue.token)
        if cue.token.relation == "acl" and head.upos in {"NOUN", "PROPN"} and head.index < child.index:
            return [mention(page.analysis, head)], "relative"
    return None


def _is_relative(page: Page, pronoun: Token) -> bool:
    return pronoun.feat("PronType") == "Rel" or pronoun.norm in frame_words(page, "clause")


def read_noun(page: Page, cue: Cue) -> Found | None:
    """X annonce la mort de …: the object, or the first noun phrase behind that nothing else takes."""
    if cue.frames.isdisjoint({"noun", "light", "tells"}):
        return None
    children = page.analysis.children(cue.token)
    if any(c.relation == "obj" and c.index < cue.token.index and _is_relative(page, c) for c in children):
        return None
    if "noun" not in cue.frames and not (_is_said(page, cue) or _is_told(page, cue)):
        return None
    start = _object_start(page, cue)
    acts = verbs(page.analysis.language).acts.get(cue.lemma, ())
    if start is None or any(
        t.lemma in acts for t in page.analysis.tokens[cue.last : cue.last + 14] if t.sentence == cue.token.sentence
    ):
        return None
    return reported_from(page, cue, start.index, "noun_phrase", nominal=True)


def _is_told(page: Page, cue: Cue) -> bool:
    """Say whether somebody tells it: "Ina Morel explique la panne", not "la crue explique la panne"."""
    subject = subject_of(page.analysis, cue.token)
    passive = any(c.deprel == "aux:pass" for c in page.analysis.children(cue.token))
    return "tells" in cue.frames and not passive and subject is not None and can_speak(page, subject)


def _is_said(page: Page, cue: Cue) -> bool:
    """Say whether the object is something said: "formule une accusation", not "formule un parfum"."""
    said = word_list(page.analysis.language, "cues")["said"]["nouns"]
    return any(
        c.relation == "obj" and c.lemma in said and c.index >= cue.last for c in page.analysis.children(cue.token)
    )


def _object_start(page: Page, cue: Cue) -> Token | None:
    tokens = page.analysis.tokens
    not_speech = verbs(page.analysis.language).not_speech.get(cue.lemma, ())
    for child in page.analysis.children(cue.token):
        taken = {"obj", "xcomp", "nsubj"} if child.upos == "NOUN" else {"obj", "xcomp"}
        if child.relation in taken and child.index >= cue.last and child.feat("VerbForm") != "Inf":
            if child.lemma in not_speech:
                return None
            if page.is_dated(child):
                continue
            below = [t for t in page.analysis.subtree(child) if t.index >= cue.last]
            below = without_date(page, [t for t in below if t.upos != "PUNCT"])
            # "reconnaît des erreurs": the article is no preposition.
            article = bool(below) and child.relation == "obj" and below[0].norm in frame_words(page, "deed")
            if below and (below[0].upos != "ADP" or article):
                return below[0]
    # Of its own sentence only: behind a headline stands the next paragraph.
    behind = [t for t in tokens[cue.last : cue.last + 8] if t.sentence == cue.token.sentence]
    for token in without_date(page, behind)[:3]:
        if token.upos == "ADV":
            continue
        phrase = page.analysis.head(token) if token.upos in {"DET", "NUM"} else token
        if token.upos in {"DET", "NUM", "NOUN", "PROPN"} and phrase.relation not in {"nsubj", "obl"}:
            return token if phrase.lemma not in not_speech else None
        break
    return _object_behind_phrases(page, cue)


def _object_behind_phrases(page: Page, cue: Cue) -> Token | None:
    """Return the first noun phrase without a preposition behind phrases with one: "annonce, dans un texte, sa volonté …"."""
    tokens, phrased = page.analysis.tokens, False
    inside = page.around(cue.token.start)
    for token in tokens[cue.last : cue.last + REACH]:
        if token.sentence != cue.token.sentence or token.norm in {":", ";", "."} or page.around(token.start) != inside:
            return None
        if token.feat("VerbForm") in {"Fin", "Inf"} or token.upos in {"SCONJ", "CCONJ"}:
            return None
        phrased = phrased or token.upos == "ADP"
        noun = page.analysis.head(token)
        cased = any(c.relation == "case" for c in page.analysis.children(noun))
        bare = token.upos == "DET" and noun.upos == "NOUN" and not cased and tokens[token.index - 1].upos != "ADP"
        if phrased and bare:
            return None if page.is_dated(noun) or noun.relation == "nsubj" else token
    return None


def without_date(page: Page, found: list[Token]) -> list[Token]:
    """Return the tokens behind a time at their start: "jeudi l'ouverture …", "le soir même ces rumeurs"."""
    times = frame_words(page, "times")
    for place, token in enumerate(found[:4]):
        if token.lemma in times or page.is_dated(token):
            rest = found[place + 1 :]
            while rest and (page.is_dated(rest[0]) or rest[0].upos in {"ADJ", "ADV", "PUNCT"}):
                rest = rest[1:]
            return rest if rest and rest[0].upos in {"DET", "NUM", "PROPN", "NOUN"} else found
    return found


def read_bare(page: Page, cue: Cue) -> Found | None:
    """X dément. / X confirme.: no words at all."""
    words = word_list(page.analysis.language, "denials")["bare"]
    takes_up = cue.lemma in words["taken_up"] and _takes_up(page, cue)
    if (cue.lemma not in words["verbs"] and not takes_up) or cue.negated:
        return None
    if page.around(cue.token.start) is not None:
        return None
    rest = [
        c
        for c in page.analysis.children(cue.token)
        if c.relation in {"obj", "ccomp", "xcomp"} and c.index > cue.token.index
    ]
    finite = any(t.feat("VerbForm") == "Fin" for t in page.analysis.tokens[cue.first : cue.last])
    finite = finite and not any(c.deprel in {"aux:pass", "nsubj:pass"} for c in page.analysis.children(cue.token))
    return ([], "bare") if finite and not rest and subject_of(page.analysis, cue.token) is not None else None


def _takes_up(page: Page, cue: Cue) -> bool:
    """Say whether "ce que" stands before the verb and its subject: ", ce que la mairie a aussitôt réfuté"."""
    openings = word_list(page.analysis.language, "boundaries")["answered"]["words"]
    first = max(page.sentence(cue.token).first, cue.first - 10)
    norms = [t.norm for t in page.analysis.tokens[first : cue.first]]
    return any(f"{one} {other}" in openings for one, other in pairwise(norms))
