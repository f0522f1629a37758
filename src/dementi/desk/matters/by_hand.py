# SPDX-License-Identifier: Apache-2.0
"""What do people say of links between dispatches, and which links stand then? Their word goes before what is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dementi.desk.marks.corrected import Kind, Noted, place_of
from dementi.desk.marks.store import crossing, readings_of
from dementi.desk.record.store import ON_RECORD
from dementi.links import delay_of
from dementi.record import CrossLink, Matters, Reading, Relation, Statement, Told

__all__ = ["with_hands"]


def with_hands(matters: Matters, around: Iterable[str]) -> Matters:
    """Return what dispatches make together, with the links at some of them as people have decided.

    A mark whose words no longer stand in one of the two dispatches says nothing.
    """
    marks = [(dispatch, mark) for dispatch, found in crossing(around).items() for mark in found]
    if not marks:
        return matters
    ends = {end for dispatch, mark in marks for end in (dispatch, mark.other_dispatch)}
    readings = readings_of(ON_RECORD.filter(pk__in=ends))
    links = list(matters.links)
    for dispatch, mark in sorted(marks, key=lambda each: each[1].number):
        link = _link(dispatch, mark, readings)
        if link is not None:
            links = list(_decided(links, mark.kind, link))
    return replace(matters, links=tuple(links))


def _decided(links: Iterable[CrossLink], kind: Kind, decided: CrossLink) -> Iterable[CrossLink]:
    ends = {decided.source, decided.target}
    is_found = False
    for link in links:
        if {link.source, link.target} != ends:
            yield link
        elif kind is not Kind.UNLINK:
            is_found |= (link.relation, link.source) == (decided.relation, decided.source)
            yield link
    if kind is not Kind.UNLINK and not is_found:
        yield decided


def _link(dispatch: str, mark: Noted, readings: Mapping[str, Reading]) -> CrossLink | None:
    """Return the link that a mark is of, between the statements as they are read now; None: one of them stands no more."""
    source, target = (
        _standing(readings.get(dispatch), mark.statement),
        _standing(readings.get(mark.other_dispatch), mark.other),
    )
    if source is None or target is None:
        return None
    return CrossLink(
        relation=Relation(mark.value),
        source=Told(dispatch, source.id),
        target=Told(mark.other_dispatch, target.id),
        grounds=place_of(source),
        found_by="by_hand.link",
        delay=delay_of(target, source),
    )


def _standing(reading: Reading | None, wanted: Statement | None) -> Statement | None:
    found = reading.findings.statements if reading is not None else ()
    return next((each for each in found if wanted is not None and place_of(each) == place_of(wanted)), None)
