# SPDX-License-Identifier: Apache-2.0
"""ninjs 1, 2 and 3 (IPTC's news in JSON) -> item.

Generation 1 names its texts one by one (``headline``, ``body_xhtml``, ``description_text``), 2 puts them in arrays with
roles (``headlines``, ``bodies``), 3 writes the same in camel case. Names are therefore compared in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dementi.errors import ReadingError
from dementi.reading.json_text import parsed
from dementi.reading.wire.item import Body, Item, Times, status_of
from dementi.reading.wire.nitf import read_nitf
from dementi.reading.wire.xml import parse_xml

__all__ = ["LISTS", "is_ninjs", "ninjs_items", "read_ninjs"]

Entry = Mapping[str, Any]
#: Beside its ``uri``, an item has at least one of these.
_MARKS = frozenset(
    ["standard", "$standard", "type", "versioncreated", "firstcreated", "pubstatus", "headline", "headlines", "bodies", "body_text",
     "body_xhtml", "body_html", "descriptions", "description_text", "description_xhtml", "associations", "renditions", "eventdetails"]
)  # fmt: skip
#: The names under which several items are sent in one object.
LISTS = ("_items", "items")
#: The best first: the text with its paragraphs, then without.
_KINDS = ("html", "nitf", "plain")


def is_ninjs(value: object) -> bool:
    """Say whether a JSON value is an item of ninjs."""
    if not isinstance(value, dict) or not isinstance(value.get("uri"), str):
        return False
    return any(str(name).lower() in _MARKS or str(name).lower().startswith("body_") for name in value)


def ninjs_items(text: str) -> list[dict[str, Any]]:
    """Return the items of a message: one object, an array, or an object that holds an array.

    Raises:
        ReadingError: it is no JSON, or holds no item.
    """
    try:
        value = parsed(text)
    except (ValueError, RecursionError) as error:
        raise ReadingError("The JSON is broken: %(why)s.", why=str(error)[:200]) from error
    if isinstance(value, dict) and not is_ninjs(value):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), value)
    found = [entry for entry in (value if isinstance(value, list) else [value]) if is_ninjs(entry)]
    if not found:
        raise ReadingError("There is no item of ninjs in this JSON.")
    return found


def read_ninjs(entry: Entry) -> Item:
    """Return the item that an object of ninjs is.

    Source: IPTC, ninjs 1.4, 2.1 and 3.0 (JSON schemas).
    """
    names = {str(name).lower(): value for name, value in entry.items()}
    uri = _text(names.get("uri"))
    is_text = _text(names.get("type")) in {None, "text", "composite"}
    return Item(
        guid=uri,
        version=_number(names.get("version")),
        status=status_of(_text(names.get("pubstatus"))),
        times=Times(
            first=_text(names.get("firstpublished")) or _text(names.get("firstcreated")),
            content=_text(names.get("contentcreated")) if is_text else None,
            version=_text(names.get("versioncreated")),
            embargoed=_text(names["embargoed"]) or "" if names.get("embargoed") is not None else None,
        ),
        headline=_headline(names),
        body=_body(names, "body", "bodies") or _body(names, "description", "descriptions"),
        apart=tuple(_descriptions(names)),
        byline=_text(names.get("byline")) or _text(names.get("by")),
        creators=tuple(_authors(names)),
        dateline=_text(names.get("dateline")) or _text(names.get("located")),
        note=_text(names.get("ednote")),
        outlet=_name(names.get("provider")) or _text(names.get("copyrightholder")) or _text(names.get("source")),
        agency=_text(names.get("creditline")) or _source(names),
        language=_text(names.get("language")),
        url=uri if uri and uri.startswith(("http://", "https://")) else None,
    )


def _words(value: object) -> str:
    # Lone surrogates can be written in JSON and nowhere else.
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _text(value: object) -> str | None:
    return _words(value).strip() or None


def _number(value: object) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)


def _name(value: object) -> str | None:
    return _text(value.get("name")) or _text(value.get("literal")) if isinstance(value, dict) else _text(value)


def _entries(value: object) -> Iterator[dict[str, Any]]:
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, dict):
            yield {str(name).lower(): inner for name, inner in entry.items()}


def _headline(names: Entry) -> str | None:
    found = [
        (_text(entry.get("role")) or "main", _text(entry.get("value"))) for entry in _entries(names.get("headlines"))
    ]
    main = next((words for role, words in found if words and role == "main"), None)
    first = next((words for _, words in found if words), None)
    headlines = _text(names.get("headlines"))
    return _text(names.get("headline")) or main or first or headlines or _text(names.get("title"))


def _authors(names: Entry) -> Iterator[str]:
    """Yield the names of people who are said to be authors, and of all under Superdesk's ``authors``."""
    for name in ("person", "people", "authors"):
        for entry in _entries(names.get(name)):
            roles = f"{_text(entry.get('rel')) or ''} {_text(entry.get('role')) or ''}".lower().split()
            is_author = name == "authors" or bool({"author", "creator"} & set(roles))
            if is_author and (written := _text(entry.get("name"))):
                yield written


def _descriptions(names: Entry) -> Iterator[str]:
    """Yield the summaries that stand beside a text."""
    for name in ("description_text", "description"):
        if written := _text(names.get(name)):
            yield written
    for entry in _entries(names.get("descriptions")):
        if (_text(entry.get("contenttype")) or "text/plain").startswith("text/plain") and (
            written := _text(entry.get("value"))
        ):
            yield written


def _source(names: Entry) -> str | None:
    for name in ("infosources", "infosource"):
        value = names.get(name)
        for entry in _entries(value if isinstance(value, list) else [value]):
            if found := _name(entry):
                return found
    return None


def _body(names: Entry, singly: str, together: str) -> Body | None:
    """Return the best of an item's bodies, or of its descriptions."""
    found: list[tuple[str, str]] = []
    for name, value in names.items():
        if name == singly or name.startswith(f"{singly}_"):
            found.append((_kind(name, None), _words(value)))
    for entry in _entries(names.get(together)):
        kind = _kind(_text(entry.get("role")) or "", _text(entry.get("contenttype")) or "text/plain")
        found.append((kind, _words(entry.get("value"))))
    if singly == "description":
        # Its roles are each agency's own (caption, summary, byline); the longest says most.
        found.sort(key=lambda each: -len(each[1]))
    for wanted in _KINDS:
        for kind, words in found:
            body = _taken(kind, words) if kind == wanted and words.strip() else None
            if body is not None:
                return body
    return None


def _kind(name: str, content_type: str | None) -> str:
    """Say what a body is, by its content type, or (generation 1) by its name."""
    written = f"{name} {content_type}".lower() if content_type is None else content_type.lower()
    if "nitf" in written:
        return "nitf"
    if "html" in written:
        return "html"
    if "xml" in written:
        return "nitf" if "nitf" in name.lower() else "other"
    return "plain"


def _taken(kind: str, words: str) -> Body | None:
    if kind != "nitf":
        return Body(words, is_markup=kind == "html")
    try:
        root = parse_xml(words)
    except ReadingError:
        return None
    return read_nitf(root).body
