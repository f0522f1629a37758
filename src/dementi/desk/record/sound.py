# SPDX-License-Identifier: Apache-2.0
"""Does what was found stand in the text? What does not is not put on record: no words are shown as somebody's that are not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from dementi.markup import web_address
from dementi.record import Findings, Reading, Relation, Span, Trouble

__all__ = ["faults", "sound"]

log = logging.getLogger(__name__)


def sound(reading: Reading) -> Reading:
    """Return the reading; where a finding does not fit its text, the article alone, and a trouble that says so.

    An address of the article that is none of the web goes.
    """
    if reading.article is not None and reading.article.url != web_address(reading.article.url):
        reading = replace(reading, article=replace(reading.article, url=web_address(reading.article.url)))
    found = next(faults(reading), None)
    if found is None:
        return reading
    log.error("dispatch %s: %s", reading.id, found)
    message = "What was found in this dispatch does not fit its text (%(fault)s): the article is kept without it."
    trouble = Trouble("record", message, (("fault", found),))
    return replace(reading, findings=Findings(), links=(), troubles=(*reading.troubles, trouble))


def faults(reading: Reading) -> Iterator[str]:
    """Yield what does not hold: words that are not in the text, an id twice, an end of a link that is nowhere."""
    text = reading.article.text if reading.article else ""
    for span in _spans(reading):
        if text[span.start : span.end] != span.exact:
            yield f"{span.start}..{span.end} is not {span.exact[:40]!r}"
    statements = [statement.id for statement in reading.findings.statements]
    figures = [figure.id for figure in reading.findings.figures]
    for ids in (statements, figures):
        yield from (f"{twice} twice" for twice in {each for each in ids if ids.count(each) > 1})
    for figure in reading.findings.figures:
        if figure.statement is not None and figure.statement not in statements:
            yield f"{figure.id} in {figure.statement}"
    for link in reading.links:
        ends = figures if link.relation is Relation.DIVERGES else statements
        yield from (f"{link.relation} {end}" for end in (link.source, link.target) if end not in ends)


def _spans(reading: Reading) -> Iterator[Span]:
    for statement in reading.findings.statements:
        yield from statement.content
        said = statement.said.words if statement.said else None
        parts = (statement.source, statement.cue, said, statement.medium, statement.addressee, statement.denied)
        yield from (part for part in parts if part)
    yield from (figure.words for figure in reading.findings.figures)
    yield from (expression.words for expression in reading.findings.dates)
    for link in reading.links:
        yield from link.grounds
