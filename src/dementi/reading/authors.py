# SPDX-License-Identifier: Apache-2.0
"""Whose names stand in the byline? What the page says of its authors, each name alone, without titles of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import lxml.html

from dementi.language.words import word_list
from dementi.reading.furniture import LANGUAGES, folded
from dementi.reading.linked import Linked

__all__ = ["author_names"]

#: A byline has no more names, a name no more words and characters.
MOST, WORDS, CHARACTERS = 12, 5, 60

_META = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_BETWEEN = re.compile(r"\s*(?:[,;|/•·\n]|\s&\s|\sand\s)\s*")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|auteur|signature)(?:[\s_-]{1,2}name)?(?:$|\s)", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"https?:|www\.|[@\d<>{}=]|\.(?:com|fr|org|net)\b", re.IGNORECASE)


def author_names(
    tree: lxml.html.HtmlElement, linked: Linked, meta: Mapping[str, str], outlet: str | None
) -> tuple[str, ...]:
    """Return the names in the byline of a page, from the first of its sources that gives any.

    Args:
        tree: the page.
        linked: its JSON-LD.
        meta: its meta elements, by name.
        outlet: whose own name is no author's.
    """
    sources: tuple[Iterable[str], ...] = (
        linked.names("author", kinds=("Person",)),
        linked.names("creator", kinds=("Person",)),
        [meta[name] for name in _META if name in meta],
        _marked(tree),
    )
    for source in sources:
        names = [name for written in source for name in _names(written) if folded(name) != folded(outlet or "")]
        if names:
            return tuple(dict.fromkeys(names))[:MOST]
    return ()


def _marked(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield what microdata, rel=author and classes of bylines say, the surest first."""
    for element in tree.iter("a", "span", "div", "p", "address", "li"):
        if "author" in (element.get("itemprop") or "").split():
            inner = next((e for e in element.iter() if "name" in (e.get("itemprop") or "").split()), element)
            yield inner.text_content()
    for element in tree.iter("a"):
        if "author" in (element.get("rel") or "").split():
            yield element.text_content()
    for element in tree.iter("a", "span", "div", "p", "address"):
        if re.search(
            r"(?:^|[\s_-])(?:byline|author|auteur|signature)(?:[\s_-]{1,2}name)?(?:$|\s)",
            element.get("class") or "",
            re.IGNORECASE,
        ):
            yield element.text_content()


def _names(written: str) -> list[str]:
    if len(written) > 400:
        return []
    text = " ".join(written.split())
    return [name for piece in _BETWEEN.split(_joined(text)) if (name := _name(piece))]


def _joined(text: str) -> str:
    """Put commas for the joining words of the languages."""
    for language in LANGUAGES:
        for join in word_list(language, "publication")["byline"]["joins"]:
            text = re.sub(rf"\s{re.escape(join)}\s", ", ", text, flags=re.IGNORECASE)
    return text


def _name(piece: str) -> str | None:
    name = piece.strip(" -–—:.")
    openings = [o for language in LANGUAGES for o in word_list(language, "publication")["byline"]["openings"]]
    for opening in sorted([*openings, "by", "written by"], key=len, reverse=True):
        if name.casefold().startswith(f"{opening} "):
            name = name[len(opening) :].strip(" :")
    if not name or len(name) > CHARACTERS or len(name.split()) > WORDS or _NOT_A_NAME.search(name):
        return None
    return name if any(c.isupper() for c in name) or not name.isascii() else None
