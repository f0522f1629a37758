# SPDX-License-Identifier: Apache-2.0
"""Which statement inside another's words is called a lie there? « Vous mentez en disant que … »."""

from __future__ import annotations

from collections.abc import Iterator

from dementi.links.claims import Case, Claim
from dementi.record import Link, Relation, Span

__all__ = ["find_lies"]


def find_lies(case: Case) -> Iterator[Link]:
    """Yield a denial of each statement whose cue hangs on a verb of lying in somebody else's words."""
    for claim in case.claims:
        cue = claim.statement.cue
        verb = _verb_of_lying(case, cue) if cue is not None else None
        if cue is None or verb is None:
            continue
        around = [c for c in case.around(claim) if _holds(c, cue) and case.others(c, claim)]
        for outer in around:
            if any(piece.contains(verb) for piece in outer.statement.content):
                yield Link(
                    relation=Relation.DENIES,
                    source=outer.statement.id,
                    target=claim.statement.id,
                    grounds=(verb,),
                    found_by="denies.called_a_lie",
                )


def _holds(outer: Claim, cue: Span) -> bool:
    return any(piece.contains(cue) for piece in outer.statement.content)


def _verb_of_lying(case: Case, cue: Span) -> Span | None:
    for token in case.analysis.tokens_in(cue.start, cue.end):
        head = case.analysis.head(token)
        if head.lemma.lower() in case.words.lies and head.end <= cue.start:
            return Span.of(case.article.text, head.start, head.end)
    return None
