# SPDX-License-Identifier: Apache-2.0
"""Whom does a description mean? "le ministre", "le groupe", "un communiqué de l'armée", "le ministère"."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Analysis, Token, word_list
from dementi.record import Span
from dementi.statements.cast import Body, Cast, Person
from dementi.statements.mentions import mention
from dementi.statements.roles import is_role
from dementi.statements.sides import side_of, state_of_adjective
from dementi.statements.sources import agent_of

__all__ = ["behind_document", "body_described", "fullest", "has_preposition", "person_described"]


def person_described(cast: Cast, source: Span) -> Person | None:
    """Return the person whom a definite description means: "le ministre", "la porte-parole du port"."""
    analysis = cast.analysis
    tokens = analysis.tokens_in(source.start, source.end)
    if not _is_definite(analysis, tokens):
        return None
    if (tried := _who_is_tried(cast, tokens)) is not None:
        return tried
    substance = [t for t in tokens[1:] if t.upos in {"NOUN", "PROPN", "ADJ"}]
    head = next((t for t in substance if t.upos == "NOUN"), None)
    if head is None or not is_role(head, analysis.language):
        return None
    fitting = (
        _who_is_called(cast, tokens)
        or _who_fits(cast, source, head, substance)
        or _who_alone_has(cast, head, substance)
    )
    before = [p for start, p in fitting if start < source.start]
    chosen = {p.name: p for p in (before or [p for _, p in fitting])}
    if chosen:
        return next(iter(chosen.values())) if len(chosen) == 1 else None
    return _only_one_before(cast, source, head) if len(tokens) == 2 else None


def _who_is_tried(cast: Cast, tokens: Sequence[Token]) -> Person | None:
    """Return the one person told to be tried or charged, whom "le prévenu", "l'accusé de 67 ans" means."""
    words = word_list(cast.analysis.language, "roles")["tried"]
    noun = tokens[1] if len(tokens) > 1 else tokens[0]
    if noun.norm not in words["nouns"] or any(t.upos == "PROPN" for t in tokens):
        return None
    found = {p.name: p for p in cast.persons if any(_is_tried(cast, place, words["verbs"]) for place in p.places)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_tried(cast: Cast, name: Span, verbs: Sequence[str]) -> bool:
    """Say whether a participle of trying or charging hangs on a name, on the office before it, or is its passive verb."""
    inside = cast.analysis.tokens_in(name.start, name.end)
    climbing = inside[0] if inside else None
    for _ in range(4):
        if climbing is None or climbing.upos not in {"NOUN", "PROPN"}:
            return False
        told = [c for c in cast.analysis.children(climbing) if c.relation == "acl" and c.feat("Tense") == "Past"]
        told += [cast.analysis.head(climbing)] if climbing.deprel == "nsubj:pass" else []
        if any(t.lemma in verbs for t in told):
            return True
        climbing = cast.analysis.head(climbing) if climbing.relation in {"appos", "flat", "nmod"} else None
    return False


def _only_one_before(cast: Cast, source: Span, head: Token) -> Person | None:
    """Return the person whom an office without a holder means, where the article has named no other before."""
    near = [p for p in cast.persons if p.places[0].start < source.start]
    if len(near) != 1 or near[0].roles or head.feat("Number") == "Plur":
        return None
    gender = head.feat("Gender")
    return None if gender and near[0].feminine is (gender == "Masc") else near[0]


def _who_fits(cast: Cast, source: Span, head: Token, substance: Sequence[Token]) -> list[tuple[int, Person]]:
    """Return the persons with a role that has all the description's words, each with the role's place."""
    analysis = cast.analysis
    states = {s for t in substance if t.upos == "ADJ" and (s := state_of_adjective(t, analysis.language))}
    side = side_of(analysis, source, cast.states) or (states.pop() if len(states) == 1 else None)
    # "Le président français" is "président de la France": an adjective that tells the side need not be written.
    wanted = {t.lemma.lower() for t in substance if not (t.upos == "ADJ" and state_of_adjective(t, analysis.language))}
    alike = _alike(head, analysis.language)
    gender = head.feat("Gender")
    fitting = []
    for person in cast.persons:
        if gender and person.feminine is (gender == "Masc"):
            continue
        for role in person.roles:
            words = {w for t in analysis.tokens_in(role.start, role.end) for w in (t.lemma.lower(), t.norm)}
            if side and side_of(analysis, role, cast.states) not in (None, side):
                continue
            if wanted <= words or (words & alike and wanted - {head.lemma.lower()} <= words):
                fitting.append((role.start, person))
                break
    return fitting


def _who_is_called(cast: Cast, tokens: Sequence[Token]) -> list[tuple[int, Person]]:
    """Return who has an office that these words name in another way: "le chef de l'État" is a president or a king."""
    language = cast.analysis.language
    said = " ".join(t.norm for t in tokens[1:]).replace("' ", "'")
    offices = {
        o for group in word_list(language, "roles")["offices"] for w in group["words"] if w == said for o in group["of"]
    }
    found = []
    for person in cast.persons if offices else ():
        for role in person.roles:
            words = " ".join(t.norm for t in cast.analysis.tokens_in(role.start, role.end))
            if any(words == o or words.startswith(f"{o} ") for o in offices):
                found.append((role.start, person))
                break
    return found


def _who_alone_has(cast: Cast, head: Token, substance: Sequence[Token]) -> list[tuple[int, Person]]:
    """Return who has the office under a shorter name, where nobody else has it: "le ministre de la Mer", "le ministre, X"."""
    wanted = {w for t in substance for w in (t.lemma.lower(), t.norm)}
    found = []
    for person in cast.persons:
        for role in person.roles:
            tokens = [t for t in cast.analysis.tokens_in(role.start, role.end) if t.upos in {"ADJ", "NOUN", "PROPN"}]
            if tokens and tokens[0].lemma == head.lemma:
                found.append((role.start, person, all(t.lemma.lower() in wanted for t in tokens)))
                break
    return [(start, person) for start, person, _ in found] if len(found) == 1 and found[0][2] else []


def _alike(role: Token, language: str) -> set[str]:
    """Return the roles that a wider word may mean, and itself: "le monarque" is said of a king."""
    wider = {word: group["of"] for group in word_list(language, "roles")["wider"] for word in group["words"]}
    return {role.lemma.lower(), *wider.get(role.norm, wider.get(role.lemma.lower(), ()))}


def _is_definite(analysis: Analysis, tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].norm in word_list(analysis.language, "roles")["determiners"]["definite"]


def body_described(cast: Cast, source: Span) -> Body | None:
    """Return the body that a common noun means: "le groupe", "le quotidien", "le royaume".

    The one that the article calls so beside its name; of several, the one so called last before.
    """
    analysis = cast.analysis
    tokens = analysis.tokens_in(source.start, source.end)
    substance = [t for t in tokens[1:] if t.upos in {"NOUN", "PROPN", "ADJ"}]
    if not _is_definite(analysis, tokens) or not substance or substance[0].upos != "NOUN":
        return None
    words = word_list(analysis.language, "roles")
    noun = substance[0].lemma.lower()
    places, bodies = words["places"]["words"], words["organisations"]["words"]
    if (noun not in bodies and noun not in places) or any(t.upos in {"NOUN", "PROPN"} for t in substance[1:]):
        return None
    called = [(at, b) for b in cast.bodies for lemma, at in b.nouns if lemma == noun and at < source.start]
    if called:
        return max(called, key=lambda found: found[0])[1]
    if noun in places:
        return _place_of_headline(cast)
    if (taken := _taken_for_person(cast, noun, source.start)) is not None:
        return taken
    alone = [
        b for b in cast.bodies if b.kind == "ORG" and b.places[0].start < source.start and _is_subject(analysis, b)
    ]
    if len(alone) > 1:
        # Of several, whom the headline and the lead are about.
        lead = analysis.sentences[min(2, len(analysis.sentences)) - 1].end
        alone = [b for b in alone if b.places[0].start < lead and _is_subject(analysis, b, lead)]
    # "La Ligue des pêcheurs" is not meant by "l'agence": its name says already what it is.
    names_itself = alone and alone[0].name.split()[0].lower() in set(bodies) - {noun}
    return alone[0] if len(alone) == 1 and not names_itself else None


def _taken_for_person(cast: Cast, noun: str, before: int) -> Body | None:
    """Return the body that stands among the persons, where its noun is written before its name: "le groupe d'énergie X"."""
    for person in cast.persons:
        for place in person.places:
            first = next(iter(cast.analysis.tokens_in(place.start, place.end)), None)
            head = cast.analysis.head(first) if first is not None else None
            if head is None or first is None or place.start >= before or head.index >= first.index:
                continue
            if head.lemma.lower() == noun and not any(c.norm == "," for c in cast.analysis.children(first)):
                return Body(person.name, "ORG", ((noun, head.start),), person.places)
    return None


def _place_of_headline(cast: Cast) -> Body | None:
    """Return the place that the headline or the first sentence is about: what its verb has for a subject, or the topic."""
    end = cast.analysis.sentences[1].end if len(cast.analysis.sentences) > 1 else len(cast.analysis.text)
    named = [(p.start, b) for b in cast.bodies if b.kind == "LOC" for p in b.places if p.end <= end]
    subjects = [
        (at, b)
        for at, b in named
        if any(t.relation == "nsubj" for t in cast.analysis.tokens_in(at, at + len(b.name)))
        or cast.analysis.text[at + len(b.name) :].lstrip().startswith(":")
    ]
    return min(subjects, key=lambda found: found[0])[1] if subjects else None


def _is_subject(analysis: Analysis, body: Body, end: int | None = None) -> bool:
    """Say whether a body is the subject of a verb, before a place if one is given."""
    places = [p for p in body.places if end is None or p.end <= end]
    tokens = [t for place in places for t in analysis.tokens_in(place.start, place.end)]
    return any(t.relation == "nsubj" and not has_preposition(analysis, t) for t in tokens)


def behind_document(analysis: Analysis, tokens: Sequence[Token]) -> Span | None:
    """Return whose document speaks: "un communiqué de l'armée" -> l'armée."""
    documents = set(word_list(analysis.language, "roles")["documents"]["words"])
    head = next((t for t in tokens if t.upos == "NOUN"), None)
    if head is None or head.lemma.lower() not in documents:
        return None
    for child in analysis.children(head):
        given = word_list(analysis.language, "roles")["documents"]["given"]
        if child.relation == "acl" and child.lemma in given and (agent := agent_of(analysis, child)) is not None:
            # "un bilan communiqué par la préfecture"
            cases = [c.index for c in analysis.children(agent) if c.relation == "case"]
            return mention(analysis, agent, cases)
        own = (
            child.upos == "PROPN"
            or any(c.relation == "det" for c in analysis.children(child))
            or _is_contracted(analysis, child)
        )
        if child.relation == "nmod" and child.index > head.index and has_preposition(analysis, child) and own:
            words = mention(analysis, child)
            inside = analysis.tokens_in(words.start, words.end)
            rest = [t for t in inside if not (t.upos == "ADP" and t.start == words.start)]
            return Span.of(analysis.text, rest[0].start, words.end) if rest else words
    return None


def _is_contracted(analysis: Analysis, noun: Token) -> bool:
    return any(c.relation == "case" and c.feat("Definite") == "Def" for c in analysis.children(noun))


def fullest(analysis: Analysis, words: Span) -> Span:
    """Return the longest mention before that begins with the same noun and holds the same words: "le ministère"."""
    tokens = [t for t in analysis.tokens_in(words.start, words.end) if t.upos in {"NOUN", "PROPN", "ADJ"}]
    determiners = word_list(analysis.language, "roles")["determiners"]
    if len(tokens) != 1 or tokens[0].upos != "NOUN" or tokens[0].index == 0:
        return words
    if analysis.tokens[tokens[0].index - 1].norm not in determiners["definite"]:
        return words
    best: Span | None = None
    for token in analysis.tokens:
        if token.start > words.start:
            break
        if token.lemma != tokens[0].lemma or token.upos != "NOUN" or token.index == tokens[0].index:
            continue
        if token.feat("Number") != tokens[0].feat("Number"):
            continue
        other = mention(analysis, token)
        inside = analysis.tokens_in(other.start, other.end)
        if any(e.kind == "PER" and e.span.overlaps(other) for e in analysis.entities) or any(
            t.relation == "cc" for t in inside
        ):
            continue
        indefinite = other.exact.split()[0].lower() in determiners["indefinite"]
        if not indefinite and len(other.exact.split()) > len(words.exact.split()):
            best = other
    return best or words


def has_preposition(analysis: Analysis, token: Token) -> bool:
    """Say whether a preposition takes a noun."""
    return any(c.relation == "case" for c in analysis.children(token)) or (
        token.index > 0 and analysis.tokens[token.index - 1].upos == "ADP"
    )
