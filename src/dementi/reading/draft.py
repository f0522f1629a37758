# SPDX-License-Identifier: Apache-2.0
"""What has a reader found, before it is an article? And the one way in which a draft becomes an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dementi.errors import ReadingError
from dementi.reading.teaser import teaser
from dementi.record import Article, Furniture, Span, Trouble, Wire

__all__ = ["BETWEEN", "Draft", "Imprint", "composed", "kept_as_it_stands", "with_imprint"]

#: What stands between the headline and the paragraphs of an article's text.
BETWEEN = "\n\n"

#: No article of a newspaper is longer (characters); what is longer is no article.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a dispatch says of itself; None: it does not say.

    Attributes:
        published, modified: ISO 8601, as far as known.
        outlet, agency: names.
        url: the canonical address.
        language: BCP 47, as declared.
        authors: the byline, a name each.
    """

    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()

    def or_else(self, other: Imprint) -> Imprint:
        """Return this imprint with what it lacks taken from another."""
        return Imprint(
            published=self.published or other.published,
            modified=self.modified or other.modified,
            outlet=self.outlet or other.outlet,
            agency=self.agency or other.agency,
            url=self.url or other.url,
            language=self.language or other.language,
            authors=self.authors or other.authors,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Headline, paragraphs and furniture of a dispatch, their words still loose.

    Attributes:
        headline: None where there is none.
        paragraphs: without the headline, in order, none empty.
        furniture: what was taken away, in order.
        imprint: what the dispatch says of itself.
        standfirst: where the page sets one apart; one of the paragraphs.
        wire: what an agency says of its item.
        troubles: what was doubtful.
    """

    headline: str | None
    paragraphs: tuple[str, ...]
    furniture: tuple[Furniture, ...] = ()
    imprint: Imprint = Imprint()
    standfirst: str | None = None
    wire: Wire | None = None
    troubles: tuple[Trouble, ...] = ()


def composed(draft: Draft) -> Article:
    """Return the article: headline, blank line, the paragraphs joined by blank lines.

    Raises:
        ReadingError: there is no paragraph, or the text is too long.
    """
    pieces = [draft.headline] if draft.headline else []
    text = BETWEEN.join((*pieces, *draft.paragraphs))
    spans, at = [], len(BETWEEN.join((*pieces, "")))
    for paragraph in draft.paragraphs:
        spans.append(Span.of(text, at, at + len(paragraph)))
        at += len(paragraph) + len(BETWEEN)
    return _article(draft, text, spans)


def kept_as_it_stands(text: str) -> Article:
    """Return the article that a text is already: its first line the headline, its other lines the paragraphs.

    Nothing is taken away: ``Article.text`` is the text. One line alone is a paragraph without headline.

    Raises:
        ReadingError: there is nothing in the text, or the text is too long.
    """
    lines, at = [], 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            lines.append(Span.of(text, start, start + len(words)))
        at += len(line) + 1
    headline = lines.pop(0).exact if len(lines) > 1 else None
    return _article(Draft(headline=headline, paragraphs=tuple(s.exact for s in lines)), text, lines)


def with_imprint(article: Article, imprint: Imprint) -> Article:
    """Return the article with what is known of its origin."""
    return replace(
        article,
        published=imprint.published,
        modified=imprint.modified,
        outlet=imprint.outlet,
        agency=imprint.agency,
        url=imprint.url,
        language=imprint.language,
        authors=imprint.authors,
    )


def _article(draft: Draft, text: str, paragraphs: Iterable[Span]) -> Article:
    paragraphs = tuple(paragraphs)
    if not paragraphs:
        raise ReadingError("No article text was found.")
    if len(text) > LONGEST:
        raise ReadingError(
            "The text has %(found)s characters; the longest article that is read has %(most)s.",
            found=len(text),
            most=LONGEST,
        )
    return with_imprint(
        Article(
            headline=draft.headline,
            text=text,
            paragraphs=paragraphs,
            teaser=teaser([p.exact for p in paragraphs]),
            furniture=draft.furniture,
            standfirst=draft.standfirst,
            wire=draft.wire,
        ),
        draft.imprint,
    )
