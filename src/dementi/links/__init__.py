# SPDX-License-Identifier: Apache-2.0
"""Statements on record -> denies, confirms, diverges. Each link names its rule and the words it rests on."""

from __future__ import annotations

from dementi.language import Analysis
from dementi.links.across import Reported, find_links_across
from dementi.links.claims import case_of
from dementi.links.delay import delay_of
from dementi.links.diverging import find_diverging
from dementi.links.lies import find_lies
from dementi.links.near import may_answer
from dementi.links.restated import find_restated
from dementi.links.reticence import Reticence, reticence_of
from dementi.links.scope import with_scope
from dementi.links.series import find_diverging_across, find_series
from dementi.links.settled import settle
from dementi.links.taken_up import find_taken_up
from dementi.record import Article, Findings, Link

__all__ = [
    "Reported",
    "Reticence",
    "delay_of",
    "find_diverging_across",
    "find_links",
    "find_links_across",
    "find_series",
    "may_answer",
    "reticence_of",
]

#: In the order of trust: where two rules see the same link, the first one names it.
_RULES = (find_taken_up, find_lies, find_restated, find_diverging)


def find_links(article: Article, analysis: Analysis, findings: Findings) -> tuple[Link, ...]:
    """Return how the findings of an article answer one another, each pair once for each relation and one way only.

    Never between statements of one speaker or side, never on a shared topic alone.
    """
    case = case_of(article, analysis, findings)
    found: dict[tuple[str, str, str], Link] = {}
    for rule in _RULES:
        for link in rule(case):
            if (link.relation.value, link.target, link.source) not in found:
                found.setdefault((link.relation.value, link.source, link.target), link)
    return tuple(with_scope(case, link) for link in settle(case, found.values()))
