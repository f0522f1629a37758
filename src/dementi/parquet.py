# SPDX-License-Identifier: Apache-2.0
"""How do readings stand in Parquet? One row a dispatch with all that was found nested in it; and flat, one row a statement.

The names are the contract's; every span is a struct of start, end (code points of ``text``, half-open) and exact.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, Any

from dementi.contract import as_object, matters_as_object
from dementi.errors import InputError
from dementi.record import Matters, Reading

__all__ = ["matters_parquet", "readings_parquet", "statements_parquet", "write_readings", "write_table"]

Object = dict[str, Any]
#: Rows that are written together.
ROWS = 500


def readings_parquet(readings: Iterable[Reading]) -> bytes:
    """Return readings as a Parquet file, a row each, in their order.

    Raises:
        InputError: pyarrow is not there.
    """
    out = io.BytesIO()
    write_readings(readings, out)
    return out.getvalue()


def write_readings(readings: Iterable[Reading], out: IO[bytes]) -> None:
    """Write readings as a Parquet file, in bounded memory.

    Raises:
        InputError: pyarrow is not there.
    """
    _write(map(_reading_row, readings), _reading_schema(), out)


def write_table(rows: Iterable[Mapping[str, object]], columns: Mapping[str, type], out: IO[bytes]) -> None:
    """Write flat rows as a Parquet file, in bounded memory.

    Args:
        rows: a value for each column; None: not known.
        columns: by their names, str or int.
        out: where to.

    Raises:
        InputError: pyarrow is not there.
    """
    pa = _arrow()
    kinds = {str: pa.string(), int: pa.int64()}
    _write(rows, pa.schema({name: kinds[kind] for name, kind in columns.items()}), out)


def statements_parquet(readings: Iterable[Reading]) -> bytes:
    """Return the statements of readings as a Parquet file, a row each, in their order.

    Raises:
        InputError: pyarrow is not there.
    """
    return _file((row for reading in readings for row in _statement_rows(reading)), _statement_schema())


def matters_parquet(matters: Matters) -> dict[str, bytes]:
    """Return what many readings make together as Parquet files: copies, stories, links, series.

    Raises:
        InputError: pyarrow is not there.
    """
    pa = _arrow()
    text, told = pa.string(), pa.struct({"dispatch": pa.string(), "statement": pa.string()})
    point = {
        "dispatch": text,
        "statement": text,
        "source": text,
        "date": text,
        "low": pa.float64(),
        "high": pa.float64(),
        "exact": text,
    }
    together = matters_as_object(matters, more=True)
    groups = pa.schema({"group": pa.int32(), "dispatch": text})
    link = {"relation": text, "from": told, "to": told, "grounds": pa.list_(_words(pa)), "found_by": text}
    links = pa.schema({**link, "scope": text, "delay": pa.int32()})
    series = pa.schema({"story": pa.int32(), "counted": text, "points": pa.list_(pa.struct(point))})
    return {
        "copies": _file(_group_rows(together["copies"]), groups),
        "stories": _file(_group_rows(together["stories"]), groups),
        "links": _file(together["links"], links),
        "series": _file(together["series"], series),
    }


def _arrow() -> Any:  # noqa: ANN401 (pyarrow has no types)
    try:
        import pyarrow as pa
    except ImportError as error:
        raise InputError("Parquet needs one package more: pip install 'dementi[parquet]'.") from error
    return pa


def _file(rows: Iterable[Mapping[str, Any]], schema: Any) -> bytes:  # noqa: ANN401
    out = io.BytesIO()
    _write(rows, schema, out)
    return out.getvalue()


def _write(rows: Iterable[Mapping[str, Any]], schema: Any, out: IO[bytes]) -> None:  # noqa: ANN401
    pa = _arrow()
    import pyarrow.parquet as pq

    waiting = iter(rows)
    with pq.ParquetWriter(pa.PythonFile(out, mode="w"), schema, compression="zstd") as writer:
        while some := list(islice(waiting, ROWS)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))


def _words(pa: Any) -> Any:  # noqa: ANN401
    return pa.struct({"start": pa.int32(), "end": pa.int32(), "exact": pa.string()})


def _article_fields(pa: Any) -> Object:  # noqa: ANN401
    text = pa.string()
    names = ("headline", "text", "teaser", "language", "published", "modified", "outlet", "agency", "url", "standfirst")
    return {
        **dict.fromkeys(names, text),
        "paragraphs": pa.list_(pa.list_(pa.int32())),
        "authors": pa.list_(text),
        "furniture": pa.list_(pa.struct({"exact": text, "reason": text})),
    }


def _statement_fields(pa: Any) -> Object:  # noqa: ANN401
    text, words = pa.string(), _words(pa)
    return {
        **dict.fromkeys(("id", "type", "stance", "modality", "found_by"), text),
        **dict.fromkeys(("source", "cue", "medium", "addressee", "denied"), words),
        "content": pa.list_(words),
        "speaker": pa.struct({"name": text, "role": text, "side": text}),
        "said": pa.struct({"start": pa.int32(), "end": pa.int32(), "exact": text, "date": text}),
    }


def _reading_schema() -> Any:  # noqa: ANN401
    pa = _arrow()
    text, whole, number = pa.string(), pa.int32(), pa.float64()
    words = {"start": whole, "end": whole, "exact": text}
    figure = {"id": text, **words, "low": number, "high": number, "approximate": pa.bool_()}
    figure |= {"unit": text, "counted": text, "statement": text}
    link = {"relation": text, "from": text, "to": text, "grounds": pa.list_(_words(pa)), "found_by": text}
    return pa.schema(
        {
            "id": text,
            **_article_fields(pa),
            "statements": pa.list_(pa.struct(_statement_fields(pa))),
            "links": pa.list_(pa.struct(link)),
            "figures": pa.list_(pa.struct(figure)),
            "dates": pa.list_(pa.struct({**words, "value": text})),
            "troubles": pa.list_(pa.struct({"stage": text, "message": text})),
        }
    )


def _statement_schema() -> Any:  # noqa: ANN401
    pa = _arrow()
    outer = dict.fromkeys(("dispatch", "headline", "published", "outlet", "url"), pa.string())
    return pa.schema({**outer, **_statement_fields(pa)})


def _reading_row(reading: Reading) -> Object:
    found = dict(as_object(reading))
    return {**found, **(found.pop("article") or {})}


def _statement_rows(reading: Reading) -> Iterator[Object]:
    found = as_object(reading)
    article = found["article"] or {}
    outer = {
        "dispatch": found["id"],
        **{name: article.get(name) for name in ("headline", "published", "outlet", "url")},
    }
    for statement in found["statements"]:
        yield {**outer, **statement}


def _group_rows(groups: Iterable[Iterable[str]]) -> Iterator[Object]:
    for number, group in enumerate(groups):
        for dispatch in group:
            yield {"group": number, "dispatch": dispatch}
