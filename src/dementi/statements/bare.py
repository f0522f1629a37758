# SPDX-License-Identifier: Apache-2.0
"""Which quotations stand without a cue? "Ina Morel : « … »" in a headline or a list, and a quoted sentence of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dementi.record import Span, StatementType
from dementi.statements.attribution import Attribution
from dementi.statements.quotations import Quotation, without_inserts
from dementi.statements.page import Page

__all__ = ["find_bare"]

#: A quoted sentence has at least this many words; fewer are somebody's way of calling a thing.
WORDS = 5


def find_bare(page: Page, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the quotations that no other rule has taken: introduced by a colon, or whole sentences."""
    outside = [a for a in found if a.cue is None or page.around(a.cue.start) is None]
    taken = [piece for attribution in outside for piece in attribution.content]
    for quotation in page.quotations:
        if any(p.start < quotation.end and quotation.start < p.end for p in taken):
            continue
        if len(page.article.text[quotation.inner_start : quotation.inner_end].split()) < WORDS:
            continue
        colon = _colon_before(page, quotation)
        if colon is not None:
            yield _attribution(page, quotation, _speaker_before(page, colon), colon, "bare.colon")
        elif _stands_alone(page, quotation):
            yield _attribution(page, quotation, None, None, "bare.sentence")


def _colon_before(page: Page, quotation: Quotation) -> Span | None:
    text = page.article.text
    at = quotation.start - 1
    while at >= 0 and text[at] in " \u00a0\u202f\u2009":
        at -= 1
    return Span.of(text, at, at + 1) if at >= 0 and text[at] == ":" else None


def _speaker_before(page: Page, colon: Span) -> Span | None:
    """Return the person or organisation named right before the colon, in its line."""
    line = page.article.text.rfind("\n", 0, colon.start) + 1
    near = [e for e in page.analysis.entities if line <= e.span.start and e.span.end <= colon.start]
    named = [e for e in near if e.kind in {"PER", "ORG"} and colon.start - e.span.end <= 2]
    return named[-1].span if named else None


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    text = page.article.text
    before = text[: quotation.start].rstrip(" \u00a0\u202f–—-")
    after = text[quotation.end : quotation.end + 2].strip()
    opens = not before or before.endswith(("\n", ".", "!", "?", "…", "»", '"', "”"))
    last = text[quotation.inner_end - 1]
    closes = not after or after[0] in ".!?…" or (last in ".!?…" and after[0] not in ",;:")
    tokens = page.analysis.tokens_in(quotation.inner_start, quotation.inner_end)
    return opens and closes and any(t.feat("VerbForm") == "Fin" for t in tokens)


def _attribution(page: Page, quotation: Quotation, source: Span | None, cue: Span | None, rule: str) -> Attribution:
    pieces = without_inserts(page.article.text, quotation.inner_start, quotation.inner_end, page.analysis.language)
    return Attribution(
        content=tuple(pieces),
        type=StatementType.DIRECT,
        source=source,
        cue=cue,
        cue_token=None,
        cue_lemma=":" if cue else None,
        found_by=rule,
    )
