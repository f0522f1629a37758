# SPDX-License-Identifier: Apache-2.0
"""Which statement does "ces affirmations", "ce que X dément", "les accusations de X" or « c'est faux » take up?

The nearest one before by another side. A statement that itself only points at others is passed over, and what cannot
be found within two paragraphs is left open: a false dispute is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Iterator

from dementi.links.claims import Case, Claim, other_party, party_words
from dementi.record import Link, Relation, Span, Stance

__all__ = ["find_taken_up"]

_ANSWERS = {Stance.DENIES: Relation.DENIES, Stance.CONFIRMS: Relation.CONFIRMS}
_REACH = 2


def find_taken_up(case: Case) -> Iterator[Link]:
    """Yield the links of the statements that name what they answer by a noun or a pronoun only."""
    for claim in case.claims:
        relation = _ANSWERS.get(claim.statement.stance)
        if relation is None and claim.calls_false and claim.statement.stance is Stance.ASSERTS:
            relation = Relation.DENIES
        if relation is None:
            continue
        targets, rule = _targets(case, claim)
        for target in targets:
            yield Link(
                relation=relation,
                source=claim.statement.id,
                target=target.statement.id,
                grounds=_grounds(claim),
                found_by=f"{relation.value}.{rule}",
            )


def _targets(case: Case, answer: Claim) -> tuple[list[Claim], str]:
    if answer.named:
        theirs = [c for c in _before(case, answer) if party_words(c.statement) >= answer.named]
        theirs = theirs or [c for c in _before(case, answer) if answer.named & party_words(c.statement)]
        return theirs[-1:], "claim_of_named_speaker"
    near = _before(case, answer) if answer.points else []
    if not near:
        return [], ""
    nearest = max(near, key=lambda c: (c.end, -len(c.words)))
    if not answer.statement.content:
        # "X dément." answers its own sentence or the one before, no further.
        return [nearest] if answer.sentence - nearest.sentence <= 1 else [], "bare"
    if answer.calls_false:
        return [nearest], "called_false"
    return _group(near, nearest) if answer.plural else [nearest], "anaphor"


def _before(case: Case, answer: Claim) -> list[Claim]:
    """Return what another side claims before the answer, near enough to be taken up."""
    start = min((p.start for p in (answer.statement.cue, *answer.statement.content) if p), default=answer.start)
    return [
        c
        for c in case.claims
        if c.end <= start
        and answer.paragraph - c.paragraph <= _REACH
        and not c.points
        and not c.named
        and c.statement.stance in {Stance.ASSERTS, Stance.CONFIRMS}
        and other_party(answer.statement, c.statement)
    ]


def _group(near: list[Claim], nearest: Claim) -> list[Claim]:
    """Return the nearest claim with those of the same speaker that stand beside it in its paragraph."""
    group = []
    for c in reversed(near):
        same = not other_party(c.statement, nearest.statement) and bool(party_words(c.statement))
        if not same or c.paragraph != nearest.paragraph:
            break
        group.append(c)
    return group or [nearest]


def _grounds(answer: Claim) -> tuple[Span, ...]:
    statement = answer.statement
    spans = [p for p in (statement.cue, statement.denied, *statement.content) if p is not None]
    spans = spans or [p for p in (statement.source,) if p is not None]
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if not any(span.overlaps(k) for k in kept):
            kept.append(span)
    return tuple(kept)
