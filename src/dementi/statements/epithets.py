# SPDX-License-Identifier: Apache-2.0
"""Who is meant by a noun for persons that names nobody's office? "l'élue", "la dirigeante", "l'ancien sprinteur"."""

from __future__ import annotations

from dementi.language import Token, word_list
from dementi.record import Span
from dementi.statements.cast import Cast, Person
from dementi.statements.pronouns import Heard
from dementi.statements.roles import is_role

__all__ = ["heard_described"]

#: How far back whoever was just heard may stand, in characters.
REACH = 700


def heard_described(cast: Cast, source: Span, heard: Heard | None) -> Person | None:
    """Return who was just heard, where a bare noun for a person means nobody else: "l'élue", "l'homme", "l'ancien pilote".

    Args:
        cast: whom the article names.
        source: the description.
        heard: the statement before.
    """
    noun = _noun(cast, source)
    near = heard is not None and source.start - heard.place < REACH
    person = cast.person_named(heard.speaker.name) if heard is not None and near else None
    if person is None and noun is not None:
        # Nobody was heard: the one person whom the article has named.
        named = [p for p in cast.persons if p.places[0].start < source.start]
        person = named[0] if len(named) == 1 else None
    if person is None or noun is None or noun.feat("Number") == "Plur":
        return None
    gender = _gender(cast, source, noun)
    return person if person.feminine is None or gender is None or person.feminine == (gender == "Fem") else None


def _noun(cast: Cast, source: Span) -> Token | None:
    """Return the noun of a definite mention that is an epithet of persons, None where it is none or more is told."""
    tokens = cast.analysis.tokens_in(source.start, source.end)
    words = word_list(cast.analysis.language, "roles")
    if len(tokens) < 2 or tokens[0].norm not in words["determiners"]["definite"]:
        return None
    former = tokens[1].lemma.lower() in words["before_role"]["words"] and len(tokens) > 2
    noun, rest = (tokens[2], tokens[3:]) if former else (tokens[1], tokens[2:])
    known = noun.lemma.lower() in words["people"]["words"] or noun.norm in words["people"]["words"]
    # "Ce spécialiste des petits corps" takes up whoever was just named, whatever is told of him.
    pointing = tokens[0].feat("PronType") == "Dem" or tokens[0].norm in words["determiners"]["pointing"]
    person = known or (pointing and is_role(noun, cast.analysis.language))
    former = former and noun.upos == "NOUN" and not _is_of_a_body(cast, noun)
    plain = not rest or (pointing and not any(t.upos == "PROPN" for t in rest))
    return noun if plain and (person or former) else None


def _is_of_a_body(cast: Cast, noun: Token) -> bool:
    words = word_list(cast.analysis.language, "roles")
    lists = (words["organisations"], words["places"], words["things"], words["documents"], words["bodies"])
    return not is_role(noun, cast.analysis.language) and any(noun.lemma.lower() in found["words"] for found in lists)


def _gender(cast: Cast, source: Span, noun: Token) -> str | None:
    """Return the gender that the determiner shows, else the noun's."""
    determiner = cast.analysis.tokens_in(source.start, source.end)[0]
    return determiner.feat("Gender") or noun.feat("Gender")
