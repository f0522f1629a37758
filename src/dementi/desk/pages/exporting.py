# SPDX-License-Identifier: Apache-2.0
"""What was found, to take away: as many lines as the page counts, as CSV, JSON Lines or Parquet."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping

from asgiref.sync import sync_to_async
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from dementi.desk.pages import asking, finding, queries, search, wording
from dementi.desk.pages.errors import refuse
from dementi.desk.search.asked import Hit, Kind, Search
from dementi.desk.table import COLUMNS, csv_line, row_of
from dementi.errors import InputError
from dementi.parquet import write_table
from dementi.record import Reading

__all__ = ["KINDS", "export", "exported"]

#: Hits whose words are fetched from the record at once.
AT_ONCE = 200
#: Bytes of a file that is made before it is sent, and that are held in memory; more go to the disk.
HELD = 8 << 20
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
DISPATCH_COLUMNS = ("dispatch", "published", "outlet", "language", "headline", "url", "statements")
#: The same with what stands in them, where a file says that.
COLUMNS_OF: dict[Kind, Mapping[str, type]] = {
    Kind.STATEMENT: {name: int if name in {"start", "end"} else str for name in COLUMNS},
    Kind.DISPATCH: {name: int if name == "statements" else str for name in DISPATCH_COLUMNS},
}


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return all that a search finds, a line for each statement or dispatch."""
    if form not in KINDS:
        raise Http404
    asked = search.asked_of(request.GET)
    kind = Kind.DISPATCH if asked.tab == search.DISPATCHES else Kind.STATEMENT
    try:
        return exported(finding.search_of(asked.question(kind)), form)
    except InputError as error:
        return refuse(request, wording.say_trouble(error.trouble()))


def exported(asked: Search, form: str) -> HttpResponseBase:
    """Return all that the index finds, whatever the page, as a file: as many lines as it counts.

    Args:
        asked: of the index.
        form: one of :data:`KINDS`.

    Raises:
        InputError: Parquet is wanted, and pyarrow is not there.
    """
    hits = asking.every(asked)
    name = f"dementi.{form}"
    if form == "parquet":
        # The whole file is there before its first byte is sent: its directory stands at its end.
        out = tempfile.SpooledTemporaryFile(HELD)  # noqa: SIM115 (the answer closes it)
        write_table(_typed(_all(hits), COLUMNS_OF[asked.kind]), COLUMNS_OF[asked.kind], out)
        out.seek(0)
        return FileResponse(out, as_attachment=True, filename=name, content_type=KINDS[form])
    response = StreamingHttpResponse(_stream(hits, asked.kind, form), content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _all(hits: tuple[Hit, ...]) -> Iterator[dict[str, str]]:
    for start in range(0, len(hits), AT_ONCE):
        yield from _rows(hits[start : start + AT_ONCE])


def _typed(rows: Iterable[dict[str, str]], columns: Mapping[str, type]) -> Iterator[dict[str, object]]:
    for row in rows:
        yield {name: columns[name](value) if value else None for name, value in row.items()}


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
