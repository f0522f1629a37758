# SPDX-License-Identifier: Apache-2.0
"""Which statement says the contrary of another in its own words, or the same?

A denial that restates what it denies ("dément avoir bombardé le port"), and a plain negation by another side of a
claim with the same predicate ("ne coordonne pas les frappes" against "des frappes coordonnées"). The predicate of the one
must stand in the other, with most of what the answer says: a shared topic is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dementi.links.agreement import Common, can_be_answered, common_words, grounds_of, relation_of, same_names
from dementi.links.claims import Case, Claim
from dementi.links.parties import party_words
from dementi.record import Link, Relation, Stance

__all__ = ["find_restated"]

#: Paragraphs between an answer and what it answers, where few words tell.
_NEAR = 2


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    """How well an answer fits a claim; the order is from worse to better."""

    same_predicate: bool
    shared: int
    all_of_it: bool
    fullest: int
    earliest: int


def find_restated(case: Case) -> Iterator[Link]:
    """Yield the links of the statements whose words answer another's words."""
    for answer in case.claims:
        relation = relation_of(answer)
        if relation is None:
            continue
        ranked = [(match, c) for c in case.around(answer) if (match := _match(case, answer, c, relation)) is not None]
        if not ranked:
            continue
        # The claim with the same predicate; of the headline and the lead that say the same, the fullest.
        _, best = max(ranked, key=lambda pair: pair[0])
        by_cue = answer.denies or answer.admits
        yield Link(
            relation=relation,
            source=answer.statement.id,
            target=best.statement.id,
            grounds=grounds_of(case, answer, best),
            found_by=f"{relation.value}.{'restated' if by_cue else 'negated'}",
        )


def _match(case: Case, answer: Claim, claim: Claim, relation: Relation) -> _Match | None:
    """Return how a claim is answered, None where it is not."""
    # Cheap first: most pairs of a long text share no word.
    if not answer.words & claim.wide or not can_be_answered(claim, relation):
        return None
    if _one_in_the_other(answer, claim) or not _two_parties(case, answer, claim):
        return None
    fits = _ENOUGH[relation]
    found = (c for c in common_words(answer, claim, relation) if fits(case, answer, claim, c))
    matches = (_Match(c.same_predicate, len(c.shared), _is_all(c), len(claim.words), -claim.start) for c in found)
    return max(matches, default=None)


def _is_all(common: Common) -> bool:
    """Say whether the one word that is shared is all that the claim says: "due à une bombe", not a long clause with an explosion in it."""
    return len(common.shared) == 1 and len(common.told.words) == 1


def _denied(case: Case, answer: Claim, claim: Claim, common: Common) -> bool:
    shared, part = len(common.shared), common.part
    near = claim.end <= answer.start and answer.paragraph - claim.paragraph <= _NEAR
    if answer.denies or answer.contrary or answer.statement.stance is Stance.DENIES:
        told = near and (common.same_predicate or part == 1.0)
        # All that a short claim says is denied, with more: "due à une bombe", "n'a été causée ni par des explosifs ni par …".
        whole = told and len(common.shared) == len(common.told.words)
        least = 0.3 if answer.contrary or whole else 0.5
        return part >= least and (shared >= 2 or told or answer.contrary or case.concerns(claim, answer))
    if claim.start > answer.start:
        return False
    if shared >= 3 and part >= 0.6 and same_names(answer, claim, common):
        return True
    if near and shared >= 2 and part == 1.0 and common.same_predicate:
        return True
    if not common.said.negated or not (claim.accuses or case.concerns(claim, answer)):
        return False
    return part == 1.0 or (part >= 0.5 and (shared >= 2 or common.said.of_oneself))


def _confirmed(case: Case, answer: Claim, claim: Claim, common: Common) -> bool:
    if claim.end > answer.start:
        return False
    if answer.statement.stance is not Stance.CONFIRMS:
        least = 2 if common.part == 1.0 else 3
        return common.same_predicate and len(common.shared) >= least and common.part >= 0.6
    return common.part >= 0.6 and (len(common.shared) >= 2 or (common.same_predicate and _is_known(case, answer)))


def _is_known(case: Case, answer: Claim) -> bool:
    """Say whether a content is a thing already told: "la coupure", "leur libération"; not "un entretien"."""
    first = next(iter(case.tokens(answer)), None)
    return first is not None and (first.feat("Definite") == "Def" or first.feat("Poss") == "Yes")


_ENOUGH = {Relation.DENIES: _denied, Relation.CONFIRMS: _confirmed}


def _two_parties(case: Case, answer: Claim, claim: Claim) -> bool:
    # Who answers must be known: "a été confirmé" by nobody answers nobody; and whom a plain negation answers.
    known = bool(party_words(answer.statement)) and (
        answer.denies or answer.admits or bool(party_words(claim.statement))
    )
    return known and case.others(answer, claim)


def _one_in_the_other(answer: Claim, claim: Claim) -> bool:
    # What a speaker reports of somebody within his own words does not answer those words.
    cue = answer.statement.cue
    return cue is not None and any(piece.contains(cue) for piece in claim.statement.content)
