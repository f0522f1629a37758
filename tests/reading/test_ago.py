# SPDX-License-Identifier: Apache-2.0
"""« il y a 2 heures » is a day where it is known when the page was taken, and where it can be one day only. Invented pages."""

import datetime as dt

import pytest

from dementi.language.words import word_list
from dementi.reading import read
from dementi.reading.ago import captured_at, day_ago, is_ago
from dementi.reading.furniture import LANGUAGES
from dementi.record import Dispatch

NOON = dt.datetime(2026, 3, 9, 12, 0, tzinfo=dt.UTC)
LISTS = [word_list(language, "publication")["ago"] for language in LANGUAGES]
BODY = (
    "<p>Le port d’Aubemont a rouvert lundi matin après six jours de grève, a annoncé la préfecture de Valmarie.</p>" * 3
)


@pytest.mark.parametrize("line", [line for words in LISTS for line in words["yes"]])
def test_a_line_that_counts_back_gives_a_day(line: str) -> None:
    assert is_ago(line)
    assert day_ago(line, NOON) in {"2026-03-09", "2026-03-08"}


@pytest.mark.parametrize("line", [line for words in LISTS for line in words["no"]])
def test_a_line_that_does_not_gives_none(line: str) -> None:
    assert day_ago(line, NOON) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Il y a 2 heures", "2026-03-09"),
        ("Publié hier à 19h09", "2026-03-08"),
        ("aujourd’hui à 10 h 12", "2026-03-09"),
        ("il y a 23 heures", "2026-03-08"),
        # Between midnight here and there: two days.
        ("il y a 11 heures", None),
        # Counted in hours by some, in days by others.
        ("il y a 3 jours", None),
        ("il y a 90 heures", None),
        ("il y a 2 heures de route", None),
    ],
)
def test_a_day_is_given_where_it_can_be_no_other(line: str, day: str | None) -> None:
    assert day_ago(line, NOON) == day


def test_just_after_midnight_today_is_not_known() -> None:
    assert day_ago("aujourd'hui", NOON.replace(hour=0, minute=30)) is None


@pytest.mark.parametrize(
    ("headers", "when"),
    [
        ((("Date", "Mon, 09 Mar 2026 12:00:00 GMT"),), NOON),
        ((("WARC-Date", "2026-03-09T12:00:00Z"), ("Date", "Mon, 09 Mar 2020 12:00:00 GMT")), NOON),
        ((("date", "hier"),), None),
        ((("Date", ""),), None),
        ((("WARC-Date", "2026-03-09T12:00:00"),), None),
        ((), None),
    ],
)
def test_when_a_page_was_taken_stands_with_its_answer(
    headers: tuple[tuple[str, str], ...], when: dt.datetime | None
) -> None:
    assert captured_at(headers) == when


def page(line: str, headers: tuple[tuple[str, str], ...] = (("Date", "Mon, 09 Mar 2026 12:00:00 GMT"),)) -> Dispatch:
    markup = (
        f"<html lang=fr><body><article><h1>Le port d’Aubemont rouvre</h1><p>{line}</p>{BODY}</article></body></html>"
    )
    return Dispatch(id="p", content=markup.encode(), media_type="text/html; charset=utf-8", headers=headers)


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Publié il y a 2 heures", "2026-03-09", None),
        ("Par Jeanne Morel | il y a 35 min", "2026-03-09", None),
        ("Publié hier à 19h09, mis à jour il y a 3 h", "2026-03-08", "2026-03-09"),
        ("Publié le 7 mars 2026 à 19h09 · Mis à jour il y a 3 h", "2026-03-07T19:09", "2026-03-09"),
        ("Il y a une heure, un feu a pris au dépôt du quai.", None, None),
    ],
)
def test_a_page_is_dated_by_what_counts_back_from_its_capture(
    line: str, published: str | None, modified: str | None
) -> None:
    article, _ = read(page(line))
    assert (article.published, article.modified) == (published, modified)


def test_a_page_that_was_taken_nobody_knows_when_has_no_day() -> None:
    article, _ = read(page("Publié il y a 2 heures", headers=()))
    assert article.published is None
