# SPDX-License-Identifier: Apache-2.0
"""Which dispatches and statements match? A tantivy index fed with our own terms; it holds ids, the text stays on record.

One process opens it for writing. It is made anew whenever it is missing, damaged, or made by another analyser: the record is the truth.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Self

from dementi.desk.search.documents import DispatchDocument, StatementDocument
from dementi.desk.search.query import Clause, Field, Query, Wanted
from dementi.language.terms import ANALYZER, terms

__all__ = ["DISPATCH", "STATEMENT", "Hit", "IndexDamaged", "Results", "SearchIndex"]

#: Changes whenever documents would be written otherwise.
SCHEMA = "1"
DISPATCH, STATEMENT = "dispatch", "statement"
#: Words of one field stand this far from those of the next value: no phrase crosses.
GAP = 100
MEMORY = 32_000_000


class IndexDamaged(Exception):  # noqa: N818 (what happened, not whose fault)
    """The index cannot be used: it is to be made anew from the record."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matches: its dispatch, and its statement where it is one."""

    dispatch: str
    statement: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """The hits of one page, and how many there are in all."""

    hits: tuple[Hit, ...]
    count: int


class SearchIndex:
    """The index of a desk."""

    def __init__(self, folder: Path, index: Any, schema: Any, writer: Any) -> None:  # noqa: ANN401 (tantivy has no types)
        """Keep the open index; see :meth:`open`."""
        self._folder, self._index, self._schema, self._writer = folder, index, schema, writer

    @classmethod
    def open(cls, folder: Path, *, writable: bool) -> Self:
        """Open the index in a folder; with ``writable``, it is made where it is missing.

        Raises:
            IndexDamaged: it is missing, of another version, or cannot be opened.
        """
        import tantivy

        marker = folder / "dementi.json"
        schema = _schema()
        try:
            if not marker.exists():
                if not writable:
                    raise IndexDamaged("missing")
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
                index = tantivy.Index(schema, str(folder))
                marker.write_text(json.dumps(_version()), "utf-8")
            elif json.loads(marker.read_text("utf-8")) != _version():
                raise IndexDamaged("another version")
            else:
                index = tantivy.Index.open(str(folder))
            writer = index.writer(MEMORY, 1) if writable else None
        except (OSError, ValueError) as error:
            raise IndexDamaged(str(error)) from error
        return cls(folder, index, schema, writer)

    def put(self, documents: Iterable[DispatchDocument | StatementDocument]) -> None:
        """Write documents; those of a dispatch replace all that stood for it."""
        gone: set[str] = set()
        for document in documents:
            if document.dispatch not in gone:
                gone.add(document.dispatch)
                self.remove([document.dispatch])
            self._writer.add_document(_document(document))

    def remove(self, dispatches: Iterable[str]) -> None:
        """Take away all that stands for some dispatches."""
        for dispatch in dispatches:
            self._writer.delete_documents_by_term("dispatch", dispatch)

    def commit(self, seq: int) -> None:
        """Make what was written findable and durable, with the place in the change log that it reaches."""
        self._writer.commit()
        self._index.reload()
        (self._folder / "seq").write_text(str(seq), "ascii")

    def last_seq(self) -> int:
        """Return the place in the change log that the index reaches; 0: none."""
        try:
            return int((self._folder / "seq").read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def close(self) -> None:
        """Let another process write."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def search(self, query: Query, kind: str, *, newest_first: bool, start: int, size: int) -> Results:
        """Return the documents of one kind that match, a page of them.

        Raises:
            IndexDamaged: the index cannot be read.
        """
        import tantivy

        try:
            self._index.reload()
            searcher = self._index.searcher()
            asked = self._query(query, kind)
            order = {"order_by_field": "instant", "order": tantivy.Order.Desc} if newest_first else {}
            found = searcher.search(asked, limit=size, offset=start, count=True, **order)
            hits = []
            for _, address in found.hits:
                document = searcher.doc(address)
                hits.append(Hit(document["dispatch"][0], (document["statement"] or [None])[0] or None))
        except (OSError, ValueError) as error:
            raise IndexDamaged(str(error)) from error
        return Results(tuple(hits), int(found.count or 0))

    def _query(self, query: Query, kind: str) -> Any:  # noqa: ANN401
        import tantivy

        parts = [(tantivy.Occur.Must, tantivy.Query.term_query(self._schema, "kind", kind))]
        for clause in query.clauses:
            occur = tantivy.Occur.MustNot if clause.excluded else tantivy.Occur.Must
            parts.append((occur, self._clause(clause)))
        if query.since or query.until:
            low, high = _instant(query.since or date(1, 1, 2)), _instant(query.until or date(9999, 1, 1), end=True)
            bounds = tantivy.Query.range_query(self._schema, "instant", tantivy.FieldType.Integer, low, high)
            parts.append((tantivy.Occur.Must, bounds))
        return tantivy.Query.boolean_query(parts)

    def _clause(self, clause: Clause) -> Any:  # noqa: ANN401
        import tantivy

        return tantivy.Query.boolean_query([(tantivy.Occur.Should, self._wanted(each)) for each in clause.any_of])

    def _wanted(self, wanted: Wanted) -> Any:  # noqa: ANN401
        import tantivy

        field = wanted.field.value
        if wanted.stems:
            each = [tantivy.Query.term_query(self._schema, field, stem) for stem in sorted(wanted.stems)]
            if len(wanted.phrase) > 1:
                each.append(self._phrase(field, wanted.phrase))
            return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in each])
        if wanted.prefix and len(wanted.phrase) == 1:
            form = "=" + wanted.phrase[0][1]
            return tantivy.Query.regex_query(self._schema, field, _literal(form) + ".*")
        return self._phrase(field, wanted.phrase)

    def _phrase(self, field: str, phrase: Sequence[tuple[int, str]]) -> Any:  # noqa: ANN401
        import tantivy

        if len(phrase) == 1:
            return tantivy.Query.term_query(self._schema, field, "=" + phrase[0][1])
        return tantivy.Query.phrase_query(self._schema, field, [(place, "=" + form) for place, form in phrase])


def _version() -> dict[str, str]:
    return {"schema": SCHEMA, "analyzer": ANALYZER}


def _schema() -> Any:  # noqa: ANN401
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in ("dispatch", "statement", "kind"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for field in Field:
        builder.add_text_field(field.value, stored=False, tokenizer_name="whitespace")
    builder.add_integer_field("instant", stored=False, indexed=True, fast=True)
    return builder.build()


def _document(document: DispatchDocument | StatementDocument) -> Any:  # noqa: ANN401
    import tantivy

    is_statement = isinstance(document, StatementDocument)
    made = tantivy.Document(
        dispatch=document.dispatch,
        statement=document.statement if isinstance(document, StatementDocument) else "",
        kind=STATEMENT if is_statement else DISPATCH,
    )
    made.add_integer("instant", int(document.times.instant.timestamp()))
    texts = document.texts if isinstance(document, StatementDocument) else (document.text,)
    who = (document.speaker, *document.about) if isinstance(document, StatementDocument) else document.speakers
    for field, values in (
        (Field.TEXT, texts),
        (Field.WHO, who),
        (Field.SAID, document.said),
        (Field.DENIED, document.denied),
        (Field.PLACE, document.places),
        (Field.OUTLET, (document.outlet or "",)),
    ):
        made.add_pre_tokenized_text(field.value, _tokens(tuple(v for v in values if v), document.language))
    return made


def _tokens(values: Sequence[str], language: str | None) -> Any:  # noqa: ANN401
    import tantivy

    tokens, base = [], 0
    for value in values:
        last = 0
        for term in terms(value, language):
            for text in (*term.stems, "=" + term.exact):
                tokens.append(
                    tantivy.Token(
                        text=text,
                        position=base + term.position,
                        char_offset_from=term.start,
                        char_offset_to=term.end,
                    )
                )
            last = term.position
        base += last + GAP
    return tantivy.PreTokenizedString(" ".join(values), tokens)


def _instant(day: date, *, end: bool = False) -> int:
    try:
        return int(datetime.combine(day, time.max if end else time.min, UTC).timestamp())
    except (OverflowError, ValueError):
        return 253_402_300_799 if end else -62_135_596_800


def _literal(form: str) -> str:
    return "".join(c if c.isalnum() or c in "='" else "\\" + c for c in form)
