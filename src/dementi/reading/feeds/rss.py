# SPDX-License-Identifier: Apache-2.0
"""Which entries does a feed in XML hold? RSS in all its dialects and Atom, by feedparser, on XML that is whole."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

import lxml.etree

from dementi.errors import ReadingError
from dementi.reading.feeds.entries import LONGEST, Entry, Feed, address_of, date_of, plain, without_twins
from dementi.reading.feeds.xml import local_name, mended
from dementi.record import Trouble

__all__ = ["read_xml"]

#: The roots of feeds, without their namespaces.
ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
#: Elements that stand in one another in a feed; feedparser is recursive beyond.
DEEPEST = 400


def read_xml(text: str, url: str | None) -> Feed | None:
    """Return the feed in a text, None where it is none.

    Args:
        text: decoded.
        url: relative addresses are resolved against it.

    Raises:
        ReadingError: it cannot be mended.
    """
    root, troubles = mended(text)
    if root is None or local_name(root) not in ROOTS:
        return None
    source = lxml.etree.tostring(root, encoding="utf-8")
    if not _is_whole(source):
        # feedparser would turn to its lenient parser, whose time on hostile markup has no bound.
        raise ReadingError("The feed is too broken to be read.")
    parsed = _parsed(source, url)
    said = parsed["feed"]
    language = _text(said, "language")
    kind = parsed["version"] or "rss"
    is_rss = kind.startswith("rss")
    entries = without_twins(_entry(each, url, language, is_rss=is_rss) for each in parsed["entries"])
    if not entries:
        troubles = (*troubles, Trouble("reading", "There is no entry in the feed."))
    return Feed(
        kind=kind,
        title=plain(_text(said, "title") or "") or None,
        home=address_of(_text(said, "link"), url),
        language=language,
        entries=entries,
        troubles=troubles,
    )


def _parsed(source: bytes, url: str | None) -> Any:  # noqa: ANN401 (feedparser has no types)
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url and url.startswith(("http://", "https://")):
        headers["content-location"] = url
    return feedparser.parse(
        io.BytesIO(source), resolve_relative_uris=False, sanitize_html=False, response_headers=headers
    )


def _is_whole(source: bytes) -> bool:
    depth = deepest = 0

    def opens(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, deepest
        depth += 1
        deepest = max(deepest, depth)

    def closes(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = opens, closes
    try:
        parser.Parse(source, True)
    except expat.ExpatError:
        return False
    return deepest <= DEEPEST


def _entry(each: Any, url: str | None, language: str | None, *, is_rss: bool) -> Entry:  # noqa: ANN401
    link = address_of(_text(each, "link"), url)
    words = max(_words(each), key=lambda found: len(found[0]), default=("", False))
    # Only Atom says whether a headline is markup; in RSS it may be either.
    is_text = not is_rss and (dict.get(each, "title_detail") or {}).get("type") == "text/plain"
    headline = _text(each, "title") or ""
    written = f"{headline}\0{words[0]}"
    published = date_of(_text(each, "published"))
    modified = date_of(_text(each, "updated"))
    if published is None and is_rss:
        # dc:date is the day of publication; feedparser files it under "updated".
        published, modified = modified, None
    return Entry(
        key=_text(each, "id") or link or hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:24],
        url=link,
        headline=(" ".join(headline.split()) if is_text else plain(headline)) or None,
        markup=words[0],
        text=words[1],
        published=published,
        modified=modified,
        authors=tuple(_authors(each)),
        language=_language(each) or language,
    )


def _words(each: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401
    for content in dict.get(each, "content") or ():
        yield str(content.get("value") or "")[:LONGEST], content.get("type") == "text/plain"
    summary, detail = dict.get(each, "summary"), dict.get(each, "summary_detail") or {}
    if summary:
        yield str(summary)[:LONGEST], detail.get("type") == "text/plain"


def _authors(each: Any) -> Iterator[str]:  # noqa: ANN401
    found = [str(author.get("name") or "") for author in dict.get(each, "authors") or ()]
    return (name for name in dict.fromkeys(" ".join(name.split())[:200] for name in found) if name)


def _language(each: Any) -> str | None:  # noqa: ANN401
    details = (dict.get(each, name) for name in ("title_detail", "summary_detail"))
    return next((str(detail["language"]) for detail in details if detail and detail.get("language")), None)


def _text(said: Any, name: str) -> str | None:  # noqa: ANN401
    # dict.get: feedparser's own get answers with other fields where one is missing.
    found = dict.get(said, name)
    return found.strip() or None if isinstance(found, str) else None
