# SPDX-License-Identifier: Apache-2.0
"""Which persons, organisations, places and dates does a text name? A conditional random field over tokens and their trees.

Lafferty, McCallum and Pereira 2001, by python-crfsuite; trained on WiNER-fr (see training/entities.py). Each token is seen with its
form, shape, ends and ambiguity class, those of its neighbours, and what it hangs on. A name that a document has several times is of one
kind throughout (label consistency, as in Krishnan and Manning 2006, by a vote).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dementi.language.analysis import Entity, Sentence, Token
from dementi.language.lexicon import lexicon
from dementi.record import Span

__all__ = ["features", "find_entities", "of_one_kind", "spans"]

#: Kinds whose names stand for one thing throughout a document.
NAMES = frozenset({"PER", "ORG", "LOC"})
#: A name found elsewhere in the document is looked for up to this many tokens.
LONGEST = 8
#: What below a name tells its kind.
TELLING = frozenset({"acl", "acl:relcl", "amod", "appos", "conj", "det", "nmod"})

#: Of a sentence: (kind, first, last), tokens counted from its start, half-open.
Found = tuple[str, int, int]


def find_entities(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], language: str
) -> tuple[Entity, ...]:
    """Return the entities of a text, in reading order; () where the language has no model for them."""
    tagger = _tagger(language)
    if tagger is None:
        return ()
    inside = [tokens[sentence.first : sentence.last] for sentence in sentences]
    labelled = [spans(tagger.tag(features(words, language))) for words in inside]
    forms = [[token.form for token in words] for words in inside]
    found = []
    for sentence, entities in zip(sentences, of_one_kind(forms, labelled), strict=True):
        for kind, first, last in entities:
            a, b = sentence.first + first, sentence.first + last
            found.append(Entity(Span.of(text, tokens[a].start, tokens[b - 1].end), kind, a, b))
    return tuple(found)


def spans(labels: Sequence[str]) -> list[Found]:
    """Return (kind, first, last) of each run of B-/I- labels."""
    found: list[Found] = []
    start, kind = 0, ""
    for place, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.append((kind, start, place))
            kind = ""
        if label != "O" and not kind:
            start, kind = place, label[2:]
    return found


def of_one_kind(forms: Sequence[Sequence[str]], found: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """Return the entities of a document's sentences with each name of the kind that it mostly has.

    A name that was found as often as it was passed over is an entity wherever it stands.

    Args:
        forms: the tokens of each sentence.
        found: the entities of each sentence.
    """
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for words, entities in zip(forms, found, strict=True):
        for kind, first, last in entities:
            if kind in NAMES:
                votes[tuple(words[first:last])][kind] += 1
    kinds = {name: kind.most_common(1)[0][0] for name, kind in votes.items()}
    longest = min(LONGEST, max(map(len, kinds), default=0))
    missed = [_missed(words, entities, kinds, longest) for words, entities in zip(forms, found, strict=True)]
    passed = Counter(tuple(words[a:b]) for words, entities in zip(forms, missed, strict=True) for _, a, b in entities)
    sure = {name for name in kinds if passed[name] <= votes[name].total()}
    made = []
    for words, entities, others in zip(forms, found, missed, strict=True):
        named = [(kinds[tuple(words[a:b])] if kind in NAMES else kind, a, b) for kind, a, b in entities]
        named += [entity for entity in others if tuple(words[entity[1] : entity[2]]) in sure]
        made.append(sorted(named, key=lambda entity: entity[1]))
    return made


def _missed(
    words: Sequence[str], found: Sequence[Found], kinds: dict[tuple[str, ...], str], longest: int
) -> list[Found]:
    """Return where else in a sentence names stand that were found somewhere in the document; the longest first."""
    taken = {place for _, a, b in found for place in range(a, b)}
    missed = []
    for first, word in enumerate(words):
        if first in taken or not word[:1].isupper():
            continue
        for last in range(min(len(words), first + longest), first, -1):
            kind = kinds.get(tuple(words[first:last]))
            if kind and taken.isdisjoint(range(first, last)):
                missed.append((kind, first, last))
                taken.update(range(first, last))
                break
    return missed


def features(words: Sequence[Token], language: str) -> list[list[str]]:
    """Return what the model sees of each token of a sentence."""
    seen = [_of_form(word.form, language) for word in words]
    trees = _of_trees(words)
    rows = []
    for place, (lower, klass, shape, *ends) in enumerate(seen):
        row = [f"w={lower}", f"c={klass}", f"s={shape}", *ends, *trees[place]]
        for offset in (-2, -1, 1, 2):
            other = place + offset
            if 0 <= other < len(seen):
                near = seen[other]
                row += [f"w{offset}={near[0]}", f"c{offset}={near[1]}", f"s{offset}={near[2]}"]
            else:
                row.append(f"b{offset}")
        if place:
            row.append(f"cc={seen[place - 1][1]}|{klass}")
        if place + 1 < len(seen):
            row.append(f"c+={klass}|{seen[place + 1][1]}")
        rows.append(row)
    return rows


def _of_trees(words: Sequence[Token]) -> list[list[str]]:
    """Return what each token hangs on, and what hangs on it; a name's later words as its first."""
    base = words[0].index if words else 0
    below: list[list[Token]] = [[] for _ in words]
    for word in words:
        if word.head != word.index:
            below[word.head - base].append(word)
    rows = []
    for word in words:
        name = word
        while name.deprel.startswith("flat") and name.head != name.index:
            name = words[name.head - base]
        children = below[name.index - base]
        case = next((child.lemma for child in children if child.deprel == "case"), "")
        row = ["k=" + "+".join(sorted({child.deprel for child in children} & TELLING))]
        if name.head == name.index:
            row.append("hr=root")
        else:
            head = words[name.head - base]
            row += [f"hd={name.deprel}|{head.lemma}", f"hl={head.lemma}", f"hr={name.deprel}|{head.upos}"]
            row += [f"cl={case}|{head.lemma}"] if case else []
        row += [f"ca={case}"] if case else []
        row += [f"ap={child.lemma}" for child in children if child.deprel == "appos"][:1]
        rows.append(row)
    return rows


@lru_cache(maxsize=65536)
def _of_form(form: str, language: str) -> tuple[str, ...]:
    lower = form.lower()
    shape = ""
    for c in form:
        kind = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c
        if not shape.endswith(kind * 2):
            shape += kind
    ends = (f"2={lower[-2:]}", f"3={lower[-3:]}", f"4={lower[-4:]}", f"p={lower[:3]}")
    return (lower, lexicon(language).ambiguity_class(form), shape, *ends)


@lru_cache(maxsize=4)
def _tagger(language: str) -> Any:  # noqa: ANN401 (python-crfsuite has no types)
    path = files("dementi.language").joinpath(language, "entities.crf")
    if not path.is_file():
        return None
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger
