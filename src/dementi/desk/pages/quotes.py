# SPDX-License-Identifier: Apache-2.0
"""How do somebody's words stand alone? Between the desk's quotation marks where they are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dementi.desk.pages.marks import Mark, Stretch
from dementi.desk.pages.wording import quotation_marks
from dementi.record import Stance

__all__ = ["Piece", "quote", "quote_statement"]

#: Words between two stretches are shown, in grey, up to this many characters; beyond, a cut is.
SHOWN_BETWEEN = 60
_OPENING = frozenset('«“„"‹')


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a quotation.

    Attributes:
        text: the characters.
        kind: direct and indirect (the statement), context (the dispatch, but not the speaker), open, close,
            cut and desk (the desk's own signs), figure (a figure as written).
    """

    text: str
    kind: str


def quote_statement(text: str, mark: Mark) -> tuple[Piece, ...]:
    """Return the words of a statement; reported words that are denied or confirmed never stand without the cue.

    "a démenti avoir visé le port": the speaker's words alone would say the contrary of what was said.
    """
    words, cue = quote(text, mark.stretches), mark.statement.cue
    is_said = mark.statement.stance is Stance.ASSERTS or all(stretch.direct for stretch in mark.stretches)
    if cue is None or is_said:
        return words
    start, end = mark.stretches[0].start, mark.stretches[-1].end
    if cue.end <= start:
        between = text[cue.end : start]
        return (Piece(cue.exact + (between if _is_short(between) else " […] "), "context"), *words)
    if cue.start >= end:
        between = text[end : cue.start]
        return (*words, Piece((between if _is_short(between) else " […] ") + cue.exact, "context"))
    return words


def quote(text: str, stretches: Sequence[Stretch]) -> tuple[Piece, ...]:
    """Return the words of a statement: direct ones between quotation marks, letter for letter, others without."""
    opening, closing = quotation_marks()
    found: list[Piece] = []
    inside = False
    for at, stretch in enumerate(stretches):
        between = text[stretches[at - 1].end : stretch.start] if at else ""
        stays = inside and stretch.direct and _is_short(between)
        if inside and not stays:
            found.append(Piece(closing, "close"))
            inside = False
        if at and between:
            found.extend(_between(between, joins=stays))
        if stretch.direct and not inside and not _ends_with_mark(found):
            found.append(Piece(opening, "open"))
            inside = True
        found.append(Piece(text[stretch.start : stretch.end], "direct" if stretch.direct else "indirect"))
    if inside:
        found.append(Piece(closing, "close"))
    return tuple(found)


def _ends_with_mark(found: Sequence[Piece]) -> bool:
    """Say whether the dispatch's own quotation mark has just been shown: the desk adds none to it."""
    return bool(found) and found[-1].kind == "indirect" and found[-1].text.rstrip()[-1:] in _OPENING


def _is_short(between: str) -> bool:
    return len(between) <= SHOWN_BETWEEN and "\n" not in between


def _between(words: str, *, joins: bool) -> Iterable[Piece]:
    if joins:
        yield Piece(words, "context")
    elif _is_short(words):
        # The dispatch's own quotation marks are at the edges: the desk sets its own.
        bare = words.strip('"«»“”„ \u00a0\u202f')
        yield Piece(f" {bare} " if bare else " ", "context")
    else:
        yield Piece(" […] ", "cut")
