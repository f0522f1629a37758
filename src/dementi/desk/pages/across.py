# SPDX-License-Identifier: Apache-2.0
"""What do other dispatches on record answer to the statements of one? For its margin, each with its own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from dementi.desk.matters.ties import ties_of
from dementi.desk.pages import queries, wording
from dementi.desk.pages.days import moment, short_day
from dementi.desk.pages.margins import Reply, answered_by, why_of
from dementi.desk.pages.marks import marks_of
from dementi.desk.pages.quotes import quote_statement
from dementi.desk.pages.reach import say_scope
from dementi.record import CrossLink, Reading, Relation, Statement

__all__ = ["Answer", "answers_across", "replies_across"]

SIGNS = {Relation.DENIES: "met", Relation.CONFIRMS: "same", Relation.DIVERGES: "num"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is tied to a statement in another dispatch; ``is_own``: it is the statement here that answers."""

    reply: Reply
    relation: Relation
    is_own: bool


def replies_across(reading: Reading, ties: Iterable[CrossLink]) -> dict[str, tuple[Reply, ...]]:
    """Return what answers each statement of a dispatch in others, and what it answers there, by the statement's id.

    Args:
        reading: the dispatch's.
        ties: its links with others.
    """
    return {each: tuple(answer.reply for answer in found) for each, found in answers_across(reading, ties).items()}


def answers_across(reading: Reading, known: Iterable[CrossLink] | None = None) -> dict[str, tuple[Answer, ...]]:
    """Return the same with how each is tied; ``known`` None: its links with others are asked for."""
    ties = ties_of(reading.id) if known is None else tuple(known)
    ends = {link: link.target if link.source.dispatch == reading.id else link.source for link in ties}
    others = queries.read_again(end.dispatch for end in ends.values())
    found: dict[str, list[Answer]] = defaultdict(list)
    for link, end in ends.items():
        other = others.get(end.dispatch)
        is_own = link.source.dispatch == reading.id
        reply = _reply(link, other, end.statement, is_own=is_own) if other else None
        if reply:
            here = link.source if is_own else link.target
            found[here.statement].append(Answer(reply, link.relation, is_own))
    return {statement: tuple(answers) for statement, answers in found.items()}


def _reply(link: CrossLink, other: Reading, wanted: str, *, is_own: bool) -> Reply | None:
    article = other.article
    marks = marks_of(article.text, other.findings.statements) if article else ()
    mark = next((each for each in marks if each.statement.id == wanted), None)
    if article is None or mark is None:
        return None
    return Reply(
        sign=SIGNS[link.relation],
        label=_label(link.relation, mark.statement, other, is_own=is_own),
        quote=quote_statement(article.text, mark),
        why=why_of(link) if is_own else None,
        url=f"{reverse('article', args=[other.id])}#m{mark.number}",
        place=_place(other, mark.statement),
        scope=say_scope(link.scope),
    )


def _label(relation: Relation, statement: Statement, other: Reading, *, is_own: bool) -> str:
    if relation is Relation.DIVERGES:
        return gettext("Diverging figure")
    name = wording.name_in_a_sentence(statement, other.findings.statements)
    if not is_own:
        return answered_by(relation, name)
    words = gettext("Denies %(speaker)s") if relation is Relation.DENIES else gettext("Confirms %(speaker)s")
    return words % {"speaker": name}


def _place(other: Reading, statement: Statement) -> str:
    """Return "Orsanne-Presse, mardi 10 mars": the outlet, and the day said or published as far as known."""
    article = other.article
    outlet = wording.outlet_of(article)
    said = statement.said.date if statement.said else None
    if said:
        return pgettext("outlet and day said", "%(outlet)s, said on %(day)s") % {
            "outlet": outlet,
            "day": short_day(said),
        }
    published = moment(article.published if article else None)
    return f"{outlet}, {published.day}" if published else outlet
