# SPDX-License-Identifier: Apache-2.0
"""Which statements are on record? The list by who, where, what and when; one with its links both ways and its citations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from dementi.desk.api import shapes
from dementi.desk.api.access import Door
from dementi.desk.api.asked import DispatchId, Filtered, Narrowing, StatementId, answers, open_to_read
from dementi.desk.api.hits import CURSOR, hits_after, in_days, said_between, stories_named
from dementi.desk.api.paging import Cursor, next_of
from dementi.desk.api.showing import UNIT, Shown, links_shown, statements_of
from dementi.desk.api.tokens import Scope
from dementi.desk.matters.ties import ties_of
from dementi.desk.pages import citing
from dementi.desk.pages.asking import ask
from dementi.desk.pages.statement import cited_of
from dementi.desk.search.asked import FacetName, Filters, Kind, Search
from dementi.desk.search.query import parse
from dementi.matters import links_inside
from dementi.messages import gettext_noop
from dementi.record import Told

__all__ = ["filters_of", "router"]

router = Router(tags=["statements"], auth=Door(Scope.READ))
Object = dict[str, Any]


@router.get(
    "/statements",
    response=answers(shapes.StatementList),
    by_alias=True,
    summary=gettext_noop("The statements on record, those of the newest dispatch first"),
    openapi_extra=open_to_read(),
)
def list_statements(request: HttpRequest, asked: Query[Narrowing]) -> Object:
    """List statements; they come from the index, which follows the record within half a second."""
    search = in_days(
        Search(parse(""), Kind.STATEMENT, filters=filters_of(asked)), asked.published_from, asked.published_to
    )
    bounded = said_between(search, asked.said_from, asked.said_to)
    if bounded is None:
        return {"unit": UNIT, "count": 0, "items": [], "next": None}
    page = hits_after(bounded, Cursor.read(asked.cursor, CURSOR), asked.limit)
    return {
        "unit": UNIT,
        "count": ask(replace(bounded, limit=1)).count,
        "items": Shown(request).statements([Told(each.dispatch, each.statement) for each in page.items]),
        "next": next_of(request, page),
    }


def filters_of(asked: Filtered) -> Filters:
    """Return by which facets a list is narrowed."""
    values = (
        (FacetName.KIND, tuple(asked.kind)),
        (FacetName.SPEAKER, tuple(asked.speaker)),
        (FacetName.OUTLET, tuple(asked.outlet)),
        (FacetName.STORY, stories_named(asked.story)),
        (FacetName.CONTESTED, (asked.contested,) if asked.contested else ()),
    )
    return Filters(tuple((name, chosen) for name, chosen in values if chosen))


@router.get(
    "/dispatches/{dispatch}/statements/{statement}",
    response=answers(shapes.OneStatement, 404),
    by_alias=True,
    summary=gettext_noop("One statement, what it answers, what answers it, and how it is cited"),
    openapi_extra=open_to_read(),
)
def one_statement(request: HttpRequest, dispatch: DispatchId, statement: StatementId) -> Object:
    """Return one statement; links within its dispatch and with others are given both ways."""
    cited = cited_of(request, dispatch, statement)
    reading = cited.kept.reading
    here = Told(dispatch, statement)
    links = [*links_inside(reading), *ties_of(dispatch)]
    found = statements_of(reading).get(statement)
    if found is None:
        raise Http404
    return {
        **Shown(request).statement(reading, found),
        "unit": UNIT,
        "answers": links_shown(link for link in links if link.source == here),
        "answered_by": links_shown(link for link in links if link.target == here),
        "citation": {
            "sentence": citing.sentence(cited),
            "bibtex": citing.bibtex(cited),
            "json_ld": citing.json_ld(cited),
            "annotation": citing.annotation(cited),
        },
    }
