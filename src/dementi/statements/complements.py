# SPDX-License-Identifier: Apache-2.0
"""What does a cue govern by a preposition? X promet de …; accuse Y de …; juge Y absurde; parle de …."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Token, word_list
from dementi.statements.cues import Cue, verbs
from dementi.statements.making import REACH, Found, frame_words, is_said, reported_from
from dementi.statements.objects import without_date
from dementi.statements.page import Page
from dementi.statements.sources import far_auxiliary

__all__ = ["read_about", "read_accusation", "read_as", "read_to_do"]


def read_to_do(page: Page, cue: Cue) -> Found | None:
    """X promet de …, demande à Y de …, appelle Y à …."""
    if "to_do" not in cue.frames or any(c.deprel == "aux:pass" for c in page.analysis.children(cue.token)):
        return None
    tokens = page.analysis.tokens
    openers = frame_words(page, "to_do")
    for token in tokens[cue.last : cue.last + 18]:
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."} or token.feat("VerbForm") == "Fin":
            return None
        if token.norm in openers:
            verb = next((t for t in tokens[token.index + 1 : token.index + 5] if t.upos in {"VERB", "AUX"}), None)
            between = tokens[token.index + 1 : verb.index] if verb is not None else ()
            plain = all(t.upos in {"ADV", "PRON", "PUNCT"} for t in between)
            if verb is not None and verb.feat("VerbForm") == "Inf" and plain:
                return reported_from(page, cue, token.index + 1, "to_do", nominal=True)
    return None


def read_accusation(page: Page, cue: Cue) -> Found | None:
    """X accuse Y de …: "Y de …" is the content."""
    if "accuse" not in cue.frames:
        return None
    tokens = page.analysis.tokens
    deeds = frame_words(page, "deed")
    not_speech = verbs(page.analysis.language).not_speech.get(cue.lemma, ())
    if any(c.relation == "obj" and c.lemma in not_speech for c in page.analysis.children(cue.token)):
        return None
    phrased = False
    for token in tokens[cue.last : cue.last + 16]:
        if token.sentence != cue.token.sentence or token.norm in {";", "."}:
            return None
        # "accuse la presse à l'occasion d'un discours": only a verb is a deed behind another preposition.
        phrased = phrased or (token.upos == "ADP" and token.norm not in deeds)
        if token.norm in deeds and (not phrased or _is_deed(page, token)):
            target = _without_link(page, without_date(page, list(tokens[cue.last : token.index])))
            if not target and token.norm not in frame_words(page, "to_do") and not _is_deed(page, token):
                # "accuser des personnes": the object, and no deed.
                return None
            return reported_from(page, cue, target[0].index if target else token.index + 1, "accusation")
    return None


def _without_link(page: Page, target: list[Token]) -> list[Token]:
    """Return the tokens behind a phrase that links the sentence to the one before: "en outre la mairie"."""
    for phrase in word_list(page.analysis.language, "frames")["interposed"]["phrases"]:
        if [t.norm for t in target[: len(phrase)]] == phrase:
            return target[len(phrase) :]
    return target


def _is_deed(page: Page, opener: Token) -> bool:
    """Say whether an infinitive follows, small words before it."""
    behind = page.analysis.tokens[opener.index + 1 : opener.index + 5]
    verb = next((t for t in behind if t.upos in {"VERB", "AUX"}), None)
    return verb is not None and verb.feat("VerbForm") == "Inf"


def read_as(page: Page, cue: Cue) -> Found | None:
    """X juge Y absurde; X qualifie Y de Z; X présente Y comme Z; X se dit prêt; qu'il juge « abject »."""
    if cue.frames.isdisjoint({"as", "like"}):
        return None
    children = page.analysis.children(cue.token)
    if any(c.deprel == "aux:pass" for c in children) or not is_said(page, cue):
        return None
    # "a, lundi, déclaré la grève close": the parser takes the object for a subject.
    far = far_auxiliary(page.analysis, cue.token) is not None
    taken = {"obj", "nsubj"} if far else {"obj"}
    objects = [c for c in children if c.relation in taken and c.index >= cue.last]
    judged = [*_predicates(page, cue, objects), *_called(page, cue, objects)]
    alone = bool(judged) and _stands_alone(page, cue, judged[0])
    pronoun = any(c.relation in {"obj", "expl", "iobj"} for c in children) or cue.token.deprel == "acl:relcl"
    named = alone or bool(objects) or pronoun
    if not judged or not named:
        return None
    first = page.analysis.tokens[cue.last]
    while first.upos == "ADV" and first.index < judged[0].index:
        first = page.analysis.tokens[first.index + 1]
    return reported_from(page, cue, first.index, "judged_as", nominal=True)


def _stands_alone(page: Page, cue: Cue, judged: Token) -> bool:
    """Say whether a judgement stands right behind the cue, what is judged behind it: "juge absurde la loi", "… que"."""
    return judged.index <= cue.last + 1 and (judged.upos == "ADJ" or page.around(judged.start) is not None)


def _predicates(page: Page, cue: Cue, objects: list[Token]) -> list[Token]:
    """Return what a cue finds its object to be, without a small word between: "juge Y absurde"."""
    words = word_list(page.analysis.language, "frames")["as"]
    if "as" not in cue.frames or cue.lemma in words["naming"]:
        return []
    own = [
        c
        for c in page.analysis.children(cue.token)
        if c.index >= cue.last
        and (c.relation in {"xcomp", "amod"} or (c.relation == "ccomp" and c.feat("VerbForm") == "Part"))
        and c.upos in {"ADJ", "NOUN", "VERB"}
        and c.feat("VerbForm") != "Inf"
    ]
    below = [c for o in objects for c in page.analysis.children(o) if c.index > o.index]
    quoted = [c for c in below if c.relation == "appos" and page.around(c.start) is not None]
    return own + [c for c in below if c.relation == "amod"] + quoted


def _called(page: Page, cue: Cue, objects: list[Token]) -> list[Token]:
    """Return what a cue calls its object, with a small word before: "qualifie Y de Z", "présente Y comme Z"."""
    words = word_list(page.analysis.language, "frames")["as"]
    naming = cue.lemma in words["naming"]
    openers = [*words["words"], *(words["named"] if naming else ())]
    own = [
        c
        for c in page.analysis.children(cue.token)
        if c.index >= cue.last and c.relation in {"obl", "xcomp", "advcl", "nmod"}
    ]
    if naming or "like" in cue.frames:
        own += [c for o in objects for c in page.analysis.children(o)]
    found = [c for c in own if page.analysis.subtree(c)[0].norm in openers]
    return found or (_quoted_name(page, cue, openers) if naming and objects else [])


def _quoted_name(page: Page, cue: Cue, openers: Sequence[str]) -> list[Token]:
    """Return what is quoted right behind a small word: "qualifie la grève du port de « mascarade »"."""
    tokens = page.analysis.tokens
    for token in tokens[cue.last : cue.last + REACH]:
        near = page.starting_from(token.end) if token.norm in openers else None
        if near is not None and near.start - token.end <= 1 and token.sentence == cue.token.sentence:
            return list(page.analysis.tokens_in(near.inner_start, near.inner_end)[:1])
        if token.norm in {";", ":"} or token.feat("VerbForm") == "Fin":
            return []
    return []


def read_about(page: Page, cue: Cue) -> Found | None:
    """X parle de …, appelle à …, met en garde contre …."""
    forms = word_list(page.analysis.language, "frames")["contracted"]
    openers = {form for frame in cue.frames if frame.startswith("about:") for form in forms[frame.partition(":")[2]]}
    if not openers or any(c.deprel == "aux:pass" for c in page.analysis.children(cue.token)):
        return None
    aside = False
    for token in page.analysis.tokens[cue.last : cue.last + REACH]:
        if token.sentence != cue.token.sentence or token.norm in {";", ":", "."} or token.feat("VerbForm") == "Fin":
            return None
        if token.norm == ",":
            # "fait état, dans un rapport publié jeudi, de pillages"
            aside = not aside
        elif not aside and token.norm in openers:
            return reported_from(page, cue, token.index + 1, "about", nominal=True)
    return None
