# SPDX-License-Identifier: Apache-2.0
"""For which state does a mention speak? By metonymy: a capital, a seat of power, a ministry or an army with its adjective."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dementi.language import Analysis, Token, word_list
from dementi.record import Span
from dementi.statements.own_states import NO_STATES, OwnStates

__all__ = ["side_of", "state_of_adjective"]


@dataclass(frozen=True, slots=True)
class _States:
    names: dict[str, str]  # a state's names, capitals and seats, lower case -> the state
    adjectives: dict[str, str]
    bodies: frozenset[str]
    former: frozenset[str]
    apart: frozenset[str]


def side_of(analysis: Analysis, words: Span, own: OwnStates = NO_STATES) -> str | None:
    """Return the state that a mention speaks for, None where it speaks for none or it is not known.

    A bare name of a state, capital or seat speaks for the state; a body of the state (army, ministry, spokesman) does with
    an adjective or a name beside it. Others' nationality is no side: "un journaliste russe".

    Args:
        analysis: of the article.
        words: the mention.
        own: the states that the article itself tells.
    """
    known = _with(_states(analysis.language), own)
    tokens = analysis.tokens_in(words.start, words.end)
    plain = words.exact.lower().replace("’", "'")
    openings = [a if a.endswith("'") else f"{a} " for a in known_determiners(analysis.language)]
    for name in (plain, *(plain[len(a) :] for a in openings if plain.startswith(a))):
        if name in known.names:
            return known.names[name]
    if not any(t.lemma.lower() in known.bodies or t.norm in known.bodies for t in tokens):
        return _people(tokens, known)
    if any(t.norm in known.former or t.norm.partition("-")[0] in known.former for t in tokens):
        return None
    named = _named_inside(plain, known)
    if any(t.lemma.lower() in known.apart or t.norm in known.apart for t in tokens):
        # "Le président de la fédération turque" is no state's, that of "la Fédération de Russie" is.
        return named
    adjectives = {known.adjectives[t.norm] for t in tokens if t.norm in known.adjectives}
    if len(adjectives) == 1:
        return adjectives.pop()
    return named if not adjectives else None


def known_determiners(language: str) -> list[str]:
    """Return the determiners that may stand before a state's name."""
    found: list[str] = word_list(language, "roles")["determiners"]["dropped"]
    return found


def _with(known: _States, own: OwnStates) -> _States:
    if own == NO_STATES:
        return known
    # What the list holds goes before what the article seems to tell.
    names, adjectives = dict(own.names) | known.names, dict(own.adjectives) | known.adjectives
    return _States(names, adjectives, known.bodies, known.former, known.apart)


def state_of_adjective(token: Token, language: str) -> str | None:
    """Return the state whose adjective a token is, None where it is none or two states share it."""
    return _states(language).adjectives.get(token.norm)


def _people(tokens: tuple[Token, ...], known: _States) -> str | None:
    """Return the side of "les Iraniens": a people as such, with a capital letter and nothing beside it."""
    substance = [t for t in tokens if t.upos not in {"DET", "ADP", "PUNCT"}]
    if len(substance) == 1 and substance[0].form[:1].isupper():
        return known.adjectives.get(substance[0].norm)
    return None


def _named_inside(plain: str, known: _States) -> str | None:
    padded = f" {plain.replace(chr(39), ' ')} "
    places = [(padded.find(f" {name.replace(chr(39), ' ')} "), state) for name, state in known.names.items()]
    found = [(place, state) for place, state in places if place >= 0]
    # "l'ambassadeur de France en Russie": the first is the one spoken for.
    return min(found)[1] if found else None


@lru_cache(maxsize=4)
def _states(language: str) -> _States:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    ambiguous: set[str] = set()
    for state in word_list(language, "sides")["state"]:
        for name in (state["name"], *state.get("other_names", ()), *state.get("capitals", ()), *state.get("seats", ())):
            for spelled in {name.lower().replace("’", "'"), _plain(name.lower())}:
                names.setdefault(spelled, state["name"])
        for adjective in state.get("adjectives", ()):
            if adjectives.setdefault(adjective.lower(), state["name"]) != state["name"]:
                ambiguous.add(adjective.lower())
    bodies = frozenset(word_list(language, "roles")["bodies"]["words"])
    former = frozenset(word_list(language, "sides")["former"]["words"])
    apart = frozenset(word_list(language, "sides")["apart"]["words"])
    return _States(names, {a: s for a, s in adjectives.items() if a not in ambiguous}, bodies, former, apart)


def _plain(name: str) -> str:
    """Return a name as it is often printed: capitals without accents ("Etats-Unis")."""
    return "-".join(part[:1].translate(str.maketrans("éèêàâîô", "eeeaaio")) + part[1:] for part in name.split("-"))
