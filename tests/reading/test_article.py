# SPDX-License-Identifier: Apache-2.0
"""A text that is an article already stays as it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.errors import InputError, ReadingError
from dementi.reading import LARGEST, read
from dementi.record import Dispatch, Form

TEXT = "Valmarie : le port rouvre\n\nLe port d’Aubemont a rouvert lundi, a annoncé la capitainerie.\nIl était fermé depuis jeudi.\n"


def dispatch(content: bytes | str, **given: str | None) -> Dispatch:
    return Dispatch(id="d", content=content, form=Form.ARTICLE, **given)


def test_its_first_line_is_the_headline_and_each_other_line_a_paragraph() -> None:
    article, troubles = read(dispatch(TEXT))
    assert article.headline == "Valmarie : le port rouvre"
    assert [p.exact for p in article.paragraphs] == [
        "Le port d’Aubemont a rouvert lundi, a annoncé la capitainerie.",
        "Il était fermé depuis jeudi.",
    ]
    assert (article.text, article.language, article.furniture, troubles) == (TEXT.strip(), "fr", (), ())


def test_nothing_is_taken_away_even_where_it_looks_like_furniture() -> None:
    text = "Rechercher\n\nDernières infos\nLe port a rouvert.\nLe port a rouvert.\nLire aussi : la tempête"
    article, _ = read(dispatch(text))
    assert (article.text, len(article.paragraphs)) == (text, 4)


def test_one_line_alone_has_no_headline_and_that_is_said() -> None:
    article, troubles = read(dispatch("Le port d’Aubemont a rouvert lundi, a annoncé la capitainerie."))
    assert article.headline is None
    assert [p.exact for p in article.paragraphs] == [article.text]
    assert [t.message for t in troubles] == ["No headline was found."]


def test_non_breaking_spaces_and_french_marks_stay() -> None:
    text = "Titre du jour\n\n«\xa0Oui\xa0», a dit le maire d’Œuvry\u202f: «\u202f3\xa0000\xa0€…\u202f» – c’est tout."
    assert read(dispatch(text))[0].text == text
    assert read(dispatch(text.encode()))[0].text == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=300))
def test_its_text_is_the_input_in_nfc_with_lf_line_ends_stripped(text: str) -> None:
    try:
        article, _ = read(dispatch(text))
    except ReadingError:
        assert not text.strip("\ufeff").strip()
        return
    plain = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    assert article.text == plain.strip()
    assert all(article.text[p.start : p.end] == p.exact for p in article.paragraphs)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        ("  \n\t\n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        (bytes(range(256)) * 10, "not text"),
        (b"MZ\x90\0\3\0\0\0\4\0", "not text"),
        ("a\0b", "not text"),
        (b"a" * (LARGEST + 1), "too large"),
        ("mot " * 300_000, "the longest article"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(content: bytes | str, said: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(dispatch(content))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "given_date", ["2026-03-09", "2026-03", "2026", "2026-03-09T18:05+01:00", "2026-03-09T17:05:00Z"]
)
def test_a_given_date_stands_as_it_is(given_date: str) -> None:
    assert read(dispatch(TEXT, published=given_date))[0].published == given_date


@pytest.mark.parametrize(
    "given_date", ["hier", "2026-02-30", "2026-13", "09/03/2026", "2026-03-09T25:00", "0000-01-01", "20260309"]
)
def test_a_date_that_is_none_is_refused_in_one_sentence(given_date: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        read(dispatch(TEXT, published=given_date))


def test_no_date_is_guessed() -> None:
    assert read(dispatch(TEXT))[0].published is None
    assert read(dispatch(TEXT + "\nLe 9 mars 2026, le port avait fermé."))[0].published is None


@pytest.mark.parametrize(
    ("opening", "published", "agency"),
    [
        ("Aubemont, 9 mars 2026 (AVP) – ", "2026-03-09", "AVP"),
        ("AUBEMONT (AVP) - ", None, "AVP"),
        ("Aubemont, 9 mars (AVP) — ", None, "AVP"),
        ("9 mars 2026. – ", "2026-03-09", None),
        ("Le Parti du peuple (PDP) – premier parti – ", None, None),
    ],
)
def test_a_dateline_tells_day_and_agency(opening: str, published: str | None, agency: str | None) -> None:
    article, _ = read(dispatch(f"Le port rouvre\n\n{opening}Le port d’Aubemont a rouvert, a dit la capitainerie."))
    assert (article.published, article.agency) == (published, agency)


def test_another_language_is_told() -> None:
    said = (
        "The port of Aubemont was opened on Monday, the harbour office said in a statement that was sent to the press."
    )
    text = f"The port is open\n\n{said}"
    assert read(dispatch(text))[0].language == "en"
