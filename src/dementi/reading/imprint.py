# SPDX-License-Identifier: Apache-2.0
"""What do the lines of a text say of its publication? Day, change, byline, agency: only what is written, never guessed.

Read are lines of imprint ("Publié le 23 janvier 2017 à 19h09", "Par Jeanne Morel"), the dateline that opens an agency's
dispatch ("Aubemont, 9 mars 2026 (AVP) –") and the credit that ends one ("(AFP)", "avec AFP"). A day whose year is not
written stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dementi.language.calendar import Grain, find_expressions
from dementi.language.words import word_list
from dementi.reading.ago import day_ago, is_ago, opens_ago
from dementi.reading.days import Day, find_days
from dementi.reading.draft import Imprint
from dementi.reading.furniture import LANGUAGES, folded
from dementi.reading.names import is_agency, names_in, opens_byline

__all__ = ["imprint_of", "is_dated", "is_imprint"]

#: A line of imprint has no more characters, a dateline no more either.
LONGEST, LONGEST_DATELINE = 160, 120
#: Words of the place in a dateline; words that may stand beside the names of a byline (roles, days).
PLACE, BESIDE = 5, 10
#: A line is of imprint where days are so much of it.
MOSTLY = 0.6

_DASH = re.compile(r"\s?[–—]\s?|\s--?\s")
_BARS = re.compile(r"[|•·]|\s[-–—]\s")
_BRACKETS = re.compile(r"\(([^()]{2,40})\)")
#: What parts the pieces of a line of imprint.
_PARTED = re.compile(r"[,|•·–—)]\s|\s-\s|[,|•·–—)]$")
_DAY_AND_YEAR = re.compile(
    r"\b(?:19|20)\d\d\W{1,3}\d{1,2}\b|\b\d{1,2}\W{1,3}(?:\w{3,10}\W{1,3})?(?:19|20)\d\d(?!\d)", re.UNICODE
)
_CLOCK = re.compile(r"\b\d{1,2}[:h]\d\d\b")
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_WRITTEN_LIKE_A_SENTENCE = re.compile(r"[.!?…][\"»”)]?$")


@dataclass(frozen=True, slots=True)
class _Words:
    """The openings by which a language says these things, folded."""

    published: tuple[str, ...]
    modified: tuple[str, ...]
    credit: tuple[str, ...]
    within: frozenset[str]


def imprint_of(near: Sequence[str], paragraphs: Sequence[str], captured: dt.datetime | None = None) -> Imprint:
    """Return what a text says of its publication.

    Args:
        near: the lines around the headline and behind the last paragraph.
        paragraphs: of the article, in order.
        captured: when the text was taken, with its zone, for lines that count back from it; None: not known.
    """
    published = modified = agency = lone = None
    authors: list[str] = []
    for line in (line for line in near if len(line) <= LONGEST):
        for when, kind in (*_dated(line), *_counted_back(line, captured)):
            if kind == "published":
                published = published or when
            else:
                modified = modified or when
        lone = lone or _lone(line)
        authors = authors or _byline(line)
        agency = agency or _credited(line)
    day, source = _dateline(paragraphs[0]) if paragraphs else (None, None)
    if paragraphs:
        source = source or _signed(paragraphs[-1])
    return Imprint(
        published=published or day or lone,
        modified=modified,
        agency=source or agency,
        authors=tuple(dict.fromkeys(authors)),
    )


def is_imprint(line: str) -> bool:
    """Say whether a line tells nothing but the day, the byline or the agency."""
    if len(line) > LONGEST:
        return False
    days = find_days(line)
    if days and sum(day.end - day.start for day in days) >= MOSTLY * len(line):
        return True
    if _WRITTEN_LIKE_A_SENTENCE.search(line) and not _BRACKETS.fullmatch(line):
        return False
    plain = folded(line)
    for words in _all_words():
        opens = plain.startswith((*words.published, *words.modified))
        if opens and (find_expressions(line) or is_dated(line) or is_ago(line)):
            return True
    if _byline(line) or _credited(line) or (opens_byline(line) and _ends_with_letters(line)):
        return True
    written = sum(e.span.end - e.span.start for e in find_expressions(line) if e.grain is Grain.DAY)
    return written > 0 and written >= MOSTLY * len(line)


def is_dated(line: str) -> bool:
    """Say whether a short line gives a day or a clock time, in any language: a year beside a day, or 19:09."""
    return len(line) <= LONGEST and bool(_DAY_AND_YEAR.search(line) or _CLOCK.search(line))


def _dated(line: str) -> Iterator[tuple[str, str]]:
    """Yield the days that a line of imprint gives, each with what happened on it."""
    days = find_days(line) if len(line.split()) <= 24 else ()
    found: list[tuple[Day, str]] = []
    for words in _all_words():
        openings = (*words.published, *words.modified)
        if not (folded(line).startswith(openings) or opens_byline(line) or _PARTED.search(line)):
            continue
        for day in days:
            # An article ("le 23 janvier") counts with the words before it.
            digit = re.search(r"\d|$", line[day.start :])
            kind = _kind(folded(line[: day.start + (digit.start() if digit else 0)]), words)
            found += [(day, kind)] if kind else []
    # « Par Jeanne Morel, le 12 mars 2026 », « Le 12 mars 2026 à 19h09, modifié le 13 mars 2026 »: the first day is the publication's.
    is_first = bool(days) and not any(day == days[0] for day, _ in found)
    if is_first and (_byline(line) or (days[0].start <= 3 and any(kind == "modified" for _, kind in found))):
        yield days[0].when, "published"
    yield from ((day.when, kind) for day, kind in found)


def _counted_back(line: str, captured: dt.datetime | None) -> Iterator[tuple[str, str]]:
    """Yield the day of each part of a line that counts back from when it was taken; a part that opens otherwise tells nothing."""
    if captured is None or len(line.split()) > 24 or not is_ago(line) or _WRITTEN_LIKE_A_SENTENCE.search(line):
        return
    for part in re.split(r"[|•·,–—]|\s-\s", line):
        day, plain = day_ago(part, captured), folded(part).strip(" :")
        if day is None:
            continue
        if any(plain.startswith(words.modified) for words in _all_words()):
            yield day, "modified"
        elif opens_ago(plain) or any(plain.startswith(words.published) for words in _all_words()):
            yield day, "published"


def _lone(line: str) -> str | None:
    """Return the day and time that are a whole line or a part of it, as news sites write them; a day alone tells too little."""
    parts = [part.strip(" -–—") for part in _BARS.split(line)]
    for i, part in enumerate(parts):
        days = find_days(part)
        if len(days) != 1 or days[0].end - days[0].start < len(part) - 2:
            continue
        if days[0].has_clock:
            return days[0].when
        with_clock = find_days(f"{part} {parts[i + 1]}") if i + 1 < len(parts) else ()
        if with_clock and with_clock[0].has_clock and with_clock[0].end >= len(part) + len(parts[i + 1]) - 1:
            return with_clock[0].when
    return None


def _kind(before: str, words: _Words) -> str | None:
    """What the words right before a day say of it: the nearest opening counts, with nothing much after it."""
    best, kind = -1, None
    for name, openings in (("published", words.published), ("modified", words.modified)):
        for opening in openings:
            at = before.rfind(opening)
            ahead = before[:at].rstrip()[-1:]
            starts = at == 0 or (at > 0 and not before[at - 1].isalnum() and (ahead in ",|•·–—-)." or ahead.isdigit()))
            if starts and len(before) - at - len(opening) <= 12 and at + len(opening) > best:
                best, kind = at + len(opening), name
    return kind


def _byline(line: str) -> list[str]:
    if not opens_byline(line) or _WRITTEN_LIKE_A_SENTENCE.search(line):
        return []
    names = [name for name in names_in(line) if _is_name(name)]
    # A byline is little more than its names; a sentence that opens with « Par » goes on.
    return names if names and len(line.split()) <= 3 * sum(len(name.split()) for name in names) + BESIDE else []


def _is_name(name: str) -> bool:
    return 2 <= len(name.split()) <= 5 and name[:1].isupper()


def _dateline(paragraph: str) -> tuple[str | None, str | None]:
    """Return the day and the agency of the dateline that opens a paragraph."""
    dash = _DASH.search(paragraph[:LONGEST_DATELINE])
    if dash is None or not (paragraph[:1].isupper() or paragraph[:1].isdigit()):
        return None, None
    opening = paragraph[: dash.start()]
    written = [e.span for e in find_expressions(opening) if e.grain is Grain.DAY]
    days = find_days(opening)
    outside = _BRACKETS.sub(" ", opening)
    for start, end in (*((day.start, day.end) for day in days), *((span.start, span.end) for span in written)):
        outside = outside.replace(opening[start:end], " ")
    place = re.sub(r"[,.]", " ", outside).split()
    if (
        not (place or (written and opening[:1].isdigit()))
        or len(place) > PLACE
        or not all(word[:1].isupper() or len(word) <= 3 for word in place)
    ):
        return None, None
    brackets = _BRACKETS.findall(opening)
    sure = bool(days or written) or (bool(place) and all(word.isupper() for word in place))
    agency = next((b for b in brackets if is_agency(b) or (sure and _ACRONYM.fullmatch(b))), None)
    day = days[0].when if days and (agency or len(days) == 1) else None
    return day, agency


def _signed(paragraph: str) -> str | None:
    """Return the agency that signs the end of a paragraph: « … . (AVP) »."""
    end = re.search(r"([.!?…»\"”]?)\s?\(([^()]{2,40})\)\.?$", paragraph[-60:])
    if end is None:
        return None
    name = end.group(2)
    return _credited(name) or (name if end.group(1) in {".", "!", "?", "…"} and _ACRONYM.fullmatch(name) else None)


def _credited(line: str) -> str | None:
    """Return the agency that a line of credit names."""
    bare = line.strip().strip("()[]. ").strip()
    if is_agency(bare):
        return bare
    if len(bare) > LONGEST // 2:
        return None
    plain = folded(bare)
    for words in _all_words():
        for opening in words.credit:
            at = plain.rfind(opening)
            rest = plain[at + len(opening) :]
            starts = at == 0 or (at > 0 and plain[at - 1] == " " and opening in words.within)
            if starts and rest[:1] in {" ", ":"} and len(plain) == len(bare):
                named = bare[at + len(opening) :].strip(" :")
                if is_agency(named):
                    return named
    return None


def _ends_with_letters(line: str) -> bool:
    """Say whether a line ends with an agency that is known by its form alone: "Par La Gazette avec AVP"."""
    *before, last = line.split()
    return (
        bool(before)
        and _ACRONYM.fullmatch(last) is not None
        and any(folded(before[-1]) in w.within for w in _all_words())
    )


@lru_cache(maxsize=1)
def _all_words() -> tuple[_Words, ...]:
    found = []
    for language in LANGUAGES:
        lists = word_list(language, "publication")
        found.append(
            _Words(
                published=tuple(folded(w) for w in lists["published"]["openings"]),
                modified=tuple(folded(w) for w in lists["modified"]["openings"]),
                credit=tuple(folded(w) for w in lists["agency"]["with"]),
                within=frozenset(folded(w) for w in lists["agency"]["within"]),
            )
        )
    return tuple(found)
