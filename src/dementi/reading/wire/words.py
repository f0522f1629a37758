# SPDX-License-Identifier: Apache-2.0
"""Which paragraphs has the text of a wire item? Markup by the code that reads pages, plain text by its blank lines and margins."""

from __future__ import annotations

import re

from dementi.errors import ReadingError
from dementi.reading.markup_tree import parse
from dementi.reading.stream import stream_of

__all__ = ["paragraphs_of_markup", "paragraphs_of_text"]

#: Lines that a teleprinter has cut are no longer (characters).
WIDEST = 90
_SPACE = re.compile(r"[ \t\f\v\x85\u2028\u2029]+")
_SPACES = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
_BLANK = re.compile(r"\n[ \t]*+(?:\n[ \t]*+)+")
_END = (".", "!", "?", "…", ":", "»", "”", '"', ")")


def paragraphs_of_markup(markup: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs of a fragment of HTML, and apart from them the captions of its pictures.

    What is taken is the text alone, by the walk over the tree that pages are read with: scripts, styles and forms are
    not seen by it, and no markup is left.
    """
    if "<" not in markup and "&" not in markup:
        # Some agencies send text under the name of markup: its blank lines are all the structure it has.
        return [line for piece in _BLANK.split(markup.strip()) if (line := _SPACES.sub(" ", piece).strip())], []
    try:
        tree = parse(f"<html><body>{markup}</body></html>").tree
    except ReadingError:
        return [], []
    paragraphs: list[str] = []
    captions: list[str] = []
    for block in stream_of(tree).blocks:
        is_caption = any(step.startswith("figcaption.") for step in block.path)
        (captions if is_caption else paragraphs).append(block.text)
    return paragraphs, captions


def paragraphs_of_text(text: str) -> list[str]:
    """Return the paragraphs of plain text.

    Blank lines part them; where there are none, lines that are set in from the margin; where there are none, each line is
    one, unless the lines were cut to the width of a page.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    pieces = _BLANK.split(text)
    if len(pieces) == 1:
        pieces = _by_margin(text)
    found = [paragraph for piece in pieces for paragraph in _lines(piece)]
    return [paragraph for paragraph in found if any(c.isalnum() for c in paragraph)]


def _by_margin(text: str) -> list[str]:
    lines = text.split("\n")
    set_in = [line.startswith(("  ", "\t")) for line in lines]
    if not any(set_in[1:]) or all(set_in):
        return [text]
    pieces: list[list[str]] = []
    for line, starts in zip(lines, set_in, strict=True):
        if starts or not pieces:
            pieces.append([])
        pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces]


def _lines(piece: str) -> list[str]:
    lines = [line for line in (_SPACE.sub(" ", line).strip() for line in piece.split("\n")) if line]
    # All but the last line of a paragraph that was cut to a width end anywhere.
    running = sum(1 for line in lines[:-1] if not line.endswith(_END))
    is_cut = len(lines) > 1 and max(map(len, lines)) <= WIDEST and 2 * running > len(lines) - 1
    return [" ".join(lines)] if is_cut else lines
