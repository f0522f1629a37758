# SPDX-License-Identifier: Apache-2.0
"""What does a page say of itself? JSON-LD first, then Open Graph, meta and microdata, then what it marks: <time>, standfirst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html

from dementi.reading.authors import author_names, credited_agency
from dementi.reading.draft import Imprint
from dementi.reading.furniture import folded
from dementi.reading.linked import Linked, linked_article
from dementi.reading.names import LONGEST
from dementi.reading.outlets import host_of, outlet_of
from dementi.reading.posts import posts_of
from dementi.reading.published import iso
from dementi.reading.titles import Said, headline_of_page

__all__ = ["PageFacts", "facts_of"]

_WORD = re.compile(r"\w+")
#: Meta elements that give the title of the article, and the name of the site.
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title")
_SITES = (
    "og:site_name",
    "application-name",
    "al:ios:app_name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "twitter:app:name:iphone",
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:chapo|chapeau|standfirst|dek|deck|sub-?title|sub-?head(?:line|ing)?|sous-titre|article(?:-|__?)?(?:lead|intro|summary|desc|description|header-intro)"
    r"|excerpt|kicker-text|introduction)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DESCRIBING = re.compile(r"desc(?:ription)?(?:$|[\s_-])|summary|resume|lead|intro|abstract", re.IGNORECASE)
_PUBLISHING = re.compile("publi|entry-date", re.IGNORECASE)
_CHANGE = re.compile("updat|modif|maj|mise-a-jour", re.IGNORECASE)
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
        standfirst: where an element holds it alone.
        is_apart: the element's class sets it apart; else it may be the first paragraph.
        imprint: days, outlet, address, language, authors.
        body: the article's text, where JSON-LD gives it.
        posts: of a live blog, the lines of each with its time, as the page shows them.
        paid: the page says that its article is not free to read.
    """

    headline: str | None
    title: str | None
    standfirst: str | None
    is_apart: bool
    imprint: Imprint
    body: str | None
    posts: tuple[tuple[str, ...], ...]
    paid: bool


def facts_of(tree: lxml.html.HtmlElement, url: str | None = None) -> PageFacts:
    """Return what a page says of its article. Days that are not written for machines are left to ``imprint``.

    Args:
        tree: the page.
        url: the address from which it came.
    """
    meta, title = _meta(tree), _clean(tree.findtext(".//title"))
    shared = tuple(words for name in _TITLES if (words := _clean(meta.get(name))))
    linked = linked_article(tree, [*shared, *([title] if title else [])])
    said = Said(linked=linked.text("headline", "name"), shared=shared, window=title)
    address = _canonical(tree, linked, meta, url)
    names = [
        *linked.names("publisher"),
        *(meta.get(name) for name in _SITES),
        *linked.names("isPartOf"),
        *linked.sites(),
    ]
    outlet = outlet_of(names, [title, *shared], address or url)
    outlets = [
        name for name in (outlet, *names, host_of(address or url), urlsplit(address or url or "").hostname) if name
    ]
    published = [
        linked.text("datePublished"),
        *_of(meta, _PUBLISHED),
        *_micro(tree, "datePublished"),
        linked.text("dateCreated"),
    ]
    modified = [linked.text("dateModified"), *_of(meta, _MODIFIED), *_micro(tree, "dateModified")]
    standfirst, is_apart = _standfirst(tree, linked, meta)
    return PageFacts(
        headline=headline_of_page(tree, said, outlets),
        title=title,
        standfirst=standfirst,
        is_apart=is_apart,
        imprint=Imprint(
            published=_day([*published, *_times(tree)]),
            modified=_day([*modified, *(t.get("datetime") for t in _timed(tree) if _CHANGE.search(_named(t)))]),
            outlet=outlet,
            agency=credited_agency(linked, meta),
            url=address,
            language=_language(tree, linked, meta),
            authors=author_names(tree, linked, meta, outlet),
        ),
        body=linked.text("articleBody"),
        posts=posts_of(tree, linked),
        paid=linked.is_false("isAccessibleForFree") or meta.get("article:content_tier") in {"locked", "metered"},
    )


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the meta elements by name, the first of each; authors and creators may be several."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for name in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(name) or "").strip().lower()
            if not key or not content:
                continue
            if (
                key in found
                and ("author" in key or "creator" in key)
                and content not in found[key]
                and len(found[key]) < LONGEST
            ):
                found[key] = f"{found[key]} , {content}"
            found.setdefault(key, content)
    return found


def _of(meta: dict[str, str], names: Sequence[str]) -> list[str | None]:
    return [meta.get(name) for name in names]


def _standfirst(tree: lxml.html.HtmlElement, linked: Linked, meta: dict[str, str]) -> tuple[str | None, bool]:
    """Return the standfirst, and whether its class sets it apart.

    It is what the page's own description says in an element of its own. Where the description says something else, it is the only
    element under the headline of a standfirst's class: teasers of other articles have it too, but are several.
    """
    said = [linked.text("description", "alternativeHeadline"), meta.get("og:description"), meta.get("description")]
    described = {_bare(words) for words in said if words}
    classed: list[str] = []
    plain: str | None = None
    is_under = False
    for element in tree.iter("h1", "p", "div", "h2", "h3", "span", "strong", "section"):
        is_under = is_under or element.tag == "h1"
        is_classed = bool(_STANDFIRST.search(f"{_named(element)} {element.get('id') or ''}"))
        if not is_classed and (element.tag not in {"p", "h2", "h3"} or plain is not None):
            continue
        words = _clean(element.text_content())
        if not words or not 40 <= len(words) <= 800:
            continue
        if _bare(words) in described:
            if is_classed or element.tag in {"h2", "h3"} or _DESCRIBING.search(_named(element)):
                return words, True
            plain = plain or words
        elif is_classed and is_under and words not in classed:
            classed.append(words)
    return (classed[0], True) if len(classed) == 1 and plain is None else (plain, False)


def _bare(words: str) -> str:
    return "".join(_WORD.findall(folded(words)))


def _micro(tree: lxml.html.HtmlElement, name: str) -> Iterator[str | None]:
    for element in tree.iter("time", "meta", "span", "div"):
        if name in (element.get("itemprop") or "").split():
            yield element.get("datetime") or element.get("content")


def _times(tree: lxml.html.HtmlElement) -> list[str | None]:
    """Return the machine-written times of <time>: those marked as publication, else the only one of the page."""
    times = _timed(tree)
    marked = [t for t in times if "pubdate" in t.attrib or _PUBLISHING.search(_named(t))]
    # hAtom calls the only time of a post "updated".
    others = [t for t in times if not _CHANGE.search(_named(t))] or times
    if not marked and len({t.get("datetime") for t in others}) > 1:
        marked = [t for t in others if {"header", "article"} <= {a.tag for a in t.iterancestors()}][:1]
    elif not marked:
        marked = others
    return [t.get("datetime") for t in marked]


def _timed(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return [t for t in tree.iter("time") if t.get("datetime")]


def _named(element: lxml.html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def _day(written: Sequence[str | None]) -> str | None:
    return next((found for each in written if each and (found := iso(each))), None)


def _clean(text: object) -> str | None:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip() or None if isinstance(text, str) else None


def _canonical(tree: lxml.html.HtmlElement, linked: Linked, meta: dict[str, str], url: str | None) -> str | None:
    """Return the address that the page gives as its own. One of the site's front page is a template's mistake."""
    links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    base = next((href for e in tree.iter("base") if (href := e.get("href"))), None)
    written = [*links[:1], meta.get("og:url"), linked.address()]
    found = [address for each in written if (address := _address(each, _address(base, url) or url))]
    deep = [address for address in found if urlsplit(address).path.strip("/")]
    is_deep = bool(urlsplit(url or "").path.strip("/"))
    return next(iter(deep), None if is_deep else next(iter(found), None))


def _address(written: str | None, base: str | None) -> str | None:
    """Return an address of the web, None for anything else (javascript:, a path without a base, nonsense)."""
    try:
        parts = urlsplit(urljoin(base or "", (written or "").strip()))
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return parts.geturl() if written and known else None


def _language(tree: lxml.html.HtmlElement, linked: Linked, meta: dict[str, str]) -> str | None:
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    written = (
        tree.get("lang"),
        tree.get("xml:lang"),
        tree.get(xml),
        meta.get("og:locale"),
        meta.get("content-language"),
    )
    for said in (*written, linked.text("inLanguage"), meta.get("dc.language"), meta.get("language")):
        if said and re.fullmatch(r"[a-zA-Z]{2,3}(?:[-_][\w-]{1,20})?", said.strip()):
            return re.split("[-_]", said.strip())[0].lower()
    return None
