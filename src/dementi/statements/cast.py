# SPDX-License-Identifier: Apache-2.0
"""Whom does an article name? Its persons and bodies, each once under the fullest name, with what is written beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dementi.language import Analysis, Entity, Token, word_list
from dementi.language.lexicon import lexicon
from dementi.record import Article, Span
from dementi.statements.naming import behind_offices, is_aged, is_short_for, is_topic, plain, without_place
from dementi.statements.own_states import NO_STATES, OwnStates, own_states
from dementi.statements.roles import roles_beside

__all__ = ["Body", "Cast", "Person", "cast_of", "is_short_for", "without_determiner"]


#: Letters that the words for one people share.
_ROOT = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the article names.

    Attributes:
        name: the fullest form.
        roles: what is written beside the name, in reading order.
        places: where the person is named, in reading order.
        feminine: spoken of in the feminine; None: the article does not show it.
    """

    name: str
    roles: tuple[Span, ...]
    places: tuple[Span, ...]
    feminine: bool | None


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or a place that the article names.

    Attributes:
        name: the fullest form; of an acronym what the article writes out beside it.
        kind: ORG or LOC.
        nouns: lemmas of what it is called beside its name ("le groupe X", "X, groupe …"), each with its place.
        places: where it is named, in reading order.
    """

    name: str
    kind: str
    nouns: tuple[tuple[str, int], ...]
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """An article's persons and bodies, in the order of their first mention, and the states that only it tells."""

    article: Article
    analysis: Analysis
    persons: tuple[Person, ...]
    bodies: tuple[Body, ...]
    states: OwnStates = NO_STATES
    written_out: tuple[tuple[str, str], ...] = ()

    def full_name(self, words: str) -> str:
        """Return what the article writes out for an acronym, else the words themselves."""
        return dict(self.written_out).get(words, words)

    def person_named(self, name: str) -> Person | None:
        """Return the person of this full name, None where there is none."""
        return next((p for p in self.persons if p.name == name), None)

    def body_named(self, words: str) -> Body | None:
        """Return the body that these words name, by its full name or a form that the article uses for it."""
        return next((b for b in self.bodies if words == b.name or any(words == p.exact for p in b.places)), None)


def cast_of(article: Article, analysis: Analysis) -> Cast:
    """Return whom an article names."""
    full = _written_out(analysis)
    states = own_states(analysis)
    persons, bodies = _persons(analysis, dict(states.adjectives)), _bodies(analysis, full)
    return Cast(article, analysis, persons, bodies, states, tuple(full.items()))


def without_determiner(words: str, language: str) -> str:
    """Return words without their definite determiner, or without the title before a name; indefinite ones stay."""
    roles = word_list(language, "roles")
    lower = words.lower().replace("’", "'")
    for opening in sorted(roles["determiners"]["dropped"], key=len, reverse=True):
        start = opening if opening.endswith("'") else f"{opening} "
        if lower.startswith(start) and len(words) > len(start):
            return words[len(start) :]
    parts = words.split(" ", 1)
    titles = {t.lower() for t in roles["titles"]["words"]}
    return parts[1] if len(parts) > 1 and parts[0].lower() in titles else words


def _persons(analysis: Analysis, peoples: dict[str, str]) -> tuple[Person, ...]:
    titles = {t.lower() for t in word_list(analysis.language, "roles")["titles"]["words"]}
    named: dict[str, list[Span]] = {}
    people = [e for e in analysis.entities if e.kind == "PER" or (e.kind == "ORG" and is_aged(analysis, e))]
    seen = [without_place(analysis, e) for e in people if not is_topic(analysis, e)]
    for span in sorted([*seen, *behind_offices(analysis, seen)]):
        words = span.exact.split()
        if len(words) > 2 and _is_people(words[0], peoples, analysis.language):
            # "L'Orsannien Paul Morel": the people is no part of the name.
            words = words[1:]
        while len(words) > 1 and words[0].lower() in titles:
            words = words[1:]
        named.setdefault(" ".join(words), []).append(span)
    persons = []
    for name, names in _grouped(named).items():
        spans = sorted(span for n in names for span in named[n])
        # Each role once, as first written.
        beside = [role for span in spans for role in roles_beside(analysis, span)]
        roles = tuple({role.exact.lower(): role for role in reversed(beside)}.values())[::-1]
        persons.append(Person(name, roles, tuple(spans), _gender(analysis, spans, roles)))
    return tuple(persons)


def _is_people(word: str, peoples: dict[str, str], language: str) -> bool:
    """Say whether a word names the people of a state that only the article tells, in any gender and number."""
    endings = tuple(word_list(language, "links")["people"]["endings"])
    return word.lower().endswith(endings) and any(p[:_ROOT] == word.lower()[:_ROOT] for p in peoples)


def _grouped(named: dict[str, list[Span]]) -> dict[str, list[str]]:
    """Return the full names, each with the names that are short for it alone."""
    groups: dict[str, list[str]] = {}
    for name in sorted(named, key=lambda n: -len(n.split())):
        owners = [o for o in groups if name != o and is_short_for(name, o)]
        groups.setdefault(owners[0] if len(owners) == 1 else name, []).append(name)
    return groups


def _gender(analysis: Analysis, spans: Sequence[Span], roles: Sequence[Span]) -> bool | None:
    """Say whether a person is spoken of in the feminine, by titles, roles and agreeing participles; never by a first name."""
    civility = word_list(analysis.language, "roles")["titles"]
    marks: set[str] = set()
    for span in spans:
        before = analysis.tokens_in(max(0, span.start - 10), span.start)
        own = analysis.tokens_in(span.start, span.end)
        near = {t.norm for t in (*before, *own[:1])[-2:]}
        marks |= {"Fem"} if near & set(civility["feminine"]) else set()
        marks |= {"Masc"} if near & set(civility["masculine"]) else set()
        marks |= _agreeing(analysis, own[0]) if own else set()
    for role in roles:
        marks |= _gender_of_role(analysis, role)
    return None if len(marks) != 1 else marks == {"Fem"}


def _gender_of_role(analysis: Analysis, role: Span) -> set[str]:
    marks: set[str] = set()
    for token in analysis.tokens_in(role.start, role.end)[:2]:
        entries = {e.gender for e in lexicon(analysis.language).entries(token.form) if e.upos == "NOUN" and e.gender}
        if token.upos == "NOUN" and len(entries) == 1:
            marks |= entries
        elif token.upos == "NOUN" and token.start == role.start and token.index:
            # "la ministre": the noun has both genders, its determiner one
            marks |= {g for t in (analysis.tokens[token.index - 1],) if t.upos == "DET" and (g := t.feat("Gender"))}
    return marks


def _agreeing(analysis: Analysis, name: Token) -> set[str]:
    """Return the gender of what agrees with a name: "Ina Morel est arrivée", "Ina Morel, née en mai"."""
    verb = analysis.head(name)
    passive = any(c.deprel in {"aux:pass", "cop"} for c in analysis.children(verb))
    if name.deprel == "nsubj:pass" or (name.relation == "nsubj" and passive and verb.upos in {"VERB", "ADJ"}):
        agreeing = [verb]
    else:
        agreeing = [c for c in analysis.children(name) if c.relation == "acl" and c.feat("VerbForm") == "Part"]
    past = [t for t in agreeing if t.feat("Number") != "Plur" and t.feat("Tense") != "Pres"]
    # Only the written feminine: a form that both genders share shows nothing.
    forms = lexicon(analysis.language)
    return {"Fem" for t in past if {e.gender for e in forms.entries(t.form) if e.upos in {"VERB", "ADJ"}} == {"Fem"}}


def _bodies(analysis: Analysis, full: dict[str, str]) -> tuple[Body, ...]:
    named: dict[str, list[Entity]] = {}
    for entity in analysis.entities:
        if entity.kind in {"ORG", "LOC"}:
            words = _own_name(analysis, entity)
            named.setdefault(full.get(words, words), []).append(entity)
    bodies = []
    for name in list(named):
        # At the start of a sentence "Le Temps" may be "le temps"; elsewhere its capital shows that "Le" is of the name.
        bare = without_determiner(name, analysis.language)
        if bare != name and bare in named:
            named[name] += named.pop(bare)
    for name, entities in named.items():
        nouns = tuple((lemma, e.span.start) for e in entities for lemma in _nouns_beside(analysis, e))
        bodies.append(Body(name, entities[0].kind, nouns, tuple(e.span for e in entities)))
    return tuple(bodies)


def _own_name(analysis: Analysis, entity: Entity) -> str:
    """Return a body's name, with a determiner only where a capital inside a sentence shows that it is of the name."""
    first = analysis.tokens[entity.first]
    if first.upos != "DET" and entity.first:
        determiner = analysis.tokens[entity.first - 1]
        first = determiner if determiner.upos == "DET" and entity.span.start - determiner.end <= 1 else first
    before = analysis.tokens[first.index - 1].norm if first.index > analysis.sentences[first.sentence].first else ""
    # "Pentagone dément": the recogniser of names may run on into the verb of a headline.
    own = analysis.tokens[entity.first : entity.last]
    end = next((t.start for t in own[1:] if t.feat("VerbForm") == "Fin"), entity.span.end)
    if first.upos == "DET" and before[-1:].isalpha() and first.form[:1].isupper():
        return analysis.text[first.start : end].rstrip()
    name = without_determiner(analysis.text[entity.span.start : end].rstrip(), analysis.language)
    kind, _, rest = name.partition(" ")
    # "ONG Vigie Droits": what kind of body it is, in capitals, is no part of its name.
    kinds = word_list(analysis.language, "roles")["organisations"]["words"]
    return rest if rest and kind.isupper() and kind.lower() in kinds else name


def _nouns_beside(analysis: Analysis, entity: Entity) -> list[str]:
    """Return the lemmas of the common nouns that a body is called by: before its name, or behind it and a comma."""
    found: list[str] = []
    before = analysis.tokens[max(0, entity.first - 4) : entity.first]
    for token in reversed(before):
        if token.upos == "NOUN":
            found.append(token.lemma.lower())
            break
        if token.upos not in {"ADJ", "PUNCT"} or token.norm == ",":
            break
    after = analysis.tokens[entity.last : entity.last + 4]
    if after and after[0].norm in {",", "("}:
        noun = next((t for t in after[1:] if t.upos not in {"DET", "ADJ"}), None)
        if noun is not None and noun.upos == "NOUN":
            found.append(noun.lemma.lower())
    return found


def _written_out(analysis: Analysis) -> dict[str, str]:
    """Return what each acronym stands for that the article writes beside it: "la Ligue des pêcheurs (LDP)"."""
    found: dict[str, str] = {}
    for match in re.finditer(r"\(([^\W\d_]{2,8})\)", analysis.text):
        acronym = match[1]
        if sum(c.isupper() for c in acronym) < 2:
            continue
        before = analysis.tokens_in(max(0, match.start() - 120), match.start())
        for token in reversed(before[-12:]):
            if token.norm in {",", ".", ";", ":", "(", ")"}:
                break
            words = analysis.text[token.start : match.start()].strip()
            if plain(token.form[:1]) == acronym[0].lower() and _spells(acronym, words):
                found.setdefault(acronym, words)
    return found


def _spells(acronym: str, words: str) -> bool:
    """Say whether the first letters of the words give the acronym, in order; small words may be passed over."""
    rest = iter([plain(w[0]) for w in re.split(r"[\s’'-]+", words) if w])
    return all(letter in rest for letter in acronym.lower())
