# SPDX-License-Identifier: Apache-2.0
"""Which HTML may be shown? One allow-list for all markup that comes from outside: feeds, wire, pages.

Anything that does not stand in the list is taken away; its words stay, but for scripts and the like. The cleaning
itself is ammonia's (through nh3), on html5ever's parser.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from urllib.parse import quote

import nh3

from dementi.errors import ReadingError

__all__ = ["LARGEST", "allowed_html", "web_address", "xml_text"]

#: Characters of a fragment. nh3 takes quadratic time on formatting tags that are never closed (240 kB: 4.6 s).
LARGEST = 200_000
#: Tags that a fragment may leave open, and tags in all: what has more is an attack, and is shown as plain text.
MOST_OPEN, MOST_TAGS = 100, 20_000

TAGS = frozenset(
    [
        "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "dl", "dt", "em", "figcaption",
        "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small",
        "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul", "var", "wbr",
    ]
)  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "*": {"dir", "lang"},
}
#: What goes with its words: they were never meant to be read.
WORDLESS = frozenset(
    ["script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "select", "title"]
)

_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
#: Their next one closes them, so leaving them open is good HTML.
_CLOSED_BY_THE_NEXT = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"])
_NOT_IN_ADDRESS = re.compile(r'[\x00-\x20\x7f"<>\\^`{|}]')
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPAN = re.compile(r"[1-9]\d{0,2}")


def allowed_html(fragment: str) -> str:
    """Return the fragment with nothing in it but what may be shown.

    Args:
        fragment: HTML from outside, as it came.

    Returns:
        HTML that is safe to put into a page's body. Where the tags themselves are an attack, its words as plain text.

    Raises:
        ReadingError: the fragment is larger than :data:`LARGEST`.
    """
    if len(fragment) > LARGEST:
        raise ReadingError(
            "The markup has %(found)s characters; at most %(most)s are shown.", found=len(fragment), most=LARGEST
        )
    if _floods(fragment):
        return html.escape(" ".join(re.sub(r"<[^<>]*+>", " ", fragment).split()))
    return nh3.clean(
        fragment,
        tags=set(TAGS),
        clean_content_tags=set(WORDLESS),
        attributes=ATTRIBUTES,
        attribute_filter=_checked,
        strip_comments=True,
        link_rel="noopener noreferrer nofollow",
        url_schemes={"http", "https", "mailto"},
    )


def web_address(written: str | None) -> str | None:
    """Return an address of the web as it may stand behind a link, its spaces and control characters encoded; None for any other."""
    if written is None or not written.lower().startswith(("http://", "https://")):
        return None
    return _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), written)


def xml_text(words: str) -> str:
    """Return words without the characters that no XML may hold (XML 1.0, 2.2)."""
    return _NOT_XML.sub("", words)


def _floods(fragment: str) -> bool:
    """Count the tags in one pass: how many there are, and how many are open at once at most."""
    open_now: Counter[str] = Counter()
    count = depth = most = 0
    for match in _OPENING.finditer(fragment):
        count += 1
        name = match.group(2).lower()
        if name in _EMPTY or name in _CLOSED_BY_THE_NEXT:
            continue
        # By name: a closing tag of another name closes none of the formatting tags.
        if not match.group(1):
            open_now[name] += 1
            depth += 1
        elif open_now[name]:
            open_now[name] -= 1
            depth -= 1
        most = max(most, depth)
    return most > MOST_OPEN or count > MOST_TAGS


def _checked(_tag: str, attribute: str, value: str) -> str | None:
    """Let through cells that span up to 999 others, and no address without its scheme."""
    if attribute in {"colspan", "rowspan", "start"}:
        return value if _SPAN.fullmatch(value) else None
    if attribute == "href":
        return value if value.strip().lower().startswith(("http://", "https://", "mailto:")) else None
    return value if len(value) <= 300 else None
