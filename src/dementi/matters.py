# SPDX-License-Identifier: Apache-2.0
"""What do many readings make together? Copies of one dispatch, stories, what answers what.

Like the newsroom, it knows no database and no web; unlike it, it sees many dispatches at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dementi.record import CrossLink, Matters, Reading, Told
from dementi.stories import Decided, Piece, find_copies, find_stories

__all__ = ["join"]


def join(readings: Sequence[Reading], copies: Decided | None = None, stories: Decided | None = None) -> Matters:
    """Return what readings make together; groups and links come in the order of the readings.

    Args:
        readings: each with an id of its own; one without an article is in no group.
        copies, stories: what an editor decided of such groups by hand.
    """
    pieces = [Piece(r.id, r.article) for r in readings if r.article is not None]
    return Matters(
        copies=find_copies(pieces, copies),
        stories=find_stories(pieces, stories),
        links=tuple(link for reading in readings for link in _inside(reading)),
    )


def _inside(reading: Reading) -> Iterator[CrossLink]:
    """Yield the links within one reading; where two figures differ, their statements are joined, once."""
    of_figure = {figure.id: figure.statement for figure in reading.findings.figures}
    seen = set()
    for link in reading.links:
        source, target = (of_figure.get(end, end) for end in (link.source, link.target))
        key = (link.relation, source, target)
        if source is None or target is None or source == target or key in seen:
            continue
        seen.add(key)
        yield CrossLink(
            relation=link.relation,
            source=Told(reading.id, source),
            target=Told(reading.id, target),
            grounds=link.grounds,
            found_by=link.found_by,
        )
