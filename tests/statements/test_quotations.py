# SPDX-License-Identifier: Apache-2.0
"""Quotation marks are paired, whatever their kind, and never swallow the text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.record import Article, Span
from dementi.statements.quotations import find_quotations


def article(text: str) -> Article:
    """An article of one block of text, without a headline."""
    paragraphs = tuple(Span.of(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    return Article(headline=None, text=text, paragraphs=paragraphs, teaser="")


def words(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotations(article(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Nous partons », a dit le maire.", ["Nous partons"]),
        ('"Nous partons", a dit le maire.', ["Nous partons"]),
        ("“Nous partons”, a dit le maire.", ["Nous partons"]),
        ("“Nous partons“, a dit le maire.", ["Nous partons"]),
        ("''Nous partons'', a dit le maire.", ["Nous partons"]),
        ("„Nous partons“", ["Nous partons"]),
        ("Il parle d'«une erreur».", ["une erreur"]),
        ("« On m'appelle ‹le sage› », dit-il.", ["On m'appelle ‹le sage›"]),
        ('"La +ligne rouge+ est franchie", dit-il.', ["La +ligne rouge+ est franchie"]),
        ("« Il a dit “non” », raconte-t-elle.", ["Il a dit “non”"]),
        ("Les ‘experts’ d'Aubemont", ["experts"]),
        ("L’armée d’Orsanne n’a rien dit.", []),
        ("Il a 2+2 avions et Canal+ a filmé.", []),
        ('« Nous partons", a dit le maire.', ["Nous partons"]),
        ('Le "oui" et le "non"', ["oui", "non"]),
        ("« »", []),
        ('Ilo court le 100 m en 9"81, plus de 10". « C\'est bien », dit-il.', ["C'est bien"]),
    ],
)
def test_marks_of_each_kind_are_paired(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_mark_never_closed_ends_with_its_paragraph() -> None:
    text = 'Il a dit: "Nous partons demain.\n\nLe maire a dit "non".'
    assert words(text) == ["Nous partons demain.", "non"]


@given(st.text(alphabet="ab \n«»“”„‹›‘’\"'+,.()", max_size=200))
def test_any_marks_in_any_order_give_words_of_one_paragraph(text: str) -> None:
    for quotation in find_quotations(article(text)):
        assert 0 <= quotation.start <= quotation.inner_start < quotation.inner_end <= quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]


@pytest.mark.parametrize("text", ["«" * 50_000, '" ' * 50_000, "« a\n" * 20_000, "a\n«b» " * 20_000, "+a " * 30_000])
def test_hostile_marks_take_linear_time(text: str) -> None:
    given = article(text)
    began = time.process_time()
    find_quotations(given)
    assert time.process_time() - began < 2
