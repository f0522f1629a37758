# SPDX-License-Identifier: Apache-2.0
"""What answers what in invented dispatches, within one and from one to another: how much is found, and how much is right?

usage: python bench/answers.py [A|B|C …]

``answers.toml`` holds the dispatches with the links that a careful reader sees. For links between dispatches each one is
cut before the paragraph of its first answer: what stands before is sent on one day, the rest under the same headline two days
later, and all of a set are read together, so that an answer could be linked to any of the others' claims.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dementi.language import analyse
from dementi.links import Reported, find_links_across
from dementi.newsroom import Newsroom
from dementi.record import CrossLink, Dispatch, Form, Relation, Statement, Told

ANSWERS = Path(__file__).resolve().parents[1] / "quality" / "answers.toml"
FIRST, LATER = "2031-05-12", "2031-05-14"


@dataclass(frozen=True)
class Wanted:
    """A link that a careful reader sees: the relation, words of the answer, words of what it answers (any of them)."""

    relation: str
    answer: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """A dispatch with its links."""

    text: str
    links: tuple[Wanted, ...]


@dataclass(frozen=True)
class Found:
    """Links said, those of them that are right, links there are, and those of them that are found."""

    said: int
    right: int
    gold: int
    reached: int

    @property
    def precision(self) -> float:
        """Percent."""
        return round(100 * self.right / self.said, 1) if self.said else 100.0

    @property
    def recall(self) -> float:
        """Percent."""
        return round(100 * self.reached / self.gold, 1) if self.gold else 0.0


def judged(names: Iterable[str]) -> list[Judged]:
    """Return the dispatches of some sets."""
    wanted = set(names)
    entries = tomllib.loads(ANSWERS.read_text("utf-8"))["dispatch"]
    return [
        Judged(e["text"].strip(), tuple(Wanted(r, a, tuple(c.split("|"))) for r, a, c in e["links"]))
        for e in entries
        if e["set"] in wanted
    ]


def within(dispatches: Sequence[Judged]) -> Found:
    """Measure the links within each dispatch."""
    total = Found(0, 0, 0, 0)
    with Newsroom() as newsroom:
        for k, one in enumerate(dispatches):
            read = reported(newsroom, f"d{k}", one.text, LATER)
            links = [
                CrossLink(
                    relation=link.relation,
                    source=Told(read.id, link.source),
                    target=Told(read.id, link.target),
                    grounds=link.grounds,
                    found_by=link.found_by,
                )
                for link in read.links
                if link.relation is not Relation.DIVERGES
            ]
            total = added(total, compare(links, [(read.id, read.id, w) for w in one.links], {read.id: read}))
    return total


def elsewhere(dispatches: Sequence[Judged]) -> Found:
    """Measure the links between dispatches, each cut in two before its first answer."""
    read: dict[str, Reported] = {}
    wanted: list[tuple[str, str, Wanted]] = []
    with Newsroom() as newsroom:
        for k, one in enumerate(dispatches):
            before, behind = cut(one)
            if behind:
                read[f"{k}a"] = reported(newsroom, f"{k}a", before, FIRST)
                read[f"{k}b"] = reported(newsroom, f"{k}b", behind, LATER)
                body = before.partition("\n")[2]
                told = [w for w in one.links if w.answer in behind and any(c in body for c in w.claims)]
                wanted += [(f"{k}b", f"{k}a", w) for w in told]
    stories = [(name, f"{name[:-1]}b") for name in read if name.endswith("a")]
    links = [k for k in find_links_across(list(read.values()), stories) if k.relation is not Relation.DIVERGES]
    return compare(links, wanted, read)


def cut(one: Judged) -> tuple[str, str]:
    """Return what stands before the paragraph of the first answer, and the rest, each under the headline."""
    headline, *paragraphs = one.text.split("\n\n")
    place = next((k for k, p in enumerate(paragraphs) if k and any(w.answer in p for w in one.links)), None)
    if place is None:
        return one.text, ""
    return "\n\n".join([headline, *paragraphs[:place]]), "\n\n".join([headline, *paragraphs[place:]])


def reported(newsroom: Newsroom, name: str, text: str, published: str) -> Reported:
    """Return a dispatch as it is read."""
    reading = newsroom.read(Dispatch(id=name, content=text, form=Form.ARTICLE, published=published))
    article = reading.article
    if article is None:
        raise ValueError(f"{name} could not be read")
    return Reported(
        id=name, article=article, analysis=analyse(article.text), findings=reading.findings, links=reading.links
    )


def compare(links: Sequence[CrossLink], wanted: Sequence[tuple[str, str, Wanted]], read: dict[str, Reported]) -> Found:
    """Compare links with those wanted; one from or to a headline that is not wanted counts neither way."""
    reached: set[int] = set()
    said = right = 0
    for link in links:
        hits = {k for k, w in enumerate(wanted) if is_wanted(link, w, read)}
        reached |= hits
        right += bool(hits)
        headlines = any(in_headline(statement(t, read), read[t.dispatch]) for t in (link.source, link.target))
        said += bool(hits) or not headlines
    return Found(said, right, len(wanted), len(reached))


def is_wanted(link: CrossLink, wanted: tuple[str, str, Wanted], read: dict[str, Reported]) -> bool:
    """Say whether a link is one of those wanted."""
    source, target, told = wanted
    if (link.source.dispatch, link.target.dispatch, link.relation.value) != (source, target, told.relation):
        return False
    ends = (link.source, (told.answer,)), (link.target, told.claims)
    return all(says(statement(t, read), words, read[t.dispatch].article.text) for t, words in ends)


def statement(told: Told, read: dict[str, Reported]) -> Statement:
    """Return the statement that stands at one end."""
    return next(s for s in read[told.dispatch].findings.statements if s.id == told.statement)


def says(found: Statement, words: Iterable[str], text: str) -> bool:
    """Say whether a statement's content, or its cue where it has none, shares a place with some words below the headline."""
    parts = found.content or ((found.cue,) if found.cue is not None else ())
    for told in words:
        place = text.find(told, text.find("\n"))
        while place >= 0:
            if any(p.start < place + len(told) and place < p.end for p in parts):
                return True
            place = text.find(told, place + 1)
    return False


def in_headline(found: Statement, read: Reported) -> bool:
    """Say whether a statement stands in the headline."""
    first = min(p.start for p in (*found.content, found.cue) if p is not None)
    return first < read.article.text.find("\n")


def added(one: Found, other: Found) -> Found:
    """Return both together."""
    return Found(one.said + other.said, one.right + other.right, one.gold + other.gold, one.reached + other.reached)


def main() -> None:
    """Print the figures of some sets, or of each."""
    for name in sys.argv[1:] or ["A", "B", "C"]:
        for kind, measure in (("within", within), ("elsewhere", elsewhere)):
            found = measure(judged([name]))
            print(f"{name} {kind:10} P {found.precision:5.1f}  R {found.recall:5.1f}   {found}")


if __name__ == "__main__":
    main()
