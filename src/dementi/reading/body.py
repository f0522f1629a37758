# SPDX-License-Identifier: Apache-2.0
"""Which blocks of a page are the article's body? trafilatura (Barbaresi 2021) chooses, the page's own characters are taken.

What it leaves out and what its choice itself shows to belong there comes back: paragraphs that stand in the same place of
the layout as those it chose, and repeats. Where it takes a wreck of the whole page, the page is read as a text dump.
"""

from __future__ import annotations

import copy
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lxml.html
from lxml import etree

from dementi.errors import ReadingError
from dementi.reading.dump import read_dump
from dementi.reading.markup_tree import Parsed
from dementi.reading.stream import Block, Stream

__all__ = ["body_of"]

#: Characters; a body of fewer is looked for again, with trafilatura's slower fallbacks.
SHORT = 250
#: The page's lines, read as a dump, are taken for a short body where they have so many times its characters.
MUCH_MORE = 4
#: What was left out is put back where so few characters of the page lie between it and the body: farther away stand
#: copies of the body, and other articles.
REPEATS, REACH = 1_000, 3_000
#: A block of fewer words is no prose.
PROSE = 8
#: So many paragraphs in one place of the layout make it the body's place.
HOME = 3
#: One block that holds so many blocks of the page is a wreck of it.
WRECK = 25
#: A paragraph whose text is to this part a link points elsewhere, unless it has so many characters; behind the body, less
#: of a link is enough.
ONE_LINK, POINTER, LINKS = 0.9, 200, 0.5


#: Characters of the longest caption: what is longer is in a class of such a name by mistake.
LONGEST_CAPTION = 600
_CAPTIONED = ("p", "span", "div", "small", "em", "figcaption", "cite")
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:captions?|caption-text|legende?s?|image-?(?:credit|legend|description)|photo-?(?:credit|legend|caption)|credits?)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the body, and where it stands in the stream; None: it could not be found there as it is."""

    words: str
    start: int | None = None
    end: int | None = None


def body_of(parsed: Parsed, stream: Stream, url: str | None) -> list[str]:
    """Return the blocks of the body, in order, in the page's own characters.

    Args:
        parsed: the page.
        stream: its text.
        url: its address, where it has one.
    """
    pieces = list(_pieces(_chosen(_without_captions(parsed.tree), url), stream))
    if any(_is_wreck(piece, stream) for piece in pieces):
        return _as_dump(stream)
    if _size(pieces) < SHORT:
        # trafilatura missed the body, or fell over the page: its lines may still tell.
        lines = _as_dump(stream)
        if sum(map(len, lines)) >= MUCH_MORE * max(SHORT, _size(pieces)):
            return lines
    complete = _with_dropped(pieces, stream, flattened=parsed.flattened)
    return [piece.words for piece in _without_pointers(complete, stream)]


def _without_captions(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Return the tree without what it classes as a picture's caption or credit; figures are known to trafilatura."""
    if not any(_CAPTION.search(e.get("class") or "") for e in tree.iter(*_CAPTIONED)):
        return tree
    pruned = copy.deepcopy(tree)
    for element in list(pruned.iter(*_CAPTIONED)):
        if _CAPTION.search(element.get("class") or "") and len(element.text_content()) < LONGEST_CAPTION:
            element.drop_tree()
    return pruned


def _chosen(tree: lxml.html.HtmlElement, url: str | None) -> list[str]:
    """Return the blocks that trafilatura takes for the body."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    best: list[str] = []
    for fast in (True, False):
        try:
            document = trafilatura.bare_extraction(
                tree, url=url, include_comments=False, fast=fast, with_metadata=False
            )
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError):
            # It falls over some pages (odd links, odd trees); what it found before, or the page's lines, must do.
            continue
        body = getattr(document, "body", None)
        blocks = list(_blocks(body)) if body is not None else []
        if sum(map(len, blocks)) > sum(map(len, best)):
            best = blocks
        if sum(map(len, best)) >= SHORT:
            break
    return best


def _blocks(body: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield the paragraphs, headings, items and rows of trafilatura's tree as text."""
    current: list[str] = []
    waiting: list[tuple[lxml.html.HtmlElement, bool]] = [(body, False)]
    while waiting:
        element, leaving = waiting.pop()
        if not leaving:
            if element.tag in {"p", "head", "quote", "item", "row", "lb", "list", "table", "code"} and current:
                yield "".join(current)
                current.clear()
            current.append(element.text or "")
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
            continue
        if element.tag in {"p", "head", "quote", "item", "row", "list", "table", "code"} and current:
            yield "".join(current)
            current.clear()
        current.append(" " if element.tag == "cell" else "")
        current.append(element.tail or "")
    yield "".join(current)


def _pieces(blocks: Sequence[str], stream: Stream) -> Iterator[_Piece]:
    """Yield the blocks as the page writes them."""
    last = 0
    for block in blocks:
        place = stream.find(block, last) or stream.find(block)
        if place is not None:
            yield _Piece(stream.exact(*place), *place)
            last = place[1]
        elif block.strip():
            yield _Piece(" ".join(block.split()))


def _is_wreck(piece: _Piece, stream: Stream) -> bool:
    if piece.start is None or piece.end is None:
        return 2 * len(piece.words) > len(stream.dense) and len(stream.blocks) >= WRECK
    return len(stream.between(piece.start, piece.end)) >= WRECK


def _as_dump(stream: Stream) -> list[str]:
    try:
        return list(read_dump("\n".join(block.text for block in stream.blocks)).paragraphs)
    except ReadingError:
        return []


def _with_dropped(pieces: Sequence[_Piece], stream: Stream, *, flattened: bool) -> list[_Piece]:
    """Return the pieces with what was left out between and behind them."""
    known = {piece.words for piece in pieces}
    home = _home(pieces, stream)
    complete: list[_Piece] = []
    last: int | None = None
    for piece in pieces:
        if piece.start is not None and last is not None and last < piece.start:
            gap = piece.start - last
            for block in stream.between(last, piece.start):
                # trafilatura does not look into the wreck of tables in tables that flattening leaves.
                repeats = gap <= REPEATS and (
                    (block.text in known and block.is_paragraph) or (flattened and _is_prose(block.text))
                )
                is_home = gap <= REACH and block.path == home and _is_prose(block.text) and block.text not in known
                if repeats or is_home:
                    complete.append(_Piece(block.text, block.start, block.end))
        complete.append(piece)
        last = piece.end if piece.end is not None else last
    return complete if last is None or home is None else [*complete, *_behind(last, home, stream, known)]


def _home(pieces: Sequence[_Piece], stream: Stream) -> tuple[str, ...] | None:
    """Return the place of the layout in which the body's paragraphs stand."""
    places: Counter[tuple[str, ...]] = Counter()
    for piece in pieces:
        if piece.start is not None and piece.end is not None:
            places.update(block.path for block in stream.between(piece.start, piece.end) if block.is_paragraph)
    path, count = places.most_common(1)[0] if places else ((), 0)
    return path if count >= HOME else None


def _behind(last: int, home: tuple[str, ...], stream: Stream, known: set[str]) -> Iterator[_Piece]:
    """Yield the paragraphs behind the last piece that stand in the body's place, until another article begins."""
    for block in stream.between(last, len(stream.dense)):
        if block.start - last > REACH or (block.path[-1:] and block.path[-1].startswith("h1.")):
            return
        if block.path == home and _is_prose(block.text) and block.text not in known:
            yield _Piece(block.text, block.start, block.end)
            last = block.end


def _without_pointers(pieces: Sequence[_Piece], stream: Stream) -> list[_Piece]:
    """Leave out paragraphs that are one link (« Lire aussi »), and links behind the last paragraph in the body's place."""
    home = _home(pieces, stream)
    blocks = [stream.between(p.start, p.end) if p.start is not None and p.end is not None else () for p in pieces]
    at_home = [i for i, held in enumerate(blocks) if any(block.path == home for block in held)]
    ends = at_home[-1] if at_home else len(pieces)
    kept = [
        piece
        for i, (piece, held) in enumerate(zip(pieces, blocks, strict=True))
        if not held or not (all(map(_is_pointer, held)) or (i > ends and all(b.linked >= LINKS for b in held)))
    ]
    # A link that is never closed makes a pointer of the whole article.
    return kept if 2 * _size(kept) > _size(pieces) else list(pieces)


def _size(pieces: Sequence[_Piece]) -> int:
    return sum(len(piece.words) for piece in pieces)


def _is_pointer(block: Block) -> bool:
    return block.is_paragraph and block.linked >= ONE_LINK and len(block.text) < POINTER


def _is_prose(text: str) -> bool:
    return len(text.split()) >= PROSE and text.rstrip("»”\"') \xa0\u202f").endswith((".", "!", "?", "…"))
