# SPDX-License-Identifier: Apache-2.0
"""Which figures for the same thing cannot both be? Told by different sides of one event, never ruled on.

Two figures diverge where different sides count the same thing (same noun, same adjectives, same unit), what they say
of it shares a word beside, no place or day sets them apart, and the ranges as written do not meet.
"""

from __future__ import annotations

from collections.abc import Iterator

from dementi.links.claims import Case, Claim
from dementi.links.things import Thing, meet, thing_of
from dementi.record import Figure, Link, Relation

__all__ = ["find_diverging"]


def find_diverging(case: Case) -> Iterator[Link]:
    """Yield a link for each pair of figures that different sides give for the same thing."""
    told = {c.statement.id: c for c in case.claims}
    figures = [f for f in case.findings.figures if f.statement in told]
    by_thing: dict[Thing, list[Figure]] = {}
    for figure in figures:
        by_thing.setdefault(thing_of(case.analysis, figure, case.words), []).append(figure)
    for thing, counted in by_thing.items():
        for k, later in enumerate(counted):
            for earlier in counted[max(0, k - 20) : k]:
                if _diverge(case, earlier, later, thing.stems, told):
                    yield Link(
                        relation=Relation.DIVERGES,
                        source=later.id,
                        target=earlier.id,
                        grounds=(later.words,),
                        found_by="diverges.same_thing_counted",
                    )


def _diverge(case: Case, one: Figure, other: Figure, thing: frozenset[str], told: dict[str, Claim]) -> bool:
    a, b = told[one.statement or ""], told[other.statement or ""]
    if not thing or not case.others(a, b) or meet(one, other):
        return False
    shared = (a.words & b.words) - thing
    return bool(shared) and not _apart(case, a, b)


def _apart(case: Case, one: Claim, other: Claim) -> bool:
    """Say whether a place or a day sets two statements apart."""
    places = [_places(case, c) for c in (one, other)]
    days = [_days(case, c) for c in (one, other)]
    return any(first and second and not first & second for first, second in (places, days))


def _places(case: Case, claim: Claim) -> set[str]:
    return {
        e.span.exact.lower()
        for e in case.analysis.entities
        if e.kind == "LOC" and any(p.contains(e.span) for p in claim.statement.content)
    }


def _days(case: Case, claim: Claim) -> set[str]:
    return {
        d.value or d.words.exact.lower()
        for d in case.findings.dates
        if any(p.contains(d.words) for p in claim.statement.content)
    }
