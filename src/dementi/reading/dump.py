# SPDX-License-Identifier: Apache-2.0
"""A text dump -> its article: which lines are the headline and the paragraphs, and which the page's furniture?

Structure decides, not wording: paragraphs are lines of sentences, the headline is the line that stands over the first of them, a
teaser repeats what stands above.
"""

from __future__ import annotations

import re

from dementi.language import word_list
from dementi.language.calendar import find_expressions
from dementi.record import Article, Furniture, FurnitureReason, Span

__all__ = ["assembled", "read_dump"]

_ENDS = re.compile(r"[.!?…][»\"”)\]]*\s*$|[»”\"]\s*$")
_CUT = re.compile(r"\s*(?:\.{3}|…|\[…\]|\[\.\.\.\])\s*$")

#: Fewer words than this, without an end of sentence, make no paragraph.
SENTENCE = 9
LONG = 25


def read_dump(text: str) -> Article:
    """Return the article of a dump; what is taken away stands in ``furniture`` in its order, with the reason."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    first = next((i for i, line in enumerate(lines) if _is_paragraph(line)), None)
    if first is None:
        return assembled(lines[0] if lines else None, lines[1:], ())
    headline = _headline_above(lines, first)
    last = max(i for i, line in enumerate(lines) if _is_paragraph(line))
    taken: dict[int, FurnitureReason] = {i: _reason(lines, i, headline) for i in range(first) if i != headline}
    for i in range(first, len(lines)):
        reason = _reason_below(lines, i, first, last)
        if reason is not None:
            taken[i] = reason
    kept = [line for i, line in enumerate(lines) if i >= first and i not in taken]
    furniture = tuple(Furniture(lines[i], reason) for i, reason in sorted(taken.items()))
    return assembled(lines[headline] if headline is not None else None, kept, furniture)


def assembled(headline: str | None, paragraphs: list[str], furniture: tuple[Furniture, ...]) -> Article:
    """Return the article whose text is the headline, a blank line, the paragraphs joined by blank lines."""
    text = "\n\n".join([*([headline] if headline else []), *paragraphs])
    spans, start = [], len(headline) + 2 if headline else 0
    for paragraph in paragraphs:
        spans.append(Span.of(text, start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Article(headline=headline, text=text, paragraphs=tuple(spans), teaser="", furniture=furniture)


def _is_paragraph(line: str) -> bool:
    words = len(line.split())
    if words >= LONG:
        return True
    return words >= SENTENCE and bool(_ENDS.search(line)) and not _CUT.search(line)


def _headline_above(lines: list[str], first: int) -> int | None:
    """Return the line over the first paragraph that can be a headline: the nearest that is neither navigation nor a date."""
    for i in range(first - 1, max(-1, first - 8), -1):
        if len(lines[i].split()) >= 3 and not _is_navigation(lines[i]) and not _is_dated(lines[i]):
            return i
    return None


def _is_navigation(line: str) -> bool:
    plain = line.lower().replace("’", "'").strip(" :>»|·-–")
    words = word_list("fr", "furniture")["navigation"]["words"]
    return plain in words or (
        len(plain.split()) <= SENTENCE and any(plain.startswith(f"{word} ") for word in words if " " in word)
    )


def _is_dated(line: str) -> bool:
    plain = line.lower()
    openings = word_list("fr", "furniture")["published"]["words"]
    if any(plain.startswith(opening) for opening in openings):
        return True
    dated = sum(e.span.end - e.span.start for e in find_expressions(line, "fr"))
    return dated > len(line) / 2


def _reason(lines: list[str], i: int, headline: int | None) -> FurnitureReason:
    if headline is not None and i == headline - 1 and len(lines[i].split()) <= 4 and lines.count(lines[i]) == 1:
        return FurnitureReason.SECTION
    if _is_dated(lines[i]):
        return FurnitureReason.CREDIT
    return FurnitureReason.NAVIGATION


def _reason_below(lines: list[str], i: int, first: int, last: int) -> FurnitureReason | None:
    """Return why a line from the first paragraph on is no part of the article, None where it is."""
    line = lines[i]
    above = lines[first:i]
    cut = _CUT.search(line)
    if cut and any(len(line) > 20 and other.startswith(line[: cut.start()]) for other in above):
        return FurnitureReason.TEASER
    if line in above:
        follows = lines[i + 1] if i + 1 < len(lines) else ""
        cut = _CUT.search(follows)
        teased = bool(cut) and any(other.startswith(follows[: cut.start()]) for other in above) if cut else False
        return FurnitureReason.TEASER if teased and line == lines[first] else FurnitureReason.REPEATED
    if _is_paragraph(line):
        return None
    if i > last or _is_navigation(line):
        return FurnitureReason.NAVIGATION
    if _is_dated(line):
        return FurnitureReason.CREDIT
    between = i > 0 and _is_paragraph(lines[i - 1]) and _is_paragraph(lines[i + 1])
    return None if between else FurnitureReason.OTHER
