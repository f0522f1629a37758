# SPDX-License-Identifier: Apache-2.0
"""Which characters of a dispatch are whose words? The text in pieces, nothing added, nothing lost.

Statements nest (a quotation inside a reported clause) and overlap (two speakers share a clause), which HTML
elements cannot. So the text is cut at every edge: each run carries all the statements that it belongs to.
The runs of all passages, put together again, are the stored text, character for character; a test holds this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dementi.record import Article, Span, Statement, StatementType

__all__ = ["Mark", "Passage", "Run", "Stretch", "Words", "mark_up", "marks_of", "passages_of"]

#: Quotation marks that open, and what closes them. The straight one is its own other half.
CLOSED_BY = {"«": "»", "“": "”", "„": "“", "‹": "›"}
STRAIGHT = '"'


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Characters ``start`` to ``end`` (half-open code points); ``direct``: the speaker's, letter for letter."""

    start: int
    end: int
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement to be marked: its number on the page and its stretches in reading order, at least one."""

    number: int
    stretches: tuple[Stretch, ...]
    statement: Statement


@dataclass(frozen=True, slots=True)
class Words:
    """Characters shown together.

    Attributes:
        text: the characters.
        hit: the number of the search's match that they are of; None: of none.
        opens: the match starts here (it may go on in the next run).
    """

    text: str
    hit: int | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that belong to the same statements.

    Attributes:
        words: the characters, cut where a match of the search starts or ends.
        numbers: the statements, in order; empty: the narrator's words.
        direct: the words are somebody's, letter for letter.
        starts: the statements whose first characters these are.
        ends: the statements whose last shown characters these are.
    """

    words: tuple[Words, ...]
    numbers: tuple[int, ...] = ()
    direct: bool = False
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The characters of the run."""
        return "".join(words.text for words in self.words)

    @property
    def start(self) -> int | None:
        """The number of which the element itself bears the anchor; None: no statement starts here."""
        return self.starts[-1] if self.starts else None

    @property
    def other_starts(self) -> tuple[int, ...]:
        """The numbers whose anchors stand before it, where several statements start at the same character."""
        return self.starts[:-1]


@dataclass(frozen=True, slots=True)
class Passage:
    """A headline, a paragraph, or what stands between two of them (mostly a blank line)."""

    start: int
    end: int
    runs: tuple[Run, ...]
    is_headline: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """The statements that start here."""
        return tuple(number for run in self.runs for number in run.starts)

    @property
    def goes_on(self) -> bool:
        """Say whether a statement that started before goes on here."""
        return any(number not in self.numbers for run in self.runs for number in run.numbers)

    @property
    def is_blank(self) -> bool:
        """Say whether there is nothing to read here."""
        return not any(run.text.strip() for run in self.runs)


def marks_of(text: str, statements: Iterable[Statement]) -> tuple[Mark, ...]:
    """Return the statements with their numbers, in reading order. One without any words in the text has none."""
    placed = [(tuple(_stretches(text, statement)), statement) for statement in statements]
    placed = sorted((item for item in placed if item[0]), key=lambda item: (item[0][0].start, -item[0][-1].end))
    return tuple(Mark(number, *item) for number, item in enumerate(placed, start=1))


def passages_of(article: Article) -> tuple[tuple[int, int, bool], ...]:
    """Return where each passage stands, as (start, end, is it the headline), covering the text without a gap."""
    text = article.text
    known = [(span.start, span.end, False) for span in article.paragraphs]
    if article.headline and text.startswith(article.headline):
        known.insert(0, (0, len(article.headline), True))
    whole: list[tuple[int, int, bool]] = []
    at = 0
    for start, end, is_headline in sorted(known):
        if start < at:  # a paragraph inside another: its words are shown already
            continue
        if start > at:
            whole.append((at, start, False))
        whole.append((start, end, is_headline))
        at = end
    if at < len(text):
        whole.append((at, len(text), False))
    return tuple(whole)


def mark_up(
    text: str, passages: Sequence[tuple[int, int, bool]], marks: Sequence[Mark], hits: Sequence[tuple[int, int]] = ()
) -> tuple[Passage, ...]:
    """Return the text in passages and runs; what they hold, put together, is ``text``.

    Args:
        text: the stored text.
        passages: as :func:`passages_of` gives them.
        marks: as :func:`marks_of` gives them.
        hits: matches of a search (half-open code points), in order, not overlapping; numbered from 1.
    """
    seen = _shown(text, passages, marks)
    first = {mark.number: min(s for s, e in seen if _is_of(mark, s)) for mark in marks if _has_any(mark, seen)}
    last = {mark.number: max(s for s, e in seen if _is_of(mark, s)) for mark in marks if mark.number in first}
    found = []
    for start, end, is_headline in passages:
        runs = []
        for low, high in _cut(start, end, marks):
            of = [mark for mark in marks if _is_of(mark, low)]
            runs.append(
                Run(
                    words=tuple(_words(text, low, high, hits)),
                    numbers=tuple(mark.number for mark in of),
                    direct=any(s.direct for mark in of for s in mark.stretches if s.start <= low < s.end),
                    starts=tuple(mark.number for mark in of if first.get(mark.number) == low),
                    ends=tuple(mark.number for mark in of if last.get(mark.number) == low),
                )
            )
        found.append(Passage(start, end, tuple(runs), is_headline))
    return tuple(found)


def _shown(text: str, passages: Sequence[tuple[int, int, bool]], marks: Sequence[Mark]) -> tuple[tuple[int, int], ...]:
    # A blank line is not shown: a statement's number may not stand there.
    return tuple(
        (low, high) for start, end, _ in passages if text[start:end].strip() for low, high in _cut(start, end, marks)
    )


def _has_any(mark: Mark, runs: Iterable[tuple[int, int]]) -> bool:
    return any(_is_of(mark, low) for low, _ in runs)


def _is_of(mark: Mark, at: int) -> bool:
    return any(stretch.start <= at < stretch.end for stretch in mark.stretches)


def _cut(start: int, end: int, marks: Sequence[Mark]) -> Iterable[tuple[int, int]]:
    edges = {edge for mark in marks for s in mark.stretches for edge in (s.start, s.end) if start < edge < end}
    return pairwise(sorted({start, end, *edges}))


def _words(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> Iterable[Words]:
    at = start
    for number, (low, high) in enumerate(hits, start=1):
        first, last = max(low, at), min(high, end)
        if first >= last:
            continue
        if at < first:
            yield Words(text[at:first])
        yield Words(text[first:last], number, opens=first == low)
        at = last
    if at < end:
        yield Words(text[at:end])


def _stretches(text: str, statement: Statement) -> Iterable[Stretch]:
    if not statement.content or statement.content == (statement.denied,):
        # A bare denial has no words of the speaker's: what is marked is that there was one.
        yield from _joined(text, [span for span in (statement.cue, statement.denied) if span])
        return
    for piece in sorted(statement.content):
        if statement.type is StatementType.MIXED:
            yield from _by_quotation(text, piece)
        else:
            yield Stretch(piece.start, piece.end, statement.type is StatementType.DIRECT)


def _joined(text: str, spans: Iterable[Span]) -> Iterable[Stretch]:
    found: list[Stretch] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Stretch(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(Stretch(span.start, span.end))
    return found


def _by_quotation(text: str, piece: Span) -> Iterable[Stretch]:
    """Cut the piece of a mixed statement into what is quoted and what is told. In doubt it is told."""
    before, after = text[: piece.start].rstrip(), text[piece.end :].lstrip()
    if before and after and _is_pair(before[-1], after[0]):
        yield Stretch(piece.start, piece.end, direct=True)
        return
    at = piece.start
    for low, high in _quoted(piece.exact):
        start, end = piece.start + low, piece.start + high
        if at < start:
            yield Stretch(at, start)
        yield Stretch(start, end, direct=True)
        at = end
    if at < piece.end:
        yield Stretch(at, piece.end)


def _is_pair(opening: str, closing: str) -> bool:
    return CLOSED_BY.get(opening) == closing or opening == closing == STRAIGHT


def _quoted(words: str) -> Iterable[tuple[int, int]]:
    # Straight marks are told apart by turns only; an odd number of them tells nothing.
    straight_is_sure = words.count(STRAIGHT) % 2 == 0
    waiting: str | None = None
    start = 0
    for at, letter in enumerate(words):
        if waiting is None:
            if letter in CLOSED_BY or (letter == STRAIGHT and straight_is_sure):
                waiting, start = CLOSED_BY.get(letter, STRAIGHT), at + 1
        elif letter == waiting:
            low, high = start, at
            while low < high and words[low].isspace():
                low += 1
            while low < high and words[high - 1].isspace():
                high -= 1
            if low < high:
                yield low, high
            waiting = None
