# SPDX-License-Identifier: Apache-2.0
"""Are tags, trees, lemmas and subjects of verbs of saying as good as before? Test halves of the treebanks, pinned floors.

spaCy's scorer on raw text, without punctuation. Sequoia-test and GSD-test are never trained on; PUD serves for the verbs of saying only.
"""

import os
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TREEBANKS = ROOT.parent / "shared" / "data" / "treebanks"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["language"]

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def figures():
    if not TREEBANKS.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("the treebanks of ../shared are absent, and on CI nothing may be left out")
        pytest.skip("../shared/data/treebanks is absent")
    from training.measure import measured

    from dementi.language.pipeline import pipeline

    return measured(pipeline("fr"))


def below(figures, floors):
    return [f"{key}: {figures[key]} < {floor}" for key, floor in floors.items() if figures[key] < floor]


def test_the_models_stand_at_their_floors(figures):
    print(figures)
    assert below(figures, FLOORS) == []


def test_a_model_that_has_lost_its_lexicon_is_seen(figures):
    from training.measure import scores_of
    from training.treebanks import documents, sentences

    from dementi.language.pipeline import pipeline

    nlp = pipeline("fr")
    gold = documents(sentences("fr_sequoia-ud-test"))[:8]
    blind = scores_of(nlp, gold, change=lambda text: text.upper())
    assert blind["upos"] < FLOORS["sequoia_upos"]
    assert figures["sequoia_upos"] >= FLOORS["sequoia_upos"]
