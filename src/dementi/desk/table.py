# SPDX-License-Identifier: Apache-2.0
"""How does a statement stand in a table? One row each, the same columns in every export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from dementi.record import Reading, Statement

__all__ = ["COLUMNS", "csv_line", "row_of", "rows_of"]

#: Offsets are code points of the article's text: of its first character and after its last.
COLUMNS = (
    "dispatch",
    "published",
    "outlet",
    "statement",
    "stance",
    "speaker",
    "role",
    "side",
    "said",
    "type",
    "content",
    "start",
    "end",
    "rule",
)

#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection): the signs of wide letters too.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def rows_of(reading: Reading) -> Iterator[tuple[str, ...]]:
    """Yield a row for each statement of a reading, in reading order."""
    for statement in reading.findings.statements:
        yield row_of(reading, statement)


def row_of(reading: Reading, statement: Statement) -> tuple[str, ...]:
    """Return the cells of a statement, one for each column; "" is what is not known."""
    article, speaker, content = reading.article, statement.speaker, statement.content
    return (
        reading.id,
        (article.published if article else None) or "",
        (article.outlet if article else None) or "",
        statement.id,
        statement.stance.value,
        speaker.name if speaker else "",
        (speaker.role if speaker else None) or "",
        (speaker.side if speaker else None) or "",
        (statement.said.date if statement.said else None) or "",
        statement.type.value if statement.type else "",
        " […] ".join(piece.exact for piece in content),
        str(content[0].start) if content else "",
        str(content[-1].end) if content else "",
        statement.found_by,
    )


def csv_line(cells: Iterable[str]) -> str:
    """Return cells as a line of CSV (RFC 4180); what a spreadsheet would run as a formula is kept from it by an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell[:1] in FORMULA else cell for cell in cells])
    return out.getvalue()
