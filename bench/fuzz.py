# SPDX-License-Identifier: Apache-2.0
"""Does any page or dump break its reader? ``python bench/fuzz.py page|dump [seconds]``: atheris mutates what is invented in the tests.

An article must hold what ``tests/reading/test_fuzz.py`` asserts, anything else must be a ReadingError; all else ends the run with
its input.
atheris (Apache-2.0) is no dependency: ``pip install atheris``.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from dementi.errors import ReadingError
from dementi.record import Dispatch, Form

LEAD = "Le port d’Aubemont a rouvert lundi, a annoncé la capitainerie dans un communiqué."
SEEDS = (
    f"<html><title>Le port rouvre - Le Courrier</title><h1>Le port rouvre</h1><p class=byline>Par Jeanne Morel</p><p>{LEAD}</p></html>",
    f"Rechercher\nLe port rouvre\nPublié le 12 mars 2026 à 19h09\n{LEAD}\nPartager\n",
)


def checks() -> ModuleType:
    """Return the tests' module: what holds of an article is written there once."""
    path = Path(__file__).resolve().parents[1] / "tests" / "reading" / "test_fuzz.py"
    spec = importlib.util.spec_from_file_location("test_fuzz", path)
    if spec is None or spec.loader is None:
        sys.exit("tests/reading/test_fuzz.py is absent")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Run until the time is over or an input breaks something."""
    form = Form(sys.argv[1]) if len(sys.argv) > 1 else Form.PAGE
    seconds = sys.argv[2] if len(sys.argv) > 2 else "60"
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        sys.exit("atheris is absent: pip install atheris")
    # What mutates the inputs must see which branches they take, so the readers are imported under its eyes.
    with atheris.instrument_imports(include=["dementi.reading"]):
        reading = importlib.import_module("dementi.reading")
        importlib.import_module("dementi.reading.page")
    tests = checks()

    def one(content: bytes) -> None:
        try:
            article, _ = reading.read(Dispatch(id="d", content=content, form=form))
        except ReadingError:
            return
        tests.holds(article)

    with tempfile.TemporaryDirectory() as corpus:
        for n, seed in enumerate(SEEDS):
            (Path(corpus) / str(n)).write_text(seed, "utf-8")
        arguments = [
            sys.argv[0],
            f"-max_total_time={seconds}",
            "-timeout=20",
            "-rss_limit_mb=2000",
            "-max_len=20000",
            "-verbosity=0",
            corpus,
        ]
        atheris.Setup(arguments, one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
