# SPDX-License-Identifier: Apache-2.0
"""How is an entry of a feed a dispatch? Its own words as a page of its own, which the reader of pages reads like any other."""

from __future__ import annotations

import json
from html import escape

from dementi.reading.feeds.entries import Entry
from dementi.record import Dispatch, Form

__all__ = ["dispatch_of"]


def dispatch_of(entry: Entry, outlet: str | None = None) -> Dispatch:
    """Return the words that the feed itself has of an article, as a dispatch.

    Args:
        entry: of the feed.
        outlet: whose feed it is; None: not known.
    """
    words = entry.markup
    if entry.text:
        words = "".join(f"<p>{escape(part)}</p>" for part in entry.markup.split("\n\n") if part.strip())
    headline = escape(entry.headline or "")
    page = (
        f'<!DOCTYPE html><html lang="{escape(entry.language or "")}"><head><meta charset="utf-8"><title>{headline}</title>'
        f'<script type="application/ld+json">{_facts(entry, outlet)}</script></head>'
        f"<body><article><h1>{headline}</h1>\n{words}\n</article></body></html>"
    )
    return Dispatch(
        id=entry.url or entry.key,
        content=page.encode("utf-8", "replace"),
        form=Form.PAGE,
        published=entry.published,
        url=entry.url,
        media_type="text/html; charset=utf-8",
    )


def _facts(entry: Entry, outlet: str | None) -> str:
    said: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle"}
    said["headline"] = entry.headline
    said["url"] = entry.url
    said["datePublished"], said["dateModified"] = entry.published, entry.modified
    said["author"] = [{"@type": "Person", "name": name} for name in entry.authors]
    said["publisher"] = {"@type": "Organization", "name": outlet} if outlet else None
    kept = {name: value for name, value in said.items() if value}
    return json.dumps(kept, ensure_ascii=False).replace("<", "\\u003c")
