# SPDX-License-Identifier: Apache-2.0
"""What does a page say of itself in JSON-LD (schema.org)? The article among its items, with the things it points to."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

import lxml.html

from dementi.reading.json_text import parsed

__all__ = ["Linked", "linked_article"]

#: Characters of one block of JSON-LD, blocks and items that are read: a page that has more is an attack.
LARGEST, MOST_BLOCKS, MOST_ITEMS = 2_000_000, 50, 2_000
#: Things of one property that are read: authors, posts of a live blog.
MOST_THINGS = 500

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

    def names(self, name: str, *, kind: str | None = None) -> list[str]:
        """Return the names of the things that a property points to.

        Args:
            name: the property ("author").
            kind: "person" leaves out what says that it is something else, "organization" what does not.
        """
        found = []
        for thing in self._things(self._item.get(name)):
            kinds = str(thing.get("@type", thing.get("type", ""))).lower() if isinstance(thing, dict) else ""
            if kind == "person" and kinds and "person" not in kinds:
                continue
            if kind == "organization" and "organization" not in kinds:
                continue
            found += [html.unescape(label).strip() for label in _labels(thing) if label.strip()]
        return found

    def things(self, name: str) -> list[Linked]:
        """Return the items that a property points to (the posts of a live blog), as they stand."""
        return [Linked(thing, self._by_id) for thing in self._things(self._item.get(name)) if isinstance(thing, dict)]

    def _things(self, value: object) -> list[object]:
        waiting: list[object] = [value]
        found: list[object] = []
        while waiting and len(found) < MOST_THINGS:
            each = waiting.pop(0)
            if isinstance(each, list):
                waiting = [*each[:MOST_THINGS], *waiting]
            elif isinstance(each, dict) and "@list" in each:
                waiting.insert(0, each["@list"])
            elif each is not None:
                found.append(self._resolved(each))
        return found

    def address(self) -> str | None:
        """Return the address of the article's page."""
        main = next(iter(self._things(self._item.get("mainEntityOfPage"))), None)
        main = main.get("@id") or main.get("url") if isinstance(main, dict) else main
        return self.text("url") or (main if isinstance(main, str) else None)

    def sites(self) -> list[str]:
        """Return the names of the web sites that the page describes."""
        return [
            label for item in self._by_id.values() if "WebSite" in str(item.get("@type")) for label in _labels(item)
        ]

    def is_a(self, kind: str) -> bool:
        """Say whether the item is of a type of schema.org ("LiveBlogPosting")."""
        kinds = self._item.get("@type")
        return kind in (kinds if isinstance(kinds, list) else [kinds])

    def is_false(self, name: str) -> bool:
        """Say whether a property is there and false, however it is written."""
        return str(self._item.get(name, "")).lower() == "false"

    def _resolved(self, thing: object) -> object:
        if isinstance(thing, dict) and "name" not in thing:
            return self._by_id.get(str(thing.get("@id")), thing)
        return thing


def _labels(thing: object) -> list[str]:
    """Return the names of a thing: a text, or what its name says, or given and family name."""
    if isinstance(thing, str):
        return [thing]
    if not isinstance(thing, dict):
        return []
    label = thing.get("name") or " ".join(str(thing.get(part) or "") for part in ("givenName", "familyName"))
    labels = label if isinstance(label, list) else [label]
    labels = [each.get("@value") if isinstance(each, dict) else each for each in labels]
    return [each for each in labels if isinstance(each, str)]


def linked_article(tree: lxml.html.HtmlElement, titles: Sequence[str] = ()) -> Linked:
    """Return what JSON-LD says of the article of a page; an empty item where there is none.

    Args:
        tree: the page.
        titles: what the page calls itself otherwise: of several articles, the one that is called so is the page's.
    """
    items = list(_items(tree))
    by_id = {str(item.get("@id", f"#{n}")): item for n, item in enumerate(items) if "name" in item}
    articles = [item for item in items if _is_article(item)]
    best = max(
        articles,
        key=lambda item: ("headline" in item, _is_called(item, titles), "datePublished" in item, "author" in item),
        default={},
    )
    return Linked(best, by_id)


def _is_called(item: dict[str, Any], titles: Sequence[str]) -> bool:
    headline = item.get("headline")
    start = " ".join(html.unescape(headline).split()).casefold()[:40] if isinstance(headline, str) else ""
    return bool(start) and any(start in " ".join(title.split()).casefold() for title in titles)


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
                yield parsed(tried, strict=False)
            except (ValueError, RecursionError):
                continue
            break


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))
