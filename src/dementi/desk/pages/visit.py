# SPDX-License-Identifier: Apache-2.0
"""What has come in since somebody last looked? A signed cookie keeps how far they have seen; it takes no account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

__all__ = ["NAME", "Visit", "remember", "visit_of"]

#: The cookie, and for how long it is kept: whoever stays away longer finds all of it new.
NAME = "dementi_seen"
YEAR = 365 * 24 * 3600
#: Whoever comes back sooner is still on the same visit, and what was new to it stays marked.
PAUSE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody's visit.

    Attributes:
        before: the change of the record up to which they had seen at the last visit; None: they have never been here.
        ended: when that visit ended.
        seen: the change up to which they have seen now.
        at: when they last looked.
    """

    before: int | None
    ended: datetime
    seen: int
    at: datetime


def visit_of(request: HttpRequest, seen: int, now: datetime) -> Visit:
    """Return the visit of whoever asks, with what they see now.

    Args:
        request: with the cookie, if there is one.
        seen: the newest change of the record.
        now: with its zone.
    """
    try:
        kept = _kept(request.get_signed_cookie(NAME, "", salt=NAME) or "")
    except BadSignature:
        # Another desk's, or of before its key was changed.
        kept = None
    if kept is None:
        return Visit(None, now, seen, now)
    if now - kept.at > PAUSE:
        return Visit(kept.seen, kept.at, seen, now)
    return replace(kept, seen=seen, at=now)


def remember(response: HttpResponse, visit: Visit, *, secure: bool) -> None:
    """Let the browser keep a visit."""
    before = "" if visit.before is None else str(visit.before)
    times = (int(visit.ended.timestamp()), int(visit.at.timestamp()))
    value = f"{before}.{times[0]}.{visit.seen}.{times[1]}"
    response.set_signed_cookie(NAME, value, salt=NAME, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)


def _kept(written: str) -> Visit | None:
    parts = written.split(".")
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() for part in parts[1:]):
        return None
    before = int(parts[0]) if parts[0].isdigit() else None
    ended, at = (datetime.fromtimestamp(int(parts[n]), UTC) for n in (1, 3))
    return Visit(before, ended, int(parts[2]), at)
