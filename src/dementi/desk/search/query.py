# SPDX-License-Identifier: Apache-2.0
"""What does somebody ask for in the search box? Any text is a query; none is an error.

Words are all wanted, in any form; "…", « … » and “ … ” want the exact words in their order; ``-word`` must
not stand; ``word*`` wants words that begin so; ``qui:`` and the other fields of the language's list (search.toml)
look in one part only; ``OU`` between two is satisfied by one. What means nothing (a lone quotation mark, brackets)
is passed over. How each piece was understood is told with the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from dementi.desk.search.pieces import Joint, Piece, pieces
from dementi.language.terms import DESK_LANGUAGE, Cut, Term, fold, stems, terms
from dementi.language.words import word_list

__all__ = ["DAYS", "LONGEST", "Clause", "Field", "Passed", "Query", "Understood", "Wanted", "is_passing", "parse"]

STEMMED = ("fr", "en")
"""Languages whose word forms a query reaches; dispatches in others are found by their forms as written."""
LONGEST = 1_000
"""Characters of a query that are read."""
AFTER = "after"
DAYS = frozenset({AFTER, "before"})
"""Fields that bound the time instead of looking in a part."""


class Field(StrEnum):
    """Where a word is looked for."""

    TEXT = "text"
    WHO = "who"
    SAID = "said"
    DENIED = "denied"
    PLACE = "place"
    OUTLET = "outlet"


NAMED = frozenset({Field.WHO, Field.PLACE, Field.OUTLET})
"""Fields that hold names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word, phrase or beginning that is looked for: one of its stems, or its exact forms in their order.

    Attributes:
        field: where.
        stems: any of them is enough; empty where the form matters.
        phrase: (position from the first, folded form) pairs.
        prefix: the last form of the phrase is only the beginning of one.
    """

    field: Field
    stems: frozenset[str]
    phrase: tuple[tuple[int, str], ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that must stand, or must not.

    Attributes:
        any_of: one of them is enough.
        excluded: none of them may stand.
    """

    any_of: tuple[Wanted, ...]
    excluded: bool = False


class Passed(StrEnum):
    """Why a piece of what was typed asks for nothing."""

    UNCLOSED = "unclosed"
    EMPTY = "empty"
    NO_DAY = "no day"
    LONE = "lone"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """How a piece of what was typed was understood.

    Attributes:
        piece: as it was read; its ``start`` and ``end`` are characters of the typed text.
        either: it is enough where the one before it is not there.
        day: of a bound in time, its first day.
        passed: why it asks for nothing; None: it asks for something.
    """

    piece: Piece
    either: bool = False
    day: date | None = None
    passed: Passed | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for.

    Attributes:
        text: as typed.
        clauses: all must hold; none: everything is asked for.
        since: published on this day or later; None: no such limit.
        until: published on this day or earlier; None: no such limit.
        understood: how each piece of the text was understood, in reading order.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    since: date | None = None
    until: date | None = None
    understood: tuple[Understood, ...] = ()


def parse(text: str) -> Query:
    """Return what a typed text asks for; never raises, in time linear in the text."""
    reader = _Reader()
    for piece in _with_names(pieces(text[:LONGEST])):
        reader.take(piece)
    reader.end(text)
    asked = tuple(clause for clause, is_passing in reader.found if not is_passing)
    return Query(
        text, asked or tuple(clause for clause, _ in reader.found), reader.since, reader.until, tuple(reader.understood)
    )


class _Reader:
    """What has been asked for so far, piece by piece; the second of each pair: it may be passed over beside others."""

    def __init__(self) -> None:
        self.found: list[tuple[Clause, bool]] = []
        self.understood: list[Understood] = []
        self.since: date | None = None
        self.until: date | None = None
        self._joint: Piece | None = None

    def take(self, piece: Piece) -> None:
        """Take the next piece in."""
        if piece.joint:
            self._leave_joint()
            self._joint = piece if piece.joint is not Joint.BOTH else None
        elif piece.field in DAYS:
            self._take_day(piece)
        else:
            self._take_words(piece)

    def end(self, text: str) -> None:
        """Say what is left over."""
        self._leave_joint()
        if len(text) > LONGEST:
            over = Piece(words=text[LONGEST:], start=LONGEST, end=len(text))
            self.understood.append(Understood(piece=over, passed=Passed.CUT))

    def _take_words(self, piece: Piece) -> None:
        joint, self._joint = self._joint, None
        if joint and joint.joint is Joint.NEITHER:
            piece = replace(piece, excluded=True)
        wanted = tuple(_wanted(piece))
        if piece.unclosed:
            self.understood.append(Understood(piece=replace(piece, words=""), passed=Passed.UNCLOSED))
        if not wanted:
            if piece.field:
                self.understood.append(Understood(piece=piece, passed=Passed.EMPTY))
            self._joint = joint
            return
        # "a b OU c d": only b and c are the two.
        can_join = bool(self.found) and not self.found[-1][0].excluded and not piece.excluded
        asks_either = joint is not None and joint.joint is Joint.EITHER
        either = asks_either and can_join
        if joint and asks_either and not can_join:
            self.understood.append(Understood(piece=joint, passed=Passed.LONE))
        self.understood.append(Understood(piece=piece, either=either))
        for number, (one, is_passing) in enumerate(wanted):
            if either and not number:
                self.found[-1] = (Clause((*self.found[-1][0].any_of, one)), False)
            else:
                self.found.append((Clause((one,), piece.excluded), is_passing))

    def _take_day(self, piece: Piece) -> None:
        day = _day(piece.words)
        passed = None if day else Passed.NO_DAY if piece.words else Passed.EMPTY
        self.understood.append(Understood(piece=piece, day=day, passed=passed))
        if day and (piece.field == AFTER) is not piece.excluded:
            self.since = day
        elif day:
            self.until = day - timedelta(days=1)

    def _leave_joint(self) -> None:
        if self._joint:
            self.understood.append(Understood(piece=self._joint, passed=Passed.LONE))
            self._joint = None


def _with_names(found: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces, a field's article with the word that it belongs to: "qui:le ministère" asks for the ministry."""
    held: Piece | None = None
    for piece in found:
        if held and piece.is_plain:
            words = piece.words.split()
            taken = next((n for n, word in enumerate(words, 1) if not is_passing(word)), len(words))
            yield replace(held, words=" ".join((held.words, *words[:taken])), end=piece.end)
            held = None
            if words[taken:]:
                yield replace(piece, words=" ".join(words[taken:]))
            continue
        if held:
            yield held
        is_article = piece.field and piece.words and not piece.quoted and all(map(is_passing, piece.words.split()))
        held = piece if is_article else None
        if not held:
            yield piece
    if held:
        yield held


def is_passing(word: str) -> bool:
    """Say whether a word may stand in a query without being asked for, where others are."""
    return fold(word) in _passing()


@lru_cache(maxsize=1)
def _passing() -> frozenset[str]:
    return frozenset(fold(word) for word in word_list(DESK_LANGUAGE, "search")["passing"]["words"])


def _wanted(piece: Piece) -> Iterator[tuple[Wanted, bool]]:
    """Yield what a piece wants, and whether it may be passed over when other words are there."""
    field = Field(piece.field) if piece.field else Field.TEXT
    found = terms(piece.words, DESK_LANGUAGE)
    if not found:
        return
    if piece.quoted or piece.prefix:
        yield Wanted(field, frozenset(), _phrase(found, bare=field in NAMED), prefix=piece.prefix), False
        return
    covered = -1
    named = []
    for term in found:
        if term.cut is Cut.ELIDED or term.start < covered:
            continue
        covered = term.end
        inside = [t for t in found if t.cut is Cut.WORD and term.start <= t.start and t.end <= term.end]
        phrase = tuple((t.position - term.position, t.exact) for t in inside)
        named.append((Wanted(field, _all_stems(piece.words, term), phrase), term.exact in _passing()))
    # Within a field an article asks for nothing either, where a word stands beside it.
    is_field = piece.field is not None
    kept = [(one, passing) for one, passing in named if not (is_field and passing)] or named
    yield from ((one, passing and not is_field) for one, passing in kept)


def _phrase(found: tuple[Term, ...], *, bare: bool) -> tuple[tuple[int, str], ...]:
    """Return the longest form at each place: "l'armée" asks for the article, "Su-24M" for the hyphen.

    ``bare``: of a name its article does not count, however it is written.
    """
    if bare:
        words = tuple(term for term in found if term.cut is not Cut.ELIDED)
        first = next((n for n, term in enumerate(words) if term.exact not in _passing()), 0)
        found = words[first:]
    phrase = []
    covered = -1
    for term in found:
        if term.start >= covered:
            phrase.append((term.position - found[0].position, term.exact))
            covered = term.end
    return tuple(phrase)


def _all_stems(text: str, term: Term) -> frozenset[str]:
    if term.cut is not Cut.WORD:
        return frozenset(term.stems)
    written = text[term.start : term.end]
    by_language = (stems(written, language) for language in STEMMED)
    return frozenset(term.stems).union(*by_language)


def _day(words: str) -> date | None:
    """Return the first day that a date names (2026, 2026-03, 2026-03-09, 03/2026, 09/03/2026)."""
    numbers = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", words)
    turned = re.fullmatch(r"(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})", words)
    if numbers:
        year, month, day = numbers.groups()
    elif turned:
        day, month, year = turned.groups()
    else:
        return None
    try:
        return date(int(year), int(month or 1), int(day or 1)) if int(year) > 1 else None
    except ValueError:
        return None
