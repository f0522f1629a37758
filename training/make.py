# SPDX-License-Identifier: Apache-2.0
"""Every model that ships, from the data, in order.

usage: python -m training.make
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time

from training.lexicon import FRENCH
from training.treebanks import WORK

STEPS = (
    ("training.lexicon",),
    ("training.terms",),
    ("training.common",),
    ("training.treebanks",),
    ("training.compose",),
    ("training.parser", "6000", "0"),
    ("training.entities",),
)


def main() -> None:
    """Run each step, logged with its time; put the parser in its place; print the figures."""
    WORK.mkdir(exist_ok=True)
    for step in STEPS:
        started = time.time()
        subprocess.run([sys.executable, "-m", *step], check=True)
        print(f"== {' '.join(step)}: {time.time() - started:.0f} s", flush=True)
    shutil.rmtree(FRENCH / "model", ignore_errors=True)
    shutil.copytree(WORK / "model-0" / "model-best", FRENCH / "model")
    subprocess.run([sys.executable, "-m", "training.measure"], check=True)


if __name__ == "__main__":
    main()
