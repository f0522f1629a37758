# SPDX-License-Identifier: Apache-2.0
"""For whom does a pronoun stand? The speaker who was just heard, the nearest subject, or who was named last.

Agreement, recency and salience (Hobbs 1978 and the centering literature, much reduced). What agrees with nobody, or
with several who are as near, stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dementi.language import Token, word_list
from dementi.record import Span, Speaker
from dementi.statements.agreement import Kind, agrees, genders_of_name, kind_of, person_at, plain, speaker_agrees
from dementi.statements.attribution import Attribution
from dementi.statements.cast import Cast
from dementi.statements.mentions import mention
from dementi.statements.roles import is_role

__all__ = ["Heard", "antecedent"]

#: How far back a subject or a name is looked for, in characters of the narrator's own words.
REACH = 700


@dataclass(frozen=True, slots=True)
class Heard:
    """The statement before: where its cue stands, and who spoke."""

    place: int
    speaker: Speaker


def antecedent(
    cast: Cast, source: Span, heard: Heard | None, attributions: Sequence[Attribution]
) -> Speaker | Span | None:
    """Return whom a pronoun stands for: a speaker, or the mention to be named; None where it stays open.

    Args:
        cast: whom the article names.
        source: the pronoun.
        heard: the statement before.
        attributions: of the article; what is inside them gives no subject.
    """
    kind = kind_of(source, cast.analysis.language)
    if kind.open or kind.own:
        return None
    if heard is not None and plain(source) in word_list(cast.analysis.language, "roles")["pronouns"]["concerned"]:
        return _concerned(cast, source, kind, heard)
    if kind.last_named and (named := _last_named(cast, source, kind)) is not None:
        return named
    if (topic := _topic(cast, source, kind)) is not None:
        return topic
    subject = _nearest_subject(cast, source, kind, attributions)
    if heard is not None and _goes_on(cast, source, kind, heard, subject):
        return heard.speaker
    if subject is not None:
        return mention(cast.analysis, subject, _predicate(cast, subject))
    return None if kind.plural else _only_person(cast, source.start, kind)


def _topic(cast: Cast, source: Span, kind: Kind) -> Span | None:
    """Return what a sentence names before its pronoun: "Quant à la compagnie, elle …"."""
    pronoun = next(iter(cast.analysis.tokens_in(source.start, source.end)), None)
    openings = word_list(cast.analysis.language, "roles")["pronouns"]["topic"]
    if pronoun is None:
        return None
    before = cast.analysis.tokens[cast.analysis.sentences[pronoun.sentence].first : pronoun.index]
    if len(before) < 3 or before[0].norm not in openings or before[-1].norm != ",":
        return None
    noun = next((t for t in before if t.upos in {"NOUN", "PROPN"}), None)
    return mention(cast.analysis, noun) if noun is not None and agrees(cast, noun, kind) else None


def _concerned(cast: Cast, source: Span, kind: Kind, heard: Heard) -> Speaker | Span | None:
    """Return whom "l'intéressé" means: who was just heard, but in one sentence with what he said the one other person."""
    places = cast.analysis.tokens_in(heard.place, source.end)
    if not places or places[0].sentence != places[-1].sentence:
        if cast.person_named(heard.speaker.name) is not None and speaker_agrees(cast, heard.speaker, kind):
            return heard.speaker
        return _last_person(cast, source.start, kind) or _only_person(cast, source.start, kind)
    near = {
        p.name: place
        for p in cast.persons
        for place in p.places
        if source.start - REACH <= place.start < source.start and p.feminine in (None, kind.feminine)
    }
    others = [place for name, place in near.items() if name != heard.speaker.name]
    return others[0] if len(others) == 1 else None


def _goes_on(cast: Cast, source: Span, kind: Kind, heard: Heard, subject: Token | None) -> bool:
    """Say whether a pronoun stands for whoever was just heard."""
    near = source.start - heard.place < REACH
    if not near or not speaker_agrees(cast, heard.speaker, kind):
        return False
    if subject is None or subject.start <= heard.place:
        return True
    if _opens_own_sentence(cast, subject, source):
        return False
    # A subject since then who can speak is nearer, unless only the one heard is known to agree.
    same = _same_paragraph(cast, heard.place, source.start)
    return same and (not _can_speak(cast, subject) or _known_better(cast, heard.speaker, subject, kind))


def _opens_own_sentence(cast: Cast, subject: Token, source: Span) -> bool:
    """Say whether a subject opens the sentence in which the pronoun follows: "Le syndicat attend ; il n'exclut pas …"."""
    pronoun = next(iter(cast.analysis.tokens_in(source.start, source.end)), subject)
    if pronoun.sentence != subject.sentence or not _is_main(cast, subject):
        return False
    return any(t.norm == ";" for t in cast.analysis.tokens[subject.index : pronoun.index])


def _can_speak(cast: Cast, subject: Token) -> bool:
    if person_at(cast, subject.start) is not None or is_role(subject, cast.analysis.language):
        return True
    words = word_list(cast.analysis.language, "roles")
    return subject.lemma.lower() in {
        *words["organisations"]["words"],
        *words["bodies"]["words"],
        *words["people"]["words"],
    }


def _known_better(cast: Cast, speaker: Speaker, subject: Token, kind: Kind) -> bool:
    """Say whether the speaker is known to be a woman, or a man, where the nearer person is not."""
    nearer, heard = person_at(cast, subject.start), cast.person_named(speaker.name)
    if nearer is None or nearer.feminine is not None:
        return False
    return heard is None or heard.feminine == kind.feminine


def _same_paragraph(cast: Cast, one: int, other: int) -> bool:
    return any(p.start <= one < p.end and p.start <= other < p.end for p in cast.article.paragraphs)


def _nearest_subject(cast: Cast, source: Span, kind: Kind, attributions: Sequence[Attribution]) -> Token | None:
    """Return the nearest subject before that agrees: of a main clause if there is one, else of any."""
    analysis = cast.analysis
    reach = max(0, source.start - 4 * REACH)
    told = (p for a in attributions for p in a.content if a.type is not None)
    contents = _merged([p for p in told if p.end > reach and p.start < source.start])
    words = word_list(analysis.language, "roles")
    things = {*words["things"]["words"], *words["places"]["words"]}
    times = word_list(analysis.language, "units")["time"]["words"]
    agreeing, narrated, end = [], 0, source.start
    for token in reversed(analysis.tokens_in(reach, source.start)):
        while contents and token.start < contents[-1][0]:
            contents.pop()
        if contents and token.start < contents[-1][1]:
            end = token.start
            continue
        narrated, end = narrated + end - token.start, token.start
        if narrated > REACH:
            break
        if token.upos not in {"NOUN", "PROPN"} or token.lemma.lower() in things or token.norm in times:
            continue
        if (token.relation != "nsubj" and not _is_verbless(cast, token)) or _is_agent(cast, token):
            continue
        headline = not any(p.start <= token.start < p.end for p in cast.article.paragraphs)
        if not (token.upos == "NOUN" and headline) and agrees(cast, token, kind):
            agreeing.append(token)
    return next((t for t in agreeing if _is_main(cast, t)), agreeing[0] if agreeing else None)


def _merged(pieces: Sequence[Span]) -> list[tuple[int, int]]:
    """Return where the pieces reach, in order, without overlap."""
    merged: list[tuple[int, int]] = []
    for piece in sorted(pieces):
        if merged and piece.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], piece.end))
        else:
            merged.append((piece.start, piece.end))
    return merged


def _is_agent(cast: Cast, token: Token) -> bool:
    """Say whether a preposition takes a name, whatever the tree says: "joint par Radio Delta"."""
    entity = next((e for e in cast.analysis.entities if e.first <= token.index < e.last), None)
    first = entity.first if entity is not None else token.index
    return first > 0 and cast.analysis.tokens[first - 1].upos == "ADP"


def _is_verbless(cast: Cast, token: Token) -> bool:
    """Say whether the tree hangs the predicate on a noun that is its subject: "Le port n'est pas de cet avis"."""
    below = (d for c in cast.analysis.children(token) if c.index > token.index for d in cast.analysis.children(c))
    return token.relation == "root" and any(d.relation == "cop" for d in below)


def _predicate(cast: Cast, subject: Token) -> range:
    """Return the tokens from the verb on, where the tree hangs the predicate on its subject; none else."""
    behind = cast.analysis.tokens[subject.index + 1 : cast.analysis.sentences[subject.sentence].last]
    verb = next((t for t in behind if t.upos in {"ADV", "AUX"}), None)
    return range(verb.index, behind[-1].index + 1) if verb and _is_verbless(cast, subject) else range(0)


def _is_main(cast: Cast, subject: Token) -> bool:
    verb = cast.analysis.head(subject)
    return verb.relation in {"root", "conj", "parataxis", "appos"} or verb.head == verb.index


def _last_named(cast: Cast, source: Span, kind: Kind) -> Span | None:
    """Return the person named last before "ce dernier", where it agrees; a body only where no person stands near."""
    near = [e for e in cast.analysis.entities if 0 <= source.start - e.span.end <= REACH // 2]
    noun = _last_noun(cast, source, kind)
    for entity in reversed(near):
        person = person_at(cast, entity.span.start) if entity.kind == "PER" else None
        if person is not None and not kind.plural and person.feminine in (None, kind.feminine):
            # A noun of the pronoun's gender goes before a farther person of whom it is not known.
            later = noun is not None and noun.start > entity.span.end
            nearer = later and (person.feminine is None or _is_named_body(cast, noun))
            return mention(cast.analysis, noun) if nearer and noun is not None else entity.span
    if noun is not None:
        return mention(cast.analysis, noun)
    for entity in reversed(near):
        first = cast.analysis.tokens[entity.first]
        if entity.kind == "ORG" and genders_of_name(cast, first) == {"Fem" if kind.feminine else "Masc"}:
            return mention(cast.analysis, first)
    return None


def _is_named_body(cast: Cast, noun: Token | None) -> bool:
    """Say whether a noun says what a named body is: "le quotidien Le Quai"."""
    after = (
        cast.analysis.tokens[noun.index + 1]
        if noun is not None and noun.index + 1 < len(cast.analysis.tokens)
        else None
    )
    return after is not None and after.form[:1].isupper()


def _last_noun(cast: Cast, source: Span, kind: Kind) -> Token | None:
    """Return the last noun for somebody who can speak that agrees, "l'agence" for "celle-ci"."""
    wanted = "Fem" if kind.feminine else "Masc"
    for token in reversed(cast.analysis.tokens_in(max(0, source.start - REACH // 3), source.start)):
        agrees = token.feat("Gender") == wanted and (token.feat("Number") == "Plur") == kind.plural
        # An office may be of the person named: only a body is another.
        if token.upos == "NOUN" and agrees and _can_speak(cast, token) and not is_role(token, cast.analysis.language):
            return token
    return None


def _last_person(cast: Cast, before: int, kind: Kind) -> Span | None:
    """Return where the person is named who was named last in the paragraph, where he agrees."""
    places = [(place.start, place, p) for p in cast.persons for place in p.places if place.start < before]
    start, place, person = max(places, key=lambda found: found[0], default=(0, None, None))
    near = place is not None and _same_paragraph(cast, start, before)
    return place if near and person is not None and person.feminine in (None, kind.feminine) else None


def _only_person(cast: Cast, before: int, kind: Kind) -> Span | None:
    """Return where the one person who agrees is named shortly before a place, None where several are."""
    near = {
        person.name: place
        for person in cast.persons
        for place in person.places
        if before - REACH <= place.start < before and person.feminine in (None, kind.feminine)
    }
    return next(iter(near.values())) if len(near) == 1 else None
