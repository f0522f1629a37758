# SPDX-License-Identifier: Apache-2.0
"""A message of the wire -> its items -> drafts: ``is_wire | split | read_wire``, for ninjs, NewsML-G2, NewsML 1 and NITF."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from dementi.errors import ReadingError
from dementi.reading.draft import Draft
from dementi.reading.encoding import decode
from dementi.reading.wire.item import Item, draft_of
from dementi.reading.wire.newsml_1 import newsml_items, read_newsml
from dementi.reading.wire.newsml_g2 import ROOTS, g2_items, read_newsitem
from dementi.reading.wire.ninjs import LISTS, is_ninjs, ninjs_items, read_ninjs
from dementi.reading.wire.nitf import read_nitf
from dementi.reading.wire.xml import parse_xml, root_name
from dementi.record import Trouble

__all__ = ["Part", "is_wire", "is_wire_json", "read_wire", "split"]

#: A message of more items is not taken apart.
MOST_ITEMS = 10_000
#: Bytes (of text: characters) of a message that is taken apart; larger ones are refused by whoever reads them.
LARGEST = 8 * 1024 * 1024
#: Characters in which the names of ninjs are looked for.
START = 20_000
#: The roots of the other formats; and those of XML that is read elsewhere.
_OTHER_ROOTS = frozenset(["nitf", "NewsML", "NewsItem"])
_NOT_OURS = frozenset(["html", "rss", "feed", "rdf", "opml", "article", "body", "div"])
_JSON_START = re.compile(r"\s{0,999}(?:\[\s{0,999})?\{")
_NINJS = re.compile(
    r"\"(?:uri|bodies|headlines|body_x?html|body_text|versioncreated|pubstatus|_items)\"\s{0,9}:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a message of several, alone.

    Attributes:
        name: its guid; with its version where the message has several of them; its number where it has none.
        content: the item as a message of its own.
    """

    name: str
    content: bytes


def is_wire(text: str) -> bool:
    """Say whether a text is a message of the wire, by its root element or the names in its JSON; broken ones too."""
    root = root_name(text)
    if root is not None:
        return (
            root in ROOTS
            or root in _OTHER_ROOTS
            or (text.lstrip().startswith("<?xml") and root.lower() not in _NOT_OURS)
        )
    return _is_ninjs_message(text)


def _is_ninjs_message(text: str) -> bool:
    start = text[:START]
    if not _JSON_START.match(start) or "jsonfeed.org/version" in start:
        return False
    if _NINJS.search(start):
        return True
    # JSON is read by nobody else: what it is not is said, rather than its braces shown as an article.
    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False


def is_wire_json(value: object) -> bool:
    """Say whether a JSON value is an item of the wire, or holds several."""
    return is_ninjs(value) or (isinstance(value, dict) and any(isinstance(value.get(name), list) for name in LISTS))


def read_wire(text: str) -> Draft:
    """Return the draft of the item in a message; of several, the first with a text, and a trouble that says so.

    Raises:
        ReadingError: the message is broken, or there is no text in it.
    """
    items = _items(text)
    drafts = []
    failure: ReadingError | None = None
    for item in items:
        try:
            drafts.append(draft_of(item))
        except ReadingError as error:
            failure = failure or error
            continue
        break
    if not drafts:
        raise failure or ReadingError("There is no news item in this message of the wire.")
    if len(items) == 1:
        return drafts[0]
    message = "The message has %(count)s items: one of them is read here."
    return replace(
        drafts[0], troubles=(*drafts[0].troubles, Trouble("reading", message, (("count", str(len(items))),)))
    )


def split(content: bytes | str, media_type: str | None = None) -> tuple[Part, ...]:
    """Return the items of a message of several, each a message of its own; nothing where there are not several.

    What cannot be taken apart (it is broken, it is no message of the wire) gives nothing: reading it whole says why.
    """
    start = content[:4096].lstrip()
    if len(content) > LARGEST or not (
        start.startswith(("{", "[", "<", "\ufeff")) if isinstance(start, str) else _may_be_wire(start)
    ):
        return ()
    try:
        text = decode(content, media_type).text
        if not is_wire(text):
            return ()
        return _json_parts(text) if root_name(text) is None else _xml_parts(parse_xml(text, simple=False))
    except ReadingError:
        return ()


def _may_be_wire(start: bytes) -> bool:
    return start.startswith((b"{", b"[", b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))


def _items(text: str) -> list[Item]:
    if not text.lstrip().startswith(("<", "{", "[")):
        raise ReadingError("This is no message of the wire: neither XML nor JSON.")
    if root_name(text) is None:
        return [read_ninjs(entry) for entry in ninjs_items(text)]
    root = parse_xml(text)
    if root.tag in ROOTS:
        items = [read_newsitem(each) for each in g2_items(root)]
    elif root.tag == "nitf":
        items = [read_nitf(root)]
    elif root.tag in _OTHER_ROOTS:
        items = [read_newsml(each) for each in newsml_items(root)]
    else:
        raise ReadingError(
            "This XML is in no format that is read: its root element is %(name)s.", name=str(root.tag)[:60]
        )
    if not items:
        raise ReadingError("There is no news item in this message of the wire: it is a %(kind)s.", kind=str(root.tag))
    return items


def _json_parts(text: str) -> tuple[Part, ...]:
    entries = ninjs_items(text)
    if not 1 < len(entries) <= MOST_ITEMS:
        return ()
    names = _names([(str(entry["uri"]), str(entry.get("version") or "")) for entry in entries])
    texts = [json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") for entry in entries]
    return tuple(map(Part, names, texts))


def _xml_parts(root: etree._Element) -> tuple[Part, ...]:
    found = [each for each in root.iter("{*}newsItem", "NewsItem") if each is not root]
    if not 1 < len(found) <= MOST_ITEMS:
        return ()
    envelope = root.find("NewsEnvelope")
    before = etree.tostring(envelope, with_tail=False) if envelope is not None else b""
    names, texts = [], []
    for each in found:
        names.append((each.get("guid") or each.findtext(".//PublicIdentifier") or "", each.get("version") or ""))
        text = etree.tostring(each, encoding="utf-8", with_tail=False)
        if each.tag == "NewsItem":
            text = b"<NewsML>" + before + text + b"</NewsML>"
        texts.append(text)
    return tuple(map(Part, _names(names), texts))


def _names(found: Sequence[tuple[str, str]]) -> list[str]:
    """Return a name for each of a message's items, from its guid and version, stable and never twice."""
    guids = Counter(guid for guid, _ in found)
    names: list[str] = []
    taken: set[str] = set()
    for number, (guid, version) in enumerate(found, 1):
        name = guid if guid and guids[guid] == 1 else f"{guid}:{version}" if guid and version else ""
        if not name or name in taken:
            name = f"{guid}:#{number}" if guid else f"#{number}"
        taken.add(name)
        names.append(name)
    return names
