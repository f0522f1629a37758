# SPDX-License-Identifier: Apache-2.0
"""Invented dispatches of several outlets and days, with the links between them that a careful reader sees."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ACROSS", "Across", "Sent"]


@dataclass(frozen=True)
class Sent:
    """A dispatch: its id, the day published (None: not known), its text."""

    id: str
    published: str | None
    text: str


@dataclass(frozen=True)
class Across:
    """Dispatches; ``links`` are all that may be found between them: (relation, from, words of it, to, words of it).

    ``story``: they are known to tell one story.
    """

    name: str
    sent: tuple[Sent, ...]
    links: frozenset[tuple[str, str, str, str, str]] = frozenset()
    story: bool = False


PORT = Sent(
    "port",
    "2031-05-13",
    "La Valmarie accusée d'avoir bombardé Kerval\n\n"
    "Le ministère orsannien de la Défense a affirmé mardi que l'aviation valmarienne avait bombardé le port de Kerval.\n\n"
    "Le maire de Kerval a demandé de l'aide.",
)

ACROSS = (
    Across(
        "a denial two days later, in another outlet",
        (
            PORT,
            Sent(
                "reponse",
                "2031-05-15",
                "Aubemont répond aux accusations\n\n"
                "L'armée valmarienne a démenti jeudi avoir bombardé le port de Kerval. Une commission sera nommée.",
            ),
        ),
        frozenset({("denies", "reponse", "avoir bombardé le port", "port", "avait bombardé le port")}),
    ),
    Across(
        "a plain negation that concerns who speaks",
        (
            PORT,
            Sent(
                "reponse",
                "2031-05-15",
                "Les avions sont restés au sol\n\n"
                "« L'aviation valmarienne n'a pas bombardé le port de Kerval », a assuré jeudi l'état-major valmarien.",
            ),
        ),
        frozenset({("denies", "reponse", "n'a pas bombardé", "port", "avait bombardé le port")}),
    ),
    Across(
        "what was said before what it would deny",
        (
            Sent(
                "avant",
                "2031-05-11",
                "Calme à Kerval\n\nL'armée valmarienne a démenti dimanche avoir bombardé le port de Kerval.",
            ),
            PORT,
        ),
    ),
    Across(
        "the same place, another matter",
        (
            PORT,
            Sent(
                "autre",
                "2031-05-15",
                "Grève au port de Kerval\n\n"
                "La direction du port de Kerval a démenti toute fermeture du port. L'armée valmarienne n'a pas commenté.",
            ),
        ),
    ),
    Across(
        "a side does not deny itself elsewhere",
        (
            Sent(
                "annonce",
                "2031-05-13",
                "Retrait annoncé\n\nLe ministère valmarien de la Défense a annoncé que l'armée s'était retirée de Castelnoir.",
            ),
            Sent(
                "suite",
                "2031-05-14",
                "Pas de retrait\n\nL'état-major valmarien a démenti que l'armée se soit retirée de Castelnoir.",
            ),
        ),
    ),
    Across(
        "a denial here of a claim reported here and elsewhere",
        (
            Sent(
                "estran",
                "2031-03-03",
                "Rachat en vue\n\nLe syndicat UST affirme que le groupe Armel va supprimer 600 emplois à Lestrac.",
            ),
            Sent(
                "rives",
                "2031-03-04",
                "Armel se défend\n\n"
                "Le syndicat UST affirme que le groupe Armel va supprimer 600 emplois à Lestrac. La direction du groupe Armel a "
                "démenti ces informations.",
            ),
        ),
        frozenset({("denies", "rives", "ces informations", "estran", "va supprimer 600 emplois")}),
    ),
    Across(
        "the accusations of one who spoke elsewhere",
        (
            Sent(
                "lundi",
                "2031-03-03",
                "Une ministre accusée\n\nLa députée Anne Kerven a accusé lundi la ministre Odile Varenne d'avoir menti au Parlement.",
            ),
            Sent(
                "mardi",
                "2031-03-04",
                "La ministre répond\n\n"
                "La ministre Odile Varenne a rejeté mardi les accusations de la députée Anne Kerven. Elle n'a pas démissionné.",
            ),
        ),
        frozenset({("denies", "mardi", "les accusations de la députée", "lundi", "d'avoir menti au Parlement")}),
        story=True,
    ),
    Across(
        "a confirmation the next day",
        (
            Sent(
                "radio",
                "2031-03-03",
                "Un satellite perdu\n\nLa revue Ciel a révélé lundi que le satellite Alba de l'agence Orsat était perdu.",
            ),
            Sent(
                "agence",
                "2031-03-04",
                "Orsat parle\n\nL'agence Orsat a confirmé mardi que le satellite Alba était perdu.",
            ),
        ),
        frozenset({("confirms", "agence", "le satellite Alba était perdu", "radio", "le satellite Alba")}),
    ),
    Across(
        "neither confirmed nor denied",
        (
            PORT,
            Sent(
                "reponse",
                "2031-05-15",
                "Aubemont se tait\n\nL'armée valmarienne n'a ni confirmé ni démenti avoir bombardé le port de Kerval.",
            ),
        ),
    ),
    Across(
        "the same denial without a day is linked too",
        (
            Sent("port", None, PORT.text),
            Sent(
                "reponse",
                None,
                "Aubemont répond\n\nL'armée valmarienne a démenti avoir bombardé le port de Kerval.",
            ),
        ),
        frozenset({("denies", "reponse", "avoir bombardé le port", "port", "avait bombardé le port")}),
    ),
    Across(
        "two events of one kind, in two places",
        (
            PORT,
            Sent(
                "autre",
                "2031-05-15",
                "Sarvel\n\nL'armée valmarienne a démenti avoir bombardé l'hôpital de Sarvel, comme l'affirment les habitants.",
            ),
        ),
    ),
)
