# SPDX-License-Identifier: Apache-2.0
"""What does a reading become by what people said of it? Decided by the words that they pointed at, which must still stand there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from dementi.record import Article, Link, Reading, Relation, Span, Speaker, Statement

__all__ = ["OF_LINKS", "Corrected", "Kind", "Noted", "corrected", "place_of", "stands"]


class Kind(StrEnum):
    """What is said of a statement, or of a link: that it stands (kept), that it was missed (link), that it does not (unlink)."""

    KEEP = "keep"
    SET_ASIDE = "set_aside"
    SPEAKER = "speaker"
    ADD = "add"
    LINK = "link"
    KEEP_LINK = "keep_link"
    UNLINK = "unlink"


#: What is said of a link between two statements.
OF_LINKS = frozenset({Kind.LINK, Kind.KEEP_LINK, Kind.UNLINK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A mark that holds.

    Attributes:
        number: of the mark.
        kind: what is said.
        statement: of which, as it stood when it was said.
        other: for a link, the statement that it answers.
        value: for a speaker, the name; "": nobody is named. For a link, the relation.
        who, at: who said it, when.
        other_dispatch: for a link into another dispatch, which; "": both statements stand in one.
    """

    number: int
    kind: Kind
    statement: Statement
    other: Statement | None
    value: str
    who: str
    at: datetime
    other_dispatch: str = ""


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
    orphans = tuple(mark for mark in marks if not stands(mark, article))
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
        self._statements = {place_of(each): each for each in reading.findings.statements}
        self._links = list(reading.links)
        self.looked_at: dict[str, Noted] = {}
        self.aside: dict[tuple[Span, ...], tuple[Statement, Noted]] = {}

    def take(self, mark: Noted) -> None:
        place = place_of(mark.statement)
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
            case Kind.LINK | Kind.KEEP_LINK | Kind.UNLINK if here and mark.other and not mark.other_dispatch:
                other = self._statements.get(place_of(mark.other))
                if other is not None:
                    self._links = list(_relinked(self._links, mark, here, other))
        if here:
            self.looked_at[here.id] = mark

    def done(self) -> Reading:
        statements = tuple(sorted(self._statements.values(), key=place_of))
        known = {each.id for each in statements}
        figures = tuple(each for each in self._reading.findings.figures if each.statement in {None, *known})
        ends = known | {each.id for each in figures}
        links = tuple(each for each in self._links if each.source in ends and each.target in ends)
        findings = replace(self._reading.findings, statements=statements, figures=figures)
        return replace(self._reading, findings=findings, links=links)


def _relinked(links: Sequence[Link], mark: Noted, source: Statement, target: Statement) -> Iterable[Link]:
    """Yield the links of a reading with what a mark says of one: it is taken away, or stands though the machine does not find it."""
    kept = [each for each in links if {each.source, each.target} != {source.id, target.id}]
    if mark.kind is Kind.UNLINK:
        yield from kept
        return
    yield from links
    relation = Relation(mark.value)
    if not any((each.relation, each.source, each.target) == (relation, source.id, target.id) for each in links):
        yield Link(
            relation=relation, source=source.id, target=target.id, grounds=place_of(source), found_by="by_hand.link"
        )


def place_of(statement: Statement) -> tuple[Span, ...]:
    """Return where a statement stands: its content, or the words that say that there is one."""
    return statement.content or tuple(span for span in (statement.cue, statement.denied) if span)


def stands(mark: Noted, article: Article) -> bool:
    """Say whether the words that a mark is of stand in an article where they stood."""
    return all(article.text[span.start : span.end] == span.exact for span in _spans(mark.statement))


def _spans(statement: Statement) -> Iterable[Span]:
    yield from statement.content
    yield from (span for span in (statement.source, statement.cue, statement.denied) if span)
