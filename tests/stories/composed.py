# SPDX-License-Identifier: Apache-2.0
"""Articles written for these tests: the places and people are invented."""

from collections.abc import Sequence

from dementi.record import Article, Span
from dementi.stories import Piece


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each on one line."""
    return tuple(" ".join(p.split()) for p in text.strip().split("\n\n"))


BRIDGE = paragraphs("""
Le pont de Tersane s'est effondré mardi peu avant 7 heures, alors qu'une quarantaine de véhicules s'y
trouvaient, a annoncé la préfecture de la province d'Orsanne.

Selon un premier bilan donné par le préfet Aurel Dantec, onze personnes ont été tuées et vingt-six blessées,
dont quatre grièvement. Des plongeurs venus d'Aubemont cherchaient encore trois conducteurs dans les eaux
froides de la Velte.

« Nous avons entendu un craquement, puis la chaussée a basculé d'un coup », a raconté Lise Moran, qui tient un
café sur la rive gauche. Elle affirme que des morceaux de béton tombaient depuis plusieurs semaines.

Construit en 1967, l'ouvrage devait être fermé en septembre pour des travaux. La compagnie des routes, jointe
par téléphone, n'a pas voulu dire si la dernière inspection avait eu lieu.
""")

STRIKES = paragraphs("""
L'armée valmarienne a annoncé lundi que les tirs de Castelnoir avaient été coordonnés avec la Fédération d'Orsanne.

« Les coordonnées des quatre dépôts ont été transmises dimanche par la partie orsannaise », a affirmé le colonel Idris
Maubert, porte-parole de l'armée valmarienne. Il a ajouté que six appareils avaient pris part à l'opération de Castelnoir.

La vallée de l'Ostre est coupée en deux depuis octobre. Le barrage de Castelnoir alimente les deux rives en électricité.
""")

ANSWER = paragraphs("""
La Fédération d'Orsanne a démenti mardi que les tirs de Castelnoir aient été coordonnés avec elle, comme l'avait annoncé
l'armée valmarienne.

« Nous n'avons transmis aucune coordonnée de dépôt », a déclaré Hélène Vasarny, porte-parole du ministère orsannais de la
Défense, à propos des tirs de Castelnoir dans la vallée de l'Ostre.
""")

FORM = paragraphs("""
{town} s'est imposé {n} à {m} face à {other}, samedi soir, lors de la {day}e journée du championnat d'Orsanne.
Les buts ont été marqués par {one} et {two} en première période.

Devant {crowd} spectateurs, les visiteurs ont tenu jusqu'à la pause avant de céder en seconde période. Au
classement, {town} occupe le rang {m} avec {points} points. La prochaine journée se jouera samedi à 20 heures.
""")


RECITAL = paragraphs("""
La cantatrice Odile Bravant donnera son dernier récital vendredi à l'opéra de Mirande, qui affiche complet
depuis le mois de janvier.

Elle y chantera les airs qui l'ont fait connaître, accompagnée par les élèves du conservatoire, et quittera
ensuite la scène pour enseigner.
""")

INQUIRY = paragraphs("""
La justice d'Orsanne a ouvert jeudi une enquête pour homicides involontaires après la catastrophe qui a
endeuillé la province mardi.

Trois responsables de la compagnie des routes ont été entendus, a fait savoir la procureure Maëlle Vidor lors
d'une conférence de presse tenue au palais de justice. Elle a demandé aux témoins de remettre leurs
photographies aux gendarmes.

La compagnie rejette toute faute. Son avocat assure que les contrôles prévus ont été faits et que leurs
résultats seront rendus publics.
""")


def piece(
    name: str, paragraphs: Sequence[str], published: str | None = "2026-03-10", headline: str = "Sans titre"
) -> Piece:
    """A piece with these paragraphs."""
    text, spans = headline, []
    for paragraph in paragraphs:
        text += "\n\n"
        spans.append(Span(len(text), len(text) + len(paragraph), paragraph))
        text += paragraph
    return Piece(
        name,
        Article(headline=headline, text=text, paragraphs=tuple(spans), teaser="", language="fr", published=published),
    )


def report(name: str, **filled: object) -> Piece:
    """A report in the one form of a sports writer."""
    return piece(name, [p.format(**filled) for p in FORM])
