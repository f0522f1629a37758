# SPDX-License-Identifier: Apache-2.0
"""Which dispatches are copies of one text, which tell one story? Groups on record, each keeping its address as it grows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain

from dementi.desk.matters.decided import COPIES, STORY
from dementi.desk.matters.models import Group, Member, Series
from dementi.desk.matters.ties import ties_among
from dementi.matters import links_inside
from dementi.record import Matters, Point, Reading, Relation, Span
from dementi.record import Series as Given

__all__ = ["Grouped", "Joining", "copies_of", "groups_put", "series_of", "story_of"]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A group as it stands: its id, its name, the ids of its dispatches, the earliest first."""

    id: str
    name: str
    dispatches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """Which dispatches are joined: all of a window, and those of them that something has happened to."""

    ids: set[str]
    around: frozenset[str]


def groups_put(
    joined: Joining, readings: Sequence[Reading], instants: Mapping[str, datetime], matters: Matters
) -> set[str]:
    """Put the groups of what was joined on record, in the place of those that stood among it.

    Args:
        joined: which dispatches were joined, those too that are gone from the record; no group reaches out of them.
        readings: of those that stand.
        instants: by which each of these is ordered.
        matters: what they make together.

    Returns:
        The dispatches whose groups have changed.
    """
    ids, around = joined.ids, joined.around
    by_id = {reading.id: reading for reading in readings}
    changed = set()
    for kind, found in ((COPIES, matters.copies), (STORY, matters.stories)):
        before = _memberships(kind, ids)
        kept = _keep_ids(kind, found, before)
        Group.objects.filter(kind=kind, members__dispatch__in=ids).exclude(pk__in=kept).delete()
        for key, members in zip(kept, found, strict=True):
            ordered = sorted(members, key=lambda each: (instants[each], each))
            _put(key, kind, ordered, instants, by_id)
        after = _memberships(kind, ids)
        changed |= {each for each in ids if before.get(each) != after.get(each)}
        if kind == STORY:
            _put_series(
                kept, {kept[n] for n, story in enumerate(found) if not around.isdisjoint(story)}, matters.series
            )
    return changed


def copies_of(dispatch: str) -> Grouped | None:
    """Return the group of copies that a dispatch is in; None: it stands alone."""
    return _group(COPIES, dispatch)


def story_of(dispatch: str) -> Grouped | None:
    """Return the story that a dispatch is of; None: of none."""
    return _group(STORY, dispatch)


def series_of(story: str) -> tuple[Given, ...]:
    """Return the figures of a story in time."""
    rows = Series.objects.filter(group=story)
    return tuple(Given(story=0, counted=row.counted, points=_points(row.points)) for row in rows)


def _group(kind: str, dispatch: str) -> Grouped | None:
    group = Group.objects.filter(kind=kind, members__dispatch=dispatch).first()
    if group is None:
        return None
    return Grouped(group.pk, group.name, tuple(group.members.values_list("dispatch", flat=True)))


def _memberships(kind: str, ids: set[str]) -> dict[str, tuple[str, int]]:
    rows = Member.objects.filter(kind=kind, dispatch__in=ids).values_list("dispatch", "group", "place")
    return {dispatch: (group, place) for dispatch, group, place in rows}


def _keep_ids(kind: str, found: Sequence[Sequence[str]], before: Mapping[str, tuple[str, int]]) -> list[str]:
    """Return an id for each group: that of the group on record with which it shares most, so that addresses stay."""
    shared = [
        (count, place, group)
        for place, members in enumerate(found)
        for group, count in Counter(before[each][0] for each in members if each in before).items()
    ]
    kept: dict[int, str] = {}
    for _, place, group in sorted(shared, key=lambda each: (-each[0], each[1], each[2])):
        if place not in kept and group not in kept.values():
            kept[place] = group
    taken = set(kept.values())
    for place, members in enumerate(found):
        if place not in kept:
            kept[place] = _new_id(kind, members[0], taken)
            taken.add(kept[place])
    return [kept[place] for place in range(len(found))]


def _new_id(kind: str, first: str, taken: set[str]) -> str:
    salt = 0
    while True:
        key = sha256(f"{kind} {first} {salt}".encode()).hexdigest()[:12]
        if key not in taken and not Group.objects.filter(pk=key).exists():
            return key
        salt += 1


def _put(
    key: str, kind: str, ordered: list[str], instants: Mapping[str, datetime], readings: Mapping[str, Reading]
) -> None:
    first = readings[ordered[0]].article
    named = {
        "kind": kind,
        "name": (first.headline if first else None) or "",
        "instant": instants[ordered[0]],
        "latest": instants[ordered[-1]],
        "denials": _count_denied(readings[each] for each in ordered),
    }
    group, _ = Group.objects.update_or_create(pk=key, defaults=named)
    # A dispatch may come from another group: it is in one of a kind.
    Member.objects.filter(kind=kind, dispatch__in=ordered).delete()
    group.members.all().delete()
    Member.objects.bulk_create(
        Member(group=group, kind=kind, dispatch=each, place=place) for place, each in enumerate(ordered)
    )


def _count_denied(readings: Iterable[Reading]) -> int:
    """Count the statements that something denies, in their own dispatch or in another of the group."""
    held = tuple(readings)
    ids = {reading.id for reading in held}
    links = (*chain.from_iterable(links_inside(reading) for reading in held), *ties_among(ids))
    return len({link.target for link in links if link.relation is Relation.DENIES})


def _put_series(stories: Sequence[str], looked_at: set[str], series: Sequence[Given]) -> None:
    Series.objects.filter(group__in=looked_at).delete()
    placed: Counter[str] = Counter()
    rows = []
    for each in series:
        story = stories[each.story]
        if story in looked_at:
            rows.append(Series(group_id=story, place=placed[story], counted=each.counted, points=_written(each.points)))
            placed[story] += 1
    Series.objects.bulk_create(rows)


def _written(points: Sequence[Point]) -> str:
    return json.dumps(
        [
            [p.dispatch, p.statement, p.source, p.date, p.low, p.high, [p.words.start, p.words.end, p.words.exact]]
            for p in points
        ],
        ensure_ascii=False,
    )


def _points(written: str) -> tuple[Point, ...]:
    return tuple(
        Point(dispatch=d, statement=s, source=who, date=day, low=low, high=high, words=Span(*words))
        for d, s, who, day, low, high, words in json.loads(written)
    )
