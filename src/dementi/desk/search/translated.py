# SPDX-License-Identifier: Apache-2.0
"""How is a question put to tantivy? Our clauses, filters and days as its queries (its own parser raises on an apostrophe)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import tantivy
from tantivy import Occur
from tantivy import Query as Tantivy

from dementi.desk.search.asked import Kind, Search
from dementi.desk.search.query import Clause, Field, Wanted
from dementi.desk.search.schema import FIELDS, micros
from dementi.settings import read_settings

__all__ = ["query_of"]


def query_of(search: Search) -> Any:  # noqa: ANN401 - tantivy is untyped
    """Return what a search asks for, filters and days with it; its order and page are not in it."""
    parts = [(Occur.Must, Tantivy.const_score_query(Tantivy.term_query(FIELDS, "what", search.kind.value), 0.0))]
    for clause in search.query.clauses:
        parts.append((Occur.MustNot if clause.excluded else Occur.Must, _clause_query(clause)))
        if search.kind is Kind.DISPATCH and not clause.excluded:
            parts.extend((Occur.Should, _in_headline(w)) for w in clause.any_of if w.field is Field.TEXT and w.stems)
    for name, values in search.filters.values:
        if values:
            parts.append((Occur.Must, _any([Tantivy.term_query(FIELDS, name.value, value) for value in values])))
    if search.query.since or search.query.until:
        parts.append((Occur.Must, _between(search.query.since, search.query.until)))
    if search.within:
        parts.append((Occur.Must, Tantivy.term_set_query(FIELDS, "dispatch", list(search.within))))
    if search.upto:
        latest = micros(search.upto)
        parts.append((Occur.Must, Tantivy.range_query(FIELDS, "instant", tantivy.FieldType.Integer, None, latest)))
    return Tantivy.boolean_query(parts)


def _clause_query(clause: Clause) -> Any:  # noqa: ANN401 - tantivy is untyped
    return _any([part for wanted in clause.any_of for part in _wanted_queries(wanted)])


def _wanted_queries(wanted: Wanted) -> Iterator[Any]:
    field = wanted.field.value
    for stem in sorted(wanted.stems):
        yield Tantivy.term_query(FIELDS, f"{field}_stems", stem, index_option="freq")
    forms: list[str | tuple[int, str]] = list(wanted.phrase)
    if wanted.prefix and len(forms) == 1:
        yield Tantivy.regex_query(FIELDS, field, _literal(wanted.phrase[0][1]) + ".*")
    elif wanted.prefix:
        yield Tantivy.phrase_prefix_query(FIELDS, field, forms)
    elif len(forms) == 1:
        yield Tantivy.term_query(FIELDS, field, wanted.phrase[0][1])
    elif forms:
        yield Tantivy.phrase_query(FIELDS, field, forms)


def _in_headline(wanted: Wanted) -> Any:  # noqa: ANN401 - tantivy is untyped
    stems = [Tantivy.term_query(FIELDS, "headline_stems", s, index_option="freq") for s in sorted(wanted.stems)]
    return Tantivy.boost_query(_any(stems), 2.0)


def _any(queries: list[Any]) -> Any:  # noqa: ANN401 - tantivy is untyped
    if not queries:
        return Tantivy.empty_query()
    return queries[0] if len(queries) == 1 else Tantivy.disjunction_max_query(queries, 0.1)


def _literal(form: str) -> str:
    """Return a pattern that matches just this form (a term holds no user pattern)."""
    return "".join(c if c.isalnum() else f"\\{c}" if c in "-.'/" else "." for c in form)


def _between(since: date | None, until: date | None) -> Any:  # noqa: ANN401 - tantivy is untyped
    # A day is one of the desk's: what was published on the 10th, its hour not told, stands at the midnight that begins it there.
    zone = ZoneInfo(read_settings().time_zone)
    low = micros(datetime.combine(since, time(), zone)) if since else None
    high = micros(datetime.combine(until + timedelta(days=1), time(), zone)) - 1 if until and until < date.max else None
    return Tantivy.range_query(FIELDS, "instant", tantivy.FieldType.Integer, low, high)
