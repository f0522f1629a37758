# SPDX-License-Identifier: Apache-2.0
"""Who said what, in sentences about invented places and people.

First figure: 28 of the 30 sentences of ``BODY`` wholly right (a third of them had been looked at while the rules were
written); an interrupted quotation was given twice, and "selon X, ce que Y dément" ran on.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statements.told import Found, read, told

from dementi.record import StatementType

PARTS = (
    *("Il", "Ina Morel", "a dit", "que", "selon", "le pont tient", "dément", "accuse", "de", "d'après", "pour", "se"),
    *("affirmant", "-t-il", "ndlr", "«", "»", '"', "+", ",", ".", ":", "\n\n", "—", "(", ")", "“", "”", "’", "qui"),
)

BODY = [
    # que, infinitive, noun phrase
    (
        "Le ministre Ivan Salk a affirmé que le pont d'Aubemont tenait et que personne n'était en danger.",
        [("Le ministre Ivan Salk", "a affirmé", "le pont d'Aubemont tenait et que personne n'était en danger")],
    ),
    (
        "L'armée d'Orsanne a annoncé jeudi la mort de trois soldats.",
        [("L'armée d'Orsanne", "a annoncé", "la mort de trois soldats")],
    ),
    (
        "L'entreprise nie toute « intention de nuire » et assure avoir « respecté la loi ».",
        [
            ("L'entreprise", "nie", "toute « intention de nuire »"),
            ("L'entreprise", "assure", "avoir « respecté la loi »"),
        ],
    ),
    ("Il a affirmé n'avoir jamais rencontré Ivan Salk.", [("Il", "a affirmé", "n'avoir jamais rencontré Ivan Salk")]),
    # to do
    ("Le syndicat a promis de reprendre le travail.", [("Le syndicat", "a promis", "reprendre le travail")]),
    (
        "La préfecture demande aux habitants de rester chez eux.",
        [("La préfecture", "demande", "rester chez eux")],
    ),
    ("L'opposition appelle au calme.", [("L'opposition", "appelle", "calme")]),
    # accuse, judge, speak of
    (
        "L'opposition accuse le président d'avoir « trahi ses électeurs ».",
        [("L'opposition", "accuse", "le président d'avoir « trahi ses électeurs »")],
    ),
    (
        "Le maire juge la mesure « absurde » et demande au gouvernement de « revoir sa copie ».",
        [("Le maire", "juge", "la mesure « absurde »"), ("Le maire", "demande", "revoir sa copie")],
    ),
    (
        "La police a fait état de « plusieurs blessés graves ».",
        [("La police", "a fait état", "plusieurs blessés graves")],
    ),
    (
        "La Fédération d'Orsanne s'est dite « profondément préoccupée » par la situation.",
        [("La Fédération d'Orsanne", "s'est dite", "« profondément préoccupée » par la situation")],
    ),
    # behind and inside quotations
    (
        "« Nous ne céderons pas », a prévenu la ministre. « Le pays est fort », a-t-elle ajouté.",
        [
            ("la ministre", "a prévenu", "Nous ne céderons pas"),
            ("elle", "a-t-elle ajouté", "Le pays est fort"),
        ],
    ),
    (
        "« Ce projet, a expliqué le maire, coûtera cher ».",
        [("le maire", "a expliqué", "Ce projet ‖ coûtera cher")],
    ),
    (
        '"Deux navires (de la marine d\'Orsanne, ndlr) ont quitté Tersane", a assuré Ivan Salk, porte-parole du port.',
        [("Ivan Salk", "a assuré", "Deux navires ‖ ont quitté Tersane")],
    ),
    (
        'Lundi, le commandement du port "a reçu (...) l\'ordre de partir", a indiqué le ministère de la Défense.',
        [
            (
                "le ministère de la Défense",
                "a indiqué",
                'Lundi, le commandement du port "a reçu (...) l\'ordre de partir"',
            )
        ],
    ),
    ("« C'est une faute », s'indigne Ina Morel.", [("Ina Morel", "s'indigne", "C'est une faute")]),
    (
        "Le train a déraillé près de Tersane, a indiqué la préfecture.",
        [("la préfecture", "a indiqué", "Le train a déraillé près de Tersane")],
    ),
    # participles and gerunds
    (
        "« C'est une erreur », a jugé Ina Morel, estimant que la loi « ne changera rien ».",
        [
            ("Ina Morel", "a jugé", "C'est une erreur"),
            ("Ina Morel", "estimant", "la loi « ne changera rien »"),
        ],
    ),
    # according
    (
        "Selon Ina Morel, maire d'Aubemont, le pont tient.",
        [("Ina Morel", "Selon", "le pont tient")],
    ),
    (
        "Il s'agit d'un « acte de guerre », selon le porte-parole de l'armée, Ivan Salk.",
        [("le porte-parole de l'armée", "selon", "Il s'agit d'un « acte de guerre »")],
    ),
    (
        "Pour le politologue Marc Tern, le scrutin marque « un tournant ».",
        [("le politologue Marc Tern", "Pour", "le scrutin marque « un tournant »")],
    ),
    (
        "La marine a mené une opération coordonnée selon Tersane avec la Valmarie.",
        [("Tersane", "selon", "coordonnée ‖ avec la Valmarie")],
    ),
    # passive, relative, bare
    (
        "Le port aurait été vendu, une information démentie par la mairie.",
        [("la mairie", "démentie", "une information")],
    ),
    (
        "Le port a été vendu selon la radio, ce que la mairie dément.",
        [("la radio", "selon", "Le port a été vendu"), ("la mairie", "dément", "")],
    ),
    # nobody speaks
    ("Rien n'indique que le pont tienne.", []),
    ("Il n'a pas précisé la cause de l'incendie.", []),
    ("Le gouvernement devrait annoncer la fermeture du port.", []),
    ("Le tribunal a condamné le maire à deux ans de prison.", []),
    ("Ina Morel veut partir et pense que le pont tient.", []),
    ("Le navire assure la liaison entre Tersane et Aubemont.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), BODY)
def test_a_sentence_gives_its_attributions(sentence: str, expected: list[Found]) -> None:
    assert told(f"La nuit est calme à Tersane\n\n{sentence}") == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        (
            "Valmarie : Tersane annonce des manœuvres avec Orsanne, Aubemont dément",
            [("Tersane", "annonce", "des manœuvres avec Orsanne"), ("Aubemont", "dément", "")],
        ),
        ("Ina Morel : « Nous ne quitterons pas le port »", [("Ina Morel", ":", "Nous ne quitterons pas le port")]),
    ],
)
def test_headlines_speak_too(headline: str, expected: list[Found]) -> None:
    assert told(f"{headline}\n\nLe port est calme.") == expected


def test_a_signed_paragraph_is_its_signer_s() -> None:
    text = "Deuil\n\n« Nous avons perdu un ami qui nous avait tout appris »\n\n— Ina Morel, maire d'Aubemont"
    assert told(text) == [("Ina Morel", None, "Nous avons perdu un ami qui nous avait tout appris")]


def test_a_quoted_predicate_is_its_subject_s() -> None:
    text = "Enquête\n\nLa société du port « coopère pleinement avec les enquêteurs »."
    assert told(text) == [("La société du port", None, "coopère pleinement avec les enquêteurs")]


def test_quoted_words_are_direct_and_partly_quoted_ones_mixed() -> None:
    kinds = [a.type for a in read("Titre\n\nIl a dit que « tout va bien ». Il juge la loi « bonne ». Il dit être là.")]
    assert kinds == [StatementType.DIRECT, StatementType.MIXED, StatementType.INDIRECT]


def test_the_same_text_gives_the_same_attributions() -> None:
    text = "Titre\n\nSelon Ina Morel, le pont tient. « Il tient », répète-t-elle."
    assert read(text) == read(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_words_and_marks_in_any_order_give_spans_that_hold_their_words(parts: list[str]) -> None:
    text = ("Titre\n\n" + " ".join(parts)).strip()
    for found in read(text):
        for span in (*found.content, found.source, found.cue, found.denied):
            assert span is None or text[span.start : span.end] == span.exact
        assert list(found.content) == sorted(found.content)
        assert (found.type is None) == (not found.content)
