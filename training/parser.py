# SPDX-License-Identifier: Apache-2.0
"""Training documents -> the tagger and the parser that ship.

usage: python -m training.parser [STEPS [SEED [NAME ...]]]     NAME: training documents (core composed by default)
"""

from __future__ import annotations

import sys
from pathlib import Path

from spacy import util
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train

from training.treebanks import ATTRIBUTES, WORK, load


def main() -> None:
    """Train and write training/work/model-SEED/model-best."""
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 6000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    names = sys.argv[3:] or ["core", "composed"]
    together = WORK / f"train-{seed}.spacy"
    store = DocBin(attrs=ATTRIBUTES, store_user_data=False)
    for name in names:
        for doc in load(name):
            store.add(doc)
    store.to_disk(together)
    overrides = {
        "paths.train": str(together),
        "paths.dev": str(WORK / "dev.spacy"),
        "system.seed": seed,
        "training.max_steps": steps,
    }
    config = util.load_config(Path(__file__).parent / "parser.cfg", overrides=overrides)
    out = WORK / f"model-{seed}"
    out.mkdir(exist_ok=True)
    nlp = init_nlp(config)
    nlp.config["paths"] = {"train": None, "dev": None}  # where it was made is of this machine
    train(nlp, out, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
