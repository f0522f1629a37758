# SPDX-License-Identifier: Apache-2.0
"""Where do shards go, and which are there? Files are put in place by renaming, then named in the manifest: never half, never twice."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from dementi.batch.shard import Done, Shard, read_back
from dementi.errors import InputError
from dementi.proof.build import reader_build
from dementi.record import Reading

__all__ = ["Asked", "Kept", "ShardFolder"]

FORMAT = 1
MANIFEST, LOCK = "manifest.json", ".lock"
_ENDINGS = {"readings": "parquet", "statements": "parquet", "records": "jsonl.gz"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is to do.

    Attributes:
        folder: where its files go.
        size: dispatches of a shard.
        said: what makes it this run and no other (places, form, date, outlet), as (name, value) pairs.
    """

    folder: Path
    size: int
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A shard that is there: what it was read from, and how many dispatches and statements it has."""

    digest: str
    dispatches: int
    unread: int
    statements: int


@dataclass(slots=True)
class ShardFolder:
    """The folder of a run; a context manager, since one run at a time may write in it."""

    asked: Asked
    kept: dict[int, Kept] = field(default_factory=dict)
    _lock: IO[str] | None = None

    def __enter__(self) -> Self:
        """Open the folder, made if missing.

        Raises:
            InputError: it cannot be written, another run works in it, or it holds another run.
        """
        try:
            self.asked.folder.mkdir(parents=True, exist_ok=True)
            self._lock = (self.asked.folder / LOCK).open("w")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.kept = self._known()
            # Before the first shard, so that a run that is ended before it has any is known again.
            self._write(finished=False)
        except BlockingIOError as error:
            self._leave()
            raise InputError("Another run works in the folder %(path)s.", path=self.asked.folder) from error
        except OSError as error:
            self._leave()
            raise self._failure(error) from error
        except InputError:
            self._leave()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let other runs into the folder."""
        self._leave()

    def has(self, shard: Shard) -> bool:
        """Say whether a shard is there.

        Raises:
            InputError: it is, and was read from other dispatches.
        """
        kept = self.kept.get(shard.number)
        if kept is None:
            return False
        if kept.digest != shard.digest:
            message = "The archive has changed since the run in %(path)s began: give another folder."
            raise InputError(message, path=self.asked.folder)
        return all(self._path(family, shard.number).is_file() for family in _ENDINGS)

    def put(self, done: Done) -> None:
        """Put down what came of a shard.

        Raises:
            InputError: the disk does not take it.
        """
        try:
            for family, content in done.files:
                path = self._path(family, done.number)
                path.parent.mkdir(exist_ok=True)
                _put(path, content)
            self.kept[done.number] = Kept(done.digest, done.dispatches, done.unread, done.statements)
            self._write(finished=False)
        except OSError as error:
            raise self._failure(error) from error

    def finish(self) -> None:
        """Write down that all shards are there."""
        self._write(finished=True)

    def readings(self) -> Iterator[Reading]:
        """Yield all readings that are there, in the order of the archive."""
        for number in sorted(self.kept):
            yield from read_back(self._path("records", number).read_bytes())

    def put_together(self, files: Mapping[str, bytes]) -> None:
        """Put down files that are made of all shards."""
        for name, content in files.items():
            _put(self.asked.folder / f"{name}.parquet", content)

    def _leave(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _path(self, family: str, number: int) -> Path:
        return self.asked.folder / family / f"{number:05}.{_ENDINGS[family]}"

    def _failure(self, error: OSError) -> InputError:
        why = error.strerror or str(error)
        return InputError("%(path)s cannot be written: %(why)s.", path=self.asked.folder, why=why)

    def _same(self) -> dict[str, object]:
        return {"batch": FORMAT, "size": self.asked.size, "reader": reader_build(), "asked": dict(self.asked.said)}

    def _write(self, *, finished: bool) -> None:
        shards = {str(number): asdict(kept) for number, kept in sorted(self.kept.items())}
        text = json.dumps({**self._same(), "finished": finished, "shards": shards}, ensure_ascii=False, indent=1)
        _put(self.asked.folder / MANIFEST, text.encode())

    def _known(self) -> dict[int, Kept]:
        path = self.asked.folder / MANIFEST
        if not path.exists():
            if any(each.name != LOCK for each in self.asked.folder.iterdir()):
                raise InputError("The folder %(path)s holds other files: give an empty one.", path=self.asked.folder)
            return {}
        try:
            manifest = json.loads(path.read_bytes())
            same = all(manifest[name] == value for name, value in self._same().items())
            kept = {int(number): Kept(**shard) for number, shard in manifest["shards"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(
                "The manifest in %(path)s is broken: give another folder.", path=self.asked.folder
            ) from error
        if not same:
            message = "The folder %(path)s holds another run (other places or options, or another reader): give another folder."
            raise InputError(message, path=self.asked.folder)
        return kept


def _put(path: Path, content: bytes) -> None:
    """Write a file at once or not at all."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
