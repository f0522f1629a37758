# SPDX-License-Identifier: Apache-2.0
"""What does the desk show of an article in a list? The lead, then the start of the next paragraph cut at a word."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.record import Span

__all__ = ["teaser_of"]

#: Characters of the second paragraph, before it is cut at a word.
LENGTH = 150


def teaser_of(paragraphs: Sequence[Span]) -> str:
    """Return the first paragraph and, on a line of its own, the start of the second with "..."."""
    if not paragraphs:
        return ""
    lead = paragraphs[0].exact
    if len(paragraphs) == 1:
        return lead
    second = paragraphs[1].exact
    if len(second) <= LENGTH:
        return f"{lead}\n{second}"
    cut = second.rfind(" ", 0, LENGTH)
    return f"{lead}\n{second[: cut if cut > 0 else LENGTH].rstrip(' ,;:(«')}..."
