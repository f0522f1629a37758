# SPDX-License-Identifier: Apache-2.0
"""WiNER-fr -> the entity model that ships, trained on all documents, and its figures when some are left out.

The tokens are seen with their trees, so the model is made after the parser and again with each new one.

usage: python -m training.entities
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from dementi.language import Token, analyse
from dementi.language.entities import features, of_one_kind, spans
from training.treebanks import ROOT, WORK

CORPUS = ROOT.parent / "shared" / "data" / "entities" / "winer-fr.jsonl"
MODEL = ROOT / "src" / "dementi" / "language" / "fr" / "entities.crf"
KINDS = {
    "Person": "PER",
    "Location": "LOC",
    "Organization": "ORG",
    "Event": "EVENT",
    "Product": "PROD",
    "Date": "DATE",
    "Hour": "HOUR",
}
#: Passive-aggressive learning (Crammer and others 2006): as good as L-BFGS here, and six times as fast.
ALGORITHM = "pa"
PARAMETERS = {"type": 2, "max_iterations": 12, "feature.possible_transitions": True, "feature.minfreq": 2}

#: A sentence's tokens and labels; a document is a list of them.
Sentence = tuple[Sequence[Token], list[str]]


def main() -> None:
    """Write the model, then print how good its like is on the documents of two splits left out.

    The order counts: the learner draws on from where the training before it stopped.
    """
    documents = corpus()
    ids = sorted(documents)
    train([documents[i] for i in ids], MODEL)
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.1f} MB", flush=True)
    for name, held in splits(ids).items():
        path = WORK / f"entities-{name}.crf"
        train([documents[i] for i in ids if i not in held], path)
        print(name, measured([documents[i] for i in ids if i in held], path), flush=True)


def corpus(every: int = 1) -> dict[str, list[Sentence]]:
    """Return the labelled sentences of each document of the corpus, or of every so many."""
    lines = map(json.loads, CORPUS.read_text("utf-8").splitlines()[::every])
    return {document["id"]: labelled(document) for document in lines}


def splits(ids: Sequence[str]) -> dict[str, set[str]]:
    """Return the documents held back, at random (15 of 100, seed 7) and by month (every seventh)."""
    shuffled = list(ids)
    random.Random(7).shuffle(shuffled)
    months = set(sorted({i[:7] for i in ids})[3::7])
    return {"random": set(shuffled[: len(ids) * 15 // 100]), "month": {i for i in ids if i[:7] in months}}


def train(documents: Sequence[list[Sentence]], path: Path) -> None:
    """Train a model and write it."""
    trainer = pycrfsuite.Trainer(ALGORITHM, verbose=False, params=PARAMETERS)
    for document in documents:
        for words, labels in document:
            trainer.append(features(words, "fr"), labels)
    trainer.train(str(path))


def measured(documents: Sequence[list[Sentence]], path: Path) -> dict[str, float]:
    """Return F1 in all and by kind (percent), and tokens per CPU-second, of a model on documents it has not seen."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    right, said, gold = Counter(), Counter(), Counter()
    started = time.process_time()
    for document in documents:
        forms = [[word.form for word in words] for words, _ in document]
        found = of_one_kind(forms, [spans(tagger.tag(features(words, "fr"))) for words, _ in document])
        for (_, labels), entities in zip(document, found, strict=True):
            a, b = set(spans(labels)), set(entities)
            for counter, counted in ((right, a & b), (said, b), (gold, a)):
                counter.update(kind for kind, _, _ in counted)
    spent = time.process_time() - started
    figures = {"F1": round(200 * right.total() / (said.total() + gold.total()), 1)}
    figures |= {kind: round(200 * right[kind] / (said[kind] + gold[kind]), 1) for kind in sorted(gold)}
    return figures | {"tokens_per_second": round(sum(len(w) for d in documents for w, _ in d) / spent)}


def labelled(document: dict) -> list[Sentence]:
    """Return the analysed sentences of a document with their labels."""
    starts = outermost(document["entities"])
    analysis = analyse(document["text"], "fr")
    found, end, kind = [], -1, ""
    for sentence in analysis.sentences:
        words, labels = analysis.tokens[sentence.first : sentence.last], []
        for word in words:
            if word.start in starts:
                end, kind = starts[word.start]
                labels.append(f"B-{kind}")
            else:
                labels.append(f"I-{kind}" if word.start < end and labels else "O")
        found.append((words, labels))
    return found


def outermost(entities: Sequence[tuple[int, int, str]]) -> dict[int, tuple[int, str]]:
    """Return start -> (end, kind) of the entities that lie in no other."""
    found: dict[int, tuple[int, str]] = {}
    last = -1
    for start, end, kind in sorted((e for e in entities if e[2] in KINDS), key=lambda e: (e[0], -e[1])):
        if start >= last:
            found[start] = (end, KINDS[kind])
            last = end
    return found


if __name__ == "__main__":
    main()
