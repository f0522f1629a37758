# SPDX-License-Identifier: Apache-2.0
"""How do a cue, its words and its source become an attribution?"""

from __future__ import annotations

from collections.abc import Sequence

from dementi.record import Span, StatementType
from dementi.statements.attribution import Attribution
from dementi.statements.contents import typed
from dementi.statements.cues import Cue
from dementi.statements.page import Page

__all__ = ["attribution_of", "cue_span"]


def cue_span(page: Page, cue: Cue) -> Span:
    """Return the words of a cue's verb group."""
    tokens = page.analysis.tokens
    return Span.of(page.article.text, tokens[cue.first].start, tokens[cue.last - 1].end)


def attribution_of(page: Page, cue: Cue, pieces: Sequence[Span], source: Span | None, rule: str) -> Attribution | None:
    """Return the attribution, None where no words are left.

    Args:
        page: the article.
        cue: the cue.
        pieces: the content; empty only for the rule "reported.bare".
        source: the mention that the cue attaches to.
        rule: the rule's name; the rules of a noun phrase name with it what is denied.
    """
    span = cue_span(page, cue)
    kept = tuple(sorted(p for p in pieces if not span.contains(p)))
    if not kept and not rule.endswith("bare"):
        return None
    nested = page.around(cue.token.start)
    kind = typed(page, kept)
    if nested is not None and kind is StatementType.DIRECT and not rule.endswith("inside_quotation"):
        kind = StatementType.INDIRECT
    named = rule.endswith(("noun_phrase", "relative", "passive", "to_what")) and kept
    return Attribution(
        content=kept,
        type=kind,
        source=source,
        cue=span,
        cue_token=cue.token.index,
        cue_lemma=cue.lemma,
        negated=cue.negated,
        denied=kept[0] if named else None,
        found_by=rule,
    )
