# SPDX-License-Identifier: Apache-2.0
"""Are stories found at least as well and as fast as before? BCubed on the half of quality/stories.tsv that is not tuned on."""

import os
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench.republished import WIKINEWS
from bench.stories import bcubed, gold, pieces

from dementi.stories import find_stories, story

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["stories"]

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def groups() -> Sequence[Sequence[str]]:
    if not WIKINEWS.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("the articles are absent, and on CI nothing may be left out")
        pytest.skip("../shared/data/wikinews is absent")
    return find_stories(pieces())


def test_stories_are_found_as_well_as_before(groups: Sequence[Sequence[str]]) -> None:
    figures = bcubed(groups, gold("held"))
    assert round(100 * figures.f1, 1) >= FLOORS["f1"]
    assert round(100 * figures.precision, 1) >= FLOORS["precision"]


def test_the_order_of_arrival_changes_nothing(groups: Sequence[Sequence[str]]) -> None:
    arrived = list(pieces())
    random.Random(5).shuffle(arrived)  # noqa: S311 (an order, no secret)
    assert find_stories(arrived) == groups


def test_shuffled_stories_fall_through_the_floor(groups: Sequence[Sequence[str]]) -> None:
    ids = [i for group in groups for i in group]
    turned = dict(zip(ids, [*ids[7:], *ids[:7]], strict=True))
    assert 100 * bcubed([[turned[i] for i in group] for group in groups], gold("held")).f1 < FLOORS["f1"]


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize("link", [0.0, 1e9])
def test_a_threshold_that_links_all_or_nothing_breaks_the_floor(link: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "LINK", link)
    assert 100 * bcubed(find_stories(pieces()), gold("held")).f1 < FLOORS["f1"]


def test_the_gold_holds_stories_and_look_alikes_in_both_halves() -> None:
    for half in ("tuned", "held"):
        stories = list(gold(half).values())
        alone = sum(stories.count(name) == 1 for name in stories)
        assert len(stories) > 150
        assert 60 < alone < len(stories) - 60
    assert not set(gold("tuned")) & set(gold("held"))
