# SPDX-License-Identifier: Apache-2.0
"""A web page -> its article: headline, authors, times and outlet from what the page says of itself, the body by trafilatura."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from dementi.errors import ReadingError
from dementi.language import word_list
from dementi.reading.dump import assembled
from dementi.reading.pagefacts import PageFacts, facts_of
from dementi.record import Article, Trouble

__all__ = ["read_page"]

#: Elements nested deeper than this are flattened before parsing: libxml2 drops what stands below its limit.
DEEPEST = 200
#: A body of fewer characters may be a wall in the place of the article.
SHORT = 600


def read_page(markup: str, url: str | None) -> tuple[Article, tuple[Trouble, ...]]:
    """Return the article of a page and what troubled its reading.

    Raises:
        ReadingError: there is no article, or a wall stands in its place (challenge, cookies, script).
    """
    flat, troubles = _flattened(markup)
    tree = _tree(flat)
    facts = facts_of(tree)
    paragraphs = _body(flat, url)
    if facts.headline and paragraphs and paragraphs[0] == facts.headline:
        paragraphs = paragraphs[1:]
    _refuse_walls(" ".join(paragraphs), flat)
    if not paragraphs:
        raise ReadingError("There is no article in this page.")
    return _with_facts(assembled(facts.headline, paragraphs, ()), facts), troubles


def _with_facts(article: Article, facts: PageFacts) -> Article:
    return Article(
        headline=article.headline,
        text=article.text,
        paragraphs=article.paragraphs,
        teaser="",
        language=facts.language,
        published=facts.published,
        modified=facts.modified,
        outlet=facts.outlet,
        url=facts.url,
        authors=facts.authors,
        standfirst=facts.standfirst if facts.standfirst and facts.standfirst in article.text else None,
    )


def _tree(markup: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ReadingError("There is no article in this page.") from error


def _body(markup: str, url: str | None) -> list[str]:
    import trafilatura

    text = trafilatura.extract(
        markup,
        url=url,
        include_comments=False,
        include_tables=True,
        favor_recall=False,
        with_metadata=False,
        deduplicate=False,
    )
    paragraphs = [re.sub(r"\s+", " ", line).strip().removeprefix("- ") for line in (text or "").split("\n")]
    return [paragraph for paragraph in paragraphs if paragraph]


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,5000}>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


def _flattened(markup: str) -> tuple[str, tuple[Trouble, ...]]:
    """Return the page without the tags that nest too deep: their words stay."""
    depth, at, out, dropped = 0, 0, [], 0
    for match in _TAG.finditer(markup):
        closing, name = match.group(1), match.group(2).lower()
        if name in _VOID or match.group().endswith("/>"):
            continue
        if closing:
            if depth > DEEPEST:
                out.append(markup[at : match.start()])
                at = match.end()
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth > DEEPEST:
                out.append(markup[at : match.start()] + " ")
                at = match.end()
                dropped += 1
    if not dropped:
        return markup, ()
    out.append(markup[at:])
    message = "The page nests more than %(deepest)s elements; it was read flat below."
    return "".join(out), (Trouble("reading", message, (("deepest", str(DEEPEST)),)),)


def _refuse_walls(body: str, markup: str) -> None:
    if len(body) >= SHORT:
        return
    seen = f"{body} {re.sub(r'<[^<>]{0,2000}>', ' ', markup[:200_000])}".lower()
    walls = word_list("fr", "furniture")["walls"]
    if any(word in seen for word in walls["challenge"]):
        raise ReadingError("The page is a challenge to prove that no machine reads it, not an article.")
    if len(body) < SHORT // 2 and any(word in seen for word in walls["cookies"]):
        raise ReadingError("The page is a cookie wall, not an article.")
    if len(body) < SHORT // 2 and any(word in seen for word in walls["script"]):
        raise ReadingError("The page needs a script to show its article.")
