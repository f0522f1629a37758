# SPDX-License-Identifier: Apache-2.0
"""Which form has what many dispatches make together? Speakers, stories, copies, links: each shape is frozen in its description."""

from __future__ import annotations

from datetime import datetime

from dementi.desk.api.reading_shapes import CrossLink, Series, Shape
from dementi.desk.api.shapes import StatementLine, Unit
from dementi.record import Relation

__all__ = ["Group", "GroupList", "LinkList", "Pair", "SpeakerLine", "SpeakerList", "Story", "StoryLine", "StoryList"]


class SpeakerLine(Shape):
    """Who speaks on this desk: the key of the page, the name, the side, how many statements and how many of them deny."""

    key: str
    url: str
    name: str
    side: str | None
    statements: int
    denials: int


class SpeakerList(Shape):
    """Speakers, in the order of their keys; ``unknown``: statements of nobody that is named."""

    count: int
    unknown: int
    items: list[SpeakerLine]
    next: str | None


class StoryLine(Shape):
    """A story in a list; ``denials``: how many of its statements are denied."""

    id: str
    url: str
    name: str
    dispatches: int
    denials: int
    first: datetime
    latest: datetime


class StoryList(Shape):
    """Stories, the one that began last first."""

    count: int
    items: list[StoryLine]
    next: str | None


class Pair(Shape):
    """Two statements of which one answers the other, whole; it is never said which is right."""

    relation: Relation
    claim: StatementLine
    answer: StatementLine
    grounds: list[str]
    found_by: str


class Story(Shape):
    """A story whole; ``origins``: on how many independent origins its dispatches rest."""

    id: str
    url: str
    unit: Unit
    name: str
    dispatches: list[str]
    origins: int
    pairs: list[Pair]
    series: list[Series]


class Group(Shape):
    """Dispatches that carry one text, the earliest first."""

    id: str
    name: str
    dispatches: list[str]


class GroupList(Shape):
    """Groups of copies, the one that began last first."""

    count: int
    items: list[Group]
    next: str | None


class LinkList(Shape):
    """Links within dispatches and between them, those of the newest answering dispatch first."""

    unit: Unit
    items: list[CrossLink]
    next: str | None
