# SPDX-License-Identifier: Apache-2.0
"""Which articles tell one story: one event or matter over days?

Streaming with a window of days and the mean link, as in topic detection and tracking (Allan, Papka and Lavrenko, "On-line new
event detection and tracking", 1998), over the words of the headlines and the names. The articles are taken by the day
published, so that the order of arrival does not count.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt

from dementi.stories.groups import apart_kept
from dementi.stories.piece import Decided, Piece, day_of, place_of
from dementi.stories.profile import Profile, profile_of
from dementi.stories.rarity import Rarity

__all__ = ["find_stories"]

WINDOW = 28
"""Days for which a story waits for its next article."""

UNKNOWN = 7
"""Days that are taken to lie between two articles where a day is not known: what is fetched together is mostly near."""

MEMBERS = 20
"""So many of a story's last articles are compared."""

LINK = 3.3
"""The mean link from which an article belongs to a story: four rare words of the headlines, or the same names."""

NAMES, ACROSS, DAY = 4.5, 0.5, 0.06
"""What the same names count, a word of one headline in the other article, and a day between."""

ONE_NAME = 0.1
"""So much of the likeness of names a single name may make up: a place alone makes no story."""

RARE = 3.0
"""A word of the headline counts in full where one article in twenty (e to the third) has it, less where more do."""

SEEN, LOOKED_AT = 200, 24
"""So many stories are kept under one term, and so many are compared with an article."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An article, when it is known how rare its words are: each headline term's weight, and the names at length 1."""

    id: str
    day: int | None
    headline: dict[str, float]
    terms: frozenset[str]
    names: dict[str, float]


@dataclass(slots=True)
class _Story:
    """A story so far: its ids, its last articles, and the sum of their names."""

    ids: list[str] = field(default_factory=list)
    members: deque[_Weighed] = field(default_factory=deque)
    names: dict[str, float] = field(default_factory=dict)

    def absorb(self, other: _Story) -> None:
        self.ids += other.ids
        members = sorted(
            (*self.members, *other.members), key=lambda member: (member.day is None, member.day or 0, member.id)
        )
        self.members, self.names = deque(), {}
        for member in members:
            self._remember(member)

    def take(self, article: _Weighed) -> None:
        self.ids.append(article.id)
        self._remember(article)

    def _remember(self, article: _Weighed) -> None:
        self.members.append(article)
        for term, weight in article.names.items():
            self.names[term] = self.names.get(term, 0.0) + weight
        if len(self.members) > MEMBERS:
            for term, weight in self.members.popleft().names.items():
                self.names[term] -= weight


def find_stories(pieces: Iterable[Piece], decided: Decided | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the groups of two or more ids whose articles tell one story.

    Each group, and the groups among themselves, stand in the order published (undated last), then by id, whatever the order given.
    An undated article is compared with every story. About 2 kB of memory for an article; the articles themselves are not kept.

    Args:
        pieces: articles with their ids; an id given twice counts once.
        decided: what an editor decided by hand.
    """
    decided = decided or Decided()
    profiles = {piece.id: (place_of(piece), profile_of(piece.article)) for piece in pieces}
    rarity = Rarity((day_of(published), profile) for (_, published, _), profile in profiles.values())
    ordered = sorted(profiles.items(), key=lambda entry: entry[1][0])
    found = _Stories(decided)
    for id_, ((_, published, _), profile) in ordered:
        found.add(_weighed(id_, day_of(published), profile, rarity))
    return _joined([story.ids for story in found.all], [id_ for id_, _ in ordered], decided)


class _Stories:
    """The stories among the articles added so far, in order of time."""

    def __init__(self, decided: Decided) -> None:
        self.all: list[_Story] = []
        self._under: dict[str, deque[int]] = {}
        self._barred: dict[str, set[str]] = {}
        for pair in decided.apart:
            for id_ in pair:
                self._barred.setdefault(id_, set()).update(pair - {id_})

    def add(self, article: _Weighed) -> None:
        """Put an article to the story it is nearest to, or begin another."""
        barred = self._barred.get(article.id, set())
        linked = [
            (link, -number)
            for number in self._near(article)
            if (link := _link(article, self.all[number])) >= LINK and barred.isdisjoint(self.all[number].ids)
        ]
        if linked:
            numbers = [-number for _, number in sorted(linked, reverse=True)[:2]]
            number = self._merged(*numbers) if len(numbers) > 1 else numbers[0]
        else:
            number = len(self.all)
            self.all.append(_Story())
        self.all[number].take(article)
        for term in (*article.headline, *_strongest(article.names)):
            under = self._under.setdefault(term, deque(maxlen=SEEN))
            if not under or under[-1] != number:
                under.append(number)

    def _merged(self, number: int, other: int) -> int:
        """Return the story for an article that links to two: the nearer one, with the other taken in where they prove one story."""
        story, second = self.all[number], self.all[other]
        mean = sum(_link(member, story) for member in second.members) / len(second.members)
        if mean < LINK or any(not self._barred.get(id_, set()).isdisjoint(story.ids) for id_ in second.ids):
            return number
        story.absorb(second)
        self.all[other] = story
        return number

    def _near(self, article: _Weighed) -> Sequence[int]:
        """Return the stories that share the most with an article, within the window, at most so many."""
        met: Counter[int] = Counter()
        weights = {**article.headline, **dict.fromkeys(_strongest(article.names), 1.0)}
        for term, weight in weights.items():
            for number in set(self._under.get(term, ())):
                met[number] += weight  # type: ignore[assignment]  # a Counter adds numbers of any kind
        stories: dict[int, int] = {}
        for number in sorted(met, key=lambda number: (-met[number], -number)):
            if _gap(article, self.all[number].members[-1]) <= WINDOW:
                stories.setdefault(id(self.all[number]), number)
        return list(stories.values())[:LOOKED_AT]


def _link(article: _Weighed, story: _Story) -> float:
    """Return the mean link between an article and the last articles of a story."""
    of = len(story.members)
    total = sum(_headlines(article, member) for member in story.members)
    names = sum(min(weight * story.names.get(term, 0.0), ONE_NAME * of) for term, weight in article.names.items())
    return (total + NAMES * names) / of - DAY * _gap(article, story.members[-1])


def _headlines(one: _Weighed, other: _Weighed) -> float:
    """Return what two articles share by their headlines: rare words of both, and of each in the other's text."""
    both = sum(weight for term, weight in one.headline.items() if term in other.headline)
    across = sum(weight for term, weight in one.headline.items() if term in other.terms)
    back = sum(weight for term, weight in other.headline.items() if term in one.terms)
    return min(both, 4.0) + ACROSS * min((across + back) / 2, 5.0)


def _gap(one: _Weighed, other: _Weighed) -> int:
    return UNKNOWN if one.day is None or other.day is None else abs(one.day - other.day)


def _weighed(id_: str, day: int | None, profile: Profile, rarity: Rarity) -> _Weighed:
    headline = {}
    for term in profile.headline:
        if weight := min(1.0, rarity.of(term) / RARE) * rarity.closeness(term, day):
            headline[term] = weight
    names = {term: (1 + log(count)) * rarity.of(term) for term, count in profile.names}
    length = sqrt(sum(weight * weight for weight in names.values())) or 1.0
    return _Weighed(
        id_, day, headline, frozenset(profile.terms), {term: weight / length for term, weight in names.items()}
    )


def _strongest(names: dict[str, float]) -> list[str]:
    return sorted(names, key=lambda term: (-names[term], term))[:6]


def _joined(stories: Sequence[Sequence[str]], ids: Sequence[str], decided: Decided) -> tuple[tuple[str, ...], ...]:
    """Return the stories of two or more, with those made one that an editor put together."""
    links = [(1.0, story[0], other) for story in stories for other in story[1:]]
    links += [(0.5, one, other) for named in decided.together for one, other in pairwise(i for i in ids if i in named)]
    return tuple(story for story in apart_kept(ids, links, decided.apart) if len(story) > 1)
