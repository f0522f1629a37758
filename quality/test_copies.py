# SPDX-License-Identifier: Apache-2.0
"""Are copies of one dispatch found at least as well and as fast as before? The benchmark of bench/copies.py against pinned floors."""

import os
import tomllib
from pathlib import Path

import pytest
from bench.copies import HELD, measured
from bench.republished import WIKINEWS, Pool, pool

from dementi.stories import CopyIndex, alike, find_copies

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["copies"]

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def held() -> Pool:
    if not WIKINEWS.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("the articles are absent, and on CI nothing may be left out")
        pytest.skip("../shared/data/wikinews is absent")
    return pool(*HELD)


def test_copies_are_found_as_well_as_before(held: Pool) -> None:
    found = measured(held)
    assert round(100 * found.precision, 1) >= FLOORS["precision"]
    assert round(100 * found.recall, 1) >= FLOORS["recall"]


def test_the_order_of_arrival_changes_nothing(held: Pool) -> None:
    index = CopyIndex()
    for piece in sorted(held.pieces, key=lambda piece: piece.id[::-1]):
        index.add(piece)
    assert index.groups() == find_copies(held.pieces)


def test_groups_of_the_wrong_pieces_fall_through_the_floor(held: Pool) -> None:
    groups = find_copies(held.pieces)
    ids = [i for group in groups for i in group]
    turned = dict(zip(ids, [*ids[1:], ids[0]], strict=True))
    assert 100 * measured(held, [[turned[i] for i in group] for group in groups]).precision < FLOORS["precision"]


def test_without_a_look_at_names_the_floor_is_broken(held: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "_same_names", lambda _: True)
    assert 100 * measured(held).precision < FLOORS["precision"]


def test_one_shared_passage_taken_for_a_copy_breaks_the_floor(held: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "_same_text", lambda _: True)
    assert 100 * measured(held).precision < FLOORS["precision"]
