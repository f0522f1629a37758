# SPDX-License-Identifier: Apache-2.0
"""How many statements and figures stand in a dispatch, and how many of them are answered?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from dementi.record import CrossLink, Reading, Relation

__all__ = ["Tally", "tally_of", "tally_words"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are: statements, figures, statements denied, pairs of diverging figures, statements unanswered."""

    statements: int
    figures: int
    contested: int
    diverging: int
    unanswered: int


def tally_of(reading: Reading, ties: Iterable[CrossLink] = ()) -> Tally:
    """Count what stands in a reading, with the links between its statements and those of other dispatches."""
    found, across = reading.findings, tuple(ties)
    denied = {link.target for link in reading.links if link.relation is Relation.DENIES}
    denied |= {k.target.statement for k in across if k.relation is Relation.DENIES and k.target.dispatch == reading.id}
    apart = [link for link in reading.links if link.relation is Relation.DIVERGES]
    diverging = {end for link in apart for end in (link.source, link.target)}
    joined = {end for link in reading.links for end in (link.source, link.target)}
    joined |= {end.statement for k in across for end in (k.source, k.target) if end.dispatch == reading.id}
    figured = {figure.statement for figure in found.figures if figure.id in diverging}
    return Tally(
        statements=len(found.statements),
        figures=len(found.figures),
        contested=len(denied),
        diverging=len(apart),
        unanswered=sum(s.id not in joined and s.id not in figured for s in found.statements),
    )


def tally_words(tally: Tally) -> str:
    """Return "9 statements: 2 denied, 1 diverging figure, 3 without an answer"."""
    whole = ngettext("%(count)s statement", "%(count)s statements", tally.statements) % {"count": tally.statements}
    parts = []
    if tally.contested:
        parts.append(ngettext("%(count)s denied", "%(count)s denied", tally.contested) % {"count": tally.contested})
    if tally.diverging:
        said = ngettext("%(count)s diverging figure", "%(count)s diverging figures", tally.diverging)
        parts.append(said % {"count": tally.diverging})
    if tally.unanswered:
        said = ngettext("%(count)s without an answer", "%(count)s without an answer", tally.unanswered)
        parts.append(said % {"count": tally.unanswered})
    return gettext("%(whole)s: %(parts)s") % {"whole": whole, "parts": ", ".join(parts)} if parts else whole
