# SPDX-License-Identifier: Apache-2.0
"""Where in a text does a query match, and which piece of it is shown? By the analyser's own characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dementi.desk.search.query import Field, Query, Wanted
from dementi.language.terms import Term, terms
from dementi.record import Span

__all__ = ["Snippet", "Words", "matches", "snippet"]

#: Characters shown around the first match.
BEFORE, LENGTH = 90, 260


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a snippet; ``hit``: it is what was searched."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a stored text with what was searched marked; ``start``: where the first match stands, -1 for none."""

    words: tuple[Words, ...]
    start: int


def matches(text: str, query: Query, language: str | None = "fr") -> tuple[Span, ...]:
    """Return where a query's words stand in a text, in reading order, none within another."""
    found = terms(text, language)
    wanted = [
        each for clause in query.clauses if not clause.excluded for each in clause.any_of if each.field is Field.TEXT
    ]
    spans = sorted({place for each in wanted for place in _places(found, each)})
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(Span.of(text, start, end) for start, end in kept)


def snippet(text: str, query: Query, language: str | None = "fr") -> Snippet:
    """Return the piece of a text around the first match, cut at words."""
    hits = matches(text, query, language)
    first = hits[0].start if hits else 0
    start = max(0, first - BEFORE)
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", start + LENGTH // 2, end)
        end = space if space > 0 else end
    words, at = [Words("… ", hit=False)] if start else [], start
    for hit in hits:
        if hit.start >= end or hit.start < at:
            continue
        words += [Words(text[at : hit.start], hit=False), Words(hit.exact, hit=True)]
        at = hit.end
    words.append(Words(text[at : max(at, end)] + ("…" if end < len(text) else ""), hit=False))
    return Snippet(tuple(w for w in words if w.text), first if hits else -1)


def _places(found: Sequence[Term], wanted: Wanted) -> list[tuple[int, int]]:
    if wanted.stems:
        return [(t.start, t.end) for t in found if wanted.stems.intersection(t.stems)]
    if wanted.prefix and len(wanted.phrase) == 1:
        return [(t.start, t.end) for t in found if t.exact.startswith(wanted.phrase[0][1])]
    return _phrases(found, wanted.phrase)


def _phrases(found: Sequence[Term], phrase: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    at = {(term.position, term.exact): term for term in found}
    places = []
    for term in found:
        if phrase and term.exact == phrase[0][1]:
            run = [at.get((term.position + place - phrase[0][0], form)) for place, form in phrase]
            if all(run):
                last = run[-1]
                places.append((term.start, last.end if last else term.end))
    return places
