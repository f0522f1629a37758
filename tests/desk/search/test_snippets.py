# SPDX-License-Identifier: Apache-2.0
"""What is marked in a text is what the index found; a snippet is a piece of the stored text."""

import time

from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.search.query import parse
from dementi.desk.search.snippets import excerpt, matches, snippet

TEXT = (
    "Castelnoir : Tersane dément\n\n"
    + "Rien de neuf au port. " * 30
    + "L’armée affirme que deux Su-24M ont frappé Al-Bab, "
    "ce que le ministère a démenti. " + "La nuit fut calme. " * 30
)


def marked(query: str, text: str = TEXT) -> list[str]:
    return [span.exact for span in matches(text, parse(query))]


def test_each_form_of_a_word_is_marked() -> None:
    assert marked("démentir") == ["dément", "démenti"]


def test_a_phrase_is_marked_as_one() -> None:
    assert marked('"l\'armée affirme"') == ["L’armée affirme"]
    assert marked('"deux Su-24M ont"') == ["deux Su-24M ont"]


def test_a_name_of_parts_is_marked_whole() -> None:
    assert marked("su-24m") == ["Su-24M"]
    assert marked("su24m") == ["Su-24M"]


def test_a_beginning_marks_the_words_that_begin_so() -> None:
    assert marked("castel*") == ["Castelnoir"]


def test_what_is_excluded_is_not_marked() -> None:
    assert marked("armée -calme") == ["armée"]


def test_a_snippet_shows_the_place_with_most_of_the_words() -> None:
    shown = snippet(TEXT, parse("démentir armée"))
    assert [w.text for w in shown.words if w.hit] == ["armée", "démenti"]
    assert shown.first == TEXT.index("armée")
    assert shown.words[0].text.startswith("… ")
    assert shown.words[-1].text.endswith("…")


def test_a_snippet_of_nothing_found_is_the_start() -> None:
    shown = snippet(TEXT, parse("introuvable"))
    assert (shown.start, shown.first) == (0, None)


def test_a_snippet_can_begin_behind_the_headline() -> None:
    assert snippet(TEXT, parse("dément"), start=30).first == TEXT.index("démenti.")


def test_a_snippet_is_cut_at_words() -> None:
    shown = snippet(TEXT, parse("Su-24M"))
    assert TEXT[shown.start - 1].isspace()
    assert TEXT[shown.end].isspace()


@given(st.text(), st.text())
def test_a_snippet_is_a_piece_of_the_text(text: str, typed: str) -> None:
    shown = snippet(text, parse(typed), length=40)
    words = "".join(w.text for w in shown.words)
    assert (
        words.removeprefix("… " if shown.start else "").removesuffix("…" if shown.end < len(text) else "")
        == (text[shown.start : shown.end])
    )
    for span in matches(text, parse(typed)):
        assert text[span.start : span.end] == span.exact


def test_a_long_text_full_of_matches_takes_linear_time() -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        snippet("le port " * times, parse('port "le port" po*'))
        return time.process_time() - start

    seconds(1_000)
    assert seconds(40_000) < 40 * max(seconds(4_000), 0.02)


def test_an_excerpt_joins_the_passages_in_the_order_of_the_text() -> None:
    claim, denial = TEXT.index("deux Su-24M"), TEXT.index("le ministère")
    shown = excerpt(TEXT, ((denial, denial + 22), (claim, claim + 29)), parse("démentir Al-Bab"))
    assert "".join(w.text for w in shown) == "deux Su-24M ont frappé Al-Bab […] le ministère a démenti"
    assert [w.text for w in shown if w.hit] == ["Al-Bab", "démenti"]


def test_an_excerpt_leaves_out_other_passages_without_a_match() -> None:
    claim, denial = TEXT.index("deux Su-24M"), TEXT.index("le ministère")
    shown = excerpt(TEXT, ((denial, denial + 22), (claim, claim + 29)), parse("démentir"))
    assert "".join(w.text for w in shown) == "le ministère a démenti"
