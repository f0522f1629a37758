# SPDX-License-Identifier: Apache-2.0
"""How is a desk made of an archive? All that it says is checked, and brought in one transaction: the whole desk, or nothing of it.

The same archive twice changes nothing; into a folder with another record nothing is brought.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import IntegrityError, connection, connections, transaction

from dementi.desk.archive.fitting import fit, words_of
from dementi.desk.archive.packed import STATEMENTS, Packed, opened
from dementi.desk.archive.tables import TABLES, Table, from_row, rows_of
from dementi.desk.archive.writing import statement_rows
from dementi.desk.marks.store import readings_of
from dementi.desk.matters.models import Joined, Series, Tie
from dementi.desk.matters.ties import contest
from dementi.desk.record.failures import named_failures
from dementi.desk.record.models import Dispatch
from dementi.desk.record.store import ON_RECORD, list_statements
from dementi.errors import DementiError, RecordError

__all__ = ["bring", "load"]

#: Dispatches whose readings are held together.
AT_ONCE = 50

Object = dict[str, Any]


def bring(file: Path, folder: Path, *, is_ours: bool) -> tuple[int, bool]:
    """Bring an archive onto the record of the open folder; return how many dispatches stand in it, and whether they were brought.

    Args:
        file: the archive.
        folder: the open one.
        is_ours: it was made for this; where nothing is brought, it goes again.

    Raises:
        InputError: the archive is damaged, or says what no desk can have written.
        RecordError: there is another record in the folder, or it cannot be written.
    """
    try:
        with opened(file) as packed:
            return packed.members[TABLES[0].name].lines, load(packed, folder)
    except DementiError:
        if is_ours:
            connections.close_all()
            shutil.rmtree(folder, ignore_errors=True)
        raise


@named_failures()
def load(packed: Packed, folder: object) -> bool:
    """Bring an archive onto the record of the open folder; return whether anything was brought: False, it stands there already.

    Args:
        packed: the archive.
        folder: what the folder is called when something is said of it.

    Raises:
        InputError: the archive is damaged, or says what no desk can have written.
        RecordError: there is another record in the folder, or it cannot be written.
    """
    with transaction.atomic():
        if _has_record():
            if _is_there(packed):
                return False
            message = "There is another record in %(folder)s: an archive is brought into an empty folder."
            raise RecordError(message, folder=folder)
        Joined.objects.all().delete()
        for table in TABLES:
            _bring(packed, table)
        _check_keys(packed)
        _check_words(packed)
        _make_anew()
        _compare(packed)
        _go_on_counting()
    return True


def _has_record() -> bool:
    return any(table.model._default_manager.exists() for table in TABLES if table.model is not Joined)  # noqa: SLF001 (Django's own name)


def _is_there(packed: Packed) -> bool:
    """Say whether the record is the archive's, row by row."""
    return all(
        ours == theirs for table in TABLES for ours, theirs in zip_longest(rows_of(table), packed.lines(table.name))
    )


def _bring(packed: Packed, table: Table) -> None:
    rows = _rows(packed, table)
    while some := list(islice(rows, table.at_once)):
        try:
            with transaction.atomic():
                table.model._default_manager.bulk_create(some)  # noqa: SLF001 (Django's own name)
        except IntegrityError as error:
            # One key twice.
            raise packed.lies(table.name, some[0].pk, str(error)) from error


def _rows(packed: Packed, table: Table) -> Iterator[Any]:
    for line in packed.lines(table.name):
        key = line.get(table.model._meta.pk.attname)  # noqa: SLF001 (Django's own name)
        try:
            row = from_row(table, line)
        except ValueError as error:
            raise packed.lies(table.name, key, str(error)) from error
        fault = fit(row)
        if fault:
            raise packed.lies(table.name, key, fault)
        yield row


def _check_keys(packed: Packed) -> None:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise packed.lies("manifest.json", "", str(error)) from error


def _check_words(packed: Packed) -> None:
    """See that what links and series rest on stands in the texts: nobody is shown with words that are not there."""
    for table in TABLES:
        if table.model not in {Tie, Series}:
            continue
        for row in table.model._default_manager.order_by("pk").iterator(chunk_size=50):  # noqa: SLF001 (Django's own name)
            for dispatch, span in words_of(row):
                held = ON_RECORD.filter(pk=dispatch).first()
                article = readings_of([held])[dispatch].article if held else None
                if article is None or article.text[span.start : span.end] != span.exact:
                    raise packed.lies(table.name, row.pk, span.exact)


def _make_anew() -> None:
    """Make what is made of readings and marks: the statements that lists go by, and the columns that they filter by."""
    for some in _held():
        readings = readings_of(some)
        for row in some:
            list_statements(row, readings[row.pk])
        contest(tuple(readings.values()))


def _held() -> Iterator[list[Dispatch]]:
    ids = list(ON_RECORD.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        yield list(ON_RECORD.filter(pk__in=ids[start : start + AT_ONCE]))


def _compare(packed: Packed) -> None:
    """See that the statements that the archive shows to other tools are those that its readings and marks make."""
    for number, (ours, theirs) in enumerate(zip_longest(statement_rows(), packed.lines(STATEMENTS)), 1):
        if ours != theirs:
            raise packed.lies(STATEMENTS, number, str((theirs or ours or {}).get("id", "")))


def _go_on_counting() -> None:
    """Have the database number what comes next after what was brought."""
    statements = connection.ops.sequence_reset_sql(no_style(), [table.model for table in TABLES])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
