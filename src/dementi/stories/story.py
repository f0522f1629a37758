# SPDX-License-Identifier: Apache-2.0
"""Which articles tell one story: one event or matter over days?

Streaming with a window of days and the mean link, as in topic detection and tracking (Allan, Papka and Lavrenko, "On-line new
event detection and tracking", 1998), over the words of the headlines and the names. The articles are taken by the day
published, so that the order of arrival does not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
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
"""The mean link, over the nearer half of a story, from which an article belongs to it: three rare words of the headlines
that stand in both, or the same names."""

NAMES, ACROSS, DAY = 4.5, 0.5, 0.06
"""What the same names count, a word of one headline in the other article, and a day between."""

ONE_NAME = 0.1
"""So much of the likeness of names a single name may make up: a place alone makes no story."""

RARE = 3.0
"""A word of the headline counts in full where one article in twenty (e to the third) has it, less where more do."""

WEAK = 0.5
"""What a strong name counts when stories are looked for: by one name alone, none is."""

AWAKE = 2000
"""Stories that are awake at once before those are looked for that may sleep."""

SEEN, LOOKED_AT = 150, 24
"""So many stories are kept under one term, and so many are compared with an article."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An article, when it is known how rare its words are: each headline term's weight, and the names at length 1."""

    id: str
    day: int | None
    headline: dict[str, float]
    terms: tuple[str, ...]
    names: dict[str, float]

    def has(self, term: str) -> bool:
        """Say whether a term stands in the article."""
        at = bisect_left(self.terms, term)
        return at < len(self.terms) and self.terms[at] == term


@dataclass(slots=True)
class _Story:
    """A story so far: the numbers under which it is found, its ids, its last articles and their day.

    What nobody asks for within the window sleeps: the ids alone are kept.
    """

    numbers: list[int]
    ids: list[str] = field(default_factory=list)
    day: int | None = None
    members: deque[_Weighed] = field(default_factory=deque)
    asleep: tuple[str, ...] = ()

    def absorb(self, other: _Story) -> None:
        self.numbers += other.numbers
        self.ids += other.ids
        self._remember(sorted((*self.members, *other.members), key=lambda m: (m.day is None, m.day or 0, m.id)))
        other.numbers, other.members = [], deque()

    def take(self, article: _Weighed) -> None:
        self.ids.append(article.id)
        self._remember((*self.members, article))

    def sleep(self) -> None:
        self.asleep = tuple(member.id for member in self.members)
        self.members = deque()

    def wake(self, weigh: Callable[[str], _Weighed]) -> None:
        self._remember([weigh(id_) for id_ in self.asleep])
        self.asleep = ()

    def _remember(self, members: Sequence[_Weighed]) -> None:
        self.members = deque(members, MEMBERS)
        self.day = members[-1].day


def find_stories(pieces: Iterable[Piece], decided: Decided | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the groups of two or more ids whose articles tell one story.

    Each group, and the groups among themselves, stand in the order published (undated last), then by id, whatever the order given.
    An undated article is compared with every story. About 2 kB of memory for an article; the articles themselves are not kept.

    Args:
        pieces: articles with their ids; an id given twice counts once.
        decided: what an editor decided by hand.
    """
    decided = decided or Decided()
    profiles: dict[str, tuple[tuple[bool, str, str], Profile]] = {}
    for piece in pieces:
        found = (place_of(piece), profile_of(piece.article))
        profiles[piece.id] = min(profiles.get(piece.id, found), found, key=lambda entry: (entry[0], entry[1].terms))
    rarity = Rarity((day_of(published), profile) for (_, published, _), profile in profiles.values())

    def weigh(id_: str) -> _Weighed:
        (_, published, _), profile = profiles[id_]
        return _weighed(id_, day_of(published), profile, rarity)

    ids = sorted(profiles, key=lambda id_: profiles[id_][0])
    stories = _Stories(decided, weigh)
    for id_ in ids:
        stories.add(weigh(id_))
    return _joined([story.ids for story in stories.all], ids, decided)


class _Stories:
    """The stories among the articles added so far, in order of time."""

    def __init__(self, decided: Decided, weigh: Callable[[str], _Weighed]) -> None:
        self.all: list[_Story] = []
        self._weigh = weigh
        self._awake: list[_Story] = []
        self._bearable = AWAKE
        self._under: dict[str, list[int]] = {}
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
            self.all.append(_Story([number]))
            self._awake.append(self.all[-1])
        self.all[number].take(article)
        for term in (*article.headline, *_strongest(article.names)):
            under = self._under.setdefault(term, [])
            if not under or under[-1] != number:
                under.append(number)
            if len(under) > 2 * SEEN:
                del under[:-SEEN]
        if len(self._awake) > self._bearable:
            self._rest(article.day)

    def _rest(self, day: int | None) -> None:
        """Let the stories sleep for which it is too late, when many are awake."""
        late = [s for s in self._awake if day is None or s.day is None or day - s.day > WINDOW]
        for story in late:
            story.sleep()
        self._awake = [s for s in self._awake if s.members]
        self._bearable = max(AWAKE, 2 * len(self._awake))

    def _merged(self, number: int, other: int) -> int:
        """Return the story for an article that links to two: the nearer one, with the other taken in where they prove one story."""
        story, second = self.all[number], self.all[other]
        mean = sum(_link(member, story) for member in second.members) / len(second.members)
        if mean < LINK or any(not self._barred.get(id_, set()).isdisjoint(story.ids) for id_ in second.ids):
            return number
        for each in second.numbers:
            self.all[each] = story
        story.absorb(second)
        return number

    def _near(self, article: _Weighed) -> Sequence[int]:
        """Return the stories that share the most with an article, within the window, at most so many."""
        met: dict[int, float] = {}
        for term, weight in (*article.headline.items(), *((name, WEAK) for name in _strongest(article.names))):
            for number in set(self._under.get(term, ())[-SEEN:]):
                met[number] = met.get(number, 0.0) + weight
        stories: dict[int, int] = {}
        for _, number in sorted(((met[n], n) for n in met if met[n] > WEAK), reverse=True):
            story = self.all[number]
            if len(stories) < LOOKED_AT and _gap(article.day, story.day) <= WINDOW:
                stories.setdefault(id(story), number)
                if story.asleep:
                    story.wake(self._weigh)
                    self._awake.append(story)
        return list(stories.values())


def _link(article: _Weighed, story: _Story) -> float:
    """Return the mean link between an article and the nearer half of a story's last articles."""
    links = sorted(
        (_headlines(article, member) + NAMES * _names(article, member) for member in story.members), reverse=True
    )
    nearer = links[: (len(links) + 1) // 2]
    return sum(nearer) / len(nearer) - DAY * _gap(article.day, story.day)


def _names(one: _Weighed, other: _Weighed) -> float:
    """Return how alike the names of two articles are (cosine), no name counting more than its share."""
    return sum(min(weight * other.names[name], ONE_NAME) for name, weight in one.names.items() if name in other.names)


def _headlines(one: _Weighed, other: _Weighed) -> float:
    """Return what two articles share by their headlines: rare words of both, and of each in the other's text."""
    both = sum(weight for term, weight in one.headline.items() if term in other.headline)
    across = sum(weight for term, weight in one.headline.items() if other.has(term))
    back = sum(weight for term, weight in other.headline.items() if one.has(term))
    return min(both, 4.0) + ACROSS * min((across + back) / 2, 5.0)


def _gap(one: int | None, other: int | None) -> int:
    return UNKNOWN if one is None or other is None else abs(one - other)


def _weighed(id_: str, day: int | None, profile: Profile, rarity: Rarity) -> _Weighed:
    headline = {}
    for term in profile.headline:
        if weight := min(1.0, rarity.of(term) / RARE) * rarity.closeness(term, day):
            headline[term] = weight
    names = {term: (1 + log(count)) * rarity.of(term) for term, count in zip(profile.names, profile.times, strict=True)}
    length = sqrt(sum(weight * weight for weight in names.values())) or 1.0
    return _Weighed(id_, day, headline, profile.terms, {term: weight / length for term, weight in names.items()})


def _strongest(names: dict[str, float]) -> list[str]:
    return sorted(names, key=lambda term: (-names[term], term))[:6]


def _joined(stories: Sequence[Sequence[str]], ids: Sequence[str], decided: Decided) -> tuple[tuple[str, ...], ...]:
    """Return the stories of two or more, with those made one that an editor put together."""
    links = [(1.0, story[0], other) for story in stories for other in story[1:]]
    # All pairs of them: one that is set apart later may not part the others.
    for named in decided.together:
        links += [(0.5, one, other) for one, other in combinations([i for i in ids if i in named], 2)]
    return tuple(story for story in apart_kept(ids, links, decided.apart) if len(story) > 1)
