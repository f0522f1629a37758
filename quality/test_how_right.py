# SPDX-License-Identifier: Apache-2.0
"""Does the manual still tell how often each kind of statement is right? It is written from the gold, not typed."""

from __future__ import annotations

import os

import pytest
from quality.how_right import PAGE, SHARED, Row, differing, figures, page

ROWS = {
    "type": {"direct": Row(40, 36, 30, 0)},
    "stance": {"denies": Row(10, 9, 8, 12)},
    "speaker": {"pronoun": Row(20, 18, 12, 0)},
}


@pytest.mark.shared
def test_the_page_tells_what_is_found() -> None:
    if not (SHARED / "data" / "gold-dev.jsonl").exists():
        if os.environ.get("CI") == "true":
            pytest.fail("gold-dev is absent, and on CI nothing may be left out")
        pytest.skip("../shared/data/gold-dev.jsonl is absent")
    assert differing(PAGE.read_text("utf-8"), page(figures("gold-dev"))) == []


def test_each_kind_has_its_line() -> None:
    told = page(ROWS)
    assert "| words between quotation marks | 40 | 36 of 40 (90 %) | 30 of 40 (75 %) |" in told
    assert "| denies something | 10 | 9 of 10 (90 %) | 8 of 10 (80 %) | 12 |" in told
    assert "| by a pronoun (« il », « elle ») | 20 | 18 of 20 (90 %) | 12 of 20 (60 %) |" in told


def test_a_figure_that_has_moved_far_is_seen() -> None:
    moved = dict(ROWS, type={"direct": Row(40, 36, 20, 0)})
    assert differing(page(ROWS), page(ROWS)) == []
    assert len(differing(page(ROWS), page(moved))) == 1


def test_other_words_are_seen() -> None:
    assert differing(page(ROWS), page(ROWS).replace("nobody is named", "nobody")) != []
