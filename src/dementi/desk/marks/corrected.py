# SPDX-License-Identifier: Apache-2.0
"""What does a reading become by what people said of it? Decided by the words that they pointed at, which must still stand there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from dementi.record import Article, Findings, Link, Reading, Span, Speaker, Statement

__all__ = ["Corrected", "Kind", "Noted", "corrected"]


class Kind(StrEnum):
    """What is said of a statement."""

    KEEP = "keep"
    SET_ASIDE = "set_aside"
    SPEAKER = "speaker"
    ADD = "add"
    UNLINK = "unlink"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A mark that holds.

    Attributes:
        number: of the mark.
        kind: what is said.
        statement: of which, as it stood when it was said.
        other: for a link, the statement that it answered.
        value: for a speaker, the name; "": nobody is named.
        who, at: who said it, when.
    """

    number: int
    kind: Kind
    statement: Statement
    other: Statement | None
    value: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A reading with what people said of it.

    Attributes:
        reading: as it is shown.
        looked_at: the last mark on each statement, by its id.
        set_aside: statements that are not shown among the others, each with its mark.
        orphans: marks whose words no longer stand where they stood; they say nothing of what stands there now.
    """

    reading: Reading
    looked_at: dict[str, Noted]
    set_aside: tuple[tuple[Statement, Noted], ...]
    orphans: tuple[Noted, ...]


def corrected(reading: Reading, marks: Sequence[Noted]) -> Corrected:
    """Return a reading as people have corrected it; with no marks, as it is.

    Args:
        reading: as the machine read it.
        marks: those that hold, in the order in which they were made.
    """
    article = reading.article
    if article is None or not marks:
        return Corrected(reading=reading, looked_at={}, set_aside=(), orphans=tuple(marks))
    orphans = tuple(mark for mark in marks if not _stands(mark, article))
    work = _Work(reading)
    for mark in marks:
        if mark not in orphans:
            work.take(mark)
    return Corrected(
        reading=work.done(), looked_at=work.looked_at, set_aside=tuple(work.aside.values()), orphans=orphans
    )


class _Work:
    """A reading while it is being corrected."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._statements = {_place(each): each for each in reading.findings.statements}
        self._links = list(reading.links)
        self.looked_at: dict[str, Noted] = {}
        self.aside: dict[tuple[Span, ...], tuple[Statement, Noted]] = {}

    def take(self, mark: Noted) -> None:
        place = _place(mark.statement)
        here = self._statements.get(place)
        match mark.kind:
            case Kind.KEEP | Kind.ADD:
                # What was kept stays, though it may be read otherwise by now.
                here = here or (self.aside.pop(place)[0] if place in self.aside else mark.statement)
                self._statements[place] = here
            case Kind.SET_ASIDE if here:
                self.aside[place] = (here, mark)
                del self._statements[place]
            case Kind.SPEAKER if here:
                here = replace(here, speaker=Speaker(mark.value) if mark.value else None)
                self._statements[place] = here
            case Kind.UNLINK if here and mark.other:
                other = self._statements.get(_place(mark.other))
                self._links = [each for each in self._links if not _joins(each, here, other)]
        if here:
            self.looked_at[here.id] = mark

    def done(self) -> Reading:
        statements = tuple(sorted(self._statements.values(), key=_place))
        known = {each.id for each in statements}
        figures = tuple(each for each in self._reading.findings.figures if each.statement in {None, *known})
        ends = known | {each.id for each in figures}
        links = tuple(each for each in self._links if each.source in ends and each.target in ends)
        findings = Findings(statements=statements, figures=figures, dates=self._reading.findings.dates)
        return replace(self._reading, findings=findings, links=links)


def _joins(link: Link, source: Statement, target: Statement | None) -> bool:
    return target is not None and {link.source, link.target} == {source.id, target.id}


def _place(statement: Statement) -> tuple[Span, ...]:
    """Return where a statement stands: its content, or the words that say that there is one."""
    return statement.content or tuple(span for span in (statement.cue, statement.denied) if span)


def _stands(mark: Noted, article: Article) -> bool:
    return all(article.text[span.start : span.end] == span.exact for span in _spans(mark.statement))


def _spans(statement: Statement) -> Iterable[Span]:
    yield from statement.content
    yield from (span for span in (statement.source, statement.cue, statement.denied) if span)
