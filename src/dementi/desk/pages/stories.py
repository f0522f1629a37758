# SPDX-License-Identifier: Apache-2.0
"""Which stories are on record, and what is contested in them? For the list and for the page of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from dementi.desk.marks.store import readings_of
from dementi.desk.matters.decided import COPIES, STORY
from dementi.desk.matters.groups import series_of
from dementi.desk.matters.models import Group, Member
from dementi.desk.matters.ties import ties_among
from dementi.desk.pages.copies import FOLDED
from dementi.desk.record import store
from dementi.matters import links_inside
from dementi.record import CrossLink, Reading, Series
from dementi.stories import Piece, origins_of

__all__ = ["SeriesLine", "StoryLine", "TheStory", "Told", "lines", "lone", "story"]

#: Stories on one page of the list.
ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Told:
    """A dispatch of a story: its reading, the day it is published ("": not known), its outlet, how many copies it has."""

    reading: Reading
    day: str
    outlet: str
    copies: int


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series of figures of a story: its address, what is counted, its numbers as written."""

    url: str
    counted: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TheStory:
    """A story as it stands.

    Attributes:
        told: its dispatches in the order of time, copies folded.
        links: what answers what in it.
        series: what is counted in it.
        origins: on how many independent origins its dispatches rest: copies of one text, or of one agency, are one.
    """

    id: str
    name: str
    told: tuple[Told, ...]
    links: tuple[CrossLink, ...]
    series: tuple[SeriesLine, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in the list; ``latest``: the ISO time of its newest dispatch."""

    url: str
    name: str
    dispatches: int
    denials: int
    latest: str


def story(key: str) -> TheStory | None:
    """Return a story, None where there is none of that id."""
    group = Group.objects.filter(kind=STORY, pk=key).first()
    if group is None:
        return None
    ids = list(group.members.exclude(dispatch__in=FOLDED).values_list("dispatch", flat=True))
    rows = store.ON_RECORD.in_bulk(ids)
    readings = readings_of(rows[each] for each in ids if each in rows)
    copies = _copies(ids)
    told = tuple(
        Told(reading, _day(reading), _outlet(reading, rows[each].given_outlet), copies.get(each, 0))
        for each, reading in readings.items()
    )
    links = (*(link for reading in readings.values() for link in links_inside(reading)), *ties_among(set(ids)))
    return TheStory(
        id=key,
        name=group.name,
        told=told,
        links=links,
        series=_series(key, series_of(key)),
        origins=_count_origins(list(group.members.values_list("dispatch", flat=True))),
    )


def lines(page: int) -> tuple[StoryLine, ...]:
    """Return a page of the stories in which something is contested, the one that moved last first."""
    start = (page - 1) * ON_A_PAGE
    found = Group.objects.filter(kind=STORY).filter(Q(denials__gt=0) | Q(series__isnull=False)).distinct()
    return tuple(_line(group) for group in found[start : start + ON_A_PAGE])


def lone(page: int) -> tuple[str, ...]:
    """Return the ids of contested dispatches that are of no story, newest first."""
    start = (page - 1) * ON_A_PAGE
    of_stories = Member.objects.filter(kind=STORY).values("dispatch")
    found = store.ON_RECORD.filter(contested=True).exclude(pk__in=of_stories).exclude(pk__in=FOLDED)
    return tuple(found.values_list("pk", flat=True)[start : start + ON_A_PAGE])


def _line(group: Group) -> StoryLine:
    url = reverse("story", args=[group.pk])
    return StoryLine(url, group.name, group.members.count(), group.denials, group.latest.isoformat())


def _count_origins(ids: list[str]) -> int:
    readings = readings_of(store.ON_RECORD.filter(pk__in=ids))
    pieces = [Piece(each, reading.article) for each, reading in readings.items() if reading.article]
    groups: dict[str, list[str]] = defaultdict(list)
    for group, dispatch in Member.objects.filter(kind=COPIES, dispatch__in=ids).values_list("group", "dispatch"):
        groups[group].append(dispatch)
    return len(origins_of(pieces, tuple(groups.values())).origins)


def _copies(ids: Iterable[str]) -> Counter[str]:
    firsts = dict(Member.objects.filter(kind=COPIES, place=0, dispatch__in=list(ids)).values_list("group", "dispatch"))
    folded = Member.objects.filter(group__in=firsts, place__gt=0).values_list("group", flat=True)
    return Counter(firsts[group] for group in folded)


def _series(story: str, found: Iterable[Series]) -> tuple[SeriesLine, ...]:
    return tuple(
        SeriesLine(
            reverse("series", args=[story, place]), each.counted, tuple(point.words.exact for point in each.points)
        )
        for place, each in enumerate(found)
    )


def _day(reading: Reading) -> str:
    return (reading.article.published or "")[:10] if reading.article else ""


def _outlet(reading: Reading, given: str | None) -> str:
    return (reading.article.outlet if reading.article else None) or given or ""
