# SPDX-License-Identifier: Apache-2.0
"""Which dispatches are for the public, and what of each? The one door from the record to the public site.

What is removed, under an embargo, withheld or cancelled by its agency, or could not be read never comes through it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from dementi.desk.marks.store import readings_of
from dementi.desk.matters.ties import ties_among, ties_by_dispatch
from dementi.desk.notes.store import Note, Notes, notes_of
from dementi.desk.pages.copies import FOLDED
from dementi.desk.public.excerpts import Excerpt, excerpt_of
from dementi.desk.record.models import Dispatch, Statement
from dementi.desk.record.store import ON_RECORD, speaker_key
from dementi.matters import links_inside
from dementi.record import Article, CrossLink, Reading, WireStatus

__all__ = ["Open", "Shut", "links_of", "newest", "of", "one", "speaking", "who_speaks"]

#: Dispatches of one speaker that are looked at to see whether any words of theirs are shown.
ENOUGH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A dispatch that is for the public.

    Attributes:
        id: of the dispatch.
        article: for its facts; only ``excerpt`` says which of its words may be shown.
        excerpt: what may be shown.
        notes: beside it.
        outlet: "": not known.
        url: of the original page; "": not known.
        captured: when it came in, with its zone.
    """

    id: str
    article: Article
    excerpt: Excerpt
    notes: Notes
    outlet: str
    url: str
    captured: datetime


@dataclass(frozen=True, slots=True)
class Shut:
    """A dispatch that was taken off the public site as a whole, and the note that says so."""

    id: str
    note: Note


def one(dispatch: str) -> Open | Shut | None:
    """Return a dispatch, or that it was taken off; None where the public has none of that id."""
    rows = ON_RECORD.filter(pk=dispatch)
    opened = _opened(rows)
    if opened:
        return opened[0]
    note = notes_of([dispatch])[dispatch].whole
    # What was never for the public has no tombstone there either.
    return Shut(dispatch, note) if note and any(_is_public(r) for r in readings_of(rows).values()) else None


def of(dispatches: Iterable[str]) -> dict[str, Open]:
    """Return those of some dispatches that are for the public, by their ids, in the order given."""
    ids = list(dict.fromkeys(dispatches))
    found = {each.id: each for each in _opened(ON_RECORD.filter(pk__in=ids))}
    return {each: found[each] for each in ids if each in found}


def newest(page: int, on_a_page: int) -> tuple[tuple[Open, ...], bool]:
    """Return a page of the dispatches, newest first, copies folded; and whether there are more."""
    start = (page - 1) * on_a_page
    rows = ON_RECORD.exclude(pk__in=FOLDED)[start : start + on_a_page + 1]
    return _opened(rows[:on_a_page]), len(rows) > on_a_page


def speaking(speaker: str) -> tuple[Open, ...]:
    """Return the dispatches in which a speaker speaks, oldest first; a copy only where no other has words of that speaker."""
    keys = Statement.objects.filter(speaker_key=speaker).values("dispatch")
    rows = ON_RECORD.filter(pk__in=keys).order_by("instant", "id")
    return _opened(rows.exclude(pk__in=FOLDED)) or _opened(rows)


def who_speaks(speakers: Iterable[str]) -> frozenset[str]:
    """Return which of some speakers have words that are shown in one of their newest dispatches."""
    newest: dict[str, list[str]] = defaultdict(list)
    said = Statement.objects.filter(speaker_key__in=list(speakers)).order_by("-dispatch__instant")
    for key, dispatch in said.values_list("speaker_key", "dispatch"):
        if len(newest[key]) < ENOUGH and dispatch not in newest[key]:
            newest[key].append(dispatch)
    opened = of(each for dispatches in newest.values() for each in dispatches)
    statements = [s for each in opened.values() for s in each.excerpt.reading.findings.statements]
    return frozenset(speaker_key(s.speaker) for s in statements if s.speaker)


def links_of(opened: Iterable[Open]) -> tuple[CrossLink, ...]:
    """Return what answers what among some dispatches, as far as both words may be shown."""
    held = {each.id: each for each in opened}
    inside = [link for each in held.values() for link in links_inside(each.excerpt.reading)]
    shown = {each.id: {s.id for s in each.excerpt.reading.findings.statements} for each in held.values()}
    across = [
        link
        for link in ties_among(set(held))
        if all(end.statement in shown[end.dispatch] for end in (link.source, link.target))
    ]
    return (*inside, *across)


def _opened(rows: QuerySet[Dispatch]) -> tuple[Open, ...]:
    held = list(rows)
    readings, notes = readings_of(held), notes_of(row.pk for row in held)
    tied = _tied(readings)
    found = []
    for row in held:
        reading = readings[row.pk]
        article = reading.article
        if article is None or not _is_public(reading) or notes[row.pk].whole:
            continue
        excerpt = excerpt_of(reading, notes[row.pk], tied[row.pk])
        if excerpt:
            url = article.url or row.given_url or ""
            found.append(
                Open(
                    id=row.pk,
                    article=article,
                    excerpt=excerpt,
                    notes=notes[row.pk],
                    outlet=article.outlet or row.given_outlet or "",
                    url=url if url.startswith(("http://", "https://")) else "",
                    captured=row.seen or row.captured,
                )
            )
    return tuple(found)


def _is_public(reading: Reading) -> bool:
    wire = reading.article.wire if reading.article else None
    return wire is None or (wire.is_public(timezone.now()) and wire.status is not WireStatus.CANCELED)


def _tied(readings: dict[str, Reading]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, links in ties_by_dispatch(readings).items():
        found[key] |= {end.statement for link in links for end in (link.source, link.target) if end.dispatch == key}
    for key, reading in readings.items():
        found[key] |= {end for link in reading.links for end in (link.source, link.target)}
    return found
