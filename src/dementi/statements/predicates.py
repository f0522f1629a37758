# SPDX-License-Identifier: Apache-2.0
"""Whose are quoted predicates? "Le port « coopère avec la mairie »", "Ina Morel est « émue par la mort de son ami »"."""

from __future__ import annotations

from dementi.language import Token, word_list
from dementi.statements.contents import end_of_quoted, stretch_end
from dementi.statements.cues import saying_of
from dementi.statements.making import can_speak
from dementi.statements.page import Page
from dementi.statements.quotations import Quotation
from dementi.statements.sources import subject_of

__all__ = ["end_of_predicate", "says_itself", "speaks", "subject_of_quoted"]


def subject_of_quoted(page: Page, quotation: Quotation) -> Token | None:
    """Return the subject whose predicate is quoted, None where the quotation is no predicate."""
    inner = page.analysis.tokens_in(quotation.inner_start, quotation.inner_end)
    verb = next((t for t in inner[:4] if t.upos in {"VERB", "AUX"}), None)
    if verb is None:
        return None
    top = page.analysis.head(verb) if verb.relation in {"aux", "cop"} else verb
    subject = next((c for c in page.analysis.children(top) if c.relation == "nsubj"), None)
    finite = verb.feat("VerbForm") == "Fin" and verb.feat("Person") == "3"
    if subject is None or subject.end > quotation.start:
        return None
    between = page.analysis.tokens_in(subject.end, quotation.start)
    copulas = word_list(page.analysis.language, "frames")["copulas"]["words"]
    copula = any(t.relation in {"cop", "aux"} and t.lemma in copulas for t in between)
    others = any(t.upos == "VERB" and t.relation not in {"acl", "amod"} for t in between)
    if not (finite or copula) or others:
        return None
    if subject.feat("PronType") != "Rel":
        return subject
    antecedent = subject_of(page.analysis, top)
    return antecedent if antecedent is not None and speaks(page, antecedent) else None


def says_itself(page: Page, quotation: Quotation) -> bool:
    """Say whether a quoted predicate is itself a verb of saying: "le port « condamne fermement » cette attaque"."""
    return _saying(page, quotation) is not None


def end_of_predicate(page: Page, quotation: Quotation) -> int:
    """Return where a quoted predicate ends: a verb of saying takes with it what it says."""
    verb = _saying(page, quotation)
    end = end_of_quoted(page, quotation)
    if verb is None or verb.deprel == "acl:relcl":
        return end
    cue = saying_of(page.analysis, verb)
    start = next(iter(page.analysis.tokens_in(quotation.start, quotation.end)))
    return end if cue is None else max(end, stretch_end(page, cue, start, nominal=True))


def _saying(page: Page, quotation: Quotation) -> Token | None:
    inner = page.analysis.tokens_in(quotation.inner_start, quotation.inner_end)
    verb = next((t for t in inner[:4] if t.upos in {"VERB", "AUX"}), None)
    if verb is None or verb.feat("VerbForm") != "Fin" or saying_of(page.analysis, verb) is None:
        return None
    return verb


def speaks(page: Page, subject: Token) -> bool:
    """Say whether a subject is somebody, or a document."""
    documents = word_list(page.analysis.language, "cues")["reports"]["documents"]
    return subject.feat("PronType") != "Dem" and (can_speak(page, subject) or subject.lemma in documents)
