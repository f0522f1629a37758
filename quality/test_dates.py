# SPDX-License-Identifier: Apache-2.0
"""Are dates found and resolved at least as well as before? French TimeBank, its 180 expressions that name a day."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from dementi.language import analyse
from dementi.record import Article
from dementi.statements.dates import find_dates

GOLD = Path(__file__).resolve().parents[2] / "shared" / "data" / "timebank" / "gold.jsonl"

#: Percent of all that are found with the right day; it only rises. The issue asks for 88.
FOUND_AND_VALUED = 94.0
#: Percent of those found that have the right day. The issue asks for 94 with spans given.
VALUED = 95.5

pytestmark = pytest.mark.shared

#: A clock time alone names no day.
DAY_WORDS = re.compile(
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|demain|aujourd|janv|févr|mars|avril|\bmai\b|juin|juil"
    r"|août|sept|oct|nov|déc|ce |cet|veille|lendemain|\ble \d",
    re.IGNORECASE,
)


def test_the_days_of_timebank_are_found_and_resolved() -> None:
    if not GOLD.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("timebank is absent, and on CI nothing may be left out")
        pytest.skip("../shared/data/timebank is absent")
    wanted = found = right = 0
    for line in GOLD.read_text("utf-8").splitlines():
        gold = json.loads(line)
        text = gold["text"]
        article = Article(headline=None, text=text, paragraphs=(), teaser="", published=gold["dct"][:10])
        dates = find_dates(article, analyse(text, "fr"))
        for timex in gold["timex"]:
            day = re.match(r"\d{4}-\d\d-\d\d", timex.get("value", ""))
            if timex.get("type") not in {"DATE", "TIME"} or not day or not DAY_WORDS.search(timex["text"]):
                continue
            hits = [d for d in dates if d.words.start < timex["end"] and timex["start"] < d.words.end]
            wanted += 1
            found += bool(hits)
            right += bool(hits) and hits[0].value == day[0]
    print(f"{wanted} expressions, {found} found, {right} with the right day")
    assert wanted == 180
    assert 100 * right / wanted >= FOUND_AND_VALUED
    assert 100 * right / found >= VALUED
