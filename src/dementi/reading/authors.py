# SPDX-License-Identifier: Apache-2.0
"""Whose names stand in the byline? What the page says of its authors, each name alone, without titles of the trade.

The sources are asked in the order in which they are sure: JSON-LD, meta elements, what the page marks as its byline (microdata,
rel=author, classes). A byline that gives more names than the surer source and all of its is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import lxml.html

from dementi.reading.furniture import folded
from dementi.reading.linked import Linked
from dementi.reading.names import agency_in, is_agency, names_in, opens_byline
from dementi.reading.titles import printed

__all__ = ["author_names", "credited_agency"]

_META = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
    "citation_author", "cxenseparse:author", "article.author", "og:article:author", "book:author", "author.name", "vr:author",
)  # fmt: skip
#: Classes of bylines; what stands in a longer class is about the author (« author-bio », « author-social »).
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|auteurs?|signature|autor|writer)(?:[\s_-]{1,2}(?:names?|link|nom|text|list|info|meta))?(?:$|\s)",
    re.IGNORECASE,
)
#: Classes of what is no part of the article: comments, other articles, the site's own furniture.
_ELSEWHERE = re.compile(
    r"comment|respond|disqus|related|recommend|recirc|sidebar|widget|promo|teaser|most-|popular|newsletter|footer|modal|popin|menu|bio\b|biograph",
    re.IGNORECASE,
)
_OUTSIDE = frozenset(["aside", "footer", "nav", "form", "label"])
#: Elements of bylines that are looked at, and how far up a byline shares its place with its co-authors.
MOST, UP = 60, 2
#: Elements of a byline's class that are looked at: a page with more has them on its comments and lists.
MOST_CLASSED = 300
_BYLINES = ("a", "span", "div", "p", "address", "strong", "b", "em", "li", "ul")


def author_names(
    tree: lxml.html.HtmlElement, linked: Linked, meta: Mapping[str, str], outlet: str | None
) -> tuple[str, ...]:
    """Return the names in the byline of a page.

    Args:
        tree: the page.
        linked: its JSON-LD.
        meta: its meta elements, by name.
        outlet: whose own name is no author's.
    """
    written = _written(linked, meta)
    sure = _first(names_of for each in written if (names_of := _all(each, outlet, sure=True)))
    marked = [_all(group, outlet) or _all(apart, outlet) for group, apart in _marked(tree)]
    byline = _first(marked)
    if not sure:
        return byline or _organisations(linked, outlet) or _agency_alone(linked, meta, outlet)
    for names in marked:
        mine, theirs = set(map(folded, sure)), {folded(name): name for name in names}
        if mine < set(theirs):
            return names
        if mine == set(theirs):
            # Of two spellings of the case, the one that is not all capitals was written by hand.
            return tuple(min((name, theirs[folded(name)]), key=_capitals) for name in sure)
    return sure


def _agency_alone(linked: Linked, meta: Mapping[str, str], outlet: str | None) -> tuple[str, ...]:
    """Return the agency where the byline is its name and nothing else."""
    named = [*linked.names("author"), *(each for written in _written(linked, meta) for each in written)]
    return next(((each,) for each in named if is_agency(each) and folded(each) != folded(outlet or "")), ())


def credited_agency(linked: Linked, meta: Mapping[str, str]) -> str | None:
    """Return the news agency that stands among the authors; None where none does."""
    named = [
        *linked.names("author", kind="organization"),
        *(each for written in _written(linked, meta) for each in written),
    ]
    return next((agency for each in named if (agency := agency_in(each))), None)


def _written(linked: Linked, meta: Mapping[str, str]) -> list[list[str]]:
    """Return what is written for machines about the authors, source by source."""
    labels = [
        meta[f"twitter:data{n}"]
        for n in (1, 2)
        if opens_byline(meta.get(f"twitter:label{n}", "")) and f"twitter:data{n}" in meta
    ]
    return [
        linked.names("author", kind="person"),
        linked.names("creator", kind="person"),
        [meta["author"]] if "author" in meta else [],
        labels,
        *([meta[name]] for name in _META[1:] if name in meta),
    ]


def _all(written: Iterable[str], outlet: str | None, *, sure: bool = False) -> tuple[str, ...]:
    found = {
        folded(name): name
        for each in reversed(list(written))
        for name in reversed(names_in(each, outlet=outlet, sure=sure))
    }
    return tuple(reversed(found.values()))


def _first(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next((names for names in found if names), ())


def _organisations(linked: Linked, outlet: str | None) -> tuple[str, ...]:
    """Return bodies that sign as authors: neither the outlet nor an agency."""
    return _all(linked.names("author", kind="organization"), outlet, sure=True)


def _capitals(name: str) -> int:
    return sum(c.isupper() for c in name)


def _marked(tree: lxml.html.HtmlElement) -> Iterator[tuple[list[str], list[str]]]:
    """Yield what the page marks as its byline, group by group, the surest first: co-authors stand in one place.

    Each as it reads, and with its elements apart: some hold a name each, in some a name stands in two.
    """
    for found in (_microdata(tree), _related(tree), _classed(tree)):
        elements = list(islice((element for element in found if not _is_elsewhere(element)), MOST))
        places: dict[lxml.html.HtmlElement, tuple[list[str], list[str]]] = {}
        for element in elements:
            around = [element, *(above for above, _ in zip(element.iterancestors(), range(UP), strict=False))]
            place = next((each for each in around if each in places), around[-1])
            group, apart = places.setdefault(place, ([], []))
            group.append(_text(element, " "))
            apart.append(_text(element, " , "))
        yield from list(places.values())[:3]


def _microdata(tree: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    for element in tree.iter("a", "span", "div", "p", "address", "li", "strong", "meta"):
        if "author" in (element.get("itemprop") or "").lower().split():
            yield next((e for e in element.iter() if "name" in (e.get("itemprop") or "").split()), element)


def _related(tree: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    for element in tree.iter("a"):
        if "author" in (element.get("rel") or "").lower().split():
            yield element


def _classed(tree: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Yield the innermost elements of a byline's class."""
    named = (e for e in tree.iter(*_BYLINES) if _BYLINE.search(e.get("class") or ""))
    for element in islice(named, MOST_CLASSED):
        if not any(_BYLINE.search(inner.get("class") or "") for inner in element.iterdescendants(*_BYLINES)):
            yield element


def _text(element: lxml.html.HtmlElement, at_edge: str) -> str:
    """Return the text of a byline, its blocks and lines apart."""
    if element.tag == "meta":
        return str(element.get("content") or "")
    return printed(element, at_break=" , ", at_edge=at_edge)


def _is_elsewhere(element: lxml.html.HtmlElement) -> bool:
    for each in (element, *element.iterancestors()):
        if each.tag in {"body", "html"}:
            return False
        if each.tag in _OUTSIDE or (
            each.tag != "article" and _ELSEWHERE.search(f"{each.get('class') or ''} {each.get('id') or ''}")
        ):
            return True
    return False
