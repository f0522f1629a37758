# SPDX-License-Identifier: Apache-2.0
"""Which dispatches were meant? Files, folders, addresses and standard input -> dispatches, nothing read yet."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, BinaryIO, cast

from dementi.errors import DementiError, InputError
from dementi.record import Dispatch, Form, Trouble
from dementi.settings import read_settings

__all__ = ["STANDARD_INPUT", "Given", "Unreadable", "fetched", "gather"]

#: The name under which standard input is given.
STANDARD_INPUT = "-"

#: More bytes than this in one dispatch are not taken in (after decompression).
MOST_BYTES = 32 * 1024 * 1024

#: How far to look for the first line of JSON Lines.
SNIFF = 4096


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of all the dispatches of one call; a line of JSON Lines may say otherwise for itself."""

    form: Form | None = None
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that was given and cannot be opened: the others go on."""

    id: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class _File:
    """A file to open: its path, and its path below the folder that was given."""

    path: Path
    below: str

    @property
    def name(self) -> str:
        """The file's name without its endings."""
        name = self.path.name.removesuffix(".gz")
        return name.rpartition(".")[0] or name


Fetch = Callable[[str], Dispatch]


def fetched(address: str) -> Dispatch:
    """Return what stands at an address as a dispatch.

    Raises:
        FetchError: it cannot be fetched, or may not be.
    """
    from dementi.fetch import Limits, fetch

    answer = fetch(address, Limits(private_networks=read_settings().private_networks))
    return Dispatch(id=address, content=answer.content, url=answer.url, media_type=answer.media_type)


def gather(places: Sequence[str], given: Given, fetch: Fetch) -> Iterator[Dispatch | Unreadable]:
    """Yield the dispatches at the places, in the order given; folders in sorted order.

    Args:
        places: paths of files and folders, addresses (http, https), "-" for standard input.
        given: what is said of them all.
        fetch: address -> dispatch; raises DementiError where it cannot.
    """
    listed = [(place, _listing(place)) for place in places]
    names = Counter(file.name for _, files in listed if files for file in files)
    for place, files in listed:
        if place == STANDARD_INPUT:
            yield from _open("stdin", sys.stdin.buffer, given)
        elif _is_address(place):
            yield _from_address(place, given, fetch)
        elif files is None:
            error = InputError("There is no file or folder %(path)s.", path=place)
            yield Unreadable(place, error.trouble())
        else:
            for file in files:
                yield from _opened(file.name if names[file.name] == 1 else file.below, file.path, given)


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


def _listing(place: str) -> list[_File] | None:
    if place == STANDARD_INPUT or _is_address(place):
        return []
    path = Path(place)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(path)))
        return [_File(p, p.relative_to(path).as_posix()) for p in found]
    return [_File(path, place)] if path.exists() else None


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _from_address(address: str, given: Given, fetch: Fetch) -> Dispatch | Unreadable:
    try:
        dispatch = fetch(address)
    except DementiError as error:
        return Unreadable(address, error.trouble())
    return replace(
        dispatch,
        form=given.form or dispatch.form,
        published=given.published or dispatch.published,
        outlet=given.outlet or dispatch.outlet,
    )


def _opened(name: str, path: Path, given: Given) -> Iterator[Dispatch | Unreadable]:
    try:
        if not path.is_file():
            raise InputError("%(path)s is not a plain file.", path=path)
        opened: IO[bytes] = cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")  # noqa: SIM115 (closed below)
        with opened as stream:
            yield from _open(name, stream, given)
    except InputError as error:
        yield Unreadable(name, error.trouble())
    except (OSError, EOFError, zlib.error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        trouble = InputError("%(path)s cannot be opened: %(why)s.", path=path, why=why).trouble()
        yield Unreadable(name, trouble)


def _open(name: str, stream: BinaryIO | IO[bytes], given: Given) -> Iterator[Dispatch | Unreadable]:
    first = stream.readline(MOST_BYTES + 1)
    if _object(first) is not None:
        yield from _lines(name, first, stream, given)
        return
    content = first + stream.read(MOST_BYTES + 1 - len(first))
    if len(content) > MOST_BYTES:
        error = InputError("%(name)s is larger than %(most)s MB.", name=name, most=MOST_BYTES // 1024**2)
        yield Unreadable(name, error.trouble())
        return
    yield Dispatch(id=name, content=content, form=given.form, published=given.published, outlet=given.outlet)


def _lines(name: str, first: bytes, stream: BinaryIO | IO[bytes], given: Given) -> Iterator[Dispatch | Unreadable]:
    number, line = 1, first
    while line:
        if line.strip():
            entry = _line(line)
            if entry is None:
                message = "Line %(number)s of %(name)s is not a JSON object with a text."
                yield Unreadable(f"{name}:{number}", InputError(message, number=number, name=name).trouble())
            else:
                yield _of_line(entry, f"{name}:{number}", given)
        number, line = number + 1, stream.readline(MOST_BYTES + 1)


def _line(line: bytes) -> dict[str, object] | None:
    entry = _object(line)
    return entry if entry is not None and isinstance(entry.get("text"), str) else None


def _object(line: bytes) -> dict[str, object] | None:
    """Return the JSON object that a line is, None where it is none."""
    if line.lstrip()[:1] != b"{":
        return None
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None


def _of_line(entry: dict[str, object], name: str, given: Given) -> Dispatch:
    def said(key: str, otherwise: str | None) -> str | None:
        value = entry.get(key)
        return value if isinstance(value, str) and value else otherwise

    # Lone surrogates can be written in JSON and nowhere else.
    text = str(entry["text"]).encode("utf-8", "replace").decode("utf-8")
    return Dispatch(
        id=str(entry.get("id") or name),
        content=text,
        form=given.form or Form.ARTICLE,
        published=said("published", given.published),
        outlet=said("outlet", given.outlet),
        url=said("url", None),
    )
