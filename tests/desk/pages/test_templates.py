# SPDX-License-Identifier: Apache-2.0
"""What a browser gets: the text as stored, each mark with its anchor, hostile words as letters."""

from dataclasses import replace

import lxml.html
import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.pages.marks import mark_up, marks_of, passages_of
from dementi.desk.pages.sheet import lay_out
from dementi.record import Article, Reading, Span

SOUND = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=60)


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def marked(text, marks, hits=()):
    (passage,) = mark_up(text, ((0, len(text), False),), marks, hits)
    shown = render_to_string("desk/marked.html", {"passage": passage})
    return lxml.html.fragment_fromstring(f"<p>{shown}</p>")


@given(SOUND, st.data())
def test_the_text_of_the_page_is_the_stored_text(invented, text, data):
    places = st.integers(0, len(text))
    statements = []
    for number in range(data.draw(st.integers(0, 3))):
        start, end = sorted((data.draw(places), data.draw(places)))
        if start < end:
            statements.append(replace(invented.STATEMENTS[0], id=str(number), content=(Span.of(text, start, end),)))
    start, end = sorted((data.draw(places), data.draw(places)))
    page = marked(text, marks_of(text, statements), ((start, end),) if start < end else ())
    for call in page.xpath("//a[@class='call']"):
        _without(call)
    assert page.text_content() == text


def _without(element):
    before, parent = element.getprevious(), element.getparent()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def test_each_statement_has_one_anchor_and_one_call(invented):
    passage = lay_out(invented.READING, invented.ARTICLE).parts[0].passage
    html = lxml.html.fragment_fromstring(render_to_string("desk/marked.html", {"passage": passage}), "p")
    assert [mark.get("id") for mark in html.xpath("//mark")] == ["m2", "m3"]
    assert [mark.get("class") for mark in html.xpath("//mark")] == ["said indirect", "said direct"]
    assert [call.get("href") for call in html.xpath("//a[@class='call']")] == ["#d2", "#d3"]


def test_statements_that_start_together_have_an_anchor_each(invented):
    text = "Le pont tient bon."
    both = [
        replace(invented.STATEMENTS[0], id="a", content=(Span.of(text, 0, 17),)),
        replace(invented.STATEMENTS[0], id="b", content=(Span.of(text, 0, 7),)),
    ]
    page = marked(text, marks_of(text, both))
    assert sorted(page.xpath("//@id")) == ["m1", "m2"]


def test_a_match_is_marked_with_its_anchor():
    page = marked("Le pont tient.", (), ((3, 7),))
    (hit,) = page.xpath("//*[contains(@class, 'hit')]")
    assert (hit.text, hit.get("id")) == ("pont", "t1")


def test_words_of_a_dispatch_are_never_markup(invented):
    text = '<script>alert("x")</script> & \'<b onclick="y">'
    statement = replace(invented.STATEMENTS[0], content=(Span.of(text, 0, 20),))
    page = marked(text, marks_of(text, [statement]))
    assert not page.xpath("//script | //b")
    assert page.text_content().replace("1", "") == text


def test_a_hostile_speaker_is_shown_as_letters(invented):
    speaker = replace(invented.CASTAVEL, name='"><script>x</script>', role="<i>r</i>", side="&lt;")
    statement = replace(invented.STATEMENTS[1], speaker=speaker)
    reading = Reading(
        id="x", article=invented.ARTICLE, findings=replace(invented.READING.findings, statements=(statement,))
    )
    row = lay_out(reading, invented.ARTICLE).parts[0].rows[0]
    page = lxml.html.fragment_fromstring(render_to_string("desk/row.html", {"row": row, "lang": '"x'}), "div")
    assert not page.xpath("//script | //i")
    assert '"><script>x</script>' in page.text_content()


def test_a_margin_says_who_what_when_and_why(invented):
    row = lay_out(invented.READING, invented.ARTICLE).parts[2].rows[1]
    html = lxml.html.fragment_fromstring(render_to_string("desk/row.html", {"row": row, "lang": "fr"}), "div")
    said = " ".join(html.text_content().split())
    assert "Irène Castavel" in said
    assert "porte-parole du génie orsannais" in said
    assert "a déclaré, direct, démenti, à la presse, lundi 9 mars" in said.replace("\xa0", " ")
    assert "Dément la déclaration 3" in said
    assert html.xpath("//time/@datetime") == ["2026-03-09"]
    assert "aucun chantier" in html.xpath("//dd/q/text()")


def test_the_headline_is_a_passage_of_its_own(invented):
    article = Article(headline="Titre", text="Titre\n\nUn.", paragraphs=(Span.of("Titre\n\nUn.", 7, 10),), teaser="")
    assert passages_of(article) == ((0, 5, True), (5, 7, False), (7, 10, False))
