# SPDX-License-Identifier: Apache-2.0
"""What does the index answer to a page? The newest commit's hits; nothing while the index is being made anew."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from dementi.desk.record.models import Change
from dementi.desk.search.asked import Hit, Results, Search
from dementi.desk.search.index import IndexDamaged, SearchIndex

__all__ = ["as_of", "ask", "every", "place", "surely"]

log = logging.getLogger(__name__)


def ask(search: Search) -> Results:
    """Return what the index answers; nothing while it is being made anew."""
    try:
        with SearchIndex.open(Path(settings.FOLDER) / "index") as index:
            return index.search(search)
    except IndexDamaged as damage:
        # It is being made anew; nothing is lost, and the next question finds it.
        log.warning("the index cannot be asked: %s", damage)
        return Results((), 0, 0)


def every(search: Search) -> tuple[Hit, ...]:
    """Return all that a search finds, whatever its page; nothing while the index is being made anew."""
    try:
        with SearchIndex.open(Path(settings.FOLDER) / "index") as index:
            return tuple(index.ids(search))
    except IndexDamaged as damage:
        log.warning("the index cannot be asked: %s", damage)
        return ()


def surely(search: Search) -> tuple[Hit, ...]:
    """Return all that a search finds.

    Raises:
        IndexDamaged: the index is being made anew; nobody may take that for an answer.
    """
    with SearchIndex.open(Path(settings.FOLDER) / "index") as index:
        return tuple(index.ids(search))


def place() -> int:
    """Return the number of the change up to which the index has come.

    Raises:
        IndexDamaged: it is being made anew.
    """
    with SearchIndex.open(Path(settings.FOLDER) / "index") as index:
        return index.last_seq()


def as_of(now: datetime) -> datetime | None:
    """Return when what the index knows last changed; None within a minute of it, as another change of that second may follow."""
    try:
        change = Change.objects.filter(seq=place()).first()
    except IndexDamaged:
        return None
    return change.at if change and now - change.at > timedelta(minutes=1) else None
