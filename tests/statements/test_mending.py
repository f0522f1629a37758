# SPDX-License-Identifier: Apache-2.0
"""Where the tree or the tagger errs in the shapes of dispatches, the words are put right once for all rules."""

import pytest
from tests.statements.told import told

from dementi.language import analyse
from dementi.statements.mending import mended

TOLD = (
    ("Le syndicat s'est de son côté alarmé du sort des marins.", "Le syndicat", "sort des marins"),
    ("Interrogé lundi, Malo Tarn, élu en mai, a affirmé que le pont tient.", "Malo Tarn", "le pont tient"),
    ("Affirmant que le pont tient, Ina Morel a fermé le quai.", "Ina Morel", "le pont tient"),
    ("Le maire a promis un quai et rappelé que le bac part.", "Le maire", "le bac part"),
    ("« Le pont tient », a assuré le technicien mardi.", "le technicien", "Le pont tient"),
    ("Ces propos ont été qualifiés de « fantaisistes » par le port.", "le port", "Ces propos ‖ de « fantaisistes »"),
    ("Dans l'entourage du maire, on assure que le pont tient.", "l'entourage du maire", "le pont tient"),
    ("Le pont tient, indique-t-on au ministère de la Mer.", "ministère de la Mer", "Le pont tient"),
    ("Des accusations « infondées », a balayé le ministère.", "le ministère", "Des accusations « infondées »"),
    ("La mairie a écarté tout plan social.", "La mairie", "tout plan social"),
    ("Le pont, à l'en croire, a cédé de nuit.", "l'", "Le pont ‖ a cédé de nuit"),
    (
        "Le port a annoncé des frappes contre le quai, coordonnées selon Tersane avec la mairie, une annonce démentie lundi.",
        "Tersane",
        "coordonnées ‖ avec la mairie",
    ),
    ("Le maire avait jusqu'à présent nié ces faits.", "Le maire", "ces faits"),
    ("Le maire accuse en outre le port de mentir.", "Le maire", "le port de mentir"),
)


@pytest.mark.parametrize(("sentence", "source", "content"), TOLD)
def test_who_says_it_and_what_is_told(sentence: str, source: str, content: str) -> None:
    found = [(who, words) for who, _, words in told(f"Titre\n\n{sentence}")]
    assert any(words == content and (who or "").endswith(source) for who, words in found), found


ENDS = (
    ("Le port accuse la mairie de mentir, une « faute » selon le préfet.", "la mairie de mentir"),
    ("Le port annonce la vente du bac, une décision saluée par la mairie.", "la vente du bac"),
    ("Le port a révélé l'affaire la veille, sans toutefois nommer le pilote.", "l'affaire"),
    (
        "Le port dit avoir compté 46 morts, dont 15 marins, depuis samedi.",
        "avoir compté 46 morts, dont 15 marins, depuis samedi",
    ),
    ("Le port annonce des travaux tous les jours de mai.", "des travaux tous les jours de mai"),
)


@pytest.mark.parametrize(("sentence", "content"), ENDS)
def test_the_words_end_where_the_narrator_goes_on(sentence: str, content: str) -> None:
    assert content in [words for _, _, words in told(f"Titre\n\n{sentence}")]


def test_a_sound_tree_stays_as_it_is() -> None:
    analysis = analyse("Le maire a affirmé que le pont tient. Le port est fermé depuis lundi.")
    assert mended(analysis) is analysis


def test_mending_twice_changes_nothing_more() -> None:
    once = mended(
        analyse("Le syndicat s'est de son côté alarmé du sort des marins. Contacté, le port n'a pas répondu.")
    )
    assert mended(once).tokens == once.tokens
