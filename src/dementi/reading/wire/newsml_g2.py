# SPDX-License-Identifier: Apache-2.0
"""NewsML-G2 (IPTC) -> items: a newsItem alone, or the newsItems of a newsMessage; their text in XHTML, NITF or plain."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from lxml import etree

from dementi.reading.wire.item import Body, Item, Times, status_of
from dementi.reading.wire.nitf import read_nitf
from dementi.reading.wire.xml import child, children, inner_html, text_of, words_in
from dementi.record import WireStatus

__all__ = ["ROOTS", "g2_items", "read_newsitem"]

#: The roots of NewsML-G2's documents, and those of fragments that are sent without them.
ROOTS = frozenset(
    [
        "newsItem",
        "newsMessage",
        "packageItem",
        "conceptItem",
        "knowledgeItem",
        "planningItem",
        "catalogItem",
        "contentSet",
        "contentMeta",
        "groupSet",
        "itemSet",
    ]
)
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: What is sent as data and can be read.
_READ = ("text/html", "text/plain", "text/xml", "application/xhtml", "application/html")
_TEXTUAL = ("text", "composite")


def g2_items(root: etree._Element) -> list[etree._Element]:
    """Return the newsItems of a document, in order."""
    if root.tag in {"newsItem", "contentSet", "contentMeta"}:
        return [root]
    return list(root.iter("newsItem"))


def read_newsitem(root: etree._Element) -> Item:
    """Return the item that a <newsItem> is; its elements' names are without namespaces.

    Source: IPTC, NewsML-G2 specification 2.35 (itemMeta, contentMeta, contentSet).
    """
    meta = child(root, "itemMeta")
    content = root if root.tag == "contentMeta" else child(root, "contentMeta")
    held = root if root.tag == "contentSet" else child(root, "contentSet")
    nitf = _nitf(held)
    embargoed = child(meta, "embargoed")
    kind = _local(child(meta, "itemClass"))
    return Item(
        guid=root.get("guid"),
        version=root.get("version"),
        status=status_of(_code(child(meta, "pubStatus"))) or (WireStatus.USABLE if meta is not None else None),
        times=Times(
            first=text_of(child(meta, "firstCreated")),
            content=text_of(child(content, "contentCreated")) if kind is None or kind in _TEXTUAL else None,
            version=text_of(child(meta, "versionCreated")) or text_of(child(content, "contentModified")),
            embargoed=text_of(embargoed) or "" if embargoed is not None else None,
        ),
        headline=_headline(content) or (nitf.headline if nitf else None) or text_of(child(meta, "title")),
        body=(nitf.body if nitf else None) or _body(held) or _description(content),
        apart=(nitf.apart if nitf else ()) + tuple(_descriptions(content) if held is not None else ()),
        byline=text_of(child(content, "by")) or (nitf.byline if nitf else None),
        creators=tuple(_names(content)),
        dateline=text_of(child(content, "dateline")) or (nitf.dateline if nitf else None),
        note=text_of(child(meta, "edNote")),
        outlet=_party(child(meta, "provider")) or _party(child(root, "rightsInfo", "copyrightHolder")),
        agency=text_of(child(content, "creditline"))
        or _party(child(content, "infoSource"))
        or (nitf.agency if nitf else None),
        language=_tag(child(content, "language")) or root.get(_LANGUAGE),
        url=_page(root),
    )


def _headline(content: etree._Element | None) -> str | None:
    """Return the headline that has no role, or the main one; else the first."""
    found = [(each.get("role") or "", text_of(each)) for each in children(content, "headline")]
    main = next((words for role, words in found if words and (not role or role.lower().endswith("main"))), None)
    return main or next((words for _, words in found if words), None)


def _descriptions(content: etree._Element | None) -> Iterator[str]:
    for each in children(content, "description"):
        if words := text_of(each):
            yield words


def _nitf(held: etree._Element | None) -> Item | None:
    for piece in children(held, "inlineXML"):
        found = next(piece.iter("nitf"), None)
        if found is not None:
            return read_nitf(found)
    return None


def _body(held: etree._Element | None) -> Body | None:
    """Return the text: XHTML first, then HTML or plain text that is sent as data."""
    for piece in children(held, "inlineXML"):
        found = next(piece.iter("html"), None)
        inner = child(found, "body") if found is not None else None
        found = inner if inner is not None else found
        if found is None and "html" in (piece.get("contenttype") or "").lower():
            found = piece
        if found is not None and text_of(found):
            return Body(inner_html(found), is_markup=True)
    sent = [((piece.get("contenttype") or "").lower(), _sent(piece)) for piece in children(held, "inlineData")]
    read = [(kind, words) for kind, words in sent if words and words.strip() and (not kind or kind.startswith(_READ))]
    # HTML keeps the paragraphs.
    for kind, words in sorted(read, key=lambda each: "html" not in each[0]):
        return Body(words, is_markup="html" in kind or bool(re.search(r"<p[\s>]", words)))
    return None


def _sent(piece: etree._Element) -> str:
    """Return the words of an <inlineData>, which may be sent in base64."""
    words = words_in(piece)
    if "base64" not in (piece.get("encoding") or "").lower():
        return words
    try:
        return base64.b64decode(words).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


def _description(content: etree._Element | None) -> Body | None:
    """Return what describes an item without text: a picture's caption, a video's summary."""
    found = [inner_html(each) for each in children(content, "description") if text_of(each)]
    return Body("".join(f"<p>{each}</p>" for each in dict.fromkeys(found)), is_markup=True) if found else None


def _names(content: etree._Element | None) -> Iterator[str]:
    for creator in children(content, "creator"):
        name = text_of(child(creator, "name"))
        if (
            name
            and not (creator.get("qcode") or "").startswith(("nprov:", "web:"))
            and "organisation" not in (creator.get("type") or "")
        ):
            yield name


def _code(element: etree._Element | None) -> str | None:
    return (element.get("qcode") or element.get("uri") or element.get("literal")) if element is not None else None


def _local(element: etree._Element | None) -> str | None:
    code = _code(element)
    return re.split(r"[:/#]", code)[-1] if code else None


def _party(element: etree._Element | None) -> str | None:
    """Return the name of a party: written out, else its literal, else the end of its code (nprov:AVP)."""
    if element is None:
        return None
    name = text_of(child(element, "name")) or text_of(child(element, "organisationDetails", "name"))
    code = element.get("qcode")
    return name or element.get("literal") or (code.rpartition(":")[2] or None if code else None)


def _tag(element: etree._Element | None) -> str | None:
    return element.get("tag") if element is not None else None


def _page(root: etree._Element) -> str | None:
    guid = root.get("guid") or ""
    return guid if guid.startswith(("http://", "https://")) else None
