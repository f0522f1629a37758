# SPDX-License-Identifier: Apache-2.0
"""What of a desk stands in its archive, and how does a row of the database stand in a line? Each table once, field by field.

Bytes are base64, times ISO 8601 in UTC, what the database keeps as JSON text is JSON here too. Columns and tables that are made of
others are left out: they are made anew.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import models

from dementi.desk.alerts.models import Held, SavedSearch, Told
from dementi.desk.marks.models import Mark
from dementi.desk.matters.models import Decision, Group, Joined, Member, Series, Tie
from dementi.desk.notes.models import Note, Request
from dementi.desk.record.models import Change, Dispatch, Version
from dementi.desk.sources.models import Entry, FormerAddress, Source

__all__ = ["LEFT_OUT", "TABLES", "Table", "from_row", "rows_of", "to_row"]

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the record in its archive.

    Attributes:
        name: of the member.
        model: of the database.
        as_json: columns that hold JSON text, "" where they hold nothing.
        derived: columns that are made of others.
        at_once: rows that are held together; of those with bytes one.
    """

    name: str
    model: type[models.Model]
    as_json: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()
    at_once: int = 200

    @property
    def fields(self) -> dict[str, Any]:
        """The columns of a line, by their names."""
        return {each.attname: each for each in self.model._meta.concrete_fields if each.name not in self.derived}  # noqa: SLF001 (Django's own name)


#: In an order in which each row comes after those that it names.
TABLES = (
    Table(
        "dispatches.jsonl",
        Dispatch,
        frozenset({"headers", "reading"}),
        frozenset({"contested", "denial", "confirmation", "figure"}),
        at_once=1,
    ),
    Table("versions.jsonl", Version, frozenset({"headers", "reading"}), at_once=1),
    Table("changes.jsonl", Change),
    Table("marks.jsonl", Mark, frozenset({"statement", "other"})),
    Table("notes.jsonl", Note, frozenset({"words"})),
    Table("requests.jsonl", Request),
    Table("decisions.jsonl", Decision, frozenset({"dispatches"})),
    Table("groups.jsonl", Group),
    Table("members.jsonl", Member),
    Table("links.jsonl", Tie, frozenset({"grounds"})),
    Table("series.jsonl", Series, frozenset({"points"})),
    Table("joined.jsonl", Joined),
    Table("sources.jsonl", Source, frozenset({"failure", "troubles"})),
    Table("former-addresses.jsonl", FormerAddress),
    Table("entries.jsonl", Entry, frozenset({"written", "outcome"}), at_once=20),
    Table("searches.jsonl", SavedSearch),
    Table("told.jsonl", Told),
    Table("held.jsonl", Held),
)

#: What a desk has beside its record: who may use it and by which keys, and what is made of the record (as labels of Django's).
LEFT_OUT = {
    "record.statement": "made of the readings and marks; written beside them, for other tools, in statements.jsonl",
    "accounts.account": "people and their passwords belong to the desk, not to its record",
    "accounts.pass": "likewise",
    "accounts.attempts": "likewise",
    "accounts.deed": "the journal of a desk is its own",
    "alerts.delivery": "what is under way is sent by the desk that decided on it, not by another one too",
    "api.token": "keys belong to the desk",
}


def rows_of(table: Table) -> Iterator[Object]:
    """Yield the lines of a table, in the order of their keys, in bounded memory."""
    for row in table.model._default_manager.order_by("pk").iterator(chunk_size=table.at_once):  # noqa: SLF001 (Django's own name)
        yield to_row(table, row)


def to_row(table: Table, row: models.Model) -> Object:
    """Return a row of the database as a line."""
    return {name: _out(getattr(row, name), is_json=name in table.as_json) for name in table.fields}


def _out(value: object, *, is_json: bool) -> object:
    if is_json:
        return json.loads(str(value)) if value else None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value


def from_row(table: Table, line: Object) -> models.Model:
    """Return the row of a line; a column that a later version has added is as if nothing had been said.

    Raises:
        ValueError: it is no row of this table.
    """
    fields = table.fields
    foreign = line.keys() - fields.keys()
    if foreign:
        raise ValueError(min(foreign))
    values = {}
    for name, field in fields.items():
        if name in line:
            values[name] = _json_text(line[name]) if name in table.as_json else _in(field, line[name])
        elif not (field.has_default() or field.null or field.blank):
            raise ValueError(name)
    return table.model(**values)


def _json_text(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _in(field: Any, value: Any) -> object:  # noqa: ANN401 (a field of Django's, a value of JSON)
    """Return a value as a column takes it.

    Raises:
        ValueError: it does not fit.
    """
    if value is None:
        if not field.null:
            raise ValueError(field.attname)
        return None
    # What names a row of another table is as that row's key.
    kind = field.target_field if field.is_relation else field
    if isinstance(kind, models.BooleanField):
        if type(value) is bool:
            return value
    elif isinstance(kind, models.IntegerField):
        lowest = 0 if isinstance(kind, models.PositiveIntegerField) else -(1 << 63)
        if type(value) is int and lowest <= value < 1 << 63:
            return value
    elif type(value) is str:
        return _from_text(kind, value)
    raise ValueError(field.attname)


def _from_text(field: Any, value: str) -> object:  # noqa: ANN401 (a field of Django's)
    if isinstance(field, models.BinaryField):
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValueError(field.attname) from error
    if isinstance(field, models.DateTimeField):
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise ValueError(field.attname)
        return at
    if "\0" in value or (field.max_length and len(value) > field.max_length):
        raise ValueError(field.attname)
    value.encode()
    return value
