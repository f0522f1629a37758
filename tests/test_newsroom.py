# SPDX-License-Identifier: Apache-2.0
"""The newsroom passes a dispatch from stage to stage; what fails is kept and said, and the next goes on."""

import time
from dataclasses import replace

import pytest

from dementi.errors import ReadingError
from dementi.language import Analysis
from dementi.newsroom import Limits, Newsroom, Stages
from dementi.record import Article, Dispatch, Findings, Form, Span, Trouble

TEXT = "Titre inventé\n\nAubemont a annoncé des tirs."


def article(language: str | None = "fr") -> Article:
    paragraph = Span.of(TEXT, 15, len(TEXT))
    return Article(headline="Titre inventé", text=TEXT, paragraphs=(paragraph,), teaser="Aubemont…", language=language)


def read_plain(dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
    if not dispatch.content:
        raise ReadingError("The dispatch is empty.")
    return article(), ()


def read_english(dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
    return article("en"), ()


def read_for_ever(dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
    if dispatch.content == b"<html>slow":
        time.sleep(60)
    return article(), ()


def read_all_memory(dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
    kept = bytearray(8 * 1024**3 if dispatch.content else 0)
    return article(), (Trouble("reading", str(len(kept))),)


def no_analysis(text: str, language: str) -> Analysis:
    return Analysis(text, language, (), (), ())


def nothing_found(article: Article, analysis: Analysis) -> Findings:
    return Findings()


def a_fault(article: Article, analysis: Analysis) -> Findings:
    raise IndexError("list index out of range")


def no_links(article: Article, analysis: Analysis, findings: Findings) -> tuple[()]:
    return ()


def stages(read=read_plain, find_statements=nothing_found) -> Stages:
    return Stages(read=read, analyse=no_analysis, find_statements=find_statements, find_links=no_links)


def page(content: bytes = b"<html>") -> Dispatch:
    return Dispatch(id="page", content=content, form=Form.PAGE)


def test_a_dispatch_becomes_a_reading_of_the_same_id() -> None:
    with Newsroom(stages=stages()) as newsroom:
        reading = newsroom.read(Dispatch(id="essai", content="texte"))
    assert (reading.id, reading.article, reading.troubles) == ("essai", article(), ())


def test_an_unreadable_dispatch_is_said_and_the_next_goes_on() -> None:
    with Newsroom(stages=stages()) as newsroom:
        bad, good = newsroom.read_all([Dispatch(id="a", content=""), Dispatch(id="b", content="texte")])
    assert bad.article is None
    assert [trouble.message for trouble in bad.troubles] == ["The dispatch is empty."]
    assert good.article is not None


def test_a_dispatch_in_another_language_is_kept_without_statements() -> None:
    with Newsroom(stages=stages(read=read_english, find_statements=a_fault)) as newsroom:
        reading = newsroom.read(Dispatch(id="en", content="text"))
    assert reading.article == article("en")
    assert reading.findings == Findings()
    assert reading.troubles == ()


def test_a_fault_of_a_stage_keeps_the_article_and_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with Newsroom(stages=stages(find_statements=a_fault)) as newsroom:
        reading = newsroom.read(Dispatch(id="essai", content="texte"))
    assert reading.article == article()
    assert [(t.stage, dict(t.values)["error"]) for t in reading.troubles] == [
        ("statements", "IndexError: list index out of range")
    ]
    assert "statements failed for dispatch essai" in caplog.text


def test_a_page_that_takes_for_ever_is_stopped_and_the_next_is_read() -> None:
    with Newsroom(limits=Limits(seconds=8), stages=stages(read=read_for_ever)) as newsroom:
        slow, next_one = newsroom.read_all([page(b"<html>slow"), page()])
    assert slow.article is None
    assert slow.troubles[0].message.startswith("Reading took more than")
    assert next_one.article == article()


def test_a_page_that_wants_all_memory_is_stopped_and_the_next_is_read() -> None:
    with Newsroom(stages=stages(read=read_all_memory)) as newsroom:
        greedy = newsroom.read(page())
        assert greedy.article is None
        assert "memory" in greedy.troubles[0].message
        assert newsroom.read(Dispatch(id="b", content="")).article == article()


def test_a_closed_newsroom_leaves_no_child() -> None:
    newsroom = Newsroom(stages=stages())
    with newsroom:
        newsroom.read(page())
        assert newsroom._child.active
    assert newsroom._child is None


def test_a_text_of_a_book_s_length_is_kept_whole_and_looked_through_in_part() -> None:
    text = "Titre inventé\n\n" + "Aubemont a annoncé des tirs. " * 5000
    seen: list[int] = []

    def measured(text: str, language: str) -> Analysis:
        seen.append(len(text))
        return no_analysis(text, language)

    def read_long(dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
        return replace(article(), text=text, paragraphs=(Span.of(text, 15, len(text)),)), ()

    found = Stages(read=read_long, analyse=measured, find_statements=nothing_found, find_links=no_links)
    with Newsroom(stages=found) as newsroom:
        reading = newsroom.read(Dispatch(id="livre", content="texte"))
    assert reading.article
    assert reading.article.text == text
    assert seen == [100_000]
    assert [trouble.stage for trouble in reading.troubles] == ["statements"]
