# SPDX-License-Identifier: Apache-2.0
"""Which statement do words make that somebody points at? One of the desk's, with its own id, found by hand."""

from __future__ import annotations

from hashlib import sha256

from dementi.record import Article, Span, Speaker, Stance, Statement, StatementType

__all__ = ["LONGEST", "pointed_at"]

#: Characters of a name, of a speaker or of whoever says something.
LONGEST = 200


def pointed_at(article: Article, words: str, speaker: str, stance: str) -> Statement | None:
    """Return the statement that some words of an article are; None: they do not stand in it exactly once.

    Args:
        article: whose text they are of.
        words: letter for letter.
        speaker: whose they are; "": nobody is named.
        stance: what the speaker does; what is none of the stances asserts.
    """
    words = words.strip()
    if not words or article.text.count(words) != 1:
        return None
    start = article.text.index(words)
    name = " ".join(speaker.split())[:LONGEST]
    # Words between a pair of quotation marks are the speaker's own; what stands around decides.
    inside = article.text[:start].rstrip().endswith(("«", "“", '"'))
    return Statement(
        id="h" + sha256(f"{start} {words}".encode()).hexdigest()[:10],
        type=StatementType.DIRECT if inside else StatementType.INDIRECT,
        stance=Stance(stance) if stance in set(Stance) else Stance.ASSERTS,
        content=(Span.of(article.text, start, start + len(words)),),
        source=None,
        cue=None,
        speaker=Speaker(name) if name else None,
        said=None,
        found_by="by_hand",
    )
