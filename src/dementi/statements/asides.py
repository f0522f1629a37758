# SPDX-License-Identifier: Apache-2.0
"""What does an aside report that says whose words a sentence is? "Comme l'a dit X, le pont tient"; "le pont tient, comme l'indique X"."""

from __future__ import annotations

from dementi.language import Token, word_list
from dementi.record import Span
from dementi.statements.attribution import Attribution
from dementi.statements.contents import contents
from dementi.statements.cues import WEAK, Cue, saying_of
from dementi.statements.making import attribution_of
from dementi.statements.page import Page
from dementi.statements.quotations import stripped
from dementi.statements.sources import mention, subject_of

__all__ = ["read_aside"]

#: How many tokens the aside may hold before its verb.
BEFORE = 12


def read_aside(page: Page, cue: Cue) -> Attribution | None:
    """Return what an aside reports, None where the cue is not of such an aside."""
    opening = None if WEAK in cue.frames else _opening(page, cue)
    if opening is None:
        return None
    tokens, text = page.analysis.tokens, page.article.text
    sentence = page.sentence(cue.token)
    close = next((t for t in tokens[cue.last : sentence.last] if t.norm in {",", ":"}), None)
    subject = _teller(page, cue, opening, close.index if close is not None else sentence.last)
    if subject is None:
        return None
    source = mention(page.analysis, subject, range(cue.first, cue.last))
    if close is not None and close.norm == ":":
        return None
    parts = [stripped(text, _start(page, sentence.first, opening), tokens[opening].start)]
    if close is not None:
        parts.append(stripped(text, close.end, sentence.end))
    pieces: list[Span] = [found for part in parts if part for found in contents(page, part.start, part.end)]
    if not pieces or sum(len(p.exact.split()) for p in pieces) < 3:
        return None
    return attribution_of(page, cue, pieces, source, "reported.aside")


def _start(page: Page, first: int, opening: int) -> int:
    """Return where the words before the aside begin: those of a clause that another is said to say, where there is one.

    "La compagnie a démenti que l'appareil ait eu une panne, comme l'a écrit X": X wrote of a breakdown, not of a denial.
    """
    tokens = page.analysis.tokens
    for token in reversed(tokens[first:opening]):
        head, helps = (
            page.analysis.head(token),
            [c for c in page.analysis.children(token) if c.relation in {"aux", "cop"}],
        )
        infinitive = any(t.feat("VerbForm") == "Inf" for t in (token, *helps))
        reported = token.relation in {"ccomp", "xcomp"} and head.index < token.index
        if infinitive and reported and saying_of(page.analysis, head) is not None:
            # "A nié avoir menti, comme l'en accuse X"
            own = [c for c in page.analysis.children(token) if c.index > head.index and c.relation == "advmod"]
            return min(t.start for t in (token, *helps, *own) if t.index > head.index)
        if token.relation == "ccomp" and page.analysis.head(token).index < token.index:
            mark = next((c for c in page.analysis.children(token) if c.relation == "mark"), None)
            if mark is not None and mark.index < token.index:
                return mark.end
    return tokens[first].start


def _teller(page: Page, cue: Cue, first: int, last: int) -> Token | None:
    """Return who speaks in the aside: the verb's subject, or the noun right behind the verb that the parser took for an object."""
    subject = subject_of(page.analysis, cue.token)
    if subject is not None and first <= subject.index < last:
        return subject
    behind = page.analysis.tokens[cue.last : last]
    head = next((t for t in behind[:4] if t.upos in {"NOUN", "PROPN"}), None)
    return head if head is not None and behind[0].upos in {"DET", "PROPN", "NOUN", "ADJ"} else None


def _opening(page: Page, cue: Cue) -> int | None:
    """Return the index of the word that opens the aside: at the sentence's start or behind a comma, "l'" before the verb."""
    words = word_list(page.analysis.language, "frames")["aside"]
    tokens = page.analysis.tokens
    first = page.sentence(cue.token).first
    group = tokens[max(first, cue.first - 1) : cue.token.index]
    if not any(t.norm in words["stands_for"] for t in group):
        return None
    for index in range(cue.first, max(first, cue.first - BEFORE) - 1, -1):
        if tokens[index].norm in words["words"]:
            apart = index == first or tokens[index - 1].norm == ","
            return index if apart else None
        if tokens[index].norm in {",", ";"}:
            return None
    return None
