# SPDX-License-Identifier: Apache-2.0
"""What is reported by a noun? "des accusations de fraude"."""

from __future__ import annotations

from collections.abc import Iterator

from dementi.language import Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.contents import contents, typed
from dementi.statements.cues import cue_of
from dementi.statements.making import can_speak
from dementi.statements.page import Page
from dementi.statements.sources import mention

__all__ = ["find_nouns"]


def find_nouns(page: Page) -> Iterator[Attribution]:
    """Yield what nouns of saying report outside quotations, in reading order."""
    words = word_list(page.analysis.language, "nouns")
    for token in page.analysis.tokens:
        if token.upos != "NOUN" or token.lemma not in words["of"]["nouns"] or page.around(token.start) is not None:
            continue
        found = _of(page, token)
        if found is not None:
            yield found


def _of(page: Page, noun: Token) -> Attribution | None:
    """Read "des accusations de fraude lancées par X"."""
    openers = word_list(page.analysis.language, "frames")["deed"]["words"]
    above = cue_of(page.analysis, page.analysis.head(noun))
    if above is not None and "as" in above.frames:
        # "qualifie ces accusations de « mensonges »"
        return None
    for child in page.analysis.children(noun):
        below = page.analysis.subtree(child)
        if child.relation not in {"nmod", "acl"} or child.index < noun.index or below[0].norm not in openers:
            continue
        named = any(e.first <= child.index < e.last for e in page.analysis.entities)
        if named or can_speak(page, child) or below[0].index != noun.index + 1 or len(below) < 2:
            return None
        teller = _teller(page, noun) or _teller(page, child)
        end = _end_of_phrase(page, child, teller)
        pieces = contents(page, below[1].start, end)
        return _attribution(page, noun, pieces, teller, "noun.of") if pieces else None
    return None


def _end_of_phrase(page: Page, head: Token, teller: Token | None) -> int:
    """Return where a phrase ends: before a participle, a relative or a comma that belong to the noun that reports it."""
    end = head.end
    for token in page.analysis.subtree(head):
        if token.index <= head.index:
            continue
        if token.norm == "," or (token.relation == "acl" and token.feat("VerbForm") == "Part"):
            return end
        if (
            token.deprel == "acl:relcl"
            or token.feat("PronType") == "Rel"
            or (teller and token.index >= teller.index - 1)
        ):
            return end
        end = token.end
    return end


def _teller(page: Page, noun: Token) -> Token | None:
    """Return who says it: "lancées par X"."""
    by = word_list(page.analysis.language, "nouns")["by"]["words"]
    for child in page.analysis.children(noun):
        for agent in (child, *page.analysis.children(child)):
            cases = [c.norm for c in page.analysis.children(agent) if c.relation == "case"]
            if cases[:1] and cases[0] in by and agent.index > noun.index:
                return agent
    return next(
        (
            c
            for c in page.analysis.children(noun)
            if c.relation == "nmod" and c.index > noun.index and can_speak(page, c)
        ),
        None,
    )


def _attribution(page: Page, noun: Token, pieces: list[Span], teller: Token | None, rule: str) -> Attribution:
    cue = page.analysis.span(noun.start, noun.end)
    first = next((c for c in page.analysis.children(noun) if c.relation == "det" and c.index == noun.index - 1), None)
    if first is not None:
        cue = page.analysis.span(first.start, noun.end)
    cases = [c.index for c in page.analysis.children(teller) if c.relation == "case"] if teller is not None else []
    return Attribution(
        content=tuple(pieces),
        type=typed(page, pieces),
        source=mention(page.analysis, teller, cases) if teller is not None else None,
        cue=cue,
        cue_token=noun.index,
        cue_lemma=noun.lemma,
        found_by=rule,
    )
