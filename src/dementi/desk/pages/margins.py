# SPDX-License-Identifier: Apache-2.0
"""What stands in the margins of a dispatch? Beside each statement who speaks, how, when; and what answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from dementi.desk.pages import wording
from dementi.desk.pages.days import short_day
from dementi.desk.pages.marks import Mark
from dementi.desk.pages.quotes import Piece, quote_statement
from dementi.desk.pages.reach import say_scope
from dementi.desk.pages.rules import say_rule
from dementi.record import Article, CrossLink, Figure, Link, Reading, Relation, Span, Stance, Statement

__all__ = ["Beside", "Margins", "Note", "Reply", "Row", "Voice", "Why", "answered_by", "why_of"]


@dataclass(frozen=True, slots=True)
class Note:
    """A word in a margin; ``written``: it stands in the dispatch; ``iso``: the date that it says."""

    text: str
    written: bool = False
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """The reason of a finding: its rule in plain words, the words it rests on, the words set aside."""

    rule: str
    found_by: str
    words: tuple[str, ...]
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks; ``name`` None: the article does not tell; ``url``: the speaker's page, "" where there is none."""

    name: str | None
    url: str
    role: str | None
    side: str | None
    notes: tuple[Note, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers a statement, or is answered by it.

    Attributes:
        sign: the sign of desk.css: met (a denial), same (a confirmation), num (diverging figures), none.
        label: the words that go with the sign.
        target: the other statement's number; None: there is none.
        led: the words before the link to the target.
        quote: the other's words.
        note: what the desk adds.
        why: the reason of the link.
        url: of the other's words where they stand in another dispatch; "": they stand in this one.
        place: the other dispatch, in words.
        scope: of a denial, what it denies, in words; "": it is none.
    """

    sign: str
    label: str
    target: int | None = None
    led: str = ""
    quote: tuple[Piece, ...] = ()
    note: str = ""
    why: Why | None = None
    url: str = ""
    place: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A statement: its number, its mark, who speaks, what answers, the address of its own page."""

    number: int
    label: str
    voice: Voice
    replies: tuple[Reply, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of statements beside their reading, by their ids.

    Attributes:
        across: what answers them in other dispatches.
        by_hand: what somebody has said of them.
    """

    across: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)
    by_hand: Mapping[str, str] = field(default_factory=dict)


class Margins:
    """The margins of one article: it knows which number each finding has."""

    def __init__(
        self,
        article: Article,
        reading: Reading,
        marks: Iterable[Mark],
        page_of: Callable[[Statement], str],
        beside: Beside,
    ) -> None:
        self.page_of = page_of
        self.beside = beside
        self.text = article.text
        self.marks = {mark.statement.id: mark for mark in marks}
        self.statements = {statement.id: statement for statement in reading.findings.statements}
        self.figures = {figure.id: figure for figure in reading.findings.figures}
        self.links = reading.links
        self.dispatch = reading.id

    def row(self, number: int, statement: Statement) -> Row:
        """Return what stands beside a statement."""
        kinds = (wording.say_type(statement), wording.say_stance(statement.stance))
        label = ", ".join(kind for kind in kinds if kind) or gettext("statement")
        return Row(number, label, self._voice(statement), tuple(self._replies(statement)), self._url(statement))

    def _url(self, statement: Statement) -> str:
        # What stands nowhere in the text has no page of its own.
        return reverse("statement", args=[self.dispatch, statement.id]) if statement.id in self.marks else ""

    def _voice(self, statement: Statement) -> Voice:
        speaker = statement.speaker
        why = Why(
            rule=say_rule(statement.found_by),
            found_by=statement.found_by,
            words=(statement.cue.exact,) if statement.cue else (),
            aside=tuple(self._aside(statement)),
        )
        notes = tuple(self._notes(statement))
        if speaker is None:
            return Voice(None, "", None, None, notes, why)
        return Voice(speaker.name, self.page_of(statement), speaker.role, speaker.side, notes, why)

    def _notes(self, statement: Statement) -> Iterable[Note]:
        if statement.cue and any(c.isalpha() for c in statement.cue.exact):
            yield Note(statement.cue.exact, written=True)
        has_figure = any(figure.statement == statement.id for figure in self.figures.values())
        for word in (
            wording.say_type(statement),
            wording.say_stance(statement.stance),
            wording.say_modality(statement.modality),
            gettext("figure") if has_figure else None,
        ):
            if word:
                yield Note(word)
        if statement.id in self.beside.by_hand:
            yield Note(self.beside.by_hand[statement.id])
        for span in (statement.medium, statement.addressee):
            if span:
                yield Note(span.exact, written=True)
        yield from _day(statement)

    def _aside(self, statement: Statement) -> Iterable[str]:
        # Between two pieces of one statement stand words that are not the speaker's, such as an editor's insertion.
        pieces = sorted(statement.content)
        for left, right in pairwise(pieces):
            between = self.text[left.end : right.start].strip()
            if between and "\n" not in between:
                yield between

    def _replies(self, statement: Statement) -> Iterable[Reply]:
        found = [reply for link in self.links for reply in self._reply(statement, link)]
        found.extend(self.beside.across.get(statement.id, ()))
        if not found:
            label = gettext("No answer on record")
            if statement.stance in {Stance.DENIES, Stance.CONFIRMS}:
                label = gettext("Not tied to another statement")
            found.append(Reply("none", label))
        return found

    def _reply(self, statement: Statement, link: Link) -> Iterable[Reply]:
        if link.relation is Relation.DIVERGES:
            yield from self._divergence(statement, link)
            return
        sign = "met" if link.relation is Relation.DENIES else "same"
        if link.target == statement.id and link.source in self.statements:
            other = self.statements[link.source]
            yield Reply(
                sign=sign,
                label=answered_by(link.relation, wording.name_in_a_sentence(other, self.statements.values())),
                target=self._number(other.id),
                quote=quote_statement(self.text, self.marks[other.id]) if other.id in self.marks else (),
                note=_when(statement, other),
                scope=say_scope(link.scope),
            )
        elif link.source == statement.id and link.target in self.statements:
            label = gettext("Denies") if link.relation is Relation.DENIES else gettext("Confirms")
            led = pgettext("before a statement and its number", " ")
            yield Reply(
                sign,
                label,
                target=self._number(link.target),
                led=led,
                why=why_of(link),
                scope=say_scope(link.scope),
            )

    def _divergence(self, statement: Statement, link: Link) -> Iterable[Reply]:
        ends = [self.figures[end] for end in (link.source, link.target) if end in self.figures]
        if len(ends) != 2:
            return
        for own, other in (ends, ends[::-1]):
            if own.statement != statement.id or other.statement == statement.id:
                continue
            yield Reply(
                sign="num",
                label=gettext("Diverging figure"),
                target=self._number(other.statement) if other.statement else None,
                led=gettext(": "),
                quote=_figures(own, other),
                note="" if other.statement else gettext("The other figure is the article’s own."),
                why=why_of(link),
            )

    def _number(self, statement_id: str) -> int | None:
        mark = self.marks.get(statement_id)
        return mark.number if mark else None


def answered_by(relation: Relation, name: str) -> str:
    """Return "Denied by the Pentagon"."""
    if relation is Relation.DENIES:
        return gettext("Denied by %(speaker)s") % {"speaker": name}
    return gettext("Confirmed by %(speaker)s") % {"speaker": name}


def _when(statement: Statement, other: Statement) -> str:
    here = statement.said.date if statement.said else None
    there = other.said.date if other.said else None
    if here and here == there:
        return gettext("The same day, in this dispatch,")
    if there:
        return gettext("On %(day)s, in this dispatch,") % {"day": short_day(there)}
    return gettext("In this dispatch,")


def _day(statement: Statement) -> Iterable[Note]:
    if statement.said is None:
        yield Note(gettext("day not told"))
    elif statement.said.date:
        yield Note(short_day(statement.said.date), iso=statement.said.date)
    else:
        yield Note(statement.said.words.exact, written=True)
        yield Note(gettext("date unknown"))


def _figures(own: Figure, other: Figure) -> tuple[Piece, ...]:
    return (
        Piece(own.words.exact, "figure"),
        Piece(gettext(" and "), "desk"),
        Piece(other.words.exact, "figure"),
    )


def why_of(link: Link | CrossLink) -> Why:
    """Return the reason of a link."""
    return Why(say_rule(link.found_by), link.found_by, tuple(_distinct(link.grounds)))


def _distinct(spans: Iterable[Span]) -> Iterable[str]:
    return dict.fromkeys(span.exact for span in spans)
