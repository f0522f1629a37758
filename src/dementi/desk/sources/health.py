# SPDX-License-Identifier: Apache-2.0
"""How well does a source do? What ails it in plain words, from its visits and what came of its last entries; nothing is asked here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from dementi.desk.sources.outcome import Outcome
from dementi.record import Trouble

__all__ = ["Ailment", "History", "ailments"]

#: Entries that are looked at, newest first; the newest of them are compared with the others.
LOOKED_AT, NEWEST = 40, 8
#: A source is silent when nothing came for so many times its usual pause, and for so long at least.
PAUSES, QUIET = 6, timedelta(days=2)
#: Pauses that tell a pace; how long a source may be silent whose pace is not known.
ENOUGH, UNKNOWN = 3, timedelta(days=14)
#: Failures in a row that are an alarm: one may be a moment's.
MANY = 3


@dataclass(frozen=True, slots=True)
class Ailment:
    """What ails a source; ``alarm``: it has suddenly stopped to give what it gave, or gives nothing."""

    trouble: Trouble
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of a source.

    Attributes:
        failure: of the last visit; None: it went well.
        failures: in a row.
        held: entries in the feed at the last visit that went well; None: there was none.
        most_held: the most that were in it.
        added: when it was added.
        arrivals: when its last entries came, newest first.
        outcomes: what came of them, newest first.
        troubles: what was doubtful about the feed itself.
    """

    failure: Trouble | None
    failures: int
    held: int | None
    most_held: int
    added: datetime
    arrivals: tuple[datetime, ...]
    outcomes: tuple[Outcome, ...]
    troubles: tuple[Trouble, ...] = ()


def ailments(history: History, now: datetime) -> tuple[Ailment, ...]:
    """Return what ails a source, alarms first."""
    found = [*_visits(history), *_silence(history, now), *_articles(history.outcomes)]
    return tuple(sorted(found, key=lambda each: not each.alarm))


def _visits(history: History) -> list[Ailment]:
    if history.failure is not None:
        # A feed that never gave anything is said at once: somebody has just added it.
        return [Ailment(history.failure, alarm=history.failures >= MANY or history.held is None)]
    found = []
    if history.held == 0 and history.most_held:
        message = "The feed is suddenly empty: it held %(most)s entries."
        found.append(Ailment(Trouble("sources", message, (("most", str(history.most_held)),)), alarm=True))
    elif history.troubles:
        found.extend(Ailment(trouble) for trouble in history.troubles)
    return found


def _silence(history: History, now: datetime) -> list[Ailment]:
    arrivals = history.arrivals
    if history.held is None or not arrivals:
        return []
    gaps = [(newer - older).total_seconds() for newer, older in pairwise(arrivals) if newer != older]
    if len(gaps) >= ENOUGH:
        quiet, limit = now - arrivals[0], max(timedelta(seconds=PAUSES * median(gaps)), QUIET)
    else:
        # Its pace is not known yet: it is given time from the day on which it was added.
        quiet, limit = now - max(arrivals[0], history.added), UNKNOWN
    if quiet < limit:
        return []
    message = "Nothing new has come for %(days)s days."
    return [Ailment(Trouble("sources", message, (("days", str(quiet.days)),)), alarm=True)]


def _articles(outcomes: Sequence[Outcome]) -> list[Ailment]:
    newest, before = outcomes[:NEWEST], outcomes[NEWEST:LOOKED_AT]
    found = []
    if len(newest) >= 3 and all(each.refused for each in newest[:3]) and newest[0].refused:
        found.append(
            Ailment(Trouble("sources", "Its articles cannot be fetched; the words of the feed stand in for them."))
        )
        found.append(Ailment(newest[0].refused))
    if len(newest) >= 3 and not any(each.characters for each in newest[:3]):
        found.append(Ailment(Trouble("sources", "Its last articles are empty: no text was found in them."), alarm=True))
    elif _is_sudden([each.statements > 0 for each in newest], [each.statements > 0 for each in before]):
        message = "Suddenly no statement is found in its articles: its pages may have changed."
        found.append(Ailment(Trouble("sources", message), alarm=True))
    if len(newest) >= 3 and not any(each.dated for each in newest):
        found.append(Ailment(Trouble("sources", "Its last articles do not say when they were published.")))
    if sum(each.garbled for each in newest) >= 2:
        found.append(
            Ailment(Trouble("sources", "The characters of its last articles are doubtful: its encoding may be wrong."))
        )
    return found


def _is_sudden(newest: Sequence[bool], before: Sequence[bool]) -> bool:
    """Say whether what was usual before has stopped: none of eight where at least half of five or more had it."""
    return len(newest) == NEWEST and not any(newest) and len(before) >= 5 and sum(before) * 2 >= len(before)
