# SPDX-License-Identifier: Apache-2.0
"""What has one speaker said, in which dispatches, and what answers it? For the speaker's page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from dementi.desk.matters.ties import ties_by_dispatch
from dementi.desk.pages import wording
from dementi.desk.pages.across import Answer, answers_across
from dementi.desk.pages.days import heading, moment, short_day
from dementi.desk.pages.margins import Note
from dementi.desk.pages.marks import Mark, marks_of
from dementi.desk.pages.queries import Kept
from dementi.desk.pages.quotes import Piece, quote_statement
from dementi.desk.pages.reach import say_scope
from dementi.record import Article, CrossLink, Link, Relation, Speaker, Stance, Statement

__all__ = ["Tie", "Utterance", "of_speaker", "of_statement"]


@dataclass(frozen=True, slots=True)
class Tie:
    """What answers a statement, or what it answers.

    Attributes:
        is_own: it is this speaker who answers.
        url, place: of the other words where they stand in another dispatch; "": they stand in this one.
        scope: of a denial, what it denies, in words; "": it is none.
    """

    sign: str
    label: str
    who: str = ""
    quote: tuple[Piece, ...] = ()
    relation: Relation | None = None
    is_own: bool = False
    url: str = ""
    place: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A statement of one speaker.

    Attributes:
        order: the ISO date that it is placed by: the day said, else the day published; "": neither is known.
        iso: the day said; "": not told.
        day: the day said in words, or that it is not known.
        facts: published when, by whom.
        url: of the passage.
        permalink: of the statement's own page.
        name, mention, role, side: of the speaker, as this article has them; "": not known.
        lang: of the dispatch.
    """

    order: str
    iso: str
    day: str
    facts: tuple[str, ...]
    url: str
    permalink: str
    name: str
    mention: str
    role: str
    side: str
    lang: str
    stance: Stance
    has_figure: bool
    quote: tuple[Piece, ...]
    notes: tuple[Note, ...]
    replies: tuple[Tie, ...]


def of_speaker(dispatches: Iterable[Kept], is_wanted: Callable[[Speaker], bool]) -> tuple[Utterance, ...]:
    """Return a speaker's statements in the order of time; those whose day is not known stand last."""
    held = tuple(dispatches)
    ties = ties_by_dispatch(kept.id for kept in held)
    found = [each for kept in held for each in _in(kept, is_wanted, ties.get(kept.id, ()))]
    return tuple(sorted(found, key=lambda each: (not each.order, each.order)))


def of_statement(kept: Kept, statement: str) -> Utterance | None:
    """Return one statement of a dispatch; None where the dispatch has none of that id, or no words of it stand in the text."""
    article = kept.reading.article
    if article is None:
        return None
    marks = {mark.statement.id: mark for mark in marks_of(article.text, kept.reading.findings.statements)}
    mark = marks.get(statement)
    if mark is None:
        return None
    return _utterance(kept, article, mark, tuple(_ties(kept, article, mark, marks, answers_across(kept.reading))))


def _in(kept: Kept, is_wanted: Callable[[Speaker], bool], ties: Iterable[CrossLink]) -> Iterable[Utterance]:
    article = kept.reading.article
    if article is None:
        return
    marks = {mark.statement.id: mark for mark in marks_of(article.text, kept.reading.findings.statements)}
    across = answers_across(kept.reading, ties)
    for mark in marks.values():
        if mark.statement.speaker and is_wanted(mark.statement.speaker):
            yield _utterance(kept, article, mark, tuple(_ties(kept, article, mark, marks, across)))


def _utterance(kept: Kept, article: Article, mark: Mark, ties: tuple[Tie, ...]) -> Utterance:
    statement, speaker = mark.statement, mark.statement.speaker
    said = statement.said.date if statement.said else None
    published = moment(article.published)
    facts = []
    if not said and published:
        facts.append(gettext("published on %(day)s") % {"day": short_day((article.published or "")[:10])})
    if article.outlet or kept.outlet:
        facts.append(article.outlet or kept.outlet or "")
    return Utterance(
        order=said or (article.published or "")[:10],
        iso=said or "",
        day=heading(short_day(said)) if said else gettext("Day unknown"),
        facts=tuple(facts),
        url=f"{reverse('article', args=[kept.id])}#m{mark.number}",
        permalink=reverse("statement", args=[kept.id, statement.id]),
        name=speaker.name if speaker else "",
        mention=_mention(speaker, statement) if speaker else "",
        role=(speaker.role if speaker else None) or "",
        side=(speaker.side if speaker else None) or "",
        lang=article.language or "",
        stance=statement.stance,
        has_figure=any(figure.statement == statement.id for figure in kept.reading.findings.figures),
        quote=quote_statement(article.text, mark),
        notes=tuple(_notes(statement)),
        replies=ties or (Tie("none", gettext("No answer on record")),),
    )


def _mention(speaker: Speaker, statement: Statement) -> str:
    # "elle", "le porte-parole" are no names: what shares a word with the name is.
    mention = statement.source.exact if statement.source else ""
    words = {word.casefold() for word in re.findall(r"\w{3,}", mention)}
    return mention if words.intersection(re.findall(r"\w{3,}", speaker.name.casefold())) else ""


def _notes(statement: Statement) -> Iterable[Note]:
    words = (
        wording.say_type(statement),
        wording.say_stance(statement.stance),
        wording.say_modality(statement.modality),
    )
    for place, word in enumerate(word for word in words if word):
        yield Note(word if place else heading(word))
    if statement.cue and any(c.isalpha() for c in statement.cue.exact):
        yield Note(statement.cue.exact, written=True)


def _ties(
    kept: Kept, article: Article, mark: Mark, marks: dict[str, Mark], across: Mapping[str, tuple[Answer, ...]]
) -> Iterable[Tie]:
    for link in kept.reading.links:
        if link.relation is not Relation.DIVERGES and mark.statement.id in {link.source, link.target}:
            is_own = link.source == mark.statement.id
            other = marks.get(link.target if is_own else link.source)
            if other:
                yield _tie(link, article, other, kept.reading.findings.statements, is_own=is_own)
    for answer in across.get(mark.statement.id, ()):
        reply = answer.reply
        yield Tie(
            reply.sign,
            reply.label,
            quote=reply.quote,
            relation=answer.relation,
            is_own=answer.is_own,
            url=reply.url,
            place=reply.place,
            scope=reply.scope,
        )


def _tie(link: Link, article: Article, other: Mark, statements: tuple[Statement, ...], *, is_own: bool) -> Tie:
    denies = link.relation is Relation.DENIES
    if is_own:
        label = gettext("Denies") if denies else gettext("Confirms")
    else:
        label = gettext("Denied by") if denies else gettext("Confirmed by")
    who = wording.name_in_a_sentence(other.statement, statements)
    sign = "met" if denies else "same"
    quote = quote_statement(article.text, other)
    return Tie(sign, label, who, quote, link.relation, is_own, scope=say_scope(link.scope))
