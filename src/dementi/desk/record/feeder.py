# SPDX-License-Identifier: Apache-2.0
"""Who writes the index? One process, which holds the lock, follows the log of changes; in doubt the index is made anew."""

from __future__ import annotations

import fcntl
import logging
import shutil
import threading
from pathlib import Path
from typing import IO, Self

from django.db import close_old_connections

from dementi.desk.record.models import Change, Dispatch
from dementi.desk.record.store import instant_of
from dementi.desk.record.written import read_back
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
    def take(cls, folder: Path) -> Self | None:
        """Return the feeder of a folder, None where another process has it."""
        lock = (folder / "index.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return None
        return cls(folder, lock)

    def feed(self) -> int:
        """Write what has changed since the index was last written; return how many changes that were."""
        done = 0
        while True:
            changes = list(Change.objects.filter(seq__gt=self._index.last_seq())[:BATCH])
            if not changes:
                return done
            for dispatch in dict.fromkeys(change.dispatch for change in changes):
                documents = _documents(dispatch)
                if documents:
                    self._index.put(documents)
                else:
                    self._index.remove([dispatch])
            self._index.commit(changes[-1].seq)
            done += len(changes)

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
        while not self._stop.wait(PAUSE):
            try:
                close_old_connections()
                self.feed()
            except Exception:
                # A locked or full disk passes; the log of changes is still there for the next look.
                log.exception("the index could not be written; it will be tried again")
                self._stop.wait(10 * PAUSE)

    def _opened(self) -> SearchIndex:
        folder = self._folder / "index"
        try:
            index = SearchIndex.open(folder, writable=True)
            last = Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
            if index.last_seq() > last:
                index.close()
                raise IndexDamaged("The search index is ahead of the record.")
        except IndexDamaged as damage:
            log.warning("the index is made anew from the record: %s", damage)
            shutil.rmtree(folder, ignore_errors=True)
            return SearchIndex.open(folder, writable=True)
        return index


def _documents(dispatch: str) -> tuple[DispatchDocument | StatementDocument, ...]:
    row = Dispatch.objects.filter(pk=dispatch, removed=None).first()
    if row is None:
        return ()
    reading = read_back(row.reading)
    published = instant_of(reading.article.published if reading.article else None)
    return documents_of(reading, Times(row.captured, published))
