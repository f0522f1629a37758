# SPDX-License-Identifier: Apache-2.0
"""Tokens lie where their words stand: nothing is lost, nothing is changed, whatever the text."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dementi.language import word_list
from dementi.language.tokens import cutter

FRENCH = "abcéœÀ'’-–.,;:!?…«»“”\"‹›+()[]%° \u00a0\u202f\n0123456789"


def cut(text: str, language: str = "fr") -> list[str]:
    return [text[start:end] for start, end in cutter(language).cut(text)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sentences_of_the_list_fall_apart_as_it_says(language: str) -> None:
    for entry in word_list(language, "tokens")["yes"]:
        assert cut(entry["text"], language) == entry["tokens"]


@given(st.text(alphabet=FRENCH, max_size=200) | st.text(max_size=80))
def test_no_character_is_lost_but_white_space(text: str) -> None:
    offsets = cutter("fr").cut(text)
    assert all(a < b for a, b in offsets)
    assert all(b <= c for (_, b), (c, _) in pairwise(offsets))
    kept = {i for a, b in offsets for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in kept)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'armée d’Ostre", ["l'", "armée", "d’", "Ostre"]),
        ("a-t-elle nié", ["a", "-t-elle", "nié"]),
        ("a-t-il précisé", ["a", "-t-il", "précisé"]),
        ("dit-elle", ["dit", "-elle"]),
        ("Su-24M, Al-Bab, porte-parole", ["Su-24M", ",", "Al-Bab", ",", "porte-parole"]),
        ("1\u202f200 blessés et 3,5 %", ["1\u202f200", "blessés", "et", "3,5", "%"]),
        ("M. Morel et Mme Ka", ["M.", "Morel", "et", "Mme", "Ka"]),
        ("aujourd’hui, quelqu'un", ["aujourd’hui", ",", "quelqu'un"]),
        ("« +fin+ »", ["«", "+", "fin", "+", "»"]),
        ("(…, ndlr)", ["(", "…", ",", "ndlr", ")"]),
        ("Y a-t-il eu l’O.N.U. ?", ["Y", "a", "-t-il", "eu", "l’", "O.N.U.", "?"]),
        ("dit‑elle près d’Al‑Bab", ["dit", "‑elle", "près", "d’", "Al‑Bab"]),
        ("le T-72B3, le F-16 et le MiG-29", ["le", "T-72B3", ",", "le", "F-16", "et", "le", "MiG-29"]),
        (
            "1 200 000 €, 30.000 morts, le 12/05/2016",
            ["1 200 000", "€", ",", "30.000", "morts", ",", "le", "12/05/2016"],
        ),
        ("à 15h30, 1er mai, 2016-2017", ["à", "15h30", ",", "1er", "mai", ",", "2016-2017"]),
        (
            '« “a” ‘b’ ‹c› "d" „e“ »',
            ["«", "“", "a", "”", "‘", "b", "’", "‹", "c", "›", '"', "d", '"', "„", "e", "“", "»"],
        ),
        ("d’« erreur », qu'“on”", ["d’", "«", "erreur", "»", ",", "qu'", "“", "on", "”"]),
        (
            "Dr. Ka, MM. Ba et J.-P. Morel, av. J.-C.",
            ["Dr.", "Ka", ",", "MM.", "Ba", "et", "J.-P.", "Morel", ",", "av.", "J.-C."],
        ),
        ("voir https://a.example/x?z=1.", ["voir", "https://a.example/x?z=1", "."]),
        ("c'est-à-dire, vis-à-vis, là-bas", ["c'est-à-dire", ",", "vis-à-vis", ",", "là-bas"]),
        ("'", ["'"]),
        ("", []),
    ],
)
def test_french_falls_into_its_words(text: str, tokens: list[str]) -> None:
    assert cut(text) == tokens


@pytest.mark.parametrize(("typeset", "typed"), [("’", "'"), ("‑", "-"), ("‐", "-")])
@given(text=st.text(alphabet="aldquét'-. ", max_size=60))
def test_typeset_signs_cut_as_typed_ones(text: str, typeset: str, typed: str) -> None:
    assume("--" not in text)  # a dash that is typed so
    assert cutter("fr").cut(text.replace(typed, typeset)) == cutter("fr").cut(text)


@pytest.mark.parametrize(
    "unit",
    [
        "l'",
        "-il",
        "1 000 ",
        "a-",
        "''",
        "...",
        "«",
        "http://a",
        "http://,,",
        "A.",
        "A.-",
        "l'A.",
        "é-’",
        "a-le-la",
        "n°",
    ],
)
def test_hostile_repetition_comes_to_an_end(unit: str) -> None:
    # 200,000 characters: anything worse than linear would not come back within the test run.
    text = unit * (200_000 // len(unit))
    assert sum(end - start for start, end in cutter("fr").cut(text)) <= len(text)
