# SPDX-License-Identifier: Apache-2.0
"""How is a note beside a statement said? What it is, who is behind it, when, its words, its link."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from dementi.desk.notes.store import Kind, Note
from dementi.desk.pages.days import moment_of

__all__ = ["Beside", "beside_of", "say_kind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A note as it is shown; ``by``: who put it on record, for the desk alone."""

    number: int
    label: str
    who: str
    iso: str
    when: str
    text: str
    link: str
    by: str


def beside_of(note: Note) -> Beside:
    """Return a note as it is shown."""
    when = moment_of(note.at)
    return Beside(
        number=note.number,
        label=say_kind(note.kind),
        who=note.who,
        iso=when.iso,
        when=when.day,
        text=note.text,
        link=note.link,
        by=note.by,
    )


def say_kind(kind: Kind) -> str:
    """Return what a note is called."""
    match kind:
        case Kind.REPLY:
            return gettext("Right of reply")
        case Kind.CORRECTION:
            return gettext("Correction asked for")
        case Kind.TAKEN_DOWN:
            return gettext("Taken off the public site")
        case Kind.DESK:
            return gettext("Note by the desk")
