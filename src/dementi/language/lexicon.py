# SPDX-License-Identifier: Apache-2.0
"""What can a form be? The lexicon of a language: form -> lemma, part of speech, features, from a mapped file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Lexicon", "LexiconEntry", "lexicon"]


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One reading of a form.

    Attributes:
        lemma: the dictionary form.
        upos: universal part of speech.
        gender, number, person, tense, mood: universal features' values; "" where there is none.
            Mood is Ind, Sub, Cnd, Imp for finite forms, and Inf or Part.
    """

    lemma: str
    upos: str
    gender: str
    number: str
    person: str
    tense: str
    mood: str


class Lexicon:
    """A language's forms, opened in milliseconds: the file is mapped, not read."""

    def __init__(self, trie: Any, tags: list[list[str]]) -> None:  # noqa: ANN401 (marisa-trie has no types)
        """Keep the mapped trie and the table of tags that its entries point to."""
        self._trie = trie
        self._tags = tags

    def entries(self, form: str) -> tuple[LexiconEntry, ...]:
        """Return what a form can be, as it is written and lower-cased; () where it is not known."""
        return tuple(LexiconEntry(lemma, *self._tags[tag][:6]) for lemma, tag in self._found(form))

    def lemmas(self, form: str, upos: str | None = None) -> tuple[str, ...]:
        """Return the lemmas of a form, of one part of speech or of all; sorted, () where it is not known."""
        found = {lemma for lemma, tag in self._found(form) if upos in (None, self._tags[tag][0])}
        return tuple(sorted(found))

    def forms(self) -> Iterator[str]:
        """Yield every form, sorted."""
        before = ""
        for form in self._trie.iterkeys():
            if form != before:
                yield form
            before = form

    def ambiguity_class(self, form: str) -> str:
        """Return all that a form can be, as one short name: a feature of the tagger and the parser."""
        classes = sorted({self._tags[tag][6] for _, tag in self._found(form)})
        if classes:
            return "+".join(classes)
        if form.isdigit():
            return "#NUM"
        if not any(c.isalpha() for c in form):
            return "#" + form[:3]
        if "-" in form:
            last = form.lower().rpartition("-")[2]
            classes = sorted({self._tags[tag][6] for _, tag in self._found(last)})
            if classes:
                return "-" + "+".join(classes)
        return "?U" if form[:1].isupper() else "?l"

    def _found(self, form: str) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        if "\0" in form:
            # The trie ends a form there, and would give what lies behind it.
            return found
        lower = form.lower()
        for spelled in (form, lower) if lower != form else (form,):
            for packed in self._trie.get(spelled, ()):
                lemma = spelled[: len(spelled) - packed[0]] + packed[3:].decode()
                found.append((lemma, int.from_bytes(packed[1:3], "big")))
        return found


@lru_cache(maxsize=4)
def lexicon(language: str = "fr") -> Lexicon:
    """Return the lexicon of a language.

    Raises:
        FileNotFoundError: the language has none.
    """
    import marisa_trie

    folder = files("dementi.language").joinpath(language)
    tags = json.loads(folder.joinpath("lexicon.json").read_text("utf-8"))["tags"]
    return Lexicon(marisa_trie.BytesTrie().mmap(str(folder.joinpath("lexicon.marisa"))), tags)
