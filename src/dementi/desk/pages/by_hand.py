# SPDX-License-Identifier: Apache-2.0
"""What have people said of the statements of a dispatch? For its page: who, when, of which words, and what to undo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from dementi.desk.marks.corrected import OF_LINKS, Kind, Noted, place_of, stands
from dementi.desk.marks.store import crossing, held
from dementi.desk.pages.days import moment_of
from dementi.record import Reading

__all__ = ["Hands", "Line", "hands_on", "lines_on_links"]


@dataclass(frozen=True, slots=True)
class Line:
    """A mark: what was done, by whom and when, the words of the statement, the number to undo; ``is_orphan``: they are gone."""

    done: str
    words: str
    number: int
    is_orphan: bool


@dataclass(frozen=True, slots=True)
class Hands:
    """All marks that hold on a dispatch.

    Attributes:
        lines: each mark, those that are orphans too.
        notes: what is said in the margin of a statement, by its id.
        who: who marked it last; "": nobody.
    """

    lines: tuple[Line, ...]
    notes: dict[str, str]
    who: str


def hands_on(dispatch: str, reading: Reading) -> Hands:
    """Return what people have said of the statements of a dispatch.

    Args:
        dispatch: its id.
        reading: as it is shown.
    """
    held_here = held(dispatch)
    if not held_here:
        return Hands((), {}, "")
    article = reading.article
    orphans = {mark.number for mark in held_here if article is None or not stands(mark, article)}
    lines = tuple(_line(mark, is_orphan=mark.number in orphans) for mark in _last(held_here, orphans))
    ids = {place_of(each): each.id for each in reading.findings.statements}
    notes = {
        ids[place]: _note(mark)
        for mark in held_here
        if mark.number not in orphans and (place := place_of(mark.statement)) in ids
    }
    return Hands(lines, notes, held_here[-1].who)


def lines_on_links(dispatch: str) -> tuple[Line, ...]:
    """Return the marks that hold on the links of a dispatch, within it and with others."""
    within = [mark for mark in held(dispatch) if mark.kind in OF_LINKS and not mark.other_dispatch]
    across = [mark for found in crossing([dispatch]).values() for mark in found]
    return tuple(_line(mark, is_orphan=False) for mark in sorted((*within, *across), key=lambda mark: mark.number))


def _last(marks: Sequence[Noted], orphans: Collection[int]) -> Iterable[Noted]:
    """Yield the last mark on each statement, of links each one, and what has become an orphan."""
    last = {place_of(mark.statement): mark.number for mark in marks if mark.kind not in OF_LINKS}
    for mark in marks:
        if mark.kind in OF_LINKS or mark.number in orphans or last[place_of(mark.statement)] == mark.number:
            yield mark


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
        case Kind.LINK:
            return gettext("Link added")
        case Kind.KEEP_LINK:
            return gettext("Link kept")
        case Kind.UNLINK:
            return gettext("Link taken away")
