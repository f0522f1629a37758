# SPDX-License-Identifier: Apache-2.0
"""Where are words set between quotation marks? Pairs of every kind; a mark that stands alone closes at its paragraph's end.

Nothing here raises, and no mark swallows more than its paragraph. Inserts of the editor (…, ndlr) are cut out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dementi.language import word_list
from dementi.record import Article, Span

__all__ = ["CLOSING", "OPENING", "Quotation", "find_quotations", "without_inserts"]

PAIRS = {"«": "»", "“": "”", "„": "”", "‹": "›"}
OPENING, CLOSING = frozenset(PAIRS) | {'"'}, frozenset(PAIRS.values()) | {'"'}
MARK = re.compile('[«»“”„"]')


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: characters ``start`` to ``end`` with the marks, ``inner_start`` to ``inner_end`` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int

    def holds(self, position: int) -> bool:
        """Say whether a character stands between the marks."""
        return self.inner_start <= position < self.inner_end


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Return the outermost quotations of an article, in reading order."""
    text = article.text
    first = article.paragraphs[0].start if article.paragraphs else len(text)
    blocks = [(0, first), *((p.start, p.end) for p in article.paragraphs)]
    return tuple(q for start, end in blocks for q in _in_block(text, start, end) if q.inner_end > q.inner_start)


def _in_block(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    closer = ""
    depth = 0
    for match in MARK.finditer(text, start, end):
        mark = match.group()
        if opened is None:
            if mark in OPENING:
                opened, closer, depth = match.start(), PAIRS.get(mark, '"'), 0
        elif mark == closer and depth == 0:
            yield _trimmed(text, opened, match.end(), closed=True)
            opened = None
        elif mark == text[opened] and mark != '"':
            depth += 1
        elif mark == closer:
            depth -= 1
    if opened is not None and end - opened > 1:
        yield _trimmed(text, opened, end, closed=False)


def _trimmed(text: str, start: int, end: int, *, closed: bool) -> Quotation:
    a, b = start + 1, end - 1 if closed else end
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return Quotation(start, end, a, b)


def without_inserts(text: str, start: int, end: int, language: str = "fr") -> list[Span]:
    """Return the pieces of a stretch of content, the editor's inserts in brackets cut out."""
    marks = word_list(language, "editing")["inserts"]["words"]
    pieces, at = [], start
    for match in re.finditer(r"[(\[][^()\[\]\n]{1,300}[)\]]", text[start:end]):
        if any(f" {mark}" in match.group().lower() or f",{mark}" in match.group().lower() for mark in marks):
            pieces.append((at, start + match.start()))
            at = start + match.end()
    pieces.append((at, end))
    return [span for a, b in pieces if (span := stripped(text, a, b))]


def stripped(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space and without commas at its ends, None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Span.of(text, start, end) if end > start else None
