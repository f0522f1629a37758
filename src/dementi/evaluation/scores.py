# SPDX-License-Identifier: Apache-2.0
"""How many statements, speakers, denials and links are right, of those said and of those there are?

found: pairs whose contents overlap by half; exact: by eight tenths; whole: exact, with the right speaker; denials: found, and
both say so; links: relation and both ends right. Shares of the found pairs: stance, name, the name behind a pronoun or a
description, the day said; and the denials without words. The measures are those of the annotation guide of ../shared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dementi.evaluation.gold import GoldArticle, GoldStatement
from dementi.evaluation.pairing import Pair, pairs_of, same_name, same_speaker, shares_a_word
from dementi.record import Reading, Relation, Span, Stance, Statement

__all__ = ["Ratio", "Scores", "Share", "score"]

_EXACT = 0.8


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was said, how much of it is right, and what there was.

    Attributes:
        right: of what was said.
        said: in all.
        gold: in all that the editor holds.
        reached: of what the editor holds; not ``right`` where several answers are right for one.
    """

    right: int
    said: int
    gold: int
    reached: int

    @property
    def precision(self) -> float:
        """The right part of what was said, 0 to 1."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The part of what there is that was reached, 0 to 1."""
        return self.reached / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many are right, of how many."""

    right: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How far readings agree with an editor.

    Attributes:
        articles: of the editor's.
        missing: of them those that were not read.
        other_text: those whose text is another: nothing of them is counted.
        found, exact, whole, denials, links: see the module.
        stance, name, name_behind_description, day_said, bare_denials: likewise.
    """

    articles: int
    missing: int
    other_text: int
    found: Ratio
    exact: Ratio
    whole: Ratio
    denials: Ratio
    links: Ratio
    stance: Share
    name: Share
    name_behind_description: Share
    day_said: Share
    bare_denials: Share


def score(pairs: Iterable[tuple[GoldArticle, Reading | None]], language: str = "fr") -> Scores:
    """Return how far readings agree with gold.

    Args:
        pairs: each article of the editor's with its reading; None where there is none.
        language: of the names.
    """
    n: Counter[str] = Counter()
    for gold, reading in pairs:
        n["articles"] += 1
        if reading is None or reading.article is None:
            n["missing"] += 1
            _count(n, gold, Reading(id=gold.id, article=None), language)
        elif reading.article.text.strip() != gold.text.strip():
            n["other_text"] += 1
            _count(n, gold, Reading(id=gold.id, article=None), language)
        else:
            _count(n, gold, reading, language)
    return _scores(n)


def _scores(n: Counter[str]) -> Scores:
    return Scores(
        articles=n["articles"],
        missing=n["missing"],
        other_text=n["other_text"],
        found=Ratio(n["found"], n["said"], n["gold"], n["found"]),
        exact=Ratio(n["exact"], n["said"], n["gold"], n["exact"]),
        whole=Ratio(n["whole"], n["said"], n["gold"], n["whole"]),
        denials=Ratio(n["denials right"], n["denials said"], n["denials"], n["denials right"]),
        links=Ratio(n["links right"], n["links said"], n["links"], n["links reached"]),
        stance=Share(n["stance"], n["found"]),
        name=Share(n["name"], n["named"]),
        name_behind_description=Share(n["described name"], n["described"]),
        day_said=Share(n["day"], n["dated"]),
        bare_denials=Share(n["bare right"], n["bare"]),
    )


def _count(n: Counter[str], gold: GoldArticle, reading: Reading, language: str) -> None:
    every = reading.findings.statements
    bare = _bare(gold, every)
    found = [s for s in every if s.content and s.id not in bare]
    pairs = pairs_of(gold.statements, found, gold.text)
    n.update({"gold": len(gold.statements), "said": len(found), "found": len(pairs)})
    n.update({"bare": len(gold.bare), "bare right": len(set(bare.values()))})
    n["denials"] += sum(s.stance is Stance.DENIES for s in gold.statements)
    n["denials said"] += sum(s.stance is Stance.DENIES for s in found)
    for pair in pairs:
        _count_pair(n, pair, (gold.statements[pair.gold], found[pair.found]), (gold.text, language))
    _count_links(n, gold, reading, {found[p.found].id: gold.statements[p.gold].id for p in pairs}, bare)


def _bare(gold: GoldArticle, every: Iterable[Statement]) -> dict[str, int]:
    """Return the statements found that are denials without words, with the place of each among the editor's."""
    denials = [(s.id, s.cue) for s in every if s.stance is Stance.DENIES and s.cue is not None]
    return {name: k for name, cue in denials for k, other in enumerate(gold.bare) if _touch(cue, other)}


def _touch(one: Span, other: Span) -> bool:
    return one.overlaps(other)


def _count_pair(n: Counter[str], pair: Pair, both: tuple[GoldStatement, Statement], told: tuple[str, str]) -> None:
    (gold, found), (text, language) = both, told
    name = found.speaker.name if found.speaker is not None else ""
    n["stance"] += gold.stance is found.stance
    n["denials right"] += gold.stance is Stance.DENIES and found.stance is Stance.DENIES
    if gold.speaker:
        right = same_name(gold.speaker, name, language)
        n.update({"named": 1, "name": right})
        if gold.source is not None and not shares_a_word(gold.speaker, gold.source.exact, language):
            n.update({"described": 1, "described name": right})
    if gold.day:
        day = found.said.date if found.said is not None else None
        n.update({"dated": 1, "day": (day or "")[:10] == gold.day[:10]})
    if pair.overlap >= _EXACT:
        n.update({"exact": 1, "whole": same_speaker(gold, found, text, language)})


def _count_links(
    n: Counter[str], gold: GoldArticle, reading: Reading, gold_of: dict[str, str], bare: dict[str, int]
) -> None:
    seen: set[tuple[str, str, str]] = set()
    reached: set[int] = set()
    known = {s.id for s in gold.statements}
    for link in reading.links:
        if link.relation is Relation.DIVERGES or link.source in bare:
            continue
        n["links said"] += 1
        ends = gold_of.get(link.source), gold_of.get(link.target)
        key = (link.source, link.target, link.relation.value)
        right = {
            k
            for k, g in enumerate(gold.links)
            if key not in seen and (g.source, g.relation) == (ends[0], link.relation) and ends[1] in g.targets & known
        }
        seen.add(key)
        n["links right"] += bool(right)
        reached |= right
    n.update({"links": len(gold.links), "links reached": len(reached)})
