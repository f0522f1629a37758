# SPDX-License-Identifier: Apache-2.0
"""By which terms is a text found? Words cut, folded and brought to their stems, each with its characters.

One analyser serves the index, the query and the highlighting, so that all three agree on what matches.
The cutting is that of the desk's language, whatever the text's: a query is cut before anyone knows in
which language the dispatch is that it will find. The stems are the text's own language's.

Of each word come, in this order:

- ``Cut.ELIDED``: with what is elided before it ("l'armee"), for exact phrases;
- ``Cut.WHOLE``: a name of several parts in one ("su-24m"), over the positions of its parts;
- ``Cut.WORD``: each part ("su", "24m"), or the word itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from dementi.language.words import word_list

__all__ = ["ANALYZER", "DESK_LANGUAGE", "Cut", "Term", "fold", "stems", "terms"]

ANALYZER = "2"
"""Changes whenever the same text would give other terms: an index made with another is rebuilt."""

DESK_LANGUAGE = "fr"
LONGEST = 80
"""Characters of a term; what is longer is cut there, in the text and in the query alike."""

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_PART = rf"(?:(?:[^\W\d_]\.){{2,}}|{_WORD})"  # "O.N.U." is one word
_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'\u2019\u02bc\uff07"
_SAME = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
    | {**dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_APOSTROPHES, "'")}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060", "")
)


class Cut(StrEnum):
    """Which piece of the text a term stands for."""

    WORD = "word"
    WHOLE = "whole"
    ELIDED = "elided"


class Term(NamedTuple):
    """One term of a text.

    Attributes:
        cut: which piece it is.
        stems: what it is found by when word forms do not matter, in order; empty for an elided form.
        exact: the folded form ("armee", "su-24m", "l'armee", "6000"), for exact phrases and prefixes.
        start, end: characters of the text.
        position: its place among the words of the text, from 0.
        width: how many positions it covers.
    """

    cut: Cut
    stems: tuple[str, ...]
    exact: str
    start: int
    end: int
    position: int
    width: int


def terms(text: str, language: str | None = DESK_LANGUAGE) -> tuple[Term, ...]:
    """Return the terms of a text, in reading order; in time linear in the text.

    Args:
        text: any text.
        language: BCP 47, for the stems; None or a language without a stemmer: folded forms serve as stems.
    """
    return tuple(_terms(text, language))


def _terms(text: str, language: str | None) -> Iterator[Term]:
    rules = _rules()
    position = 0
    for match in rules.token.finditer(text):
        start, end = match.span()
        if match.lastgroup == "word":
            for term in _word_terms(text[start:end], start, position, rules):
                found = stems(_plain(text[term.start : term.end]), language) if term.cut is Cut.WORD else ()
                if term.cut is Cut.WHOLE:
                    found = _joined_stems(term.exact, language)
                yield term._replace(stems=found)
                position = max(position, term.position + 1)
        else:
            written = "".join(c for c in text[start:end] if c.isalnum())
            exact = fold(written)
            yield Term(Cut.WORD, (_namespace(language) + exact,), exact, start, end, position, 1)
            position += 1


def _word_terms(written: str, start: int, position: int, rules: _Rules) -> Iterator[Term]:
    """Yield the terms of one run of letters, digits, hyphens and apostrophes, still without stems."""
    exact = fold(_plain(written))
    if written.isalnum():
        yield Term(Cut.WORD, (), exact, start, start + len(written), position, 1)
        return
    pieces = [(m.start(), m.end()) for m in rules.piece.finditer(written)]
    first, last = 0, len(pieces)
    while first < last - 1 and _is_elision(written, pieces, first, rules):
        first += 1
    if last - first > 1 and _ends_in(written, pieces, rules):
        last -= 1
    begin, stop = pieces[first][0], pieces[last - 1][1]
    whole = fold(_plain(written[begin:stop]))
    if whole in rules.whole:
        pieces, first, last = [(begin, stop)], 0, 1
    width = last - first
    if len(exact) > len(whole):
        yield Term(Cut.ELIDED, (), exact, start, start + len(written), position, width)
    if width > 1:
        yield Term(Cut.WHOLE, (), whole, start + begin, start + stop, position, width)
    for offset, (a, b) in enumerate(pieces[first:last]):
        yield Term(Cut.WORD, (), fold(_plain(written[a:b])), start + a, start + b, position + offset, 1)


def _plain(written: str) -> str:
    """Return an acronym without its full stops; a number keeps them."""
    return written if "." not in written or any(c.isdigit() for c in written) else written.replace(".", "")


def _is_elision(written: str, pieces: list[tuple[int, int]], index: int, rules: _Rules) -> bool:
    begin, end = pieces[index]
    return written[end] in _APOSTROPHES and fold(written[begin:end]) in rules.elided


def _ends_in(written: str, pieces: list[tuple[int, int]], rules: _Rules) -> bool:
    begin, end = pieces[-1]
    return written[begin - 1] in _APOSTROPHES and fold(written[begin:end]) in rules.trailing


def _joined_stems(exact: str, language: str | None) -> tuple[str, ...]:
    """Return the stems of a name of several parts written as one ("su24m", "sousmarin")."""
    joined = "".join(c for c in exact if c.isalnum())
    if joined.isdigit():
        return (_namespace(language) + exact,)
    parts = re.split(r"[\W_]+", exact)
    stemmed = "".join(stems(part, language)[0].rpartition(":")[2] for part in parts if part)
    return tuple(dict.fromkeys((*stems(joined, language), _namespace(language) + stemmed[:LONGEST])))


@lru_cache(maxsize=65_536)
def fold(form: str) -> str:
    """Return a form without case, accents and ligatures, with ' and - as apostrophe and hyphen.

    At most 80 characters, never white space.
    """
    form = form.translate(_SAME)
    if not form.isascii():
        for _ in range(2):  # casefold may bring back what NFKD took apart, and the other way round
            letters = unicodedata.normalize("NFKD", form.casefold())
            form = "".join(c for c in letters if not unicodedata.combining(c) and not c.isspace()).translate(_SAME)
    return form.lower()[:LONGEST]


@lru_cache(maxsize=65_536)
def stems(form: str, language: str | None = DESK_LANGUAGE) -> tuple[str, ...]:
    """Return what one word is found by: each lemma that it may be a form of, folded, as accents may have been lost.

    A word that the dictionary does not know is found by its stem (Snowball, Porter 2001).
    Stems of another language than the desk's carry its name ("en:deni"), so that they do not meet by chance.

    Args:
        form: one word, without hyphen or apostrophe.
        language: BCP 47.
    """
    folded = fold(form)
    name = (language or "").partition("-")[0]
    if name == DESK_LANGUAGE:
        lemmas = _lemmas(folded)
        if lemmas:
            return lemmas
    stem = _stemmer(name)
    return (_namespace(language) + (stem(folded) if stem else folded),)


def _lemmas(folded: str) -> tuple[str, ...]:
    """Return the folded lemmas of a folded form, sorted; () where the dictionary does not know it."""
    # The trie ends a form at a NUL, and would give what lies behind it.
    found = () if "\0" in folded else _forms().get(folded, ())
    return tuple(sorted(folded[: len(folded) - packed[0]] + packed[1:].decode() for packed in found))


@lru_cache(maxsize=1)
def _forms() -> Any:  # noqa: ANN401 - marisa-trie is untyped
    """Return the mapped trie of folded forms, each with what makes its lemmas of it (see training/terms.py)."""
    import marisa_trie

    path = files("dementi.language").joinpath(DESK_LANGUAGE, "terms.marisa")
    return marisa_trie.BytesTrie().mmap(str(path))


def _namespace(language: str | None) -> str:
    name = (language or "").partition("-")[0]
    return "" if name == DESK_LANGUAGE else f"{name}:"


@lru_cache(maxsize=16)
def _stemmer(name: str) -> Any:  # noqa: ANN401 - snowballstemmer is untyped
    """Return Snowball's stemmer of a language (Porter 2001), None where there is none."""
    import snowballstemmer

    names = {"fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian", "pt": "portuguese"}
    return snowballstemmer.stemmer(names[name]).stemWord if name in names else None


@dataclass(frozen=True, slots=True)
class _Rules:
    """How words are cut: the patterns and lists built from the desk language's search.toml."""

    token: re.Pattern[str]
    piece: re.Pattern[str]
    elided: frozenset[str]
    trailing: frozenset[str]
    whole: frozenset[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    lists = word_list(DESK_LANGUAGE, "search")["cutting"]
    spaces = re.escape("".join(lists["thousands"]))
    joint = rf"(?:[{_HYPHENS}{_APOSTROPHES}]|(?<=\d)[.,:/](?=\d))"
    token = (
        rf"(?P<number>(?<![\w.,])\d{{1,3}}(?:[{spaces}]\d{{3}})+(?![\w]|[.,]\d))"
        rf"|(?P<word>{_PART}(?:{joint}{_PART})*)"
    )
    return _Rules(
        token=re.compile(token),
        piece=re.compile(_PART),
        elided=frozenset(lists["elided"]),
        trailing=frozenset(lists["trailing"]),
        whole=frozenset(lists["whole"]),
    )
