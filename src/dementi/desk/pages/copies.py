# SPDX-License-Identifier: Apache-2.0
"""Which copies of a dispatch are on record, and in what does each differ? For the fold under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from dementi.desk.matters.decided import COPIES
from dementi.desk.matters.models import Member
from dementi.desk.pages.days import moment, short_day
from dementi.desk.pages.wording import outlet_of
from dementi.desk.record import store
from dementi.desk.record.models import Dispatch
from dementi.desk.record.written import read_back
from dementi.record import Article

__all__ = ["FOLDED", "Copy", "copies_of", "group_of"]

#: The dispatches that stand under an earlier one of which they are copies.
FOLDED = Member.objects.filter(kind=COPIES, place__gt=0).values("dispatch")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: its address, its outlet, its hour ("" where not known) and day, in what it differs."""

    url: str
    outlet: str
    hour: str
    day: str
    difference: str


def copies_of(dispatches: Iterable[str]) -> dict[str, tuple[Copy, ...]]:
    """Return the copies folded under each of the dispatches that has some, in the order of time."""
    firsts = dict(
        Member.objects.filter(kind=COPIES, place=0, dispatch__in=list(dispatches)).values_list("group", "dispatch")
    )
    members = Member.objects.filter(group__in=firsts).order_by("group", "place").values_list("group", "dispatch")
    rows = store.ON_RECORD.in_bulk([dispatch for _, dispatch in members])
    groups: dict[str, list[Dispatch]] = defaultdict(list)
    for group, dispatch in members:
        if dispatch in rows:
            groups[firsts[group]].append(rows[dispatch])
    return {first: _folded(found) for first, found in groups.items()}


def group_of(dispatch: str) -> tuple[Copy, ...]:
    """Return the other dispatches that carry the same text, earlier and later ones."""
    member = Member.objects.filter(kind=COPIES, dispatch=dispatch).first()
    if member is None:
        return ()
    others = Member.objects.filter(group=member.group_id).order_by("place").values_list("dispatch", flat=True)
    rows = store.ON_RECORD.in_bulk(list(others))
    here = rows.get(dispatch)
    return tuple(_copy(here, rows[each]) for each in others if here and each in rows and each != dispatch)


def _folded(rows: list[Dispatch]) -> tuple[Copy, ...]:
    return tuple(_copy(rows[0], row) for row in rows[1:])


def _copy(first: Dispatch, row: Dispatch) -> Copy:
    article, other = read_back(first.reading).article, read_back(row.reading).article
    published = moment(other.published if other else None)
    return Copy(
        url=reverse("article", args=[row.pk]),
        outlet=outlet_of(other, row.given_outlet),
        hour=(published.hour or "") if published else "",
        day=short_day(other.published[:10]) if other and other.published else "",
        difference=_difference(article, other) if article and other else "",
    )


def _difference(first: Article, other: Article) -> str:
    """Return in what a copy differs, by its headline and its paragraphs as they stand."""
    if first.text == other.text:
        return gettext("the same")
    here = [span.exact for span in first.paragraphs]
    there = [span.exact for span in other.paragraphs]
    if here == there:
        return gettext("another headline")
    fewer, more = len(set(here) - set(there)), len(set(there) - set(here))
    if not more:
        return ngettext("%(count)s paragraph absent", "%(count)s paragraphs absent", fewer) % {"count": fewer}
    if not fewer:
        return ngettext("%(count)s paragraph more", "%(count)s paragraphs more", more) % {"count": more}
    return gettext("edited")
