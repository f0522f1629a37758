# SPDX-License-Identifier: Apache-2.0
"""What do the pages ask of the record and of the index? Frozen records; no page sees a model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from dementi.desk.adding import add as put
from dementi.desk.marks.store import readings_of
from dementi.desk.matters.ties import ties_by_dispatch
from dementi.desk.pages.copies import FOLDED, Copy, copies_of
from dementi.desk.pages.tally import Tally, tally_of
from dementi.desk.record import store
from dementi.desk.record.capture import Added, Capture
from dementi.desk.record.models import Change
from dementi.desk.record.models import Dispatch as Row
from dementi.desk.record.models import Statement as SaidRow
from dementi.desk.record.store import speaker_key
from dementi.desk.search.query import parse
from dementi.desk.search.snippets import matches
from dementi.record import Article, CrossLink, Dispatch, Reading, Stance, Trouble

__all__ = [
    "Kept",
    "Kind",
    "Line",
    "Lines",
    "Named",
    "add",
    "come_in",
    "count_come_in",
    "count_examples",
    "count_kinds",
    "count_unknown",
    "dispatch",
    "dispatches",
    "dispatches_of",
    "hits",
    "last_change",
    "listed",
    "newest",
    "newest_ids",
    "page_number",
    "read_again",
    "remove_examples",
    "speaker_key",
    "speakers",
]

#: Dispatches on one page of the list.
ON_A_PAGE = 40


class Kind(StrEnum):
    """Which dispatches are listed; the values stand in addresses."""

    ALL = ""
    CONTESTED = "contestees"
    DENIAL = "dementi"
    CONFIRMATION = "confirmation"
    FIGURE = "chiffre"

    @classmethod
    def of(cls, asked: str) -> Self:
        """Return the kind that an address names; all of them where it names none."""
        try:
            return cls(asked)
        except ValueError:
            return cls("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A dispatch as the list needs it; ``captured``: when it came in, an aware time; ``is_ahead``: it says that it is of later."""

    id: str
    captured: datetime
    headline: str | None
    teaser: str
    language: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    tally: Tally
    troubles: tuple[Trouble, ...]
    copies: tuple[Copy, ...] = ()
    is_ahead: bool = False
    versions: int = 1


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of the list, counted from 1."""

    lines: tuple[Line, ...]
    number: int
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A dispatch on record: what was read, when its newest version came in, what was said of it, the sha-256 of what came.

    ``versions``: how many there are.
    """

    id: str
    reading: Reading
    captured: datetime
    digest: str
    outlet: str | None
    url: str | None
    versions: int = 1


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker: the key of the page, the fullest name, the side, how many statements and denials."""

    key: str
    name: str
    side: str | None
    statements: int
    denials: int


#: How each kind is asked of the record.
_FILTERS = {
    Kind.ALL: Q(),
    Kind.CONTESTED: Q(contested=True),
    Kind.DENIAL: Q(denial=True),
    Kind.CONFIRMATION: Q(confirmation=True),
    Kind.FIGURE: Q(figure=True),
}


def newest(kind: Kind, page: int) -> Lines:
    """Return a page of the dispatches of a kind, newest first; copies are folded under the earliest of them."""
    start = (page - 1) * ON_A_PAGE
    rows = list(store.ON_RECORD.filter(_FILTERS[kind]).exclude(pk__in=FOLDED)[start : start + ON_A_PAGE + 1])
    lines = _lines(rows[:ON_A_PAGE], copies_of(row.pk for row in rows[:ON_A_PAGE]))
    return Lines(lines, page, has_more=len(rows) > ON_A_PAGE)


def newest_ids(kind: Kind, after: tuple[datetime, str] | None, limit: int) -> tuple[tuple[str, datetime], ...]:
    """Return the ids of dispatches of a kind, each with its instant, newest first.

    Args:
        kind: which.
        after: an instant and an id: only what stands behind them in that order; None: from the start.
        limit: at most so many.
    """
    rows = store.ON_RECORD.filter(_FILTERS[kind])
    if after is not None:
        rows = rows.filter(Q(instant__lt=after[0]) | Q(instant=after[0], pk__lt=after[1]))
    return tuple(rows.values_list("pk", "instant")[:limit])


def listed(ids: list[str], page: int, *, has_more: bool) -> Lines:
    """Return a page of the list out of ids that the index gave, in their order; what is not on record is left out."""
    rows = store.ON_RECORD.in_bulk(ids)
    return Lines(_lines([rows[each] for each in ids if each in rows], {}), page, has_more=has_more)


def page_number(asked: str) -> int:
    """Return the page that an address asks for, the first where it asks for none."""
    return min(max(1, int(asked)), 1_000_000) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1


def count_kinds() -> tuple[tuple[Kind, int], ...]:
    """Return how many dispatches each kind has."""
    asked = {kind.name: Count("pk", filter=_FILTERS[kind]) for kind in Kind if kind is not Kind.ALL}
    counted = store.ON_RECORD.aggregate(ALL=Count("pk"), **asked)
    return tuple((kind, counted[kind.name]) for kind in Kind)


def last_change() -> int:
    """Return the number of the newest change of the record; 0 before the first."""
    return Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def count_come_in(since: int) -> int:
    """Return how many dispatches have come in after a change and still stand."""
    come = Change.objects.filter(seq__gt=since, kind="added").values("dispatch")
    return store.ON_RECORD.filter(pk__in=come).count()


def come_in(since: int, ids: Iterable[str]) -> frozenset[str]:
    """Return those dispatches that have come in after a change."""
    come = Change.objects.filter(seq__gt=since, kind="added", dispatch__in=tuple(ids))
    return frozenset(come.values_list("dispatch", flat=True))


def count_examples() -> int:
    """Return how many invented examples are on the desk."""
    return store.ON_RECORD.filter(example=True).count()


def dispatch(key: str) -> Kept | None:
    """Return a dispatch on record, None where there is none of that id."""
    row = store.ON_RECORD.filter(pk=key).first()
    return _kept(row, readings_of([row])[row.pk]) if row else None


def dispatches(ids: Iterable[str]) -> dict[str, Kept]:
    """Return dispatches on record by their ids, all asked for at once; what is not on record is left out."""
    rows = list(store.ON_RECORD.filter(pk__in=set(ids)))
    readings = readings_of(rows)
    return {row.pk: _kept(row, readings[row.pk]) for row in rows}


def read_again(ids: Iterable[str]) -> dict[str, Reading]:
    """Return the readings of dispatches by their ids; what is not on record is left out."""
    return readings_of(store.ON_RECORD.filter(pk__in=set(ids)))


def dispatches_of(speaker: str) -> tuple[Kept, ...]:
    """Return the dispatches in which a speaker speaks, oldest first; of copies the first."""
    keys = SaidRow.objects.filter(speaker_key=speaker).values_list("dispatch", flat=True)
    everywhere = list(store.ON_RECORD.filter(pk__in=keys).order_by("instant", "id"))
    folded = set(FOLDED.values_list("dispatch", flat=True))
    # Who speaks only in what a copy adds is not lost.
    rows = [row for row in everywhere if row.pk not in folded] or everywhere
    readings = readings_of(rows)
    return tuple(_kept(row, readings[row.pk]) for row in rows)


def speakers() -> tuple[Named, ...]:
    """Return who speaks on this desk, those with most statements first; what copies repeat is counted once."""
    said = SaidRow.objects.exclude(speaker_key="")
    once = {named.key: named for named in _counted(said.exclude(dispatch__in=FOLDED))}
    # Who speaks only in what a copy adds is not lost.
    found = [once.get(named.key, named) for named in _counted(said)]
    return tuple(sorted(found, key=lambda named: (-named.statements, named.key)))


def _counted(said: QuerySet[SaidRow]) -> tuple[Named, ...]:
    rows = said.values("speaker_key").annotate(
        said=Count("pk"),
        denied=Count("pk", filter=Q(stance=Stance.DENIES)),
        name=Max("speaker_name"),
        of=Max("side"),
    )
    return tuple(Named(row["speaker_key"], row["name"], row["of"], row["said"], row["denied"]) for row in rows)


def count_unknown() -> int:
    """Return how many statements have an unknown speaker."""
    return SaidRow.objects.filter(speaker_key="").count()


def hits(asked: str, article: Article) -> tuple[tuple[int, int], ...]:
    """Return where what was searched stands in an article: half-open characters, in order."""
    found = matches(article.text, parse(asked), article.language) if asked.strip() else ()
    return tuple((span.start, span.end) for span in found)


def add(dispatches: list[Dispatch], *, again: bool = False) -> tuple[Added, ...]:
    """Put dispatches on the record; ``again``: those too that were taken off the desk."""
    return tuple(put(dispatches, Capture(at=timezone.now(), again=again)))


def remove_examples() -> None:
    """Take the invented examples off the desk."""
    store.remove_examples(timezone.now())


def _kept(row: Row, reading: Reading) -> Kept:
    return Kept(
        id=row.pk,
        reading=reading,
        captured=row.seen or row.captured,
        digest=row.digest,
        outlet=row.given_outlet,
        url=row.given_url,
        versions=row.number,
    )


def _lines(rows: list[Row], folded: dict[str, tuple[Copy, ...]]) -> tuple[Line, ...]:
    readings, ties = readings_of(rows), ties_by_dispatch(row.pk for row in rows)
    return tuple(_line(row, readings[row.pk], folded.get(row.pk, ()), ties.get(row.pk, ())) for row in rows)


def _line(row: Row, reading: Reading, copies: tuple[Copy, ...], ties: tuple[CrossLink, ...]) -> Line:
    article = reading.article
    return Line(
        id=row.pk,
        captured=row.captured,
        is_ahead=(store.instant_of(article.published if article else None) or row.captured) > row.captured,
        versions=row.number,
        headline=article.headline if article else row.name,
        teaser=article.teaser if article else "",
        language=article.language if article else None,
        outlet=(article.outlet if article else None) or row.given_outlet,
        agency=article.agency if article else None,
        published=article.published if article else None,
        tally=tally_of(reading, ties),
        troubles=reading.troubles,
        copies=copies,
    )
