# SPDX-License-Identifier: Apache-2.0
"""How does what is on record become an answer? Lines of dispatches and statements, with the addresses of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from dementi.contract import as_object, matters_as_object
from dementi.desk.matters.decided import COPIES, STORY
from dementi.desk.matters.models import Member
from dementi.desk.pages import queries, wording
from dementi.desk.pages.queries import Line
from dementi.messages import LANGUAGES
from dementi.record import CrossLink, Matters, Reading, Told, Trouble

__all__ = ["UNIT", "Shown", "address", "links_shown", "reading_shown", "statements_of", "troubles_shown"]

#: What the offsets of every span count.
UNIT = "code points"

Object = dict[str, Any]


def address(request: HttpRequest, name: str, *parts: object) -> str:
    """Return the whole address of a page of the desk."""
    return request.build_absolute_uri(reverse(name, args=[str(part) for part in parts]))


def reading_shown(reading: Reading) -> Object:
    """Return a reading as the contract writes it, its troubles in the reader's language."""
    return dict(as_object(reading, get_language() or LANGUAGES[0]))


def troubles_shown(troubles: Iterable[Trouble]) -> list[Object]:
    """Return troubles in the reader's language."""
    return [{"stage": each.stage, "message": wording.say_trouble(each)} for each in troubles]


def links_shown(links: Iterable[CrossLink]) -> list[Object]:
    """Return links as the contract writes them, with what they deny and how late they come."""
    return list(matters_as_object(Matters(links=tuple(links)), more=True)["links"])


def statements_of(reading: Reading) -> dict[str, Object]:
    """Return the statements of a reading as the contract writes them, by their ids, in reading order."""
    return {each["id"]: each for each in as_object(reading)["statements"]}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown in answer to a request."""

    request: HttpRequest

    def dispatches(self, ids: Sequence[str]) -> list[Object]:
        """Return dispatches as lines, in the order of their ids; what is not on record is left out."""
        lines = queries.listed(list(ids), 1, has_more=False).lines
        stories, firsts = _groups(ids)
        return [self._line(line, stories, firsts) for line in lines]

    def statements(self, told: Sequence[Told]) -> list[Object]:
        """Return statements as lines, in the order given; what is not on record is left out."""
        readings = queries.read_again(each.dispatch for each in told)
        written = {key: statements_of(reading) for key, reading in readings.items()}
        return [
            self.statement(readings[each.dispatch], written[each.dispatch][each.statement])
            for each in told
            if each.statement in written.get(each.dispatch, {})
        ]

    def statement(self, reading: Reading, written: Object) -> Object:
        """Return a statement as a line, with what tells its dispatch."""
        article = reading.article
        return {
            "dispatch": reading.id,
            "headline": article.headline if article else None,
            "outlet": article.outlet if article else None,
            "published": article.published if article else None,
            "url": address(self.request, "statement", reading.id, written["id"]),
            "statement": written,
        }

    def _line(self, line: Line, stories: Mapping[str, str], firsts: Mapping[str, str]) -> Object:
        same = ("id", "headline", "teaser", "language", "outlet", "agency", "published", "captured", "versions")
        return {
            **{name: getattr(line, name) for name in same},
            "url": address(self.request, "article", line.id),
            "statements": line.tally.statements,
            "figures": line.tally.figures,
            "contested": line.tally.contested,
            "story": stories.get(line.id),
            "copy_of": firsts.get(line.id),
            "troubles": troubles_shown(line.troubles),
        }


def _groups(ids: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the story of each dispatch that is of one, and of each copy the earliest dispatch that has its text."""
    rows = list(Member.objects.filter(dispatch__in=ids).values_list("kind", "dispatch", "group", "place"))
    stories = {dispatch: group for kind, dispatch, group, _ in rows if kind == STORY}
    copies = {dispatch: group for kind, dispatch, group, place in rows if kind == COPIES and place}
    firsts = dict(
        Member.objects.filter(kind=COPIES, place=0, group__in=copies.values()).values_list("group", "dispatch")
    )
    return stories, {dispatch: firsts[group] for dispatch, group in copies.items() if group in firsts}
