# SPDX-License-Identifier: Apache-2.0
"""Which of the links that go by a noun or a pronoun stand? What another statement comes between is left open.

"X a démenti que P. « C'est faux », a réagi son patron": the second goes on with the first, and answers what that one answers.
"A affirme P. / B parle d'autre chose. / C dément ces propos": whose words are meant is not told. A false dispute is worse
than a missed one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dementi.links.claims import Case, Claim
from dementi.record import Link, Relation, Stance

__all__ = ["settle"]

#: The rules that go by what stands near.
_NEAR = (f"{Relation.DENIES}.called_false", f"{Relation.DENIES}.anaphor", f"{Relation.CONFIRMS}.anaphor")


def settle(case: Case, links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links that stand; one whose answer goes on with a denial before it answers what that denial answers."""
    held = tuple(links)
    claims = {claim.statement.id: claim for claim in case.claims}
    return tuple(link for each in held for link in _settled(case, each, held, claims))


def _settled(case: Case, link: Link, held: tuple[Link, ...], claims: dict[str, Claim]) -> Iterator[Link]:
    answer, target = claims.get(link.source), claims.get(link.target)
    if answer is None or target is None or link.found_by not in _NEAR or target.start > answer.start:
        yield link
        return
    denial = _denial_between(case, target, answer)
    if denial is not None and _denies_too(case, denial, link, held):
        yield link
    elif denial is not None and answer.calls_false:
        for other in held:
            if (
                other.relation is link.relation
                and other.source == denial.statement.id
                and not case.others(denial, answer)
            ):
                yield replace(link, target=other.target)
    elif not _passes_over(case, target, answer):
        yield link


def _denies_too(case: Case, denial: Claim, link: Link, held: tuple[Link, ...]) -> bool:
    """Say whether the denial between is another party's, and answers the same claim: "X dément. Y parle de rumeurs infondées"."""
    answer = next(c for c in case.claims if c.statement.id == link.source)
    same = any((k.relation, k.source, k.target) == (link.relation, denial.statement.id, link.target) for k in held)
    by_noun = case.tokens(answer)[:1] and case.tokens(answer)[0].norm not in case.words.pronouns
    return bool(by_noun) and same and case.others(denial, answer)


def _denial_between(case: Case, target: Claim, answer: Claim) -> Claim | None:
    """Return the last denial between a claim and its answer, in the claim's own sentence too; None: there is none."""
    between = [
        c
        for c in case.around(answer)
        if c.statement.stance is Stance.DENIES
        and target.sentence <= c.sentence <= answer.sentence
        and c.end <= answer.start
        and c is not target
        and c is not answer
    ]
    return between[-1] if between else None


def _passes_over(case: Case, target: Claim, answer: Claim) -> bool:
    """Say whether a whole paragraph of claims lies between: the nearest that could be meant are not those that were chosen."""
    between = {
        c.paragraph for c in case.around(answer) if target.paragraph < c.paragraph < answer.paragraph and c.claims
    }
    return bool(between) and not target.accuses
