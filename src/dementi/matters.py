# SPDX-License-Identifier: Apache-2.0
"""What do many readings make together? Copies of one dispatch, stories, what answers what, figures in time.

Like the newsroom, it knows no database and no web; unlike it, it sees many dispatches at once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from dementi import language
from dementi.links import Reported, delay_of, find_diverging_across, find_links_across, find_series, may_answer
from dementi.record import Article, CrossLink, Matters, Reading, Relation, Told
from dementi.stories import Decided, Piece, find_copies, find_stories

__all__ = ["join", "links_inside"]

log = logging.getLogger(__name__)

#: Ids of dispatches, a group each.
Groups = Sequence[Sequence[str]]


def join(
    readings: Sequence[Reading],
    copies: Decided | None = None,
    stories: Decided | None = None,
    around: frozenset[str] | None = None,
) -> Matters:
    """Return what readings make together; groups and links come in the order of the readings.

    Args:
        readings: each with an id of its own; one without an article is in no group.
        copies: what an editor decided of copies by hand.
        stories: what an editor decided of stories by hand.
        around: ids; links and series are looked for only where they concern one of these (for an archive to which a few
            come, since articles are parsed for it). None: for all.
    """
    pieces = [Piece(r.id, r.article) for r in readings if r.article is not None]
    alike = find_copies(pieces, copies)
    told = find_stories(pieces, stories)
    told_of = told if around is None else tuple(story for story in told if not around.isdisjoint(story))
    asked = readings if around is None else _near(readings, told_of, around)
    compared = _worth_comparing(asked, alike, told_of)
    inside = [link for reading in readings for link in links_inside(reading)]
    return Matters(
        copies=alike,
        stories=told,
        links=(*inside, *find_links_across(compared, told, around), *find_diverging_across(told, compared)),
        series=find_series(told, compared),
    )


def _near(readings: Sequence[Reading], stories: Groups, around: frozenset[str]) -> list[Reading]:
    """Return the readings that may have to do with some: themselves, those of their stories, those that share rare names."""
    kept = [(r, r.article) for r in readings if r.article is not None]
    near = {name for story in stories for name in story} | around
    for one, other in may_answer([article for _, article in kept]):
        if kept[one][0].id in around:
            near.add(kept[other][0].id)
    return [reading for reading, _ in kept if reading.id in near]


def _worth_comparing(readings: Sequence[Reading], copies: Groups, stories: Groups) -> list[Reported]:
    """Return the articles of stories and those that may answer others, analysed; of copies of one dispatch the first."""
    again = {name for group in copies for name in group[1:]}
    kept = [(r, r.article) for r in readings if r.article is not None and r.id not in again and _tells(r)]
    near = {kept[place][0].id for pair in may_answer([article for _, article in kept]) for place in pair}
    near |= {name for group in stories for name in group}
    found = (_reported(reading, article) for reading, article in kept if reading.id in near)
    return [each for each in found if each is not None]


def _tells(reading: Reading) -> bool:
    return bool(reading.findings.statements or reading.findings.figures)


def _reported(reading: Reading, article: Article) -> Reported | None:
    # Nothing stands behind the last statement or figure that a link could rest on.
    parts = [p for s in reading.findings.statements for p in (*s.content, s.source, s.cue) if p is not None]
    last = max(p.end for p in (*parts, *(f.words for f in reading.findings.figures)))
    end = next((p.end for p in article.paragraphs if p.end >= last), last)
    known = (article.language,) if article.language is not None else ()
    try:
        analysis = language.analysed_to(article.text, end, *known)
    except Exception:
        # A fault of ours in one dispatch may not keep the others from being joined, now and at each later look.
        log.exception("dispatch %s is compared with no other", reading.id)
        return None
    return Reported(
        id=reading.id,
        article=article,
        analysis=analysis,
        findings=reading.findings,
        links=reading.links,
    )


def links_inside(reading: Reading) -> Iterator[CrossLink]:
    """Yield the links within one reading; where two figures differ, their statements are joined, once."""
    of_figure = {figure.id: figure.statement for figure in reading.findings.figures}
    statements = {statement.id: statement for statement in reading.findings.statements}
    seen = set()
    for link in reading.links:
        source, target = (of_figure.get(end, end) for end in (link.source, link.target))
        key = (link.relation, source, target)
        if source is None or target is None or source == target or key in seen:
            continue
        seen.add(key)
        yield CrossLink(
            relation=link.relation,
            source=Told(reading.id, source),
            target=Told(reading.id, target),
            grounds=link.grounds,
            found_by=link.found_by,
            scope=link.scope,
            delay=None
            if link.relation is Relation.DIVERGES
            else delay_of(statements.get(target), statements.get(source)),
        )
