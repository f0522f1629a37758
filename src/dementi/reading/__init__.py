# SPDX-License-Identifier: Apache-2.0
"""Dispatch -> Article: an article as it stands, a text dump with furniture, a web page. Pure: no clock, network, disk, chance."""

from __future__ import annotations

import re
from dataclasses import replace

from dementi.errors import ReadingError
from dementi.language.identification import identify
from dementi.reading.decoding import decoded
from dementi.reading.dump import read_dump
from dementi.reading.page import read_page
from dementi.reading.published import checked, published_in
from dementi.reading.teaser import teaser_of
from dementi.record import Article, Dispatch, Form, Span, Trouble

__all__ = ["read", "tell_form"]

#: What opens a page: a doctype, or one of the elements that pages are made of.
_PAGE = re.compile(r"<(?:!doctype html|html|head|body|article|main|meta|title)\b", re.IGNORECASE)


def read(dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
    """Return the article of a dispatch, and what troubled its reading.

    Raises:
        ReadingError: it is empty, binary, too large, or holds no article.
        InputError: the publication date given is none.
    """
    published = checked(dispatch.published)
    text = decoded(dispatch)
    form = dispatch.form or tell_form(text)
    troubles: tuple[Trouble, ...] = ()
    if form is Form.PAGE:
        article, troubles = read_page(text, dispatch.url)
    elif form is Form.DUMP:
        article = read_dump(text)
    else:
        article = _as_it_stands(text)
    if not article.paragraphs and not article.headline:
        raise ReadingError("There is no article in this dispatch.")
    given = published or article.published
    if given is None and form is Form.DUMP:
        given = published_in(text)
    article = replace(
        article,
        published=given,
        outlet=dispatch.outlet or article.outlet,
        url=article.url or dispatch.url,
        language=identify(article.text) or article.language,
        teaser=teaser_of(article.paragraphs),
    )
    return article, troubles


def tell_form(text: str) -> Form:
    """Return the form that a text has: a page by its tags; a dump where furniture stands around its paragraphs."""
    if _PAGE.search(text[:4096]):
        return Form.PAGE
    return Form.DUMP if read_dump(text).furniture else Form.ARTICLE


def _as_it_stands(text: str) -> Article:
    """Return a text as the article that it is: its first line the headline, nothing taken away."""
    text = text.strip()
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            left = len(line) - len(line.lstrip())
            spans.append(Span.of(text, start + left, start + len(line.rstrip())))
        start += len(line) + 1
    if len(spans) < 2:
        return Article(headline=None, text=text, paragraphs=tuple(spans), teaser="")
    return Article(headline=spans[0].exact, text=text, paragraphs=tuple(spans[1:]), teaser="")
