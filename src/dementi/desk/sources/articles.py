# SPDX-License-Identifier: Apache-2.0
"""How does an entry become a dispatch? Its article is fetched where the feed has a teaser only; the feed's own words stand in for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from dementi.desk.record.capture import Added, Capture
from dementi.desk.record.store import put_on_record, put_version
from dementi.desk.sources.errands import next_look, next_take
from dementi.desk.sources.feeds import Outside
from dementi.desk.sources.models import Entry as Row
from dementi.desk.sources.outcome import Outcome, outcome_of, read_entry, read_outcome, write
from dementi.errors import FetchError
from dementi.fetch import Fetched, RefusedError
from dementi.newsroom import Newsroom
from dementi.reading.feeds import Entry
from dementi.reading.feeds.dispatches import dispatch_of
from dementi.record import Dispatch, Reading, Trouble

__all__ = ["take"]

_ZONED = re.compile(r"T[^T]*(?:Z|[+-]\d\d:\d\d)$")
#: Answers that no later try will change.
FINAL = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 451})


@dataclass(frozen=True, slots=True)
class _Had:
    """What could be had of an article: read in what, with which headers.

    Attributes:
        dispatch, reading: None where there is nothing to read.
        headers: of the page's answer.
        refused: why its page could not be had.
        wait: seconds to wait for the next try; None: none is asked for.
        is_final: no later try will change it.
    """

    dispatch: Dispatch | None = None
    reading: Reading | None = None
    headers: tuple[tuple[str, str], ...] = ()
    refused: Trouble | None = None
    wait: float | None = None
    is_final: bool = True


def take(key: int, outside: Outside, newsroom: Newsroom, now: datetime) -> Added | None:
    """Fetch, read and keep the article of an entry that waits; None where there was nothing to keep.

    The dispatch is on record before the entry is said to be done: who kills the desk in between has it fetched again,
    and the same words change nothing.

    Raises:
        RecordError: the record cannot be written.
    """
    row = Row.objects.select_related("source").filter(pk=key).exclude(next_try=None).first()
    if row is None or not row.written:
        return None
    entry = read_entry(row.written)
    had = _had(entry, row, outside, newsroom)
    added = _kept(had, row, now)
    again = None if added and added.removed else _again(had, row, now)
    outcome = outcome_of(had.reading, had.refused) if had.reading else Outcome(refused=had.refused)
    # Not written where the feed has changed the entry meanwhile, or a person has removed the source: it waits anew, or no more.
    Row.objects.filter(pk=key, digest=row.digest).exclude(next_try=None).update(
        tries=row.tries + 1,
        next_try=again,
        written=row.written if again else "",
        dispatch=added.id if added else row.dispatch,
        # What came of it before stands where a later look brought nothing.
        outcome=row.outcome if row.dispatch and had.reading is None else write(outcome),
    )
    return added


def _again(had: _Had, row: Row, now: datetime) -> datetime | None:
    """Return when the page is asked for again: after a refusal that may pass, or to see whether it was changed."""
    before = read_outcome(row.outcome)
    is_look = bool(row.dispatch) and before is not None and before.refused is None
    if had.refused is None or is_look:
        return next_look(row.arrived, now) if row.url else None
    return None if had.is_final else next_take(row.tries + 1, had.wait, now)


def _had(entry: Entry, row: Row, outside: Outside, newsroom: Newsroom) -> _Had:
    outlet = row.source.name or None
    if entry.is_whole or entry.url is None:
        return _own_words(entry, outlet, newsroom, _Had())
    try:
        answer = outside.get_article(entry.url)
    except RefusedError as error:
        failed = _Had(refused=error.trouble(), wait=error.wait, is_final=error.status in FINAL)
    except FetchError as error:
        # robots.txt, reservations and addresses that may not be asked stay so; a slow or absent host may come back.
        failed = _Had(refused=error.trouble(), is_final="does not answer" not in error.message)
    else:
        dispatch, reading = _read(answer, entry, newsroom)
        if reading.article and len(reading.article.text) >= len(entry.words):
            return _named(_Had(dispatch, reading, answer.headers), outlet)
        message = "The page of the article shows less than its feed."
        why = reading.troubles[0] if reading.article is None and reading.troubles else Trouble("reading", message)
        failed = _Had(refused=why)
    return failed if row.dispatch else _own_words(entry, outlet, newsroom, failed)


def _read(answer: Fetched, entry: Entry, newsroom: Newsroom) -> tuple[Dispatch, Reading]:
    """Read a page, dated as its feed dates it; as the page does, where the feed writes no zone and the page may."""
    page = Dispatch(id=answer.url, content=answer.content, url=answer.url, media_type=answer.media_type)
    dated = replace(page, published=entry.published)
    if entry.published and not _ZONED.search(entry.published):
        reading = newsroom.read(page)
        if reading.article is None or reading.article.published:
            return page, reading
    return dated, newsroom.read(dated)


def _named(had: _Had, outlet: str | None) -> _Had:
    """Name the outlet as its feed does, where the page does not name it."""
    article = had.reading.article if had.reading else None
    if article is None or article.outlet or not outlet or had.dispatch is None or had.reading is None:
        return had
    named = replace(had.reading, article=replace(article, outlet=outlet))
    return replace(had, dispatch=replace(had.dispatch, outlet=outlet), reading=named)


def _own_words(entry: Entry, outlet: str | None, newsroom: Newsroom, had: _Had) -> _Had:
    if not entry.words:
        return had
    dispatch = dispatch_of(entry, outlet)
    reading = newsroom.read(dispatch)
    if had.refused is not None and reading.article is not None:
        stand_in = Trouble("sources", "The page of the article could not be had: these are the words of its feed.")
        reading = replace(reading, troubles=(stand_in, had.refused, *reading.troubles))
    return replace(had, dispatch=dispatch, reading=reading)


def _kept(had: _Had, row: Row, now: datetime) -> Added | None:
    if had.dispatch is None or had.reading is None:
        return None
    capture = Capture(at=now, headers=had.headers)
    if row.dispatch:
        return put_version(row.dispatch, had.dispatch, had.reading, capture)
    return put_on_record(had.dispatch, had.reading, capture)
