# SPDX-License-Identifier: Apache-2.0
"""What is packed how? gzip, ZIP (WACZ) and WARC are told by their first bytes, opened as streams, never unpacked onto the disk."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from enum import Enum
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from dementi.errors import InputError

__all__ = ["Packing", "buffered", "members", "packing_of", "unpacked"]

#: Bytes that are looked at, and bytes unpacked from them.
SNIFF, UNPACKED = 64 * 1024, 512 * 1024
#: Of a ZIP: members in all, and how many times its size one may have (text has ten, a bomb a thousand).
MOST_MEMBERS, RATIO = 100_000, 200
#: Smaller members are never bombs.
SMALL = 1024 * 1024


class Packing(Enum):
    """How a stream is packed."""

    PLAIN = "plain"
    GZIP = "gzip"
    WARC = "warc"
    GZIPPED_WARC = "a WARC in one gzip member"
    ZIP = "zip"


def buffered(stream: BinaryIO | IO[bytes]) -> io.BufferedReader:
    """Return a stream that can be looked into."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast("io.RawIOBase", stream), SNIFF)


def packing_of(stream: io.BufferedReader) -> Packing:
    """Say how a stream is packed; nothing of it is taken."""
    start = stream.peek(SNIFF)[:SNIFF]
    if start.startswith(b"WARC/"):
        return Packing.WARC
    if start.startswith(b"PK\x03\x04"):
        return Packing.ZIP
    if not start.startswith(b"\x1f\x8b"):
        return Packing.PLAIN
    member = zlib.decompressobj(31)
    try:
        inner = member.decompress(start, UNPACKED)
    except zlib.error:
        return Packing.GZIP
    if not inner.startswith(b"WARC/"):
        return Packing.GZIP
    return Packing.GZIPPED_WARC if b"\r\n\r\nWARC/" in inner else Packing.WARC


def unpacked(stream: io.BufferedReader) -> IO[bytes]:
    """Return what is in a gzip stream, as a stream."""
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb"))


def members(stream: io.BufferedReader, name: str) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield the files in a ZIP, in sorted order, each with its path in it; the streams close behind each other.

    Raises:
        InputError: it is damaged, encrypted, an office document, a bomb, or has too many members.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = sorted(
                (entry for entry in archive.infolist() if not entry.is_dir()), key=lambda entry: entry.filename
            )
            if len(entries) > MOST_MEMBERS:
                raise InputError(
                    "%(name)s has more than %(most)s files: it is not opened.", name=name, most=MOST_MEMBERS
                )
            if any(entry.filename == "[Content_Types].xml" for entry in entries):
                raise InputError("%(name)s is an office document: save it as text or HTML.", name=name)
            for entry in entries:
                if entry.file_size > SMALL and entry.file_size > RATIO * max(1, entry.compress_size):
                    raise InputError(
                        "%(name)s unpacks to more than %(times)s times its size: it is not opened.",
                        name=name,
                        times=RATIO,
                    )
                if any(part.startswith(".") for part in PurePosixPath(entry.filename).parts):
                    continue
                with archive.open(entry) as member:
                    yield entry.filename, member
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, io.UnsupportedOperation) as error:
        # RuntimeError: encrypted.
        why = str(error).rstrip(".") or type(error).__name__
        raise InputError("%(path)s cannot be opened: %(why)s.", path=name, why=why) from error
