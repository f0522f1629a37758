# SPDX-License-Identifier: Apache-2.0
"""In which process are the sources asked while the desk serves? In a child, started with the first source, and anew if it dies.

The child holds the lease (see ``leases``), and ends when its keeper does: its standard input is then at its end.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from dementi.desk.folder import open_folder
from dementi.settings import read_settings

__all__ = ["Keeper"]

log = logging.getLogger(__name__)

#: Seconds between two looks at whether there is a source, and whether the child lives.
LOOK = 1.0
#: Seconds to wait before a child that died is started anew: doubled each time, and at most.
FIRST_WAIT, LAST_WAIT = 1.0, 300.0
#: A child that lived so long did well.
WELL = 60.0
#: Seconds that a child is given to end its errand.
PATIENCE = 5.0


class Keeper:
    """Keeps a child that asks the sources of a folder, from :meth:`start` to :meth:`close`."""

    def __init__(self, folder: Path) -> None:
        """Start nothing yet."""
        self._folder = folder
        self._stop = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def start(self) -> None:
        """Go on keeping in a thread."""
        self._thread.start()

    def close(self) -> None:
        """End the child after its errand, or in the midst of it where that takes long: it loses nothing."""
        self._stop.set()
        self._thread.join(2 * PATIENCE)

    def _keep(self) -> None:
        from django.db import close_old_connections

        from dementi.desk.leases import Work, is_taken
        from dementi.desk.sources.store import has_work

        wait = FIRST_WAIT
        while not self._stop.wait(LOOK):
            try:
                close_old_connections()
                # Of several desks on one record one asks; where that one ends, the next look finds it so.
                if not has_work() or is_taken(self._folder, Work.POLL):
                    continue
                started = datetime.now(UTC)
                self._live()
            except Exception:
                # A locked or full disk passes.
                log.exception("the sources cannot be asked; it will be tried again")
                self._stop.wait(wait)
                continue
            if self._stop.is_set():
                break
            lived = (datetime.now(UTC) - started).total_seconds()
            wait = FIRST_WAIT if lived >= WELL else min(2 * wait, LAST_WAIT)
            log.warning("the process that asks the sources has ended; it is started anew in %d s", wait)
            self._stop.wait(wait)

    def _live(self) -> None:
        """Run a child until it ends, or is to end."""
        command = [sys.executable, "-m", "dementi.desk.sources.process", str(self._folder)]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as child:  # noqa: S603 (our own command)
            while child.poll() is None and not self._stop.wait(LOOK / 5):
                pass
            if child.poll() is None:
                if child.stdin:
                    child.stdin.close()
                try:
                    child.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    child.kill()


def work(folder: Path) -> None:
    """Ask the sources of a folder until standard input is at its end."""
    stop = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    threading.Thread(target=_until_left, args=(stop,), daemon=True).start()
    folder = open_folder(folder)
    from dementi.desk.leases import Work, take
    from dementi.desk.sources.feeds import Outside
    from dementi.desk.sources.worker import Worker
    from dementi.fetch import Limits
    from dementi.newsroom import Newsroom

    # The one before may be at its end.
    lease = take(folder, Work.POLL, patience=10)
    if lease is None:
        log.warning("another process asks the sources of %s", folder)
        return
    limits = Limits(private_networks=read_settings().private_networks)
    with lease, Newsroom() as newsroom:
        Worker(lambda: datetime.now(UTC), lambda: Outside(limits), newsroom).run(stop, lease)


def _until_left(stop: threading.Event) -> None:
    sys.stdin.buffer.read()
    stop.set()


if __name__ == "__main__":
    work(Path(sys.argv[1]))
