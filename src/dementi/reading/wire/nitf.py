# SPDX-License-Identifier: Apache-2.0
"""NITF 3 (IPTC's News Industry Text Format) -> item: alone, or as the body of NewsML-G2, NewsML 1 and ninjs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dementi.reading.wire.item import Body, Item, Times, status_of
from dementi.reading.wire.xml import child, children, inner_html, text_of
from dementi.record import WireStatus

__all__ = ["read_nitf"]

#: NITF's names for what HTML calls otherwise; its other names of blocks are HTML's own.
_AS_HTML = {
    "block": "div", "bq": "blockquote", "media": "figure", "media-caption": "figcaption", "note": "div", "nitf-table": "div",
    "body.content": "div", "abstract": "div", "hedline": "div", "hl1": "h2", "hl2": "h3", "tagline": "p", "nitf-col": "col",
}  # fmt: skip
_HTML = frozenset(
    ["a", "br", "caption", "dd", "dl", "dt", "em", "hr", "li", "ol", "p", "pre", "q", "sub", "sup", "table", "tbody", "td", "tfoot",
     "th", "thead", "tr", "ul"]
)  # fmt: skip
#: No words of the text.
_WORDLESS = (
    "media-metadata",
    "media-reference",
    "media-object",
    "media-producer",
    "nitf-table-metadata",
    "custom-table",
)


def read_nitf(root: etree._Element) -> Item:
    """Return the item that a <nitf> element is.

    Source: IPTC, NITF 3.6 specification (docdata, pubdata, body.head, body.content).
    """
    docdata, head = child(root, "head", "docdata"), child(root, "body", "body.head")
    pubdata = child(root, "head", "pubdata")
    management = docdata.get("management-status") if docdata is not None else None
    released = _norm(docdata, "date.release")
    status = status_of(management)
    under_embargo = (management or "").lower() == "embargoed"
    return Item(
        guid=_get(child(docdata, "doc-id"), "id-string"),
        version=_get(child(docdata, "du-key"), "version"),
        status=WireStatus.USABLE if under_embargo else status,
        times=Times(
            first=_norm(docdata, "date.issue")
            or _get(pubdata, "date.publication")
            or _get(child(head, "dateline", "story.date"), "norm"),
            version=_get(_last(root, "head", "revision-history"), "norm"),
            embargoed=(released or "") if under_embargo else None,
        ),
        headline=text_of(child(head, "hedline", "hl1")) or text_of(child(root, "head", "title")),
        body=_body(root),
        apart=tuple(_apart(root, head)),
        byline=_byline(head),
        dateline=text_of(child(head, "dateline")),
        note=_get(child(docdata, "ed-msg"), "info"),
        outlet=_get(pubdata, "name"),
        agency=text_of(child(head, "distributor")) or _get(child(docdata, "doc.copyright"), "holder"),
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _apart(root: etree._Element, head: etree._Element | None) -> Iterator[str]:
    for path in (("hedline", "hl2"), ("abstract",)):
        yield from (words for each in children(head, *path) if (words := text_of(each)))
    yield from (words for each in children(root, "body", "body.end", "tagline") if (words := text_of(each)))


def _get(element: etree._Element | None, name: str) -> str | None:
    return (element.get(name) or None) if element is not None else None


def _norm(docdata: etree._Element | None, name: str) -> str | None:
    return _get(child(docdata, name), "norm")


def _last(root: etree._Element, *path: str) -> etree._Element | None:
    return next(reversed(list(children(root, *path))), None)


def _byline(head: etree._Element | None) -> str | None:
    """Return the byline without the function of whom it names (<byttl>)."""
    if head is None:
        return None
    for function in list(head.iter("byttl")):
        _clear(function)
    lines = [(text_of(byline) or "").strip(" ,") for byline in children(head, "byline")]
    return ", ".join(line for line in lines if line) or None


def _body(root: etree._Element) -> Body | None:
    """Return the text as HTML: second headlines, the text, the abstract only where there is no text."""
    content = child(root, "body", "body.content")
    if content is None or text_of(content) is None:
        content = child(root, "body", "body.head", "abstract")
    if content is None:
        return None
    for element in list(content.iter()):
        if element.tag in _WORDLESS:
            _clear(element)
        elif element.tag in _AS_HTML:
            element.tag = _AS_HTML[str(element.tag)]
        elif element.tag not in _HTML:
            element.tag = "span"
    return Body(inner_html(content), is_markup=True)


def _clear(element: etree._Element) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail
