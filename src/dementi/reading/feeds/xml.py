# SPDX-License-Identifier: Apache-2.0
"""How is XML from outside read? Without its DOCTYPE, mended where it is broken, and with a word on where it was."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator

import lxml.etree

from dementi.record import Trouble

__all__ = ["local_name", "mended"]

_BARE = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_NUMBERED = re.compile(r"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_PREFIX = re.compile(r"[</\s]([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_ROOT = re.compile(r"<[A-Za-z_][\w.:-]{0,60}")
#: Prefixes that feeds use without declaring them.
_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
#: A tag of this size holds a flood of attributes, on which libxml2 takes quadratic time; its first ones are kept.
_LONG_TAG = re.compile(r"<[^<>]{8000,}>?")
_ATTRIBUTE = re.compile(r"\s[\w:.-]{1,80}=(?:\"[^\"<]{0,4000}\"|'[^'<]{0,4000}')")
MOST_ATTRIBUTES = 50
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})


def mended(text: str) -> tuple[lxml.etree._Element | None, tuple[Trouble, ...]]:
    """Return the tree of XML, and where it was broken.

    Args:
        text: decoded; what it says of its own encoding is not asked.

    Returns:
        None where there is no element at all. No entity but XML's and HTML's own is read, none from a DOCTYPE.
    """
    source = _declared(_LONG_TAG.sub(_shortened, _escaped(_without_doctype(text))))
    parser = lxml.etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = lxml.etree.fromstring(source.encode("utf-8", "replace"), parser)
    except lxml.etree.XMLSyntaxError:
        return None, ()
    found = next((error for error in parser.error_log if "amespace" not in error.message), None)
    if found is None:
        return root, ()
    return root, (_broken(found.type_name, found.line),)


def _broken(kind: str, line: int) -> Trouble:
    """Say in the desk's own words what libxml2 found (its error's type is the same in every version, its sentence is not)."""
    message = "The feed is broken in line %(line)s; what could be read was."
    if kind in {"ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END"}:
        message = "The feed is cut in line %(line)s; what could be read was."
    elif kind == "ERR_TAG_NAME_MISMATCH":
        message = "An element of the feed is not closed in line %(line)s; what could be read was."
    return Trouble("reading", message, (("line", str(line)),))


def local_name(element: lxml.etree._Element) -> str:
    """Return an element's name in lower case without its namespace; "" where it is none that XML allows."""
    try:
        return str(element.tag).rpartition("}")[2].lower()
    except (UnicodeError, ValueError):
        return ""


def _without_doctype(text: str) -> str:
    """Take the declaration and the DOCTYPE away: with it go all entities of its own, and what they would grow to."""
    text = text.lstrip("\ufeff \t\n")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    at = text[:4_000].upper().find("<!DOCTYPE")
    if at < 0:
        return text
    opened, closed = text.find("[", at), text.find(">", at)
    if 0 <= opened < closed:
        inner = text.find("]", opened)
        closed = text.find(">", inner) if inner >= 0 else -1
    return text[:at] + (text[closed + 1 :] if closed >= 0 else "")


def _escaped(text: str) -> str:
    """Give each bare "&" its name and each entity of HTML its number, but not where CDATA keeps them as they are."""
    text = _NUMBERED.sub(_of_text, text)
    return "".join(piece if is_kept else _named(_BARE.sub("&amp;", piece)) for piece, is_kept in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    while True:
        start = text.find("<![CDATA[", at)
        end = text.find("]]>", start) if start >= 0 else -1
        if end < 0:
            yield text[at : start if start >= 0 else len(text)], False
            yield text[start:] if start >= 0 else "", True
            return
        yield text[at:start], False
        yield text[start : end + 3], True
        at = end + 3


def _shortened(match: re.Match[str]) -> str:
    tag = match[0]
    if "=" not in tag or not tag[1:2].isalpha():
        return tag
    name = re.match(r"<[\w:.-]{1,80}", tag)
    kept = "".join(_ATTRIBUTE.findall(tag)[:MOST_ATTRIBUTES])
    return f"{name[0] if name else '<x'}{kept}{'/>' if tag.endswith('/>') else '>'}"


def _named(text: str) -> str:
    return _NAMED.sub(_number, text)


def _of_text(match: re.Match[str]) -> str:
    """Return a number that names a character of XML as it is, U+FFFD for any other (a surrogate breaks libxml2's own names)."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    is_character = (
        code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    )
    return match[0] if is_character else "\ufffd"


def _number(match: re.Match[str]) -> str:
    name = match[1]
    if name in _XML_OWN:
        return match[0]
    found = html.entities.html5.get(name + ";")
    # An entity of nobody's is shown as it is written.
    return "".join(f"&#{ord(c)};" for c in found) if found else f"&amp;{name};"


def _declared(text: str) -> str:
    """Declare the prefixes that are used and not declared, so that a strict parser can go on."""
    used = {match[1] for match in _PREFIX.finditer(text)} - {"xml", "xmlns"}
    missing = sorted(prefix for prefix in used if f"xmlns:{prefix}" not in text)
    root = _ROOT.search(text)
    if not missing or root is None:
        return text
    names = "".join(f' xmlns:{prefix}="{_NAMES.get(prefix, "urn:undeclared:" + prefix)}"' for prefix in missing[:50])
    return text[: root.end()] + names + text[root.end() :]
