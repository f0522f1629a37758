# SPDX-License-Identifier: Apache-2.0
"""UD treebanks -> training documents, with contractions (du, des, aux) as one token, as the desk's tokens are.

usage: python -m training.treebanks   writes training/work/*.spacy
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training.converters import conllu_to_docs
from spacy.vocab import Vocab

from dementi.language.pipeline import language_class

ROOT = Path(__file__).parents[1]
TREEBANKS = ROOT.parent / "shared" / "data" / "treebanks"
WORK = ROOT / "training" / "work"
SEED = 1
ATTRIBUTES = ["ORTH", "TAG", "HEAD", "DEP", "POS", "MORPH", "LEMMA", "SENT_START", "SPACY"]


def main() -> None:
    """Write the training, development and test documents."""
    WORK.mkdir(exist_ok=True)
    gsd = sentences("fr_gsd-ud-dev")
    kept = len(gsd) * 9 // 10
    sequoia = documents(sentences("fr_sequoia-ud-train"))
    spoken = [
        document
        for name in ("parisstories", "rhapsodie")
        for half in ("train", "dev")
        for document in documents(sentences(f"fr_{name}-ud-{half}"))
    ]
    random.seed(SEED)
    save("sequoia", sequoia)
    save("core", sequoia + documents(gsd[:kept]))
    save("spoken", spoken)
    save("dev", documents(sentences("fr_sequoia-ud-dev")) + documents(gsd[kept:]))
    for name in ("fr_sequoia-ud-test", "fr_gsd-ud-test", "fr_pud-ud-test"):
        save(name.split("-")[0] + "-test", documents(sentences(name)))


def sentences(name: str) -> list[str]:
    """Return the CoNLL-U blocks of a treebank file."""
    return [block for block in (TREEBANKS / f"{name}.conllu").read_text("utf-8").split("\n\n") if block.strip()]


def documents(blocks: Sequence[str], size: int = 8) -> list[Doc]:
    """Return documents of ``size`` sentences each."""
    text = "\n\n".join(blocks) + "\n\n"
    return list(conllu_to_docs(text, n_sents=size, merge_subtokens=True, no_print=True, ner_map=None))


def save(name: str, docs: Sequence[Doc]) -> None:
    """Write documents for spaCy's training and say how many."""
    store = DocBin(attrs=ATTRIBUTES, store_user_data=False)
    for doc in docs:
        store.add(doc)
    store.to_disk(WORK / f"{name}.spacy")
    print(f"{name}: {len(docs)} documents, {sum(map(len, docs))} tokens")


def load(name: str, vocab: Vocab | None = None) -> list[Doc]:
    """Read documents written by :func:`save`, into a vocabulary where one is given."""
    return list(DocBin().from_disk(WORK / f"{name}.spacy").get_docs(vocab or language_class("fr")().vocab))


if __name__ == "__main__":
    main()
