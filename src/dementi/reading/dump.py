# SPDX-License-Identifier: Apache-2.0
"""Where is the article in a text dump of a page? Headline and paragraphs; all else is furniture, kept with its reason.

Each line is weighed by its own shape (a sentence, a label, a word of navigation); the body is the stretch of lines
that weighs most (the maximum subarray, Kadane), as text extraction by density does on pages (Kohlschütter et al. 2010,
"Boilerplate detection using shallow text features"). The weights were set on one half of the scrapinghub pages (see
docs/reading.md); a trained sequence model did worse (docs/decisions/0031).
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dementi.errors import ReadingError
from dementi.reading.draft import Draft
from dementi.reading.furniture import ends_article, known_furniture, notices
from dementi.reading.headline import Candidate, headline_of
from dementi.reading.imprint import imprint_of, is_dated, is_imprint
from dementi.reading.repeats import said_again
from dementi.record import Furniture, FurnitureReason

__all__ = ["has_furniture", "read_dump"]

#: A sentence weighs its words, up to so many, less so many; a sentence without its mark at the end has so many words.
MOST_WORDS, LESS, UNMARKED = 30, 4, 30
#: A line that is no sentence weighs against the body, unless it has so many words; furniture more, the lines that stand
#: behind articles most. A label with a day or a clock time, once the body has begun, is of comments or other articles.
LABEL, LONG_LABEL, KNOWN, ENDING, DATED = -6, 20, -12, -30, -10
#: So many words by which a site speaks to its reader make a line a notice.
NOTICE = 2
#: A stretch of lines may be the body though another weighs more, if it weighs so much of it; it weighs so many times as much
#: where so few lines above its first sentence hold a line of imprint.
RIVAL, DATED_RUN, IMPRINT = 0.3, 2.0, 8
#: Lines before the headline and behind the body that may tell day, byline and agency.
NEAR = 6
#: More lines than this before the first sentence (headline, kicker, standfirst, byline) are a menu.
MENU = 6

_ENDS = re.compile(r"[.!?…][\"'»”’)\]\s]{0,4}$|[»”\"]$")
_QUOTED = re.compile('[«»“”"]')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty, and what its shape and its own words say."""

    words: str
    count: int
    sentence: bool
    known: FurnitureReason | None
    ending: bool
    notices: int

    @property
    def weight(self) -> float:
        """What it says for or against the body."""
        if self.ending:
            return ENDING
        if self.known is not None or self.notices:
            return KNOWN
        if self.sentence:
            return min(self.count, MOST_WORDS) - LESS
        return LABEL if self.count < LONG_LABEL else self.count / 4

    @property
    def is_dated_label(self) -> bool:
        """It is a label with a day or a clock time."""
        return not self.sentence and self.count <= 14 and is_dated(self.words)


def read_dump(text: str) -> Draft:
    """Return the article that stands in a text dump, with all that was taken away.

    Args:
        text: NFC with LF line ends.

    Raises:
        ReadingError: no line of the dump is a sentence.
    """
    lines = _lines(text)
    words = [line.words for line in lines]
    body = _body(lines, said_again(words, range(len(lines))))
    if not body:
        raise ReadingError("No article text was found.")
    again = said_again(words, body)
    first = next((i for i in body if lines[i].sentence and lines[i].count >= 8 and i not in again), body.start)
    candidates = [
        Candidate(line.words, line.count, _is_barred(line) or i in again, line.known is FurnitureReason.CREDIT)
        for i, line in enumerate(lines)
    ]
    headline = headline_of(candidates, body, first)
    reasons: dict[int, FurnitureReason] = {}
    for i, line in enumerate(lines):
        if i == headline:
            continue
        if i in again:
            reasons[i] = again[i]
        elif i not in body or _is_barred(line) or (headline is not None and i < headline):
            reasons[i] = line.known or (FurnitureReason.SECTION if line.ending else FurnitureReason.OTHER)
        elif headline is not None and line.words == lines[headline].words:
            reasons[i] = FurnitureReason.REPEATED
    paragraphs = tuple(lines[i].words for i in body if i != headline and i not in reasons)
    near = range(max(0, (body.start if headline is None else headline) - NEAR), min(len(lines), body.stop + NEAR))
    return Draft(
        headline=lines[headline].words if headline is not None else None,
        paragraphs=paragraphs,
        furniture=tuple(Furniture(lines[i].words, reason) for i, reason in sorted(reasons.items())),
        imprint=imprint_of([lines[i].words for i in near if i in reasons], paragraphs),
    )


def has_furniture(text: str) -> bool:
    """Say whether a text shows that it is a dump: lines of navigation, a menu before the first sentence, a teaser.

    Where nothing tells, it is an article already: taking away what may be the author's own words is worse than
    leaving a line of furniture.
    """
    lines = _lines(text)
    menu = {FurnitureReason.NAVIGATION, FurnitureReason.SECTION}
    if any(line.known in menu for line in (*lines[:3], *lines[-3:])) or sum(line.known in menu for line in lines) >= 3:
        return True
    # A list of results or of names stands in many an article, but behind its first sentence: before it stand menus.
    first = next((i for i, line in enumerate(lines) if line.sentence and line.count >= 8), 0)
    if sum(line.known is None for line in lines[:first]) > MENU:
        return True
    return FurnitureReason.TEASER in said_again([line.words for line in lines], range(len(lines))).values()


def _lines(text: str) -> list[_Line]:
    return [_line(words) for words in map(str.strip, text.split("\n")) if words]


@lru_cache(maxsize=4096)
def _line(words: str) -> _Line:
    count = len(_WORD.findall(words))
    known = known_furniture(words) or (FurnitureReason.CREDIT if is_imprint(words) else None)
    sentence = known is None and ((bool(_ENDS.search(words[-8:])) and count >= 4) or count >= UNMARKED)
    # What somebody says between quotation marks is no notice of the site's.
    said = notices(words) if count >= 3 and not _QUOTED.search(words) else 0
    known = known or (FurnitureReason.OTHER if said >= NOTICE else None)
    return _Line(words, count, sentence, known, ends_article(words), said)


def _is_barred(line: _Line) -> bool:
    return line.known is not None or line.ending


def _body(lines: Sequence[_Line], again: Container[int]) -> range:
    runs = _runs(lines, again)
    if not runs:
        return range(0)
    most = max(weight for weight, _ in runs)
    found = max((run for run in runs if run[0] >= RIVAL * most), key=lambda run: run[0] * _headed(lines, run[1]))[1]
    # A teaser before the article says the lead first: the article's own lead is the repeat.
    start = found.start
    while found and start > 0 and start - 1 in again and lines[start - 1].sentence:
        start -= 1
    return range(start, found.stop)


def _runs(lines: Sequence[_Line], again: Container[int]) -> list[tuple[float, range]]:
    """Return the stretches of lines that weigh for the body, each as far as it weighs most, with its weight."""
    runs: list[tuple[float, range]] = []
    best, found = 0.0, range(0)
    start, total = 0, 0.0
    for i, line in enumerate(lines):
        if total <= 0:
            runs += [(best, found)] if found else []
            best, found = 0.0, range(0)
            start, total = i, 0.0
        total += LABEL if i in again else line.weight
        if i > start + 2 and line.is_dated_label:
            total += DATED
        if total > best:
            best, found = total, range(start, i + 1)
    return [*runs, (best, found)] if found else runs


def _headed(lines: Sequence[_Line], run: range) -> float:
    """Return by how much more a stretch weighs for a line of imprint above its first sentence: an article has one, a list of them none."""
    first = next((i for i in run if lines[i].sentence and lines[i].count >= 8), run.start)
    above = lines[max(0, first - IMPRINT) : first + 1]
    dated = any(line.known is FurnitureReason.CREDIT or line.is_dated_label for line in above)
    return DATED_RUN if dated else 1.0
