# SPDX-License-Identifier: Apache-2.0
"""Markup -> tree, whole: what nests too deep for the parser is read flat, and what is lost all the same is noticed."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from lxml import etree

from dementi.errors import ReadingError
from dementi.record import Trouble

__all__ = ["Parsed", "parse"]

#: Elements nested deeper than this are flattened: libxml2 drops what stands below its own limit without a word, and
#: everything that walks the tree by recursion fails there.
DEEPEST = 120
#: Attributes of one element that are kept; a page that needs more is an attack.
MOST_ATTRIBUTES = 100
#: Where less than this part of the words between the tags is found in the tree, the page was cut.
WHOLE = 0.8

# A tag with quoted values, in which « > » may stand. Unambiguous, so linear.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})((?:[^<>\"']|\"[^\"]{0,200000}+\"|'[^']{0,200000}+')*+)>")
_ATTRIBUTE = re.compile(r"[\w:-]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++)|[\w:-]++")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
#: Elements that a page may leave open: the next of them closes the one before.
_SELF_CLOSING = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot"])
_NO_LETTER = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page's tree, and what was doubtful about it.

    Attributes:
        tree: with all words of the page that the parser did not drop.
        flattened: tags that nest too deep were left out.
        troubles: what must be said of it.
    """

    tree: lxml.html.HtmlElement
    flattened: bool
    troubles: tuple[Trouble, ...]


def parse(markup: str) -> Parsed:
    """Return the tree of a page.

    Raises:
        ReadingError: there is no element in it.
    """
    flat, dropped = _flattened(markup.replace("\0", ""))
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(flat.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("There is no article in this page.") from error
    troubles = []
    if dropped:
        message = "The page nests more than %(deepest)s elements; it was read flat below."
        troubles.append(Trouble("reading", message, (("deepest", str(DEEPEST)),)))
    if _is_cut(flat, tree):
        troubles.append(Trouble("reading", "The page is broken: a part of its text could not be read."))
    return Parsed(tree, dropped > 0, tuple(troubles))


def _flattened(markup: str) -> tuple[str, int]:
    """Return the page without the tags that nest too deep and without floods of attributes: the words stay."""
    open_names: list[str] = []
    kept: list[str] = []
    at = dropped = 0
    for match in _TAG.finditer(markup):
        closing, name = bool(match.group(1)), match.group(2).lower()
        if name in _VOID:
            continue
        if closing:
            deep = _close(open_names, name)
        else:
            if name in _SELF_CLOSING and open_names and open_names[-1] == name:
                open_names.pop()
            open_names.append(name)
            deep = len(open_names) > DEEPEST
        if deep:
            kept.extend((markup[at : match.start()], " "))
            at, dropped = match.end(), dropped + 1
        elif len(match.group(3)) > 5000:
            few = " ".join(_first_attributes(match.group(3)))
            kept.append(f"{markup[at : match.start()]}<{name} {few}>")
            at = match.end()
    kept.append(markup[at:])
    return "".join(kept), dropped


def _close(open_names: list[str], name: str) -> bool:
    """Close an element; say whether its opening tag had been dropped."""
    deep = len(open_names) > DEEPEST
    # Looked for near the end only: a stray closing tag must not cost a walk over thousands of open elements.
    for back in range(1, min(len(open_names), 12) + 1):
        if open_names[-back] == name:
            deep = len(open_names) - back + 1 > DEEPEST
            del open_names[-back:]
            break
    return deep


def _first_attributes(written: str) -> list[str]:
    return [match.group() for match, _ in zip(_ATTRIBUTE.finditer(written), range(MOST_ATTRIBUTES), strict=False)]


def _is_cut(markup: str, tree: lxml.html.HtmlElement) -> bool:
    """Compare the letters between the tags with the letters in the tree: the parser stops silently."""
    written = len(_NO_LETTER.sub("", _TAG.sub(" ", _without_raw(markup))))
    found = sum(len(_NO_LETTER.sub("", text)) for text in _texts(tree))
    return written > 200 and found < WHOLE * written


def _texts(tree: lxml.html.HtmlElement) -> list[str]:
    raw = {"script", "style", "noscript", "template", "svg"}
    found = []
    for element in tree.iter():
        if element.tag not in raw and element.text:
            found.append(element.text)
        if element.tail:
            found.append(element.tail)
    return found


def _without_raw(markup: str) -> str:
    kept, at = [], 0
    low = markup.lower()
    for start in re.finditer(r"<!--|<(?:script|style|noscript|template|svg)\b", low):
        if start.start() < at:
            continue
        close = "-->" if start.group() == "<!--" else f"</{start.group()[1:]}"
        end = low.find(close, start.end())
        kept.append(markup[at : start.start()])
        if end < 0:
            # Never closed, so it swallows the rest: that counts as lost.
            kept.append(markup[start.end() :])
            return "".join(kept)
        at = end + len(close)
    kept.append(markup[at:])
    return "".join(kept)
