# SPDX-License-Identifier: Apache-2.0
"""How does the page say what it understood of a query, and what it passed over? Nothing where only words were typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from dementi.desk.pages.days import long_day
from dementi.desk.search.query import LONGEST, Field, Passed, Query, Understood

__all__ = ["Said", "say_understood"]


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood, a phrase each, and what was passed over, a sentence each."""

    asked: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()


def say_understood(query: Query) -> Said:
    """Return how a query was understood, in the reader's language."""
    asked = tuple(_asked(each) for each in query.understood if not each.passed and (each.day or each.piece.words))
    passed = tuple(_passed(query, each) for each in query.understood if each.passed)
    is_plain = all(each.piece.is_plain and not each.either for each in query.understood)
    return Said(() if is_plain else asked, passed)


def _asked(each: Understood) -> str:
    piece = each.piece
    if each.day:
        is_from = (piece.field == "after") is not piece.excluded
        words = gettext("published on %(day)s or later") if is_from else gettext("published before %(day)s")
        return words % {"day": long_day(each.day)}
    said = _in_field(piece.field, "".join(_words(each)))
    if piece.excluded:
        return gettext("without %(words)s") % {"words": said}
    return pgettext("the one before", "or %(words)s") % {"words": said} if each.either else said


def _words(each: Understood) -> Iterator[str]:
    piece = each.piece
    if piece.quoted:
        yield gettext("“%(words)s” in this order") % {"words": piece.words}
    elif piece.prefix:
        yield gettext("words that begin with “%(words)s”") % {"words": piece.words}
    else:
        yield piece.words


def _in_field(field: str | None, words: str) -> str:
    match field:
        case Field.WHO:
            return gettext("who speaks: %(words)s") % {"words": words}
        case Field.SAID:
            return gettext("in what is said: %(words)s") % {"words": words}
        case Field.DENIED:
            return gettext("in what is denied: %(words)s") % {"words": words}
        case Field.PLACE:
            return gettext("place: %(words)s") % {"words": words}
        case Field.OUTLET:
            return gettext("outlet: %(words)s") % {"words": words}
        case _:
            return words


def _passed(query: Query, each: Understood) -> str:
    typed = query.text[each.piece.start : each.piece.end].strip()
    match each.passed:
        case Passed.UNCLOSED:
            return gettext("A quotation mark is not closed: the words are looked for in any order.")
        case Passed.EMPTY:
            return gettext("Nothing stands after “%(words)s”: it was passed over.") % {"words": typed}
        case Passed.NO_DAY:
            words = gettext("“%(words)s” is no day and was passed over: write 09/03/2026, 2026-03-09, 2026-03 or 2026.")
            return words % {"words": each.piece.words}
        case Passed.CUT:
            return gettext("Only the first %(count)s characters were read.") % {"count": LONGEST}
        case _:
            return gettext("“%(words)s” stands beside nothing that it could join: it was passed over.") % {
                "words": typed
            }
