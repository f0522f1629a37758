# SPDX-License-Identifier: Apache-2.0
"""Into which pieces falls a typed text? Phrases, fields, operators, runs of plain words, and what means nothing: nothing is lost.

In time linear in the text: each alternative reads a bounded stretch, and each character is passed once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from dementi.language.terms import DESK_LANGUAGE, fold
from dementi.language.words import word_list

__all__ = ["Joint", "Piece", "pieces"]


class Joint(StrEnum):
    """What an operator says of the piece after it."""

    EITHER = "either"
    NEITHER = "neither"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the typed text.

    Attributes:
        words: without marks, field and minus.
        start, end: characters of the typed text, the marks with them.
        quoted: these words in this order.
        unclosed: a quotation mark opened it that none closes.
        excluded: it must not stand.
        field: a field of the language's list (search.toml); None: none was named.
        prefix: the last word is only the beginning of one.
        joint: it is an operator; None: it is none.
    """

    words: str
    start: int
    end: int
    quoted: bool = False
    unclosed: bool = False
    excluded: bool = False
    field: str | None = None
    prefix: bool = False
    joint: Joint | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is words and nothing else, so that it may be read together with its neighbours."""
        return not (self.quoted or self.unclosed or self.excluded or self.field or self.prefix or self.joint)


#: Characters between two quotation marks.
LONGEST_PHRASE = 400
SPACE = "[ \u00a0\u202f]?"


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text in reading order; plain words that follow one another are one piece."""
    plain: Piece | None = None
    for match in _pattern().finditer(text):
        found = _piece(match)
        if found.is_plain and plain:
            plain = replace(plain, words=f"{plain.words} {found.words}", end=found.end)
            continue
        if plain:
            yield plain
        plain = found if found.is_plain else None
        if plain is None:
            yield found
    if plain:
        yield plain


def _piece(match: re.Match[str]) -> Piece:
    name = match["named"] or match["empty"]
    made = Piece(
        words=match[0],
        start=match.start(),
        end=match.end(),
        field=_fields()[fold(name)] if name else None,
        excluded=bool(match["minus"] or match["minus_inside"]),
    )
    if match["joint"]:
        return replace(made, joint=_joints()[match["joint"]])
    if match["empty"]:
        return replace(made, words="")
    quoted = [words for mark in ("straight", "french", "english") if (words := match[mark]) is not None]
    if quoted:
        return replace(made, words=quoted[0].strip(), quoted=True)
    if match["open"]:
        return replace(made, words=(match["rest"] or "").strip(), unclosed=True)
    bare = match["bare"] or ""
    # Only an end can be left open: of "m*n" the beginning is looked for.
    head, star, _ = bare.lstrip("*").partition("*")
    return replace(made, words=head, prefix=bool(star and head))


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    lists = word_list(DESK_LANGUAGE, "search")["fields"]
    return {fold(name): field for field, names in lists.items() for name in names}


@lru_cache(maxsize=1)
def _joints() -> dict[str, Joint]:
    lists = word_list(DESK_LANGUAGE, "search")["operators"]
    return {word: Joint(joint) for joint, words in lists.items() for word in words}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lists = word_list(DESK_LANGUAGE, "search")["fields"].values()
    # The longest first; a name counts with and without its accents, in any case.
    names = "|".join(sorted({form for names in lists for name in names for form in (name, fold(name))}, reverse=True))
    joints = "|".join(sorted(_joints(), reverse=True))
    some = f"{{0,{LONGEST_PHRASE}}}"
    name = rf"\b(?:{names}){SPACE}:"
    quoted = rf'"(?P<straight>[^"]{some})"|«(?P<french>[^»]{some})»|“(?P<english>[^”]{some})”'
    return re.compile(
        rf"(?P<joint>(?<!\S)(?:{joints})(?!\S))"
        rf"|(?P<empty>\b(?i:{names})){SPACE}:(?=\s{{0,3}}(?:\Z|(?i:{name})))"
        rf"|(?P<minus>(?<!\S)-(?=[\w\"«“]))?(?:(?P<named>\b(?i:{names})){SPACE}:{SPACE})?(?(named)(?P<minus_inside>-)?)"
        rf"(?:{quoted}|(?P<open>[\"«“»”])(?(named)(?P<rest>[^\"«»“”]{some}))|(?P<bare>[^\s\"«»“”]+))"
    )
