# SPDX-License-Identifier: Apache-2.0
"""Can a desk have written this row? Its bytes fit their digest and its id, its words stand in its text, its records are records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import BaseValidationError
from django.db import models

from dementi.desk.marks.corrected import Kind
from dementi.desk.marks.models import Mark
from dementi.desk.matters.decided import COPIES, STORY
from dementi.desk.matters.models import Decision, Group, Series, Tie
from dementi.desk.record.models import Dispatch, Version
from dementi.desk.record.sound import faults
from dementi.desk.record.store import identity
from dementi.desk.record.written import read_back, write_down
from dementi.desk.sources.models import Entry, Source
from dementi.desk.sources.outcome import read_entry, read_outcome, read_troubles
from dementi.record import Dispatch as Came
from dementi.record import Form, Relation, Span, Statement

__all__ = ["fit", "words_of"]

_CONVERTER = Converter()

Row = TypeVar("Row", bound=models.Model)


def fit(row: models.Model) -> str:
    """Return what of a row does not fit; "": it may be a desk's own."""
    for kind, check in CHECKS.items():
        if isinstance(row, kind):
            try:
                return check(row)
            except (BaseValidationError, KeyError, TypeError, ValueError, IndexError, RecursionError) as error:
                return type(error).__name__
    return ""


def words_of(row: models.Model) -> list[tuple[str, Span]]:
    """Return the words that a link or a series rests on, each with the id of the dispatch in whose text it is to stand."""
    if isinstance(row, Tie):
        return [(row.source, Span(start, end, exact)) for start, end, exact in json.loads(row.grounds)]
    if isinstance(row, Series):
        return [(point[0], Span(*point[6])) for point in json.loads(row.points)]
    return []


def _captured(row: Dispatch | Version, key: str, *, is_gone: bool) -> str:
    content = bytes(row.content)
    if is_gone:
        # What was taken off the desk has left its digest, and nothing of its words.
        return "removed" if content or row.reading else ""
    if hashlib.sha256(content).hexdigest() != row.digest:
        return "digest"
    came = Came(id=row.name, content=content, published=row.given_published, outlet=row.given_outlet, url=row.given_url)
    if row.identity and row.identity != identity(came):
        return "identity"
    if row.form is not None:
        Form(row.form)
    pairs = json.loads(row.headers or "[]")
    if any(type(name) is not str or type(value) is not str for name, value in pairs):
        return "headers"
    reading = read_back(row.reading)
    if reading.id != key or json.loads(write_down(reading)) != json.loads(row.reading):
        return "reading"
    return next(faults(reading), "")


def _dispatch(row: Dispatch) -> str:
    is_id = len(row.id) <= 16 and row.id.isalnum() and row.id.isascii()
    return _captured(row, row.id, is_gone=row.removed is not None) if is_id else "id"


def _version(row: Version) -> str:
    return _captured(row, row.dispatch_id, is_gone=not row.reading)


def _mark(row: Mark) -> str:
    Kind(row.kind)
    for written in filter(None, (row.statement, row.other)):
        statement = _CONVERTER.structure(json.loads(written), Statement)
        if not _is_same(statement, written):
            return "statement"
    return "" if row.statement else "statement"


def _decision(row: Decision) -> str:
    named = json.loads(row.dispatches)
    is_right = row.kind in {COPIES, STORY} and len(set(named)) >= 2 and all(type(each) is str for each in named)
    return "" if is_right else "dispatches"


def _group(row: Group) -> str:
    return "" if row.kind in {COPIES, STORY} else "kind"


def _tie(row: Tie) -> str:
    Relation(row.relation)
    return "" if words_of(row) else "grounds"


def _series(row: Series) -> str:
    return "" if len(words_of(row)) >= 2 else "points"


def _source(row: Source) -> str:
    read_troubles(row.failure)
    read_troubles(row.troubles)
    return "" if row.address.lower().startswith(("http://", "https://")) else "address"


def _entry(row: Entry) -> str:
    read_outcome(row.outcome)
    if row.written:
        read_entry(row.written)
    return ""


def _is_same(record: object, written: str) -> bool:
    """Say whether a record, written again, is what it was read from: no member more, no value of another kind."""
    return bool(json.loads(json.dumps(_CONVERTER.unstructure(record))) == json.loads(written))


CHECKS: dict[type[models.Model], Callable[[Any], str]] = {
    Dispatch: _dispatch,
    Version: _version,
    Mark: _mark,
    Decision: _decision,
    Group: _group,
    Tie: _tie,
    Series: _series,
    Source: _source,
    Entry: _entry,
}
