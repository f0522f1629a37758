# SPDX-License-Identifier: Apache-2.0
"""NewsML 1 (IPTC, the XML of many archives and of some agencies still) -> items: one for each NewsItem with a text."""

from __future__ import annotations

from lxml import etree

from dementi.reading.wire.item import Body, Item, Times, status_of
from dementi.reading.wire.nitf import read_nitf
from dementi.reading.wire.xml import child, inner_html, text_of, words_in
from dementi.record import WireStatus

__all__ = ["newsml_items", "read_newsml"]

#: The parts of an item whose words are not of its article.
_APART = frozenset(
    ["stylesheet", "headline", "contact", "logo", "photo", "caption", "copyright", "keywords", "graphic", "video"]
)
#: The roles of its article, the surest first.
_MAIN = ("main", "body", "text", "story", "complete")


def newsml_items(root: etree._Element) -> list[etree._Element]:
    """Return the items of a message, in order."""
    return [root] if root.tag == "NewsItem" else list(root.iterchildren("NewsItem"))


def read_newsml(item: etree._Element) -> Item:
    """Return the item that a <NewsItem> is.

    Source: IPTC, NewsML 1.2 functional specification.
    """
    managed, identified = child(item, "NewsManagement"), child(item, "Identification", "NewsIdentifier")
    status = _formal(child(managed, "Status"))
    under_embargo = (status or "").lower() == "embargoed"
    public = text_of(child(identified, "PublicIdentifier"))
    version = text_of(child(identified, "RevisionId"))
    envelope = child(item.getparent(), "NewsEnvelope")
    nitf = next((read_nitf(each) for each in item.iter("nitf")), None)
    return Item(
        guid=public.removesuffix(f":{version}") if public and version else public,
        version=version,
        status=WireStatus.USABLE if under_embargo else status_of(status),
        times=Times(
            first=text_of(child(managed, "FirstCreated")),
            version=text_of(child(managed, "ThisRevisionCreated")),
            embargoed=(text_of(child(managed, "StatusWillChange", "DateAndTime")) or "") if under_embargo else None,
        ),
        headline=_line(item, "HeadLine") or (nitf.headline if nitf else None),
        body=(nitf.body if nitf else None) or _body(item),
        byline=_line(item, "ByLine") or (nitf.byline if nitf else None),
        dateline=_line(item, "DateLine") or (nitf.dateline if nitf else None),
        outlet=_provider(item) or _formal(child(envelope, "SentFrom", "Party")),
        agency=_line(item, "CreditLine") or (nitf.agency if nitf else None),
        language=_formal(next(item.iter("Language"), None)),
    )


def _provider(item: etree._Element) -> str | None:
    return next((name for each in item.iter("Provider") if (name := _formal(child(each, "Party")))), None)


def _formal(element: etree._Element | None) -> str | None:
    return (element.get("FormalName") or None) if element is not None else None


def _line(item: etree._Element, name: str) -> str | None:
    return next((words for each in item.iter(name) if (words := text_of(each))), None)


def _role(content: etree._Element) -> str:
    component = content.getparent()
    return (_formal(child(component, "Role")) or "").lower() if component is not None else ""


def _body(item: etree._Element) -> Body | None:
    """Return the longest text whose part is not another one's (style sheet, contact, logo); what is called main first."""
    found: list[tuple[bool, int, Body]] = []
    for content in item.iter("ContentItem"):
        sent, role = child(content, "DataContent"), _role(content)
        kind = f"{_formal(child(content, 'MimeType'))} {_formal(child(content, 'Format'))}".lower()
        if sent is None or role in _APART or "css" in kind or not text_of(sent):
            continue
        page = next(sent.iter("html", "body", "body.content", "p"), None)
        inner = child(page, "body") if page is not None and page.tag == "html" else None
        whole = inner if inner is not None else page if page is not None and page.tag != "p" else sent
        body = Body(inner_html(whole), is_markup=True) if page is not None else Body(words_in(sent), is_markup=False)
        found.append((role in _MAIN, len(text_of(whole) or ""), body))
    return max(found, key=lambda each: each[:2])[2] if found else None
