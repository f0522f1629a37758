# SPDX-License-Identifier: Apache-2.0
"""Dispatch -> Article: ``decode | recognise | read an article, a dump, a page or an item of the wire | date, language``.

Readers are pure: no clock, no network, no disk. What a dispatch does not say stays unknown.
"""

from __future__ import annotations

from dementi.errors import ReadingError
from dementi.language.identification import identify
from dementi.reading.ago import captured_at
from dementi.reading.draft import Imprint, composed, kept_as_it_stands, with_imprint
from dementi.reading.dump import read_dump
from dementi.reading.encoding import decode
from dementi.reading.imprint import imprint_of
from dementi.reading.published import checked
from dementi.reading.recognise import form_of
from dementi.record import Article, Dispatch, Form, Trouble

__all__ = ["LARGEST", "read"]

#: Bytes (of text: characters) of the largest dispatch that is read. News pages with all their scripts inside stay
#: under 4 MB; a text of this size would be a shelf of books.
LARGEST = 8 * 1024 * 1024
#: Paragraphs at either end of an article that may be lines of imprint.
NEAR = 3


def read(dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
    """Return the article in a dispatch, and what was doubtful about reading it.

    Args:
        dispatch: what came in; its form is told from the content where it is None.

    Returns:
        The article (text in NFC with LF line ends, every span in it exact) and the troubles.

    Raises:
        ReadingError: there is no article in it: nothing, not text, too large, a wall before the article.
        InputError: the given date of publication is none.
    """
    published = checked(dispatch.published)
    if len(dispatch.content) > LARGEST:
        size, most = len(dispatch.content) / 1024**2, LARGEST // 1024**2
        raise ReadingError(
            "The dispatch is too large: %(size)s MB; at most %(most)s MB are read.", size=f"{size:.1f}", most=most
        )
    if not dispatch.content.strip():
        raise ReadingError("The dispatch is empty.")
    decoded = decode(dispatch.content, dispatch.media_type)
    article, troubles = _read(decoded.text, dispatch)
    given = Imprint(published=published, outlet=dispatch.outlet, url=None)
    found = Imprint(
        published=article.published,
        modified=article.modified,
        outlet=article.outlet,
        agency=article.agency,
        url=article.url or dispatch.url,
        language=identify(article.text) or article.language,
        authors=article.authors,
    )
    article = with_imprint(article, given.or_else(found))
    if article.headline is None:
        troubles = (*troubles, Trouble("reading", "No headline was found."))
    return article, (*decoded.troubles, *troubles)


def _read(text: str, dispatch: Dispatch) -> tuple[Article, tuple[Trouble, ...]]:
    form = dispatch.form or form_of(text, dispatch.media_type)
    if form is Form.WIRE:
        from dementi.reading.wire import read_wire

        draft = read_wire(text)
        return composed(draft), draft.troubles
    if form is Form.PAGE:
        from dementi.reading.page import read_page

        draft = read_page(text, dispatch.url, captured_at(dispatch.headers))
        return composed(draft), draft.troubles
    if not text.strip():
        raise ReadingError("The dispatch is empty.")
    if form is Form.ARTICLE:
        article = kept_as_it_stands(text.strip())
        paragraphs = [p.exact for p in article.paragraphs]
        return with_imprint(article, imprint_of(paragraphs[:NEAR] + paragraphs[-NEAR:], paragraphs)), ()
    draft = read_dump(text)
    return composed(draft), draft.troubles
