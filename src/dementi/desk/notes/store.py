# SPDX-License-Identifier: Apache-2.0
"""How are notes put on record and found again? By the statement's id, or by its words where another reading gives it another id."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet

from dementi.desk.notes.models import Note as Row
from dementi.desk.record.failures import named_failures
from dementi.record import Article, Span, Statement

__all__ = ["Kind", "New", "Note", "Notes", "notes_of", "put", "put_row", "taken_off", "undo", "words_of"]


class Kind(StrEnum):
    """What a note is."""

    REPLY = "reply"
    CORRECTION = "correction"
    TAKEN_DOWN = "taken_down"
    DESK = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A note to be put on record.

    Attributes:
        dispatch: the id of its dispatch.
        statement: of which; None: of the whole dispatch.
        kind: what it is.
        who: whose reply, on whose request; "": not told.
        text, link: plain text, an address of http or https; "": none.
        by: who puts it on record.
    """

    dispatch: str
    statement: Statement | None
    kind: Kind
    by: str
    who: str = ""
    text: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note that holds; ``statement`` "": of the whole dispatch. See :class:`New`."""

    number: int
    dispatch: str
    statement: str
    words: tuple[str, ...]
    kind: Kind
    who: str
    text: str
    link: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one dispatch that hold, in the order in which they were made."""

    all: tuple[Note, ...] = ()

    def of(self, statement: Statement | None) -> tuple[Note, ...]:
        """Return those of a statement, known by its id or its very words; of None: of the whole dispatch."""
        if statement is None:
            return tuple(note for note in self.all if not note.statement)
        words = words_of(statement)
        return tuple(
            n for n in self.all if n.statement and (n.statement == statement.id or (words and n.words == words))
        )

    @property
    def whole(self) -> Note | None:
        """The note by which the whole dispatch was taken off the public site; None: it was not."""
        return next((n for n in reversed(self.of(None)) if n.kind is Kind.TAKEN_DOWN), None)


def taken_off(article: Article, statements: Iterable[Statement], notes: Notes) -> tuple[tuple[Span, Note], ...] | None:
    """Return the spans of an article that no public page may show, each with the note that says so.

    Where a statement was read anew, every place of its words is meant. None: the words of one stand nowhere any more (another
    version says it otherwise), so that nobody can tell what of the dispatch may be shown.
    """
    held = tuple(statements)
    found: list[tuple[Span, Note]] = []
    for note in notes.all:
        if note.kind is Kind.TAKEN_DOWN and note.statement:
            spans = [span for each in held if note in notes.of(each) for span in _pieces(each)]
            spans += [span for words in note.words for span in _places(article.text, words)]
            if not spans:
                return None
            found += [(span, note) for span in spans]
    return tuple(dict.fromkeys(found))


@named_failures()
def put(new: New, now: datetime) -> int:
    """Put a note on record; return its number."""
    return int(put_row(new, now).pk)


def put_row(new: New, now: datetime) -> Row:
    """Put a note on record; return its row."""
    return Row.objects.create(
        dispatch=new.dispatch,
        statement=new.statement.id if new.statement else "",
        words=json.dumps(words_of(new.statement), ensure_ascii=False) if new.statement else "",
        kind=new.kind.value,
        who=new.who,
        text=new.text,
        link=new.link,
        by=new.by,
        at=now,
    )


@named_failures()
def undo(number: int, *, by: str, now: datetime) -> Note | None:
    """Take a note back by a line of its own; return it, None where there is no such note that holds."""
    with transaction.atomic():
        old = _holding().filter(pk=number).first()
        if old is None:
            return None
        Row.objects.create(
            dispatch=old.dispatch, statement=old.statement, words=old.words, kind=old.kind, by=by, at=now, undoes=old
        )
    return _note(old)


def notes_of(dispatches: Iterable[str]) -> Mapping[str, Notes]:
    """Return the notes that hold of each of some dispatches; of one without any, none."""
    wanted = tuple(dispatches)
    found: dict[str, list[Note]] = defaultdict(list)
    for row in _holding().filter(dispatch__in=wanted):
        found[row.dispatch].append(_note(row))
    return {each: Notes(tuple(found.get(each, ()))) for each in wanted}


def words_of(statement: Statement) -> tuple[str, ...]:
    """Return the words by which a statement is known again: its content, or what says that there is one."""
    return tuple(span.exact for span in _pieces(statement))


def _pieces(statement: Statement) -> tuple[Span, ...]:
    return statement.content or tuple(span for span in (statement.cue, statement.denied) if span)


def _places(text: str, words: str) -> Iterable[Span]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield Span.of(text, at, at + len(words))
        at = text.find(words, at + len(words))


def _holding() -> QuerySet[Row]:
    return Row.objects.filter(undoes=None, undone_by=None)


def _note(row: Row) -> Note:
    return Note(
        number=row.pk,
        dispatch=row.dispatch,
        statement=row.statement,
        words=tuple(json.loads(row.words)) if row.words else (),
        kind=Kind(row.kind),
        who=row.who,
        text=row.text,
        link=row.link,
        by=row.by,
        at=row.at,
    )
