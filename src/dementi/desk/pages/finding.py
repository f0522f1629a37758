# SPDX-License-Identifier: Apache-2.0
"""What does the index find, and what is shown of it? Hits with their words out of the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from dementi.desk.pages import queries, wording
from dementi.desk.pages.asking import ask
from dementi.desk.pages.days import heading, moment
from dementi.desk.pages.marks import marks_of
from dementi.desk.pages.narrowing import WHOLE, Narrowed
from dementi.desk.pages.queries import Kept
from dementi.desk.record.store import instant_of
from dementi.desk.search.asked import Facet, FacetName, Filters, Hit, Kind, Order, Search
from dementi.desk.search.documents import passages
from dementi.desk.search.query import Query, parse
from dementi.desk.search.snippets import Words, excerpt, snippet
from dementi.record import Article, Relation, Statement

__all__ = ["ON_A_PAGE", "Answer", "Found", "Question", "Shown", "answer", "count", "search_of", "shown"]

ON_A_PAGE = 20
#: The anchor of the first match in an article.
FIRST_MATCH = "t1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit as the page shows it.

    Attributes:
        number: which one, for a reader who hears the links alone.
        permalink: the address of its own page.
        when: published, or captured where that is not known.
    """

    title: str
    role: str
    lang: str
    snippet: tuple[Words, ...]
    notes: str
    sign: str
    answer: str
    url: str
    number: str
    place: str
    permalink: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for: the words, what narrows it, statements or dispatches, in which order, which page of them."""

    words: str
    narrowed: Narrowed = field(default_factory=Narrowed)
    kind: Kind = Kind.STATEMENT
    order: Order = Order.NEWEST
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found.

    Attributes:
        found: the page of hits.
        statements: all statements that match.
        holding: the dispatches in which they stand.
        dispatches: all dispatches that match.
        people: who says what matches, with how many statements, the most first.
        facets: the counts by which the hits can be narrowed.
    """

    found: tuple[Found, ...]
    statements: int
    holding: int
    dispatches: int
    people: tuple[tuple[str, int], ...]
    facets: tuple[Facet, ...]


#: What statements and dispatches can be narrowed by.
_COMMON = (FacetName.OUTLET, FacetName.STORY, FacetName.CONTESTED)
FACETS = {
    Kind.STATEMENT: (FacetName.KIND, FacetName.SPEAKER, FacetName.DAY, *_COMMON),
    Kind.DISPATCH: (FacetName.KIND, FacetName.SPEAKER, *_COMMON, FacetName.LANGUAGE),
}


def answer(question: Question) -> Answer:
    """Return what the index finds, a page of it with its words out of the record."""
    results = {kind: ask(search_of(replace(question, kind=kind), is_shown=kind is question.kind)) for kind in Kind}
    said, held = results[Kind.STATEMENT], results[Kind.DISPATCH]
    hits = results[question.kind].hits
    found = tuple(each.found for each in shown(hits, question.words))
    speaking = next((facet.counts for facet in said.facets if facet.name is FacetName.SPEAKER), ())
    return Answer(
        found=found,
        statements=said.count,
        holding=said.dispatches,
        dispatches=held.count,
        people=tuple((name, count) for name, count in speaking if name),
        facets=results[question.kind].facets,
    )


def count(question: Question) -> int:
    """Return how much there is of what is looked for: statements, or dispatches."""
    return ask(replace(search_of(question), limit=1, offset=0, facets=())).count


def search_of(question: Question, *, is_shown: bool = True) -> Search:
    """Return a question as the index is asked; of a kind that is not shown only the count is wanted."""
    # What only one of the two can be narrowed by (the day said, the language) does not narrow the other.
    kept = tuple(each for each in question.narrowed.filters.values if each[0] in FACETS[question.kind])
    return Search(
        parse(question.words),
        question.kind,
        filters=Filters(kept),
        order=question.order,
        offset=(question.page - 1) * ON_A_PAGE if is_shown else 0,
        limit=ON_A_PAGE if is_shown else 1,
        facets=FACETS[question.kind] if is_shown else (FacetName.SPEAKER,),
        facet_limit=WHOLE,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with what it is of on the record (``said`` None: a dispatch), and as the page shows it."""

    kept: Kept
    said: Statement | None
    found: Found


def shown(hits: tuple[Hit, ...], asked: str) -> Iterator[Shown]:
    """Yield hits with their words out of the record, in their order; what does not stand there any more is left out.

    Args:
        hits: of the index.
        asked: the words that are looked for.
    """
    query = parse(asked)
    kept = queries.dispatches(hit.dispatch for hit in hits)
    for number, hit in enumerate(hits, 1):
        here = kept.get(hit.dispatch)
        if here and hit.statement is None:
            yield Shown(here, None, _dispatch(here, query, asked, number))
        elif here:
            said = next((each for each in here.reading.findings.statements if each.id == hit.statement), None)
            if said:
                yield Shown(here, said, _statement(here, said, query, asked, number))


def _statement(kept: Kept, said: Statement, query: Query, asked: str, number: int) -> Found:
    article = kept.reading.article
    text = article.text if article else ""
    denied = any(k.relation is Relation.DENIES and k.target == said.id for k in kept.reading.links)
    denies = any(k.relation is Relation.DENIES and k.source == said.id for k in kept.reading.links)
    shown = excerpt(text, passages(kept.reading, said), query, article.language if article else None)
    return Found(
        title=said.speaker.name if said.speaker else gettext("Unknown speaker"),
        role=(said.speaker.role if said.speaker else None) or "",
        lang=(article.language if article else None) or "",
        snippet=shown,
        notes=_notes(kept, wording.say_stance(said.stance) or ""),
        sign="met" if denied or denies else "",
        answer=gettext("denies a statement") if denies else gettext("denied") if denied else "",
        url=_url(kept, asked, _anchor(kept, said)),
        number=str(number),
        place=_place(article, passages(kept.reading, said)[0][0]),
        permalink=reverse("statement", args=[kept.id, said.id]),
        when=_when(kept),
    )


def _anchor(kept: Kept, said: Statement) -> str:
    article = kept.reading.article
    marks = marks_of(article.text, kept.reading.findings.statements) if article else ()
    return next((f"m{mark.number}" for mark in marks if mark.statement.id == said.id), FIRST_MATCH)


def _dispatch(kept: Kept, query: Query, asked: str, number: int) -> Found:
    article = kept.reading.article
    text = article.text if article else ""
    piece = snippet(text, query, article.language if article else None)
    return Found(
        title=(article.headline if article else None) or gettext("(no headline)"),
        role="",
        lang=(article.language if article else None) or "",
        snippet=piece.words,
        notes=_notes(kept, ""),
        sign="",
        answer="",
        url=_url(kept, asked),
        number=str(number),
        place=_place(article, piece.first) if piece.first is not None else "",
        permalink=reverse("article", args=[kept.id]),
        when=_when(kept),
    )


def _place(article: Article | None, character: int) -> str:
    """Return where in an article a character stands: "paragraph 3"."""
    paragraphs = article.paragraphs if article else ()
    number = next((n for n, each in enumerate(paragraphs, 1) if each.start <= character < each.end), 0)
    return gettext("paragraph %(number)s") % {"number": number} if number else gettext("headline")


def _when(kept: Kept) -> datetime:
    article = kept.reading.article
    return instant_of(article.published if article else None) or kept.captured


def _notes(kept: Kept, first: str) -> str:
    article = kept.reading.article
    published = moment(article.published if article else None)
    outlet = (article.outlet if article else None) or kept.outlet
    when = gettext("published on %(when)s") % {"when": published} if published else gettext("publication date unknown")
    return heading(", ".join(part for part in (first, outlet, when) if part))


def _url(kept: Kept, asked: str, anchor: str = FIRST_MATCH) -> str:
    return f"{reverse('article', args=[kept.id])}?{urlencode({'q': asked})}#{anchor}"
