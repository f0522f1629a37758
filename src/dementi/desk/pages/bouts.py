# SPDX-License-Identifier: Apache-2.0
"""Who affirms what in a story, and what answers it? Claims with the same answers side by side with them, in their own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from dementi.desk.pages.days import heading, short_day
from dementi.desk.pages.margins import Why, why_of
from dementi.desk.pages.marks import Mark, marks_of
from dementi.desk.pages.quotes import Piece, quote_statement
from dementi.desk.pages.reach import say_delay, say_reticence, say_scope
from dementi.desk.pages.wording import outlet_of
from dementi.links import reticence_of
from dementi.record import CrossLink, Reading, Relation, Stance, Statement, Told

__all__ = ["Bout", "Voice", "bouts_of", "left_open_in", "unanswered_of"]

SIGNS = {Relation.DENIES: "»«", Relation.CONFIRMS: "=", Relation.DIVERGES: "≠"}
NO_ANSWER = "«   »"
#: Characters of the narrator's words that tell of a silence, at most.
LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A statement in a face-à-face: its words, who says them, when, where they stand, and why it is here.

    Attributes:
        order: the ISO date by which it is ordered: said, else published; "": neither is known.
        when: the day said, or published, in words.
        scope: of a denial, what it denies, in words; "": it is none.
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
    scope: str = ""


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
            [answers[target, relation][source].delay for target in targets for source in sources],
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


def left_open_in(readings: Sequence[Reading]) -> tuple[Bout, ...]:
    """Return what somebody was asked and did not answer in a story: neither confirmed nor denied, no answer, no comment.

    It stands beside no claim: nobody says which one was put to him.
    """
    found = [
        Bout(None, NO_ANSWER, say_reticence(kind), "", (), (_reticent(reading, statement),))
        for reading in readings
        if reading.article
        for statement in reading.findings.statements
        if (kind := reticence_of(statement, reading.article))
    ]
    return tuple(sorted(found, key=lambda bout: (not bout.answers[0].order, bout.answers[0].order)))


def _reticent(reading: Reading, statement: Statement) -> Voice:
    # The words are the narrator's: who was asked says nothing.
    article, spans = reading.article, [span for span in (statement.source, statement.cue, *statement.content) if span]
    text = article.text if article else ""
    words = text[min(span.start for span in spans) : max(span.end for span in spans)]
    told = Piece(words if "\n" not in words and len(words) <= LONGEST else spans[0].exact, "context")
    said, published = statement.said.date if statement.said else None, (article.published or "")[:10] if article else ""
    return Voice(
        quote=(told,),
        lang=(article.language if article else None) or "",
        name=heading(statement.speaker.name) if statement.speaker else gettext("Unknown speaker"),
        role=(statement.speaker.role if statement.speaker else None) or "",
        url=reverse("article", args=[reading.id]),
        place=outlet_of(article),
        when=gettext("Said on %(day)s") % {"day": short_day(said)} if said else _published(published),
        order=said or published,
    )


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
            scope=say_scope(link.scope) if link else "",
        )


def _published(day: str) -> str:
    if not day:
        return gettext("Day unknown")
    return gettext("Day not told, published on %(day)s") % {"day": short_day(day)}


def _bout(
    relation: Relation, claims: tuple[Voice, ...], answers: tuple[Voice, ...], delays: Iterable[int | None]
) -> Bout:
    labels: Mapping[Relation, str] = {
        Relation.DENIES: gettext("denied by"),
        Relation.CONFIRMS: gettext("confirmed by"),
        Relation.DIVERGES: gettext("diverging figure"),
    }
    note = "" if relation is Relation.DIVERGES else say_delay(delays)
    return Bout(relation, SIGNS[relation], labels[relation], note, claims, answers)
