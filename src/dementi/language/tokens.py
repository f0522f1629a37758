# SPDX-License-Identifier: Apache-2.0
"""Where does a text fall into tokens? Offsets of syntactic words, as French UD has them with contractions kept whole.

What is cut is told by the language's ``tokens.toml`` (elisions, clitics, abbreviations) and its lexicon (hyphenated words).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from dementi.language.words import word_list

__all__ = ["PLAIN", "Cutter", "cutter"]

APOSTROPHES = "'’"
#: The first must not stand inside a class of a pattern as a range: it leads.
HYPHENS = "-‐‑"
#: How the lists and the lexicon write what has several signs.
PLAIN = str.maketrans({"’": "'", "‐": "-", "‑": "-"})
#: A number with its thousands (spaces of any width) and decimals, an hour, a date in digits.
NUMBER = r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/]\d+)+|\d+[.,]\d+"
#: A mark at its end is the sentence's.
ADDRESS = r"(?:https?://|www\.)[^\s<>«»\"]{1,2000}(?<![.,;:!?)\]])"
INITIALS = rf"[A-ZÀ-Ý]\.(?:[{HYPHENS}]?[A-ZÀ-Ý]\.)+"
#: A word has at most so many parts: what is longer is cut there, so that the time stays in proportion.
PARTS = 12
DOTS = r"\.{2,}|…|-{2,}"


class Cutter:
    """Cuts a text into tokens: no character is lost but white space, and none is changed. Linear in the text."""

    def __init__(self, language: str, known: Callable[[str], bool]) -> None:
        """Build the patterns from the language's list; ``known`` says whether the lexicon has a form."""
        words = word_list(language, "tokens")
        self._known = known
        self._whole = frozenset(words.get("whole", ()))
        self._clitics = tuple(sorted(words.get("clitics", ()), key=len, reverse=True))
        elided = "|".join(sorted(map(re.escape, words.get("elided", ())), key=len, reverse=True))
        shortened = "|".join(sorted(map(re.escape, words.get("abbreviations", ())), key=len, reverse=True))
        self._elision = re.compile(rf"(?:{elided})[{APOSTROPHES}]", re.IGNORECASE) if elided else None
        self._token = re.compile(
            "|".join(
                part
                for part in (
                    ADDRESS,
                    INITIALS,
                    rf"(?<!\w)(?:{shortened})(?!\w)" if shortened else "",
                    NUMBER,
                    rf"(?P<word>\w+(?:[{HYPHENS}{APOSTROPHES}](?!{INITIALS})\w+){{0,{PARTS}}}[{APOSTROPHES}]?)",
                    DOTS,
                    r"\S",
                )
                if part
            )
        )

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Return the tokens of a text as (start, end) in characters, in order."""
        found: list[tuple[int, int]] = []
        for match in self._token.finditer(text):
            if match.lastgroup == "word":
                found.extend(self._words(text, match.start(), match.end()))
            else:
                found.append(match.span())
        return found

    def _words(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut a stretch of letters, hyphens and apostrophes into words."""
        while start < end:
            stretch = text[start:end].translate(PLAIN)
            if stretch.lower() in self._whole or ("'" in stretch and self._known(stretch)):
                yield start, end
                return
            elision = self._elision.match(text, start, end) if self._elision else None
            if elision:
                yield elision.span()
                start = elision.end()
                continue
            stop = self._apostrophe(text, start, end)
            yield from self._hyphens(text, start, stop)
            start = stop
            if start < end and text[start] in APOSTROPHES:
                yield start, start + 1
                start += 1

    def _apostrophe(self, text: str, start: int, end: int) -> int:
        """Return where the stretch must stop: before a closing apostrophe, or a word that elides (or at its end)."""
        for place in range(start + 1, end):
            if text[place] in APOSTROPHES and place + 1 == end:
                return place
            before = place and text[place - 1] in HYPHENS
            if before and self._elision and self._elision.match(text, place, end):
                return end  # aujourd-hui and the like: a hyphen keeps the word together
        return end

    def _hyphens(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut the clitics off the end of a hyphenated word ("dis" "-le" "-moi"); a word that the lexicon has stays whole."""
        stretch = text[start:end].lower().translate(PLAIN)
        clitics: list[tuple[int, int]] = []
        while "-" in stretch and not self._known(stretch):
            clitic = next((c for c in self._clitics if stretch.endswith(c) and len(stretch) > len(c)), None)
            if clitic is None:
                break
            clitics.append((end - len(clitic), end))
            end -= len(clitic)
            stretch = stretch[: -len(clitic)]
        yield start, end
        yield from reversed(clitics)


@lru_cache(maxsize=4)
def cutter(language: str) -> Cutter:
    """Return the cutter of a language; one without a lexicon knows no form."""
    from dementi.language.lexicon import lexicon

    try:
        entries = lexicon(language).entries
    except FileNotFoundError:
        return Cutter(language, lambda _: False)
    return Cutter(language, lambda form: bool(entries(form)))
