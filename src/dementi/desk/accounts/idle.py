# SPDX-License-Identifier: Apache-2.0
"""Is somebody still there? A session in which nothing is asked for twelve hours ends (setting ``SESSION_IDLE_SECONDS``)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

__all__ = ["begin", "is_over"]

#: Where a session keeps when something was last asked in it, in seconds since 1970.
SEEN = "seen"
#: So many seconds pass before that is written anew: not every page is a write.
PACE = 300


def begin(request: HttpRequest, now: datetime) -> None:
    """Say that somebody is there now."""
    request.session[SEEN] = int(now.timestamp())


def is_over(request: HttpRequest, now: datetime) -> bool:
    """Say whether nothing was asked in the session of a request for too long; else somebody is there now."""
    since = now.timestamp() - int(request.session.get(SEEN, 0))
    if since > settings.SESSION_IDLE_SECONDS:
        return True
    if since > PACE:
        begin(request, now)
    return False
