# SPDX-License-Identifier: Apache-2.0
"""The page of the rules tells the truth: its examples are found by their rules, its counter-examples are not, its hits exist."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

import pytest
from tests.statements.told import read

from dementi.language import analyse
from dementi.record import Article, Span
from dementi.statements import find_attributions

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
SOURCES = Path(__file__).resolve().parents[2] / "src" / "dementi" / "statements"
WIKINEWS = Path(__file__).resolve().parents[3] / "shared" / "data" / "wikinews" / "articles.jsonl"

OWN = ("reported.", "according.", "noun.", "bare.")
NAME = re.compile(r'"((?:reported|according|noun|bare)\.[a-z_]+)"')

Example = tuple[tuple[str, ...], str, str]


def sections() -> dict[tuple[str, ...], list[str]]:
    """The page's sections on these rules: their names, their lines."""
    found: dict[tuple[str, ...], list[str]] = {}
    names: tuple[str, ...] = ()
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            names = tuple(name.strip() for name in line[3:].split(","))
        elif names and names[0].startswith(OWN):
            found.setdefault(names, []).append(line)
    return found


def examples(mark: str) -> list[Example]:
    found = []
    for names, lines in sections().items():
        for line in lines:
            if line.startswith(f"- {mark}: "):
                sentence, _, content = line.removeprefix(f"- {mark}: ").partition(" →")
                found.append((names, sentence.strip(), content.strip()))
    return found


@pytest.mark.parametrize(("names", "sentence", "content"), examples("yes"))
def test_an_example_is_found_by_its_rule(names: tuple[str, ...], sentence: str, content: str) -> None:
    found = [(a.found_by, " ‖ ".join(p.exact for p in a.content)) for a in read(f"La nuit est calme\n\n{sentence}")]
    assert any(rule in names and words == content for rule, words in found), found


@pytest.mark.parametrize(("names", "sentence", "content"), examples("no"))
def test_a_counter_example_is_not(names: tuple[str, ...], sentence: str, content: str) -> None:
    del content
    found = [a.found_by for a in read(f"La nuit est calme\n\n{sentence}")]
    assert not set(found) & set(names), found


@pytest.mark.parametrize("names", sections())
def test_each_rule_has_an_example_a_counter_example_and_two_hits(names: tuple[str, ...]) -> None:
    lines = sections()[names]
    assert any(line.startswith("- yes: ") for line in lines)
    assert any(line.startswith("- no: ") for line in lines)
    assert len(set(re.findall(r"`(wikinews-[^`]+)`", "\n".join(lines)))) >= 2


def test_each_rule_of_the_code_has_a_place_on_the_page() -> None:
    told = {name for names in sections() for name in names}
    code = {name for path in SOURCES.glob("*.py") for name in NAME.findall(path.read_text("utf-8"))}
    assert code - told == set()


@lru_cache(maxsize=1)
def articles() -> dict[str, str]:
    entries = [json.loads(line) for line in WIKINEWS.read_text("utf-8").splitlines()]
    return {entry["id"]: f"{entry['title']}\n\n{entry['body']}" for entry in entries}


@pytest.mark.skipif(not WIKINEWS.exists(), reason="the articles of ../shared are not here")
@pytest.mark.parametrize("names", sections())
def test_the_hits_of_a_rule_are_its_own(names: tuple[str, ...]) -> None:
    hits = [hit for line in sections()[names] if line.startswith("- hits: ") for hit in re.findall(r"`([^`]+)`", line)]
    for hit in hits:
        text = articles()[hit]
        paragraphs, start = [], 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                paragraphs.append(Span.of(text, start, start + len(line.rstrip())))
            start += len(line)
        article = Article(headline=None, text=text, paragraphs=tuple(paragraphs[1:]), teaser="")
        found = {a.found_by for a in find_attributions(article, analyse(text))}
        assert found & set(names), hit
