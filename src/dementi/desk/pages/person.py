# SPDX-License-Identifier: Apache-2.0
"""One speaker's record: every statement in the order of time, with what answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.pages import queries, utterances
from dementi.desk.pages.days import heading, moment, month
from dementi.desk.pages.frame import show
from dementi.desk.pages.utterances import Utterance
from dementi.record import Relation, Stance

__all__ = ["person"]

ISO_MONTH = 7


@dataclass(frozen=True, slots=True)
class Tally:
    """A line of the card: words and how often."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Term:
    """Statements in a row that were made in the same role."""

    role: str
    lang: str
    entries: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The statements of a month."""

    name: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page."""

    name: str
    side: str
    deck: str
    months: tuple[Month, ...]
    roles: tuple[Tally, ...]
    names: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    answers: tuple[Tally, ...]
    export_url: str


@require_safe
def person(request: HttpRequest, speaker: str) -> HttpResponse:
    """Show one speaker."""
    found = utterances.of_speaker(queries.dispatches_of(speaker), lambda s: queries.speaker_key(s) == speaker)
    if not found:
        raise Http404
    name = Counter(each.name for each in found).most_common(1)[0][0]
    page = Page(
        name=name,
        side=next((each.side for each in reversed(found) if each.side), ""),
        deck=_deck(found),
        months=tuple(_months(found)),
        roles=_counted(each.role for each in found),
        names=_counted(_written(each.mention or each.name) for each in found),
        kinds=tuple(_kinds(found)),
        answers=tuple(_answers(found)),
        export_url=reverse("person-export", args=[speaker]),
    )
    return show(request, "person", page, title=name, room="people")


def _deck(found: tuple[Utterance, ...]) -> str:
    count = ngettext("%(count)s statement on record", "%(count)s statements on record", len(found))
    days = [moment(each.order) for each in found if each.order]
    known = [str(day.day) for day in days if day]
    said = count % {"count": len(found)}
    if not known:
        return gettext("%(count)s; no day is known.") % {"count": said}
    if known[0] == known[-1]:
        return gettext("%(count)s, %(day)s.") % {"count": said, "day": known[0]}
    return gettext("%(count)s, from %(first)s to %(last)s, in the order in which they were said.") % {
        "count": said,
        "first": known[0],
        "last": known[-1],
    }


def _months(found: Iterable[Utterance]) -> Iterable[Month]:
    for name, group in groupby(found, key=_month):
        terms = (
            Term(role, entries[0].lang, entries)
            for role, entries in ((role, tuple(same)) for role, same in groupby(group, key=lambda each: each.role))
        )
        yield Month(name, tuple(terms))


def _month(each: Utterance) -> str:
    if len(each.order) < ISO_MONTH:
        return each.order or gettext("Day unknown")
    return heading(month(date.fromisoformat(f"{each.order[:ISO_MONTH]}-01")))


def _written(name: str) -> str:
    """Return a name as written, whatever its apostrophe and whether it opened a sentence."""
    return heading(name.replace("'", "’"))


def _counted(words: Iterable[str]) -> tuple[Tally, ...]:
    return tuple(Tally(text, count) for text, count in Counter(word for word in words if word).most_common())


def _kinds(found: tuple[Utterance, ...]) -> Iterable[Tally]:
    yield Tally(gettext("Statements"), len(found))
    for name, stance in ((gettext("Denials"), Stance.DENIES), (gettext("Confirmations"), Stance.CONFIRMS)):
        count = sum(each.stance is stance for each in found)
        if count:
            yield Tally(name, count)
    figures = sum(each.has_figure for each in found)
    if figures:
        yield Tally(gettext("With a figure"), figures)


def _answers(found: tuple[Utterance, ...]) -> Iterable[Tally]:
    denying = sum(any(r.relation is Relation.DENIES and r.is_own for r in each.replies) for each in found)
    denied = sum(any(r.relation is Relation.DENIES and not r.is_own for r in each.replies) for each in found)
    unanswered = sum(all(r.relation is None for r in each.replies) for each in found)
    for name, count in (
        (gettext("Denies others"), denying),
        (gettext("Denied by others"), denied),
        (gettext("No answer"), unanswered),
    ):
        if count:
            yield Tally(name, count)
