# SPDX-License-Identifier: Apache-2.0
"""Which sources does the desk follow, and how do they do? Followed, paused, resumed, asked again, followed no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Status
from pydantic import Field

from dementi.desk.api import shapes
from dementi.desk.api.access import Door
from dementi.desk.api.asked import TEXT, Paged, answers, open_to_read
from dementi.desk.api.paging import Cursor, next_of, page_of
from dementi.desk.api.reading_shapes import Shape
from dementi.desk.api.tokens import Scope
from dementi.desk.pages import wording
from dementi.desk.sources import store
from dementi.desk.sources.adding import add_address
from dementi.desk.sources.standing import Standing, standings
from dementi.messages import gettext_noop

__all__ = ["router"]

router = Router(tags=["sources"], auth=Door(Scope.READ))
Object = dict[str, Any]
Number = Annotated[int, Path(ge=1, le=2**31, description=gettext_noop("The number of a source."))]
DEEDS: dict[str, Callable[[int, datetime], None]] = {
    "pause": lambda key, _: store.pause(key),
    "resume": store.resume,
    "retry": store.retry,
}


class ToFollow(Shape):
    """The address of a feed, or of a page that names one."""

    url: str = Field(
        min_length=1,
        max_length=2000,
        pattern=TEXT,
        description=gettext_noop("The address of a feed, or of a page that names one."),
    )


@router.get(
    "/sources",
    response=answers(shapes.SourceList),
    summary=gettext_noop("The feeds that the desk follows, and how they do"),
    openapi_extra=open_to_read(),
)
def list_sources(request: HttpRequest, asked: Query[Paged]) -> Object:
    """List the sources in the order in which they were added."""
    found = sorted(standings(timezone.now()), key=lambda each: each.key)
    after = Cursor.read(asked.cursor, (int,))
    left = [each for each in found if after is None or each.key > int(after.parts[0])]
    page = page_of(left, asked.limit, lambda each: (each.key,))
    return {"count": len(found), "items": [_source(each) for each in page.items], "next": next_of(request, page)}


@router.get(
    "/sources/{number}",
    response=answers(shapes.Source, 404),
    summary=gettext_noop("One source, and what ails it"),
    openapi_extra=open_to_read(),
)
def one_source(request: HttpRequest, number: Number) -> Object:  # noqa: ARG001 (ninja's form)
    """Return one source."""
    return _source(_standing(number))


@router.post(
    "/sources",
    response=answers(shapes.Followed, 415, 502, ok=200),
    auth=Door(Scope.SOURCES),
    summary=gettext_noop("Follow a feed, or the one that a page names"),
    openapi_extra={"x-dementi-scope": Scope.SOURCES.value},
)
def follow(request: HttpRequest, wanted: ToFollow) -> Object:  # noqa: ARG001 (ninja's form)
    """Fetch an address and follow the feed there; where a page names several, none is followed and all are returned."""
    choice = add_address(wanted.url, timezone.now())
    return {"new": choice.new, "among": [{"url": each.url, "title": each.title} for each in choice.among]}


@router.post(
    "/sources/{number}/{deed}",
    response=answers(shapes.Source, 404, 415),
    auth=Door(Scope.SOURCES),
    summary=gettext_noop("Pause a source, resume it, or ask it again at once"),
    openapi_extra={"x-dementi-scope": Scope.SOURCES.value},
)
def act(
    request: HttpRequest,  # noqa: ARG001 (ninja's form)
    number: Number,
    deed: Annotated[Literal["pause", "resume", "retry"], Path(description=gettext_noop("What is done to it."))],
) -> Object:
    """Do something to a source; return how it stands then."""
    _standing(number)
    DEEDS[deed](number, timezone.now())
    return _source(_standing(number))


@router.delete(
    "/sources/{number}",
    response=answers(None, 404, 415, ok=204),
    auth=Door(Scope.SOURCES),
    summary=gettext_noop("Follow a source no more"),
    openapi_extra={"x-dementi-scope": Scope.SOURCES.value},
)
def remove(request: HttpRequest, number: Number) -> Status[None]:  # noqa: ARG001 (ninja's form)
    """Follow a source no more; what it brought stays on the desk."""
    _standing(number)
    store.remove(number, timezone.now())
    return Status(204, None)


def _standing(number: int) -> Standing:
    found = next((each for each in standings(timezone.now()) if each.key == number), None)
    if found is None:
        raise Http404
    return found


def _source(each: Standing) -> Object:
    same = ("address", "name", "home", "paused", "last_success", "last_new", "next_try", "taken", "waiting")
    ills = [{"message": wording.say_trouble(ill.trouble), "alarm": ill.alarm} for ill in each.ailments]
    return {"number": each.key, **{name: getattr(each, name) for name in same}, "ailments": ills}
