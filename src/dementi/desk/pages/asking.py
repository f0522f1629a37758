# SPDX-License-Identifier: Apache-2.0
"""What does the index answer to a page? The newest commit's hits; nothing while the index is being made anew."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings

from dementi.desk.search.asked import Hit, Results, Search
from dementi.desk.search.index import IndexDamaged, SearchIndex

__all__ = ["ask", "every"]

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
