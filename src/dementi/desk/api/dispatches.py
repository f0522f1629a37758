# SPDX-License-Identifier: Apache-2.0
"""Which dispatches are on record? The list, one whole, its text, its statements, its versions."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from dementi.desk.api import shapes
from dementi.desk.api.access import Door
from dementi.desk.api.asked import DispatchId, Paged, Value, answers, open_to_read
from dementi.desk.api.hits import CURSOR, hits_after, stories_named
from dementi.desk.api.paging import Cursor, instant_at, next_of, page_of
from dementi.desk.api.showing import UNIT, Shown, address, links_shown, reading_shown, statements_of
from dementi.desk.api.tokens import Scope
from dementi.desk.matters.groups import copies_of, story_of
from dementi.desk.matters.ties import ties_of
from dementi.desk.pages import queries
from dementi.desk.pages.asking import ask
from dementi.desk.pages.latest import OF_KIND
from dementi.desk.pages.queries import Kept, Kind
from dementi.desk.record.versions import KeptVersion, versions_of
from dementi.desk.search.asked import FacetName, Filters, Search
from dementi.desk.search.asked import Kind as Looked
from dementi.desk.search.query import parse
from dementi.desk.search.schema import micros
from dementi.messages import gettext_noop

__all__ = ["router"]

router = Router(tags=["dispatches"], auth=Door(Scope.READ))
Object = dict[str, Any]

KINDS = {
    "all": Kind.ALL,
    "contested": Kind.CONTESTED,
    "denial": Kind.DENIAL,
    "confirmation": Kind.CONFIRMATION,
    "figure": Kind.FIGURE,
}


class Asked(Paged):
    """Which dispatches are wanted."""

    kind: Literal["all", "contested", "denial", "confirmation", "figure"] = Field(
        "all", description=gettext_noop("As on the page of the latest news: all, contested, with a denial, …")
    )
    speaker: list[Value] = Field(
        [], max_length=10, description=gettext_noop("Who speaks in it, by the name as written.")
    )
    outlet: list[Value] = Field([], max_length=10, description=gettext_noop("The outlet; empty: it is not known."))
    story: list[Value] = Field(
        [], max_length=10, description=gettext_noop("The id of a story, or its name; empty: of none.")
    )
    language: list[Value] = Field(
        [], max_length=10, description=gettext_noop("Its language (BCP 47); empty: not told.")
    )


@router.get(
    "/dispatches",
    response=answers(shapes.DispatchList),
    summary=gettext_noop("The dispatches on record, the newest first"),
    openapi_extra=open_to_read(),
)
def list_dispatches(request: HttpRequest, asked: Query[Asked]) -> Object:
    """List dispatches; narrowed by speaker, outlet, story or language they come from the index, within half a second."""
    if asked.speaker or asked.outlet or asked.story or asked.language:
        return _narrowed(request, asked)
    kind = KINDS[asked.kind]
    after = Cursor.read(asked.cursor, (int, str))
    start = (instant_at(int(after.parts[0])), str(after.parts[1])) if after else None
    found = queries.newest_ids(kind, start, asked.limit + 1)
    page = page_of(found, asked.limit, lambda each: (micros(each[1]), each[0]))
    return {
        "count": dict(queries.count_kinds())[kind],
        "items": Shown(request).dispatches([key for key, _ in page.items]),
        "next": next_of(request, page),
    }


def _narrowed(request: HttpRequest, asked: Asked) -> Object:
    search = Search(parse(""), Looked.DISPATCH, filters=_filters(asked))
    page = hits_after(search, Cursor.read(asked.cursor, CURSOR), asked.limit)
    return {
        "count": ask(replace(search, limit=1)).count,
        "items": Shown(request).dispatches([each.dispatch for each in page.items]),
        "next": next_of(request, page),
    }


def _filters(asked: Asked) -> Filters:
    values = (
        (FacetName.SPEAKER, tuple(asked.speaker)),
        (FacetName.OUTLET, tuple(asked.outlet)),
        (FacetName.STORY, stories_named(asked.story)),
        (FacetName.LANGUAGE, tuple(asked.language)),
        *OF_KIND[KINDS[asked.kind]],
    )
    return Filters(tuple((name, chosen) for name, chosen in values if chosen))


@router.get(
    "/dispatches/{dispatch}",
    response=answers(shapes.Dispatch, 404),
    by_alias=True,
    summary=gettext_noop("One dispatch whole: its article, what was found in it, its links with others"),
    openapi_extra=open_to_read(),
)
def one_dispatch(request: HttpRequest, dispatch: DispatchId) -> Object:
    """Return one dispatch; the reading is that of the command line's contract, with what people said of it."""
    kept = _kept(dispatch)
    story, copies = story_of(dispatch), copies_of(dispatch)
    return {
        "id": kept.id,
        "url": address(request, "article", kept.id),
        "unit": UNIT,
        "captured": kept.captured,
        "sha256": kept.digest,
        "versions": kept.versions,
        "source_url": kept.url,
        "story": story.id if story else None,
        "copies": list(copies.dispatches) if copies else [],
        "links": links_shown(ties_of(dispatch)),
        "reading": reading_shown(kept.reading),
    }


@router.get(
    "/dispatches/{dispatch}/text",
    response=answers(str, 404),
    summary=gettext_noop("The text of its article, in which all offsets count"),
    openapi_extra=open_to_read(),
)
def one_text(request: HttpRequest, dispatch: DispatchId) -> HttpResponse:  # noqa: ARG001 (ninja's form)
    """Return the text in UTF-8; offsets count its code points."""
    article = _kept(dispatch).reading.article
    if article is None:
        raise Http404
    return HttpResponse(article.text, content_type="text/plain; charset=utf-8")


@router.get(
    "/dispatches/{dispatch}/statements",
    response=answers(shapes.StatementList, 404),
    by_alias=True,
    summary=gettext_noop("Its statements, in reading order"),
    openapi_extra=open_to_read(),
)
def statements_in(request: HttpRequest, dispatch: DispatchId, asked: Query[Paged]) -> Object:
    """List the statements of one dispatch as they are shown: with what people said of them."""
    reading = _kept(dispatch).reading
    after = Cursor.read(asked.cursor, (int,))
    start = int(after.parts[0]) + 1 if after else 0
    numbered = list(enumerate(statements_of(reading).values()))
    page = page_of(numbered[max(0, start) :], asked.limit, lambda each: (each[0],))
    shown = Shown(request)
    return {
        "unit": UNIT,
        "count": len(numbered),
        "items": [shown.statement(reading, written) for _, written in page.items],
        "next": next_of(request, page),
    }


@router.get(
    "/dispatches/{dispatch}/versions",
    response=answers(shapes.VersionList, 404),
    by_alias=True,
    summary=gettext_noop("Its versions, the oldest first"),
    openapi_extra=open_to_read(),
)
def list_versions(request: HttpRequest, dispatch: DispatchId, asked: Query[Paged]) -> Object:
    """List the versions of one dispatch, each with its digest and the headers with which it came."""
    after = Cursor.read(asked.cursor, (int,))
    kept = _versions(dispatch)
    left = [each for each in kept if after is None or each.number > int(after.parts[0])]
    page = page_of(left, asked.limit, lambda each: (each.number,))
    return {"items": [_version(each, whole=False) for each in page.items], "next": next_of(request, page)}


@router.get(
    "/dispatches/{dispatch}/versions/{number}",
    response=answers(shapes.Version, 404),
    by_alias=True,
    summary=gettext_noop("One version, with all that was read in it"),
    openapi_extra=open_to_read(),
)
def one_version(
    request: HttpRequest,  # noqa: ARG001 (ninja's form)
    dispatch: DispatchId,
    number: Annotated[int, Path(ge=1, le=1_000_000, description=gettext_noop("The number of the version, from 1."))],
) -> Object:
    """Return one version as the machine read it."""
    found = next((each for each in _versions(dispatch) if each.number == number), None)
    if found is None:
        raise Http404
    return _version(found, whole=True)


def _kept(dispatch: str) -> Kept:
    kept = queries.dispatch(dispatch)
    if kept is None:
        raise Http404
    return kept


def _versions(dispatch: str) -> tuple[KeptVersion, ...]:
    kept = versions_of(dispatch)
    if not kept:
        raise Http404
    return kept


def _version(version: KeptVersion, *, whole: bool) -> Object:
    return {
        "number": version.number,
        "captured": version.captured,
        "sha256": version.digest,
        "headers": [list(pair) for pair in version.headers],
        "reading": reading_shown(version.reading) if whole and version.reading else None,
    }
