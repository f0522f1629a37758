# SPDX-License-Identifier: Apache-2.0
"""What somebody answers behind a comma is no part of the words answered, and answers those, not others. Invented."""

from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Relation

TEXT = """Barrage de Castelnoir : les riverains inquiets

« Le barrage fonctionne normalement », a déclaré le directeur, Anselme Trévignon. L'Association des riverains affirme que \
l'eau est montée de deux mètres, ce que l'exploitant a démenti."""


def test_the_answer_behind_a_comma_takes_up_the_words_before_it() -> None:
    """First figure: the answer stood in the claim's words, and the denial was linked to the sentence before."""
    with Newsroom() as newsroom:
        reading = newsroom.read(Dispatch(id="essai", content=TEXT, form=Form.ARTICLE, published="2026-03-09"))
    said = {s.speaker.name: s for s in reading.findings.statements if s.speaker}
    claim, denial = said["Association des riverains"], said["exploitant"]
    assert [piece.exact for piece in claim.content] == ["l'eau est montée de deux mètres"]
    assert [(k.relation, k.source, k.target) for k in reading.links] == [(Relation.DENIES, denial.id, claim.id)]
