# SPDX-License-Identifier: Apache-2.0
"""Which feeds stand in a list of subscriptions? OPML 2.0 (opml.org), read and written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

import lxml.etree

from dementi.errors import ReadingError
from dementi.reading.encoding import decode
from dementi.reading.feeds.entries import address_of
from dementi.reading.feeds.xml import local_name, mended

__all__ = ["Outline", "read_opml", "write_opml"]

#: Outlines of one list.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list: its address, title and the page that it is of; "" is what is not said."""

    url: str
    title: str = ""
    home: str = ""


def read_opml(content: bytes | str) -> tuple[Outline, ...]:
    """Return the feeds of a list, each once, in its order; folders are opened.

    Raises:
        ReadingError: it is no OPML, or not text.
    """
    root, _ = mended(decode(content).text)
    if root is None or local_name(root) != "opml":
        raise ReadingError("This is no list of feeds (OPML).")
    found: dict[str, Outline] = {}
    for element in root.iter("{*}outline"):
        said = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
        url = address_of(said.get("xmlurl"), None)
        if url and len(found) < MOST:
            title = " ".join((said.get("title") or said.get("text") or "").split())[:200]
            found.setdefault(url, Outline(url, title, address_of(said.get("htmlurl"), None) or ""))
    return tuple(found.values())


def write_opml(outlines: Iterable[Outline], title: str, now: datetime) -> str:
    """Return a list of feeds as OPML.

    Args:
        outlines: in order.
        title: of the list.
        now: when it was made, with its zone.
    """
    root = lxml.etree.Element("opml", version="2.0")
    head = lxml.etree.SubElement(root, "head")
    lxml.etree.SubElement(head, "title").text = title
    lxml.etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = lxml.etree.SubElement(root, "body")
    for outline in outlines:
        said = {"type": "rss", "text": outline.title or outline.url, "title": outline.title, "xmlUrl": outline.url}
        said["htmlUrl"] = outline.home
        lxml.etree.SubElement(body, "outline", {name: value for name, value in said.items() if value})
    return lxml.etree.tostring(root, encoding="unicode", pretty_print=True)
