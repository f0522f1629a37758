# SPDX-License-Identifier: Apache-2.0
"""Which characters does the page have for these words? Extractors change spaces and drop repeats; the tree has them all.

A stream is all text of a tree in order. Words are looked up in it without regard to white space and come back as the
page writes them: non-breaking spaces stay, runs of ASCII white space become one space.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

import lxml.html

__all__ = ["BLOCKS", "Block", "Stream", "stream_of"]

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
        "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "title", "tr", "ul",
    ]
)  # fmt: skip
_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "head", "select", "textarea", "iframe", "object", "button"]
)
# Soft hyphens and zero-width spaces are the layout's, not the words'.
_LAYOUT = re.compile("[\xad\u200b\u2060\ufeff]")
_ASCII_SPACE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text without a block element's border in it, as the page writes it.

    Attributes:
        start, end: in the stream's ``dense``.
        text: with its spaces.
        path: the block elements around it, outermost first, each with its class ("div.article-body", "p.").
        linked: the part of its characters that are links, 0 to 1.
    """

    start: int
    end: int
    text: str
    path: tuple[str, ...]
    linked: float

    @property
    def is_paragraph(self) -> bool:
        """It stands in a <p>."""
        return any(step.startswith("p.") for step in self.path[-2:])


@dataclass(frozen=True, slots=True)
class Stream:
    """All text of a tree.

    Attributes:
        blocks: in order, none without a letter or digit.
        dense: the words of all blocks, without any white space.
    """

    blocks: tuple[Block, ...]
    dense: str
    _text: str
    _places: tuple[int, ...]

    def find(self, words: str, after: int = 0) -> tuple[int, int] | None:
        """Return where words stand in ``dense``, at or behind a place; None where they do not."""
        wanted = _dense(words)
        if not wanted:
            return None
        at = self.dense.find(wanted, after)
        return (at, at + len(wanted)) if at >= 0 else None

    def exact(self, start: int, end: int) -> str:
        """Return the page's characters for a stretch of ``dense``."""
        written = self._text[self._places[start] : self._places[end - 1] + 1]
        return _ASCII_SPACE.sub(" ", written).strip()

    def between(self, start: int, end: int) -> tuple[Block, ...]:
        """Return the blocks that lie wholly in a stretch of ``dense``."""
        first = bisect_left(self.blocks, start, key=lambda block: block.start)
        found = []
        for block in self.blocks[first:]:
            if block.end > end:
                break
            found.append(block)
        return tuple(found)


def stream_of(tree: lxml.html.HtmlElement) -> Stream:
    """Return all text of a tree that a reader sees, in NFC."""
    pieces = _pieces(tree)
    text = "".join(piece for piece, _, _ in pieces)
    dense: list[str] = []
    places: list[int] = []
    blocks: list[Block] = []
    at = 0
    for piece, path, linked in pieces:
        start = len(dense)
        for i, c in enumerate(piece, at):
            if not c.isspace():
                dense.append(c)
                places.append(i)
        at += len(piece)
        if len(dense) > start and any(c.isalnum() for c in dense[start:]):
            blocks.append(Block(start, len(dense), _ASCII_SPACE.sub(" ", piece).strip(), path, linked))
    return Stream(tuple(blocks), "".join(dense), text, tuple(places))


def _pieces(tree: lxml.html.HtmlElement) -> list[tuple[str, tuple[str, ...], float]]:
    """Return the text between the borders of block elements, each with the block elements around it and its share of links."""
    pieces = _Pieces()
    # Not by recursion: a page may nest as deep as the parser lets it.
    waiting: list[tuple[lxml.html.HtmlElement, bool]] = [(tree, False)]
    while waiting:
        element, leaving = waiting.pop()
        if leaving:
            pieces.leave(element, whole=element is tree)
            continue
        waiting.append((element, True))
        if pieces.enter(element):
            waiting.extend((child, False) for child in reversed(element))
    pieces.border()
    return pieces.found


class _Pieces:
    """The pieces of text found so far on the walk through a tree."""

    def __init__(self) -> None:
        self.found: list[tuple[str, tuple[str, ...], float]] = []
        self._current: list[str] = []
        self._path: tuple[str, ...] = ()
        self._links = 0
        self._linked = 0

    def enter(self, element: lxml.html.HtmlElement) -> bool:
        """Take the text at the start of an element; say whether its children are seen too."""
        if element.tag in BLOCKS:
            self.border()
            self._path = (*self._path, f"{element.tag}.{element.get('class') or ''}")
        elif element.tag == "a":
            self._links += 1
        seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        if seen and element.text:
            self._take(element.text)
        return seen

    def leave(self, element: lxml.html.HtmlElement, *, whole: bool) -> None:
        """Take the text behind an element, unless the element is the whole tree."""
        if element.tag in BLOCKS:
            self.border()
            self._path = self._path[:-1]
        elif element.tag == "br":
            self.border()
        elif element.tag == "a":
            self._links -= 1
        if element.tail and not whole:
            self._take(element.tail)

    def border(self) -> None:
        """End the current piece."""
        text = unicodedata.normalize("NFC", _LAYOUT.sub("", "".join(self._current))) if self._current else ""
        written = len(text.strip())
        if written:
            self.found.append((f"{text}\n", self._path, min(1.0, self._linked / written)))
        self._current.clear()
        self._linked = 0

    def _take(self, text: str) -> None:
        self._current.append(text)
        if self._links:
            self._linked += len(text.strip())


def _dense(words: str) -> str:
    plain = unicodedata.normalize("NFC", _LAYOUT.sub("", words))
    return "".join(plain.split())
