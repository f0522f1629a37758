# SPDX-License-Identifier: Apache-2.0
"""Is this page a live blog, and which are its posts? Each with its time, in the order in which the page shows them.

The body of a live blog has no shape that an extractor knows: it takes some posts and drops their times. A page is one where JSON-LD says so
(schema.org/LiveBlogPosting) or its classes do; its posts are the elements of one kind that each hold a time.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

import lxml.html

from dementi.reading.linked import Linked
from dementi.reading.stream import stream_of

__all__ = ["posts_of"]

#: So many elements of one kind make posts; where JSON-LD says that the page is a live blog, so many.
POSTS, TOLD = 3, 2
#: Posts that are read, and characters that a post has at least, its time included.
MOST, SHORTEST = 5_000, 15
#: Kinds of elements that are looked at, and places of a live blog by their classes.
MOST_KINDS, MOST_PLACES = 200, 5

_LIVE = re.compile(
    r"(?:^|[\s_-])live-?(?:blog(?:ging)?|posts?|events?|feed|entry|entries|updates?|stream)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TIMED = re.compile(r"(?:^|[\s_-])(?:time|hour|heure|date|timestamp)(?:$|[\s_-])", re.IGNORECASE)
_NO_POST = re.compile(r"comment|related|sidebar|recirc|teaser|most-|popular|menu|footer|nav", re.IGNORECASE)
_CLOCK = re.compile(r"T(\d\d:\d\d)")


def posts_of(tree: lxml.html.HtmlElement, linked: Linked) -> tuple[tuple[str, ...], ...]:
    """Return the posts of a live blog, the lines of each; () where the page is none.

    Args:
        tree: the page.
        linked: what JSON-LD says of its article.
    """
    told = linked.is_a("LiveBlogPosting")
    if not told:
        places = [e for e in tree.iter("div", "section", "article", "ol", "ul", "main") if _LIVE.search(_named(e))]
        return next((shown for place in places[:MOST_PLACES] if (shown := _shown(place, POSTS))), ())
    shown, given = _shown(tree, TOLD), _given(linked)
    return shown if _size(shown) >= _size(given) // 2 else given


def _shown(place: lxml.html.HtmlElement, least: int) -> tuple[tuple[str, ...], ...]:
    """Return the posts that stand in a place: of the kinds of elements that hold a time each, the one with the most text."""
    kinds: dict[tuple[str, str], list[lxml.html.HtmlElement]] = {}
    for element in place.iter("article", "div", "li", "section"):
        kinds.setdefault((element.tag, " ".join((element.get("class") or "").split()[:2])), []).append(element)
    best: tuple[tuple[str, ...], ...] = ()
    for (_, name), elements in list(kinds.items())[:MOST_KINDS]:
        if not least <= len(elements) <= MOST or _NO_POST.search(name):
            continue
        known = frozenset(elements)
        posts = [_lines(e) for e in elements if not _is_elsewhere(e, known) and _is_timed(e)]
        found = tuple(post for post in posts if sum(map(len, post)) >= SHORTEST)
        if len(found) >= least and 2 * len(found) >= len(elements) and _size(found) > _size(best):
            best = found
    return best


def _given(linked: Linked) -> tuple[tuple[str, ...], ...]:
    """Return the posts that JSON-LD gives, each with its clock time as the first line."""
    found = []
    for post in linked.things("liveBlogUpdate")[:MOST]:
        clock = _CLOCK.search(post.text("datePublished") or "")
        body = [line.strip() for line in (post.text("articleBody") or "").split("\n")]
        lines = (clock.group(1) if clock else "", post.text("headline") or "", *body)
        if any(body):
            found.append(tuple(line for line in lines if line))
    return tuple(found)


def _is_timed(element: lxml.html.HtmlElement) -> bool:
    return any(
        e.tag == "time" or _TIMED.search(e.get("class") or "")
        for e in element.iterdescendants("time", "span", "div", "p")
    )


def _is_elsewhere(element: lxml.html.HtmlElement, posts: Container[lxml.html.HtmlElement]) -> bool:
    """Say whether an element stands inside another post, or in a part of the page that is not the article."""
    for above in element.iterancestors():
        if above.tag in {"body", "html"}:
            return False
        if above in posts or above.tag in {"aside", "footer", "nav", "form"} or _NO_POST.search(_named(above)):
            return True
    return False


def _named(element: lxml.html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _lines(element: lxml.html.HtmlElement) -> tuple[str, ...]:
    return tuple(block.text for block in stream_of(element).blocks)


def _size(posts: Sequence[Sequence[str]]) -> int:
    return sum(len(line) for post in posts for line in post)
