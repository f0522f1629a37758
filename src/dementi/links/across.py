# SPDX-License-Identifier: Apache-2.0
"""Which statement of one article answers one of another, in another outlet or days later?

The same grounds as within an article, and more of them, since nothing stands beside: the predicate with most of the
answer's words, and a claim that accuses or that concerns who answers; « les accusations d'Ina Morel » and her claim; or a
claim that stands here too, answered here. What was said later is never answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dementi.language import Analysis
from dementi.links.agreement import Common, can_be_answered, common_words, grounds_of, relation_of, same_names
from dementi.links.claims import Case, Claim, case_of
from dementi.links.delay import delay_of
from dementi.links.near import may_answer
from dementi.links.parties import is_named_by, party_words
from dementi.links.scope import scope_of
from dementi.record import Article, CrossLink, Findings, Link, Relation, Span, Stance, Told

__all__ = ["Reported", "find_links_across"]

#: Days after which a denial answers a claim no more.
_REACH = 60
#: A word is an article's topic that this part of its claims holds, and so many at least.
_TOPIC, _OFTEN = 0.2, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """An article with what was found in it.

    Attributes:
        id: the dispatch's.
        article, analysis, findings: as read.
        links: within the article.
    """

    id: str
    article: Article
    analysis: Analysis
    findings: Findings
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """An article as one side of a pair.

    Attributes:
        reported, case: the article, and what is claimed in it.
        topic: words that so many of its claims hold that they only say what it is about.
        answered: by the id of a statement, its links within the article with what it answers, figures left out.
    """

    reported: Reported
    case: Case
    topic: frozenset[str]
    answered: Mapping[str, tuple[tuple[Link, Claim], ...]]


def find_links_across(
    reported: Sequence[Reported], stories: Sequence[Sequence[str]] = (), around: frozenset[str] | None = None
) -> tuple[CrossLink, ...]:
    """Return how statements of some articles answer statements of others, each pair once, in the order of the answers.

    Args:
        reported: each with an id of its own; of copies of one dispatch, one.
        stories: the ids of the articles that tell one story: only in it can « ces accusations » mean those of another article.
        around: ids; only pairs with one of these are compared. None: all pairs.
    """
    told = {name: place for place, story in enumerate(stories) for name in story}
    sides: dict[int, _Side] = {}
    found: dict[tuple[Relation, Told, Told], CrossLink] = {}
    for here, there in may_answer([r.article for r in reported]):
        ids = reported[here].id, reported[there].id
        if around is not None and around.isdisjoint(ids):
            continue
        one, other = (sides.get(k) or sides.setdefault(k, _side(reported[k])) for k in (here, there))
        together = told.get(ids[0], -1) == told.get(ids[1], -2)
        for link in _links(one, other, together=together):
            if (link.relation, link.target, link.source) not in found:
                found.setdefault((link.relation, link.source, link.target), link)
    return tuple(found.values())


def _side(reported: Reported) -> _Side:
    case = case_of(reported.article, reported.analysis, reported.findings)
    held = Counter(word for claim in case.claims for word in claim.words)
    least = max(_OFTEN, _TOPIC * len(case.claims))
    topic = frozenset(word for word, count in held.items() if count >= least)
    return _Side(reported, case, topic, _answered(reported.links, case.claims))


def _answered(links: Sequence[Link], claims: Sequence[Claim]) -> Mapping[str, tuple[tuple[Link, Claim], ...]]:
    by_id = {claim.statement.id: claim for claim in claims}
    found: dict[str, tuple[tuple[Link, Claim], ...]] = {}
    for link in links:
        if link.relation is not Relation.DIVERGES and link.target in by_id:
            found[link.source] = (*found.get(link.source, ()), (link, by_id[link.target]))
    return found


def _links(here: _Side, there: _Side, *, together: bool) -> Iterator[CrossLink]:
    """Yield the links from statements here to statements there; ``together``: both tell one story."""
    rules = (_restated_in_story, _named, _answered_here, _taken_up) if together else (_restated, _answered_here)
    for answer in here.case.claims:
        if not party_words(answer.statement):
            continue
        for rule in rules:
            target = rule(here, there, answer)
            if target is not None:
                relation, claim, name, grounds = target
                yield CrossLink(
                    relation=relation,
                    source=Told(here.reported.id, answer.statement.id),
                    target=Told(there.reported.id, claim.statement.id),
                    grounds=grounds,
                    found_by=f"{relation.value}.{name}",
                    scope=scope_of(here.case, answer, f"{relation.value}.{name}"),
                    delay=delay_of(claim.statement, answer.statement),
                )
                break


_Target = tuple[Relation, Claim, str, tuple[Span, ...]]


def _restated(here: _Side, there: _Side, answer: Claim) -> _Target | None:
    """Find the claim there that says the contrary of an answer's own words, or the same where it confirms."""
    return _told_otherwise(here, there, answer, _ENOUGH)


def _restated_in_story(here: _Side, there: _Side, answer: Claim) -> _Target | None:
    """Find likewise, where one story is told: fewer words tell what is meant."""
    return _told_otherwise(here, there, answer, _ENOUGH_IN_STORY)


def _told_otherwise(here: _Side, there: _Side, answer: Claim, enough: Mapping[Relation, _Enough]) -> _Target | None:
    relation = relation_of(answer)
    if relation is None:
        return None
    best: tuple[tuple[bool, int, int], Claim] | None = None
    for claim in there.case.claims:
        if answer.words.isdisjoint(claim.words) or not can_be_answered(claim, relation):
            continue
        if not _is_before(there, claim, here, answer) or not _two_known_parties(here, answer, claim):
            continue
        for common in common_words(answer, claim, relation):
            if common.shared <= there.topic | here.topic:
                # "Les gilets jaunes" in a long report of theirs: one topic, and no answer.
                continue
            rank = (common.same_predicate, len(common.shared), len(claim.words))
            if enough[relation](there.case, answer, claim, common) and (best is None or rank > best[0]):
                best = rank, claim
    if best is None:
        return None
    name = "restated_elsewhere" if answer.denies or answer.admits else "negated_elsewhere"
    return relation, best[1], name, grounds_of(here.case, answer, best[1])


def _denied(there: Case, answer: Claim, claim: Claim, common: Common) -> bool:
    shared, part = len(common.shared), common.part
    pointed = claim.accuses or there.concerns(claim, answer)
    if part < 0.6 or not same_names(answer, claim, common):
        return False
    if answer.denies:
        return shared >= 2 and (pointed or shared >= 3)
    return common.said.negated and pointed and common.same_predicate and shared >= 3


def _denied_in_story(there: Case, answer: Claim, claim: Claim, common: Common) -> bool:
    shared, part = len(common.shared), common.part
    pointed = claim.accuses or there.concerns(claim, answer)
    if part < 0.5 or not same_names(answer, claim, common):
        return False
    if answer.denies or answer.statement.stance is Stance.DENIES:
        return shared >= 2 or (common.same_predicate and (pointed or part == 1.0))
    if common.same_predicate and shared >= 2:
        return pointed or part == 1.0
    return pointed and common.said.negated and common.said.of_oneself


def _confirmed(there: Case, answer: Claim, claim: Claim, common: Common) -> bool:
    del there
    said = answer.statement.stance is Stance.CONFIRMS
    return said and common.same_predicate and len(common.shared) >= 2 and common.part >= 0.6 and not claim.admits


_Enough = Callable[[Case, Claim, Claim, Common], bool]
_ENOUGH: Mapping[Relation, _Enough] = {Relation.DENIES: _denied, Relation.CONFIRMS: _confirmed}
_ENOUGH_IN_STORY: Mapping[Relation, _Enough] = {Relation.DENIES: _denied_in_story, Relation.CONFIRMS: _confirmed}


def _named(here: _Side, there: _Side, answer: Claim) -> _Target | None:
    """Find the last claim there of the one whose claims are taken up by name: « les accusations d'Ina Morel »."""
    relation = _stance_relation(answer)
    if relation is None or not answer.named:
        return None
    theirs = [
        c
        for c in there.case.claims
        if is_named_by(c.statement, answer.named)
        and can_be_answered(c, relation)
        and (c.accuses or there.case.concerns(c, answer))
        and _is_before(there, c, here, answer)
        and _two_known_parties(here, answer, c)
    ]
    return (relation, theirs[-1], "claim_of_named_speaker_elsewhere", _whole(answer)) if theirs else None


def _answered_here(here: _Side, there: _Side, answer: Claim) -> _Target | None:
    """Find there the claim that an answer answers here: one statement, reported twice."""
    for link, answered in here.answered.get(answer.statement.id, ()):
        same = [c for c in there.case.claims if _is_the_same(here, answered, c)]
        if same:
            best = max(same, key=lambda c: len(c.words & answered.words))
            return link.relation, best, "reported_elsewhere", link.grounds
    return None


def _taken_up(here: _Side, there: _Side, answer: Claim) -> _Target | None:
    """Find the one accusation there that concerns who denies « ces accusations » here, where nothing here is meant.

    Both articles tell one story; where two speakers accuse there, it stays open.
    """
    if _stance_relation(answer) is not Relation.DENIES or not (answer.points or answer.general):
        return None
    if not answer.statement.content or any(link.source == answer.statement.id for link in here.reported.links):
        return None
    accusing = [
        c
        for c in there.case.claims
        if can_be_answered(c, Relation.DENIES)
        and c.accuses
        and there.case.concerns(c, answer)
        and _is_before(there, c, here, answer)
        and _two_known_parties(here, answer, c)
    ]
    if not accusing or len({party_words(c.statement) for c in accusing}) > 1:
        return None
    return Relation.DENIES, max(accusing, key=lambda c: len(c.words)), "anaphor_elsewhere", _whole(answer)


def _is_the_same(here: _Side, one: Claim, other: Claim) -> bool:
    """Say whether two reports give one statement: one party says most of the same, the same way round."""
    named = party_words(one.statement), party_words(other.statement)
    if not all(named) or not named[0] & named[1] or here.case.others(one, other) or not other.claims:
        return False
    shared = one.words & other.words
    enough = len(shared) >= 2 and len(shared) >= 0.6 * min(len(one.words), len(other.words))
    return enough and any(a.keys & b.keys and a.negated == b.negated for a in one.clauses for b in other.clauses)


def _stance_relation(answer: Claim) -> Relation | None:
    if answer.neither:
        return None
    if answer.statement.stance is Stance.DENIES or answer.rejects:
        return Relation.DENIES
    return Relation.CONFIRMS if answer.statement.stance is Stance.CONFIRMS else None


def _two_known_parties(here: _Side, answer: Claim, claim: Claim) -> bool:
    return bool(party_words(claim.statement)) and here.case.others(answer, claim)


def _is_before(there: _Side, claim: Claim, here: _Side, answer: Claim) -> bool:
    """Say whether a claim was said before an answer, as far as is known, and not too long before."""
    days = _day(there, claim), _day(here, answer)
    if days[0] is None or days[1] is None:
        return True
    return 0 <= (days[1] - days[0]).days <= _REACH


def _day(side: _Side, claim: Claim) -> date | None:
    said = claim.statement.said
    for told in (said.date if said is not None else None, side.reported.article.published):
        if told is not None:
            try:
                return date.fromisoformat(told[:10])
            except ValueError:
                # A month or a year is no day.
                continue
    return None


def _whole(answer: Claim) -> tuple[Span, ...]:
    cue = answer.statement.cue
    apart = cue is not None and not any(cue.overlaps(p) for p in answer.statement.content)
    return tuple(sorted((*answer.statement.content, *([cue] if cue is not None and apart else []))))
