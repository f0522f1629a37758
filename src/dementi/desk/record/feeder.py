# SPDX-License-Identifier: Apache-2.0
"""Who writes the index? One process, which holds the lock, follows the log of changes; in doubt the index is made anew."""

from __future__ import annotations

import fcntl
import logging
import shutil
import threading
import time
from pathlib import Path
from typing import IO, Self

from django.db import close_old_connections

from dementi.desk.database import reads_only
from dementi.desk.marks.store import readings_of
from dementi.desk.matters.groups import story_of
from dementi.desk.matters.ties import links_at
from dementi.desk.record.models import Change
from dementi.desk.record.store import ON_RECORD, instant_of
from dementi.desk.search.documents import DispatchDocument, StatementDocument, Times, documents_of
from dementi.desk.search.index import IndexDamaged, SearchIndex

__all__ = ["Feeder"]

log = logging.getLogger(__name__)

#: Seconds between two looks at the log.
PAUSE = 0.4
#: Changes written together.
BATCH = 200


class Feeder:
    """The one that writes the index of a folder; :meth:`take` gives None where another process does."""

    def __init__(self, folder: Path, lock: IO[str]) -> None:
        """Keep the lock; see :meth:`take`."""
        self._folder, self._lock = folder, lock
        self._index = self._opened()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @classmethod
    def take(cls, folder: Path, patience: float = 0.0) -> Self | None:
        """Return the feeder of a folder, None where another process has it for longer than ``patience`` seconds."""
        lock = (folder / "index.lock").open("w")
        until = time.monotonic() + patience
        while not _locked(lock):
            if time.monotonic() >= until:
                lock.close()
                return None
            time.sleep(PAUSE / 4)
        return cls(folder, lock)

    def feed(self) -> int:
        """Write what has changed since the index was last written; return how many changes that were."""
        done = 0
        while changes := self._changes():
            for dispatch in dict.fromkeys(change.dispatch for change in changes):
                documents = _documents(dispatch)
                if documents:
                    self._index.put(documents)
                else:
                    self._index.remove([dispatch])
            self._index.commit(changes[-1].seq, _said(changes[-1]))
            done += len(changes)
        return done

    def _changes(self) -> list[Change]:
        """Return what comes after the change that the index was last written for.

        That one must stand on the record as it was. Where it does not, a backup was put in place, or a replica that lacked
        the last changes is the primary now: the index is made anew.
        """
        last, said = self._index.last_change()
        changes = list(Change.objects.filter(seq__gte=last)[: BATCH + 1])
        if not last:
            return changes
        if changes and changes[0].seq == last and said in {"", _said(changes[0])}:
            return changes[1:]
        if reads_only():
            # A replica may be a moment behind; which changes there are, the next primary says.
            return []
        log.warning("the index is ahead of the record: it is made anew")
        self._index.close()
        self._index = self._anew()
        return list(Change.objects.all()[:BATCH])

    def start(self) -> None:
        """Go on feeding in a thread until :meth:`close`."""
        self._thread = threading.Thread(target=self._follow, name="feeder", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, and let another process write."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(10)
        self._index.close()
        self._lock.close()

    def _follow(self) -> None:
        damaged = False
        while not self._stop.wait(PAUSE):
            try:
                close_old_connections()
                if damaged:
                    self._index = self._anew()
                    damaged = False
                self.feed()
            except IndexDamaged as damage:
                log.warning("the index is made anew from the record: %s", damage)
                damaged = True
            except Exception:
                # A locked or full disk passes; the log of changes is still there for the next look.
                log.exception("the index could not be written; it will be tried again")
                self._stop.wait(10 * PAUSE)

    def _opened(self) -> SearchIndex:
        folder = self._folder / "index"
        try:
            return SearchIndex.open(folder, writable=True)
        except IndexDamaged as damage:
            log.warning("the index is made anew from the record: %s", damage)
            return self._anew()

    def _anew(self) -> SearchIndex:
        folder = self._folder / "index"
        shutil.rmtree(folder, ignore_errors=True)
        return SearchIndex.open(folder, writable=True)


def _said(change: Change) -> str:
    return f"{change.dispatch} {change.kind} {change.at.isoformat()}"


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _documents(dispatch: str) -> tuple[DispatchDocument | StatementDocument, ...]:
    row = ON_RECORD.filter(pk=dispatch).first()
    if row is None:
        return ()
    reading = readings_of([row])[row.pk]
    published = instant_of(reading.article.published if reading.article else None)
    story = story_of(dispatch)
    return documents_of(
        reading, Times(row.captured, published), links=links_at(dispatch), story=story.name if story else None
    )
