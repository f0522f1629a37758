# SPDX-License-Identifier: Apache-2.0
"""Which statement says the contrary of another in its own words, or the same?

A denial that restates what it denies ("dément avoir bombardé le port"), and a plain negation by another side of a
claim with the same predicate ("ne coordonne pas les frappes" against "des frappes coordonnées"). Most of what the
answer says must stand in the claim, its predicate among it: a shared topic is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from dementi.links.claims import Case, Claim, other_party, stem
from dementi.record import Link, Relation, Span, Stance

__all__ = ["find_restated"]


def find_restated(case: Case) -> Iterator[Link]:
    """Yield the links of the statements whose words answer another's words."""
    for answer in case.claims:
        if answer.points or answer.named:
            continue
        ranked = [(score, c) for c in case.claims if (score := _score(answer, c)) is not None]
        if not ranked:
            continue
        # The claim with the same predicate; of the headline and the lead that say the same, the fullest.
        _, best = max(ranked, key=lambda pair: (pair[1].key == answer.key, pair[0], len(pair[1].words), -pair[1].start))
        relation = Relation.CONFIRMS if answer.statement.stance is Stance.CONFIRMS else Relation.DENIES
        by_cue = answer.statement.stance in {Stance.DENIES, Stance.CONFIRMS} and not answer.negated
        yield Link(
            relation=relation,
            source=answer.statement.id,
            target=best.statement.id,
            grounds=_grounds(case, answer, best),
            found_by=f"{relation.value}.{'restated' if by_cue else 'negated'}",
        )


def _score(answer: Claim, claim: Claim) -> int | None:
    """Return how many words of substance two statements share, None where the one does not answer the other."""
    stance = answer.statement.stance
    if claim.points or claim.statement.stance not in {Stance.ASSERTS, Stance.CONFIRMS}:
        return None
    # Cheap first: most pairs of a long text share no word.
    if not answer.words & claim.wide or _stands_inside(answer, claim):
        return None
    if not other_party(answer.statement, claim.statement):
        return None
    shared = answer.words & claim.words
    keys = {answer.key, claim.key} & shared
    if stance is Stance.CONFIRMS or (stance is Stance.DENIES and not answer.negated):
        # The content is the claim itself, so that both say it the same way round.
        fits = answer.negated == claim.negated and len(shared) >= 2 and len(shared) >= 0.6 * len(answer.words)
        return len(shared) if fits and keys else None
    negates = stance in {Stance.DENIES, Stance.ASSERTS} and answer.negated
    return _negation_score(answer, claim) if negates else None


def _negation_score(answer: Claim, claim: Claim) -> int | None:
    if claim.negated or claim.start > answer.start:
        return None
    stance = answer.statement.stance
    around = answer.words & claim.wide
    least = 2 if stance is Stance.DENIES else 3
    fits = len(around) >= least and len(around) >= 0.5 * min(len(answer.words), len(claim.wide))
    return len(around) if fits and answer.key in claim.words else None


def _stands_inside(answer: Claim, claim: Claim) -> bool:
    # What a speaker reports of somebody within his own words does not answer those words.
    cue = answer.statement.cue
    return cue is not None and any(piece.contains(cue) for piece in claim.statement.content)


def _grounds(case: Case, answer: Claim, claim: Claim) -> tuple[Span, ...]:
    shared = answer.words & claim.wide
    spans = [answer.statement.cue] if answer.statement.cue is not None else []
    for piece in answer.statement.content:
        tokens = [t for t in case.analysis.tokens_in(piece.start, piece.end) if stem(t, case.words) in shared]
        if tokens:
            span = Span.of(case.article.text, tokens[0].start, tokens[-1].end)
            if not any(span.overlaps(s) for s in spans):
                spans.append(span)
    return tuple(sorted(spans))
