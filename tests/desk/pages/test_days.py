# SPDX-License-Identifier: Apache-2.0
"""A date is said as precisely as it is known, in the reader's language."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from dementi.desk.pages.days import heading, moment, moment_of, short_day


@pytest.mark.parametrize(
    ("iso", "french", "english"),
    [
        ("2026-03-09T18:05+01:00", "lundi 9\xa0mars\xa02026, 18\xa0h\xa005", "Monday 9 March 2026, 18:05"),
        ("2026-03-09T18:05", "lundi 9\xa0mars\xa02026, 18\xa0h\xa005", "Monday 9 March 2026, 18:05"),
        ("2026-03-01", "dimanche 1er\xa0mars\xa02026", "Sunday 1 March 2026"),
        ("2017-01-23", "lundi 23\xa0janvier\xa02017", "Monday 23 January 2017"),
        ("2017-01", "janvier 2017", "January 2017"),
        ("2017", "2017", "2017"),
    ],
)
def test_a_date_in_two_languages(iso, french, english):
    with timezone.override("Europe/Paris"):
        with translation.override("fr"):
            assert str(moment(iso)) == french
        with translation.override("en"):
            assert str(moment(iso)) == english


@pytest.mark.parametrize("iso", [None, "", "soon", "2026-02-30", "2026-13", "20x6"])
def test_what_is_no_date_is_not_known(iso):
    assert moment(iso) is None


def test_a_day_has_no_hour():
    assert moment("2017-01-23").hour is None


def test_a_time_is_said_in_the_desk_s_zone():
    with timezone.override("Europe/Paris"), translation.override("fr"):
        assert moment_of(datetime(2026, 3, 9, 17, 5, tzinfo=UTC)).hour == "18\xa0h\xa005"


def test_a_day_without_its_year():
    with translation.override("fr"):
        assert short_day("2026-03-01") == "dimanche 1er\xa0mars"
        assert short_day("2026-03-09") == "lundi 9\xa0mars"
        assert short_day("2026-03") == "mars 2026"
        assert heading(short_day("2026-03-09")) == "Lundi 9\xa0mars"
