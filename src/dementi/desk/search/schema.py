# SPDX-License-Identifier: Apache-2.0
"""Which fields has the index, and what of a document goes into each?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any

import tantivy

from dementi.desk.search.asked import FacetName, Kind
from dementi.desk.search.documents import DispatchDocument, StatementDocument
from dementi.desk.search.query import Field
from dementi.language.terms import terms

__all__ = ["FIELDS", "SCHEMA", "document_of", "micros"]

SCHEMA = "4"
"""Changes whenever the fields do: an index made with another is rebuilt."""

GAP = 100
"""Positions between two pieces of a document, so that no phrase runs from one into the next."""
UNKNOWN = ""
"""The facet value of what is not known (no speaker named, no day said, no outlet)."""


def document_of(document: DispatchDocument | StatementDocument) -> Any:  # noqa: ANN401 - tantivy is untyped
    """Return a document as tantivy takes it."""
    made = tantivy.Document()
    made.add_text("dispatch", document.dispatch)
    made.add_integer("group", _group(document.dispatch))
    made.add_integer("instant", micros(document.times.instant))
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


def micros(instant: datetime) -> int:
    """Return microseconds since 1970, exactly."""
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _group(dispatch: str) -> int:
    return int.from_bytes(blake2b(dispatch.encode(), digest_size=7).digest(), "big")


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


FIELDS = _schema()
"""The schema that an index is made with, and that queries are built on."""
