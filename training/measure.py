# SPDX-License-Identifier: Apache-2.0
"""How good are tagger, parser and lemmas? spaCy's scorer on raw text, without punctuation, and the subjects of verbs of saying.

usage: python -m training.measure [MODEL [dev]]     dev: on the development half of Sequoia, to choose between models
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from spacy import util
from spacy.language import Language
from spacy.pipeline.dep_parser import parser_score
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from dementi.language.lemmas import lemma_of
from dementi.language.pipeline import language_class, on_one_core
from training.treebanks import ROOT, documents, sentences

MODEL = ROOT / "src" / "dementi" / "language" / "fr" / "model"
VERBS = frozenset(tomllib.loads((ROOT / "training" / "measure.toml").read_text("utf-8"))["verbs"])


Parse = Callable[[str], Doc]
Lemmatise = Callable[[str, str, str], str]


def main() -> None:
    """Print the figures of a model."""
    nlp = loaded(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
    of = development if "dev" in sys.argv[2:] else measured
    for name, figure in of(nlp).items():
        print(f"{name:20} {figure}")


def loaded(path: Path) -> Language:
    """Return a pipeline from a folder, as the desk runs it."""
    language_class("fr")
    return on_one_core(util.load_model_from_path(path))


def measured(parse: Parse, lemmatise: Lemmatise = lemma_of) -> dict[str, float]:
    """Return the figures: percent; for the verbs of saying, how many hang right.

    Args:
        parse: a pipeline, or what spoils one to see the figures fall.
        lemmatise: form, part of speech and features -> lemma.
    """
    figures: dict[str, float] = {}
    subjects: Counter = Counter()
    for short, name in (("sequoia", "fr_sequoia-ud-test"), ("gsd", "fr_gsd-ud-test"), ("pud", "fr_pud-ud-test")):
        gold = documents(sentences(name))
        for doc in gold:
            subjects += of_reporting(doc, parse(doc.text))
        if short != "pud":  # PUD hangs reporting clauses the other way round
            figures |= {f"{short}_{key}": value for key, value in scores_of(parse, gold, lemmatise).items()}
    for kind in ("inverted", "direct", "ccomp"):
        figures[f"{kind}_right"] = subjects[kind, True]
        figures[f"{kind}_of"] = subjects[kind, True] + subjects[kind, False]
    return figures


def development(parse: Parse) -> dict[str, float]:
    """Return the figures on Sequoia's development half, which no weights were trained on."""
    return scores_of(parse, documents(sentences("fr_sequoia-ud-dev")))


def scores_of(parse: Parse, gold: Sequence[Doc], lemmatise: Lemmatise = lemma_of) -> dict[str, float]:
    """Return UPOS, UAS, LAS, sentences' F1 and lemmas, in percent."""
    examples = [Example(parse(doc.text), doc) for doc in gold]
    scores = Scorer.score_token_attr(examples, "pos") | parser_score(examples)
    kept = {"upos": "pos_acc", "uas": "dep_uas", "las": "dep_las", "sentences": "sents_f"}
    return {name: round(100 * scores[key], 2) for name, key in kept.items()} | {"lemmas": lemmas(gold, lemmatise)}


def lemmas(docs: Sequence[Doc], lemmatise: Lemmatise = lemma_of) -> float:
    """Return the share of content words with the gold lemma, given the gold tags."""
    right = total = 0
    for doc in docs:
        for token in doc:
            if token.text.isalpha() and token.pos_ in {"NOUN", "VERB", "AUX", "ADJ", "ADV"}:
                total += 1
                right += lemmatise(token.text, token.pos_, str(token.morph)).lower() == token.lemma_.lower()
    return round(100 * right / total, 2)


def of_reporting(gold: Doc, found: Doc) -> Counter:
    """Count the subjects and clauses of verbs of saying that hang where the gold has them."""
    place = {(t.idx, t.idx + len(t)): t for t in found}
    counted: Counter = Counter()
    for verb in gold:
        if verb.pos_ != "VERB" or verb.lemma_ not in VERBS:
            continue
        for child in verb.children:
            relation = child.dep_.split(":")[0]
            if relation != "nsubj" and child.dep_ != "ccomp":
                continue
            kind = "ccomp" if relation == "ccomp" else "inverted" if child.i > verb.i else "direct"
            a, b = place.get((child.idx, child.idx + len(child))), place.get((verb.idx, verb.idx + len(verb)))
            hangs = a is not None and b is not None and a.head.i == b.i
            right = hangs and a.dep_.split(":")[0] in ({"ccomp", "xcomp"} if kind == "ccomp" else {"nsubj"})
            counted[kind, bool(right)] += 1
    return counted


if __name__ == "__main__":
    main()
