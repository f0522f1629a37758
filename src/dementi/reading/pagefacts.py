# SPDX-License-Identifier: Apache-2.0
"""What does a page say of itself? JSON-LD first, then Open Graph, meta and microdata, then its own <h1>, <time>, <title>."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html

from dementi.reading.authors import author_names
from dementi.reading.draft import Imprint
from dementi.reading.furniture import folded
from dementi.reading.linked import Linked, linked_article
from dementi.reading.published import iso

__all__ = ["PageFacts", "facts_of"]

_WORD = re.compile(r"\w+")
#: What stands between a headline and the name of the site in a title.
_JOINTS = (" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " / ")
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:chapo|chapeau|standfirst|dek|deck|sub-?title|sub-?head(?:line|ing)?|sous-titre|article-?(?:lead|intro|summary)"
    r"|excerpt|kicker-text|introduction)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PUBLISHING = re.compile("publi|entry-date", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.created", "date", "dc.date",
    "pubdate", "parsely-pub-date", "sailthru.date", "publish-date", "article.published",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "article.updated",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says of its article; None where it does not say.

    Attributes:
        headline: as it is printed on the page, where that can be told.
        title: of the window, whole.
        standfirst: where an element sets it apart.
        imprint: days, outlet, address, language, authors.
        body: the article's text, where JSON-LD gives it.
        paid: the page says that its article is not free to read.
    """

    headline: str | None
    title: str | None
    standfirst: str | None
    imprint: Imprint
    body: str | None
    paid: bool


def facts_of(tree: lxml.html.HtmlElement) -> PageFacts:
    """Return what a page says of its article. Days that are not written for machines are left to ``imprint``."""
    linked, meta = linked_article(tree), _meta(tree)
    title = _clean(tree.findtext(".//title"))
    published = [linked.text("datePublished", "dateCreated"), *_of(meta, _PUBLISHED), *_micro(tree, "datePublished")]
    modified = [linked.text("dateModified"), *_of(meta, _MODIFIED), *_micro(tree, "dateModified")]
    names = [*linked.names("publisher"), meta.get("og:site_name"), meta.get("application-name")]
    outlet = next((name for each in names if (name := _clean(each))), None)
    return PageFacts(
        headline=_headline(tree, linked, meta, outlet),
        title=title,
        standfirst=_standfirst(tree, linked, meta),
        imprint=Imprint(
            published=_day([*published, *_times(tree)]),
            modified=_day(modified),
            outlet=outlet,
            url=_canonical(tree) or _address(meta.get("og:url")),
            language=_language(tree, meta),
            authors=author_names(tree, linked, meta, outlet),
        ),
        body=linked.text("articleBody"),
        paid=linked.is_false("isAccessibleForFree") or meta.get("article:content_tier") == "locked",
    )


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for name in ("property", "name", "itemprop"):
            key = (element.get(name) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _of(meta: dict[str, str], names: Sequence[str]) -> list[str | None]:
    return [meta.get(name) for name in names]


def _headline(tree: lxml.html.HtmlElement, linked: Linked, meta: dict[str, str], outlet: str | None) -> str | None:
    """Return the printed headline that what the page says of itself agrees with best; else what it says."""
    said = [_clean(linked.text("headline")), _clean(meta.get("og:title")), _clean(meta.get("twitter:title"))]
    said.append(_clean(tree.findtext(".//title")))
    told = [_without_site(words, outlet) for words in said if words]
    printed = [words for h1 in _headings(tree) if (words := _clean(h1.text_content())) and len(words) < 400]
    agreeing = [(max((_agreement(words, each) for each in told), default=0.0), -i) for i, words in enumerate(printed)]
    if agreeing and max(agreeing)[0] >= 0.5:
        return printed[-max(agreeing)[1]]
    if told:
        return told[0]
    return printed[0] if printed else None


def _headings(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    named = [e for e in tree.iter("h1", "h2", "div", "span") if "headline" in (e.get("itemprop") or "").lower().split()]
    return [*list(tree.iter("h1"))[:20], *named[:5]]


def _agreement(one: str, other: str) -> float:
    """The words that two headlines share, as part of all their words (Jaccard)."""
    a, b = set(_WORD.findall(folded(one))), set(_WORD.findall(folded(other)))
    return len(a & b) / len(a | b) if a and b else 0.0


def _without_site(title: str, outlet: str | None) -> str:
    """Take the name of the site off the end (or the start) of a title."""
    for joint in _JOINTS:
        head, _, tail = title.rpartition(joint)
        is_site = (outlet and _agreement(tail, outlet) >= 0.5) or joint in {" | ", " :: "} or "." in tail
        if len(head.split()) >= 3 and len(tail.split()) <= 5 and is_site:
            return _without_site(head.strip(), outlet)
        head, _, tail = title.partition(joint)
        if outlet and folded(head) == folded(outlet) and len(tail.split()) >= 3:
            return tail.strip()
    return title


def _standfirst(tree: lxml.html.HtmlElement, linked: Linked, meta: dict[str, str]) -> str | None:
    """Return the text of the element that sets a standfirst apart, where the page's own description says the same."""
    said = [linked.text("description", "alternativeHeadline"), meta.get("og:description"), meta.get("description")]
    described = {_bare(words) for words in said if words}
    for element in tree.iter("p", "div", "h2", "h3", "span", "strong", "section"):
        named = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}"
        if _STANDFIRST.search(named):
            words = _clean(element.text_content())
            if words and 40 <= len(words) <= 800 and _bare(words) in described:
                return words
    return None


def _bare(words: str) -> str:
    return "".join(_WORD.findall(folded(words)))


def _micro(tree: lxml.html.HtmlElement, name: str) -> Iterator[str | None]:
    for element in tree.iter("time", "meta", "span", "div"):
        if name in (element.get("itemprop") or "").split():
            yield element.get("datetime") or element.get("content")


def _times(tree: lxml.html.HtmlElement) -> list[str | None]:
    """Return the machine-written times of <time>: those marked as publication, else the only one of the page."""
    times = [t for t in tree.iter("time") if t.get("datetime")]
    marked = [t for t in times if "pubdate" in t.attrib or _PUBLISHING.search(t.get("class") or "")]
    if not marked and len({t.get("datetime") for t in times}) > 1:
        marked = [t for t in times if {"header", "article"} <= {a.tag for a in t.iterancestors()}][:1]
    elif not marked:
        marked = times
    return [t.get("datetime") for t in marked]


def _day(written: Sequence[str | None]) -> str | None:
    return next((found for each in written if each and (found := iso(each))), None)


def _clean(text: object) -> str | None:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip() or None if isinstance(text, str) else None


def _canonical(tree: lxml.html.HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _address(link.get("href"))
    return None


def _address(written: str | None) -> str | None:
    """Return an address of the web, None for anything else (javascript:, a path, nonsense)."""
    try:
        parts = urlsplit((written or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.hostname else None


def _language(tree: lxml.html.HtmlElement, meta: dict[str, str]) -> str | None:
    said = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("og:locale") or ""
    ).strip()
    return re.split("[-_]", said)[0].lower() if re.fullmatch(r"[a-zA-Z]{2,3}([-_][\w-]{1,20})?", said) else None
