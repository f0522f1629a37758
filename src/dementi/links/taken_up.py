# SPDX-License-Identifier: Apache-2.0
"""Which statement does "ces affirmations", "ce que X dément", "les accusations de X" or « c'est faux » take up?

The nearest one before by another side: an accusation, or one that concerns who answers, before others. A statement that
itself only points at others is passed over, and what cannot be found within two paragraphs is left open: a false dispute
is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dementi.links.claims import Case, Claim
from dementi.links.parties import party_words
from dementi.links.words import content_words
from dementi.record import Link, Relation, Span, Stance

__all__ = ["find_taken_up"]

_ANSWERS = {Stance.DENIES: Relation.DENIES, Stance.CONFIRMS: Relation.CONFIRMS}
_REACH = 2
#: Tokens of a judgement without what is judged, at most: "fantaisiste", "« totalement faux »".
_ALONE = 4


def find_taken_up(case: Case) -> Iterator[Link]:
    """Yield the links of the statements that name what they answer by a noun or a pronoun only."""
    for claim in case.claims:
        relation = _relation(claim)
        if relation is None or claim.neither or not (claim.points or claim.named or claim.general):
            continue
        targets, rule = _targets(case, claim, relation)
        for target in targets:
            yield Link(
                relation=relation,
                source=claim.statement.id,
                target=target.statement.id,
                grounds=_grounds(claim),
                found_by=f"{relation.value}.{rule}",
            )


def _relation(answer: Claim) -> Relation | None:
    if answer.statement.stance is Stance.ASSERTS:
        says_no = answer.calls_false or (answer.rejects and (answer.points or bool(answer.named)))
        return Relation.DENIES if says_no else None
    return _ANSWERS.get(answer.statement.stance)


def _targets(case: Case, answer: Claim, relation: Relation) -> tuple[Sequence[Claim], str]:
    near = _before(case, answer) or _behind(case, answer)
    if answer.numbers:
        counted = {f.statement for f in case.findings.figures}
        near = [c for c in near if c.statement.id in counted]
    if not near:
        return [], ""
    if answer.named:
        theirs = _of_the_named(case, near, answer) or [c for c in _behind(case, answer) if answer.named & _who(case, c)]
        return theirs, "claim_of_named_speaker"
    if not answer.points:
        return _of_a_part(case, near, answer, relation), "part_in_it"
    if not answer.statement.content:
        # "…, ce que X dément": its own sentence before the one above.
        near = [c for c in near if c.sentence == answer.sentence] or near
    if answer.calls_false and case.tokens(answer)[0].norm in case.words.pronouns:
        # « C'est faux »: what was said right before.
        near = [c for c in near if c.paragraph == answer.paragraph and answer.sentence - c.sentence <= 1] or near
    best = _best(case, near, answer)
    if not answer.statement.content:
        # "X dément." answers its own sentence or the one before, no further.
        return [best] if answer.sentence - best.sentence <= 1 else [], "bare"
    if answer.calls_false:
        # "…, le jugeant fantaisiste": what the pronoun takes up was named right before.
        pronoun = answer.statement.found_by.endswith("judged_as") and len(case.tokens(answer)) <= _ALONE
        return [] if pronoun and answer.sentence - best.sentence > 1 else [best], "called_false"
    if answer.numbers and _other_number(case, best, answer):
        return [], ""
    return _group(case, near, best) if answer.plural else [best], "anaphor"


def _other_number(case: Case, claim: Claim, answer: Claim) -> bool:
    """Say whether the narrator himself gives a number between a claim and "ces chiffres", which then takes up that one."""
    between = (f for f in case.findings.figures if claim.end <= f.words.start < answer.start)
    return any(f.statement is None for f in between)


def _before(case: Case, answer: Claim) -> list[Claim]:
    """Return what another side claims before the answer, near enough to be taken up."""
    start = min((p.start for p in (answer.statement.cue, *answer.statement.content) if p), default=answer.start)
    reach = (c for c in case.around(answer) if c.end <= start and answer.paragraph - c.paragraph <= _REACH)
    return [c for c in reach if _can_be_taken_up(case, answer, c)]


def _behind(case: Case, answer: Claim) -> list[Claim]:
    """Return the one claim told right behind an answer that takes something up by a noun: "a rejeté ces accusations: X affirme …"."""
    if not answer.statement.content or not (answer.points or answer.named):
        return []
    reach = (c for c in case.around(answer) if c.start >= answer.end and c.sentence - answer.sentence <= 1)
    told = [c for c in reach if c.paragraph == answer.paragraph and _can_be_taken_up(case, answer, c)]
    theirs = (c for c in told if c.accuses or case.concerns(c, answer) or answer.named & _who(case, c))
    return list(theirs) if len(told) == 1 else []


def _can_be_taken_up(case: Case, answer: Claim, claim: Claim) -> bool:
    free = claim.claims and not claim.points and not claim.named
    said = claim.statement.stance in {Stance.ASSERTS, Stance.CONFIRMS}
    return free and said and (claim.accuses or not answer.only_accused) and case.others(answer, claim)


def _best(case: Case, near: Sequence[Claim], answer: Claim) -> Claim:
    """Return the nearest claim; before it one of its paragraph or the one above that concerns who answers.

    What itself says that something is not so is passed over where an accusation, or one that concerns who answers, is
    near, or it stands in another paragraph: it answers, as this one does.
    """

    def pointed(claim: Claim) -> bool:
        return (claim.accuses or case.concerns(claim, answer)) and answer.paragraph - claim.paragraph <= 1

    accused = any(pointed(c) for c in near if not _says_no(c))

    def rank(claim: Claim) -> tuple[bool, bool, int, int]:
        passed = _says_no(claim) and (accused or claim.paragraph != answer.paragraph)
        return not passed, pointed(claim), claim.end, -len(claim.words)

    return max(near, key=rank)


def _says_no(claim: Claim) -> bool:
    return bool(claim.clauses) and all(c.negated for c in claim.clauses)


def _of_the_named(case: Case, near: Sequence[Claim], answer: Claim) -> Sequence[Claim]:
    """Return the last claim of the one who is named; where it is a paper or a body told otherwise, the only claim there is."""
    telling = [(len(answer.named & _who(case, c)), c) for c in near]
    theirs = [(n, c) for n, c in telling if n]
    if theirs:
        most = max(n for n, _ in theirs)
        return [c for n, c in theirs if n == most][-1:]
    return near if len(near) == 1 else []


def _who(case: Case, claim: Claim) -> frozenset[str]:
    source = claim.statement.source
    spans = [source] if source is not None else []
    return party_words(claim.statement) | content_words(case.analysis, spans, case.words)


def _of_a_part(case: Case, near: Sequence[Claim], answer: Claim, relation: Relation) -> Sequence[Claim]:
    """Return the claim in which a part is denied ("toute responsabilité dans l'attaque"): it accuses, or concerns who answers."""
    if relation is not Relation.DENIES:
        return []
    pointed = [c for c in near if c.accuses or case.concerns(c, answer)]
    return [max(pointed, key=lambda c: (len(c.wide & answer.words), c.end))] if pointed else []


def _group(case: Case, near: Sequence[Claim], best: Claim) -> list[Claim]:
    """Return the best claim with those of the same speaker that stand beside it in its paragraph."""
    group = [best]
    for c in reversed(near):
        same = bool(party_words(c.statement)) and not case.others(c, best)
        if same and c is not best and c.paragraph == best.paragraph and abs(near.index(c) - near.index(best)) == 1:
            group.append(c)
    return sorted(group, key=lambda c: -c.start)


def _grounds(answer: Claim) -> tuple[Span, ...]:
    statement = answer.statement
    spans = [p for p in (statement.cue, statement.denied, *statement.content) if p is not None]
    spans = spans or [p for p in (statement.source,) if p is not None]
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if not any(span.overlaps(k) for k in kept):
            kept.append(span)
    return tuple(kept)
