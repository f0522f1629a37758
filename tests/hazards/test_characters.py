# SPDX-License-Identifier: Apache-2.0
"""Characters that JSON can name and no text can hold do not come onto the record, and stop nothing where they do."""

import json

import pytest

from dementi import language
from dementi.language.lexicon import lexicon
from dementi.language.terms import terms
from dementi.matters import join
from dementi.newsroom import Newsroom, Stages
from dementi.reading import read
from dementi.reading.feeds import read_feed
from dementi.reading.json_text import parsed
from dementi.record import Article, Dispatch, Findings, Form, Reading

BODY = "Le port d’Aubemont a rouvert lundi, a annoncé la capitainerie dans un communiqué. " * 3
NAMED = {"NUL": "\\u0000", "half of a pair": "\\ud800", "the other half": "\\udfff"}


def ninjs(odd: str) -> str:
    return f'{{"uri": "urn:x{odd}", "version": "1", "type": "text", "headline": "Le port{odd}", "body_text": "{odd}{BODY}"}}'


def page(odd: str) -> str:
    said = f'{{"@type": "NewsArticle", "headline": "Le port{odd}", "publisher": {{"name": "Courrier{odd}"}}, "author": "Ina{odd} Morel"}}'
    return f"<html><head><script type='application/ld+json'>{said}</script></head><body><h1>Le port</h1><p>{BODY}</p></body></html>"


def feed(odd: str) -> str:
    return (
        f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Une{odd}", '
        f'"items": [{{"id": "1{odd}", "title": "Le port{odd}", "content_text": "{odd}{BODY}", "authors": [{{"name": "A{odd}"}}]}}]}}'
    )


def can_be_kept(found: object) -> bool:
    written = repr(found).replace("\\x00", "\0").replace("\\ud", "\ud800")
    return "\0" not in written and "\ud800" not in written


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize(("form", "written"), [(Form.WIRE, ninjs), (Form.PAGE, page)])
def test_what_json_names_and_no_text_holds_is_replaced(name, form, written) -> None:
    article, _ = read(Dispatch(id="x", content=written(NAMED[name]), form=form))
    assert can_be_kept(article)
    assert BODY.strip() in article.text
    assert "\ufffd" in f"{article.text}{article.outlet}"


@pytest.mark.parametrize("name", NAMED)
def test_a_feed_in_json_too(name) -> None:
    found = read_feed(feed(NAMED[name]), "https://courrier.invalid/")
    assert can_be_kept(found)
    assert found.entries[0].headline == "Le port\ufffd"


def test_pairs_and_other_escapes_stay() -> None:
    said = {"a": ["\U0001f600", "\t", "\\u0000"], "b\0": 1, "c": None}
    assert parsed(json.dumps(said)) == {"a": ["\U0001f600", "\t", "\\u0000"], "b\ufffd": 1, "c": None}


@pytest.mark.parametrize("form", ["\0", "a\0", "port\0", "\0port", "le\0port"])
def test_a_nul_in_a_word_breaks_neither_lexicon_nor_terms(form) -> None:
    assert lexicon().entries(form) == ()
    assert lexicon().ambiguity_class(form)
    assert [term.exact for term in terms(form)] == [term.exact for term in terms(form.replace("\0", " "))]


def test_a_dispatch_that_breaks_the_language_keeps_no_other_from_being_joined(monkeypatch) -> None:
    """Else one dispatch would stop all joining, at each look anew."""
    texts = {
        "broken": "Le maire démissionne\n\nLe maire d'Aubemont, Malo Tern, a démissionné lundi, a annoncé la mairie. BRISE",
        "one": "Aubemont : le pont tient\n\nLe pont d'Aubemont tient, a affirmé lundi le ministre valmarien Ivan Salk.",
        "other": "Aubemont : le pont tient\n\nLe pont d'Aubemont tient, a affirmé lundi le ministre valmarien Ivan Salk.",
    }
    with Newsroom(stages=Stages()) as newsroom:
        given = [
            Dispatch(id=name, content=text, form=Form.ARTICLE, published="2026-03-09") for name, text in texts.items()
        ]
        readings = tuple(newsroom.read_all(given))
    whole, broke = language.analysed_to, []

    def broken(text: str, end: int, *known: str) -> object:
        if "BRISE" in text:
            broke.append(text)
            raise ValueError("a fault of ours")
        return whole(text, end, *known)

    monkeypatch.setattr(language, "analysed_to", broken)
    found = join(readings, around=frozenset({"one", "broken"}))
    assert broke
    assert found.copies == (("one", "other"),)


def test_what_cannot_be_kept_is_seen() -> None:
    article = Article(headline=None, text="a\0", paragraphs=(), teaser="")
    assert not can_be_kept(Reading(id="x", article=article, findings=Findings()))
    assert not can_be_kept(Article(headline=None, text="a\ud800", paragraphs=(), teaser=""))
