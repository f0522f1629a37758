# SPDX-License-Identifier: Apache-2.0
"""Neither confirmed nor denied, no answer, no comment: each is told by its words. Invented."""

from __future__ import annotations

import pytest

from dementi.language import word_list
from dementi.links.reticence import Reticence, reticence_of
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form

KINDS = {"neither": Reticence.NEITHER, "no_comment": Reticence.NO_COMMENT, "silence": Reticence.SILENCE}


def reticences(sentence: str) -> list[Reticence]:
    text = f"Nouvelles du port\n\n{sentence}"
    with Newsroom() as newsroom:
        reading = newsroom.read(Dispatch(id="essai", content=text, form=Form.ARTICLE))
    assert reading.article is not None
    found = (reticence_of(statement, reading.article) for statement in reading.findings.statements)
    return [kind for kind in found if kind is not None]


def sentences(which: str) -> list[tuple[str, str]]:
    return [(name, sentence) for name, entry in word_list("fr", "reticences").items() for sentence in entry[which]]


@pytest.mark.parametrize(("kind", "sentence"), sentences("yes"))
def test_what_is_left_open_is_told_by_its_words(kind: str, sentence: str) -> None:
    assert reticences(sentence) == [KINDS[kind]]


@pytest.mark.parametrize(("kind", "sentence"), sentences("no"))
def test_and_is_no_other_kind(kind: str, sentence: str) -> None:
    assert KINDS[kind] not in reticences(sentence) != []


def test_who_answers_leaves_nothing_open() -> None:
    assert reticences("La mairie affirme que le port a vendu le pont. Le port a démenti cette vente.") == []
