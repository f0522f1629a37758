# SPDX-License-Identifier: Apache-2.0
"""How is an archive packed, and is a given file one, whole and as it was written? A ZIP of JSON Lines with a manifest of digests.

Nothing here knows the record. A file is read in pieces; what it says of its own sizes is held against bounds before anything is
unpacked, and against what comes out of it (a bomb, a lie), and no name in it ever becomes a path.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from dementi.errors import InputError

__all__ = [
    "FORMAT",
    "MANIFEST",
    "NAMES",
    "README",
    "STATEMENTS",
    "VERSION",
    "Member",
    "Packed",
    "check",
    "opened",
    "write_member",
]

FORMAT, VERSION = "dementi-archive", 1
MANIFEST = "manifest.json"
#: What the file is, for who finds it without the desk: a text that is not read here.
README = "README.txt"
#: The statements as they are shown, for who needs no more; a desk makes them anew.
STATEMENTS = "statements.jsonl"
#: All members of an archive, beside its manifest, in the order in which they are written.
NAMES = (
    "dispatches.jsonl",
    "versions.jsonl",
    "changes.jsonl",
    "marks.jsonl",
    "notes.jsonl",
    "requests.jsonl",
    "decisions.jsonl",
    "groups.jsonl",
    "members.jsonl",
    "links.jsonl",
    "series.jsonl",
    "joined.jsonl",
    "sources.jsonl",
    "former-addresses.jsonl",
    "entries.jsonl",
    "searches.jsonl",
    "told.jsonl",
    "held.jsonl",
    STATEMENTS,
)
#: Bytes of a manifest, and of all that an archive may hold: no desk of today has as much.
MOST_MANIFEST, MOST_BYTES = 1 << 20, 1 << 40
#: Bytes of a line: the largest dispatch, in base64, with its reading.
MOST_LINE = 192 * 1024 * 1024
#: Bytes that may come out of one byte, and so many more: lines that are all alike give a hundred, zeros a thousand.
MOST_PRESSED, ALLOWED = 400, 1 << 20

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name, lines, bytes, SHA-256 in hex."""

    name: str
    lines: int
    bytes: int
    sha256: str


def write_member(archive: zipfile.ZipFile, name: str, rows: Iterable[Object]) -> Member:
    """Write rows as the lines of a member, one after the other."""
    digest, lines, size = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as out:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            out.write(line)
            digest.update(line)
            lines, size = lines + 1, size + len(line)
    return Member(name, lines, size, digest.hexdigest())


class Packed:
    """An archive that was opened; see :func:`opened`."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        """Keep it, once its manifest and its list of members are found to be an archive's.

        Raises:
            InputError: they are not.
        """
        self._path, self._archive = path, archive
        self._reading: set[IO[bytes]] = set()
        self.manifest = self._manifest()
        self.members = {member.name: member for member in map(_member, self.manifest["files"])}
        self._check(set(NAMES))

    def lines(self, name: str) -> Iterator[Object]:
        """Yield the rows of a member.

        Raises:
            InputError: it is not as the manifest says; that is known at the end alone.
        """
        said, digest, count = self.members[name], hashlib.sha256(), 0
        with self._archive.open(name) as file:
            self._reading.add(file)
            while line := file.readline(MOST_LINE + 1):
                if len(line) > MOST_LINE or not line.endswith(b"\n"):
                    raise self.damaged(name)
                digest.update(line)
                count += 1
                yield self._row(name, line)
            self._reading.discard(file)
        if (digest.hexdigest(), count) != (said.sha256, said.lines):
            raise self.damaged(name)

    def close(self) -> None:
        """Let go of the members of which something was left unread."""
        for file in self._reading:
            file.close()

    def damaged(self, name: str) -> InputError:
        """Return what is to be said of a member that is not as the manifest says."""
        return InputError("%(path)s is damaged: %(part)s in it is not as it was written.", path=self._path, part=name)

    def lies(self, name: str, row: object, why: str) -> InputError:
        """Return what is to be said of a row that no desk can have written."""
        message = "%(path)s is no archive of a desk: in %(part)s, %(row)s does not fit (%(why)s)."
        return InputError(message, path=self._path, part=name, row=str(row)[:60], why=why[:120])

    def _row(self, name: str, line: bytes) -> Object:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self.damaged(name) from error
        if not isinstance(row, dict):
            raise self.damaged(name)
        return row

    def _manifest(self) -> Object:
        if self._archive.getinfo(MANIFEST).file_size > MOST_MANIFEST:
            raise InputError("%(path)s is no archive of a desk.", path=self._path)
        manifest = json.loads(self._archive.read(MANIFEST))
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise InputError("%(path)s is no archive of a desk.", path=self._path)
        if manifest.get("version") != VERSION:
            message = "%(path)s is an archive of a form (%(form)s) that this version does not know."
            raise InputError(message, path=self._path, form=str(manifest.get("version"))[:20])
        return manifest

    def _check(self, names: set[str]) -> None:
        infos = [info for info in self._archive.infolist() if info.filename not in {MANIFEST, README}]
        found = [info.filename for info in infos]
        foreign = sorted(name for name in {*found, *self.members} if name not in names or found.count(name) != 1)
        foreign += sorted(set(found) ^ self.members.keys()) + sorted(names - self.members.keys())
        if foreign:
            raise InputError(
                "%(path)s is no archive of a desk: %(part)s does not belong into one, or is missing.",
                path=self._path,
                part=repr(foreign[0][:60]),
            )
        for info in infos:
            is_bomb = info.file_size > info.compress_size * MOST_PRESSED + ALLOWED
            if is_bomb or info.file_size != self.members[info.filename].bytes or info.flag_bits & 1:
                raise self.damaged(info.filename)
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise InputError("%(path)s is too large to be an archive.", path=self._path)


def check(path: Path) -> None:
    """Read an archive from its first byte to its last: all of it is there, and as it was written.

    Raises:
        InputError: it cannot be opened, is no archive, or is damaged.
    """
    with opened(path) as packed:
        for name in NAMES:
            for _ in packed.lines(name):
                pass


@contextmanager
def opened(path: Path) -> Iterator[Packed]:
    """Open an archive for as long as it is needed.

    Raises:
        InputError: it cannot be opened, is no archive, or is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            packed = Packed(path, archive)
            try:
                yield packed
            finally:
                packed.close()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise InputError("%(path)s is no archive of a desk, or is damaged.", path=path) from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise InputError("%(path)s is no archive of a desk, or is damaged.", path=path) from error
    except OSError as error:
        raise InputError("%(path)s cannot be opened: %(why)s.", path=path, why=error.strerror or error) from error


def _member(said: Object) -> Member:
    member = Member(said["name"], said["lines"], said["bytes"], said["sha256"])
    texts, counts = (member.name, member.sha256), (member.lines, member.bytes)
    if not all(isinstance(text, str) for text in texts) or not all(type(count) is int for count in counts):
        raise TypeError(said)
    return member
