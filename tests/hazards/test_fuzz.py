# SPDX-License-Identifier: Apache-2.0
"""Whatever is mutated, each reader gives a record that can be kept, or one of the named errors. For longer: bench/fuzz.py."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

#: Inputs of each reader: a second or so of all.
EACH = 60


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "bench" / "fuzz.py"
    spec = importlib.util.spec_from_file_location("fuzz", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name", ["page", "dump", "wire", "feed", "opml", "warc", "packed warc", "zip", "lines", "query", "cursor"]
)
def test_whatever_is_mutated_is_read_or_refused(fuzz: ModuleType, name: str) -> None:
    assert fuzz.by_chance(name, 60.0, seed=7, most=EACH) == EACH


def test_every_reader_is_tried(fuzz: ModuleType) -> None:
    assert len(fuzz.READERS) == 11


def test_what_breaks_a_reader_is_seen(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(content: bytes) -> None:
        if b"A" * 300 in content:
            raise KeyError("a fault of ours")

    monkeypatch.setitem(fuzz.READERS, "broken", (lambda: breaks, (b"a" * 50,)))
    with pytest.raises(RuntimeError, match="broken breaks on"):
        fuzz.by_chance("broken", 60.0, seed=1)


def test_a_backslash_of_the_text_can_be_kept(fuzz: ModuleType) -> None:
    fuzz.can_be_kept((r"\x00", r"a\ud800"))


@pytest.mark.parametrize("found", ["a\0b", ("x", "\ud800"), {"a": ["\0"]}])
def test_what_cannot_be_kept_is_seen(fuzz: ModuleType, found: object) -> None:
    with pytest.raises(ValueError, match="not to be kept"):
        fuzz.can_be_kept(found)
