# SPDX-License-Identifier: Apache-2.0
"""What did each source give for one counted thing of a story, in time? As written, corrected figures beside those before.

Figures of one day from different sides that cannot both be diverge; what was given on another day is another state of
things, and so is a figure of long ago that an article recalls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dementi.links.across import Reported
from dementi.links.parties import other_party
from dementi.links.tellers import counter_of, teller_of
from dementi.links.things import Thing, meet, thing_of
from dementi.links.words import fold, link_words
from dementi.record import CrossLink, Figure, Point, Relation, Series, Statement, Told

__all__ = ["find_diverging_across", "find_series"]

#: Days before the day of publication: what was counted earlier is no figure of this story.
_RECALLED = 45


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with what it counts, who gave it, and when; ``counter``: who counts it without a verb of saying."""

    reported: Reported
    figure: Figure
    thing: Thing
    statement: Statement | None
    day: str | None
    counter: str | None


def find_series(stories: Sequence[Sequence[str]], reported: Sequence[Reported]) -> tuple[Series, ...]:
    """Return the series of each story: what at least two articles or two sources counted, one of them a source.

    What only the narrator counts, as goals and stages of a race, makes none.

    Args:
        stories: the ids of the articles of each story.
        reported: the articles; one that is in no story, or not given, gives no point.
    """
    by_id = {r.id: r for r in reported}
    found = []
    for place, story in enumerate(stories):
        for told in _by_thing([by_id[name] for name in story if name in by_id]):
            several = len({(t.reported.id, _source(t)) for t in told}) > 1
            if several and any(_source(t) is not None for t in told):
                points = tuple(_point(t) for t in told)
                found.append(Series(story=place, counted=_counted(told), points=points))
    return tuple(found)


def find_diverging_across(stories: Sequence[Sequence[str]], reported: Sequence[Reported]) -> Iterator[CrossLink]:
    """Yield the links of statements in different articles that give, on one day, figures for one thing that cannot both be."""
    by_id = {r.id: r for r in reported}
    seen = set()
    for story in stories:
        for told in _by_thing([by_id[name] for name in story if name in by_id]):
            for k, later in enumerate(told):
                for earlier in told[:k]:
                    key = (Told(later.reported.id, _id(later)), Told(earlier.reported.id, _id(earlier)))
                    if _diverge(earlier, later) and key not in seen:
                        seen.add(key)
                        yield CrossLink(
                            relation=Relation.DIVERGES,
                            source=key[0],
                            target=key[1],
                            grounds=(later.figure.words,),
                            found_by="diverges.same_day",
                        )


def _diverge(one: _Told, other: _Told) -> bool:
    if one.reported.id == other.reported.id or one.statement is None or other.statement is None:
        return False
    known = one.day is not None and one.day == other.day
    words = link_words(one.reported.analysis.language)
    apart = other_party(one.statement, other.statement, words)
    named = one.statement.speaker is not None and other.statement.speaker is not None
    return known and named and apart and not meet(one.figure, other.figure)


def _by_thing(story: Sequence[Reported]) -> list[list[_Told]]:
    """Return the figures of a story by what they count, each group in time order; what is said twice alike, once."""
    groups: dict[Thing, dict[tuple[object, ...], _Told]] = {}
    for reported in story:
        words = link_words(reported.analysis.language)
        for figure in reported.findings.figures:
            thing = thing_of(reported.analysis, figure, words)
            if not thing.stems or _is_recalled(reported, figure):
                continue
            statement = teller_of(figure, reported.findings)
            counter = None if statement else counter_of(figure, reported.analysis)
            told = _Told(reported, figure, thing, statement, _day(reported, statement), counter)
            key = (reported.id, _source(told), figure.low, figure.high)
            groups.setdefault(thing, {}).setdefault(key, told)
    kept = [_without_echoes(group.values()) for group in groups.values()]
    ordered = [sorted(group, key=lambda t: (t.day is None, t.day or "")) for group in kept]
    return [group for group in ordered if len(group) > 1]


def _without_echoes(told: Collection[_Told]) -> list[_Told]:
    """Leave out the narrator's figures that a source of the same article gives: its headline says them again."""
    given = {(t.reported.id, t.figure.low, t.figure.high) for t in told if _source(t) is not None}
    return [t for t in told if _source(t) is not None or (t.reported.id, t.figure.low, t.figure.high) not in given]


def _is_recalled(reported: Reported, figure: Figure) -> bool:
    """Say whether the sentence of a figure speaks of a day long before: "l'attentat de 2015 avait fait 130 morts"."""
    published = _date(reported.article.published)
    if published is None:
        return False
    sentence = next((s for s in reported.analysis.sentences if s.start <= figure.words.start < s.end), None)
    for told in reported.findings.dates:
        inside = sentence is not None and sentence.start <= told.words.start < sentence.end
        if inside and told.value is not None and told.value[:4].isdigit():
            first = _date(told.value) or _date(f"{told.value[:7]}-28") or _date(f"{told.value[:4]}-12-31")
            if first is not None and (published - first).days > _RECALLED:
                return True
    return False


def _day(reported: Reported, statement: Statement | None) -> str | None:
    said = statement.said if statement is not None else None
    for told in (said.date if said is not None else None, reported.article.published):
        if _date(told) is not None and told is not None:
            return told[:10]
    return None


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _source(told: _Told) -> str | None:
    statement = told.statement
    if statement is None:
        return told.counter
    if statement.speaker is not None:
        return statement.speaker.name
    return statement.source.exact if statement.source is not None else None


def _id(told: _Told) -> str:
    return told.statement.id if told.statement is not None else ""


def _counted(told: Sequence[_Told]) -> str:
    """Return the first words for what is counted that say more than that it is people, with the unit."""
    words = link_words(told[0].reported.analysis.language)
    plain = [t for t in told if fold(t.figure.counted).rstrip("s") not in words.people_nouns]
    figure = (plain or list(told))[0].figure
    apart = figure.unit is not None and figure.unit not in figure.counted
    return f"{figure.unit} ({figure.counted})" if apart and figure.counted else figure.counted


def _point(told: _Told) -> Point:
    return Point(
        dispatch=told.reported.id,
        statement=told.statement.id if told.statement is not None else None,
        source=_source(told),
        date=told.day,
        low=told.figure.low,
        high=told.figure.high,
        words=told.figure.words,
    )
