# SPDX-License-Identifier: Apache-2.0
"""What does a cue govern? Its frames are tried in turn: clause, quotation, complements, object."""

from __future__ import annotations

from collections.abc import Iterator

from dementi.record import Span, StatementType
from dementi.statements.attribution import Attribution
from dementi.statements.clauses import read_clause, read_colon, read_infinitive, read_quotation
from dementi.statements.complements import read_about, read_accusation, read_as, read_to_do
from dementi.statements.cues import WEAK, Cue, is_refusal
from dementi.statements.making import attribution_of, is_said
from dementi.statements.objects import read_bare, read_noun, read_relative
from dementi.statements.page import Page
from dementi.statements.sources import far_auxiliary, mention, noun_before, subject_of
from dementi.statements.unnamed import told_around

__all__ = ["read_frames"]

_RULES = (
    read_clause, read_quotation, read_as, read_accusation, read_to_do, read_infinitive, read_about, read_relative,
    read_noun, read_bare,
)  # fmt: skip
_QUOTABLE = (read_clause, read_quotation, read_as, read_to_do, read_infinitive, read_about, read_noun)


def read_frames(page: Page, cue: Cue) -> Iterator[Attribution]:
    """Yield what a cue governs, by the first frame that fits, and the quotation that a colon opens behind it."""
    first = _read(page, cue)
    colon = read_colon(page, cue) if is_said(page, cue) and WEAK not in cue.frames else None
    if first is not None and (first.content or colon is None):
        yield first
    if colon is not None and (first is None or not any(p.overlaps(q) for p in first.content for q in colon[0])):
        found = attribution_of(page, cue, colon[0], _source(page, cue), "reported.colon")
        if found is not None:
            yield found


def _read(page: Page, cue: Cue) -> Attribution | None:
    if _is_adjective(page, cue):
        return None
    if WEAK in cue.frames:
        return _only_quoted(page, cue)
    refusal = _refusal(page, cue)
    if refusal is not None:
        return refusal
    for rule in _RULES:
        found = rule(page, cue)
        if found is not None:
            pieces, name = found
            return attribution_of(page, cue, pieces, _source(page, cue), f"reported.{name}")
    return None


def _refusal(page: Page, cue: Cue) -> Attribution | None:
    """X n'a pas souhaité réagir: no words at all."""
    if not is_refusal(page.analysis, cue.token) or any(
        c.relation in {"obj", "ccomp"} for c in page.analysis.children(cue.token)
    ):
        return None
    return attribution_of(page, cue, [], _source(page, cue), "reported.refusal_bare")


def _only_quoted(page: Page, cue: Cue) -> Attribution | None:
    """Read a verb of thought or will: it reports speech only where words are quoted ("il pense que « … »")."""
    for rule in _QUOTABLE:
        found = rule(page, cue)
        if found is not None:
            result = attribution_of(page, cue, found[0], _source(page, cue), f"reported.{found[1]}")
            quoted = result is not None and result.type is not StatementType.INDIRECT
            return result if quoted and _quoted_share(page, found[0]) >= 0.5 else None
    return None


def _quoted_share(page: Page, pieces: list[Span]) -> float:
    """Return how much of the pieces stands between marks."""
    inside = sum(1 for p in pieces for i in range(p.start, p.end) if page.around(i) is not None)
    return inside / max(1, sum(p.end - p.start for p in pieces))


def _source(page: Page, cue: Cue) -> Span | None:
    subject = subject_of(page.analysis, cue.token)
    if subject is not None and (circle := told_around(page, cue)) is not None:
        return circle
    far = far_auxiliary(page.analysis, cue.token) if cue.first == cue.token.index else None
    behind = subject is not None and subject.index > cue.token.index and cue.token.relation != "acl"
    if subject is not None and page.around(subject.start) is not None and page.around(cue.token.start) is None:
        subject = None
    if subject is None or behind:
        subject = noun_before(page.analysis, cue.token, far.index if far is not None else cue.first) or subject
    if subject is None:
        return None
    # "dont le Courrier affirme": the parser hangs the relative on the noun.
    relatives = [c.index for c in page.analysis.children(subject) if c.feat("PronType") == "Rel"]
    return mention(page.analysis, subject, [*range(cue.first, cue.last), *relatives])


def _is_adjective(page: Page, cue: Cue) -> bool:
    """Say whether a past participle stands by a noun: "des contacts estimés inappropriés"."""
    token = cue.token
    past = token.is_past_participle and cue.first == token.index
    return past and token.relation in {"acl", "amod"} and far_auxiliary(page.analysis, token) is None
