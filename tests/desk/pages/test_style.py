# SPDX-License-Identifier: Apache-2.0
"""The style sheets: the design's own is untouched, ours asks nobody for anything and uses its colours only."""

import re
from pathlib import Path

import pytest

import dementi.desk

STATIC = Path(dementi.desk.__file__).parent / "static"


@pytest.mark.shared
def test_the_design_s_sheet_is_taken_as_it_is(shared):
    assert (STATIC / "desk.css").read_bytes() == shared("design/mockups/desk.css").read_bytes()


def test_our_sheet_has_no_colour_and_no_address_of_its_own():
    ours = (STATIC / "desk-more.css").read_text("utf-8")
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl|url\(|@import|border-radius: [^0]|box-shadow", ours)


#: The one script, a file of the desk's own that the policy of its pages allows.
OURS = "<script src=\"{% static 'desk.js' %}\" defer></script>"


def test_no_template_has_a_script_of_its_own_a_style_or_an_address_elsewhere():
    for path in sorted((STATIC.parent / "templates").rglob("*.html")):
        source = path.read_text("utf-8")
        if path.name == "base.html":
            assert source.count(OURS) == 1
            source = source.replace(OURS, "")
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|(?:src|href)=[\"']https?:", source), path.name
        assert "|safe" not in source, path.name
        assert "autoescape" not in source, path.name


def test_our_script_writes_no_markup_and_asks_nobody_else():
    ours = (STATIC / "desk.js").read_text("utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|https?:|import\(", ours
    )
