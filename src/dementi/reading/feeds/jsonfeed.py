# SPDX-License-Identifier: Apache-2.0
"""Which entries does a JSON Feed hold? Versions 1 and 1.1 (jsonfeed.org); what is not as it should be is passed over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from dementi.errors import ReadingError
from dementi.reading.feeds.entries import LONGEST, Entry, Feed, address_of, date_of, plain, without_twins
from dementi.reading.json_text import parsed
from dementi.record import Trouble

__all__ = ["read_json"]


def read_json(text: str, url: str | None) -> Feed | None:
    """Return the feed in a text, None where it is none.

    Raises:
        ReadingError: it is no JSON, or nested without an end.
    """
    try:
        said = parsed(text)
    except RecursionError as error:
        raise ReadingError("The feed is nested too deeply to be read.") from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise ReadingError("The feed is broken in line %(line)s.", line=line) from error
    version = str(said.get("version") or "") if isinstance(said, dict) else ""
    if "jsonfeed.org" not in version or not isinstance(said.get("items"), list):
        return None
    language = _text(said, "language")
    entries = without_twins(_entry(item, url, language) for item in said["items"] if isinstance(item, dict))
    return Feed(
        kind="json11" if version.endswith("1.1") else "json1",
        title=plain(_text(said, "title") or "") or None,
        home=address_of(_text(said, "home_page_url"), url),
        language=language,
        entries=entries,
        troubles=() if entries else (Trouble("reading", "There is no entry in the feed."),),
    )


def _entry(item: dict[str, Any], url: str | None, language: str | None) -> Entry:
    link = address_of(_text(item, "url") or _text(item, "external_url"), url)
    rich = _text(item, "content_html")
    bare = _text(item, "content_text") or _text(item, "summary") or ""
    headline, words = plain(_text(item, "title") or "") or None, (rich or bare)[:LONGEST]
    key = _text(item, "id") or (str(item["id"]) if isinstance(item.get("id"), int) else None) or link
    return Entry(
        key=key or hashlib.sha256(f"{headline}\0{words}".encode("utf-8", "replace")).hexdigest()[:24],
        url=link,
        headline=headline,
        markup=words,
        text=rich is None,
        published=date_of(_text(item, "date_published")),
        modified=date_of(_text(item, "date_modified")),
        authors=tuple(dict.fromkeys(_authors(item))),
        language=_text(item, "language") or language,
    )


def _authors(item: dict[str, Any]) -> Iterator[str]:
    listed = item.get("authors")
    for author in [*(listed if isinstance(listed, list) else []), item.get("author")]:
        name = _text(author, "name") if isinstance(author, dict) else None
        if name:
            yield " ".join(name.split())[:200]


def _text(said: dict[str, Any], name: str) -> str | None:
    found = said.get(name)
    return found.strip() or None if isinstance(found, str) else None
