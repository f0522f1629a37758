# SPDX-License-Identifier: Apache-2.0
"""What do the rules look at? An article, its analysis, its quotations, and quick answers about places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from dementi.language import Analysis, Sentence, Token, word_list
from dementi.record import Article
from dementi.statements.quotations import Quotation

__all__ = ["Page"]

#: The mark of a footnote behind a quotation ("[1]", "[note 2]") counts as nothing, within so many characters.
NOTES = 40
#: A quotation goes on over so many paragraphs at most, each way.
PARTS = 8
_NOTE = re.compile(r"[ \u00a0]?\[(?:\w{1,12} )?\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Page:
    """An article before the rules.

    Attributes:
        article: the article.
        analysis: the analysis of its text.
        quotations: its outermost quotations, in reading order.
    """

    article: Article
    analysis: Analysis
    quotations: tuple[Quotation, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False)
    _dated: frozenset[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out once what is asked at every token."""
        object.__setattr__(self, "_starts", tuple(q.start for q in self.quotations))
        dated = [range(e.first, e.last) for e in self.analysis.entities if e.kind in {"DATE", "HOUR"}]
        weekdays = word_list(self.analysis.language, "calendar")["weekdays"]
        named = [t.index for t in self.analysis.tokens if t.norm in weekdays]
        object.__setattr__(self, "_dated", frozenset(named).union(*dated))

    def around(self, position: int) -> Quotation | None:
        """Return the quotation between whose marks a character stands, None outside all."""
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return None
        quotation = self.quotations[place]
        return quotation if quotation.holds(position) else None

    def ending_before(self, position: int, reach: int = 3) -> Quotation | None:
        """Return the quotation that ends within ``reach`` characters before a character."""
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return None
        quotation = self.quotations[place]
        between = self.article.text[quotation.end : min(position, quotation.end + NOTES)]
        return (
            quotation if 0 <= position - quotation.end <= reach + len(between) - len(_NOTE.sub("", between)) else None
        )

    def chain(self, quotation: Quotation) -> tuple[Quotation, ...]:
        """Return a quotation with what it goes on from and goes on in, paragraph by paragraph: "« A. ¶ « B », a dit X"."""
        place = bisect_right(self._starts, quotation.start) - 1
        first = last = place
        while first > 0 and place - first < PARTS and self._joins(first - 1):
            first -= 1
        while last + 1 < len(self.quotations) and last - place < PARTS and self._joins(last):
            last += 1
        return self.quotations[first : last + 1]

    def _joins(self, place: int) -> bool:
        """Say whether the quotation behind this one goes on with it, at the start of the next paragraph."""
        one, other = self.quotations[place : place + 2]
        between = self.article.text[one.end : other.start]
        return one.goes_on and not between.strip() and "\n" in between

    def starting_from(self, position: int) -> Quotation | None:
        """Return the first quotation that starts at a character or behind it."""
        place = bisect_right(self._starts, position - 1)
        return self.quotations[place] if place < len(self.quotations) else None

    def sentence(self, token: Token) -> Sentence:
        """Return the sentence of a token."""
        return self.analysis.sentences[token.sentence]

    def is_dated(self, token: Token) -> bool:
        """Say whether a token is of a named date or hour."""
        return token.index in self._dated
