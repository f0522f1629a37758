# SPDX-License-Identifier: Apache-2.0
"""Training documents -> a tagger and a parser.

usage: python -m training.parser NAME STEPS SEED WIDTH DOCUMENTS ...   writes training/work/NAME/model-best
       e.g. python -m training.parser first 6000 0 96 core composed
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from spacy import util
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from thinc.api import NumpyOps, set_current_ops

from dementi.language.pipeline import language_class
from training.treebanks import ATTRIBUTES, ROOT, WORK, load

CONFIG = ROOT / "training" / "parser.cfg"
WIDTHS = (
    "components.tok2vec.model.embed.width",
    "components.tok2vec.model.encode.width",
    "components.morphologizer.model.tok2vec.width",
    "components.parser.model.tok2vec.width",
)


def main() -> None:
    """Train and write the best of the looks at the development set."""
    name, steps, seed, width, *documents = sys.argv[1:]
    set_current_ops(NumpyOps(use_blis=False))  # as the pipeline runs
    language_class("fr")
    together = WORK / f"train-{name}.spacy"
    store = DocBin(attrs=ATTRIBUTES, store_user_data=False)
    for part in documents:
        for doc in load(part):
            store.add(doc)
    store.to_disk(together)
    overrides = {
        "paths.train": str(together),
        "paths.dev": str(WORK / "dev.spacy"),
        "system.seed": int(seed),
        "training.max_steps": int(steps),
        "training.patience": int(steps),
    } | dict.fromkeys(WIDTHS, int(width))
    print(f"{name}: seed {seed}, {steps} steps, width {width}, {' '.join(documents)}", flush=True)
    nlp = init_nlp(util.load_config(CONFIG, overrides=overrides))
    started = time.process_time()
    out = WORK / name
    out.mkdir(exist_ok=True)
    train(nlp, out, stdout=sys.stdout, stderr=sys.stderr)
    forget_paths(out / "model-best" / "config.cfg")
    print(f"{time.process_time() - started:.0f} s CPU")


def forget_paths(written: Path) -> None:
    """Take out of a model's config where its data stood on this machine."""
    config = util.load_config(written)
    config["paths"] = dict.fromkeys(config["paths"])
    config.to_disk(written)


if __name__ == "__main__":
    main()
