# SPDX-License-Identifier: Apache-2.0
"""Each list of words says what is meant and what is not; both are tried here."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from dementi.language.identification import identify
from dementi.language.words import word_list
from dementi.reading.furniture import LANGUAGES as READ
from dementi.reading.furniture import folded, known_furniture, notices
from dementi.reading.imprint import imprint_of, is_imprint
from dementi.record import FurnitureReason

FURNITURE = word_list("fr", "furniture")
PUBLICATION = word_list("fr", "publication")
LANGUAGES: dict[str, Any] = tomllib.loads(files("dementi.language").joinpath("identification.toml").read_text("utf-8"))
REASONS = {
    "navigation": FurnitureReason.NAVIGATION,
    "share": FurnitureReason.NAVIGATION,
    "section": FurnitureReason.SECTION,
    "aside": FurnitureReason.OTHER,
    "credit": FurnitureReason.CREDIT,
}

WALLS = ("challenge", "cookies", "payment", "script")


def cases(lists: Any, kind: str, groups: list[str]) -> list[tuple[str, str]]:
    return [(group, line) for group in groups for line in lists[group][kind]]


@pytest.mark.parametrize(("group", "line"), cases(FURNITURE, "yes", list(REASONS)))
def test_a_line_of_furniture_is_known(group: str, line: str) -> None:
    assert known_furniture(line) is REASONS[group]


@pytest.mark.parametrize(("group", "line"), cases(FURNITURE, "no", list(REASONS)))
def test_a_line_of_prose_is_none(group: str, line: str) -> None:
    assert known_furniture(line) is None


NOTICES = {
    kind: [line for language in READ for line in word_list(language, "furniture")["notice"][kind]]
    for kind in ("yes", "no")
}


@pytest.mark.parametrize("line", NOTICES["yes"])
def test_a_notice_of_the_site_is_known(line: str) -> None:
    assert notices(line)


@pytest.mark.parametrize("line", NOTICES["no"])
def test_prose_about_such_things_is_no_notice(line: str) -> None:
    assert not notices(line)


@pytest.mark.parametrize("line", FURNITURE["walls"]["yes"])
def test_a_wall_has_its_words(line: str) -> None:
    assert any(folded(words) in folded(line) for kind in WALLS for words in FURNITURE["walls"][kind])


@pytest.mark.parametrize("line", FURNITURE["walls"]["no"])
def test_prose_has_none_of_them(line: str) -> None:
    assert not any(folded(words) in folded(line) for kind in WALLS for words in FURNITURE["walls"][kind])


@pytest.mark.parametrize(
    "line", [line for language in READ for line in word_list(language, "publication")["published"]["yes"]]
)
def test_a_line_tells_the_day_of_publication(line: str) -> None:
    assert imprint_of([line], []).published
    assert is_imprint(line)


@pytest.mark.parametrize(
    "line", [line for language in READ for line in word_list(language, "publication")["modified"]["yes"]]
)
def test_a_line_tells_the_day_of_change(line: str) -> None:
    assert imprint_of([line], []).modified
    assert is_imprint(line)


@pytest.mark.parametrize(
    "line", [*PUBLICATION["published"]["no"], *PUBLICATION["modified"]["no"], *PUBLICATION["byline"]["no"]]
)
def test_prose_tells_neither_day_nor_byline(line: str) -> None:
    imprint = imprint_of([line], [])
    assert (imprint.published, imprint.authors) == (None, ())


@pytest.mark.parametrize("line", PUBLICATION["byline"]["yes"])
def test_a_byline_gives_names(line: str) -> None:
    assert imprint_of([line], []).authors


def test_the_byline_of_an_outlet_with_an_agency_known_by_its_letters_alone_is_no_headline() -> None:
    assert is_imprint("Par La Gazette des Ports avec AVP")
    assert not is_imprint("La Gazette des Ports va avec AVP")


@pytest.mark.parametrize("line", PUBLICATION["agency"]["yes"])
def test_a_credit_gives_the_agency(line: str) -> None:
    assert imprint_of([line], []).agency


@pytest.mark.parametrize("line", PUBLICATION["agency"]["no"])
def test_other_brackets_give_none(line: str) -> None:
    assert imprint_of([line], []).agency is None


@pytest.mark.parametrize(("language", "text"), [(k, s) for k, v in LANGUAGES.items() for s in v["yes"]])
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize(("language", "text"), [(k, s) for k, v in LANGUAGES.items() for s in v["no"]])
def test_a_sentence_is_in_no_other_language(language: str, text: str) -> None:
    assert identify(text) != language


@pytest.mark.parametrize("text", ["", "12 345", "Aubemont", "? ! …"])
def test_too_little_text_tells_no_language(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(
    ("where", "words"),
    [(f"{name}.{key}", value) for name, lists in (("furniture", FURNITURE), ("publication", PUBLICATION), ("identification", LANGUAGES))
     for group in lists.values() for key, value in group.items() if key not in {"yes", "no"}],
)  # fmt: skip
def test_no_word_stands_twice(where: str, words: list[str]) -> None:
    assert len(words) == len(set(words)), sorted(w for w in words if words.count(w) > 1)
