# SPDX-License-Identifier: Apache-2.0
"""Who speaks on this desk? The list, and one with all that he says."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Query, Router

from dementi.desk.api import shapes, shapes_of_many
from dementi.desk.api.access import Door
from dementi.desk.api.asked import Paged, SpeakerKey, answers, open_to_read
from dementi.desk.api.hits import CURSOR
from dementi.desk.api.paging import Cursor, instant_at, next_of, page_of
from dementi.desk.api.showing import UNIT, Shown, address
from dementi.desk.api.tokens import Scope
from dementi.desk.pages import queries
from dementi.desk.pages.queries import Named
from dementi.desk.record.models import Statement
from dementi.desk.search.schema import micros
from dementi.messages import gettext_noop
from dementi.record import Told

__all__ = ["router"]

router = Router(tags=["speakers"], auth=Door(Scope.READ))
Object = dict[str, Any]


@router.get(
    "/speakers",
    response=answers(shapes_of_many.SpeakerList),
    summary=gettext_noop("Who speaks on this desk"),
    openapi_extra=open_to_read(),
)
def list_speakers(request: HttpRequest, asked: Query[Paged]) -> Object:
    """List the speakers in the order of their keys; what copies repeat is counted once."""
    found = sorted(queries.speakers(), key=lambda named: named.key)
    after = Cursor.read(asked.cursor, (str,))
    left = [named for named in found if after is None or named.key > str(after.parts[0])]
    page = page_of(left, asked.limit, lambda named: (named.key,))
    return {
        "count": len(found),
        "unknown": queries.count_unknown(),
        "items": [_line(request, named) for named in page.items],
        "next": next_of(request, page),
    }


@router.get(
    "/speakers/{speaker}",
    response=answers(shapes_of_many.SpeakerLine, 404),
    summary=gettext_noop("One speaker"),
    openapi_extra=open_to_read(),
)
def one_speaker(request: HttpRequest, speaker: SpeakerKey) -> Object:
    """Return one speaker, by the key of his page."""
    found = next((named for named in queries.speakers() if named.key == speaker), None)
    if found is None:
        raise Http404
    return _line(request, found)


@router.get(
    "/speakers/{speaker}/statements",
    response=answers(shapes.StatementList, 404),
    by_alias=True,
    summary=gettext_noop("All that one speaker says, the newest dispatch first"),
    openapi_extra=open_to_read(),
)
def statements_of(request: HttpRequest, speaker: SpeakerKey, asked: Query[Paged]) -> Object:
    """List the statements of one speaker, under whichever form of his name they stand."""
    rows = Statement.objects.filter(speaker_key=speaker) if speaker else Statement.objects.none()
    count = rows.count()
    if not count:
        raise Http404
    after = Cursor.read(asked.cursor, CURSOR)
    if after:
        instant, dispatch, place = instant_at(int(after.parts[0])), str(after.parts[1]), int(after.parts[2])
        here = Q(dispatch__instant=instant)
        rows = rows.filter(
            Q(dispatch__instant__lt=instant)
            | here & Q(dispatch__lt=dispatch)
            | here & Q(dispatch=dispatch, place__gt=place)
        )
    found = rows.order_by("-dispatch__instant", "-dispatch", "place").values_list(
        "dispatch__instant", "dispatch", "place", "statement"
    )[: asked.limit + 1]
    page = page_of(found, asked.limit, lambda each: (micros(each[0]), each[1], each[2]))
    return {
        "unit": UNIT,
        "count": count,
        "items": Shown(request).statements([Told(each[1], each[3]) for each in page.items]),
        "next": next_of(request, page),
    }


def _line(request: HttpRequest, named: Named) -> Object:
    return {
        "key": named.key,
        "url": address(request, "person", named.key),
        "name": named.name,
        "side": named.side,
        "statements": named.statements,
        "denials": named.denials,
    }
