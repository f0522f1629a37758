# SPDX-License-Identifier: Apache-2.0
"""Text -> tokens with exact offsets, sentences, lemmas, parts of speech, heads, relations, entities."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from dementi.language.analysis import Analysis, Sentence, Token
from dementi.language.lemmas import lemma_of
from dementi.language.tokens import PLAIN, cutter

__all__ = ["analyse", "has_trees"]

#: A line longer than this is analysed in pieces: the parser's time and memory stay bounded.
LONGEST = 4_000
#: Where it is cut, the best first.
BREAKS = (". ", "; ", ", ", " ")

_CAPITALISED = r"[A-ZÀ-Ý][\w'’-]{0,30}(?:[ /](?:[A-ZÀ-Ý][\w'’-]{0,30}|[a-zà-ÿ'’]{1,3})){0,5}"
_DAY = r"(?:, ?\d{1,2}\w{0,3} \w{3,12}\.?(?: \d{4})?)?"
#: "TERSANE (Agence Orsanne) – ", "Tersane, 3 mars (AO) - ", "TERSANE, 3 mars – ", "(AO) – ": place, day, agency, dash.
_DATELINE = re.compile(
    rf"\s*(?:(?:{_CAPITALISED}{_DAY} ?)?\([^()\n]{{2,40}}\)|[A-ZÀ-Ý][A-ZÀ-Ý'’/ -]{{2,40}}{_DAY}) ?[–—-]+ +"
)


def analyse(text: str, language: str = "fr") -> Analysis:
    """Return the analysis of a text. Each line is a block of its own: a line end always ends a sentence.

    Args:
        text: any text; its offsets are kept.
        language: a folder of ``dementi/language``; one without trained models gives tokens and sentences only
            (each sentence's root is its first token, and no relation is told).
    """
    blocks = [piece for line in _lines(text) for part in _parts(text, *line) for piece in _pieces(text, *part)]
    if not has_trees(language):
        return _without_trees(text, language, blocks)
    from dementi.language.entities import find_entities
    from dementi.language.pipeline import trees

    tokens: list[Token] = []
    sentences: list[Sentence] = []
    documents = trees([text[start:end] for start, end in blocks], language)
    for (start, end), document in zip(blocks, documents, strict=True):
        offsets = cutter(language).cut(text[start:end])
        placed = [(start + a, start + b, text[start + a : start + b]) for a, b in offsets]
        _add_block(tokens, sentences, document, placed, language)
    entities = find_entities(text, tuple(tokens), tuple(sentences), language)
    return Analysis(text, language, tuple(tokens), tuple(sentences), entities)


@lru_cache(maxsize=16)
def has_trees(language: str) -> bool:
    """Say whether a language has trained models: only then are statements found in it."""
    return files("dementi.language").joinpath(language, "model").is_dir()


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            found.append((start, end))
        start = end
    return found


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a line in two where a dateline opens it: it is no part of the sentence behind it."""
    dateline = _DATELINE.match(text, start, min(end, start + 120))
    if dateline is None or not text[dateline.end() : end].strip():
        return [(start, end)]
    return [(start, dateline.end()), (dateline.end(), end)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > LONGEST:
        cut = _cut(text, start)
        found.append((start, cut))
        start = cut
    return [*found, (start, end)] if text[start:end].strip() else found


def _cut(text: str, start: int) -> int:
    """Return where a line that is too long is cut: behind a sentence, a clause or a word, whichever there is, in the second half."""
    for mark in BREAKS:
        place = text.rfind(mark, start + LONGEST // 2, start + LONGEST)
        if place >= 0:
            return place + len(mark)
    return start + LONGEST


def _add_block(
    tokens: list[Token],
    sentences: list[Sentence],
    document: Any,  # noqa: ANN401 (spaCy's Doc has no types)
    offsets: list[tuple[int, int, str]],
    language: str,
) -> None:
    base = len(tokens)
    for parsed in document.sents:
        number, first = len(sentences), base + parsed.start
        for token in parsed:
            start, end, form = offsets[token.i]
            root = token.head.i == token.i
            feats = str(token.morph)
            upos = token.pos_ or "X"
            tokens.append(
                Token(
                    index=base + token.i,
                    start=start,
                    end=end,
                    form=form,
                    lemma=lemma_of(token.text, upos, feats, language),
                    upos=upos,
                    feats=feats,
                    head=base + token.head.i,
                    deprel="root" if root else token.dep_,
                    sentence=number,
                    norm=_norm(form),
                )
            )
        last = base + parsed.end
        root_index = base + parsed.root.i
        sentences.append(Sentence(first, last, tokens[first].start, tokens[last - 1].end, root_index))


def _norm(form: str) -> str:
    return form.lower().translate(PLAIN)


def _without_trees(text: str, language: str, blocks: list[tuple[int, int]]) -> Analysis:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for start, end in blocks:
        offsets = [(start + a, start + b) for a, b in cutter(language).cut(text[start:end])]
        cuts = [0] + [i + 1 for i, (a, b) in enumerate(offsets[:-1]) if text[a:b] in {".", "!", "?", "…"}]
        for first, last in pairwise([*cuts, len(offsets)]):
            number, base = len(sentences), len(tokens)
            for place, (a, b) in enumerate(offsets[first:last]):
                form = text[a:b]
                deprel = "root" if place == 0 else "dep"
                norm = _norm(form)
                tokens.append(Token(base + place, a, b, form, norm, "X", "", base, deprel, number, norm))
            sentences.append(Sentence(base, len(tokens), offsets[first][0], offsets[last - 1][1], base))
    return Analysis(text, language, tuple(tokens), tuple(sentences), ())
