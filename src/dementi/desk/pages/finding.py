# SPDX-License-Identifier: Apache-2.0
"""What does the index find, and what is shown of it? Hits with their words out of the record."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from dementi.desk.pages import queries, wording
from dementi.desk.pages.days import heading, moment
from dementi.desk.pages.marks import marks_of
from dementi.desk.pages.queries import Kept
from dementi.desk.search.asked import Kind, Results, Search
from dementi.desk.search.documents import passages
from dementi.desk.search.index import IndexDamaged, SearchIndex
from dementi.desk.search.query import Query, parse
from dementi.desk.search.snippets import Words, excerpt, snippet
from dementi.record import Relation, Statement

__all__ = ["ON_A_PAGE", "Found", "counts", "dispatches", "statements"]

ON_A_PAGE = 20
#: The anchor of the first match in an article.
FIRST_MATCH = "t1"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit as the page shows it; ``number``: which one, for a reader who hears the links alone."""

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


def counts(asked: str) -> tuple[int, int, int]:
    """Return how many statements match, in how many dispatches they stand, and how many dispatches match."""
    query = parse(asked)
    said = _search(query, Kind.STATEMENT, 1, 1)
    return said.count, said.dispatches, _search(query, Kind.DISPATCH, 1, 1).count


def statements(asked: str, page: int) -> tuple[Found, ...]:
    """Return a page of the statements that match, newest first."""
    query = parse(asked)
    found = []
    for number, hit in enumerate(_search(query, Kind.STATEMENT, page, ON_A_PAGE).hits, 1):
        kept = queries.dispatch(hit.dispatch)
        said = kept and next((s for s in kept.reading.findings.statements if s.id == hit.statement), None)
        if kept and said:
            found.append(_statement(kept, said, query, asked, number))
    return tuple(found)


def dispatches(asked: str, page: int) -> tuple[Found, ...]:
    """Return a page of the dispatches that match, newest first."""
    query = parse(asked)
    kept = [queries.dispatch(hit.dispatch) for hit in _search(query, Kind.DISPATCH, page, ON_A_PAGE).hits]
    return tuple(_dispatch(each, query, asked, number) for number, each in enumerate(kept, 1) if each)


def _search(query: Query, kind: Kind, page: int, size: int) -> Results:
    try:
        with SearchIndex.open(Path(settings.FOLDER) / "index") as index:
            return index.search(Search(query, kind, offset=(page - 1) * size, limit=size))
    except IndexDamaged as damage:
        # It is being made anew; nothing is lost, and the next question finds it.
        log.warning("the index cannot be asked: %s", damage)
        return Results((), 0, 0)


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
        place="",
    )


def _anchor(kept: Kept, said: Statement) -> str:
    article = kept.reading.article
    marks = marks_of(article.text, kept.reading.findings.statements) if article else ()
    return next((f"m{mark.number}" for mark in marks if mark.statement.id == said.id), FIRST_MATCH)


def _dispatch(kept: Kept, query: Query, asked: str, number: int) -> Found:
    article = kept.reading.article
    text = article.text if article else ""
    return Found(
        title=(article.headline if article else None) or gettext("(no headline)"),
        role="",
        lang=(article.language if article else None) or "",
        snippet=snippet(text, query, article.language if article else None).words,
        notes=_notes(kept, ""),
        sign="",
        answer="",
        url=_url(kept, asked),
        number=str(number),
        place="",
    )


def _notes(kept: Kept, first: str) -> str:
    article = kept.reading.article
    published = moment(article.published if article else None)
    outlet = (article.outlet if article else None) or kept.outlet
    when = gettext("published on %(when)s") % {"when": published} if published else gettext("publication date unknown")
    return heading(", ".join(part for part in (first, outlet, when) if part))


def _url(kept: Kept, asked: str, anchor: str = FIRST_MATCH) -> str:
    return f"{reverse('article', args=[kept.id])}?{urlencode({'q': asked})}#{anchor}"
