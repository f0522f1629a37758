# SPDX-License-Identifier: Apache-2.0
"""What of a saved search is new? Behind the log of changes, as far as the index has come; each thing is decided on once.

New is a dispatch that came onto the desk after the search was saved, however old it says that it is; of one that was
there before, a statement that only a newer version has. What is decided and what is to be sent stand in one transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from dementi.desk.alerts.alert import Alert, Match, written
from dementi.desk.alerts.models import Delivery, Held, SavedSearch, Told
from dementi.desk.record.models import Change
from dementi.desk.record.versions import versions_of
from dementi.language.terms import fold

__all__ = ["Find", "Found", "watch"]

#: Dispatches that the index is asked about at once, changes that are taken in together.
AT_ONCE, BATCH = 200, 2000
#: Matches that one alert lists; what is beyond is counted.
LISTED = 50
#: Characters kept of a statement's words.
LONGEST = 2000
#: Spaces of a statement that is long enough to be known again within a longer one.
FEW = 3

#: (matches, ids of dispatches that match and are not for the public yet).
Found = tuple[tuple[Match, ...], frozenset[str]]
#: The query of a search's address, its language, dispatches -> what of them the search finds now.
Find = Callable[[str, str, tuple[str, ...]], Found]


def watch(find: Find, upto: int, now: datetime, *, held_too: bool = True) -> int:
    """Decide for each saved search what is new; return how many alerts are to be sent.

    Args:
        find: asks the index as the page does.
        upto: the change up to which the index has come.
        now: with its zone.
        held_too: what is held back is looked at again.
    """
    rows = SavedSearch.objects.filter(paused=None).exclude(mail="", webhook="")
    behind = set(rows.filter(seq__lt=upto))
    if held_too:
        behind.update(rows.filter(held__isnull=False, seq__lte=upto))
    return sum(_watch(row, find, upto, now) for row in sorted(behind, key=lambda row: row.pk))


def _watch(row: SavedSearch, find: Find, upto: int, now: datetime) -> int:
    count = _step(row, find, upto, now)
    while row.seq < upto and (made := _step(row, find, upto, now)) is not None:
        count = (count or 0) + made
    return count or 0


def _step(row: SavedSearch, find: Find, upto: int, now: datetime) -> int | None:
    """Decide on some changes; None: somebody has paused, changed or removed the search meanwhile."""
    changes = list(Change.objects.filter(seq__gt=row.seq, seq__lte=upto).order_by("seq")[:BATCH])
    seq = changes[-1].seq if changes else max(row.seq, upto)
    held = set(row.held.values_list("dispatch", flat=True))
    came = _came(row, {change.dispatch for change in changes} | held)
    matches, back = _find(row, find, tuple(came))
    fresh = tuple(_fresh(row, matches, came))
    with transaction.atomic():
        if not SavedSearch.objects.filter(pk=row.pk, seq=row.seq, since=row.since, paused=None).update(seq=seq):
            return None
        row.held.exclude(dispatch__in=back).delete()
        Held.objects.bulk_create(Held(search=row, dispatch=each) for each in sorted(back - held))
        Told.objects.bulk_create(
            Told(search=row, dispatch=m.dispatch, statement=m.statement, words=_folded(m.words)[:LONGEST])
            for m in fresh
        )
        deliveries = tuple(_deliveries(row, fresh, now)) if fresh else ()
        Delivery.objects.bulk_create(deliveries)
    row.seq = seq
    return len(deliveries)


def _came(row: SavedSearch, changed: set[str]) -> dict[str, bool]:
    """Return those dispatches that brought something after the search was saved: whether the dispatch itself is new."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for some in _chunks(sorted(changed)):
        brought = Change.objects.filter(dispatch__in=some, seq__gt=row.since, kind__in=("added", "changed"))
        for dispatch, kind in brought.values_list("dispatch", "kind"):
            kinds[dispatch].add(kind)
    return {dispatch: "added" in found for dispatch, found in kinds.items()}


def _find(row: SavedSearch, find: Find, dispatches: tuple[str, ...]) -> Found:
    matches: list[Match] = []
    back: set[str] = set()
    for some in _chunks(dispatches):
        found, not_yet = find(row.asked, row.language, some)
        matches += found
        back |= not_yet
    return tuple(matches), frozenset(back)


def _fresh(row: SavedSearch, matches: Iterable[Match], came: dict[str, bool]) -> Iterator[Match]:
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in row.told.filter(dispatch__in={match.dispatch for match in matches}):
        told[each.dispatch].append((each.statement, each.words))
    for match in matches:
        words = _folded(match.words)[:LONGEST]
        if any(match.statement == key or _same(words, other) for key, other in told[match.dispatch]):
            continue
        if came[match.dispatch] or (match.statement and not _stood_before(row, match, words)):
            yield match


def _same(words: str, other: str) -> bool:
    """Say whether a statement is another that a machine or a person has since cut otherwise: one holds the other's words."""
    short, long = sorted((words, other), key=len)
    return short == long != "" or (short.count(" ") >= FEW and f" {short} " in f" {long} ")


def _stood_before(row: SavedSearch, match: Match, words: str) -> bool:
    """Say whether a statement's words were on the desk when the search was saved, in a version that came before."""
    last = Change.objects.filter(dispatch=match.dispatch, seq__lte=row.since).order_by("-seq").first()
    texts = (
        _folded(version.reading.article.text)
        for version in versions_of(match.dispatch)
        if last and version.captured <= last.at and version.reading and version.reading.article
    )
    return any(words in text for text in texts)


def _folded(words: str) -> str:
    return " ".join(fold(word) for word in words.split())


def _deliveries(row: SavedSearch, fresh: tuple[Match, ...], now: datetime) -> Iterator[Delivery]:
    alert = Alert(
        search=row.key,
        name=row.name,
        asked=row.asked,
        language=row.language,
        matches=fresh[:LISTED],
        count=len(fresh),
    )
    for channel, address in (("mail", row.mail), ("webhook", row.webhook)):
        if address:
            yield Delivery(
                key=uuid4().hex,
                search=row,
                channel=channel,
                address=address,
                written=written(alert),
                count=len(fresh),
                made=now,
                due=now,
            )


def _chunks(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    every = tuple(ids)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
