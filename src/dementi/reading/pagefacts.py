# SPDX-License-Identifier: Apache-2.0
"""What does a page say of itself? JSON-LD first, then Open Graph and meta, then its own <h1>, <title> and <time>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html

from dementi.reading.published import iso

__all__ = ["PageFacts", "facts_of"]

_ARTICLES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Background|Live|Blog|Web)?(?:Article|Posting|Page)$|LiveBlogPosting$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says of its article; None where it does not say."""

    headline: str | None
    standfirst: str | None
    published: str | None
    modified: str | None
    outlet: str | None
    url: str | None
    language: str | None
    authors: tuple[str, ...]


def facts_of(tree: lxml.html.HtmlElement) -> PageFacts:
    """Return what the page says of its article. Dates that are not written for machines are left alone, never guessed."""
    linked = next((item for item in _json_ld(tree) if _is_article(item)), {})
    meta = _meta(tree)
    return PageFacts(
        headline=_clean(linked.get("headline")) or _heading(tree, meta),
        standfirst=_clean(linked.get("description")) or _clean(meta.get("og:description")),
        published=_when(linked.get("datePublished"), meta.get("article:published_time"), meta.get("date"), _time(tree)),
        modified=_when(linked.get("dateModified"), meta.get("article:modified_time")),
        outlet=_name(linked.get("publisher")) or _clean(meta.get("og:site_name")),
        url=_canonical(tree) or _address(meta.get("og:url")),
        language=_language(tree),
        authors=tuple(dict.fromkeys(_names(linked.get("author")) or _names(meta.get("author")))),
    )


def _json_ld(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item[:200])
            elif isinstance(item, dict):
                yield item
                waiting.extend(item.get("@graph", []) if isinstance(item.get("@graph"), list) else [])


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds) and bool(item.get("headline"))


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if name and element.get("content"):
            found.setdefault(name, element.get("content"))
    return found


def _heading(tree: lxml.html.HtmlElement, meta: dict[str, str]) -> str | None:
    headings = [text for h1 in tree.iterfind(".//h1") if (text := _clean(h1.text_content()))]
    titled = _clean(meta.get("og:title")) or _clean(tree.findtext(".//title"))
    if titled:
        fitting = [h for h in headings if h in titled or titled in h]
        return fitting[0] if fitting else headings[0] if len(headings) == 1 else titled
    return headings[0] if headings else None


def _time(tree: lxml.html.HtmlElement) -> str | None:
    for element in tree.iterfind(".//article//time"):
        if element.get("datetime"):
            return str(element.get("datetime"))
    return None


def _when(*written: object) -> str | None:
    return next((found for each in written if isinstance(each, str) and (found := iso(each))), None)


def _clean(text: object) -> str | None:
    return re.sub(r"\s+", " ", text).strip() or None if isinstance(text, str) else None


def _name(item: object) -> str | None:
    item = item[0] if isinstance(item, list) and item else item
    return _clean(item.get("name")) if isinstance(item, dict) else _clean(item)


def _names(item: object) -> list[str]:
    items = item if isinstance(item, list) else [item]
    return [name for each in items[:20] if (name := _name(each)) and not name.startswith("http")]


def _canonical(tree: lxml.html.HtmlElement) -> str | None:
    for link in tree.iterfind(".//link[@rel='canonical']"):
        return _address(link.get("href"))
    return None


def _address(written: str | None) -> str | None:
    return written if written and written.startswith(("http://", "https://")) else None


def _language(tree: lxml.html.HtmlElement) -> str | None:
    said = (tree.get("lang") or "").strip()
    return said.split("-")[0].lower() if re.fullmatch(r"[a-zA-Z]{2,3}(-[\w-]{1,20})?", said) else None
