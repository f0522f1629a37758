# SPDX-License-Identifier: Apache-2.0
"""Invented dispatches of one story (a claim, a copy of it, a denial) and one of another."""

CLAIM = """Castelnoir : Aubemont dit avoir coordonné ses tirs avec Tersane

L'armée valmarienne a annoncé lundi que les tirs de Castelnoir avaient été coordonnés avec la Fédération d'Orsanne.

« Les coordonnées des quatre dépôts ont été transmises dimanche par la partie orsannaise », a affirmé le colonel Idris Maubert, \
porte-parole de l'armée valmarienne. Il a ajouté que six appareils avaient pris part à l'opération de Castelnoir.

La vallée de l'Ostre est coupée en deux depuis octobre. Le barrage de Castelnoir alimente les deux rives en électricité.
"""
COPY = CLAIM.replace("Aubemont dit avoir coordonné ses tirs avec Tersane", "des tirs coordonnés, selon Aubemont")
DENIAL = """Tirs de Castelnoir : Tersane dément toute coordination

La Fédération d'Orsanne a démenti mardi que les tirs de Castelnoir aient été coordonnés avec elle, comme l'avait annoncé \
l'armée valmarienne.

« Nous n'avons transmis aucune coordonnée de dépôt », a déclaré Hélène Vasarny, porte-parole du ministère orsannais de la \
Défense, à propos des tirs de Castelnoir dans la vallée de l'Ostre.
"""
OTHER = """Le festival de Lisvère ouvre sans sa directrice

« La salle sera pleine », a promis Paule Anzelin, la trésorière du festival de musique ancienne, qui ouvre samedi ses portes.
"""
