# SPDX-License-Identifier: Apache-2.0
"""« Comme l'a écrit X »: X's words are the clause that is said, not that another denied it. The sentences are invented."""

import pytest

from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form

SENTENCES = (
    (
        "La compagnie a démenti que l'appareil ait connu des problèmes techniques, comme l'a écrit le quotidien Le Phare.",
        "l'appareil ait connu des problèmes techniques",
    ),
    (
        "Le secrétaire général Bruno Daste a confirmé que la grève serait reconduite vendredi, comme l'avait annoncé l'intersyndicale.",
        "la grève serait reconduite vendredi",
    ),
    (
        "Le pont de Marvelle restera fermé jusqu'en juin, comme l'a annoncé la préfecture.",
        "Le pont de Marvelle restera fermé jusqu'en juin",
    ),
)


@pytest.mark.parametrize(("sentence", "words"), SENTENCES)
def test_an_aside_reports_the_clause_that_is_said(sentence: str, words: str) -> None:
    with Newsroom() as newsroom:
        reading = newsroom.read(Dispatch(id="d", content=f"Titre\n\n{sentence}\n", form=Form.ARTICLE))
    said = [s for s in reading.findings.statements if s.found_by == "reported.aside"]
    assert [[piece.exact for piece in s.content] for s in said] == [[words]]
