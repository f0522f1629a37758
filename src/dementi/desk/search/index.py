# SPDX-License-Identifier: Apache-2.0
"""Which dispatches and statements does a query find? The index on disk: tantivy, fed by our own terms.

The text stays in the record; the index holds ids, and what facets and orders need. One process opens it
for writing; what it has taken in is told by :meth:`SearchIndex.last_seq`, kept in the same commit.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

import tantivy
from tantivy import Occur
from tantivy import Query as Tantivy

from dementi.desk.search.documents import DispatchDocument, StatementDocument
from dementi.desk.search.query import Clause, Field, Query, Wanted
from dementi.errors import RecordError
from dementi.language.terms import ANALYZER, terms

__all__ = [
    "Facet",
    "FacetName",
    "Filters",
    "Hit",
    "IndexDamaged",
    "IndexLocked",
    "Kind",
    "Order",
    "Results",
    "Search",
    "SearchIndex",
]

SCHEMA = "3"
"""Changes whenever the fields do: an index made with another is rebuilt."""

WRITER_BYTES = 50_000_000
GAP = 100
"""Positions between two pieces of a document, so that no phrase runs from one into the next."""
UNKNOWN = ""
"""The facet value of what is not known (no speaker named, no day said, no outlet)."""


class IndexDamaged(RecordError):  # noqa: N818 - what happened, not whose fault
    """The index is missing, of another version, or cannot be read: rebuild it from the record."""

    stage = "search"


class IndexLocked(RecordError):  # noqa: N818 - likewise
    """Another process writes the index."""

    stage = "search"


class Kind(StrEnum):
    """What is looked for."""

    DISPATCH = "dispatch"
    STATEMENT = "statement"


class Order(StrEnum):
    """In which order hits come."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"


class FacetName(StrEnum):
    """What hits can be counted by."""

    KIND = "kinds"
    SPEAKER = "speaker"
    DAY = "day"
    OUTLET = "outlet_name"
    CONTESTED = "contested"
    STORY = "story"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must also be: any of the values, for each facet that has some ("" is the unknown)."""

    values: tuple[tuple[FacetName, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """A query, and how its hits are wanted.

    Attributes:
        query: what is asked for.
        kind: dispatches or statements.
        filters: what they must also be.
        order: newest first, oldest first, or by relevance (BM25, then the newest).
        offset, limit: the page.
        facets: the facets to count, ten values each at most ``facet_limit``.
        facet_limit: values of each facet, the commonest first.
    """

    query: Query
    kind: Kind = Kind.DISPATCH
    filters: Filters = Filters()
    order: Order = Order.NEWEST
    offset: int = 0
    limit: int = 20
    facets: tuple[FacetName, ...] = ()
    facet_limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        dispatch: its dispatch's id.
        statement: the statement's id; None for a dispatch.
        score: BM25; 0 where the order is by time.
    """

    dispatch: str
    statement: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Facet:
    """How many hits have each value of a facet.

    Attributes:
        name: the facet.
        counts: (value, hits), the commonest first; value "" where it is not known.
        others: hits of the values that are not listed (a hit with several values counts for each).
    """

    name: FacetName
    counts: tuple[tuple[str, int], ...]
    others: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found.

    Attributes:
        hits: one page of them.
        count: all hits, exactly.
        dispatches: how many dispatches they stand in, exactly.
        facets: those asked for.
    """

    hits: tuple[Hit, ...]
    count: int
    dispatches: int
    facets: tuple[Facet, ...] = ()


class SearchIndex:
    """The index of one desk.

    Open it with :meth:`open`; :meth:`close` it, or use it in a ``with`` statement. What :meth:`put` and
    :meth:`remove` are given is found after :meth:`commit`, all of it or nothing.
    """

    def __init__(self, folder: Path, index: Any, writer: Any | None) -> None:  # noqa: ANN401 - tantivy is untyped
        """Keep an opened index; use :meth:`open`."""
        self._folder = folder
        self._index = index
        self._writer = writer
        self._seen = 0.0

    @classmethod
    def open(cls, folder: Path, *, writable: bool = False) -> Self:
        """Open the index in a folder; made if missing and writable.

        Raises:
            IndexDamaged: missing (to a reader), of another version, or unreadable.
            IndexLocked: another process writes it.
        """
        if writable and not (folder / "meta.json").exists():
            folder.mkdir(parents=True, exist_ok=True)
            _write_marker(folder)
        if not (folder / "meta.json").exists() and not writable:
            raise IndexDamaged("There is no search index yet.")
        if _read_marker(folder) != _marker():
            raise IndexDamaged("The search index was made by another version.")
        with _damage():
            index = tantivy.Index(_schema(), str(folder), reuse=True)
            opened = cls(folder, index, _writer(index) if writable else None)
            opened.last_seq()
            return opened

    def put(self, documents: Iterable[DispatchDocument | StatementDocument]) -> None:
        """Take documents in; a dispatch document replaces all that was there of its dispatch.

        The documents of a dispatch come as :func:`dementi.desk.search.documents.documents_of` gives them, its own first.
        """
        with _damage():
            for document in documents:
                if isinstance(document, DispatchDocument):
                    self._write.delete_documents_by_term("dispatch", document.dispatch)
                self._write.add_document(_document(document))

    def remove(self, dispatches: Iterable[str]) -> None:
        """Take away all documents of the dispatches with these ids; one that is not there is no error."""
        with _damage():
            for dispatch in dispatches:
                self._write.delete_documents_by_term("dispatch", dispatch)

    def commit(self, seq: int) -> None:
        """Make lasting and findable what came since the last commit, and keep ``seq`` with it."""
        with _damage():
            self._write.delete_documents_by_term("what", "seq")
            mark = tantivy.Document()
            mark.add_text("what", "seq")
            mark.add_integer("seq", seq)
            self._write.add_document(mark)
            self._write.commit()
            self._index.reload()

    def last_seq(self) -> int:
        """Return the ``seq`` of the last commit; 0 before the first."""
        with _damage():
            searcher = self._searcher()
            found = searcher.search(Tantivy.term_query(_SCHEMA, "what", "seq"), 1).hits
            return int(searcher.doc(found[0][1])["seq"][0]) if found else 0

    def search(self, search: Search) -> Results:
        """Return what a query finds."""
        with _damage():
            searcher = self._searcher()
            query = _whole_query(search)
            order = {
                Order.NEWEST: {"order_by_field": "instant", "order": tantivy.Order.Desc},
                Order.OLDEST: {"order_by_field": "instant", "order": tantivy.Order.Asc},
                Order.RELEVANCE: {},
            }[search.order]
            found = searcher.search(query, max(search.limit, 1), offset=search.offset, **order)
            hits = tuple(_hits(searcher, found.hits[: search.limit], scored=search.order is Order.RELEVANCE))
            count = int(found.count)
            dispatches = count if search.kind is Kind.DISPATCH else _distinct(searcher, query, count)
            return Results(hits, count, dispatches, _facets(searcher, query, search))

    def ids(self, search: Search) -> Iterator[Hit]:
        """Yield every hit, whatever the page (for exports): as many as ``Results.count`` says."""
        with _damage():
            searcher = self._searcher()
            query = _whole_query(search)
            order = tantivy.Order.Asc if search.order is Order.OLDEST else tantivy.Order.Desc
            found = searcher.search(query, max(searcher.num_docs, 1), order_by_field="instant", order=order)
            yield from _hits(searcher, found.hits, scored=False)

    def suggest(self, beginning: str, limit: int = 8) -> tuple[tuple[str, int], ...]:
        """Return speakers and outlets whose name begins so (as folded forms), with how many dispatches have them."""
        found = terms(beginning)
        if not found:
            return ()
        with _damage():
            searcher = self._searcher()
            rows = [
                row
                for field in (Field.WHO, Field.OUTLET)
                for row in searcher.terms_with_prefix(field.value, found[0].exact, None, limit)
            ]
        return tuple(sorted(dict(rows).items(), key=lambda row: (-row[1], row[0]))[:limit])

    def close(self) -> None:
        """Let go of the index; what was not committed is dropped."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _write(self) -> Any:  # noqa: ANN401 - tantivy is untyped
        if self._writer is None:
            raise IndexLocked("The search index was opened for reading only.")
        return self._writer

    def _searcher(self) -> Any:  # noqa: ANN401 - tantivy is untyped
        """Return a searcher on the last commit, another process's too."""
        changed = os.stat(self._folder / "meta.json").st_mtime_ns  # noqa: PTH116 - the cheap form, at each search
        if changed != self._seen:
            self._index.reload()
            self._seen = changed
        return self._index.searcher()


def _schema() -> Any:  # noqa: ANN401 - tantivy is untyped
    builder = tantivy.SchemaBuilder()
    for name in ("what", "dispatch", "statement"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for facet in FacetName:
        builder.add_text_field(facet.value, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("instant", "group"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_integer_field("seq", stored=True)
    for field in Field:
        builder.add_text_field(field.value, tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(f"{field.value}_stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("headline_stems", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


_SCHEMA = _schema()


def _document(document: DispatchDocument | StatementDocument) -> Any:  # noqa: ANN401 - tantivy is untyped
    made = tantivy.Document()
    made.add_text("dispatch", document.dispatch)
    made.add_integer("group", _group(document.dispatch))
    made.add_integer("instant", _micros(document.times.instant))
    made.add_text(FacetName.OUTLET, document.outlet or UNKNOWN)
    made.add_text(FacetName.CONTESTED, "yes" if document.contested else "no")
    made.add_text(FacetName.STORY, document.story or UNKNOWN)
    made.add_text(FacetName.LANGUAGE, document.language or UNKNOWN)
    for kind in document.kinds:
        made.add_text(FacetName.KIND, kind)
    language = document.language
    if isinstance(document, DispatchDocument):
        made.add_text("what", Kind.DISPATCH)
        for speaker in document.speakers:
            made.add_text(FacetName.SPEAKER, speaker)
        made.add_text("headline_stems", " ".join(_stems(document.headline, language)))
        _add_field(made, Field.TEXT, (document.text,), language)
        _add_field(made, Field.WHO, (*document.speakers, *document.about), language)
    else:
        made.add_text("what", Kind.STATEMENT)
        made.add_text("statement", document.statement)
        made.add_text(FacetName.SPEAKER, document.speaker)
        made.add_text(FacetName.DAY, document.day or UNKNOWN)
        _add_field(made, Field.TEXT, (*document.texts, document.speaker), language)
        _add_field(made, Field.WHO, (document.speaker, *document.about), language)
    _add_field(made, Field.SAID, document.said, language)
    _add_field(made, Field.DENIED, document.denied, language)
    _add_field(made, Field.PLACE, document.places, language)
    _add_field(made, Field.OUTLET, (document.outlet or "",), language)
    return made


def _add_field(made: Any, field: Field, texts: Iterable[str], language: str | None) -> None:  # noqa: ANN401
    """Add pieces of text to a field: exact forms with positions, stems without."""
    tokens = []
    stems: list[str] = []
    first = 0
    for text in texts:
        last = first
        for term in terms(text, language):
            last = first + term.position
            tokens.append(tantivy.Token(term.exact, last, 0, 0))
            stems.extend(term.stems)
        first = last + GAP
    if tokens:
        made.add_pre_tokenized_text(field.value, tantivy.PreTokenizedString("", tokens))
        made.add_text(f"{field.value}_stems", " ".join(stems))


def _stems(text: str, language: str | None) -> Iterator[str]:
    for term in terms(text, language):
        yield from term.stems


def _whole_query(search: Search) -> Any:  # noqa: ANN401 - tantivy is untyped
    parts = [(Occur.Must, Tantivy.const_score_query(Tantivy.term_query(_SCHEMA, "what", search.kind.value), 0.0))]
    for clause in search.query.clauses:
        parts.append((Occur.MustNot if clause.excluded else Occur.Must, _clause_query(clause)))
        if search.kind is Kind.DISPATCH and not clause.excluded:
            parts.extend((Occur.Should, _in_headline(w)) for w in clause.any_of if w.field is Field.TEXT and w.stems)
    for name, values in search.filters.values:
        if values:
            parts.append((Occur.Must, _any([Tantivy.term_query(_SCHEMA, name.value, value) for value in values])))
    if search.query.since or search.query.until:
        parts.append((Occur.Must, _between(search.query.since, search.query.until)))
    return Tantivy.boolean_query(parts)


def _clause_query(clause: Clause) -> Any:  # noqa: ANN401 - tantivy is untyped
    return _any([part for wanted in clause.any_of for part in _wanted_queries(wanted)])


def _wanted_queries(wanted: Wanted) -> Iterator[Any]:
    field = wanted.field.value
    for stem in sorted(wanted.stems):
        yield Tantivy.term_query(_SCHEMA, f"{field}_stems", stem, index_option="freq")
    forms: list[str | tuple[int, str]] = list(wanted.phrase)
    if wanted.prefix and len(forms) == 1:
        yield Tantivy.regex_query(_SCHEMA, field, _literal(wanted.phrase[0][1]) + ".*")
    elif wanted.prefix:
        yield Tantivy.phrase_prefix_query(_SCHEMA, field, forms)
    elif len(forms) == 1:
        yield Tantivy.term_query(_SCHEMA, field, wanted.phrase[0][1])
    elif forms:
        yield Tantivy.phrase_query(_SCHEMA, field, forms)


def _in_headline(wanted: Wanted) -> Any:  # noqa: ANN401 - tantivy is untyped
    stems = [Tantivy.term_query(_SCHEMA, "headline_stems", s, index_option="freq") for s in sorted(wanted.stems)]
    return Tantivy.boost_query(_any(stems), 2.0)


def _any(queries: list[Any]) -> Any:  # noqa: ANN401 - tantivy is untyped
    if not queries:
        return Tantivy.empty_query()
    return queries[0] if len(queries) == 1 else Tantivy.disjunction_max_query(queries, 0.1)


def _literal(form: str) -> str:
    """Return a pattern that matches just this form (a term holds no user pattern)."""
    return "".join(c if c.isalnum() else f"\\{c}" if c in "-.'/" else "." for c in form)


def _between(since: date | None, until: date | None) -> Any:  # noqa: ANN401 - tantivy is untyped
    low = _micros(datetime.combine(since, time(), UTC)) if since else None
    high = _micros(datetime.combine(until, time(), UTC) + timedelta(days=1)) - 1 if until else None
    return Tantivy.range_query(_SCHEMA, "instant", tantivy.FieldType.Integer, low, high)


def _hits(searcher: Any, found: list[tuple[Any, Any]], *, scored: bool) -> Iterator[Hit]:  # noqa: ANN401
    for score, address in found:
        stored = searcher.doc(address)
        yield Hit(stored["dispatch"][0], stored.get_first("statement"), float(score) if scored else 0.0)


def _distinct(searcher: Any, query: Any, count: int) -> int:  # noqa: ANN401 - tantivy is untyped
    """Count the dispatches of all hits exactly; tantivy's own cardinality is an estimate."""
    if not count:
        return 0
    addresses = [address for _, address in searcher.search(query, count, count=False, order_by_field="group").hits]
    return len(set(searcher.fast_field_values("group", addresses)))


def _facets(searcher: Any, query: Any, search: Search) -> tuple[Facet, ...]:  # noqa: ANN401
    if not search.facets:
        return ()
    asked = {name.value: {"terms": {"field": name.value, "size": search.facet_limit}} for name in search.facets}
    found = searcher.aggregate(query, asked)
    return tuple(
        Facet(
            name,
            tuple((str(b["key"]), int(b["doc_count"])) for b in found[name.value]["buckets"]),
            int(found[name.value].get("sum_other_doc_count", 0)),
        )
        for name in search.facets
    )


def _micros(instant: datetime) -> int:
    """Return microseconds since 1970, exactly."""
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _group(dispatch: str) -> int:
    return int.from_bytes(blake2b(dispatch.encode(), digest_size=7).digest(), "big")


def _marker() -> dict[str, str]:
    return {"schema": SCHEMA, "analyzer": ANALYZER}


def _write_marker(folder: Path) -> None:
    (folder / "dementi.json").write_text(json.dumps(_marker()), "utf-8")


def _read_marker(folder: Path) -> object:
    try:
        return json.loads((folder / "dementi.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _writer(index: Any) -> Any:  # noqa: ANN401 - tantivy is untyped
    try:
        return index.writer(WRITER_BYTES, 1)
    except ValueError as error:
        if "Lock" in str(error):
            raise IndexLocked("Another process is writing the search index.") from error
        raise


@contextmanager
def _damage() -> Iterator[None]:
    """Turn what tantivy raises on a broken index, its panics too, into IndexDamaged."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexDamaged("The search index cannot be read: %(reason)s", reason=error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's panics have no importable class
            raise
        raise IndexDamaged("The search index cannot be read: %(reason)s", reason=error) from error
