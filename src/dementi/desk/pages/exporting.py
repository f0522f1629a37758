# SPDX-License-Identifier: Apache-2.0
"""What was found, to take away: as many lines as the page counts, as CSV or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dementi.desk.pages import asking, finding, queries, search
from dementi.desk.search.asked import Hit, Kind
from dementi.desk.table import COLUMNS, csv_line, row_of
from dementi.record import Reading

__all__ = ["export"]

#: Hits whose words are fetched from the record at once.
AT_ONCE = 200
KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}
DISPATCH_COLUMNS = ("dispatch", "published", "outlet", "language", "headline", "url", "statements")


@require_safe
def export(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """Return all that a search finds, a line for each statement or dispatch."""
    if form not in KINDS:
        raise Http404
    asked = search.asked_of(request.GET)
    kind = Kind.DISPATCH if asked.tab == search.DISPATCHES else Kind.STATEMENT
    hits = asking.every(finding.search_of(asked.question(kind)))
    response = StreamingHttpResponse(_stream(hits, kind, form), content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="dementi.{form}"'
    return response


async def _stream(hits: tuple[Hit, ...], kind: Kind, form: str) -> AsyncIterator[str]:
    if form == "csv":
        yield csv_line(COLUMNS if kind is Kind.STATEMENT else DISPATCH_COLUMNS)
    for start in range(0, len(hits), AT_ONCE):
        yield await sync_to_async(_lines)(hits[start : start + AT_ONCE], form)


def _lines(hits: tuple[Hit, ...], form: str) -> str:
    return "".join(csv_line(row.values()) if form == "csv" else f"{_json(row)}\n" for row in _rows(hits))


def _rows(hits: tuple[Hit, ...]) -> Iterator[dict[str, str]]:
    kept = queries.read_again(hit.dispatch for hit in hits)
    for hit in hits:
        reading = kept.get(hit.dispatch)
        if reading is None:
            continue
        if hit.statement is None:
            yield dict(zip(DISPATCH_COLUMNS, _dispatch(reading), strict=True))
            continue
        for statement in reading.findings.statements:
            if statement.id == hit.statement:
                yield dict(zip(COLUMNS, row_of(reading, statement), strict=True))


def _dispatch(reading: Reading) -> tuple[str, ...]:
    article = reading.article
    if article is None:
        return (reading.id, *[""] * (len(DISPATCH_COLUMNS) - 1))
    facts = (article.published, article.outlet, article.language, article.headline, article.url)
    return (reading.id, *(fact or "" for fact in facts), str(len(reading.findings.statements)))


def _json(row: dict[str, str]) -> str:
    return json.dumps({name: value or None for name, value in row.items()}, ensure_ascii=False)
