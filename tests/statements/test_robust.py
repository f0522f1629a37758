# SPDX-License-Identifier: Apache-2.0
"""Whatever is done to a text, nothing is raised, every span holds its words, and the time grows in proportion. Texts are invented."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dementi.language import analyse
from dementi.record import Article, Span
from dementi.statements import find_attributions

WIKINEWS = Path(__file__).resolve().parents[3] / "shared" / "data" / "wikinews" / "articles.jsonl"

TEXT = """Valmarie : Tersane accuse Aubemont de « mentir », Aubemont dément

TERSANE (Agence Orsanne) – Le ministre valmarien de la Défense, Ivan Salk, a affirmé lundi que "deux navires (de la marine d'Orsanne, ndlr)
avaient quitté le port", ajoutant que la marine « n'avait pas tiré ».

« Nous n'avons rien fait », s'est défendue Ina Morel, maire d'Aubemont, dans un communiqué. “C'est faux”, a-t-elle répété.

« Ce projet, a expliqué le maire, coûtera cher ». Selon la police, 85 % des bacs – ceux du port – sont partis, ce que le port dément.

Ina Morel : « Le pont tient » [1]. Il s'agit d'une « faute », selon Malo Tern, pour qui le pont « tombera »…
"""

MARKS = "«»“”„‟‹›‘’\"'+()[],.;:!?…–—-\u00a0\u202f\u2009\u200b\ufeff\u00ad\n\t0aÉ"


def holds(text: str) -> None:
    """Find the attributions of a text and hold each span to its words."""
    paragraphs, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            paragraphs.append(Span.of(text, start, start + len(line.rstrip()) or start + 1))
        start += len(line)
    article = Article(headline=None, text=text, paragraphs=tuple(paragraphs[1:]), teaser="")
    for found in find_attributions(article, analyse(text)):
        for span in (*found.content, found.source, found.cue, found.denied):
            assert span is None or text[span.start : span.end] == span.exact
        assert list(found.content) == sorted(found.content)
        ends = [piece.end for piece in found.content]
        assert all(end <= piece.start for end, piece in zip(ends, found.content[1:], strict=False))
        assert (found.type is None) == (not found.content)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.sampled_from(MARKS)), max_size=25))
def test_marks_put_anywhere_break_nothing(marks: list[tuple[int, str]]) -> None:
    text = TEXT
    for place, mark in marks:
        text = text[:place] + mark + text[place:]
    holds(text)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_text_cut_anywhere_breaks_nothing(one: int, other: int) -> None:
    first, last = sorted((one, other))
    holds(TEXT[:first] + TEXT[last:])


@settings(max_examples=15, deadline=None)
@given(st.permutations(TEXT.split(" ")))
def test_words_in_any_order_break_nothing(words: list[str]) -> None:
    holds(" ".join(words))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac-roman", "utf-16-le"])
def test_a_text_read_in_the_wrong_encoding_breaks_nothing(encoding: str) -> None:
    holds(TEXT.encode("utf-8").decode(encoding, errors="replace"))


@pytest.mark.parametrize(
    "text",
    ["", " ", "«", "»", "« »", "a", "Selon", "Selon ", "dit-il", "« dit", ":", "X : « a » »", "\u200b\u200b", "-t-il"],
)
def test_next_to_nothing_breaks_nothing(text: str) -> None:
    holds(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "« Oui », dit-il, « non », dit-elle, ",
        "Le port a dit que le maire a dit que ",
        "Selon Ina Morel, « le pont tient », a dit Malo Tern, qui affirme que le bac part, ",
        "Le port dément. ",
        "« a ",
        "Selon selon selon ",
    ],
)
def test_a_sentence_repeated_takes_time_in_proportion(sentence: str) -> None:
    spent = []
    for size in (4_000, 16_000):
        text = "Titre\n\n" + sentence * (size // len(sentence))
        article = Article(headline=None, text=text, paragraphs=(Span.of(text, 7, len(text)),), teaser="")
        analysis = analyse(text)
        began = time.process_time()
        find_attributions(article, analysis)
        spent.append(time.process_time() - began)
    # Four times the text: quadratic would be sixteen times the time.
    assert spent[1] < 9 * spent[0] + 0.5, spent


@pytest.mark.skipif(not WIKINEWS.exists(), reason="the articles of ../shared are not here")
def test_real_articles_break_nothing() -> None:
    entries = [json.loads(line) for line in WIKINEWS.read_text("utf-8").splitlines()]
    for entry in entries[::60]:
        holds(f"{entry['title']}\n\n{entry['body']}")
