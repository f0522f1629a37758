# SPDX-License-Identifier: Apache-2.0
"""XML of the wire -> tree, safely: no entity is made, no DTD is loaded, nothing is fetched; a DOCTYPE alone is no offence.

The limits on depth (256) and on a text's length (10 MB) are libxml2's own: what passes them is refused, never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from dementi.errors import ReadingError

__all__ = ["child", "children", "inner_html", "parse_xml", "root_name", "text_of", "words_in"]

#: Characters before the root element.
PROLOG = 50_000
_NAME = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset(["amp;", "lt;", "gt;", "quot;", "apos;"])
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")


def root_name(text: str) -> str | None:
    """Return the name of the root element, without its prefix; None where the text is no XML."""
    at = _prolog_end(text[:PROLOG])
    match = _NAME.match(text, at) if at is not None else None
    return match.group(1) if match else None


def _prolog_end(text: str) -> int | None:
    """Return where the root element starts: behind declarations, comments and a DOCTYPE."""
    at, length = 0, len(text)
    while at < length:
        if text[at].isspace():
            at += 1
        elif text.startswith("<?", at):
            at = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            at = text.find("-->", at) + 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            at = _doctype_end(text, at)
        else:
            return at if text[at] == "<" else None
        if at < 3 and not text[:at].isspace():
            return None
    return None


def _doctype_end(text: str, at: int) -> int:
    close, bracket = text.find(">", at), text.find("[", at)
    if 0 <= bracket < close:
        close = text.find(">", text.find("]", bracket))
    return close + 1


def parse_xml(text: str, *, simple: bool = True) -> etree._Element:
    """Return the root element.

    Args:
        text: the message, decoded.
        simple: all names without their namespaces, no comments, HTML's entities as characters; False: as it came.

    Raises:
        ReadingError: it is broken, or it defines entities.
    """
    start = _NAME.search(text)
    if "<!ENTITY" in text[: start.start() if start else None]:
        raise ReadingError("The XML defines entities of its own: such a message is not read.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        encoding="utf-8",
        remove_pis=True,
        remove_comments=simple,
    )
    known = _ENTITY.sub(_character, _DECLARATION.sub("", text)).strip()
    try:
        root = etree.fromstring(known.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        why = str(error).split(" (<string>")[0]
        raise ReadingError("The XML is broken: %(why)s.", why=why[:200]) from error
    if simple:
        for element in root.iter(etree.Element):
            element.tag = etree.QName(element).localname
    return root


def _character(entity: re.Match[str]) -> str:
    """Return the character that HTML knows by a name; NITF's documents take them from a DTD that is not loaded."""
    name = f"{entity.group(1)};"
    return entity.group() if name in _OF_XML else html5.get(name, entity.group())


def children(element: etree._Element | None, *path: str) -> Iterator[etree._Element]:
    """Yield the elements at the end of a path of names below an element."""
    if element is None:
        return
    if not path:
        yield element
        return
    for below in element.iterchildren(path[0]):
        yield from children(below, *path[1:])


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element at the end of a path of names below an element."""
    return next(children(element, *path), None)


def text_of(element: etree._Element | None) -> str | None:
    """Return the words in an element, on one line; None where there are none."""
    if element is None:
        return None
    return re.sub(r"[ \t\n\r]+", " ", words_in(element)).strip() or None


def words_in(element: etree._Element) -> str:
    """Return the words in an element as they stand."""
    return "".join(map(str, element.itertext()))


def inner_html(element: etree._Element) -> str:
    """Return an element as HTML."""
    return str(etree.tostring(element, method="html", encoding="unicode", with_tail=False))
