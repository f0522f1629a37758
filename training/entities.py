# SPDX-License-Identifier: Apache-2.0
"""WiNER-fr -> the entity model that ships. Trained on all documents after it was measured on those left out.

usage: python -m training.entities
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from dementi.language.entities import features, spans
from dementi.language.tokens import cutter
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
PARAMETERS = {"c1": 0.1, "c2": 0.02, "max_iterations": 120, "feature.possible_transitions": True, "feature.minfreq": 2}
Sentence = tuple[list[str], list[str]]


def main() -> None:
    """Print F1 on a random split and on a split by month, then write the model."""
    documents = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
    shuffled = documents[:]
    random.Random(7).shuffle(shuffled)
    cut = len(shuffled) * 15 // 100
    report("random split", shuffled[cut:], shuffled[:cut])
    months = sorted({d["id"][:7] for d in documents})
    held = set(months[3::7])
    report(
        "split by month",
        [d for d in documents if d["id"][:7] not in held],
        [d for d in documents if d["id"][:7] in held],
    )
    train(documents, MODEL)
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.1f} MB")


def report(name: str, trained: Sequence[dict], tested: Sequence[dict]) -> None:
    """Train on one half, print precision, recall and F1 on the other."""
    path = WORK / "entities.crf"
    train(trained, path)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    right, said, gold = Counter(), Counter(), Counter()
    started, count = time.process_time(), 0
    for document in tested:
        for forms, labels in sentences(document):
            a, b = set(spans(labels)), set(spans(tagger.tag(features(forms, "fr"))))
            count += len(forms)
            for counter, found in ((right, a & b), (said, b), (gold, a)):
                counter.update(kind for kind, _, _ in found)
    speed = count / (time.process_time() - started)
    f1 = {kind: round(200 * right[kind] / (said[kind] + gold[kind]), 1) for kind in sorted(gold)}
    total = 200 * right.total() / (said.total() + gold.total())
    print(f"{name}: F1 {total:.1f} {f1} {speed:.0f} tokens per CPU-second", flush=True)


def train(documents: Sequence[dict], path: Path) -> None:
    """Train a model and write it."""
    trainer = pycrfsuite.Trainer(verbose=False, params=PARAMETERS)
    for document in documents:
        for forms, labels in sentences(document):
            trainer.append(features(forms, "fr"), labels)
    trainer.train(str(path))


def sentences(document: dict) -> Iterator[Sentence]:
    """Yield the sentences of a document: forms and labels; cut at lines and at sentence-final marks."""
    text = document["text"]
    entities = sorted((a, b, KINDS[kind]) for a, b, kind in document["entities"] if kind in KINDS)
    label_at: dict[int, tuple[int, str]] = {}
    for a, b, kind in sorted(entities, key=lambda e: (e[0], -e[1])):
        if a not in label_at and not any(x <= a < y for x, (y, _) in label_at.items() if x != a and y > a):
            label_at[a] = (b, kind)
    start = 0
    for line in text.splitlines(keepends=True):
        forms, labels = [], []
        end, kind = -1, ""
        for a, b in ((start + x, start + y) for x, y in cutter("fr").cut(line)):
            if a in label_at:
                end, kind = label_at[a]
                labels.append(f"B-{kind}")
            elif a < end:
                labels.append(f"I-{kind}")
            else:
                labels.append("O")
            forms.append(text[a:b])
            if text[a:b] in {".", "!", "?"} and len(forms) > 3 and a >= end:
                yield forms, labels
                forms, labels = [], []
        if forms:
            yield forms, labels
        start += len(line)


if __name__ == "__main__":
    main()
