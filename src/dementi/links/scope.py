# SPDX-License-Identifier: Apache-2.0
"""What of a claim does a denial deny: that it is so, the number, a part in it, having said it? Its own words tell, or nothing does.

"Ces chiffres", "toute responsabilité", « je n'ai jamais dit cela », "n'a pas vendu le pont". Where the words leave it open
("X dément", "ces accusations", or a number among what is denied) the scope is unknown: what is denied is not guessed.
"""

from __future__ import annotations

from dataclasses import replace

from dementi.links.claims import Case, Claim
from dementi.record import Link, Relation, Scope

__all__ = ["scope_of", "with_scope"]

#: Rules by which a denial says itself what is not so.
_OWN_WORDS = frozenset({"restated", "negated", "restated_elsewhere", "negated_elsewhere"})


def scope_of(case: Case, answer: Claim, found_by: str) -> Scope | None:
    """Return what a denial denies; None: the link is no denial.

    Args:
        case: the answer's.
        answer: the statement that answers.
        found_by: the rule of the link.
    """
    relation, _, rule = found_by.partition(".")
    if relation != Relation.DENIES:
        return None
    if any(c.says and c.of_oneself and (answer.denies or c.negated) for c in answer.clauses):
        return Scope.HAVING_SAID
    if answer.numbers:
        return Scope.NUMBER
    if answer.general:
        return Scope.RESPONSIBILITY
    told = rule in _OWN_WORDS and not answer.points
    return Scope.FACT if told and not _holds_number(case, answer) else Scope.UNKNOWN


def with_scope(case: Case, link: Link) -> Link:
    """Return a link within an article with what it denies."""
    answer = next((c for c in case.claims if c.statement.id == link.source), None)
    return replace(link, scope=scope_of(case, answer, link.found_by)) if answer is not None else link


def _holds_number(case: Case, answer: Claim) -> bool:
    # "N'a pas licencié 300 personnes": nobody, or another number?
    inside = answer.statement.content
    return any(piece.contains(figure.words) for figure in case.findings.figures for piece in inside)
