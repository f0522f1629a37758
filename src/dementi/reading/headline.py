# SPDX-License-Identifier: Apache-2.0
"""Which line of a dump is the headline? The one over the body that the body takes up, of a headline's shape and place.

The weights were set on the 181 pages of the scrapinghub benchmark (four-fold cross-validated: 133 of 181, all: 145;
see docs/reading.md); they are rounded, and none of them hangs on the words of a language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dementi.reading.furniture import folded
from dementi.reading.imprint import is_dated

__all__ = ["Candidate", "headline_of"]

#: A headline has so many words and characters, and stands in so many lines before the body's first sentence.
WORDS, CHARACTERS, BEFORE = range(2, 41), range(8, 301), 40
#: The paragraphs that are the lead, as far as headlines go.
LEAD = 6
#: Lines behind a headline in which its day may stand.
DAY_BEHIND = 6

#: The more of the headline's words stand in the whole body, and in the lead, the better.
SHARED, IN_LEAD = 0.6, 0.5
#: Up to ten words, the longer the better; over 18 it is rather a standfirst, under four a label.
LENGTH, LONG, SHORT = 1.2, 0.6, 2.5
#: It ends like a sentence; it has marks of a path, an address or a credit; it is all in capitals; it gives a day.
SENTENCE, MARKED, CAPITALS, DATED = 1.2, 3.0, 1.0, 5.0
#: Its day stands right behind it; its byline does; furniture does; it stands inside the body.
DAY, CREDIT, FURNITURE, INSIDE = 0.9, 0.4, 0.2, 1.1

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.,;:][”\"’')]?$")
_MARK = re.compile(r"[|@©/(]|http", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of a dump, as far as headlines go.

    Attributes:
        words: the line.
        count: of its words.
        barred: it is furniture, a teaser or a repeat, so no headline.
        credit: it is a line of imprint.
    """

    words: str
    count: int
    barred: bool
    credit: bool


def headline_of(lines: Sequence[Candidate], body: range, first: int) -> int | None:
    """Return which line is the headline; None: no line can be.

    Args:
        lines: all lines of the dump.
        body: where the article's own lines stand.
        first: the body's first sentence.
    """
    taken_up = Counter(word for i in body for word in _contents(lines[i].words))
    lead = {word for i in range(first, min(first + LEAD, body.stop)) for word in _contents(lines[i].words)}
    days = [i for i in range(max(0, first - BEFORE), min(len(lines), first + DAY_BEHIND + 2)) if _is_day(lines[i])]
    found = [
        (
            _weight(lines, i, taken_up - Counter(_contents(lines[i].words) if i >= first else ()), lead)
            - (INSIDE if i >= first else 0)
            + _day_behind(i, days)
            + _credit_behind(lines, i),
            -i,
        )
        for i in range(max(0, first - BEFORE), min(first + 1, len(lines)))
        if not lines[i].barred and lines[i].count in WORDS and len(lines[i].words) in CHARACTERS
    ]
    weight, place = max(found, default=(0.0, 0))
    return -place if weight > 0 else None


def _weight(lines: Sequence[Candidate], i: int, taken_up: Counter[str], lead: set[str]) -> float:
    line = lines[i]
    contents = _contents(line.words)
    known = max(3, len(contents))
    weight = SHARED * sum(taken_up[word] > 0 for word in contents) / known + IN_LEAD * len(contents & lead) / known
    weight += LENGTH * min(line.count, 10) / 10
    weight -= LONG if line.count > 18 else SHORT if line.count < 4 else 0
    weight -= SENTENCE if _SENTENCE_END.search(line.words) else 0
    weight -= MARKED if _MARK.search(line.words) else 0
    weight -= CAPITALS if line.words.isupper() else 0
    weight -= DATED if _is_day(line) else 0
    return weight + (FURNITURE if i + 1 < len(lines) and lines[i + 1].barred else 0)


def _day_behind(i: int, days: Sequence[int]) -> float:
    behind = next((day - i for day in days if 0 < day - i <= DAY_BEHIND), None)
    return DAY * (1 - behind / (DAY_BEHIND + 2)) if behind else 0.0


def _credit_behind(lines: Sequence[Candidate], i: int) -> float:
    behind = next((k for k, line in enumerate(lines[i + 1 : i + 1 + DAY_BEHIND], 1) if line.credit), None)
    return CREDIT * (1 - behind / (DAY_BEHIND + 2)) if behind else 0.0


def _is_day(line: Candidate) -> bool:
    return line.count <= 14 and is_dated(line.words)


def _contents(words: str) -> set[str]:
    """Words long enough to carry content."""
    return {word for word in _WORD.findall(folded(words)) if len(word) >= 4 or word.isdigit()}
