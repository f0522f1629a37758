# SPDX-License-Identifier: Apache-2.0
"""Which feeds stand in a list of subscriptions? OPML 2.0 (opml.org), read and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

import lxml.etree

from dementi.errors import ReadingError
from dementi.markup import web_address, xml_text
from dementi.reading.encoding import decode
from dementi.reading.feeds.entries import address_of
from dementi.reading.feeds.xml import local_name, mended

__all__ = ["Outline", "read_opml", "write_opml"]

#: Outlines of one list.
MOST = 10_000
#: Characters of a title, and of the names of the folders together.
LONGEST = 200
#: Between a folder and one within it.
WITHIN = " / "


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list: its address, title, the page that it is of and the folder it stands in; "" is what is not said.

    A folder within another is told as ``outer / inner``.
    """

    url: str
    title: str = ""
    home: str = ""
    folder: str = ""


def read_opml(content: bytes | str) -> tuple[Outline, ...]:
    """Return the feeds of a list, each once, in its order, with the folder it stands in.

    Raises:
        ReadingError: it is no OPML, or not text.
    """
    root, _ = mended(decode(content).text)
    if root is None or local_name(root) != "opml":
        raise ReadingError("This is no list of feeds (OPML).")
    found: dict[str, Outline] = {}
    for element in root.iter("{*}outline"):
        said = _said(element)
        url = address_of(said.get("xmlurl"), None)
        if url and len(found) < MOST:
            home = address_of(said.get("htmlurl"), None) or ""
            found.setdefault(url, Outline(url, _title(said), home, _folder(element)))
    return tuple(found.values())


def _said(element: lxml.etree._Element) -> dict[str, str]:
    return {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}


def _title(said: Mapping[str, str]) -> str:
    return " ".join((said.get("title") or said.get("text") or "").split())[:LONGEST]


def _folder(element: lxml.etree._Element) -> str:
    """Return the names of the outlines around one, from the outermost."""
    around = [_title(_said(each)) for each in element.iterancestors("{*}outline") if not each.get("xmlUrl")]
    return WITHIN.join(name for name in reversed(around[:5]) if name)[:LONGEST]


def write_opml(outlines: Iterable[Outline], title: str, now: datetime) -> str:
    """Return a list of feeds as OPML.

    Args:
        outlines: in order.
        title: of the list.
        now: when it was made, with its zone.
    """
    root = lxml.etree.Element("opml", version="2.0")
    head = lxml.etree.SubElement(root, "head")
    lxml.etree.SubElement(head, "title").text = xml_text(title)
    lxml.etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = lxml.etree.SubElement(root, "body")
    folders: dict[str, lxml.etree._Element] = {"": body}
    for outline in outlines:
        said = {"type": "rss", "text": outline.title or outline.url, "title": outline.title, "xmlUrl": outline.url}
        said["htmlUrl"] = web_address(outline.home) or ""
        inside = _inside(folders, outline.folder)
        lxml.etree.SubElement(inside, "outline", {name: xml_text(value) for name, value in said.items() if value})
    return lxml.etree.tostring(root, encoding="unicode", pretty_print=True)


def _inside(folders: dict[str, lxml.etree._Element], folder: str) -> lxml.etree._Element:
    """Return the element of a folder, made with those around it where it is not there yet."""
    if folder not in folders:
        outer, _, name = folder.rpartition(WITHIN)
        folders[folder] = lxml.etree.SubElement(
            _inside(folders, outer), "outline", dict.fromkeys(("text", "title"), xml_text(name))
        )
    return folders[folder]
