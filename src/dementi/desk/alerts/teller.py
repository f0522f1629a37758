# SPDX-License-Identifier: Apache-2.0
"""Who tells of what saved searches find? A thread of the serving process: it decides behind the index, then sends."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from dementi.desk.alerts.watching import Find, watch
from dementi.desk.alerts.wires import Wires
from dementi.desk.leases import Work, take

__all__ = ["Teller"]

log = logging.getLogger(__name__)

#: Seconds between two looks, and between two looks at what is held back.
PAUSE, HELD = 2.0, 60.0


class Teller:
    """Tells in a thread, until :meth:`close`.

    Args:
        find: asks the index as the page does.
        place: the change up to which the index has come.
        wires: the ways out.
    """

    def __init__(self, find: Find, place: Callable[[], int], wires: Wires) -> None:
        """Make it; :meth:`start` sets it going."""
        self._find, self._place, self._wires = find, place, wires
        self._held_at = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="teller", daemon=True)

    def start(self) -> None:
        """Go on telling of what comes in."""
        self._thread.start()

    def close(self) -> None:
        """End when what is being sent is sent."""
        self._stop.set()
        self._thread.join(timeout=30)

    def tell(self, now: datetime) -> int:
        """Decide on what is new and send what is due; return how many were taken."""
        held_too = time.monotonic() - self._held_at > HELD
        if held_too:
            self._held_at = time.monotonic()
        watch(self._find, self._place(), now, held_too=held_too)
        return self._wires.empty(now)

    def _follow(self) -> None:
        while not self._stop.wait(PAUSE):
            try:
                close_old_connections()
                # Of several desks on one record one tells.
                lease = take(settings.FOLDER, Work.WATCH)
                if lease is not None:
                    with lease:
                        self.tell(timezone.now())
            except Exception:
                # A locked or full disk passes; what was decided, and what was not, stands in the record.
                log.exception("what saved searches find could not be told; it will be tried again")
                self._stop.wait(10 * PAUSE)
