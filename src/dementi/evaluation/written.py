# SPDX-License-Identifier: Apache-2.0
"""How is a corrected article written down as gold? In the form that :func:`dementi.evaluation.gold.read_gold` reads."""

from __future__ import annotations

from collections.abc import Iterator

from dementi.record import Reading, Relation, Span, Statement

__all__ = ["gold_of"]


def gold_of(reading: Reading) -> dict[str, object]:
    """Return a reading that somebody has corrected as an entry of gold.

    Raises:
        ValueError: it has no article.
    """
    article = reading.article
    if article is None:
        raise ValueError(f"{reading.id} has no article")
    return {
        "id": reading.id,
        "url": article.url,
        "published": article.published,
        "text": article.text,
        "statements": [_statement(each) for each in reading.findings.statements if each.content],
        "links": list(_links(reading)),
        "bare_denials": [
            {"cue": _span(each.cue)} for each in reading.findings.statements if not each.content and each.cue
        ],
    }


def _links(reading: Reading) -> Iterator[dict[str, object]]:
    for link in reading.links:
        if link.relation is not Relation.DIVERGES:
            grounds = [_span(span) for span in link.grounds]
            yield {
                "from": link.source,
                "to": link.target,
                "relation": link.relation.value,
                "grounds": grounds,
                "also": [],
            }


def _statement(statement: Statement) -> dict[str, object]:
    said = statement.said
    return {
        "id": statement.id,
        "type": statement.type.value if statement.type else None,
        "stance": statement.stance.value,
        "content": [_span(span) for span in statement.content],
        "source": _span(statement.source) if statement.source else None,
        "cue": _span(statement.cue) if statement.cue else None,
        "speaker": statement.speaker.name if statement.speaker else "",
        "said": {**_span(said.words), "date": said.date} if said else None,
    }


def _span(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "exact": span.exact}
