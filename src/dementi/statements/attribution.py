# SPDX-License-Identifier: Apache-2.0
"""What a rule finds before the speaker is named and the stance is told: source, cue, content."""

from __future__ import annotations

from dataclasses import dataclass

from dementi.record import Span, StatementType

__all__ = ["Attribution"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """An attribution as a rule finds it (Pareti 2012: source, cue, content).

    Attributes:
        content: the pieces in reading order; empty for a bare denial, confirmation or refusal.
        type: direct, indirect, mixed; None only where content is empty.
        source: the mention that the cue attaches to; None: none is expressed.
        cue: the words that attribute; None: a bare quotation.
        cue_token: the index of the cue's main token in the analysis; None: no cue.
        cue_lemma: the dictionary form of the cue, as its word list has it; None: no cue.
        negated: the cue itself is negated ("ne dément pas").
        denied: the words that name what is denied or confirmed, where the frame of the cue has such a place.
        found_by: the rule.
    """

    content: tuple[Span, ...]
    type: StatementType | None
    source: Span | None
    cue: Span | None
    cue_token: int | None
    cue_lemma: str | None
    found_by: str
    negated: bool = False
    denied: Span | None = None
