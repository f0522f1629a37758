# SPDX-License-Identifier: Apache-2.0
"""Which states does the article itself tell that no list holds? "la République de Valmarie", "l'armée valmarienne", its capital.

An adjective that no dictionary knows names a place of the article where both begin alike and the adjective's ending makes
a people of it; a capital is one where the article says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dementi.language import Analysis, Entity, Token, word_list
from dementi.language.lexicon import lexicon

__all__ = ["NO_STATES", "OwnStates", "own_states"]

#: Letters that a place and its adjective share at the least, and that the place may have beyond them.
_SHARED, _BEYOND = 4, 3


@dataclass(frozen=True, slots=True)
class OwnStates:
    """States that only the article tells: names and capitals, and adjectives, each in lower case with its state."""

    names: tuple[tuple[str, str], ...] = ()
    adjectives: tuple[tuple[str, str], ...] = ()


NO_STATES = OwnStates()


def own_states(analysis: Analysis) -> OwnStates:
    """Return the states that the article itself tells, by adjectives made of their names, and their capitals."""
    places = [e for e in analysis.entities if e.kind in {"LOC", "ORG"}]
    adjectives = dict(_adjectives(analysis, places))
    states = set(adjectives.values())
    names = {state.lower(): state for state in states}
    names |= {capital.lower(): state for capital, state in _capitals(analysis, states, adjectives)}
    return OwnStates(tuple(sorted(names.items())), tuple(sorted(adjectives.items())))


def _adjectives(analysis: Analysis, places: list[Entity]) -> Iterator[tuple[str, str]]:
    endings = sorted(word_list(analysis.language, "links")["people"]["endings"], key=len, reverse=True)
    known = lexicon(analysis.language)
    names = {_name(analysis, e): None for e in places if " " not in _name(analysis, e)}
    for token in analysis.tokens:
        if not token.form.isalpha() or not token.form.islower() or known.entries(token.form):
            continue
        ending = next((e for e in endings if token.norm.endswith(e)), None)
        root = token.norm[: -len(ending)] if ending else ""
        for name in names if len(root) >= _SHARED else ():
            if name.lower().startswith(root) and len(name) - len(root) <= _BEYOND:
                yield token.norm, name
                break


def _capitals(analysis: Analysis, states: set[str], adjectives: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the article says is a state's capital: "Aubemont, la capitale valmarienne", "la capitale Aubemont"."""
    words = word_list(analysis.language, "sides")["capital_words"]["words"]
    for token in analysis.tokens:
        if token.norm not in words:
            continue
        before = analysis.tokens[max(0, token.index - 3) : token.index]
        behind = analysis.tokens[token.index + 1 : token.index + 5]
        state = _state_among(behind, states, adjectives) or (next(iter(states)) if len(states) == 1 else None)
        cities = [
            t.form
            for t in (*before, *behind[:2])
            if t.form[:1].isupper() and t.upos in {"NOUN", "PROPN", "X"} and t.form not in states
        ]
        if cities and state is not None:
            yield cities[0], state


def _state_among(tokens: tuple[Token, ...], states: set[str], adjectives: dict[str, str]) -> str | None:
    return next((adjectives.get(t.norm) or t.form for t in tokens if t.norm in adjectives or t.form in states), None)


def _name(analysis: Analysis, entity: Entity) -> str:
    """Return a place's own name: of "République de Valmarie", Valmarie."""
    words = word_list(analysis.language, "sides")["state_words"]["words"]
    inside = analysis.tokens[entity.first : entity.last]
    if len(inside) > 1 and (inside[0].form[:1].islower() or inside[0].norm in words):
        return inside[-1].form
    return entity.span.exact
