# SPDX-License-Identifier: Apache-2.0
"""Nothing but what may be shown comes through, whatever comes in."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.errors import ReadingError
from dementi.markup import LARGEST, allowed_html

#: What a browser would run, fetch, or send.
DANGEROUS = re.compile(
    r"<(script|style|iframe|object|embed|form|input|img|svg|math|link|meta|base)\b|\bon\w+\s*=|javascript:",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("<p>Le port a <em>rouvert</em>.</p>", "<p>Le port a <em>rouvert</em>.</p>"),
        ("Bon<script>alert(1)</script>jour", "Bonjour"),
        ('<p onclick="x()" style="color:red">Oui</p>', "<p>Oui</p>"),
        ("<div><p>Dans une boîte</p></div>", "<p>Dans une boîte</p>"),
        ("<form action=/x><button>Envoyer</button></form>", "Envoyer"),
        ('<td colspan="9e15">a</td>', "a"),
        (
            "<table><tr><td colspan=2>a</td></tr></table>",
            '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
        ),
        ("<table><tr><td colspan=9e15>a</td></tr></table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("a<!-- commentaire -->b", "ab"),
    ],
)
def test_words_stay_and_what_is_not_allowed_goes(fragment: str, shown: str) -> None:
    assert allowed_html(fragment) == shown


@pytest.mark.parametrize(
    "address",
    [
        "java&#10;script:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//autre.invalid/",
        "/ici",
    ],
)
def test_no_link_leads_anywhere_but_to_an_address_of_the_web(address: str) -> None:
    assert "href" not in allowed_html(f'<a href="{address}">lien</a>')


def test_a_link_to_the_web_stays_and_tells_nothing_of_the_desk() -> None:
    shown = allowed_html('<a href="https://exemple.invalid/a?b=1" target=_blank>lien</a>')
    assert shown == '<a href="https://exemple.invalid/a?b=1" rel="noopener noreferrer nofollow">lien</a>'


@pytest.mark.parametrize(
    "flood",
    ["<b>mot ", "<b>x</p>", "<a href=x>", "<b></i>", "<i><b><u>", "<p>mot", "<ul><li>x", "<", "<b", "<table><td>"],
)
def test_a_flood_of_tags_costs_little_and_shows_no_danger(flood: str) -> None:
    fragment = (flood * LARGEST)[:LARGEST]
    began = time.process_time()
    shown = allowed_html(fragment)
    assert time.process_time() - began < 2.0
    assert not DANGEROUS.search(shown)


def test_paragraphs_and_items_may_be_left_open() -> None:
    assert allowed_html("<ul>" + "<li>point" * 300 + "</ul>").count("<li>point</li>") == 300


def test_too_large_a_fragment_is_refused() -> None:
    with pytest.raises(ReadingError, match="at most 200000"):
        allowed_html("x" * (LARGEST + 1))


PIECES = st.sampled_from(
    [
        "<script>", "</script>", "<svg>", "<math>", "<style>", "<p ", "onload=x", "<a href=", "javascript:1", '"', "'", ">", "<", "<!--",
        "-->", "mot", "<b>", "</b>", "&#10;", "\0", "<noscript>", "<textarea>", "<title>", "</title>", "<img src=x onerror=1>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_mixture_of_pieces_gives_dangerous_markup(fragment: str) -> None:
    shown = allowed_html(fragment)
    tags = re.findall(r"<[^>]*>", shown)
    assert not any(DANGEROUS.search(tag) for tag in tags)


@given(st.text(alphabet=st.characters(exclude_characters="<>&\0\r", exclude_categories=["Cs"]), max_size=200))
def test_plain_words_come_through(words: str) -> None:
    assert allowed_html(words).replace("&nbsp;", "\xa0") == words
