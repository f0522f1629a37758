# SPDX-License-Identifier: Apache-2.0
"""What do dispatches make together? Stories with what is contested in them, copies of one text, links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from dementi.contract import matters_as_object
from dementi.desk.api import shapes_of_many
from dementi.desk.api.access import Door
from dementi.desk.api.asked import Paged, answers, open_to_read
from dementi.desk.api.hits import CURSOR
from dementi.desk.api.paging import Cursor, instant_at, next_of, page_of
from dementi.desk.api.showing import UNIT, Shown, address, links_shown, statements_of
from dementi.desk.api.tokens import Scope
from dementi.desk.marks.store import readings_of
from dementi.desk.matters.decided import COPIES, STORY
from dementi.desk.matters.groups import series_of
from dementi.desk.matters.models import Group, Tie
from dementi.desk.matters.ties import ties_by_dispatch
from dementi.desk.pages import stories
from dementi.desk.pages.stories import TheStory
from dementi.desk.record.store import ON_RECORD
from dementi.desk.search.schema import micros
from dementi.matters import links_inside
from dementi.messages import gettext_noop
from dementi.record import CrossLink, Matters, Reading

__all__ = ["router"]

router = Router(tags=["stories"], auth=Door(Scope.READ))
Object = dict[str, Any]
GroupId = Annotated[
    str, Path(pattern=r"^[0-9a-f]{1,16}$", description=gettext_noop("The id of a story or of a group."))
]
#: Dispatches whose links are read at once.
AT_ONCE = 100


class AskedStories(Paged):
    """Which stories are wanted."""

    contested: bool = Field(
        False, description=gettext_noop("Only those in which something is denied, or counted twice.")
    )


class AskedLinks(Paged):
    """Which links are wanted."""

    relation: Literal["denies", "confirms", "diverges"] | None = Field(
        None, description=gettext_noop("How one statement answers the other.")
    )


@router.get(
    "/stories",
    response=answers(shapes_of_many.StoryList),
    summary=gettext_noop("The stories, the one that began last first"),
    openapi_extra=open_to_read(),
)
def list_stories(request: HttpRequest, asked: Query[AskedStories]) -> Object:
    """List stories by their first dispatch: a story that goes on keeps its place."""
    found = Group.objects.filter(kind=STORY)
    if asked.contested:
        found = found.filter(Q(denials__gt=0) | Q(series__isnull=False))
    count = found.distinct().count()
    rows = _after(found, asked).annotate(told=Count("members", distinct=True)).distinct()
    page = page_of(rows[: asked.limit + 1], asked.limit, _key)
    return {
        "count": count,
        "items": [_story_line(request, group) for group in page.items],
        "next": next_of(request, page),
    }


@router.get(
    "/stories/{story}",
    response=answers(shapes_of_many.Story, 404),
    by_alias=True,
    summary=gettext_noop("One story: what is contested in it, and its figures in time"),
    openapi_extra=open_to_read(),
)
def one_story(request: HttpRequest, story: GroupId) -> Object:
    """Return one story; of copies the earliest stands for all."""
    found = stories.story(story)
    if found is None:
        raise Http404
    series = matters_as_object(Matters(series=series_of(story)))["series"]
    return {
        "id": found.id,
        "url": address(request, "story", found.id),
        "unit": UNIT,
        "name": found.name,
        "dispatches": [told.reading.id for told in found.told],
        "origins": found.origins,
        "pairs": list(_pairs(request, found)),
        "series": [{"counted": each["counted"], "points": each["points"]} for each in series],
    }


@router.get(
    "/copies",
    response=answers(shapes_of_many.GroupList),
    summary=gettext_noop("Groups of copies of one text"),
    openapi_extra=open_to_read(),
)
def list_copies(request: HttpRequest, asked: Query[Paged]) -> Object:
    """List the groups of dispatches that carry one text."""
    found = Group.objects.filter(kind=COPIES)
    page = page_of(_after(found, asked)[: asked.limit + 1], asked.limit, _key)
    return {"count": found.count(), "items": [_group(each) for each in page.items], "next": next_of(request, page)}


@router.get(
    "/copies/{group}",
    response=answers(shapes_of_many.Group, 404),
    summary=gettext_noop("One group of copies"),
    openapi_extra=open_to_read(),
)
def one_group(request: HttpRequest, group: GroupId) -> Object:  # noqa: ARG001 (ninja's form)
    """Return one group of dispatches that carry one text."""
    found = Group.objects.filter(kind=COPIES, pk=group).first()
    if found is None:
        raise Http404
    return _group(found)


@router.get(
    "/links",
    response=answers(shapes_of_many.LinkList),
    by_alias=True,
    summary=gettext_noop("What answers what, within dispatches and between them"),
    openapi_extra=open_to_read(),
)
def list_links(request: HttpRequest, asked: Query[AskedLinks]) -> Object:
    """List links, those of the newest answering dispatch first."""
    found = _links(Cursor.read(asked.cursor, CURSOR), asked.relation)
    page = page_of(found, asked.limit, lambda each: each[0])
    return {"unit": UNIT, "items": links_shown(link for _, link in page.items), "next": next_of(request, page)}


def _after(groups: Any, asked: Paged) -> Any:  # noqa: ANN401 (a query of Django's, whatever it is annotated with)
    after = Cursor.read(asked.cursor, (int, str))
    if after is not None:
        instant, key = instant_at(int(after.parts[0])), str(after.parts[1])
        groups = groups.filter(Q(instant__lt=instant) | Q(instant=instant, pk__lt=key))
    return groups.order_by("-instant", "-id")


def _key(group: Group) -> tuple[int, str]:
    return micros(group.instant), group.pk


def _story_line(request: HttpRequest, group: Any) -> Object:  # noqa: ANN401 (with its count)
    return {
        "id": group.pk,
        "url": address(request, "story", group.pk),
        "name": group.name,
        "dispatches": group.told,
        "denials": group.denials,
        "first": group.instant,
        "latest": group.latest,
    }


def _group(group: Group) -> Object:
    dispatches = list(group.members.order_by("place").values_list("dispatch", flat=True))
    return {"id": group.pk, "name": group.name, "dispatches": dispatches}


def _pairs(request: HttpRequest, found: TheStory) -> Iterator[Object]:
    readings = {told.reading.id: told.reading for told in found.told}
    written = {key: statements_of(reading) for key, reading in readings.items()}
    shown = Shown(request)
    for link in found.links:
        ends = (link.target, link.source)
        if all(end.statement in written.get(end.dispatch, {}) for end in ends):
            claim, answer = (
                shown.statement(readings[end.dispatch], written[end.dispatch][end.statement]) for end in ends
            )
            grounds = [span.exact for span in link.grounds]
            yield {
                "relation": link.relation.value,
                "claim": claim,
                "answer": answer,
                "grounds": grounds,
                "found_by": link.found_by,
            }


def _links(after: Cursor | None, relation: str | None) -> Iterator[tuple[tuple[int, str, int], CrossLink]]:
    """Yield the links of the desk, each with its key, those of the newest answering dispatch first."""
    rows = ON_RECORD.filter(
        Q(contested=True) | Q(confirmation=True) | Q(figure=True) | Q(pk__in=Tie.objects.values("source"))
    )
    first = -1
    if after is not None:
        instant, key, first = instant_at(int(after.parts[0])), str(after.parts[1]), int(after.parts[2])
        rows = rows.filter(Q(instant__lt=instant) | Q(instant=instant, pk__lte=key))
    start = str(after.parts[1]) if after else ""
    ids = list(rows.values_list("pk", "instant"))
    for at in range(0, len(ids), AT_ONCE):
        some = dict(ids[at : at + AT_ONCE])
        readings = readings_of(ON_RECORD.filter(pk__in=some))
        ties = ties_by_dispatch(some)
        for key, instant in ((key, at) for key, at in some.items() if key in readings):
            for place, link in enumerate(_links_from(readings[key], ties.get(key, ()))):
                is_left = key != start or place > first
                if is_left and relation in {None, link.relation.value}:
                    yield (micros(instant), key, place), link


def _links_from(reading: Reading, ties: tuple[CrossLink, ...]) -> Iterator[CrossLink]:
    yield from links_inside(reading)
    yield from (tie for tie in ties if tie.source.dispatch == reading.id)
