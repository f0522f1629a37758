# SPDX-License-Identifier: Apache-2.0
"""Gold subtrees -> composed reporting sentences, with whole trees: what news is full of and treebanks are not.

« … », a affirmé X; a-t-il déclaré; X a affirmé que …; , en affirmant que …; selon X, …; X : « … ». The quotation keeps its function and the
reporting verb hangs on it as parataxis:insert, as Sequoia and GSD annotate it. Made by this recipe, never committed.

usage: python -m training.compose [SENTENCES [SEED]]
"""

from __future__ import annotations

import itertools
import random
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from dementi.language.pipeline import French
from training.treebanks import load, save

WORDS = tomllib.loads((Path(__file__).parent / "compose.toml").read_text("utf-8"))
VERBS, ADJUNCTS = WORDS["verbs"], WORDS["adjuncts"]
PAST = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part|Voice=Act"


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


class Composer:
    """Puts sentences together from clauses and noun phrases of the treebanks."""

    def __init__(self, clauses: list[Subtree], phrases: list[Subtree], seed: int) -> None:
        """Keep the material; the same seed gives the same sentences."""
        self.clauses, self.phrases, self.random = clauses, phrases, random.Random(seed)

    def sentence(self) -> Words:
        """Return one composed sentence."""
        draw = self.random.random()
        if draw < 0.5:
            return self.quoted_before()
        if draw < 0.75:
            return self.reported()
        if draw < 0.9:
            return self.according()
        return self.announced()

    def quoted_before(self) -> Words:
        """« … », a affirmé X[, en affirmant que …]."""
        words, root = self.clause()
        opening, closing = self.random.choice(ADJUNCTS["marks"])
        words[-1].space = opening == "«"
        if opening:
            words = [
                Node(opening, "PUNCT", opening, "", root, "punct", opening == "«"),
                *words,
                Node(closing, "PUNCT", closing, "", root, "punct", space=False),
            ]
        reporting, verb = self.inverted(root)
        words += reporting
        if self.random.random() < 0.2:
            words += self.participle(verb)
        return finished(words, root)

    def reported(self) -> Words:
        """X a affirmé (lundi) (dans un communiqué) que …."""
        verb = Node(*self.participle_form(), PAST)
        subject, _, plural = self.noun_phrase("nsubj", verb)
        adverb = self.adverb(verb) if self.random.random() < 0.5 else []
        between = bool(adverb) and adverb[0].upos == "ADV"
        words = [*subject, auxiliary(verb, plural=plural)]
        words += [*adverb, verb] if between else [verb, *adverb]
        words += self.phrase(verb) if self.random.random() < 0.4 else []
        words += self.that_clause(verb)
        capital(words[0])
        return finished(words, verb)

    def according(self) -> Words:
        """Selon X, … / …, selon X."""
        words, root = self.clause()
        source, noun, _ = self.noun_phrase("obl:mod", root)
        marker = self.random.choice(ADJUNCTS["according"])
        marks = [Node(part, "ADP", part.rstrip("'"), "", noun, "case") for part in marker.replace("'", "' ").split()]
        if len(marks) > 1:
            marks[0].space, marks[1].deprel, marks[1].head = False, "fixed", marks[0]
        comma = Node(",", "PUNCT", ",", "", noun, "punct")
        if self.random.random() < 0.5:
            small(words[0])
            source[-1].space = False
            capital(marks[0])
            return finished([*marks, *source, comma, *words], root)
        words[-1].space = False
        return finished([*words, comma, *marks, *source], root)

    def announced(self) -> Words:
        """X a démenti / annoncé + noun phrase (dans un communiqué)."""
        verb = Node(*self.participle_form(), PAST)
        subject, _, plural = self.noun_phrase("nsubj", verb)
        thing, _, _ = self.noun_phrase("obj", verb)
        words = [*subject, auxiliary(verb, plural=plural), verb, *thing, *self.phrase(verb)]
        capital(words[0])
        return finished(words, verb)

    def inverted(self, root: Node) -> tuple[Words, Node]:
        """, a affirmé X (dans un communiqué) / , affirme X / , a-t-il affirmé."""
        lemma, (past, present, presents, _) = self.random.choice(list(VERBS.items()))
        comma = Node(",", "PUNCT", ",", "", root, "punct")
        draw = self.random.random()
        if draw < 0.5:
            verb = Node(past, "VERB", lemma, PAST, root, "parataxis:insert")
            subject, noun, plural = self.noun_phrase("nsubj", verb)
            adverb = self.adverb(verb) if self.random.random() < 0.3 else []
            middle = self.phrase(verb) if self.random.random() < 0.35 else []
            words = [auxiliary(verb, plural=plural), verb, *adverb, *middle, *subject]
            words += self.apposition(noun) if self.random.random() < 0.25 else []
            words += [] if middle else self.phrase(verb)
        elif draw < 0.75:
            verb = Node(present, "VERB", lemma, finite(plural=False), root, "parataxis:insert")
            subject, noun, plural = self.noun_phrase("nsubj", verb)
            if plural:
                verb.form, verb.morph = presents, finite(plural=True)
            words = [
                verb,
                *subject,
                *(self.apposition(noun) if self.random.random() < 0.25 else []),
                *self.phrase(verb),
            ]
        else:
            clitic, gender, number = self.random.choice(ADJUNCTS["clitics"])
            verb = Node(past, "VERB", lemma, PAST, root, "parataxis:insert")
            helper = auxiliary(verb, plural=number == "Plur")
            helper.space = False
            morph = f"Gender={gender}|Number={number}|Person=3|PronType=Prs"
            words = [helper, Node(clitic, "PRON", "il", morph, verb, "nsubj"), verb, *self.phrase(verb)]
        comma.head = verb
        return [comma, *words], verb

    def participle(self, verb: Node) -> Words:
        """, (en) affirmant que …."""
        verb_lemma, forms = self.random.choice(list(VERBS.items()))
        saying = Node(forms[3], "VERB", verb_lemma, "Tense=Pres|VerbForm=Part", verb, "advcl")
        words = [Node(",", "PUNCT", ",", "", saying, "punct")]
        if self.random.random() < 0.6:
            words.append(Node("en", "ADP", "en", "", saying, "mark"))
        return [*words, saying, *self.that_clause(saying)]

    def that_clause(self, verb: Node) -> Words:
        words, root = self.clause()
        root.head, root.deprel = verb, "ccomp"
        small(words[0])
        elided = words[0].form[:1].lower() in "aeiouyéèêàâîô"
        que = Node("qu'" if elided else "que", "SCONJ", "que", "", root, "mark", not elided)
        return [que, *words]

    def clause(self) -> tuple[Words, Node]:
        return nodes(*self.random.choice(self.clauses))

    def noun_phrase(self, deprel: str, head: Node) -> tuple[Words, Node, bool]:
        words, root = nodes(*self.random.choice(self.phrases))
        root.head, root.deprel = head, deprel
        words[-1].space = True
        if words[0].upos in {"DET", "ADP", "PRON", "ADJ", "NUM"}:
            small(words[0])
        plural = "Number=Plur" in root.morph or any(w.deprel == "conj" and w.head is root for w in words)
        return words, root, plural

    def apposition(self, noun: Node) -> Words:
        role = self.random.choice(ADJUNCTS["appositions"])
        head = Node(role, "NOUN", role, "Number=Sing", noun, "appos")
        words, root, _ = self.noun_phrase("nmod", head)
        if words[0].form.lower() in {"le", "les"}:
            return []
        return [Node(",", "PUNCT", ",", "", head, "punct"), head, Node("de", "ADP", "de", "", root, "case"), *words]

    def adverb(self, verb: Node) -> Words:
        form, upos, deprel = self.random.choice(ADJUNCTS["adverbs"])
        morph = "Gender=Masc|Number=Sing" if upos == "NOUN" else ""
        return [Node(form, upos, form, morph, verb, deprel)]

    def phrase(self, verb: Node) -> Words:
        if self.random.random() < 0.45:
            return []
        preposition, determiner, form, gender, deprel = self.random.choice(ADJUNCTS["phrases"])
        number = "Plur" if form.endswith("s") else "Sing"
        noun = Node(form, "NOUN", form.rstrip("s"), f"Gender={gender}|Number={number}", verb, deprel)
        words = [Node(preposition, "ADP", preposition, "", noun, "case")]
        parts = determiner.replace("'", "' ").split()
        if len(parts) == 2:
            fixed = Node(parts[0], "ADP", "de", "", words[0], "fixed", space=False)
            words.append(fixed)
        if parts:
            words.append(Node(parts[-1], "DET", "un", f"Gender={gender}|Number={number}", noun, "det"))
        return [*words, noun]

    def participle_form(self) -> tuple[str, str, str]:
        lemma = self.random.choice(list(VERBS))
        return VERBS[lemma][0], "VERB", lemma


def nodes(tokens: list[Token], root: Token) -> tuple[Words, Node]:
    """Copy a gold subtree."""
    made = {t.i: Node(t.text, t.pos_, t.lemma_, str(t.morph), None, t.dep_, bool(t.whitespace_)) for t in tokens}
    for token in tokens:
        if token.i != root.i:
            made[token.i].head = made[token.head.i]
    return [made[t.i] for t in tokens], made[root.i]


def auxiliary(verb: Node, *, plural: bool) -> Node:
    """Return the auxiliary of the perfect."""
    return Node("ont" if plural else "a", "AUX", "avoir", finite(plural=plural), verb, "aux:tense")


def finite(*, plural: bool) -> str:
    """Return the features of a third person present."""
    return f"Mood=Ind|Number={'Plur' if plural else 'Sing'}|Person=3|Tense=Pres|VerbForm=Fin"


def small(word: Node) -> None:
    """Lower a first letter, but a name's."""
    if word.upos != "PROPN":
        word.form = word.form[:1].lower() + word.form[1:]


def capital(word: Node) -> None:
    """Raise a first letter."""
    word.form = word.form[:1].upper() + word.form[1:]


def finished(words: Words, root: Node) -> Words:
    """Close a sentence with its full stop and make its root a root."""
    words[-1].space = False
    words.append(Node(".", "PUNCT", ".", "", root, "punct"))
    for before, word in itertools.pairwise(words):
        before.space = before.space and word.form != ","
    root.head, root.deprel = None, "ROOT"
    return words


def document(sentences: list[Words], nlp: French) -> Doc:
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


def main() -> None:
    """Write training/work/composed.spacy."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    composer = Composer(*material(load("core")), seed)
    nlp = French()
    docs = [document([composer.sentence() for _ in range(4)], nlp) for _ in range(count // 4)]
    save("composed", docs)
    for doc in docs[:3]:
        print(*(s.text for s in doc.sents), sep="\n")


if __name__ == "__main__":
    main()
