# SPDX-License-Identifier: Apache-2.0
"""What have people said of the statements of a dispatch? For its page: who, when, of which words, and what to undo."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from dementi.desk.marks.corrected import Kind, Noted
from dementi.desk.marks.store import corrected_of
from dementi.desk.pages.days import moment_of
from dementi.desk.record import store
from dementi.desk.record.written import read_back

__all__ = ["Hands", "Line", "hands_on"]


@dataclass(frozen=True, slots=True)
class Line:
    """A mark: what was done, by whom and when, the words of the statement, the number to undo; ``is_orphan``: they are gone."""

    done: str
    words: str
    number: int
    is_orphan: bool


@dataclass(frozen=True, slots=True)
class Hands:
    """All marks that hold on a dispatch; ``notes``: what is said in the margin of a statement, by its id."""

    lines: tuple[Line, ...]
    notes: dict[str, str]


def hands_on(dispatch: str) -> Hands:
    """Return what people have said of the statements of a dispatch."""
    row = store.ON_RECORD.filter(pk=dispatch).first()
    if row is None:
        return Hands((), {})
    found = corrected_of(dispatch, read_back(row.reading))
    marks = {mark.number: mark for mark in found.looked_at.values()}
    marks |= {mark.number: mark for _, mark in found.set_aside}
    lines = [_line(mark, is_orphan=False) for _, mark in sorted(marks.items())]
    lines += [_line(mark, is_orphan=True) for mark in found.orphans]
    notes = {statement: _note(mark) for statement, mark in found.looked_at.items()}
    return Hands(tuple(lines), notes)


def _line(mark: Noted, *, is_orphan: bool) -> Line:
    said = gettext("%(what)s by %(who)s on %(when)s") % {
        "what": _what(mark),
        "who": mark.who,
        "when": moment_of(mark.at),
    }
    pieces = mark.statement.content or tuple(span for span in (mark.statement.cue,) if span)
    return Line(said, " […] ".join(piece.exact for piece in pieces), mark.number, is_orphan)


def _note(mark: Noted) -> str:
    return gettext("%(what)s by %(who)s") % {"what": _what(mark).lower(), "who": mark.who}


def _what(mark: Noted) -> str:
    match mark.kind:
        case Kind.KEEP:
            return gettext("Kept")
        case Kind.SET_ASIDE:
            return gettext("Taken aside")
        case Kind.SPEAKER:
            return gettext("Speaker changed")
        case Kind.ADD:
            return gettext("Added")
        case Kind.UNLINK:
            return gettext("Link taken away")
