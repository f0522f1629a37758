# SPDX-License-Identifier: Apache-2.0
"""Who asks the sources? One process a record, one errand after the other; killed at any moment it has lost nothing.

``serve`` runs it beside the pages, in a process of its own (see ``process``), so that no page waits for it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import DatabaseError, close_old_connections

from dementi.desk.leases import Lease
from dementi.desk.record.failures import named_failures
from dementi.desk.sources.articles import take
from dementi.desk.sources.errands import POLITE, Errand, Kind, next_errand
from dementi.desk.sources.feeds import Outside, visit
from dementi.desk.sources.standing import look_after
from dementi.desk.sources.store import errands, put_off
from dementi.errors import RecordError
from dementi.newsroom import Newsroom

__all__ = ["Worker"]

log = logging.getLogger(__name__)

#: Seconds between two looks at what is due; between two looks at how the sources do.
PAUSE, ROUND = 0.5, 60.0
#: Seconds to wait where the record cannot be written.
TROUBLED = 10.0


class Worker:
    """Runs errands one after the other.

    Args:
        now: the clock.
        outside: makes what goes out to the network, anew from time to time: what robots.txt says may change.
        newsroom: reads; whoever gives it ends it.
    """

    def __init__(self, now: Callable[[], datetime], outside: Callable[[], Outside], newsroom: Newsroom) -> None:
        """Open nothing yet."""
        self._now, self._make = now, outside
        self._outside, self._made = outside(), time.monotonic()
        self._hosts: dict[str, datetime] = {}
        self._newsroom = newsroom

    def run(self, stop: threading.Event, lease: Lease) -> None:
        """Run errands until told to stop, or until another may do it, after the one under way."""
        while not stop.is_set():
            if not lease.is_held():
                log.warning("the right to ask the sources is lost")
                return
            close_old_connections()
            try:
                pause = self.step()
            except RecordError:
                log.exception("the sources could not be kept; it will be tried again")
                pause = TROUBLED
            stop.wait(pause)

    def run_once(self) -> int:
        """Run errands until none is due; return how many were run.

        Raises:
            RecordError: the record cannot be written.
        """
        done = 0
        while (pause := self.step()) < PAUSE:
            done += pause == 0.0
            time.sleep(pause)
        return done

    def step(self) -> float:
        """Run what is due first; return how long to wait for the next: 0.0 where something was run, PAUSE where nothing is due."""
        with named_failures():
            if time.monotonic() - self._made >= ROUND:
                self._outside = replace(self._make(), held=self._outside.held)
                self._made = time.monotonic()
                self._hosts = {host: at for host, at in self._hosts.items() if self._now() - at < 60 * POLITE}
                look_after(self._now())
            due = errands(self._now())
            errand = next_errand(due, self._hosts, self._now())
            if errand is None:
                return PAUSE / 5 if due else PAUSE
            self._run(errand)
            self._hosts[errand.host] = self._now()
            return 0.0

    def _run(self, errand: Errand) -> None:
        log.debug("%s %s", errand.kind, errand.key)
        try:
            if errand.kind is Kind.FEED:
                visit(errand.key, self._outside, self._newsroom, self._now())
                look_after(self._now(), errand.key)
            else:
                take(errand.key, self._outside, self._newsroom, self._now())
        except (DatabaseError, RecordError):
            raise
        except Exception as error:
            # A fault of ours in one errand may not stop the others, nor be run again at once.
            log.exception("errand %s %s failed", errand.kind, errand.key)
            put_off(errand, f"{type(error).__name__}: {error}", self._now())
