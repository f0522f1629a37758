# SPDX-License-Identifier: Apache-2.0
"""What travels in an alert? The search, and what is new of it with the words that matched: frozen, written as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cattrs import Converter

from dementi.desk.search.snippets import Words

__all__ = ["Alert", "Match", "alert_of", "written"]

_CONVERTER = Converter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Something that a search finds.

    Attributes:
        dispatch: its dispatch's id.
        statement: the statement's id; "" for a dispatch.
        words: of a statement, its own words; "" for a dispatch.
        title: who speaks, or the headline.
        role: of who speaks, "".
        snippet: a piece of the text, what matched apart.
        notes: the stance, the outlet and the day, in the search's language.
        outlet: "" where it is not known.
        published: ISO 8601 as far as known, "" where it is not.
        place: the path of its page.
    """

    dispatch: str
    statement: str
    words: str
    title: str
    role: str
    snippet: tuple[Words, ...]
    notes: str
    outlet: str
    published: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What is told of a saved search.

    Attributes:
        search: its key.
        name: as its owner calls it.
        asked: the query of its address.
        language: of the words around the matches.
        matches: what is new, the newest first, some of it.
        count: of all that is new.
    """

    search: str
    name: str
    asked: str
    language: str
    matches: tuple[Match, ...]
    count: int


def written(alert: Alert) -> str:
    """Return an alert as JSON."""
    return json.dumps(_CONVERTER.unstructure(alert), ensure_ascii=False)


def alert_of(text: str) -> Alert:
    """Return the alert that :func:`written` wrote."""
    return _CONVERTER.structure(json.loads(text), Alert)
