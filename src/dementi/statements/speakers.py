# SPDX-License-Identifier: Apache-2.0
"""Who is behind each statement? From the mention to the fullest name that the article gives, its role and its side.

An ambiguous pronoun stays open: unknown is a value. Coreference by agreement, recency and salience of earlier
speakers (Hobbs 1978 and the centering literature, much reduced).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dementi.language import Analysis, Entity, Token, word_list
from dementi.language.lexicon import LexiconEntry, lexicon
from dementi.record import Article, Span, Speaker
from dementi.statements.attribution import Attribution
from dementi.statements.sides import side_of

__all__ = ["name_speakers"]


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody whom the article names: the fullest name, roles as written, where named."""

    name: str
    roles: tuple[Span, ...]
    places: tuple[int, ...]
    feminine: bool | None


@dataclass(frozen=True, slots=True)
class _Cast:
    analysis: Analysis
    persons: tuple[_Person, ...]


def name_speakers(
    article: Article, analysis: Analysis, attributions: Sequence[Attribution]
) -> tuple[Speaker | None, ...]:
    """Return the speaker of each attribution, in order; None where the article does not tell."""
    cast = _Cast(analysis, _persons(analysis))
    found: list[Speaker | None] = []
    last: tuple[int, Speaker] | None = None
    for attribution in attributions:
        place = attribution.cue.start if attribution.cue else attribution.content[0].start
        source = attribution.source
        if source is None:
            speaker = (
                last[1]
                if last and attribution.found_by == "bare.sentence" and _same_paragraph(article, last[0], place)
                else None
            )
        elif _is_pronoun(source, analysis.language):
            speaker = _of_pronoun(article, cast, source, last, attributions)
        else:
            speaker = _of_mention(cast, source)
        found.append(speaker)
        if speaker is not None:
            last = (place, speaker)
    return tuple(found)


def _same_paragraph(article: Article, one: int, other: int) -> bool:
    return any(p.start <= one < p.end and p.start <= other < p.end for p in article.paragraphs)


def _is_pronoun(source: Span, language: str) -> bool:
    return source.exact.lower().replace("’", "'") in word_list(language, "roles")["pronouns"]["words"]


def _of_mention(cast: _Cast, source: Span) -> Speaker:
    analysis = cast.analysis
    tokens = analysis.tokens_in(source.start, source.end)
    person = _person_in(cast, source) or _person_set_off(cast, source) or _person_by_short_name(cast, source)
    if person is not None:
        roles = [*([own] if (own := _role_within(analysis, tokens, person)) else []), *(r.exact for r in person.roles)]
        role = roles[0] if roles else None
        sides = [side_of(analysis, r) for r in person.roles] + [side_of(analysis, source)]
        return Speaker(person.name, role, next((s for s in sides if s), None))
    described = _described(cast, source, tokens)
    if described is not None:
        role = described.roles[0].exact if described.roles else source.exact
        side = next((s for s in (side_of(analysis, r) for r in (*described.roles, source)) if s), None)
        return Speaker(described.name, role, side)
    words = _behind_document(analysis, tokens) or source
    words = _fullest(analysis, words)
    return Speaker(
        _without_determiner(words.exact, analysis.language), None, side_of(analysis, words) or side_of(analysis, source)
    )


def _of_pronoun(
    article: Article, cast: _Cast, source: Span, last: tuple[int, Speaker] | None, attributions: Sequence[Attribution]
) -> Speaker | None:
    """Return whom a pronoun stands for: the nearest subject before it that agrees, or the speaker who was just heard."""
    analysis = cast.analysis
    plain = source.exact.lower().replace("’", "'")
    plural = plain in {"ils", "elles", "eux"} or plain.startswith("ces") or plain.endswith(("eux-ci", "elles-ci"))
    feminine = "elle" in plain or plain.startswith(("cette", "ces dernières")) or plain.endswith("intéressée")
    contents = [p for a in attributions for p in a.content if a.type is not None]
    things = set(word_list(analysis.language, "roles")["things"]["words"])
    nearest = None
    for token in reversed(analysis.tokens_in(max(0, source.start - 600), source.start)):
        if (
            token.relation != "nsubj"
            or token.upos not in {"NOUN", "PROPN"}
            or token.lemma.lower() in things
            or (token.upos == "NOUN" and not any(p.start <= token.start < p.end for p in article.paragraphs))
            or any(p.start <= token.start < p.end for p in contents)
        ):
            continue
        if _agrees(cast, token, plural=plural, feminine=feminine):
            nearest = token
            break
    near_last = (
        last is not None
        and source.start - last[0] < 700
        and _speaker_agrees(cast, last[1], plural=plural, feminine=feminine)
    )
    if (
        near_last
        and last is not None
        and (nearest is None or nearest.start <= last[0] or _same_paragraph(article, last[0], source.start))
    ):
        return last[1]
    from dementi.statements.sources import mention

    if nearest is None:
        alone = None if plural else _only_person(cast, source.start, feminine=feminine)
        return _of_mention(cast, alone) if alone else None

    return _of_mention(cast, mention(analysis, nearest))


def _only_person(cast: _Cast, before: int, *, feminine: bool) -> Span | None:
    """Return where the one person who agrees is named shortly before a place, None where several are."""
    near = {
        person.name: next(e.span for e in cast.analysis.entities if e.span.start <= place < e.span.end)
        for person in cast.persons
        for place in person.places
        if before - 600 <= place < before and person.feminine in (None, feminine)
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _agrees(cast: _Cast, token: Token, *, plural: bool, feminine: bool) -> bool:
    from dementi.statements.sources import mention

    named = _person_in(cast, mention(cast.analysis, token))
    if named is not None and named.feminine not in (None, feminine):
        return False
    if (token.feat("Number") == "Plur") != plural and token.upos == "NOUN":
        return False
    if token.upos == "PROPN":
        person = _person_at(cast, token.start)
        return not plural and person is not None and person.feminine in (None, feminine)
    genders = {e.gender for e in lexicon(cast.analysis.language).entries(token.form) if e.upos == "NOUN" and e.gender}
    gender = token.feat("Gender")
    return not genders or ("Fem" if feminine else "Masc") in (genders if len(genders) == 1 else {gender})


def _speaker_agrees(cast: _Cast, speaker: Speaker, *, plural: bool, feminine: bool) -> bool:
    person = next((p for p in cast.persons if p.name == speaker.name), None)
    if person is not None:
        return not plural and person.feminine in (None, feminine)
    known = lexicon(cast.analysis.language)
    nouns = ([e for e in known.entries(word.lower()) if e.upos == "NOUN"] for word in speaker.name.split())
    entries: list[LexiconEntry] = next((found for found in nouns if found), [])
    genders, numbers = {e.gender for e in entries if e.gender}, {e.number for e in entries if e.number}
    fits_gender = not genders or ("Fem" if feminine else "Masc") in genders
    return fits_gender and (not numbers or ("Plur" if plural else "Sing") in numbers)


def _persons(analysis: Analysis) -> tuple[_Person, ...]:
    """Return the persons whom the article names, each once under the fullest name."""
    titles = {t.lower() for t in word_list(analysis.language, "roles")["titles"]["words"]}
    named: dict[str, list[Span]] = {}
    for entity in analysis.entities:
        if entity.kind != "PER":
            continue
        span = _without_place(analysis, entity)
        words = span.exact.split()
        while len(words) > 1 and words[0].lower() in titles:
            words = words[1:]
        named.setdefault(" ".join(words), []).append(span)
    full = sorted(named, key=lambda n: -len(n.split()))
    groups: dict[str, list[str]] = {}
    for name in full:
        owners = [o for o in groups if name != o and _is_short_for(name, o)]
        groups.setdefault(owners[0] if len(owners) == 1 else name, []).append(name)
    persons = []
    for name, names in groups.items():
        spans = sorted(span for n in names for span in named[n])
        roles = tuple(role for span in spans if (role := _role_beside(analysis, span)))
        persons.append(_Person(name, roles, tuple(s.start for s in spans), _gender(analysis, spans, roles)))
    return tuple(persons)


def _without_place(analysis: Analysis, entity: Entity) -> Span:
    """Return a name without the seat of an office before it: "l'archevêque d'[Ostre Paul Morel]"."""
    first, _, rest = entity.span.exact.partition(" ")
    places = {e.span.exact for e in analysis.entities if e.kind == "LOC"}
    before = analysis.tokens[entity.first - 1] if entity.first else None
    if len(rest.split()) < 2 or first not in places or before is None or before.upos != "ADP":
        return entity.span
    return Span.of(analysis.text, entity.span.end - len(rest), entity.span.end)


def _is_short_for(short: str, full: str) -> bool:
    a, b = short.lower().replace("’", "'").split(), full.lower().replace("’", "'").split()
    return len(a) < len(b) and (b[-len(a) :] == a or (len(a) == 1 and len(b) > 1 and a[0] in b[1:]))


def _gender(analysis: Analysis, spans: Sequence[Span], roles: Sequence[Span]) -> bool | None:
    """Say whether a person is spoken of in the feminine, None where the article does not show it."""
    marks: set[str] = set()
    for span in spans:
        before = analysis.tokens_in(max(0, span.start - 10), span.start)
        before = (*before, *analysis.tokens_in(span.start, span.end)[:1])[-2:]
        if {t.norm for t in before} & {"mme", "mlle", "madame"}:
            marks.add("Fem")
        if {t.norm for t in before} & {"m.", "monsieur"}:
            marks.add("Masc")
    for role in roles:
        for token in analysis.tokens_in(role.start, role.end)[:2]:
            entries = {
                e.gender for e in lexicon(analysis.language).entries(token.form) if e.upos == "NOUN" and e.gender
            }
            if token.upos == "NOUN" and len(entries) == 1:
                marks |= entries
            elif token.upos == "NOUN" and token.start == role.start and token.index:
                # "la ministre": the noun has both genders, its determiner one
                marks |= {g for t in (analysis.tokens[token.index - 1],) if t.upos == "DET" and (g := t.feat("Gender"))}
    return None if len(marks) != 1 else marks == {"Fem"}


def _role_beside(analysis: Analysis, span: Span) -> Span | None:
    """Return the role written beside a name: before it ("le ministre X") or in apposition (", porte-parole de Y,")."""
    roles = set(word_list(analysis.language, "roles")["roles"]["words"])
    tokens = analysis.tokens_in(span.start, span.end)
    if not tokens:
        return None
    after = analysis.tokens[tokens[-1].index + 1 : tokens[-1].index + 4]
    if len(after) > 1 and after[0].norm == ",":
        start = after[1] if after[1].upos != "DET" or len(after) < 3 else after[2]
        if start.lemma.lower() in roles or start.norm in roles:
            below = [t for t in analysis.subtree(start) if t.index >= start.index]
            return _up_to_comma(analysis, start, below)
    first = tokens[0].index
    if first and analysis.tokens[first - 1].norm == ",":
        return _role_set_off(analysis, first - 1, roles)
    others = {i for e in analysis.entities if e.kind == "PER" and e.last <= first for i in range(e.first, e.last)}
    for token in reversed(analysis.tokens[max(0, first - 9) : first]):
        if token.index in others:
            return None
        if token.norm in {",", ".", ";", ":", "«", '"'} or token.upos in {"VERB", "AUX"}:
            return None
        if token.lemma.lower() in roles or token.norm in roles:
            begin, end = token.start, tokens[0].start
            before = analysis.tokens[token.index - 1] if token.index else None
            if before is not None and before.upos == "ADJ" and before.lemma in {"premier", "ancien", "vice"}:
                begin = before.start
            words = analysis.text[begin:end].rstrip()
            return Span.of(analysis.text, begin, begin + len(words)) if words else None
    return None


def _role_set_off(analysis: Analysis, comma: int, roles: set[str]) -> Span | None:
    """Return the role that a comma sets off from the name behind it: "Le ministre de la Pêche, Ina Morel,"."""
    persons = {i for e in analysis.entities if e.kind == "PER" for i in range(e.first, e.last)}
    found: Span | None = None
    for token in reversed(analysis.tokens[max(0, comma - 12) : comma]):
        stops = token.upos in {"VERB", "AUX", "PUNCT"} or token.index in persons
        if stops or token.sentence != analysis.tokens[comma].sentence:
            break
        definite = token.upos == "DET" and token.feat("Definite") == "Def"
        after = analysis.tokens[token.index + 1 : token.index + 3]
        if definite and any(t.lemma.lower() in roles or t.norm in roles for t in after):
            found = Span.of(analysis.text, after[0].start, analysis.tokens[comma - 1].end)
    return found


def _up_to_comma(analysis: Analysis, start: Token, below: Sequence[Token]) -> Span:
    end = start.end
    for token in analysis.tokens[start.index + 1 : (below[-1].index + 1 if below else start.index + 1)]:
        if token.norm in {",", ".", ";", ":", "(", "«", '"', "»"} or token.upos in {"VERB", "AUX"}:
            break
        end = token.end
    return Span.of(analysis.text, start.start, end)


def _person_at(cast: _Cast, position: int) -> _Person | None:
    return next((p for p in cast.persons if any(s <= position < s + len(p.name) + 4 for s in p.places)), None)


def _person_in(cast: _Cast, source: Span) -> _Person | None:
    """Return the person whose name is the head of a mention, not one whom it only mentions ("la campagne de X")."""
    tokens = cast.analysis.tokens_in(source.start, source.end)
    inside = {t.index for t in tokens}
    for person in cast.persons:
        for place in person.places:
            if not source.start <= place < source.end:
                continue
            token = next((t for t in tokens if t.start >= place), None)
            climbing = token
            owned = False
            while climbing is not None and climbing.head in inside and climbing.head != climbing.index:
                owned = owned or (climbing.relation in {"nmod", "obl"} and _has_preposition(cast.analysis, climbing))
                climbing = cast.analysis.tokens[climbing.head]
            if not owned:
                return person
    return None


def _person_set_off(cast: _Cast, source: Span) -> _Person | None:
    """Return the person named right behind a mention, set off by a comma: "le ministre de la Justice, Ivan Morel,"."""
    text = cast.analysis.text
    start = source.end + 2
    if text[source.end : start] not in {", ", " ("}:
        return None
    return next((p for p in cast.persons if start in p.places), None)


def _person_by_short_name(cast: _Cast, source: Span) -> _Person | None:
    """Return the one person of whose name a mention is the end, where it was not recognised as a name by itself."""
    words = _without_determiner(source.exact, cast.analysis.language)
    if not all(word[:1].isupper() for word in words.split()):
        return None
    owners = [p for p in cast.persons if words == p.name or _is_short_for(words, p.name)]
    return owners[0] if len(owners) == 1 else None


def _has_preposition(analysis: Analysis, token: Token) -> bool:
    return any(c.relation == "case" for c in analysis.children(token)) or (
        token.index > 0 and analysis.tokens[token.index - 1].upos == "ADP"
    )


def _role_within(analysis: Analysis, tokens: Sequence[Token], person: _Person) -> str | None:
    before = [t for t in tokens if t.start < min((p for p in person.places if p >= tokens[0].start), default=0)]
    while before and before[0].upos == "DET":
        before = before[1:]
    if not before or all(t.upos == "PROPN" for t in before):
        return None
    words = analysis.text[before[0].start : before[-1].end]
    titles = {t.lower() for t in word_list(analysis.language, "roles")["titles"]["words"]}
    return None if words.lower() in titles else words


def _described(cast: _Cast, source: Span, tokens: Sequence[Token]) -> _Person | None:
    """Return the person whom a definite description means: "le ministre", "la porte-parole du port"."""
    if not tokens or tokens[0].norm not in {"le", "la", "l'", "ce", "cet", "cette"}:
        return None
    roles = set(word_list(cast.analysis.language, "roles")["roles"]["words"])
    substance = [t for t in tokens[1:] if t.upos in {"NOUN", "PROPN", "ADJ"}]
    head = next((t for t in substance if t.upos == "NOUN"), None)
    if head is None or (head.lemma.lower() not in roles and head.norm not in roles):
        return None
    wanted = {t.lemma.lower() for t in substance}
    alike = _alike(head, cast.analysis.language)
    gender = head.feat("Gender")
    fitting = []
    for person in cast.persons:
        if gender and person.feminine is (gender == "Masc"):
            continue
        for role in person.roles:
            words = {w for t in cast.analysis.tokens_in(role.start, role.end) for w in (t.lemma.lower(), t.norm)}
            if wanted <= words or (len(wanted) == 1 and words & alike):
                fitting.append((role.start, person))
                break
    before = [p for start, p in fitting if start < source.start]
    chosen = {p.name: p for p in (before or [p for _, p in fitting])}
    return next(iter(chosen.values())) if len(chosen) == 1 else None


def _alike(role: Token, language: str) -> set[str]:
    """Return the roles that a wider word may mean, and itself: "le monarque" is said of a king."""
    wider = {word: group["of"] for group in word_list(language, "roles")["wider"] for word in group["words"]}
    return {role.lemma.lower(), *wider.get(role.norm, wider.get(role.lemma.lower(), ()))}


def _behind_document(analysis: Analysis, tokens: Sequence[Token]) -> Span | None:
    """Return whose document speaks: "un communiqué de l'armée" -> l'armée."""
    documents = set(word_list(analysis.language, "roles")["documents"]["words"])
    head = next((t for t in tokens if t.upos == "NOUN"), None)
    if head is None or head.lemma.lower() not in documents:
        return None
    for child in analysis.children(head):
        if child.relation == "nmod" and child.index > head.index and _has_preposition(analysis, child):
            from dementi.statements.sources import mention

            words = mention(analysis, child)
            rest = [
                t
                for t in analysis.tokens_in(words.start, words.end)
                if not (t.upos == "ADP" and t.start == words.start)
            ]
            return Span.of(analysis.text, rest[0].start, words.end) if rest else words
    return None


def _fullest(analysis: Analysis, words: Span) -> Span:
    """Return the longest mention of the article that begins with the same noun and holds the same words: "le ministère"."""
    tokens = [t for t in analysis.tokens_in(words.start, words.end) if t.upos in {"NOUN", "PROPN", "ADJ"}]
    if (
        len(tokens) != 1
        or tokens[0].upos != "NOUN"
        or analysis.tokens[tokens[0].index - 1].norm not in {"le", "la", "l'", "ce", "cette"}
    ):
        return words
    from dementi.statements.sources import mention

    best: Span | None = None
    for token in analysis.tokens:
        if token.lemma != tokens[0].lemma or token.upos != "NOUN" or token.index == tokens[0].index:
            continue
        if token.feat("Number") != tokens[0].feat("Number") or token.start > words.start:
            continue
        other = mention(analysis, token)
        if any(e.kind == "PER" and e.span.overlaps(other) for e in analysis.entities):
            continue
        if other.exact.split()[0].lower() not in {"un", "une", "des"} and len(other.exact.split()) > len(
            words.exact.split()
        ):
            best = other
    return best or words


def _without_determiner(words: str, language: str) -> str:
    titles = [t.lower() for t in word_list(language, "roles")["titles"]["words"]]
    for opening in (
        "le ",
        "la ",
        "les ",
        "l'",
        "l’",
        "un ",
        "une ",
        "des ",
        "ce ",
        "cette ",
        "ces ",
        "du ",
        "de la ",
        "de l'",
        "de ",
    ):
        if words.lower().startswith(opening) and len(words) > len(opening):
            kept = words[len(opening) :]
            return words if opening in {"des ", "un ", "une ", "de "} else kept
    parts = words.split(" ", 1)
    return parts[1] if len(parts) > 1 and parts[0].lower() in titles else words
