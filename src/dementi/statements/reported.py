# SPDX-License-Identifier: Apache-2.0
"""What is reported by a verb of saying? Each cue is read in turn: passive, behind the words it reports, or governing them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dementi.language import Token, word_list
from dementi.statements.asides import read_aside
from dementi.statements.attribution import Attribution
from dementi.statements.behind import group_behind
from dementi.statements.cues import WEAK, Cue, cue_of, is_refusal, open_cue, saying_of, verbs
from dementi.statements.frames import read_frames
from dementi.statements.inverted import follows_words, interrupts, read_interrupting, read_inverted, read_trailing
from dementi.statements.making import can_speak
from dementi.statements.page import Page
from dementi.statements.passive import read_passive
from dementi.statements.quotations import Quotation
from dementi.statements.sources import subject_of
from dementi.statements.unnamed import told_around

__all__ = ["find_reported"]

#: How many characters may stand between what was said and a participle that goes on (", tout en ").
NEAR = 14
#: The same where a phrase tells where it was said.
FAR = 80
_CIRCUMSTANCE = frozenset({"ADJ", "ADP", "DET", "NOUN", "PROPN", "PUNCT"})


def find_reported(page: Page) -> Iterator[Attribution]:
    """Yield what verbs of saying report, in reading order of their cues."""
    last = None
    for found in _in_order(page):
        last = _with_teller(page, found, last)
        yield last


def _with_teller(page: Page, found: Attribution, last: Attribution | None) -> Attribution:
    """Give a participle that goes on behind another's words the speaker of those: "dit que le pont tient, ajoutant que"."""
    if last is None or found.cue is None or found.cue_token is None or last.cue is None or last.source is None:
        return found
    verb = page.analysis.tokens[found.cue_token]
    gerund = word_list(page.analysis.language, "boundaries")["gerund"]["words"]
    # "…, ce que la mairie a démenti, évoquant des mensonges": without words of its own the cue comes last.
    begins = max(last.content[-1].end if last.content else last.cue.end, last.source.end)
    between = page.analysis.tokens_in(begins, found.cue.start)
    participle = verb.is_present_participle
    adjoins = all(t.upos == "PUNCT" or t.norm in gerund for t in between)
    far = bool(between) and between[0].upos == "ADP" and between[-1].norm in {",", *gerund}
    # "ont-ils averti dans un communiqué commun, réclamant …"
    told = found.source is None and far and all(t.upos in _CIRCUMSTANCE for t in between)
    reach = FAR if told else NEAR
    if not participle or not (adjoins or told) or not 0 < found.cue.start - begins <= reach:
        return found
    return replace(found, source=last.source)


def _in_order(page: Page) -> Iterator[Attribution]:
    behind = {cue.token.index: cue for q in page.quotations if (cue := group_behind(page, q)) is not None}
    for token in page.analysis.tokens:
        if token.index in behind:
            found = read_inverted(page, behind[token.index])
            if found is not None:
                yield found
            continue
        cue = cue_of(page.analysis, token) or _document_cue(page, token) or _behind_quotation(page, token)
        if cue is None or not _says_something(page, cue) or _is_told_by_another(page, cue):
            continue
        yield from _read(page, cue)


def _read(page: Page, cue: Cue) -> Iterator[Attribution]:
    inside = page.around(cue.token.start)
    found = read_aside(page, cue) if inside is None else None
    if found is not None:
        yield found
        return
    if inside is not None and not _is_nested(page, cue, inside):
        found = read_interrupting(page, cue, inside)
    elif WEAK not in cue.frames and (passive := read_passive(page, cue)) is not None:
        found = passive
    elif WEAK not in cue.frames and inside is None and follows_words(page, cue):
        found = read_inverted(page, cue)
    else:
        governed = list(read_frames(page, cue))
        yield from governed
        found = None if governed or inside is not None else read_trailing(page, cue)
    if found is not None:
        yield found


def _is_told_by_another(page: Page, cue: Cue) -> bool:
    """Say whether the cue is only what another one reports of the same moment: "dit regretter", "affirme craindre"."""
    if cue.token.feat("VerbForm") != "Inf" or cue.token.relation != "xcomp":
        return False
    other = saying_of(page.analysis, page.analysis.head(cue.token))
    if any(c.relation == "aux" for c in page.analysis.children(cue.token)):
        return False
    return other is not None and "infinitive" in other.frames and other.token.index < cue.token.index


def _document_cue(page: Page, token: Token) -> Cue | None:
    """Return a cue where a report, a toll or a study shows something."""
    known = verbs(page.analysis.language)
    if token.upos != "VERB" or token.lemma not in known.document_verbs:
        return None
    subject = subject_of(page.analysis, token)
    if subject is None or subject.lemma not in known.documents:
        return None
    return Cue(token, token.lemma, frozenset({"clause", "noun"}), token.index, token.index + 1, negated=False)


def _behind_quotation(page: Page, token: Token) -> Cue | None:
    """Return a cue for a verb outside the list: right behind a quotation, its subject behind it."""
    if token.upos != "VERB":
        return None
    cue = open_cue(page.analysis, token)
    if cue is None or page.ending_before(page.analysis.tokens[cue.first].start) is None:
        return None
    subject = subject_of(page.analysis, token)
    clitic = any(t.norm.startswith("-") for t in page.analysis.tokens[cue.first : cue.last])
    behind = token.relation == "parataxis" and subject is not None and subject.index > cue.first
    quotation = page.ending_before(page.analysis.tokens[cue.first].start)
    alone = quotation is not None and not any(
        page.around(t.start) is None and t.upos in {"PROPN", "NOUN", "PRON"}
        for t in page.analysis.tokens_in(page.sentence(token).start, quotation.start)
    )
    return cue if clitic or (behind and alone) else None


def _says_something(page: Page, cue: Cue) -> bool:
    """Say whether somebody says it: not "on note que", "rien n'indique que", "il n'a pas précisé"."""
    words = word_list(page.analysis.language, "cues")
    refusal = is_refusal(page.analysis, cue.token)
    if "negated" in cue.frames and not cue.negated and not _excludes_all(page, cue):
        return False
    kept = cue.lemma in words["kept_negated"]["verbs"] or WEAK in cue.frames
    if cue.negated and not kept and not refusal:
        return False
    nobody = word_list(page.analysis.language, "frames")["readable"]["nobody"]
    group = page.analysis.tokens[cue.first : cue.last]
    heard = any(t.norm.startswith("-") and t.norm.split("-")[-1] in nobody for t in group)
    if heard or "heard" in cue.frames:
        # "a-t-on appris", "indique-t-on": whoever said it may be told behind.
        return heard
    subject = subject_of(page.analysis, cue.token)
    if subject is None:
        return "speaks" not in cue.frames
    if "speaks" in cue.frames and not can_speak(page, subject):
        return False
    if told_around(page, cue) is not None:
        # "Dans l'entourage du maire, on assure que"
        return True
    if page.around(cue.token.start) is None and subject.norm.removeprefix("-t").removeprefix("-") in {
        *words["nobody"]["subjects"]
    }:
        return False
    return not any(
        c.norm in words["nobody"]["subjects"] for c in page.analysis.children(subject) if c.relation == "det"
    )


def _excludes_all(page: Page, cue: Cue) -> bool:
    """Say whether somebody says that there is no such thing: "a écarté tout plan social", "exclut toute hausse"."""
    every = word_list(page.analysis.language, "cues")["excluded"]["words"]
    behind = page.analysis.tokens[cue.last : cue.last + 3]
    return any(t.norm in every for t in behind) and not any(
        c.deprel == "aux:pass" for c in page.analysis.children(cue.token)
    )


def _is_nested(page: Page, cue: Cue, quotation: Quotation) -> bool:
    """Say whether quoted words themselves report what somebody else said (not the speaker's own "je dis que")."""
    if interrupts(page, cue):
        return False
    subject = subject_of(page.analysis, cue.token)
    if subject is not None and subject.upos == "NOUN" and subject.end < quotation.start:
        # "Le policier « conteste toute intention », selon son avocate": the quotation begins with the verb.
        behind = page.analysis.text[quotation.inner_start : page.analysis.tokens[cue.first].start]
        vouching = word_list(page.analysis.language, "boundaries")["behind_comma"]["vouching"]
        after = page.analysis.tokens_in(quotation.end, page.sentence(cue.token).end)[:2]
        vouched = len(after) == 2 and after[0].norm == "," and after[1].norm in vouching
        return vouched and not behind.strip() and cue.lemma in verbs(page.analysis.language).frames
    if subject is None or not quotation.holds(subject.start):
        return False
    own = (
        subject.feat("Person") == "1" or subject.norm in word_list(page.analysis.language, "cues")["nobody"]["subjects"]
    )
    only_about = "clause" not in cue.frames and any(f.startswith("about:") for f in cue.frames)
    if only_about and not can_speak(page, subject):
        # « Les relevés parlent d'eux-mêmes »
        return False
    return not own and cue.lemma in verbs(page.analysis.language).frames
