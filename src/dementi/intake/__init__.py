# SPDX-License-Identifier: Apache-2.0
"""Which dispatches were meant? Files, folders, archives, addresses and standard input -> dispatches, nothing read yet."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from dementi.errors import DementiError, InputError
from dementi.intake.feeds import feed_dispatches
from dementi.intake.given import MOST_BYTES, Given, Notice, Unreadable, too_large, unreadable
from dementi.intake.lines import json_object, line_dispatches, whole_dispatches
from dementi.intake.packed import Packing, buffered, members, packing_of, unpacked
from dementi.record import Dispatch, Form, Trouble
from dementi.settings import read_settings

__all__ = ["MOST_BYTES", "STANDARD_INPUT", "Given", "Notice", "Unreadable", "fetched", "gather"]

#: The name under which standard input is given.
STANDARD_INPUT = "-"

#: Bytes of the second line that are looked at, where the first is broken JSON.
MOST_LOOKED_AT = 64 * 1024

#: Archives in archives are opened to this depth.
DEEPEST = 2


@dataclass(frozen=True, slots=True)
class _File:
    """A file to open: its path, and its path below the folder that was given."""

    path: Path
    below: str

    @property
    def name(self) -> str:
        """The file's name without its endings."""
        return _without_endings(self.path.name)


Fetch = Callable[[str], Dispatch]


def fetched(address: str) -> Dispatch:
    """Return what stands at an address as a dispatch.

    Raises:
        FetchError: it cannot be fetched, or may not be.
    """
    from dementi.fetch import Limits, fetch

    answer = fetch(address, Limits(private_networks=read_settings().private_networks))
    return Dispatch(
        id=address, content=answer.content, url=answer.url, media_type=answer.media_type, headers=answer.headers
    )


def _unsaid(_: Trouble) -> None:
    """Take a notice that nobody asked for."""


def gather(
    places: Sequence[str], given: Given, fetch: Fetch, notice: Notice = _unsaid
) -> Iterator[Dispatch | Unreadable]:
    """Yield the dispatches at the places, in the order given; folders in sorted order, archives record by record.

    Args:
        places: paths of files, folders and archives, addresses (http, https), "-" for standard input.
        given: what is said of them all.
        fetch: address -> dispatch; raises DementiError where it cannot.
        notice: takes what should be said of an archive that was read: how many records were left out.
    """
    listed = [(place, _listing(place)) for place in places]
    names = Counter(file.name for _, files in listed if files for file in files)
    for place, files in listed:
        if place == STANDARD_INPUT:
            yield from _Opened("stdin", given, notice).open(sys.stdin.buffer)
        elif _is_address(place):
            yield from _from_address(place, given, fetch, notice)
        elif files is None:
            yield unreadable(place, InputError("There is no file or folder %(path)s.", path=place))
        else:
            for file in files:
                name = file.name if names[file.name] == 1 else file.below
                yield from _opened(_Opened(name, given, notice), file.path)


def _without_endings(name: str) -> str:
    name = name.removesuffix(".gz")
    return name.rpartition(".")[0] or name


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


def _from_address(address: str, given: Given, fetch: Fetch, notice: Notice) -> Iterator[Dispatch | Unreadable]:
    try:
        dispatch = fetch(address)
    except DementiError as error:
        yield unreadable(address, error)
        return
    yield from _parts(
        replace(
            dispatch,
            form=given.form or dispatch.form,
            published=given.published or dispatch.published,
            outlet=given.outlet or dispatch.outlet,
        ),
        notice,
    )


def _opened(opened: _Opened, path: Path) -> Iterator[Dispatch | Unreadable]:
    try:
        if not path.is_file():
            raise InputError("%(path)s is not a plain file.", path=path)
        with path.open("rb") as stream:
            yield from opened.open(stream)
    except InputError as error:
        yield unreadable(opened.name, error)
    except (OSError, EOFError, zlib.error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield unreadable(opened.name, InputError("%(path)s cannot be opened: %(why)s.", path=path, why=why))


@dataclass(frozen=True, slots=True)
class _Opened:
    """Something that is opened: its name, what is said of it, and how deep in archives it stands."""

    name: str
    given: Given
    notice: Notice
    depth: int = 0

    def open(self, packed: BinaryIO | IO[bytes]) -> Iterator[Dispatch | Unreadable]:
        """Yield the dispatches in a stream, whatever it is packed in."""
        stream = buffered(packed)
        packing = packing_of(stream) if self.depth < DEEPEST else Packing.PLAIN
        match packing:
            case Packing.WARC:
                from dementi.intake.warc import warc_dispatches

                yield from warc_dispatches(self.name, stream, self.given, self.notice)
            case Packing.GZIP | Packing.GZIPPED_WARC:
                yield from replace(self, depth=self.depth + 1).open(unpacked(stream))
            case Packing.ZIP:
                yield from self._zip(stream)
            case _:
                yield from self._plain(stream)

    def _zip(self, stream: io.BufferedReader) -> Iterator[Dispatch | Unreadable]:
        for path, member in members(stream, self.name):
            # Paths in archives are names, nothing more: none is ever opened.
            name = str(PurePosixPath(path).with_name(_without_endings(PurePosixPath(path).name)))
            inner = replace(self, name=f"{self.name}/{name}", depth=self.depth + 1)
            try:
                yield from inner.open(member)
            except InputError as error:
                yield unreadable(inner.name, error)
            except (zipfile.BadZipFile, OSError, EOFError, zlib.error) as error:
                why = str(error).rstrip(".")
                yield unreadable(
                    inner.name, InputError("%(path)s cannot be opened: %(why)s.", path=inner.name, why=why)
                )

    def _plain(self, stream: io.BufferedReader) -> Iterator[Dispatch | Unreadable]:
        first = stream.readline(MOST_BYTES + 1)
        entry = json_object(first)
        if _begins_lines(entry, first, stream):
            yield from line_dispatches(self.name, first, stream, self.given)
            return
        content = first + stream.read(MOST_BYTES + 1 - len(first))
        if len(content) > MOST_BYTES:
            yield too_large(self.name)
            return
        given = self.given
        texts = whole_dispatches(self.name, content, given) if content.lstrip()[:1] in {b"{", b"["} else ()
        if texts:
            yield from texts
            return
        yield from _parts(
            Dispatch(id=self.name, content=content, form=given.form, published=given.published, outlet=given.outlet),
            self.notice,
        )


def _begins_lines(entry: dict[str, object] | None, first: bytes, stream: io.BufferedReader) -> bool:
    """Say whether JSON Lines begin with a line: it is an object of them, or a broken one before another that is whole."""
    if entry is not None:
        return not (_is_item(entry) and not stream.peek(1))
    following = stream.peek(MOST_LOOKED_AT)[:MOST_LOOKED_AT].partition(b"\n")[0]
    return first[:1] == b"{" and len(first) > 2 and (json_object(following) or {}).get("text") is not None


def _is_item(entry: dict[str, object]) -> bool:
    """Say whether one line of JSON is a whole message of the wire, or a feed, which is then a file like any other."""
    if isinstance(entry.get("text"), str):
        return False
    if "jsonfeed.org" in str(entry.get("version")):
        return True
    from dementi.reading.wire import is_wire_json

    return is_wire_json(entry)


def _parts(dispatch: Dispatch, notice: Notice) -> Iterator[Dispatch | Unreadable]:
    """Yield a feed or a message of several items as so many dispatches, under their items' names; any other as it is."""
    if dispatch.form not in {None, Form.WIRE} or dispatch.content[:1] not in _MAY_HOLD_SEVERAL:
        yield dispatch
        return
    entries = feed_dispatches(dispatch, notice) if dispatch.form is None else None
    if entries is not None:
        yield from entries
        return
    from dementi.reading.wire import split

    parts = split(dispatch.content, dispatch.media_type)
    if not parts:
        yield dispatch
    for part in parts:
        yield replace(dispatch, id=part.name, content=part.content)


_MAY_HOLD_SEVERAL = frozenset(
    [b"<", b"{", b"[", b" ", b"\n", b"\r", b"\t", b"\xef", b"\xff", b"\xfe", "<", "{", "[", " ", "\n", "\ufeff"]
)
