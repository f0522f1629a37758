# SPDX-License-Identifier: Apache-2.0
"""Which words are a person's name, where the recogniser of names errs? An office's seat, a topic, a name that it has not seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from dementi.language import Analysis, Entity, Token, word_list
from dementi.record import Span
from dementi.statements.quotations import OPENING
from dementi.statements.roles import is_role

__all__ = ["behind_offices", "is_aged", "is_short_for", "is_topic", "plain", "without_place"]


def is_short_for(short: str, full: str) -> bool:
    """Say whether one name is the end, or one later word, of a fuller one."""
    a, b = plain(short).split(), plain(full).split()
    return len(a) < len(b) and (b[-len(a) :] == a or (len(a) == 1 and len(b) > 1 and a[0] in b[1:]))


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a name without case and accents: "Erdoğan" is written "Erdogan" too."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def is_aged(analysis: Analysis, entity: Entity) -> bool:
    """Say whether an age follows a name, which is then a person's: "Nour, 20 ans"."""
    behind = analysis.tokens[entity.last : entity.last + 3]
    years = word_list(analysis.language, "units")["time"]["ages"]
    return len(behind) == 3 and behind[0].norm == "," and behind[1].upos == "NUM" and behind[2].norm in years


def is_topic(analysis: Analysis, entity: Entity) -> bool:
    """Say whether one word and a colon that open the headline are rather a place: nobody's words follow, no fuller name ends so."""
    behind = analysis.tokens[entity.last : entity.last + 2]
    if entity.first or entity.last - entity.first > 1 or len(behind) < 2 or behind[0].norm != ":":
        return False
    named = any(e.kind == "PER" and is_short_for(entity.span.exact, e.span.exact) for e in analysis.entities)
    return behind[1].norm not in OPENING and not named


def behind_offices(analysis: Analysis, seen: Sequence[Span]) -> list[Span]:
    """Return the names right behind an office that the recogniser has not seen: "le président du Conseil maritime [Ina Morel]"."""
    places = {e.span.exact for e in analysis.entities if e.kind == "LOC"}
    found: list[Span] = []
    for office in analysis.tokens:
        if office.upos != "NOUN" or not is_role(office, analysis.language):
            continue
        run: list[Token] = []
        for token in analysis.tokens[office.index + 1 : office.index + 9]:
            if token.upos == "PROPN" and token.form[:1].isupper():
                run.append(token)
            elif run or token.upos not in {"ADJ", "ADP", "DET", "NOUN"}:
                break
        while run and run[0].form in places:
            run = run[1:]
        before = analysis.tokens[run[0].index - 1] if run else None
        if len(run) < 2 or before is None or before.upos in {"ADP", "DET"} or before.form.isupper():
            continue
        if any(e.kind == "ORG" and e.first == run[0].index for e in analysis.entities):
            continue
        span = Span.of(analysis.text, run[0].start, run[-1].end)
        if not any(span.overlaps(other) for other in (*seen, *found)):
            found.append(span)
    return found


def without_place(analysis: Analysis, entity: Entity) -> Span:
    """Return a name without the seat of an office before it: "l'archevêque d'[Ostre Paul Morel]"."""
    first, _, rest = entity.span.exact.partition(" ")
    places = {e.span.exact for e in analysis.entities if e.kind == "LOC"}
    before = analysis.tokens[entity.first - 1] if entity.first else None
    office = analysis.tokens[entity.first - 2] if entity.first > 1 else None
    seat = first in places or (office is not None and is_role(office, analysis.language))
    if len(rest.split()) < 2 or not seat or before is None or before.upos != "ADP":
        return entity.span
    return Span.of(analysis.text, entity.span.end - len(rest), entity.span.end)
