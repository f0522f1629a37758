# SPDX-License-Identifier: Apache-2.0
"""How does a list show an article? The lead, then on a new line the start of the next paragraph, cut at a word."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["teaser"]

#: Characters of the next paragraph, and at most of a lead, the dots included.
NEXT, MOST_LEAD = 150, 600
ELLIPSIS = "..."


def teaser(paragraphs: Sequence[str]) -> str:
    """Return the teaser of an article: its lead, then the start of the next paragraph cut at a word with "...".

    Args:
        paragraphs: the words of each, in order.

    Returns:
        "" where there are no paragraphs; a paragraph that fits is given whole, without the dots.
    """
    if not paragraphs:
        return ""
    lead = _cut(paragraphs[0], MOST_LEAD)
    if len(paragraphs) == 1 or lead.endswith(ELLIPSIS):
        return lead
    return f"{lead}\n{_cut(paragraphs[1], NEXT)}"


def _cut(text: str, most: int) -> str:
    """Cut between words, so that the text with its dots has at most ``most`` characters."""
    if len(text) <= most:
        return text
    room = most - len(ELLIPSIS)
    at = next((i for i in range(room, 0, -1) if text[i].isspace()), room)
    return text[:at].rstrip().rstrip(",;:–—-").rstrip() + ELLIPSIS
