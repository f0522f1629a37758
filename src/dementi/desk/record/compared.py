# SPDX-License-Identifier: Apache-2.0
"""What did a new version do to the statements and the figures? Which appeared, changed or went, and which figures moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from dementi.language.terms import fold
from dementi.record import Figure, Reading, Statement

__all__ = ["FigureChange", "StatementChange", "figure_changes", "same_statement", "statement_changes"]

#: Words of two statements that are alike enough to be one that was changed.
ALIKE = 0.55
#: Words of one statement that are compared, statements of one version that are.
MOST_WORDS, MOST = 200, 150

Found = TypeVar("Found", Statement, Figure)


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement in the earlier version and in the later one; None: it does not stand there."""

    old: Statement | None
    new: Statement | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure for one counted thing in the earlier version and in the later one; None: it does not stand there."""

    old: Figure | None
    new: Figure | None


def statement_changes(old: Reading, new: Reading) -> tuple[StatementChange, ...]:
    """Return what differs between the statements of two versions, in the order of the later one; what is the same is left out."""
    before, after = list(old.findings.statements[:MOST]), list(new.findings.statements[:MOST])
    _without_same(before, after, _said)
    changed = [StatementChange(_taken(each, before), each) for each in after]
    return (*changed, *(StatementChange(each, None) for each in before))


def same_statement(statement: Statement, reading: Reading) -> Statement | None:
    """Return the statement of another version that is the same: of one speaker, in the same words, wherever it stands now."""
    wanted = _said(statement)
    return next((each for each in reading.findings.statements if _said(each) == wanted), None)


def figure_changes(old: Reading, new: Reading) -> tuple[FigureChange, ...]:
    """Return the figures that differ between two versions: for one counted thing one after the other."""
    before, after = list(old.findings.figures), list(new.findings.figures)
    _without_same(before, after, _figure)
    places: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in before:
        places[_counted(figure)].append(figure)
    found = [FigureChange(places[_counted(each)].pop(0) if places[_counted(each)] else None, each) for each in after]
    left = (figure for figures in places.values() for figure in figures)
    return (*found, *(FigureChange(figure, None) for figure in left))


def _without_same(before: list[Found], after: list[Found], name: Callable[[Found], object]) -> None:
    """Take out of both lists what stands in both, each as often as it does."""
    names = [name(each) for each in before]
    for each in list(after):
        if name(each) in names:
            at = names.index(name(each))
            del names[at], before[at]
            after.remove(each)


def _said(statement: Statement) -> tuple[object, ...]:
    speaker = fold(statement.speaker.name) if statement.speaker else ""
    return speaker, statement.stance, tuple(span.exact for span in statement.content)


def _taken(each: Statement, before: list[Statement]) -> Statement | None:
    """Take from the earlier statements the one that this was, if one of the same speaker has most of its words."""
    words = _words(each)
    best, most = None, ALIKE
    for other in before:
        if _said(other)[0] != _said(each)[0]:
            continue
        ratio = SequenceMatcher(None, _words(other), words, autojunk=False).ratio()
        if ratio > most:
            best, most = other, ratio
    if best is not None:
        before.remove(best)
    return best


def _words(statement: Statement) -> list[str]:
    return " ".join(span.exact for span in statement.content).split()[:MOST_WORDS]


def _figure(figure: Figure) -> tuple[object, ...]:
    return (*_counted(figure), figure.words.exact, figure.low, figure.high)


def _counted(figure: Figure) -> tuple[str, str]:
    return fold(figure.counted), figure.unit or ""
