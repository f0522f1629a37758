# SPDX-License-Identifier: Apache-2.0
"""How does a dispatch lie between its two margins? Each passage with the statements that start in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dementi.desk.pages.margins import Beside, Margins, Row
from dementi.desk.pages.marks import Passage, mark_up, marks_of, passages_of
from dementi.record import Article, Reading, Statement

__all__ = ["Part", "Sheet", "lay_out"]


@dataclass(frozen=True, slots=True)
class Part:
    """A passage and the statements that start in it."""

    passage: Passage
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article ready to be shown; ``unplaced``: statements without any words in the text."""

    headline: Part | None
    parts: tuple[Part, ...]
    unplaced: tuple[Row, ...]


def no_page(statement: Statement) -> str:  # noqa: ARG001 (every speaker's page is asked for in this form)
    """Return no address: the speaker has no page."""
    return ""


def lay_out(
    reading: Reading,
    article: Article,
    page_of: Callable[[Statement], str] = no_page,
    hits: Sequence[tuple[int, int]] = (),
    beside: Beside | None = None,
) -> Sheet:
    """Lay out an article that was read.

    Args:
        reading: what was found.
        article: the reading's article.
        page_of: the address of the page of a statement's speaker.
        hits: matches of a search to be marked.
        beside: what is known of the statements beside the reading.
    """
    marks = marks_of(article.text, reading.findings.statements)
    margin = Margins(article, reading, marks, page_of, beside or Beside())
    rows = {mark.number: margin.row(mark.number, mark.statement) for mark in marks}
    parts = [
        Part(passage, tuple(rows[number] for number in passage.numbers))
        for passage in mark_up(article.text, passages_of(article), marks, hits)
        if not passage.is_blank
    ]
    placed = {mark.statement.id for mark in marks}
    rest = [statement for statement in reading.findings.statements if statement.id not in placed]
    unplaced = tuple(margin.row(number, s) for number, s in enumerate(rest, start=len(marks) + 1))
    return Sheet(
        headline=next((part for part in parts if part.passage.is_headline), None),
        parts=tuple(part for part in parts if not part.passage.is_headline),
        unplaced=unplaced,
    )
