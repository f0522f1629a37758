# SPDX-License-Identifier: Apache-2.0
"""The characters that somebody wrote survive, whatever is declared of them."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.reading.encoding import decode, normalise

TEXT = "« L’œuvre coûte 3 € », a dit… le maire d’Aubemont – déjà élu à l’été. Où ? À Œuvry, près du Haÿ."
LATIN9 = TEXT.replace("’", "'").replace("…", "...").replace("–", "-")


DECLARED = [
    None,
    "text/html; charset=utf-8",
    "text/html; charset=iso-8859-1",
    "text/plain; charset=inconnu",
    "charset=",
]
WRITTEN = [("utf-8", TEXT), ("cp1252", TEXT), ("iso8859-15", LATIN9), ("utf-8-sig", TEXT), ("utf-16", TEXT)]
ELSEWHERE = [
    ("koi8-r", "Порт снова открыт, сообщили власти."),
    ("shift_jis", "港が再開した"),
    ("iso8859-2", "Přístav byl otevřen"),
]


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize(("encoding", "text"), WRITTEN)
def test_french_survives_each_encoding_whatever_is_declared(encoding: str, text: str, declared: str | None) -> None:
    assert decode(text.encode(encoding), declared).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize(("encoding", "text"), ELSEWHERE)
def test_a_declared_encoding_is_believed_where_the_bytes_fit(encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><p>{text}</p>'
    assert text in decode(page.encode(encoding)).text


def test_one_foreign_byte_in_utf_8_harms_nothing_else() -> None:
    decoded = decode(TEXT.encode() + b" Prix : 3 \x80.")
    assert decoded.text == f"{TEXT} Prix : 3 €."
    assert [t.message for t in decoded.troubles] == ["Some bytes are not valid UTF-8; they were read as Windows-1252."]


def test_what_was_wrecked_before_is_said() -> None:
    wrecked = TEXT.encode().decode("cp1252", "ignore") * 2
    assert any("wrongly encoded" in t.message for t in decode(wrecked).troubles)
    assert decode(TEXT * 2).troubles == ()


def test_lost_characters_are_said() -> None:
    assert any("lost" in t.message for t in decode("Le maire d\ufffdAubemont").troubles)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    if any(unicodedata.category(c) == "Cc" for c in text):
        return
    assert decode(b"Aubemont : " + text.encode()).text == normalise(f"Aubemont : {text}")


@given(st.binary(max_size=400))
def test_no_bytes_break_it(content: bytes) -> None:
    from dementi.errors import ReadingError

    try:
        decoded = decode(content)
    except ReadingError:
        return
    assert "\r" not in decoded.text
    assert unicodedata.is_normalized("NFC", decoded.text)


def test_marks_of_order_are_no_characters() -> None:
    assert decode(codecs.BOM_UTF8 + b"Titre").text == "Titre"
    assert normalise("\ufeffTitre\r\nTexte\rFin") == "Titre\nTexte\nFin"
