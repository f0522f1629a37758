# SPDX-License-Identifier: Apache-2.0
"""Every model that ships, from the data, in order; logged, and held against the floors.

usage: python -m training.make   (make models); writes training/work/log.txt as well
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import tomllib
from typing import TextIO

from training.lexicon import FRENCH
from training.treebanks import ROOT, WORK

#: Numbers: sentences and seed; steps, seed and width.
STEPS = (
    ("training.lexicon",),
    ("training.terms",),
    ("training.common",),
    ("training.treebanks",),
    ("training.compose", "2000", "11"),
    # Two that teach a third by the sentences on which they agree, and it and one of them the last, which is as narrow as the first.
    ("training.parser", "first", "3000", "0", "96", "core", "composed"),
    ("training.parser", "wide", "5000", "0", "128", "core", "composed"),
    ("training.silver", "first", "wide"),
    ("training.parser", "taught", "5000", "0", "128", "core", "composed", "silver"),
    ("training.silver", "taught", "wide"),
    ("training.parser", "last", "5000", "0", "96", "core", "composed", "silver"),
)
AFTER_THE_PARSER = (("training.entities",),)


def main() -> None:
    """Run each step; put the parser in its place before the entities that see its trees; say which floors are not reached."""
    WORK.mkdir(exist_ok=True)
    with (WORK / "log.txt").open("w", encoding="utf-8") as log:
        for step in STEPS:
            run(step, log)
        shutil.rmtree(FRENCH / "model", ignore_errors=True)
        shutil.copytree(WORK / "last" / "model-best", FRENCH / "model")
        for step in AFTER_THE_PARSER:
            run(step, log)
        figures = dict(line.split() for line in run(("training.measure",), log).splitlines())
        below = fallen({name: float(figure) for name, figure in figures.items()})
        log.write(f"below the floors: {below or 'none'}\n")
    sys.exit(f"below the floors: {below}" if below else 0)


def run(step: tuple[str, ...], log: TextIO) -> str:
    """Run a step and log what it was called with, what it prints and how long it took; return what it printed."""
    started = time.time()
    printed = subprocess.run([sys.executable, "-m", *step], check=True, stdout=subprocess.PIPE, text=True).stdout
    said = f"== {' '.join(step)}: {time.time() - started:.0f} s\n{printed}"
    print(said, flush=True)
    log.write(said)
    log.flush()
    return printed


def fallen(figures: dict[str, float]) -> dict[str, float]:
    """Return the figures that are below quality/floors.toml."""
    floors = tomllib.loads((ROOT / "quality" / "floors.toml").read_text("utf-8"))["language"]["trees"]
    return {name: figures[name] for name, floor in floors.items() if figures[name] < floor}


if __name__ == "__main__":
    main()
