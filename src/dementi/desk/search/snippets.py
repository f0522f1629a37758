# SPDX-License-Identifier: Apache-2.0
"""Where does a query match in a stored text, and which piece of it is shown? By the index's own terms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dementi.desk.search.query import Field, Query, Wanted
from dementi.language.terms import DESK_LANGUAGE, Term, terms
from dementi.record import Span

__all__ = ["Snippet", "Words", "excerpt", "matches", "snippet"]

LENGTH = 220
"""Characters of a snippet, without its dots."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a snippet; ``hit``: it is what was asked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a stored text around what a query found.

    Attributes:
        words: the text from start to end, the found words apart; "…" where the text goes on.
        start, end: characters of the text; cut at words.
        first: the first character of the first match in the piece; None: nothing matched, the text's start is shown.
    """

    words: tuple[Words, ...]
    start: int
    end: int
    first: int | None


def matches(text: str, query: Query, language: str | None = DESK_LANGUAGE) -> tuple[Span, ...]:
    """Return the words of a text that a query asks for, in reading order, none overlapping.

    Args:
        text: a stored text.
        query: as parsed; what it looks for in other fields than the text (``qui:`` …) is marked too.
        language: the text's; None: not told.
    """
    wanted = [
        w for clause in query.clauses if not clause.excluded for w in clause.any_of if w.field is not Field.OUTLET
    ]
    if not wanted:
        return ()
    found = terms(text, language)
    at: dict[int, list[Term]] = defaultdict(list)
    for term in found:
        at[term.position].append(term)
    ranges = sorted({r for one in wanted for term in found for r in _match(one, term, at)})
    spans: list[Span] = []
    for start, end in ranges:
        if spans and start < spans[-1].end:
            if end > spans[-1].end:
                spans[-1] = Span.of(text, spans[-1].start, end)
        else:
            spans.append(Span.of(text, start, end))
    return tuple(spans)


def snippet(
    text: str, query: Query, language: str | None = DESK_LANGUAGE, *, start: int = 0, length: int = LENGTH
) -> Snippet:
    """Return the piece of a text that shows most of what a query asks for.

    Args:
        text: a stored text.
        query: as parsed.
        language: the text's.
        start: look from this character on (after the headline, or in one passage), if anything matches there.
        length: characters, about.
    """
    found = matches(text, query, language)
    ahead = tuple(span for span in found if span.start >= start) or found
    window = _best(ahead, length)
    if not window:
        return _cut(text, min(start, len(text)), length, ())
    middle = length - (window[-1].end - window[0].start)
    return _cut(text, max(0, window[0].start - max(middle, 0) // 2), length, found)


def excerpt(
    text: str, passages: tuple[tuple[int, int], ...], query: Query, language: str | None = DESK_LANGUAGE
) -> tuple[Words, ...]:
    """Return what is shown of a statement: its own passage, and each other passage in which something matches.

    Args:
        text: the stored text of the article.
        passages: characters of it, the statement's own first (:func:`dementi.desk.search.documents.passages`).
        query: as parsed.
        language: the text's.
    """
    shown = [(start, snippet(text[start:end], query, language).words) for start, end in passages]
    kept = [piece for number, piece in enumerate(shown) if not number or any(w.hit for w in piece[1])]
    words: list[Words] = []
    for _, piece in sorted(kept, key=lambda piece: piece[0]):
        words += [Words(" […] ", hit=False), *piece] if words else piece
    return tuple(words)


def _match(wanted: Wanted, term: Term, at: dict[int, list[Term]]) -> list[tuple[int, int]]:
    """Return the characters that match from this term on."""
    if not wanted.stems.isdisjoint(term.stems):
        return [(term.start, term.end)]
    last = len(wanted.phrase) - 1
    end = -1
    for index, (offset, form) in enumerate(wanted.phrase):
        here = [term] if index == 0 else at.get(term.position + offset, [])
        begins = wanted.prefix and index == last
        fits = [t.end for t in here if (t.exact.startswith(form) if begins else t.exact == form)]
        if not fits:
            return []
        end = max(end, *fits)
    return [(term.start, end)] if wanted.phrase else []


def _best(spans: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """Return the spans within ``length`` characters that hold most different words; the first such."""
    best: tuple[int, int, int] = (0, 0, 0)
    first = 0
    count: dict[str, int] = defaultdict(int)
    for last, span in enumerate(spans):
        count[span.exact.casefold()] += 1
        while span.end - spans[first].start > length and first < last:
            gone = spans[first].exact.casefold()
            count[gone] -= 1
            if not count[gone]:
                del count[gone]
            first += 1
        if len(count) > best[0]:
            best = (len(count), first, last + 1)
    return spans[best[1] : best[2]]


def _cut(text: str, start: int, length: int, found: tuple[Span, ...]) -> Snippet:
    end = min(len(text), start + length)
    start, end = _word_start(text, start), _word_end(text, start, end)
    inside = [s for s in found if start <= s.start and s.end <= end]
    words = [Words("… ", hit=False)] if start else []
    at = start
    for span in inside:
        words += [Words(text[at : span.start], hit=False), Words(span.exact, hit=True)]
        at = span.end
    words += [Words(text[at:end], hit=False), Words("…" if end < len(text) else "", hit=False)]
    shown = tuple(stretch for stretch in words if stretch.text)
    return Snippet(shown, start, end, inside[0].start if inside else None)


def _word_start(text: str, start: int) -> int:
    """Move a start to that of a word, forward within 30 characters; a longer word is cut."""
    if start <= 0 or text[start - 1 : start].isspace():
        return start
    for at in range(start, min(start + 30, len(text))):
        if text[at].isspace():
            return at + 1
    return start


def _word_end(text: str, start: int, end: int) -> int:
    if end >= len(text) or text[end].isspace():
        return end
    for at in range(end, max(end - 30, start), -1):
        if text[at - 1].isspace():
            return at - 1
    return end
