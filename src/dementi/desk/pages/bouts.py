# SPDX-License-Identifier: Apache-2.0
"""Who affirms what in a story, and what answers it? Claims with the same answers side by side with them, in their own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from dementi.desk.pages.days import heading, short_day
from dementi.desk.pages.margins import Why, why_of
from dementi.desk.pages.marks import Mark, marks_of
from dementi.desk.pages.quotes import Piece, quote_statement
from dementi.desk.pages.wording import outlet_of
from dementi.record import CrossLink, Reading, Relation, Stance, Told

__all__ = ["Bout", "Voice", "bouts_of", "unanswered_of"]

SIGNS = {Relation.DENIES: "»«", Relation.CONFIRMS: "=", Relation.DIVERGES: "≠"}
NO_ANSWER = "«   »"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A statement in a face-à-face: its words, who says them, when, where they stand, and why it is here.

    Attributes:
        order: the ISO date by which it is ordered: said, else published; "": neither is known.
        when: the day said, or published, in words.
    """

    quote: tuple[Piece, ...]
    lang: str
    name: str
    role: str
    url: str
    place: str
    when: str
    order: str
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Bout:
    """Claims, and what answers them; ``sign`` and ``label`` say how; ``relation`` None, no answers: nobody has."""

    relation: Relation | None
    sign: str
    label: str
    note: str
    claims: tuple[Voice, ...]
    answers: tuple[Voice, ...]


def bouts_of(readings: Sequence[Reading], links: Iterable[CrossLink]) -> tuple[Bout, ...]:
    """Return what is answered in a story, the earliest claim first.

    Args:
        readings: of the story's dispatches.
        links: within them and between them.
    """
    stage = _Stage(readings)
    answers: dict[tuple[Told, Relation], dict[Told, CrossLink]] = defaultdict(dict)
    for link in links:
        if stage.has(link.source) and stage.has(link.target):
            answers[link.target, link.relation].setdefault(link.source, link)
    # Claims with the very same answers are one claim told in several places.
    claims: dict[tuple[Relation, frozenset[Told]], list[Told]] = defaultdict(list)
    for (target, relation), found in answers.items():
        claims[relation, frozenset(found)].append(target)
    bouts = [
        _bout(
            relation,
            stage.voices((target, None) for target in targets),
            stage.voices((source, answers[targets[0], relation][source]) for source in sources),
        )
        for (relation, sources), targets in claims.items()
    ]
    return tuple(sorted(bouts, key=lambda bout: (not bout.claims[0].order, bout.claims[0].order, bout.claims[0].url)))


def unanswered_of(readings: Sequence[Reading], links: Iterable[CrossLink]) -> tuple[Bout, ...]:
    """Return what is affirmed in a story and answered nowhere in it, the earliest first."""
    stage = _Stage(readings)
    tied = {end for link in links for end in (link.source, link.target)}
    left = [
        (Told(reading.id, statement.id), None)
        for reading in readings
        for statement in reading.findings.statements
        if statement.stance is Stance.ASSERTS and Told(reading.id, statement.id) not in tied
    ]
    label = gettext("no answer on record")
    return tuple(Bout(None, NO_ANSWER, label, "", (voice,), ()) for voice in stage.voices(left))


class _Stage:
    """The statements of a story, each with its marks."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = {reading.id: reading for reading in readings}
        self._marks: dict[Told, Mark] = {
            Told(reading.id, mark.statement.id): mark
            for reading in readings
            if reading.article
            for mark in marks_of(reading.article.text, reading.findings.statements)
        }

    def has(self, told: Told) -> bool:
        return told in self._marks

    def voices(self, told: Iterable[tuple[Told, CrossLink | None]]) -> tuple[Voice, ...]:
        found = [self._voice(each, link) for each, link in told if self.has(each)]
        return tuple(sorted(found, key=lambda voice: (not voice.order, voice.order, voice.url)))

    def _voice(self, told: Told, link: CrossLink | None) -> Voice:
        mark, reading = self._marks[told], self._readings[told.dispatch]
        article, statement = reading.article, mark.statement
        published = (article.published or "")[:10] if article else ""
        said = statement.said.date if statement.said else None
        when = gettext("Said on %(day)s") % {"day": short_day(said)} if said else _published(published)
        return Voice(
            quote=quote_statement(article.text if article else "", mark),
            lang=(article.language if article else None) or "",
            name=heading(statement.speaker.name) if statement.speaker else gettext("Unknown speaker"),
            role=(statement.speaker.role if statement.speaker else None) or "",
            url=f"{reverse('article', args=[reading.id])}#m{mark.number}",
            place=outlet_of(article),
            when=when,
            order=said or published,
            why=why_of(link) if link else None,
        )


def _published(day: str) -> str:
    if not day:
        return gettext("Day unknown")
    return gettext("Day not told, published on %(day)s") % {"day": short_day(day)}


def _bout(relation: Relation, claims: tuple[Voice, ...], answers: tuple[Voice, ...]) -> Bout:
    labels: Mapping[Relation, str] = {
        Relation.DENIES: gettext("denied by"),
        Relation.CONFIRMS: gettext("confirmed by"),
        Relation.DIVERGES: gettext("diverging figure"),
    }
    return Bout(relation, SIGNS[relation], labels[relation], _delay(claims, answers), claims, answers)


def _delay(claims: tuple[Voice, ...], answers: tuple[Voice, ...]) -> str:
    """Return how long after the claim the first answer came, where both days are known."""
    try:
        claimed = min(date.fromisoformat(voice.order) for voice in claims if voice.order)
        answered = min(date.fromisoformat(voice.order) for voice in answers if voice.order)
    except ValueError:
        return ""
    days = (answered - claimed).days
    if days < 0:
        return ""
    if not days:
        return gettext("the same day")
    return ngettext("%(count)s day later", "%(count)s days later", days) % {"count": days}
