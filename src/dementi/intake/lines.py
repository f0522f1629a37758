# SPDX-License-Identifier: Apache-2.0
"""JSON Lines -> dispatches, one a line: texts, readings as the contract writes them, items of the wire; a bad line is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, BinaryIO

from dementi.errors import InputError
from dementi.intake.given import MOST_BYTES, Given, Unreadable, too_large, unreadable
from dementi.record import Dispatch, Form

__all__ = ["json_object", "line_dispatches", "whole_dispatches"]

Stream = BinaryIO | IO[bytes]
Entry = dict[str, object]


def json_object(line: bytes) -> Entry | None:
    """Return the JSON object that a line is, None where it is none."""
    if line.lstrip(b" \t\r\n\xef\xbb\xbf")[:1] != b"{":
        return None
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None


def line_dispatches(name: str, first: bytes, stream: Stream, given: Given) -> Iterator[Dispatch | Unreadable]:
    """Yield the dispatches of JSON Lines, read line by line.

    Args:
        name: the file's; a line without an id is called by it and its number.
        first: the first line, which has been read already.
        stream: the others.
        given: what is said of them all; a line may say otherwise of itself.
    """
    number, line = 1, first
    while line:
        place = f"{name}:{number}"
        if len(line) > MOST_BYTES:
            yield too_large(place)
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES)
        elif line.strip():
            yield _of_line(line, place, number, name, given)
        number, line = number + 1, stream.readline(MOST_BYTES + 1)


def whole_dispatches(name: str, content: bytes, given: Given) -> tuple[Dispatch, ...]:
    """Return the dispatches of a JSON file that is one text, or an array of texts or readings; none where it is neither.

    Args:
        name: the file's; an object without an id is called by it and its place in the array.
        content: the file's bytes.
        given: what is said of them all.
    """
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ()
    entries = value if isinstance(value, list) else [value]
    found = [(place, _text_of(entry)) for place, entry in enumerate(entries, 1)]
    alone = not isinstance(value, list)
    return tuple(_dispatch(entry, name if alone else f"{name}:{place}", given) for place, entry in found if entry)


def _text_of(entry: object) -> Entry | None:
    if not isinstance(entry, dict):
        return None
    return entry if isinstance(entry.get("text"), str) else _of_reading(entry)


def _of_line(line: bytes, place: str, number: int, name: str, given: Given) -> Dispatch | Unreadable:
    entry = json_object(line)
    if entry is not None and not isinstance(entry.get("text"), str):
        wire = _of_wire(entry, line, place, given)
        if wire is not None:
            return wire
        entry = _of_reading(entry)
    if entry is None:
        message = "Line %(number)s of %(name)s is not a JSON object with a text."
        return unreadable(place, InputError(message, number=number, name=name))
    return _dispatch(entry, place, given)


def _of_wire(entry: Entry, line: bytes, place: str, given: Given) -> Dispatch | None:
    from dementi.reading.wire.ninjs import is_ninjs

    if not is_ninjs(entry):
        return None
    name = str(entry.get("uri") or place)
    return Dispatch(id=name, content=line, form=Form.WIRE, published=given.published, outlet=given.outlet)


def _of_reading(entry: Entry) -> Entry | None:
    """Return what a reading (``dementi read --json``, ``dementi export``) says of its dispatch."""
    article = entry.get("article")
    if not isinstance(article, dict) or not isinstance(article.get("text"), str):
        return None
    return {**{key: article.get(key) for key in ("text", "published", "outlet", "url")}, "id": entry.get("id")}


def _dispatch(entry: Entry, name: str, given: Given) -> Dispatch:
    def said(key: str, otherwise: str | None) -> str | None:
        value = entry.get(key)
        return value if isinstance(value, str) and value else otherwise

    # Lone surrogates can be written in JSON and nowhere else.
    text = str(entry["text"]).encode("utf-8", "replace").decode("utf-8")
    return Dispatch(
        id=str(entry.get("id") or name),
        content=text,
        form=given.form or Form.ARTICLE,
        published=said("published", given.published),
        outlet=said("outlet", given.outlet),
        url=said("url", None),
    )
