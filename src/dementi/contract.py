# SPDX-License-Identifier: Apache-2.0
"""How is a reading written down for others? The JSON objects that the command line's contract promises."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dementi.messages import LANGUAGES, say_trouble
from dementi.record import (
    Article,
    CrossLink,
    Figure,
    Link,
    Matters,
    Point,
    Reading,
    Said,
    Series,
    Span,
    Speaker,
    Statement,
    TimeExpression,
    Told,
)

__all__ = ["CONTRACT", "as_json", "as_object", "matters_as_json", "matters_as_object"]

#: The number of the contract that these objects keep.
CONTRACT = 1

Object = dict[str, Any]


def as_json(reading: Reading, language: str = LANGUAGES[0]) -> str:
    """Return a reading as one line of JSON (without its line end)."""
    return json.dumps(as_object(reading, language), ensure_ascii=False)


def as_object(reading: Reading, language: str = LANGUAGES[0]) -> Mapping[str, Any]:
    """Return a reading as the contract's object; ``language`` is that of the troubles' sentences."""
    findings = reading.findings
    return {
        "contract": CONTRACT,
        "id": reading.id,
        "article": _article(reading.article) if reading.article else None,
        "statements": [_statement(statement) for statement in findings.statements],
        "links": [_link(link) for link in reading.links],
        "figures": [_figure(figure) for figure in findings.figures],
        "dates": [_time_expression(expression) for expression in findings.dates],
        "troubles": [
            {"stage": trouble.stage, "message": say_trouble(trouble, language)} for trouble in reading.troubles
        ],
    }


def matters_as_json(matters: Matters) -> str:
    """Return what many readings make together as one line of JSON (without its line end)."""
    return json.dumps(matters_as_object(matters), ensure_ascii=False)


def matters_as_object(matters: Matters, *, more: bool = False) -> Mapping[str, Any]:
    """Return what many readings make together as the contract's object.

    ``more``: each link with what this number of the contract has no place for, its scope and its delay in days.
    """
    return {
        "contract": CONTRACT,
        "copies": [list(group) for group in matters.copies],
        "stories": [list(group) for group in matters.stories],
        "links": [_cross_link(link) | (_reach(link) if more else {}) for link in matters.links],
        "series": [_series(series) for series in matters.series],
    }


def _words(span: Span) -> Object:
    return {"start": span.start, "end": span.end, "exact": span.exact}


def _maybe_words(span: Span | None) -> Object | None:
    return _words(span) if span else None


def _article(article: Article) -> Object:
    return {
        "headline": article.headline,
        "text": article.text,
        "paragraphs": [[paragraph.start, paragraph.end] for paragraph in article.paragraphs],
        "teaser": article.teaser,
        "language": article.language,
        "published": article.published,
        "modified": article.modified,
        "outlet": article.outlet,
        "agency": article.agency,
        "url": article.url,
        "authors": list(article.authors),
        "furniture": [{"exact": piece.exact, "reason": piece.reason.value} for piece in article.furniture],
        "standfirst": article.standfirst,
    }


def _statement(statement: Statement) -> Object:
    return {
        "id": statement.id,
        "type": statement.type.value if statement.type else None,
        "stance": statement.stance.value,
        "modality": statement.modality.value if statement.modality else None,
        "content": [_words(piece) for piece in statement.content],
        "source": _maybe_words(statement.source),
        "cue": _maybe_words(statement.cue),
        "speaker": _speaker(statement.speaker) if statement.speaker else None,
        "said": _said(statement.said) if statement.said else None,
        "medium": _maybe_words(statement.medium),
        "addressee": _maybe_words(statement.addressee),
        "denied": _maybe_words(statement.denied),
        "found_by": statement.found_by,
    }


def _speaker(speaker: Speaker) -> Object:
    return {"name": speaker.name, "role": speaker.role, "side": speaker.side}


def _said(said: Said) -> Object:
    return {**_words(said.words), "date": said.date}


def _link(link: Link) -> Object:
    return {
        "relation": link.relation.value,
        "from": link.source,
        "to": link.target,
        "grounds": [_words(words) for words in link.grounds],
        "found_by": link.found_by,
    }


def _figure(figure: Figure) -> Object:
    return {
        "id": figure.id,
        **_words(figure.words),
        "low": figure.low,
        "high": figure.high,
        "approximate": figure.approximate,
        "unit": figure.unit,
        "counted": figure.counted,
        "statement": figure.statement,
    }


def _time_expression(expression: TimeExpression) -> Object:
    return {**_words(expression.words), "value": expression.value}


def _cross_link(link: CrossLink) -> Object:
    return {
        "relation": link.relation.value,
        "from": _told(link.source),
        "to": _told(link.target),
        "grounds": [_words(words) for words in link.grounds],
        "found_by": link.found_by,
    }


def _reach(link: CrossLink) -> Object:
    return {"scope": link.scope.value if link.scope else None, "delay": link.delay}


def _told(told: Told) -> Object:
    return {"dispatch": told.dispatch, "statement": told.statement}


def _series(series: Series) -> Object:
    return {"story": series.story, "counted": series.counted, "points": [_point(point) for point in series.points]}


def _point(point: Point) -> Object:
    return {
        "dispatch": point.dispatch,
        "statement": point.statement,
        "source": point.source,
        "date": point.date,
        "low": point.low,
        "high": point.high,
        "exact": point.words.exact,
    }
