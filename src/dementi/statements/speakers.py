# SPDX-License-Identifier: Apache-2.0
"""Who is behind each statement? From the mention to the fullest name that the article gives, its role and its side.

An ambiguous pronoun stays open: unknown is a value.
"""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Analysis, Token, word_list
from dementi.record import Article, Span, Speaker
from dementi.statements.agreement import is_pronoun, kind_of
from dementi.statements.attribution import Attribution
from dementi.statements.cast import Body, Cast, Person, cast_of, is_short_for, without_determiner
from dementi.statements.descriptions import behind_document, body_described, fullest, has_preposition, person_described
from dementi.statements.epithets import heard_described
from dementi.statements.pronouns import Heard, antecedent
from dementi.statements.roles import is_role, role_within
from dementi.statements.sides import side_of

__all__ = ["name_speakers"]

#: Characters that an office between a mention and the name behind it may take.
_OFFICE = 24
#: A statement stands inside another only so many statements from it.
_NESTED = 40


def name_speakers(
    article: Article, analysis: Analysis, attributions: Sequence[Attribution]
) -> tuple[Speaker | None, ...]:
    """Return the speaker of each attribution, in order; None where the article does not tell."""
    cast = cast_of(article, analysis)
    found: list[Speaker | None] = []
    heard: Heard | None = None
    for k, attribution in enumerate(attributions):
        place = attribution.cue.start if attribution.cue else attribution.content[0].start
        speaker = _speaker(cast, attribution, heard, list(zip(attributions, found, strict=False)), attributions)
        found.append(speaker)
        if speaker is not None and _can_go_on(cast, attribution) and not _is_nested(attributions, k):
            heard = Heard(place, speaker)
    return tuple(found)


def _speaker(
    cast: Cast,
    attribution: Attribution,
    heard: Heard | None,
    before: Sequence[tuple[Attribution, Speaker | None]],
    attributions: Sequence[Attribution],
) -> Speaker | None:
    source, language = attribution.source, cast.analysis.language
    if source is None:
        return heard.speaker if heard is not None and _follows_on(cast, attribution, heard) else None
    if source.exact.lower().replace("’", "'") in word_list(language, "roles")["pronouns"]["object"]:
        # "À l'en croire"
        return heard.speaker if heard is not None else None
    if not is_pronoun(source, language):
        if heard is not None and _is_own_document(cast, source):
            return heard.speaker
        return _of_mention(cast, source, heard)
    if kind_of(source, language).own:
        return next((s for a, s in reversed(before) if any(p.contains(source) for p in a.content)), None)
    found = antecedent(cast, source, heard, attributions)
    return _of_mention(cast, found, heard) if isinstance(found, Span) else found


def _follows_on(cast: Cast, attribution: Attribution, heard: Heard) -> bool:
    """Say whether words without a source are those of whoever was just heard: a bare quotation, "Avant d'ajouter : « … »"."""
    place = attribution.content[0].start if attribution.content else None
    if place is None or not _same_paragraph(cast.article, heard.place, place):
        return False
    if attribution.found_by == "bare.sentence":
        return True
    cue = cast.analysis.tokens[attribution.cue_token] if attribution.cue_token is not None else None
    opens = cue is not None and cue.index - cast.analysis.sentences[cue.sentence].first <= 3
    return opens and cue is not None and cue.feat("VerbForm") == "Inf"


def _is_own_document(cast: Cast, source: Span) -> bool:
    """Say whether a document is that of whoever was just heard: "d'après sa déclaration"."""
    tokens = cast.analysis.tokens_in(source.start, source.end)
    documents = word_list(cast.analysis.language, "roles")["documents"]["words"]
    noun = next((t for t in tokens if t.upos == "NOUN"), None)
    return noun is not None and tokens[0].feat("Poss") == "Yes" and noun.lemma.lower() in documents


def _can_go_on(cast: Cast, attribution: Attribution) -> bool:
    """Say whether a later "il" can stand for who spoke here: not for a thing that shows something."""
    source = attribution.source
    if attribution.found_by == "reported.aside":
        # "La mairie a nié les faits, comme l'écrit X. Elle …"
        return False
    tokens = cast.analysis.tokens_in(source.start, source.end) if source is not None else ()
    noun = next((t for t in tokens if t.upos == "NOUN"), None)
    return noun is None or noun.lemma.lower() not in word_list(cast.analysis.language, "roles")["things"]["words"]


def _is_nested(attributions: Sequence[Attribution], k: int) -> bool:
    """Say whether a statement stands inside what somebody else says: the narrator's "il" goes on from the outer one."""
    attribution = attributions[k]
    place = attribution.cue or attribution.source
    # "Comme le rapporte Le Soir, le maire a dit …": who is cited aside does not take the maire's word.
    aside = ("according.", "reported.aside")
    near = attributions[max(0, k - _NESTED) : k + _NESTED]
    others = (a for a in near if a is not attribution and a.type and not a.found_by.startswith(aside))
    return place is not None and any(p.contains(place) for a in others for p in a.content)


def _same_paragraph(article: Article, one: int, other: int) -> bool:
    return any(p.start <= one < p.end and p.start <= other < p.end for p in article.paragraphs)


def _of_mention(cast: Cast, source: Span, heard: Heard | None) -> Speaker | None:
    analysis = cast.analysis
    tokens = analysis.tokens_in(source.start, source.end)
    if _are_several(cast, source):
        return Speaker(_name_of(cast, source), None, side_of(analysis, source, cast.states))
    person = _person_in(cast, source) or _person_set_off(cast, source) or _person_by_short_name(cast, source)
    if person is not None:
        return _of_person(cast, person, source)
    described = person_described(cast, source) or heard_described(cast, source, heard)
    if described is not None:
        role = described.roles[0].exact if described.roles else _called(cast, source)
        side = next((s for s in (side_of(analysis, r, cast.states) for r in (*described.roles, source)) if s), None)
        return Speaker(described.name, role, side)
    body = body_described(cast, source)
    if body is not None:
        return Speaker(
            body.name, None, side_of(analysis, source, cast.states) or side_of(analysis, body.places[0], cast.states)
        )
    words = fullest(analysis, behind_document(analysis, tokens) or source)
    return Speaker(
        _name_of(cast, words), None, side_of(analysis, words, cast.states) or side_of(analysis, source, cast.states)
    )


def _are_several(cast: Cast, source: Span) -> bool:
    """Say whether a mention names two who speak together: "Ina Morel et le maire"."""
    tokens = cast.analysis.tokens_in(source.start, source.end)
    inside = {t.index for t in tokens}
    named = [p for p in cast.persons if any(source.contains(s) for s in p.places)]
    joined = [t for t in tokens if t.relation == "conj" and t.head in inside and t.upos in {"NOUN", "PROPN"}]
    places = [s for p in named for s in p.places if source.contains(s)]
    own = {t.index for s in places for t in cast.analysis.tokens_in(s.start, s.end)}
    conjunction = any(t.relation == "cc" for t in tokens)
    apart = [t for t in joined if t.index in own or is_role(t, cast.analysis.language)]
    return len(named) > 1 and conjunction and bool(apart)


def _of_person(cast: Cast, person: Person, source: Span) -> Speaker:
    analysis = cast.analysis
    tokens = analysis.tokens_in(source.start, source.end)
    place = next((p for p in person.places if source.start <= p.start < source.end), None)
    if place is not None:
        own = role_within(analysis, tokens, place)
    else:
        # "Une représentante du port, Ina Morel, a dit": the mention is itself the role.
        noun = next((t for t in tokens if t.upos == "NOUN"), None)
        own = _called(cast, source) if noun is not None and is_role(noun, analysis.language) else None
    roles = [*([own] if own else []), *(r.exact for r in person.roles)]
    sides = [side_of(analysis, r, cast.states) for r in person.roles] + [side_of(analysis, source, cast.states)]
    return Speaker(person.name, roles[0] if roles else None, next((s for s in sides if s), None))


def _called(cast: Cast, source: Span) -> str:
    """Return the words of a mention without its determiner, as a role."""
    tokens = cast.analysis.tokens_in(source.start, source.end)
    kept = next((t for t in tokens if t.upos not in {"ADP", "DET"}), tokens[0])
    return cast.analysis.text[kept.start : source.end]


def _name_of(cast: Cast, words: Span) -> str:
    """Return the words as a name: without determiner, unless it is of the name ("selon Le Temps"); an acronym in full."""
    first = cast.analysis.tokens_in(words.start, words.end)[:2]
    starts = any(s.start == words.start for s in cast.analysis.sentences)
    if len(first) == 2 and not starts and first[0].form[:1].isupper() and first[1].form[:1].isupper():
        return words.exact
    name = without_determiner(words.exact, cast.analysis.language)
    body = cast.body_named(name) or _body_called(cast, words)
    return body.name if body is not None else cast.full_name(name)


def _body_called(cast: Cast, words: Span) -> Body | None:
    """Return the body whose name a mention ends with, where the noun before only says what it is: "le groupe X"."""
    nouns = word_list(cast.analysis.language, "roles")["organisations"]["words"]
    before = [t for t in cast.analysis.tokens_in(words.start, words.end) if t.upos not in {"DET", "ADJ"}]
    if not before or before[0].lemma.lower() not in nouns:
        return None
    body = next((b for b in cast.bodies for p in b.places if p.end == words.end and p.start > before[0].start), None)
    between = [
        t for t in before[1:] if body is not None and t.start < max(p.start for p in body.places if p.end == words.end)
    ]
    return body if body is not None and not between else None


def _person_in(cast: Cast, source: Span) -> Person | None:
    """Return the person whose name is the head of a mention, not one whom it only mentions ("la campagne de X")."""
    tokens = cast.analysis.tokens_in(source.start, source.end)
    inside = {t.index for t in tokens}
    for person in cast.persons:
        for place in person.places:
            if not source.start <= place.start < source.end:
                continue
            climbing: Token | None = next((t for t in tokens if t.start >= place.start), None)
            owned = False
            if climbing is not None and _is_apposed(cast, climbing, tokens):
                return person
            while climbing is not None and climbing.head in inside and climbing.head != climbing.index:
                owned = owned or (climbing.relation in {"nmod", "obl"} and has_preposition(cast.analysis, climbing))
                climbing = cast.analysis.tokens[climbing.head]
            if not owned and not _is_bodys(cast, tokens, place):
                return person
    return None


def _is_apposed(cast: Cast, name: Token, tokens: Sequence[Token]) -> bool:
    """Say whether a name stands right behind the place of an office: "l'ancien maire de Tersane Malo Tern"."""
    analysis = cast.analysis
    before = next((e for e in analysis.entities if e.last == name.index and e.kind in {"LOC", "ORG"}), None)
    head = next((t for t in tokens if t.upos == "NOUN"), None)
    if before is None or head is None or head.index >= before.first:
        return False
    return name.relation in {"flat", "appos", "nmod"} and is_role(head, analysis.language)


def _is_bodys(cast: Cast, tokens: Sequence[Token], name: Span) -> bool:
    """Say whether a name only says which body or thing is meant: "une présidence Morel"."""
    words = word_list(cast.analysis.language, "roles")
    noun = next((t for t in tokens if t.upos == "NOUN" and t.end <= name.start), None)
    called = {*words["bodies"]["words"], *words["things"]["words"], *words["documents"]["words"]}
    return noun is not None and not is_role(noun, cast.analysis.language) and noun.lemma.lower() in called


def _person_set_off(cast: Cast, source: Span) -> Person | None:
    """Return the person named right behind an office, set off by commas: "le ministre de la Justice, Ivan Morel,"."""
    text = cast.analysis.text
    start = source.end + 2
    if text[source.end : start] not in {", ", " ("}:
        return None
    found = next(((p, s) for p in cast.persons for s in p.places if _opens_with(cast, start, s)), None)
    if found is None or not (_is_office(cast, source) or _is_closed(cast, source, found[1])):
        return None
    return found[0]


def _opens_with(cast: Cast, start: int, name: Span) -> bool:
    """Say whether a place opens with a name, a title or an office before it: ", le colonel Idris Morel,"."""
    if name.start == start:
        return True
    between = cast.analysis.tokens_in(start, name.start) if start < name.start <= start + _OFFICE else ()
    titles = {t.lower() for t in word_list(cast.analysis.language, "roles")["titles"]["words"]}
    known = (t.upos in {"DET", "ADJ"} or is_role(t, cast.analysis.language) or t.norm in titles for t in between)
    return bool(between) and all(known)


def _is_office(cast: Cast, source: Span) -> bool:
    tokens = cast.analysis.tokens_in(source.start, source.end)
    return any(is_role(t, cast.analysis.language) for t in tokens)


def _is_closed(cast: Cast, source: Span, name: Span) -> bool:
    """Say whether a name stands between two commas behind one person's mention that is a subject: "Le chauffeur, X, a dit"."""
    analysis = cast.analysis
    tokens = analysis.tokens_in(source.start, source.end)
    words = word_list(analysis.language, "roles")
    nouns = {
        *words["organisations"]["words"],
        *words["bodies"]["words"],
        *words["things"]["words"],
        *words["documents"]["words"],
    }
    head = next((t for t in tokens if t.upos == "NOUN"), None)
    before = analysis.tokens[tokens[0].index - 1] if tokens and tokens[0].index else None
    closed = analysis.text[name.end : name.end + 1] in {",", ")"}
    if head is None:
        # "L'une d'entre elles, la pilote Ina Morel, a dit"
        return analysis.text[source.start : source.end].lower().startswith(tuple(words["pronouns"]["one_of"]))
    one = head.feat("Number") == "Sing" and head.lemma.lower() not in nouns
    return closed and one and tokens[0].upos == "DET" and (before is None or before.upos != "ADP")


def _person_by_short_name(cast: Cast, source: Span) -> Person | None:
    """Return the one person of whose name a mention is the end, where it was not recognised as a name by itself."""
    words = without_determiner(source.exact, cast.analysis.language)
    if not all(word[:1].isupper() for word in words.split()):
        return None
    owners = [p for p in cast.persons if words == p.name or is_short_for(words, p.name)]
    return owners[0] if len(owners) == 1 else None
