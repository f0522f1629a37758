# SPDX-License-Identifier: Apache-2.0
"""Which figures for the same thing cannot both be? Told by different sides of one event, never ruled on.

Two figures diverge where different sides count the same thing (same noun, same adjectives, same unit), what they say
of it shares a word beside, no place or day sets them apart, and the ranges as written do not meet.
"""

from __future__ import annotations

from collections.abc import Iterator

from dementi.links.claims import Case, Claim
from dementi.links.words import content_words
from dementi.record import Figure, Link, Relation, Span

__all__ = ["find_diverging"]

#: "Une trentaine" leaves room on both sides.
_ROOM = 0.15


def find_diverging(case: Case) -> Iterator[Link]:
    """Yield a link for each pair of figures that different sides give for the same thing."""
    told = {c.statement.id: c for c in case.claims}
    figures = [f for f in case.findings.figures if f.statement in told]
    by_thing: dict[tuple[frozenset[str], str | None], list[Figure]] = {}
    for figure in figures:
        by_thing.setdefault(_thing(case, figure), []).append(figure)
    for (thing, _), counted in by_thing.items():
        for k, later in enumerate(counted):
            for earlier in counted[max(0, k - 20) : k]:
                if _diverge(case, earlier, later, thing, told):
                    yield Link(
                        relation=Relation.DIVERGES,
                        source=later.id,
                        target=earlier.id,
                        grounds=(later.words,),
                        found_by="diverges.same_thing_counted",
                    )


def _thing(case: Case, figure: Figure) -> tuple[frozenset[str], str | None]:
    end = figure.words.end
    place = case.article.text.find(figure.counted, end, end + 120)
    spans = [Span.of(case.article.text, place, place + len(figure.counted))] if place >= 0 and figure.counted else []
    return content_words(case.analysis, spans, case.words), figure.unit


def _diverge(case: Case, one: Figure, other: Figure, thing: frozenset[str], told: dict[str, Claim]) -> bool:
    a, b = told[one.statement or ""], told[other.statement or ""]
    if not thing or not case.others(a, b) or _meet(one, other):
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


def _meet(one: Figure, other: Figure) -> bool:
    low_a, high_a = _ends(one)
    low_b, high_b = _ends(other)
    return low_a <= high_b and low_b <= high_a


def _ends(figure: Figure) -> tuple[float, float]:
    room = _ROOM if figure.approximate else 0.0
    low = figure.low * (1 - room) if figure.low is not None else float("-inf")
    return low, figure.high * (1 + room) if figure.high is not None else float("inf")
