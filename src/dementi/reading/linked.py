# SPDX-License-Identifier: Apache-2.0
"""What does a page say of itself in JSON-LD (schema.org)? The article among its items, with the things it points to."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

__all__ = ["Linked", "linked_article"]

#: Characters of one block of JSON-LD, blocks and items that are read: a page that has more is an attack.
LARGEST, MOST_BLOCKS, MOST_ITEMS = 2_000_000, 50, 2_000

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")


class Linked:
    """The item that describes the article; its values are read with care, since anything may stand in them."""

    def __init__(self, item: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> None:
        self._item, self._by_id = item, by_id

    def text(self, *names: str) -> str | None:
        """Return the first of the values that is a text, its character references resolved."""
        for name in names:
            value = self._item.get(name)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, str) and value.strip():
                return html.unescape(value).strip()
        return None

    def names(self, name: str, *, kinds: tuple[str, ...] = ()) -> list[str]:
        """Return the names of the things that a property points to.

        Args:
            name: the property ("author").
            kinds: where given, things that say they are of another type are left out.
        """
        value = self._item.get(name)
        found = []
        for each in (value if isinstance(value, list) else [value])[:MOST_BLOCKS]:
            thing = self._resolved(each)
            if isinstance(thing, dict):
                kind = thing.get("@type", "")
                if kinds and kind and not any(k in str(kind) for k in kinds):
                    continue
                label = thing.get("name")
                thing = label[0] if isinstance(label, list) and label else label
            if isinstance(thing, str) and thing.strip():
                found.append(html.unescape(thing).strip())
        return found

    def is_false(self, name: str) -> bool:
        """Say whether a property is there and false, however it is written."""
        return str(self._item.get(name, "")).lower() == "false"

    def _resolved(self, thing: object) -> object:
        if isinstance(thing, dict) and "name" not in thing:
            return self._by_id.get(str(thing.get("@id")), thing)
        return thing


def linked_article(tree: lxml.html.HtmlElement) -> Linked:
    """Return what JSON-LD says of the article of a page; an empty item where there is none."""
    items = list(_items(tree))
    by_id = {str(item["@id"]): item for item in items if "@id" in item and "name" in item}
    articles = [item for item in items if _is_article(item)]
    best = max(articles, key=lambda item: ("headline" in item, "datePublished" in item, "author" in item), default={})
    return Linked(best, by_id)


def _items(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    count = 0
    for block in _scripts(tree):
        waiting: list[object] = [block]
        while waiting and count < MOST_ITEMS:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item[:MOST_ITEMS])
            elif isinstance(item, dict):
                count += 1
                yield item
                waiting.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)


def _scripts(tree: lxml.html.HtmlElement) -> Iterator[object]:
    scripts = [s for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    for script in scripts[:MOST_BLOCKS]:
        written = (script.text or "").strip().removesuffix(";")
        written = written.removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
        if len(written) > LARGEST:
            continue
        for tried in (written, _TRAILING_COMMA.sub(r"\1", written)):
            try:
                yield json.loads(tried, strict=False)
            except (ValueError, RecursionError):
                continue
            break


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))
