# SPDX-License-Identifier: Apache-2.0
"""One statement as the public site shows it: whose, which words, when, where they stand, what answers it, what notes stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from dementi.desk.matters.ties import ties_by_dispatch
from dementi.desk.notes.store import Note
from dementi.desk.pages import wording
from dementi.desk.pages.across import SIGNS
from dementi.desk.pages.beside import Beside, beside_of
from dementi.desk.pages.days import heading, moment, moment_of, short_day
from dementi.desk.pages.margins import answered_by
from dementi.desk.pages.marks import Mark, marks_of
from dementi.desk.pages.queries import speaker_key
from dementi.desk.pages.quotes import Piece, quote_statement
from dementi.desk.public import shelf
from dementi.desk.public.shelf import Open
from dementi.matters import links_inside
from dementi.record import CrossLink, Relation, Statement, Told

__all__ = ["Answer", "Said", "Source", "Tombstone", "said_in", "source_of", "tombstone_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where words come from: the dispatch's page here, its headline, outlet, when published, the original ("": no address known)."""

    url: str
    headline: str
    lang: str
    outlet: str
    iso: str
    when: str
    original: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a statement, or what it answers: how, in whose words, under which address, in which outlet."""

    sign: str
    label: str
    quote: tuple[Piece, ...]
    lang: str
    url: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement; ``speaker`` "": nobody is named; ``iso`` "": the day is not told; ``is_cut``: only its first sentences are shown."""

    id: str
    url: str
    order: str
    name: str
    speaker: str
    speaker_url: str
    role: str
    iso: str
    day: str
    notes: str
    quote: tuple[Piece, ...]
    lang: str
    is_cut: bool
    answers: tuple[Answer, ...]
    beside: tuple[Beside, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What was taken off the public site: when, and on whose request ("": not told)."""

    when: str
    iso: str
    who: str


def source_of(opened: Open) -> Source:
    """Return where the words of a dispatch come from."""
    article = opened.article
    published = moment(article.published)
    return Source(
        url=reverse("public-dispatch", args=[opened.id]),
        headline=opened.excerpt.headline
        or (gettext("(headline taken off)") if article.headline else gettext("(no headline)")),
        lang=(article.language or "") if opened.excerpt.headline else "",
        outlet=opened.outlet or gettext("outlet unknown"),
        iso=published.iso if published else "",
        when=str(published) if published else gettext("publication date unknown"),
        original=opened.url,
    )


def said_in(dispatches: Iterable[Open]) -> tuple[Said, ...]:
    """Return the statements of some dispatches whose words may be shown, in the order of the text."""
    held = tuple(dispatches)
    links = _links(held)
    ends = {end.dispatch for each in links.values() for link in each for end in (link.source, link.target)}
    stage = {each.id: each for each in held} | shelf.of(ends.difference(each.id for each in held))
    marks = {each.id: _marks(each) for each in stage.values()}
    return tuple(
        _said(opened, mark, tuple(_answers(Told(opened.id, mark.statement.id), links[opened.id], stage, marks)))
        for opened in held
        for mark in marks[opened.id].values()
    )


def tombstone_of(note: Note) -> Tombstone:
    """Return what the public is told of something that was taken off."""
    when = moment_of(note.at)
    return Tombstone(when.day, when.iso, note.who)


def _marks(opened: Open) -> dict[str, Mark]:
    found = marks_of(opened.article.text, opened.excerpt.reading.findings.statements)
    return {mark.statement.id: mark for mark in found}


def _links(held: tuple[Open, ...]) -> dict[str, tuple[CrossLink, ...]]:
    across = ties_by_dispatch(each.id for each in held)
    return {each.id: (*links_inside(each.excerpt.reading), *across.get(each.id, ())) for each in held}


def _said(opened: Open, mark: Mark, answers: tuple[Answer, ...]) -> Said:
    statement, speaker = mark.statement, mark.statement.speaker
    said = statement.said.date if statement.said else None
    return Said(
        id=statement.id,
        url=reverse("public-statement", args=[opened.id, statement.id]),
        order=said or (opened.article.published or "")[:10],
        name=heading(speaker.name) if speaker else gettext("Unknown speaker"),
        speaker=speaker_key(speaker) if speaker else "",
        speaker_url=reverse("public-person", args=[speaker_key(speaker)]) if speaker else "",
        role=(speaker.role if speaker else None) or "",
        iso=said or "",
        day=heading(short_day(said)) if said else gettext("Day unknown"),
        notes=heading(", ".join(_notes(statement))),
        quote=quote_statement(opened.article.text, mark),
        lang=opened.article.language or "",
        is_cut=statement.id in opened.excerpt.cut,
        answers=answers,
        beside=tuple(beside_of(note) for note in opened.notes.of(statement)),
        source=source_of(opened),
    )


def _notes(statement: Statement) -> Iterator[str]:
    words = (
        wording.say_type(statement),
        wording.say_stance(statement.stance),
        wording.say_modality(statement.modality),
    )
    yield from (word for word in words if word)


def _answers(
    here: Told, links: tuple[CrossLink, ...], stage: Mapping[str, Open], marks: Mapping[str, Mapping[str, Mark]]
) -> Iterator[Answer]:
    for link in links:
        if here in {link.source, link.target} and link.relation is not Relation.DIVERGES:
            is_own = link.source == here
            end = link.target if is_own else link.source
            opened = stage.get(end.dispatch)
            mark = marks.get(end.dispatch, {}).get(end.statement)
            if opened and mark:
                yield _answer(link, opened, mark, is_own=is_own)


def _answer(link: CrossLink, opened: Open, mark: Mark, *, is_own: bool) -> Answer:
    name = wording.name_in_a_sentence(mark.statement, opened.excerpt.reading.findings.statements)
    if is_own:
        words = gettext("Denies %(speaker)s") if link.relation is Relation.DENIES else gettext("Confirms %(speaker)s")
        label = words % {"speaker": name}
    else:
        label = answered_by(link.relation, name)
    return Answer(
        sign=SIGNS[link.relation],
        label=label,
        quote=quote_statement(opened.article.text, mark),
        lang=opened.article.language or "",
        url=reverse("public-statement", args=[opened.id, mark.statement.id]),
        place=opened.outlet or gettext("outlet unknown"),
    )
