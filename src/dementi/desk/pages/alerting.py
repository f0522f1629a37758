# SPDX-License-Identifier: Apache-2.0
"""What does a saved search find among some dispatches? Asked as the page asks, with its words, for alerts."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from dementi.desk.alerts.alert import Match
from dementi.desk.alerts.teller import Teller
from dementi.desk.alerts.watching import Found as New
from dementi.desk.alerts.wires import Wires
from dementi.desk.pages import asking, finding
from dementi.desk.pages.finding import Shown
from dementi.desk.pages.queries import Kept
from dementi.desk.pages.search import DISPATCHES, asked_of
from dementi.desk.search.asked import Kind
from dementi.fetch import Limits
from dementi.record import Statement
from dementi.settings import read_settings

__all__ = ["found_among", "teller_of"]


def teller_of(port: int) -> Teller:
    """Return what tells of the saved searches of the open folder, which is served at a port."""
    settings = read_settings()
    limits = Limits(seconds=15.0, private_networks=settings.private_networks, robots=False)
    base = settings.url or f"http://127.0.0.1:{port}"
    return Teller(found_among, asking.place, Wires(base=base, sender=settings.smtp.sender, limits=limits))


def found_among(asked: str, language: str, dispatches: tuple[str, ...]) -> New:
    """Return what a search finds of some dispatches, and those of them that are not for the public yet.

    Args:
        asked: the query of the search's address.
        language: of the words around what is found.
        dispatches: their ids.
    """
    question = asked_of(QueryDict(asked))
    kind = Kind.DISPATCH if question.tab == DISPATCHES else Kind.STATEMENT
    search = replace(finding.search_of(question.question(kind)), within=dispatches, facets=(), offset=0)
    with override(language):
        found = tuple(finding.shown(asking.surely(search), question.words))
    back = frozenset(each.kept.id for each in found if _is_held(each.kept))
    return tuple(_match(each) for each in found if each.kept.id not in back), back


def _is_held(kept: Kept) -> bool:
    wire = kept.reading.article.wire if kept.reading.article else None
    return bool(wire and not wire.is_public(timezone.now()))


def _match(shown: Shown) -> Match:
    article, found, said = shown.kept.reading.article, shown.found, shown.said
    return Match(
        dispatch=shown.kept.id,
        statement=said.id if said else "",
        words=_words(said) if said else "",
        title=found.title,
        role=found.role,
        snippet=found.snippet,
        notes=found.notes,
        outlet=(article.outlet if article else None) or shown.kept.outlet or "",
        published=(article.published if article else None) or "",
        place=found.permalink,
    )


def _words(said: Statement) -> str:
    """Return the words by which a statement is known again: what is said, or else what is denied."""
    spans = (*said.content, *((said.denied,) if said.denied else ()))
    return " ".join(span.exact for span in spans)
