# SPDX-License-Identifier: Apache-2.0
"""What does a pronoun tell of whom it stands for, and who agrees with it?"""

from __future__ import annotations

from dataclasses import dataclass

from dementi.language import Token, word_list
from dementi.language.lexicon import LexiconEntry, lexicon
from dementi.record import Span, Speaker
from dementi.statements.cast import Cast, Person
from dementi.statements.mentions import mention

__all__ = [
    "Kind",
    "agrees",
    "fits",
    "genders_of_name",
    "is_pronoun",
    "kind_of",
    "person_at",
    "plain",
    "speaker_agrees",
    "titles",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a pronoun tells of whom it stands for.

    Attributes:
        plural, feminine: how it agrees.
        last_named: "ce dernier", "celui-ci": whoever was named last, subject or not.
        own: "je", "nous": whoever speaks around it.
        open: "vous", "on", "qui": nobody whom the desk could name.
    """

    plural: bool
    feminine: bool
    last_named: bool
    own: bool
    open: bool


def is_pronoun(source: Span, language: str) -> bool:
    """Say whether a mention is a pronoun and nothing else."""
    return plain(source) in word_list(language, "roles")["pronouns"]["words"]


def kind_of(source: Span, language: str) -> Kind:
    """Return what a pronoun tells."""
    words, form = word_list(language, "roles")["pronouns"], plain(source)
    return Kind(
        plural=form in words["plural"],
        feminine=form in words["feminine"],
        last_named=form in words["last_named"],
        own=form in words["own"],
        open=form in words["open"],
    )


def agrees(cast: Cast, token: Token, kind: Kind) -> bool:
    """Say whether a noun or a name agrees with a pronoun in number and gender."""
    words = mention(cast.analysis, token)
    if any(c.relation == "conj" and words.start <= c.start < words.end for c in cast.analysis.children(token)):
        # "Le port et la mairie": several, whatever each of them is.
        return kind.plural and not kind.feminine
    named = next((p for p in cast.persons if any(words.contains(s) for s in p.places)), None)
    if token.upos == "PROPN":
        person = person_at(cast, token.start)
        if person is not None:
            return not kind.plural and person.feminine in (None, kind.feminine)
        body = any(e.kind == "ORG" and e.first <= token.index < e.last for e in cast.analysis.entities)
        return body and fits(genders_of_name(cast, token), kind) and kind.plural == (token.feat("Number") == "Plur")
    if (token.feat("Number") == "Plur") != kind.plural:
        return False
    if named is not None and named.feminine not in (None, kind.feminine) and token.index in titles(cast, words):
        return False
    genders = {e.gender for e in lexicon(cast.analysis.language).entries(token.form) if e.upos == "NOUN" and e.gender}
    gender = token.feat("Gender")
    return not (genders or gender) or fits(genders if len(genders) == 1 else {gender or ""}, kind)


def titles(cast: Cast, words: Span) -> set[int]:
    """Return the places of the words of a mention."""
    return {t.index for t in cast.analysis.tokens_in(words.start, words.end)}


def genders_of_name(cast: Cast, token: Token) -> set[str]:
    """Return the gender of a name's determiner ("la LDP"), nothing where it shows none."""
    around = (*cast.analysis.children(token), *cast.analysis.tokens[max(0, token.index - 1) : token.index])
    return {g for t in around if t.upos == "DET" and (g := t.feat("Gender"))}


def fits(genders: set[str], kind: Kind) -> bool:
    """Say whether a pronoun may stand for what has one of some genders; none is known of: it may."""
    return not genders or ("Fem" if kind.feminine else "Masc") in genders


def speaker_agrees(cast: Cast, speaker: Speaker, kind: Kind) -> bool:
    """Say whether a speaker agrees with a pronoun, as far as the name tells."""
    person = cast.person_named(speaker.name)
    if person is not None:
        return not kind.plural and person.feminine in (None, kind.feminine)
    known = lexicon(cast.analysis.language)
    nouns = ([e for e in known.entries(word.lower()) if e.upos == "NOUN"] for word in speaker.name.split())
    entries: list[LexiconEntry] = next((found for found in nouns if found), [])
    genders, numbers = {e.gender for e in entries if e.gender}, {e.number for e in entries if e.number}
    return fits(genders, kind) and (not numbers or ("Plur" if kind.plural else "Sing") in numbers)


def person_at(cast: Cast, position: int) -> Person | None:
    """Return the person whose name stands at a character."""
    return next((p for p in cast.persons if any(s.start <= position < s.end for s in p.places)), None)


def plain(source: Span) -> str:
    """Return a mention in small letters, its apostrophe straight."""
    return source.exact.lower().replace("’", "'")
