# SPDX-License-Identifier: Apache-2.0
"""Article -> statements, figures, dates: attributions are found, then named, weighed and dated."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dementi.language import Analysis
from dementi.record import Article, Findings, Statement
from dementi.statements.according import find_according
from dementi.statements.answering import find_answers
from dementi.statements.attribution import Attribution
from dementi.statements.bare import find_bare
from dementi.statements.circumstances import addressee_of, medium_of, modality_of
from dementi.statements.dates import find_dates, said_when
from dementi.statements.figures import find_figures
from dementi.statements.mending import mended
from dementi.statements.nouns import find_nouns
from dementi.statements.page import Page
from dementi.statements.quotations import find_quotations
from dementi.statements.reported import find_reported
from dementi.statements.speakers import name_speakers
from dementi.statements.stance import tell_stances

__all__ = ["find_attributions", "find_statements", "mended"]


def find_statements(article: Article, analysis: Analysis) -> Findings:
    """Return who said what in an article, with its figures and dates, in reading order."""
    analysis = mended(analysis)
    attributions = _attributions(article, analysis)
    dates = find_dates(article, analysis)
    speakers = name_speakers(article, analysis, attributions)
    stances = tell_stances(article, analysis, attributions, speakers)
    saids = said_when(article, analysis, attributions, dates)
    statements = tuple(
        Statement(
            id=_identity(attribution),
            type=attribution.type,
            stance=stance,
            content=attribution.content,
            source=attribution.source,
            cue=attribution.cue,
            speaker=speaker,
            said=said,
            modality=modality_of(analysis, attribution),
            medium=medium_of(analysis, attribution),
            addressee=addressee_of(analysis, attribution),
            denied=attribution.denied if stance.value in {"denies", "confirms"} else None,
            found_by=attribution.found_by,
        )
        for attribution, speaker, stance, said in zip(attributions, speakers, stances, saids, strict=True)
    )
    figures = find_figures(article, analysis, statements)
    places = tuple(entity.span for entity in analysis.entities if entity.kind == "LOC")
    return Findings(statements=statements, figures=figures, dates=dates, places=places)


def find_attributions(article: Article, analysis: Analysis) -> tuple[Attribution, ...]:
    """Return the attributions of an article, in reading order; of two with the same content the first rule's stands."""
    return _attributions(article, mended(analysis))


def _attributions(article: Article, analysis: Analysis) -> tuple[Attribution, ...]:
    page = Page(article, analysis, find_quotations(article))
    found = [*find_reported(page), *find_according(page), *find_nouns(page)]
    found += find_bare(page, found)
    found += list(find_answers(page, found))
    kept = _without_doubles(found)
    return tuple(sorted(kept, key=lambda a: (_place(a), a.cue.start if a.cue else 0)))


def _without_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """Drop what says the same twice: the same content, or the same cue."""
    kept: list[Attribution] = []
    seen = set()
    # What a colon opens is often taken up by a reporting clause behind it, which names the speaker better.
    for attribution in sorted(found, key=lambda a: a.found_by.endswith("colon")):
        content = tuple((p.start, p.end) for p in attribution.content)
        place = attribution.cue or attribution.source
        key = content or (("", place.start if place else -1),)
        if attribution.found_by == "reported.aside":
            # "A nié avoir menti, comme l'en accuse X": two say something of the same words.
            key = (*key, (-1, -1))
        if key in seen:
            continue
        seen.add(key)
        kept.append(attribution)
    return kept


def _place(attribution: Attribution) -> int:
    parts = (*attribution.content, attribution.cue, attribution.source)
    return min(p.start for p in parts if p is not None)


def _identity(attribution: Attribution) -> str:
    """Return a name made of what was found, whatever rule found it: the same dispatch gives the same ids."""
    parts = [f"{p.start}-{p.end}" for p in attribution.content]
    parts += [f"{p.start}-{p.end}" if p else "-" for p in (attribution.source, attribution.cue)]
    digest = hashlib.sha256("|".join([*parts, *(p.exact for p in attribution.content)]).encode())
    return f"s{digest.hexdigest()[:10]}"
