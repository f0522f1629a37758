# SPDX-License-Identifier: Apache-2.0
"""What is a composed sentence made of? Words with their heads, copied from the treebanks or made from lists, and the documents of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from dementi.language.lexicon import lexicon

PARTICIPLE = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part|Voice=Act"
TENSES = {"Pres": "Pres", "Imp": "Imp", "Past": "Past", "Fut": "Fut"}


@dataclass(eq=False, slots=True)
class Node:
    """A word of a composed sentence; ``head`` is None for the root."""

    form: str
    upos: str
    lemma: str
    morph: str = ""
    head: Node | None = None
    deprel: str = "dep"
    space: bool = True


Words = list[Node]
Subtree = tuple[list[Token], Token]


def verb_forms(lemmas: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the forms of verbs from the lexicon: "part", "gerund", and "Pres1" (singular) to "Fut2" (plural), third person."""
    wanted = set(lemmas)
    found: dict[str, dict[str, str]] = {lemma: {} for lemma in lemmas}
    words = lexicon("fr")
    for form in words.forms():
        for entry in words.entries(form):
            if entry.upos != "VERB" or entry.lemma not in wanted:
                continue
            name = ""
            if entry.mood == "Part" and entry.tense == "Past" and (entry.gender, entry.number) != ("Fem", "Plur"):
                name = "part" if entry.gender in {"Masc", ""} and entry.number in {"Sing", ""} else ""
            elif entry.mood == "Part" and entry.tense == "Pres":
                name = "gerund"
            elif entry.mood == "Ind" and entry.person == "3":
                name = entry.tense + ("2" if entry.number == "Plur" else "1")
            if name:
                found[entry.lemma].setdefault(name, form)
    return {lemma: forms for lemma, forms in found.items() if {"part", "gerund", "Pres1", "Pres2"} <= set(forms)}


def nodes(tokens: Sequence[Token], root: Token) -> tuple[Words, Node]:
    """Copy a gold subtree."""
    made = {t.i: Node(t.text, t.pos_, t.lemma_, str(t.morph), None, t.dep_, bool(t.whitespace_)) for t in tokens}
    for token in tokens:
        if token.i != root.i:
            made[token.i].head = made[token.head.i]
    return [made[t.i] for t in tokens], made[root.i]


def finite(tense: str = "Pres", *, plural: bool) -> str:
    """Return the features of a third person in the indicative."""
    return f"Mood=Ind|Number={'Plur' if plural else 'Sing'}|Person=3|Tense={tense}|VerbForm=Fin"


def auxiliary(verb: Node, *, plural: bool) -> Node:
    """Return the auxiliary of the perfect."""
    return Node("ont" if plural else "a", "AUX", "avoir", finite(plural=plural), verb, "aux:tense")


def small(word: Node) -> None:
    """Lower a first letter, but a name's."""
    if word.upos != "PROPN":
        word.form = word.form[:1].lower() + word.form[1:]


def capital(word: Node) -> None:
    """Raise a first letter."""
    word.form = word.form[:1].upper() + word.form[1:]


def punctuation(form: str, head: Node | None, *, space: bool = True) -> Node:
    """Return a mark that hangs on a word."""
    return Node(form, "PUNCT", form, "", head, "punct", space)


def finished(words: Words, root: Node, stop: str = ".") -> Words:
    """Close a sentence with its full stop ("" for a headline) and make its root a root."""
    words[-1].space = not stop
    if stop:
        words.append(punctuation(stop, root))
    for before, word in itertools.pairwise(words):
        before.space = before.space and word.form != ","
    root.head, root.deprel = None, "ROOT"
    return words


def document(sentences: Sequence[Words], nlp: Language) -> Doc:
    """Return the sentences as one training document."""
    heads, starts, flat = [], [], []
    for words in sentences:
        base, place = len(flat), {id(word): i for i, word in enumerate(words)}
        for i, word in enumerate(words):
            flat.append(word)
            heads.append(base + (place[id(word.head)] if word.head is not None else i))
            starts.append(i == 0)
    return Doc(
        nlp.vocab,
        words=[w.form for w in flat],
        spaces=[w.space for w in flat],
        pos=[w.upos for w in flat],
        tags=[w.upos for w in flat],
        morphs=[w.morph for w in flat],
        lemmas=[w.lemma for w in flat],
        heads=heads,
        deps=[w.deprel for w in flat],
        sent_starts=starts,
    )


def material(docs: list[Doc]) -> tuple[list[Subtree], list[Subtree]]:
    """Return the clauses and the noun phrases that can be put together."""
    clauses, phrases = [], []
    for doc in docs:
        for sentence in doc.sents:
            tokens = list(sentence)
            finite_verb = any("VerbForm=Fin" in str(t.morph) for t in tokens)
            marked = any(t.text in '"«»“”' or t.dep_.startswith("parataxis") for t in tokens)
            if 6 <= len(tokens) <= 30 and tokens[-1].text == "." and finite_verb and not marked:
                clauses.append((tokens[:-1], sentence.root))
            for token in tokens:
                if token.dep_.startswith("nsubj") and token.pos_ in {"NOUN", "PROPN"}:
                    below = sorted(token.subtree, key=lambda t: t.i)
                    whole = below[-1].i - below[0].i + 1 == len(below) <= 9
                    plain = not any(t.pos_ in {"VERB", "AUX", "PUNCT"} for t in below)
                    if whole and plain:
                        phrases.append((below, token))
    return clauses, phrases
