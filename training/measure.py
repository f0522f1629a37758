# SPDX-License-Identifier: Apache-2.0
"""How good is the tagger and parser? spaCy's scorer on raw text, without punctuation, and the subjects of reporting verbs.

usage: python -m training.measure [MODEL]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from spacy import util
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from dementi.language.lemmas import lemma_of
from dementi.language.pipeline import French  # noqa: F401 (registers the language)
from dementi.statements.cues import verbs
from training.treebanks import WORK, load

MODEL = Path(__file__).parents[1] / "src" / "dementi" / "language" / "fr" / "model"


def main() -> None:
    """Print the figures of the test sets. PUD is for the reporting verbs only: it hangs reporting clauses the other way round."""
    nlp = util.load_model_from_path(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
    for name in ("fr_sequoia-test", "fr_gsd-test"):
        gold = load(name, nlp.vocab)
        examples = [Example(nlp(doc.text), doc) for doc in gold]
        scores = Scorer.score_token_attr(examples, "pos") | nlp.get_pipe("parser").score(examples)
        kept = {key: round(100 * scores[key], 2) for key in ("pos_acc", "dep_uas", "dep_las", "sents_f")}
        print(name, kept, f"lemmas {lemmas(gold):.1f}", flush=True)
    subjects = Counter()
    for name in ("fr_pud-test", "fr_gsd-test", "fr_sequoia-test"):
        for doc in load(name, nlp.vocab):
            subjects += of_reporting(doc, nlp(doc.text))
    print(
        {
            kind: f"{subjects[kind, True]} of {subjects[kind, True] + subjects[kind, False]}"
            for kind in ("inverted", "direct", "ccomp")
        }
    )


def lemmas(docs: list[Doc]) -> float:
    """Return the share of content words with the gold lemma, given the gold tags."""
    right = total = 0
    for doc in docs:
        for token in doc:
            if token.is_alpha and token.pos_ in {"NOUN", "VERB", "AUX", "ADJ", "ADV"}:
                total += 1
                right += lemma_of(token.text, token.pos_, str(token.morph)).lower() == token.lemma_.lower()
    return 100 * right / total


def of_reporting(gold: Doc, found: Doc) -> Counter:
    """Count the subjects and clauses of verbs of saying that hang where the gold has them."""
    known = {lemma for lemma, frames in verbs("fr").frames.items() if "clause" in frames}
    place = {(t.idx, t.idx + len(t)): t for t in found}
    counted: Counter = Counter()
    for verb in gold:
        if verb.pos_ != "VERB" or verb.lemma_ not in known:
            continue
        for child in verb.children:
            relation = child.dep_.split(":")[0]
            if relation not in {"nsubj", "ccomp"}:
                continue
            kind = "ccomp" if relation == "ccomp" else "inverted" if child.i > verb.i else "direct"
            a, b = place.get((child.idx, child.idx + len(child))), place.get((verb.idx, verb.idx + len(verb)))
            hangs = a is not None and b is not None and a.head.i == b.i
            right = hangs and a.dep_.split(":")[0] in ({"ccomp", "xcomp"} if kind == "ccomp" else {"nsubj"})
            counted[kind, bool(right)] += 1
    return counted


if __name__ == "__main__":
    if not WORK.exists():
        sys.exit("run python -m training.treebanks first")
    main()
