# SPDX-License-Identifier: Apache-2.0
"""Where are words set between quotation marks? Marks of every kind, paired paragraph by paragraph.

One pass with a stack, so the time is linear. Nothing raises, and no mark swallows more than its paragraph: one that
is never closed ends there. Inserts of the editor (…, ndlr) are cut out of contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dementi.language import word_list
from dementi.record import Article, Span

__all__ = ["CLOSING", "OPENING", "Quotation", "find_quotations", "stripped", "without_inserts", "without_stop"]

#: Each opening mark and its closing one.
PAIRS = {"«": "»", "“": "”", "„": "”", "‟": "”", "‹": "›", "‘": "’"}
CLOSERS = frozenset(PAIRS.values())
#: Marks that open and close alike; two apostrophes and two accents are typed for them.
STRAIGHT = frozenset({'"', "＂", "''", "``"})
OPENING, CLOSING = frozenset(PAIRS) | STRAIGHT - {"‘"}, (CLOSERS | STRAIGHT) - {"’"}

_MARK = re.compile("''|``|[«»“”„‟‹›‘’\"＂]")
_BLANK = " \t\u00a0\u202f\u2009"
_BEFORE = frozenset(_BLANK + "\u2007([{'’:-–—/«“‹\"„‘")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: characters ``start`` to ``end`` with the marks, ``inner_start`` to ``inner_end`` without.

    ``goes_on``: no mark closes it in its paragraph.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    goes_on: bool = False

    def words(self, text: str) -> list[str]:
        """Return the words between the marks."""
        return text[self.inner_start : self.inner_end].split()

    def holds(self, position: int) -> bool:
        """Say whether a character stands between the marks."""
        return self.inner_start <= position < self.inner_end


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Return the outermost quotations of an article, in reading order. Never raises; linear."""
    text = article.text
    first = article.paragraphs[0].start if article.paragraphs else len(text)
    blocks = [(0, first), *((p.start, p.end) for p in article.paragraphs)]
    found: list[Quotation] = []
    for start, end in blocks:
        goes_on = bool(found) and found[-1].goes_on
        found += [q for q in _in_block(text, start, end, goes_on=goes_on) if q.inner_end > q.inner_start]
    return tuple(found)


def _in_block(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[Quotation]:
    """Pair the marks of a paragraph; yield the outermost pairs, then the mark that nothing closes.

    Args:
        text: the article's text.
        start: the paragraph's first character.
        end: the character behind its last one.
        goes_on: a quotation of the paragraph before was not closed: a closing mark here ends it.
    """
    marks = [m for m in _MARK.finditer(text, start, end) if _is_mark(text, m, start, end)]
    orphan = _orphan(text, marks, start, goes_on=goes_on)
    if orphan is not None:
        yield orphan
        marks = [m for m in marks if m.start() >= orphan.end]
    last_of = {mark.group(): mark.start() for mark in marks}
    opened: list[re.Match[str]] = []
    for mark in marks:
        depth = _closed_by(text, mark, opened, last_of)
        if depth is not None:
            if depth == 0:
                yield _trimmed(text, opened[0].start(), opened[0].end(), mark.start(), mark.end())
            del opened[depth:]
        elif (
            (mark.group() in OPENING and not _is_prime(text, mark, start))
            or mark.group() == "‘"
            or _can_open(text, mark, end)
        ):
            opened.append(mark)
    if opened and opened[0].group() != "‘":
        yield replace(_trimmed(text, opened[0].start(), opened[0].end(), end, end), goes_on=True)


def _orphan(text: str, marks: list[re.Match[str]], start: int, *, goes_on: bool) -> Quotation | None:
    """Return the quotation that a paragraph's first mark closes, where that mark can only close one.

    What began in the paragraph before goes on: "« A. ¶ B », a dit X", also with a closing mark repeated: "« A. ¶ » B », a dit X".
    """
    if not marks or not goes_on:
        return None
    first = marks[0]
    if first.group() not in CLOSERS - {"’"} and not _closes_only(text, first, start):
        return None
    if text[start : first.start()].strip():
        return _trimmed(text, start, start, first.start(), first.end())
    same = next((m for m in marks[1:] if m.group() == first.group()), None)
    return None if same is None else _trimmed(text, first.start(), first.end(), same.start(), same.end())


def _closes_only(text: str, mark: re.Match[str], start: int) -> bool:
    """Say whether a straight mark stands where only a closing one stands: glued to the word before, a blank behind."""
    if mark.group() not in STRAIGHT or mark.start() == start:
        return False
    after = text[mark.end() : mark.end() + 1]
    return text[mark.start() - 1] not in _BLANK and (not after or after in _BLANK or after in ",.;:!?)\n")


def _closed_by(text: str, mark: re.Match[str], opened: list[re.Match[str]], last_of: dict[str, int]) -> int | None:
    """Return the depth of the open mark that this mark closes, None where it closes none."""
    kind = mark.group()
    for depth in (len(opened) - 1, len(opened) - 2, 0):
        # Deeper than two nobody reads; the outermost is looked at so that a forgotten inner mark does no harm.
        if 0 <= depth < len(opened):
            other = opened[depth].group()
            if PAIRS.get(other) == kind or (kind == other and kind in STRAIGHT):
                return depth
    if not opened or kind == "’" or (kind in PAIRS and kind != "“"):
        return None
    # Two kinds in one pair (« …"): only where the right closing mark does not come any more.
    other = opened[-1].group()
    comes = last_of.get(PAIRS.get(other, other), -1) > mark.start()
    glued = text[mark.start() - 1] not in _BLANK or kind == "»"
    return len(opened) - 1 if not comes and glued else None


def _is_mark(text: str, mark: re.Match[str], first: int, last: int) -> bool:
    """Tell a quotation mark from an apostrophe."""
    before = text[mark.start() - 1] if mark.start() > first else " "
    after = text[mark.end()] if mark.end() < last else " "
    if mark.group() == '"' and before.isdigit() and after.isdigit():
        # Seconds and inches: 9"81.
        return False
    if mark.group() == "’":
        return not after.isalnum() and before not in _BLANK
    return mark.group() != "‘" or (before in _BEFORE and after not in _BLANK)


def _is_prime(text: str, mark: re.Match[str], first: int) -> bool:
    """Say whether a straight mark that nothing opened stands right behind a digit: 10" is no quotation."""
    return mark.group() == '"' and mark.start() > first and text[mark.start() - 1].isdigit()


def _can_open(text: str, mark: re.Match[str], last: int) -> bool:
    """Say whether a closing mark stands where one opens (”so”)."""
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < last else " "
    return mark.group() == "”" and (before in _BEFORE or before == "\n") and after not in _BLANK


def _trimmed(text: str, start: int, inner_start: int, inner_end: int, end: int) -> Quotation:
    a, b = inner_start, inner_end
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


def without_stop(span: Span) -> Span:
    """Return the span without its final full stop; three points are kept."""
    if len(span.exact) < 2 or not span.exact.endswith(".") or span.exact.endswith("..."):
        return span
    return Span(span.start, span.end - 1, span.exact[:-1])


def stripped(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space and without commas at its ends, None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Span.of(text, start, end) if end > start else None
