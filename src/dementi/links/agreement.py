# SPDX-License-Identifier: Apache-2.0
"""How much of what one statement says does another say too, and does it say it or its contrary?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dementi.links.claims import Case, Claim
from dementi.links.clauses import Clause
from dementi.links.parties import party_words
from dementi.links.words import fold, stem
from dementi.record import Relation, Span, Stance

__all__ = ["Common", "can_be_answered", "common_words", "grounds_of", "relation_of", "same_names"]


@dataclass(frozen=True, slots=True)
class Common:
    """A clause of an answer, one of a claim, and the words that they share."""

    said: Clause
    told: Clause
    shared: frozenset[str]

    @property
    def part(self) -> float:
        """The part of the answer's words that stand in the claim."""
        return len(self.shared) / max(1, len(self.said.words))

    @property
    def same_predicate(self) -> bool:
        """Whether both say it with one predicate."""
        return bool(self.said.keys & self.told.keys)


def relation_of(answer: Claim) -> Relation | None:
    """Return what a statement would do to one that says its words, None where it answers in no words of its own."""
    if answer.points or answer.named or answer.neither or not answer.claims:
        return None
    if answer.admits:
        return Relation.CONFIRMS
    return Relation.DENIES if answer.statement.stance in {Stance.DENIES, Stance.ASSERTS} else None


def can_be_answered(claim: Claim, relation: Relation) -> bool:
    """Say whether a statement claims something that can be denied, or confirmed."""
    if not claim.claims or claim.points or claim.named:
        return False
    confirmed = claim.statement.stance is Stance.CONFIRMS and relation is Relation.DENIES
    return claim.statement.stance is Stance.ASSERTS or confirmed


def common_words(answer: Claim, claim: Claim, relation: Relation) -> Iterator[Common]:
    """Yield the pairs of clauses in which the predicate of one stands in the other, the same way round or the other."""
    for said in answer.clauses:
        pairs = [Common(said, told, said.words & _around(claim, told)) for told in claim.clauses if _touch(said, told)]
        if said.condition or not pairs:
            continue
        # A claim one of whose clauses says just what the answer says is not denied by it.
        closest = max(len(p.shared) for p in pairs)
        fitting = [p for p in pairs if _is_contrary(answer, p) == (relation is Relation.DENIES)]
        if any(len(p.shared) == closest for p in fitting):
            yield from (p for p in fitting if not p.told.condition)


def _touch(said: Clause, told: Clause) -> bool:
    return bool(said.keys & told.words or told.keys & said.words)


def _is_contrary(answer: Claim, pair: Common) -> bool:
    return (pair.said.negated != answer.denies) != pair.told.negated


def same_names(answer: Claim, claim: Claim, common: Common) -> bool:
    """Say whether a claim holds the names and numbers of an answer, but for those of the two parties themselves."""
    known = set(common.shared)
    for statement in (answer.statement, claim.statement):
        side = statement.speaker.side if statement.speaker is not None else None
        known |= party_words(statement) | {fold(w) for w in (side or "").split()}
    return common.said.names <= known


def _around(claim: Claim, told: Clause) -> frozenset[str]:
    # A short claim stands on what its speaker says around it; not one that says that something is not so.
    return told.words if len(claim.clauses) > 1 or told.negated else claim.wide | told.words


def grounds_of(case: Case, answer: Claim, claim: Claim) -> tuple[Span, ...]:
    """Return the words of an answer that its link rests on: its cue, and what it says of the claim.

    Args:
        case: the answer's.
        answer: the statement that answers.
        claim: what it answers, of the same article or of another.
    """
    shared = answer.words & claim.wide
    spans = [answer.statement.cue] if answer.statement.cue is not None else []
    for piece in answer.statement.content:
        tokens = [t for t in case.analysis.tokens_in(piece.start, piece.end) if stem(t, case.words) in shared]
        if tokens:
            span = Span.of(case.article.text, tokens[0].start, tokens[-1].end)
            if not any(span.overlaps(s) for s in spans):
                spans.append(span)
    return tuple(sorted(spans)) or answer.statement.content[:1]
