# SPDX-License-Identifier: Apache-2.0
"""What is told in a text? Source, cue and content of each attribution, as words: for tests."""

from __future__ import annotations

from dementi.language import analyse
from dementi.record import Article, Span
from dementi.statements import find_attributions
from dementi.statements.attribution import Attribution

__all__ = ["Found", "article_of", "read", "told"]

Found = tuple[str | None, str | None, str]


def article_of(text: str) -> Article:
    headline, _, rest = text.partition("\n\n")
    paragraphs, start = [], len(headline) + 2
    for part in rest.split("\n\n"):
        if part.strip():
            paragraphs.append(Span.of(text, start, start + len(part)))
        start += len(part) + 2
    return Article(headline=headline, text=text, paragraphs=tuple(paragraphs), teaser="")


def read(text: str) -> tuple[Attribution, ...]:
    return find_attributions(article_of(text), analyse(text))


def told(text: str) -> list[Found]:
    return [
        (
            a.source.exact if a.source else None,
            a.cue.exact if a.cue else None,
            " ‖ ".join(piece.exact for piece in a.content),
        )
        for a in read(text)
    ]
