# SPDX-License-Identifier: Apache-2.0
"""The lists by which statements are linked hold sentences that the rules must obey. Invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from dementi.language import word_list
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Relation


def sentences(which: str) -> list[tuple[str, str]]:
    return [(name, sentence) for name, entry in entries() for sentence in entry.get(which, ())]


def entries() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, section in word_list("fr", "links").items():
        for entry in section if isinstance(section, list) else [section]:
            yield name, entry


def denials(sentence: str) -> list[Relation]:
    return [relation for relation in relations(sentence) if relation is Relation.DENIES]


def relations(sentence: str) -> list[Relation]:
    text = f"Nouvelles du port\n\n{sentence}"
    with Newsroom() as newsroom:
        reading = newsroom.read(Dispatch(id="essai", content=text, form=Form.ARTICLE, published="2031-03-09"))
    return [link.relation for link in reading.links]


@pytest.mark.parametrize(("section", "sentence"), sentences("yes"))
def test_a_denial_is_linked(section: str, sentence: str) -> None:
    assert denials(sentence) == [Relation.DENIES], section


@pytest.mark.parametrize(("section", "sentence"), sentences("no"))
def test_what_denies_nothing_is_not(section: str, sentence: str) -> None:
    assert denials(sentence) == [], section


def test_people_are_counted_by_what_happens_to_them() -> None:
    words = word_list("fr", "links")["people_nouns"]
    assert [relations(sentence) for sentence in words["diverging"]] == [[Relation.DIVERGES]]
    assert [relations(sentence) for sentence in words["agreeing"]] == [[]]


def test_each_list_of_kinds_tells_its_kind_once() -> None:
    kinds = word_list("fr", "links")["kinds"]
    for part in ("verbs", "nouns"):
        words = [word for kind in kinds for word in kind[part]]
        assert sorted(words) == sorted(set(words)), part
