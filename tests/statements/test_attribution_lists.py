# SPDX-License-Identifier: Apache-2.0
"""Each word list of the rules holds sentences that it must and must not match; places and people are invented."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dementi.language import analyse, word_list
from dementi.record import Article, Span
from dementi.statements import find_attributions
from dementi.statements.attribution import Attribution

#: Lists whose sentences say: somebody is reported to speak (yes), nobody is (no).
REPORTING = ("cues", "according", "frames", "nouns")


@lru_cache(maxsize=512)
def read(sentence: str) -> tuple[Attribution, ...]:
    article = Article(headline=None, text=sentence, paragraphs=(Span.of(sentence, 0, len(sentence)),), teaser="")
    return find_attributions(article, analyse(sentence))


def sentences(names: tuple[str, ...], which: str) -> list[tuple[str, str]]:
    found = []
    for name in names:
        for section, entries in word_list("fr", name).items():
            for entry in entries if isinstance(entries, list) else [entries]:
                found += [(f"{name}.{section}", sentence) for sentence in entry[which]]
    return found


@pytest.mark.parametrize(("where", "sentence"), sentences(REPORTING, "yes"))
def test_somebody_is_reported_to_speak(where: str, sentence: str) -> None:
    assert read(sentence), where


@pytest.mark.parametrize(("where", "sentence"), sentences(REPORTING, "no"))
def test_nobody_is_reported_to_speak(where: str, sentence: str) -> None:
    assert [a.found_by for a in read(sentence)] == [], where


@pytest.mark.parametrize(("where", "sentence"), sentences(("boundaries",), "yes"))
def test_the_words_end_before_the_sentence_does(where: str, sentence: str) -> None:
    first = read(sentence)[0]
    assert first.content[-1].end < len(sentence) - 1, where


@pytest.mark.parametrize(("where", "sentence"), sentences(("boundaries",), "no"))
def test_the_words_end_with_the_sentence(where: str, sentence: str) -> None:
    first = read(sentence)[0]
    assert first.content[-1].end == len(sentence) - 1, where
