# SPDX-License-Identifier: Apache-2.0
"""Which words of a dispatch may the public site show? A few statements of it, never the article.

A reading is reduced to the statements that may be shown. All public pages are made of the reduced reading, so that no
page can show more than another. A statement is never cut inside a sentence: half a sentence may say the contrary.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from dementi.desk.notes.store import Note, Notes, taken_off
from dementi.desk.pages.marks import Mark, marks_of
from dementi.desk.pages.quotes import quote_statement
from dementi.record import Article, Findings, Link, Reading, Span, Statement

__all__ = ["EACH", "MOST", "PART", "Excerpt", "allowed", "excerpt_of"]

#: Code points of one statement; of one dispatch on all pages together; and of its body, the part of it in hundredths.
EACH, MOST, PART = 400, 1500, 50
#: The quotation marks of the article, in whose place the desk sets its own, with their spaces.
AROUND = 4
_SENTENCE_ENDS = re.compile(r"[.!?…][\"»”]?(?=\s)")
#: What quote_statement takes out of the article: the words, and what stands between them and their cue.
_FROM_ARTICLE = frozenset({"direct", "indirect", "context"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What of a dispatch the public site may show.

    Attributes:
        reading: with the statements whose words are shown, and no others; its text stays whole, for their offsets.
        headline: None where it has none, or where words that were taken off stand in it.
        left_out: how many statements are left to the original.
        taken: the statements that were taken off, each with the note that says so.
        cut: the ids of the statements of which only the first sentences are shown.
    """

    reading: Reading
    headline: str | None
    left_out: int
    taken: tuple[tuple[Statement, Note], ...]
    cut: frozenset[str]


def allowed(article: Article) -> int:
    """Return how many code points of an article's body the public site may show, on all its pages together."""
    headline = len(article.headline or "") if article.text.startswith(article.headline or "") else 0
    return min(MOST, (len(article.text) - headline) * PART // 100)


def excerpt_of(reading: Reading, notes: Notes, first: Collection[str]) -> Excerpt | None:
    """Return what of a reading may be shown; None: nothing, since the article is missing or what was taken off cannot be told apart.

    Args:
        reading: as the desk shows it.
        notes: beside the dispatch.
        first: the ids of the statements that get their words before others: those that something answers.
    """
    article = reading.article
    off = taken_off(article, reading.findings.statements, notes) if article else None
    if article is None or off is None:
        return None
    work = _Work(article, tuple(span for span, _ in off), allowed(article))
    marks = marks_of(article.text, reading.findings.statements)
    taken = {m.statement.id: note for m in marks for span, note in off if _touches(m, (span,))}
    shown: dict[str, Statement] = {}
    for mark in sorted(marks, key=lambda m: (m.statement.id not in first, m.number)):
        if mark.statement.id not in taken:
            statement = work.fit(mark)
            if statement:
                shown[mark.statement.id] = statement
    kept = tuple(shown[m.statement.id] for m in marks if m.statement.id in shown)
    bare = replace(reading, findings=Findings(statements=kept), links=_links(reading, shown), troubles=())
    return Excerpt(
        reading=bare,
        headline=work.headline(),
        left_out=len(marks) - len(kept) - len(taken),
        taken=tuple((m.statement, taken[m.statement.id]) for m in marks if m.statement.id in taken),
        cut=frozenset(work.cut),
    )


class _Work:
    """The excerpt of one article while it is being made."""

    def __init__(self, article: Article, off: tuple[Span, ...], left: int) -> None:
        self._article, self._off, self._left = article, off, left
        self.cut: set[str] = set()

    def headline(self) -> str | None:
        article = self._article
        end = len(article.headline) if article.headline and article.text.startswith(article.headline) else 0
        return None if any(span.start < end for span in self._off) else article.headline

    def fit(self, mark: Mark) -> Statement | None:
        """Return a statement as far as its words may be shown; None: they may not."""
        for statement in _shorter(mark.statement):
            (short,) = marks_of(self._article.text, (statement,)) or (None,)
            size = _size(self._article.text, short) if short else EACH + 1
            if size <= min(EACH, self._left) and short and not _touches(short, self._off):
                self._left -= size
                if statement is not mark.statement:
                    self.cut.add(statement.id)
                return statement
        return None


def _shorter(statement: Statement) -> Iterator[Statement]:
    """Yield a statement, and then with ever fewer whole sentences of its first words."""
    yield statement
    first = next(iter(statement.content), None)
    if first is None:
        return
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(first.exact[:EACH])]
    for end in reversed(ends):
        yield replace(statement, content=(Span(first.start, first.start + end, first.exact[:end]),))


def _size(text: str, mark: Mark) -> int:
    """Return how many code points of an article are shown with a statement: its words, wherever it says them, and who speaks."""
    pieces = [piece.text for piece in quote_statement(text, mark) if piece.kind in _FROM_ARTICLE]
    speaker = mark.statement.speaker
    named = len(speaker.name) + len(speaker.role or "") if speaker else 0
    return sum(len(piece) * max(1, text.count(piece)) for piece in pieces if piece) + named + AROUND


def _touches(mark: Mark, spans: tuple[Span, ...]) -> bool:
    return any(each.start < span.end and span.start < each.end for each in mark.stretches for span in spans)


def _links(reading: Reading, shown: Collection[str]) -> tuple[Link, ...]:
    return tuple(link for link in reading.links if link.source in shown and link.target in shown)
