# SPDX-License-Identifier: Apache-2.0
"""What does somebody ask for in the search box? Any text is a query; none is an error.

Words are all wanted, in any form; "…", « … » and “ … ” want the exact words in their order; ``-word`` must
not stand; ``word*`` wants words that begin so; ``qui:`` and the other fields of the language's list (search.toml)
look in one part only; ``OU`` between two is satisfied by one. What means nothing (a lone quotation mark, brackets)
is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from dementi.language.terms import DESK_LANGUAGE, Cut, Term, fold, stems, terms
from dementi.language.words import word_list

__all__ = ["Clause", "Field", "Query", "Wanted", "parse"]

STEMMED = ("fr", "en")
"""Languages whose word forms a query reaches; dispatches in others are found by their forms as written."""
LONGEST = 1_000
"""Characters of a query that are read."""


class Field(StrEnum):
    """Where a word is looked for."""

    TEXT = "text"
    WHO = "who"
    SAID = "said"
    DENIED = "denied"
    PLACE = "place"
    OUTLET = "outlet"


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


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for.

    Attributes:
        text: as typed.
        clauses: all must hold; none: everything is asked for.
        since: published on this day or later; None: no such limit.
        until: published on this day or earlier; None: no such limit.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    since: date | None = None
    until: date | None = None


def parse(text: str) -> Query:
    """Return what a typed text asks for; never raises, in time linear in the text."""
    read = text[:LONGEST]
    since: date | None = None
    until: date | None = None
    found: list[Clause] = []
    passing: list[bool] = []
    either = False
    for piece in _pieces(read):
        if piece.either:
            either = bool(found)
            continue
        day = _day(piece.words) if piece.field in {"after", "before"} else None
        if piece.field == "after" and day:
            since = day
        elif piece.field == "before" and day:
            until = day - timedelta(days=1)
        for wanted, is_passing in () if day else _wanted(piece):
            if either and not piece.excluded and not found[-1].excluded:
                found[-1] = Clause((*found[-1].any_of, wanted))
                passing[-1] = False
            else:
                found.append(Clause((wanted,), piece.excluded))
                passing.append(is_passing)
            either = False
    asked = tuple(clause for clause, is_passing in zip(found, passing, strict=True) if not is_passing)
    return Query(text, asked or tuple(found), since, until)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the typed text."""

    words: str
    quoted: bool = False
    excluded: bool = False
    field: str | None = None
    prefix: bool = False
    either: bool = False


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    lists = word_list(DESK_LANGUAGE, "search")["fields"]
    return {fold(name): field for field, names in lists.items() for name in names}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lists = word_list(DESK_LANGUAGE, "search")["fields"].values()
    names = "|".join(sorted({form for names in lists for name in names for form in (name, fold(name))}))
    either = "|".join(word_list(DESK_LANGUAGE, "search")["operators"]["either"])
    quoted = r'"(?P<straight>[^"]{1,400})"|«(?P<french>[^»]{1,400})»|“(?P<english>[^”]{1,400})”'
    return re.compile(
        rf"(?P<either>(?<!\S)(?:{either})(?!\S))"
        rf"|(?P<minus>(?<!\S)-(?=[\w\"«“]))?(?:(?P<field>\b(?:{names})):[ \u00a0\u202f]?)?(?:{quoted}|(?P<bare>[^\s\"«»“”]+))",
        re.IGNORECASE,
    )


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield the stretches of a query: operators, phrases, single words, and runs of plain words together."""
    lists = word_list(DESK_LANGUAGE, "search")
    plain: list[str] = []
    for match in _pattern().finditer(text):
        quoted = match["straight"] or match["french"] or match["english"]
        bare = match["bare"] or ""
        field = _fields().get(fold(match["field"])) if match["field"] else None
        either = match["either"] in lists["operators"]["either"]
        simple = not (quoted or match["minus"] or field or either or bare.endswith("*"))
        if simple:
            plain.append(bare or match["either"])
            continue
        if plain:
            yield _Piece(" ".join(plain))
            plain = []
        yield _Piece(
            quoted or bare,
            quoted=bool(quoted),
            excluded=bool(match["minus"]),
            field=field,
            prefix=bare.endswith("*"),
            either=either,
        )
    if plain:
        yield _Piece(" ".join(plain))


def _wanted(piece: _Piece) -> Iterator[tuple[Wanted, bool]]:
    """Yield what a stretch wants, and whether it may be passed over when other words are there."""
    field = Field(piece.field) if piece.field in set(Field) else Field.TEXT
    found = terms(piece.words, DESK_LANGUAGE)
    if not found:
        return
    if piece.quoted:
        yield Wanted(field, frozenset(), _phrase(found)), False
        return
    if piece.prefix:
        last = _phrase(found)
        yield Wanted(field, frozenset(), last, prefix=True), False
        return
    passing = frozenset(fold(word) for word in word_list(DESK_LANGUAGE, "search")["passing"]["words"])
    covered = -1
    for term in found:
        if term.cut is Cut.ELIDED or term.start < covered:
            continue
        covered = term.end
        inside = [t for t in found if t.cut is Cut.WORD and term.start <= t.start and t.end <= term.end]
        phrase = tuple((t.position - term.position, t.exact) for t in inside)
        yield Wanted(field, _all_stems(piece.words, term), phrase), term.exact in passing and piece.field is None


def _phrase(found: tuple[Term, ...]) -> tuple[tuple[int, str], ...]:
    """Return the longest form at each place: "l'armée" asks for the article, "Su-24M" for the hyphen."""
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
