# SPDX-License-Identifier: Apache-2.0
"""What comes between a claim and a denial that only points leaves it open. The dispatches are invented."""

import pytest

from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form, Relation

GOING_ON = """Arvor : un avion disparaît en mer

Le ministère de l'Intérieur a jugé la revendication de l'attentat peu crédible.

La compagnie a démenti que l'appareil ait connu des problèmes techniques. « C'est totalement faux », a réagi son PDG, Luc Amel.
"""
SAME_SENTENCE = """Vélanie : le gouvernement nie avoir utilisé des armes chimiques

Le gouvernement vélanien a nié mardi avoir eu recours à des armes chimiques à Sarmat, où 34 personnes ont péri selon des secouristes.

« Nous rejetons catégoriquement ces allégations mensongères », a déclaré le porte-parole de l'armée, le général Tomas Erdan.
"""
ACROSS_A_PARAGRAPH = """Grève à Port-Sorel

Pour le soudeur Malik Sarr, « la seule issue, c'est la médiation ».

La ministre du Travail, Élise Raynal, a annoncé mercredi la nomination d'un médiateur. Elle a dit « comprendre la colère ».

Une information démentie dans la soirée par son cabinet, qui a évoqué « un malentendu ».
"""
PLAIN = """Marvelle : la mairie dément

Le chef de l'opposition, Ilan Dorv, a affirmé lundi que la mairie de Marvelle avait vendu le port.

« C'est totalement faux », a répondu la maire, Kora Valens.
"""


def denials(text: str) -> list[tuple[str, str]]:
    with Newsroom() as newsroom:
        reading = newsroom.read(Dispatch(id="d", content=text, form=Form.ARTICLE))
    speakers = {s.id: s.speaker.name if s.speaker else "" for s in reading.findings.statements}
    return [(speakers[k.source], speakers[k.target]) for k in reading.links if k.relation is Relation.DENIES]


@pytest.mark.parametrize("text", [GOING_ON, SAME_SENTENCE, ACROSS_A_PARAGRAPH])
def test_a_claim_that_is_only_near_is_not_said_to_be_denied(text: str) -> None:
    assert denials(text) == []


def test_a_claim_right_before_is() -> None:
    assert denials(PLAIN) == [("Kora Valens", "Ilan Dorv")]
