# SPDX-License-Identifier: Apache-2.0
"""Which statements of different dispatches answer one another? Links across, on record and read back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from dementi.desk.matters.models import Tie
from dementi.desk.record.models import Dispatch
from dementi.record import CrossLink, Link, Matters, Reading, Relation, Scope, Span, Told

__all__ = ["contest", "links_at", "ties_among", "ties_by_dispatch", "ties_of", "ties_put"]

#: Dispatches that are asked for in one query, in which each stands twice (SQLite takes 32,766 values, older ones 999).
AT_ONCE = 400

Key = tuple[str, str, str, str, str, str, int | None]


def ties_put(around: frozenset[str], present: set[str], matters: Matters) -> set[str]:
    """Put the links of some dispatches with others on record, in the place of those that they had.

    Args:
        around: the dispatches whose links were looked for, those too that are gone from the record.
        present: of these and the others that were joined, those that stand.
        matters: what they make together; links within one dispatch stand in its reading.

    Returns:
        The dispatches of which something has changed.
    """
    # Of copies only the first is compared: one that another has come before keeps no ties of its own.
    folded = {again for group in matters.copies if not around.isdisjoint(group) for again in group[1:]}
    around |= folded
    wanted = {_key(link): link for link in matters.links if _crosses(link, around)}
    stood = {_key_of(row): row.pk for row in _rows_at(set(around))}
    gone = [pk for key, pk in stood.items() if key not in wanted]
    new = [link for key, link in wanted.items() if key not in stood]
    Tie.objects.filter(pk__in=gone).delete()
    Tie.objects.bulk_create([_row(link) for link in new])
    return {end for key in stood.keys() ^ wanted.keys() for end in (key[1], key[3]) if end in present}


def _crosses(link: CrossLink, around: frozenset[str]) -> bool:
    ends = {link.source.dispatch, link.target.dispatch}
    return len(ends) == 2 and not ends.isdisjoint(around)


def ties_of(dispatch: str) -> tuple[CrossLink, ...]:
    """Return the links between a dispatch and others, in both directions."""
    rows = Tie.objects.filter(Q(source=dispatch) | Q(target=dispatch)).order_by("pk")
    return tuple(_link(row) for row in rows)


def ties_by_dispatch(dispatches: Iterable[str]) -> dict[str, tuple[CrossLink, ...]]:
    """Return the same for each of many dispatches that has some."""
    wanted = set(dispatches)
    found: dict[str, list[CrossLink]] = defaultdict(list)
    for row in _rows_at(wanted):
        for end in wanted.intersection((row.source, row.target)):
            found[end].append(_link(row))
    return {dispatch: tuple(links) for dispatch, links in found.items()}


def ties_among(dispatches: set[str]) -> tuple[CrossLink, ...]:
    """Return the links between the dispatches of a set."""
    return tuple(_link(row) for row in _rows_at(dispatches) if row.source in dispatches and row.target in dispatches)


def _rows_at(dispatches: set[str]) -> list[Tie]:
    """Return the rows with an end in some dispatches, as they were written; SQLite takes so many values in one query, and no more."""
    found: dict[int, Tie] = {}
    ids = sorted(dispatches)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found |= {row.pk: row for row in Tie.objects.filter(Q(source__in=some) | Q(target__in=some))}
    return [found[pk] for pk in sorted(found)]


def links_at(dispatch: str) -> tuple[Link, ...]:
    """Return the same as the index takes them: of the two ends only the one in this dispatch is named."""
    return tuple(
        Link(
            relation=link.relation,
            source=link.source.statement if link.source.dispatch == dispatch else "",
            target=link.target.statement if link.target.dispatch == dispatch else "",
            grounds=link.grounds,
            found_by=link.found_by,
            scope=link.scope,
        )
        for link in ties_of(dispatch)
    )


def contest(readings: Sequence[Reading]) -> None:
    """Bring the column by which lists are filtered to what the links say: a dispatch's own, and those with others."""
    ties = ties_by_dispatch(reading.id for reading in readings)
    stood = dict(Dispatch.objects.filter(pk__in=[r.id for r in readings]).values_list("pk", "contested"))
    for reading in readings:
        relations = {link.relation for link in reading.links} | {tie.relation for tie in ties.get(reading.id, ())}
        contested = Relation.DENIES in relations
        if stood.get(reading.id) is not contested:
            Dispatch.objects.filter(pk=reading.id).update(contested=contested)


def _key(link: CrossLink) -> Key:
    source, target = link.source, link.target
    scope = link.scope.value if link.scope else ""
    return (
        link.relation.value,
        source.dispatch,
        source.statement,
        target.dispatch,
        target.statement,
        scope,
        link.delay,
    )


def _key_of(row: Tie) -> Key:
    ends = (row.source, row.source_statement, row.target, row.target_statement)
    return (row.relation, *ends, row.scope, row.delay)


def _row(link: CrossLink) -> Tie:
    return Tie(
        relation=link.relation.value,
        source=link.source.dispatch,
        source_statement=link.source.statement,
        target=link.target.dispatch,
        target_statement=link.target.statement,
        grounds=json.dumps([[span.start, span.end, span.exact] for span in link.grounds]),
        found_by=link.found_by,
        scope=link.scope.value if link.scope else "",
        delay=link.delay,
    )


def _link(row: Tie) -> CrossLink:
    return CrossLink(
        relation=Relation(row.relation),
        source=Told(row.source, row.source_statement),
        target=Told(row.target, row.target_statement),
        grounds=tuple(Span(start, end, exact) for start, end, exact in json.loads(row.grounds)),
        found_by=row.found_by,
        scope=Scope(row.scope) if row.scope else None,
        delay=row.delay,
    )
