# SPDX-License-Identifier: Apache-2.0
"""WARC (ISO 28500) -> dispatches, one record after the other, in bounded memory; what is no news is counted.

warcio parses; what it lets through is held back here: lines and heads without end, records that are shorter than they say,
damaged members, digests that do not fit, archives that unpack to hundreds of times their size.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed

from dementi.errors import InputError
from dementi.intake.given import MOST_BYTES, Given, Notice, Unreadable, too_large, unreadable
from dementi.record import Dispatch, Trouble

__all__ = ["warc_dispatches"]

Stream = BinaryIO | IO[bytes]
#: Bytes of the head of one record, and of what is read at a time.
LONGEST_HEAD, PIECE = 256 * 1024, 64 * 1024
#: An archive that has unpacked to more than this, and to so many times what was read of it, is a bomb.
UNPACKED, RATIO = 128 * 1024**2, 200
_READ = re.compile(
    r"(?:text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml|json|.{0,40}(?:nitf|newsml|ninjs).{0,20}))\b",
    re.IGNORECASE,
)
#: Records that are about others.
_ABOUT = frozenset(["warcinfo", "request", "metadata", "continuation", "arc_header"])


def warc_dispatches(name: str, stream: Stream, given: Given, notice: Notice) -> Iterator[Dispatch | Unreadable]:
    """Yield the pages and texts of an archive, each under its record's id.

    Args:
        name: the archive's.
        stream: at its start; plain, or each record in a gzip member of its own.
        given: what is said of all its dispatches.
        notice: takes how many records were left out.
    """
    counted = _Counted(stream)
    archive = _Archive(counted)
    reader = archive.reader
    left_out: Counter[str] = Counter()
    number = 0
    try:
        for number, record in enumerate(_records(archive), 1):
            why = _no_news(record)
            if why is None:
                yield _dispatch(record, f"{name}:{number}", given, archive)
                continue
            if why:
                left_out[why] += 1
            _drain(record, counted)
        if reader.is_cut:
            raise ArchiveLoadFailed("it ends within a record")
        if not number:
            raise ArchiveLoadFailed("there is no record in it")
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        message = "The archive %(name)s is broken behind its record %(number)s: %(why)s."
        why = " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
        yield unreadable(f"{name}:{number + 1}", InputError(message, name=name, number=number, why=why))
    except InputError as error:
        yield unreadable(f"{name}:{number + 1}", error)
    if left_out:
        message = "%(name)s: %(count)s records are no pages and were left out (%(kinds)s)."
        kinds = ", ".join(f"{kind}: {count}" for kind, count in sorted(left_out.items()))
        notice(Trouble("input", message, (("name", name), ("count", str(sum(left_out.values()))), ("kinds", kinds))))


def _records(archive: _Archive) -> Iterator[Any]:
    """Yield an archive's records; warcio trips over heads that lack what they must have."""
    walk = iter(archive)
    while True:
        try:
            record = next(walk, None)
        except (AttributeError, TypeError, KeyError, IndexError) as error:
            raise ArchiveLoadFailed("a record's head is broken") from error
        if record is None:
            return
        yield record


class _Counted:
    """A stream that knows how much of it was read, and how much that has become."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.taken = 0
        self.unpacked = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self._stream.read(size)
        self.taken += len(piece)
        return piece

    def tell(self) -> int:
        """Say how many bytes were read."""
        return self.taken

    def count(self, size: int) -> None:
        """Take note of unpacked bytes.

        Raises:
            InputError: they are too many for what was read.
        """
        self.unpacked += size
        if self.unpacked > UNPACKED and self.unpacked > RATIO * self.taken:
            raise InputError(
                "The archive unpacks to more than %(times)s times its size: it is not read further.", times=RATIO
            )


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]  # warcio has no types
    """warcio's reader, with an end to heads, and without silence about damaged members."""

    _head = 0
    decompressor: Any

    is_cut = False

    def close_decompressor(self) -> None:
        """End, and say whether that was in the middle of a gzip member."""
        self.is_cut = bool(self.decompressor) and not self.decompressor.eof
        super().close_decompressor()

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length or LONGEST_HEAD, LONGEST_HEAD))
        self._head += len(line)
        if self._head > LONGEST_HEAD:
            raise ArchiveLoadFailed("a record's head is too long")
        return line

    def read(self, length: int | None = None) -> bytes:
        self._head = 0
        piece: bytes = super().read(length)
        return piece

    def _decompress(self, data: bytes) -> bytes:
        if not self.decompressor or not data:
            return data
        try:
            unpacked: bytes = self.decompressor.decompress(data)
        except zlib.error:
            if self.num_block_read == 0:
                self.decompressor = None
                return data
            raise
        return unpacked


class _Archive(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """warcio's walk over an archive, with the reader above, and quiet: standard error is ours."""

    INC_RECORD = ""

    def __init__(self, counted: _Counted) -> None:
        super().__init__(counted, check_digests=True)
        self.counted = counted
        self.reader = _Reader(counted, block_size=PIECE)
        self.strayed = False

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        """Go on behind a record; what stands between it and the next means that its length is wrong."""
        if not self.reader.decompressor:
            before = self.err_count
            found: tuple[bytes | None, int] = super()._consume_blanklines()
            self.strayed = self.err_count > before
            return found
        # The next gzip member is the next record, whatever this one's length says.
        self.strayed = False
        while piece := self.reader.read(PIECE):
            self.counted.count(len(piece))
            self.strayed |= bool(piece.strip())
        return None, 0


def _no_news(record: Any) -> str | None:  # noqa: ANN401 (warcio has no types)
    """Say why a record is no page; "" where it is only about others; None where it is one."""
    if record.rec_type in _ABOUT:
        return ""
    if record.rec_type == "revisit":
        return "revisit"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"HTTP {status}"
    kind = _kind(record)
    return None if kind is None or _READ.match(kind) else kind.partition(";")[0].strip().lower()[:60]


def _kind(record: Any) -> str | None:  # noqa: ANN401
    if record.http_headers:
        return record.http_headers.get_header("Content-Type") or None
    return (
        (record.content_type or None) if record.rec_type in {"resource", "conversion"} else "application/octet-stream"
    )


def _drain(record: Any, counted: _Counted) -> None:  # noqa: ANN401
    while piece := record.raw_stream.read(PIECE):
        counted.count(len(piece))


def _dispatch(record: Any, place: str, given: Given, archive: _Archive) -> Dispatch | Unreadable:  # noqa: ANN401
    heads = record.rec_headers
    name = (heads.get_header("WARC-Record-ID") or place).strip("<> ")
    pieces, size = [], 0
    stream = record.content_stream()
    while size <= MOST_BYTES and (piece := stream.read(PIECE)):
        archive.counted.count(len(piece))
        pieces.append(piece)
        size += len(piece)
    _drain(record, archive.counted)
    archive.read_to_end()
    if size > MOST_BYTES:
        return too_large(name)
    # The head promised more bytes than the archive has.
    is_cut = getattr(record.raw_stream, "limit", 0) > 0 or heads.get_header("WARC-Truncated") is not None
    if is_cut:
        return unreadable(
            name, InputError("%(name)s is cut off in the archive: it is not read as if it were whole.", name=name)
        )
    # Digests of the payload are made in more than one way; those of the whole block are not.
    if archive.strayed or any("block" in problem for problem in record.digest_checker.problems):
        message = "%(name)s does not fit its length or its digest in the archive: it is damaged."
        return unreadable(name, InputError(message, name=name))
    return Dispatch(
        id=name,
        content=b"".join(pieces),
        form=given.form,
        published=given.published,
        outlet=given.outlet,
        url=heads.get_header("WARC-Target-URI"),
        media_type=_kind(record),
        headers=tuple(_headers(record)),
    )


def _headers(record: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield when the record was made, and the headers of the answer that it keeps."""
    if made := record.rec_headers.get_header("WARC-Date"):
        yield "WARC-Date", made
    for name, value in record.http_headers.headers if record.http_headers else ():
        yield str(name), str(value)
