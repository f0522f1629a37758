# SPDX-License-Identifier: Apache-2.0
"""Gold subtrees -> composed reporting sentences, with whole trees: what news is full of and treebanks are not.

« … », a affirmé X; « … », affirme X, « … »; X a affirmé que …; il demande si …; selon X, …; headlines without a full stop. The quotation
keeps its function and the reporting verb hangs on it as parataxis:insert, as Sequoia and GSD annotate it. Made by this recipe, never
committed.

usage: python -m training.compose [SENTENCES [SEED]]
"""

from __future__ import annotations

import random
import sys
import tomllib
from pathlib import Path

from dementi.language.pipeline import language_class
from training.nodes import (
    PARTICIPLE,
    Node,
    Subtree,
    Words,
    auxiliary,
    capital,
    document,
    finished,
    finite,
    material,
    nodes,
    punctuation,
    small,
    verb_forms,
)
from training.treebanks import load, save

LISTS = tomllib.loads((Path(__file__).parent / "compose.toml").read_text("utf-8"))
VOWELS = tuple("aeiouyéèêàâîô")


class Composer:
    """Puts sentences together from clauses and noun phrases of the treebanks."""

    def __init__(self, clauses: list[Subtree], phrases: list[Subtree], seed: int) -> None:
        """Keep the material; the same seed gives the same sentences."""
        self.clauses, self.phrases, self.random = clauses, phrases, random.Random(seed)
        self.verbs = verb_forms([*LISTS["verbs"], *LISTS["asking"]])
        self.saying = [lemma for lemma in LISTS["verbs"] if lemma in self.verbs]
        self.shapes = list(LISTS["shapes"].items())

    def sentence(self) -> Words:
        """Return one composed sentence, of a shape drawn by the weights of the list."""
        (name, _), *_ = self.random.choices(self.shapes, [weight for _, weight in self.shapes])
        return getattr(self, name)()

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # Shapes of sentences

    def quoted(self, stop: str = ".") -> Words:
        """« … », a affirmé X[, en affirmant que …]."""
        words, root = self.clause()
        opening, closing = self.random.choice(LISTS["marks"])
        if opening:
            words = self.between_marks(words, root, opening, closing)
        else:
            words[-1].space = False
        reporting, verb = self.inverted(root, comma=bool(not opening or not self.chance(0.1)))
        words += reporting
        if self.chance(0.15):
            words += self.participle(verb)
        return finished(words, root, stop)

    def interrupted(self) -> Words:
        """« … », a affirmé X, « … »: the cue stands beside one of the root's dependents."""
        words, root = self.clause()
        place = self.joint(words, root)
        if place is None:
            return self.quoted()
        first, second = words[:place], words[place:]
        reporting, verb = self.inverted(root)
        opening, closing = self.random.choice(LISTS["marks"])
        if first[-1].form == ",":
            first.pop()
        first[-1].space = False
        if opening:
            first = self.between_marks(first, root, opening, closing)
            second = self.between_marks(second, root, opening, closing) if self.chance(0.7) else second
        reporting[-1].space = False
        return finished([*first, *reporting, punctuation(",", verb), *second], root)

    def reported(self, stop: str = ".") -> Words:
        """X a affirmé (lundi) (dans un communiqué) que …; il lui dit que …."""
        verb, words = self.direct()
        words += self.phrase(verb) if self.chance(0.35) else []
        words += self.that_clause(verb)
        capital(words[0])
        return finished(words, verb, stop)

    def asked(self) -> Words:
        """X (se) demande si …."""
        verb, words = self.direct(self.random.choice(LISTS["asking"]))
        clause, root = self.clause()
        root.head, root.deprel = verb, "ccomp"
        small(clause[0])
        elided = clause[0].form.startswith("il")
        words += [Node("s'" if elided else "si", "SCONJ", "si", "", root, "mark", not elided), *clause]
        capital(words[0])
        return finished(words, verb)

    def attached(self) -> Words:
        """…, affirmant que …: a clause with a reporting participle at its end."""
        words, root = self.clause()
        words[-1].space = False
        return finished([*words, *self.participle(root)], root)

    def according(self, stop: str = ".") -> Words:
        """Selon X, … / …, selon X."""
        words, root = self.clause()
        source, noun, _ = self.noun_phrase("obl:mod", root)
        marker = self.random.choice(LISTS["according"])
        marks = [Node(part, "ADP", part.rstrip("'"), "", noun, "case") for part in marker.replace("'", "' ").split()]
        if len(marks) > 1:
            marks[0].space, marks[1].deprel, marks[1].head = False, "fixed", marks[0]
        comma = punctuation(",", noun)
        if self.chance(0.5):
            small(words[0])
            source[-1].space = False
            capital(marks[0])
            return finished([*marks, *source, comma, *words], root, stop)
        words[-1].space = False
        return finished([*words, comma, *marks, *source], root, stop)

    def announced(self, stop: str = ".") -> Words:
        """X a démenti / annoncé + noun phrase (dans un communiqué)."""
        verb, words = self.direct()
        thing, _, _ = self.noun_phrase("obj", verb)
        words += [*thing, *self.phrase(verb)]
        capital(words[0])
        return finished(words, verb, stop)

    def headline(self) -> Words:
        """Any of them without a full stop."""
        return self.random.choice((self.quoted, self.reported, self.according, self.announced))("")

    # Parts of sentences

    def direct(self, lemma: str = "") -> tuple[Node, Words]:
        """Return a verb of saying and the words up to it: X (lui) a (aussi) affirmé / affirme."""
        lemma = lemma or self.random.choice(self.saying)
        verb = Node("", "VERB", lemma)
        subject, plural = self.subject(verb)
        told = self.told(verb) if self.chance(0.12) else []
        adverb = self.adverb(verb) if self.chance(0.35) else []
        if self.chance(0.55):
            verb.form, verb.morph = self.verbs[lemma]["part"], PARTICIPLE
            between = bool(adverb) and adverb[0].upos == "ADV"
            words = [*subject, *told, auxiliary(verb, plural=plural)]
            return verb, [*words, *adverb, verb] if between else [*words, verb, *adverb]
        self.simple(verb, plural=plural)
        return verb, [*subject, *told, verb, *adverb]

    def inverted(self, root: Node, *, comma: bool = True) -> tuple[Words, Node]:
        """, a affirmé X (dans un communiqué) / , affirme X / , a-t-il affirmé / , expliquait-elle."""
        lemma = self.random.choice(self.saying)
        verb = Node(self.verbs[lemma]["part"], "VERB", lemma, PARTICIPLE, root, "parataxis:insert")
        made = self.random.choices(
            (self.perfect, self.one_verb, self.perfect_clitic, self.simple_clitic), (0.4, 0.33, 0.14, 0.13)
        )[0]
        words = made(verb)
        return [punctuation(",", verb), *words] if comma else words, verb

    def perfect(self, verb: Node) -> Words:
        subject, noun, plural = self.noun_phrase("nsubj", verb)
        adverb = self.adverb(verb) if self.chance(0.3) else []
        early = bool(adverb) and adverb[0].upos == "ADV" and self.chance(0.5)
        middle = self.phrase(verb) if self.chance(0.35) else []
        if middle and self.chance(0.25):
            middle[-1].space = False
            middle.append(punctuation(",", middle[-1]))
        verbs = [*adverb, verb] if early else [verb, *adverb]
        words = [auxiliary(verb, plural=plural), *verbs, *middle, *subject]
        words += self.apposition(noun) if self.chance(0.25) else []
        return words + ([] if middle else self.phrase(verb))

    def one_verb(self, verb: Node) -> Words:
        subject, noun, plural = self.noun_phrase("nsubj", verb)
        self.simple(verb, plural=plural)
        words = [verb, *(self.adverb(verb) if self.chance(0.15) else []), *subject]
        words += self.apposition(noun) if self.chance(0.25) else []
        return words + self.phrase(verb)

    def perfect_clitic(self, verb: Node) -> Words:
        clitic, morph, plural = self.clitic()
        helper = auxiliary(verb, plural=plural)
        if plural:
            clitic = clitic.replace("-t-", "-")
        helper.space = False
        adverb = self.adverb(verb) if self.chance(0.2) else []
        return [helper, Node(clitic, "PRON", "lui", morph, verb, "nsubj"), verb, *adverb, *self.phrase(verb)]

    def simple_clitic(self, verb: Node) -> Words:
        clitic, morph, plural = self.clitic()
        self.simple(verb, plural=plural)
        if verb.form[-1] in "td":
            clitic = clitic.replace("-t-", "-")
        verb.space = False
        return [verb, Node(clitic, "PRON", "lui", morph, verb, "nsubj"), *self.phrase(verb)]

    def clitic(self) -> tuple[str, str, bool]:
        """Return a pronoun after its verb (with the t that a vowel asks for), its features, whether it is plural."""
        form, gender, number = self.random.choice(LISTS["clitics"])
        morph = f"Emph=No|Gender={gender}|Number={number}|Person=3|PronType=Prs"
        return form, morph if gender else "Number=Sing|Person=3|PronType=Ind", number == "Plur"

    def simple(self, verb: Node, *, plural: bool) -> None:
        """Put the verb into a simple tense: mostly the present, as newspapers do."""
        tense = self.random.choices(("Pres", "Imp", "Past", "Fut"), (0.68, 0.16, 0.11, 0.05))[0]
        forms = self.verbs[verb.lemma]
        name = f"{tense}{2 if plural else 1}"
        if name not in forms:
            tense, name = "Pres", f"Pres{2 if plural else 1}"
        verb.form, verb.morph = forms[name], finite(tense, plural=plural)

    def participle(self, verb: Node) -> Words:
        """, (en) affirmant que …."""
        lemma = self.random.choice(self.saying)
        saying = Node(self.verbs[lemma]["gerund"], "VERB", lemma, "Tense=Pres|VerbForm=Part", verb, "advcl")
        words = [punctuation(",", saying)]
        if self.chance(0.5):
            words.append(Node("en", "ADP", "en", "", saying, "mark"))
        return [*words, saying, *self.that_clause(saying)]

    def that_clause(self, verb: Node) -> Words:
        words, root = self.clause()
        root.head, root.deprel = verb, "ccomp"
        small(words[0])
        elided = words[0].form[:1].lower() in VOWELS
        return [Node("qu'" if elided else "que", "SCONJ", "que", "", root, "mark", not elided), *words]

    def clause(self) -> tuple[Words, Node]:
        return nodes(*self.random.choice(self.clauses))

    def joint(self, words: Words, root: Node) -> int | None:
        """Return a place where a clause may be interrupted: beside a dependent of its root."""
        inside: dict[int, set[int]] = {}
        for place, word in enumerate(words):
            top = word
            while top.head is not None and top is not root and top.head is not root:
                top = top.head
            if top is not root and top.upos != "PUNCT":
                inside.setdefault(id(top), set()).add(place)
        middle = words.index(root)
        places = [max(at) + 1 for at in inside.values() if max(at) < middle and len(at) > 2]
        places += [min(at) for at in inside.values() if min(at) > middle and len(at) > 2]
        good = [place for place in places if 2 < place < len(words) - 2]
        return self.random.choice(good) if good else None

    def subject(self, verb: Node) -> tuple[Words, bool]:
        """Return a subject before its verb: a noun phrase, or a pronoun."""
        if self.chance(0.7):
            words, _, plural = self.noun_phrase("nsubj", verb)
            return words, plural
        form, morph, number = self.random.choice(LISTS["pronouns"])
        return [Node(form, "PRON", form, morph, verb, "nsubj")], number == "Plur"

    def told(self, verb: Node) -> Words:
        form, morph = self.random.choice(LISTS["told"])
        return [Node(form, "PRON", form, morph, verb, "iobj")]

    def noun_phrase(self, deprel: str, head: Node) -> tuple[Words, Node, bool]:
        if deprel == "nsubj" and self.chance(0.12):
            return self.kin(head)
        words, root = nodes(*self.random.choice(self.phrases))
        root.head, root.deprel = head, deprel
        words[-1].space = True
        if words[0].upos in {"DET", "ADP", "PRON", "ADJ", "NUM"}:
            small(words[0])
        plural = "Number=Plur" in root.morph or any(w.deprel == "conj" and w.head is root for w in words)
        return words, root, plural

    def kin(self, head: Node) -> tuple[Words, Node, bool]:
        """Return sa collègue, le commissaire, un responsable, …: short subjects of verbs of saying."""
        determiner, lemma, form, gender = self.random.choice(LISTS["people"])
        noun = Node(form, "NOUN", form, f"Gender={gender}|Number=Sing", head, "nsubj")
        return [Node(determiner, "DET", lemma, f"Gender={gender}|Number=Sing", noun, "det"), noun], noun, False

    def apposition(self, noun: Node) -> Words:
        role = self.random.choice(LISTS["appositions"])
        head = Node(role, "NOUN", role, "Number=Sing", noun, "appos")
        words, root, _ = self.noun_phrase("nmod", head)
        if words[0].form.lower() in {"le", "les"}:
            return []
        return [punctuation(",", head), head, Node("de", "ADP", "de", "", root, "case"), *words]

    def adverb(self, verb: Node) -> Words:
        form, upos, deprel = self.random.choice(LISTS["adverbs"])
        morph = "Gender=Masc|Number=Sing" if upos == "NOUN" else ""
        return [Node(form, upos, form, morph, verb, deprel)]

    def phrase(self, verb: Node) -> Words:
        if self.chance(0.45):
            return []
        preposition, determiner, form, gender, deprel = self.random.choice(LISTS["phrases"])
        number = "Plur" if form.endswith("s") else "Sing"
        noun = Node(form, "NOUN", form.rstrip("s"), f"Gender={gender}|Number={number}", verb, deprel)
        words = [Node(preposition, "ADP", preposition, "", noun, "case")]
        parts = determiner.replace("'", "' ").split()
        if len(parts) == 2:
            words.append(Node(parts[0], "ADP", "de", "", words[0], "fixed", space=False))
        if parts:
            words.append(Node(parts[-1], "DET", "un", f"Gender={gender}|Number={number}", noun, "det"))
        return [*words, noun]

    def between_marks(self, words: Words, root: Node, opening: str, closing: str) -> Words:
        words[-1].space = opening == "«"
        return [
            punctuation(opening, root, space=opening == "«"),
            *words,
            punctuation(closing, root),
        ]


def main() -> None:
    """Write training/work/composed.spacy."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    composer = Composer(*material(load("core")), seed)
    nlp = language_class("fr")()
    made = [composer.sentence() for _ in range(count)]
    whole = [words for words in made if words[-1].form == "."]
    docs = [document(whole[start : start + 4], nlp) for start in range(0, len(whole), 4)]
    docs += [document([words], nlp) for words in made if words[-1].form != "."]
    save("composed", docs)
    for doc in docs[:5] + docs[-5:]:
        print(*(s.text for s in doc.sents), sep="\n")


if __name__ == "__main__":
    main()
