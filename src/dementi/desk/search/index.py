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
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import tantivy
from tantivy import Query as Tantivy

from dementi.desk.search.asked import Facet, FacetName, Hit, Kind, Order, Results, Search
from dementi.desk.search.documents import DispatchDocument, StatementDocument
from dementi.desk.search.query import Field
from dementi.desk.search.schema import FIELDS, SCHEMA, document_of
from dementi.desk.search.suggested import Name, nearest
from dementi.desk.search.translated import query_of
from dementi.errors import RecordError
from dementi.language.terms import ANALYZER, fold

__all__ = ["IndexDamaged", "IndexLocked", "SearchIndex"]

WRITER_BYTES = 50_000_000
#: What a statement has of its own; the rest is its dispatch's.
OF_STATEMENTS = frozenset({FacetName.KIND, FacetName.SPEAKER, FacetName.DAY, FacetName.CONTESTED})


class IndexDamaged(RecordError):  # noqa: N818 - what happened, not whose fault
    """The index is missing, of another version, or cannot be read: rebuild it from the record."""

    stage = "search"


class IndexLocked(RecordError):  # noqa: N818 - likewise
    """Another process writes the index."""

    stage = "search"


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
            index = tantivy.Index(FIELDS, str(folder), reuse=True)
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
                self._write.add_document(document_of(document))

    def remove(self, dispatches: Iterable[str]) -> None:
        """Take away all documents of the dispatches with these ids; one that is not there is no error."""
        with _damage():
            for dispatch in dispatches:
                self._write.delete_documents_by_term("dispatch", dispatch)

    def commit(self, seq: int, change: str = "") -> None:
        """Make lasting and findable what came since the last commit, and keep with it ``seq`` and what that change was."""
        with _damage():
            self._write.delete_documents_by_term("what", "seq")
            mark = tantivy.Document()
            mark.add_text("what", "seq")
            mark.add_integer("seq", seq)
            mark.add_text("statement", change)
            self._write.add_document(mark)
            self._write.commit()
            self._index.reload()

    def last_seq(self) -> int:
        """Return the ``seq`` of the last commit; 0 before the first."""
        return self.last_change()[0]

    def last_change(self) -> tuple[int, str]:
        """Return the ``seq`` of the last commit and what that change was; 0 and "" before the first, "" where it was not said."""
        with _damage():
            searcher = self._searcher()
            found = searcher.search(Tantivy.term_query(FIELDS, "what", "seq"), 1).hits
            if not found:
                return 0, ""
            mark = searcher.doc(found[0][1])
            return int(mark["seq"][0]), mark.get_first("statement") or ""

    def search(self, search: Search) -> Results:
        """Return what a query finds."""
        with _damage():
            searcher = self._searcher()
            query = query_of(search)
            order = {
                Order.NEWEST: {"order_by_field": "instant", "order": tantivy.Order.Desc},
                Order.OLDEST: {"order_by_field": "instant", "order": tantivy.Order.Asc},
                Order.RELEVANCE: {},
            }[search.order]
            found = searcher.search(query, max(search.limit, 1), offset=search.offset, **order)
            hits = tuple(_hits(searcher, found.hits[: search.limit], scored=search.order is Order.RELEVANCE))
            count = int(found.count)
            dispatches = count if search.kind is Kind.DISPATCH else _dispatches(searcher, search, query, count)
            return Results(hits, count, dispatches, _facets(searcher, query, search))

    def ids(self, search: Search) -> Iterator[Hit]:
        """Yield every hit, whatever the page (for exports): as many as ``Results.count`` says."""
        with _damage():
            searcher = self._searcher()
            query = query_of(search)
            order = tantivy.Order.Asc if search.order is Order.OLDEST else tantivy.Order.Desc
            found = searcher.search(query, max(searcher.num_docs, 1), order_by_field="instant", order=order)
            yield from _hits(searcher, found.hits, scored=False)

    def names(self) -> tuple[Name, ...]:
        """Return all names of speakers and outlets, with how many documents have them."""
        with _damage():
            searcher = self._searcher()
            return tuple(
                Name(field, name, count)
                for field, facet in ((Field.WHO, FacetName.SPEAKER), (Field.OUTLET, FacetName.OUTLET))
                for name, count in searcher.terms_with_prefix(facet.value, "")
                if name
            )

    def near(self, word: str) -> str | None:
        """Return the folded form in the texts that a word most likely means which stands in none; None: it stands, or none is near."""
        folded = fold(word)
        with _damage():
            searcher = self._searcher()
            for letters in (2, 1):
                rows = searcher.terms_with_prefix(Field.TEXT.value, folded[:letters])
                if any(term == folded for term, _ in rows):
                    return None
                found = nearest(folded, (row for row in rows if "'" not in row[0]))
                if found:
                    return found
        return None

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


def _hits(searcher: Any, found: list[tuple[Any, Any]], *, scored: bool) -> Iterator[Hit]:  # noqa: ANN401
    for score, address in found:
        stored = searcher.doc(address)
        yield Hit(stored["dispatch"][0], stored.get_first("statement"), float(score) if scored else 0.0)


def _dispatches(searcher: Any, search: Search, query: Any, count: int) -> int:  # noqa: ANN401 - tantivy is untyped
    """Count the dispatches in which statements stand, exactly."""
    if search.query.clauses or any(name in OF_STATEMENTS for name, values in search.filters.values if values):
        return _distinct(searcher, query, count)
    # What is asked holds for a dispatch and all its statements alike: those dispatches are counted that have any.
    spoken = Tantivy.regex_query(FIELDS, FacetName.KIND.value, ".+")
    theirs = query_of(replace(search, kind=Kind.DISPATCH))
    asked = Tantivy.boolean_query([(tantivy.Occur.Must, theirs), (tantivy.Occur.Must, spoken)])
    return int(searcher.search(asked, 1).count)


def _distinct(searcher: Any, query: Any, count: int) -> int:  # noqa: ANN401 - tantivy is untyped
    """Count the dispatches of all hits exactly; tantivy's own cardinality is an estimate."""
    if not count:
        return 0
    # Ordered by it, hits come with the value itself.
    return len({group for group, _ in searcher.search(query, count, count=False, order_by_field="group").hits})


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
