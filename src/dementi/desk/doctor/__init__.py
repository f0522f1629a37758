# SPDX-License-Identifier: Apache-2.0
"""Is the desk well? Each thing that can ail it is looked at, changes nothing, and tells how it stands and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dementi.desk.doctor.look import Look, Stands, looked

__all__ = ["Look", "Stands", "looks"]


def looks(folder: Path, now: datetime) -> Iterator[Look]:
    """Yield what was found, in the order in which it is mended; one look that fails does not stop the others.

    Args:
        folder: the desk's; nothing in it is made or changed.
        now: an aware time.
    """
    from dementi.desk.doctor import place

    found = looked("folder", lambda: place.folder(folder))
    yield found
    if found.stands is Stands.WRONG:
        # Without a folder there is nothing else to look at.
        return
    yield looked("secret", lambda: place.secret(folder))
    yield looked("disk", lambda: place.disk(folder))
    yield looked("time zone", place.time_zone)
    yield looked("models", place.models)
    from dementi.desk.folder import point_at

    point_at(folder)
    from dementi.desk.doctor import record, ways

    found = looked("database", record.database)
    yield found
    if found.stands is Stands.WRONG:
        return
    found = looked("migrations", record.migrations)
    yield found
    if found.stands is Stands.WELL:
        yield looked("clock", lambda: record.clock(now))
        yield looked("index", lambda: record.index(folder))
        yield looked("joining", record.joining)
        yield looked("sources", lambda: ways.sources(now))
        yield looked("mail", ways.mail)
        yield looked("desk", lambda: record.serving(folder))
    yield from (replace(size, name=f"size {name}") for name, size in record.sizes(folder))
