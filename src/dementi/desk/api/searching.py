# SPDX-License-Identifier: Apache-2.0
"""What does a search find? In the query language of the page, with the counts of the page, and all of it as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router
from pydantic import Field

from dementi.desk.api import shapes
from dementi.desk.api.access import Door
from dementi.desk.api.asked import Filtered, Paged, Words, answers, open_to_read
from dementi.desk.api.hits import CURSOR, Placed, hits_after, in_days, said_between
from dementi.desk.api.paging import Cursor, Page, next_of
from dementi.desk.api.showing import UNIT, Shown, address
from dementi.desk.api.statements import filters_of
from dementi.desk.api.tokens import Scope
from dementi.desk.pages import exporting, finding
from dementi.desk.pages.asking import ask
from dementi.desk.pages.finding import Question
from dementi.desk.pages.narrowing import Narrowed
from dementi.desk.search.asked import Facet, FacetName, Filters, Kind, Order, Search
from dementi.desk.search.query import parse
from dementi.messages import gettext_noop
from dementi.record import Told

__all__ = ["router"]

router = Router(tags=["search"], auth=Door(Scope.READ))
Object = dict[str, Any]

#: A value that no statement has.
NO_DAY = "never"
#: Facets by the names that the API has for them.
NAMES = {
    FacetName.KIND: "kind",
    FacetName.SPEAKER: "speaker",
    FacetName.DAY: "day",
    FacetName.OUTLET: "outlet",
    FacetName.CONTESTED: "contested",
    FacetName.STORY: "story",
    FacetName.LANGUAGE: "language",
}


class Wanted(Filtered):
    """What is looked for."""

    q: Words = Field(
        "",
        description=gettext_noop(
            "The words, as they are typed on the page: phrases, exclusions, beginnings of words, fields."
        ),
    )
    type: Literal["statement", "dispatch"] = Field("statement", description=gettext_noop("What is looked for."))


class Asked(Paged, Wanted):
    """What is looked for, and in which order."""

    order: Literal["newest", "relevance"] = Field(
        "newest",
        description=gettext_noop(
            "The newest first, or the most relevant: of these there is one page, since what comes in moves their order."
        ),
    )


@router.get(
    "/search",
    response=answers(shapes.SearchFound),
    by_alias=True,
    summary=gettext_noop("What a search finds, as on the page"),
    openapi_extra=open_to_read(),
)
def search(request: HttpRequest, asked: Query[Asked]) -> Object:
    """Search statements or dispatches; ``statements``, ``holding`` and ``dispatches`` are the counts of the page."""
    asked_for = {kind: _search(asked, kind) for kind in Kind}
    here = Kind(asked.type)
    counted = {kind: ask(replace(found, limit=1)) if found else None for kind, found in asked_for.items()}
    said, held = counted[Kind.STATEMENT], counted[Kind.DISPATCH]
    shown = counted[here]
    page = _page(asked, asked_for[here])
    return {
        "unit": UNIT,
        "statements": said.count if said else 0,
        "holding": said.dispatches if said else 0,
        "dispatches": held.count if held else 0,
        "facets": [_facet(each) for each in shown.facets] if shown else [],
        "items": _items(request, page),
        "next": next_of(request, page),
    }


@router.get(
    "/search/export.{form}",
    response=answers(str),
    summary=gettext_noop("All that a search finds, as a file: CSV, JSON Lines or Parquet"),
    openapi_extra=open_to_read(),
)
def export(
    request: HttpRequest,  # noqa: ARG001 (ninja's form)
    form: Annotated[Literal["csv", "jsonl", "parquet"], Path(description=gettext_noop("The form of the file."))],
    asked: Query[Wanted],
) -> HttpResponseBase:
    """Return as many lines as the search counts, a line for each statement or dispatch; no word asks for all that is on the desk."""
    kind = Kind(asked.type)
    found = _search(asked, kind)
    # Nothing was said on those days: an export of what nothing has.
    return exporting.exported(found or Search(parse(""), kind, Filters(((FacetName.DAY, (NO_DAY,)),))), form)


def _search(asked: Wanted, kind: Kind) -> Search | None:
    """Return what is asked of the index for a kind, as the page asks it; None: nothing can be found."""
    question = Question(words=asked.q.strip(), narrowed=Narrowed(filters_of(asked)), kind=kind)
    bounded = in_days(finding.search_of(question), asked.published_from, asked.published_to)
    # A dispatch is said on no day: as on the page, that narrows the statements alone.
    return said_between(bounded, asked.said_from, asked.said_to) if kind is Kind.STATEMENT else bounded


def _page(asked: Asked, search: Search | None) -> Page[Placed]:
    if search is None:
        return Page((), None)
    if asked.order == "relevance":
        hits = ask(replace(search, order=Order.RELEVANCE, offset=0, limit=asked.limit, facets=())).hits
        return Page(tuple(Placed(0, hit.dispatch, 0, hit.statement or "") for hit in hits), None)
    return hits_after(search, Cursor.read(asked.cursor, CURSOR), asked.limit)


def _items(request: HttpRequest, page: Page[Placed]) -> list[Object]:
    shown = Shown(request)
    lines = {line["id"]: line for line in shown.dispatches([each.dispatch for each in page.items])}
    told = [Told(each.dispatch, each.statement) for each in page.items if each.statement]
    said = {(each["dispatch"], each["statement"]["id"]): each for each in shown.statements(told)}
    items = []
    for each in page.items:
        line, found = lines.get(each.dispatch), said.get((each.dispatch, each.statement))
        if line is not None and (found or not each.statement):
            url = found["url"] if found else address(request, "article", each.dispatch)
            items.append({"dispatch": line, "statement": found["statement"] if found else None, "url": url})
    return items


def _facet(facet: Facet) -> Object:
    values = [{"value": value, "count": count} for value, count in facet.counts]
    return {"name": NAMES[facet.name], "values": values, "others": facet.others}
