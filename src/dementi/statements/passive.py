# SPDX-License-Identifier: Apache-2.0
"""What is said in the passive? "X est accusé de …", "une déclaration démentie par X", "il a été annoncé que …"."""

from __future__ import annotations

from dementi.language import Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.contents import contents, stretch_end
from dementi.statements.cues import Cue
from dementi.statements.making import attribution_of
from dementi.statements.page import Page
from dementi.statements.sources import agent_of, far_auxiliary, mention, subject_of

__all__ = ["read_passive"]


def read_passive(page: Page, cue: Cue) -> Attribution | None:
    """Return what a passive cue reports, None where the cue is not passive or reports nothing so."""
    agent = agent_of(page.analysis, cue.token)
    if not _is_passive(page, cue, agent):
        return None
    source = _without_preposition(page, agent) if agent is not None else None
    if "accuse" in cue.frames:
        return _accused(page, cue, source)
    if "as" in cue.frames:
        return _called(page, cue, source)
    return _said_of(page, cue, source)


def _is_passive(page: Page, cue: Cue, agent: Token | None) -> bool:
    """Say whether the cue is passive: with its auxiliary, or a participle by a noun that reports."""
    if any(c.deprel in {"aux:pass", "nsubj:pass"} for c in page.analysis.children(cue.token)):
        return True
    past = cue.token.is_past_participle and cue.first == cue.token.index
    if not past or far_auxiliary(page.analysis, cue.token) is not None:
        return False
    if "accuse" in cue.frames:
        return True
    return agent is not None and cue.token.relation == "acl" and _is_claim(page, cue)


def _said_of(page: Page, cue: Cue, source: Span | None) -> Attribution | None:
    """Read "une déclaration démentie par X": the subject, or the noun, is the content."""
    silent = word_list(page.analysis.language, "cues")["passive"]
    subject = subject_of(page.analysis, cue.token)
    if subject is None or subject.upos == "PRON" or "noun" not in cue.frames or cue.lemma in silent["never"]:
        return None
    if source is None and cue.lemma not in silent["agentless"]:
        return None
    span = mention(page.analysis, subject, range(cue.first, cue.last))
    return attribution_of(page, cue, [span], source, "reported.passive")


def _is_claim(page: Page, cue: Cue) -> bool:
    """Say whether a participle by a noun reports: what is denied by somebody, or a claim told by somebody."""
    language = page.analysis.language
    denials = word_list(language, "denials")
    claims = word_list(language, "boundaries")["remark"]["nouns"]
    denied = cue.lemma in {*denials["denies"]["verbs"], *denials["denies_claims"]["verbs"]}
    passive = word_list(language, "cues")["passive"]
    told = cue.lemma not in passive["brought"]
    return denied or cue.lemma in passive["claimed"] or (told and page.analysis.head(cue.token).lemma in claims)


def _without_preposition(page: Page, agent: Token) -> Span:
    cases = [c.index for c in page.analysis.children(agent) if c.relation == "case"]
    return mention(page.analysis, agent, cases)


def _called(page: Page, cue: Cue, source: Span | None) -> Attribution | None:
    """Read "ces propos ont été qualifiés d'absurdes par X": what is called, and what it is called."""
    subject = subject_of(page.analysis, cue.token)
    words = word_list(page.analysis.language, "frames")["as"]
    openers = [*words["words"], *words["named"]]
    opener = page.analysis.tokens[cue.last] if cue.last < len(page.analysis.tokens) else None
    if subject is None or opener is None or source is None:
        return None
    # "est jugé trop coûteux par X": these need no small word.
    plain = opener.upos in {"ADJ", "ADV"} and cue.lemma not in words["naming"]
    if opener.norm not in openers and not plain:
        return None
    end = source.start if source.start > opener.end else stretch_end(page, cue, opener, nominal=True)
    agent = page.analysis.tokens_in(opener.start, end)
    if source.start > opener.end and agent and agent[-1].upos == "ADP":
        end = agent[-1].start
    pieces = [mention(page.analysis, subject, range(cue.first, cue.last)), *contents(page, opener.start, end)]
    return attribution_of(page, cue, pieces, source, "reported.passive_called")


def _accused(page: Page, cue: Cue, source: Span | None) -> Attribution | None:
    """Read "X est accusé de …": the deed is the content."""
    opening = word_list(page.analysis.language, "frames")["deed"]["words"]
    tokens = page.analysis.tokens
    for token in tokens[cue.last : cue.last + 10]:
        if token.sentence != cue.token.sentence or token.norm in {",", ";", "."}:
            return None
        if token.norm in opening and token.index + 1 < len(tokens):
            start = tokens[token.index + 1]
            end = stretch_end(page, cue, start, nominal=False)
            if cue.first == cue.token.index:
                # "accusé d'avoir menti, le maire …": the participle's clause ends at its comma.
                inside = page.analysis.tokens_in(start.start, end)
                end = next((t.start for t in inside if t.norm == "," and page.around(t.start) is None), end)
            if source is not None and start.start < source.start < end:
                end = page.analysis.tokens_in(start.start, source.start)[-1].start
            pieces = contents(page, start.start, end)
            return attribution_of(page, cue, pieces, source, "reported.passive_accusation")
    return None
