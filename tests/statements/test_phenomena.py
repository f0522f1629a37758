# SPDX-License-Identifier: Apache-2.0
"""Each way of reporting that was missed or wrongly cut in unseen agency texts, in a sentence about invented places.

The sentences were written when the fault was seen, before the rule that mends it.
"""

from __future__ import annotations

import pytest
from tests.statements.told import Found, told

SENTENCES: list[tuple[str, list[Found]]] = [
    # on somebody's word: quotations of several sentences, spliced clauses, offices and names between commas
    (
        "Selon Ina Morel, « le pont tient. Il a été bâti pour durer ».",
        [("Ina Morel", "Selon", "le pont tient. Il a été bâti pour durer")],
    ),
    (
        "D'après un pêcheur, « le pont tient bon », d'autres pêcheurs déclarent que le bac fuit.",
        [("un pêcheur", "D'après", "le pont tient bon"), ("d'autres pêcheurs", "déclarent", "le bac fuit")],
    ),
    ("Selon Ina Morel, l'une des élues du port, le pont tient.", [("Ina Morel", "Selon", "le pont tient")]),
    ("Selon Ina Morel, un bac, deux barques et trois canots ont coulé.",
     [("Ina Morel", "Selon", "un bac, deux barques et trois canots ont coulé")]),
    ("Selon Ina Morel, 42 ans, le pont tient.", [("Ina Morel", "Selon", "le pont tient")]),
    ("Selon le porte-parole de l'armée, Ivan Salk, trois bacs ont coulé.",
     [("le porte-parole de l'armée", "Selon", "trois bacs ont coulé")]),
    ("Selon une étude publiée par le Courrier, Malo Tern, chef du port, et son équipe ont compté les bacs.",
     [("une étude publiée par le Courrier", "Selon", "Malo Tern, chef du port, et son équipe ont compté les bacs")]),
    ("Selon ce que deux pêcheurs ont confié au Courrier, le bac fuit depuis lundi.",
     [("deux pêcheurs", "Selon", "le bac fuit depuis lundi")]),
    ("Ainsi, pour Ina Morel, membre du conseil : « Le pont tient et il tiendra ».",
     [("Ina Morel", "pour", "Le pont tient et il tiendra")]),
    ("Il a plu, et selon la mairie, le pont tient.", [("la mairie", "selon", "le pont tient")]),
    (
        "Selon le lieutenant Malo Tern, de l'Office du port, « un kilo de sel coûte cher. Autant que le poivre ».",
        [("le lieutenant Malo Tern", "Selon", "un kilo de sel coûte cher. Autant que le poivre")],
    ),
    (
        "La vidéo du port a été relayée : 5,5 millions de vues selon le Courrier.",
        [("le Courrier", "selon", "5,5 millions de vues")],
    ),
    # colons: whose words they open, words without marks, words partly between marks
    ("Ina Morel a publié un message depuis Tersane : « Le pont tient et il tiendra ».",
     [("Ina Morel", ":", "Le pont tient et il tiendra")]),
    ("Ina Morel a présenté son programme à Tersane : « quoi qu'il arrive demain », les bacs « partiront tous à l'heure ».",
     [("Ina Morel", ":", "« quoi qu'il arrive demain », les bacs « partiront tous à l'heure »")]),
    ("Ina Morel a déclaré : le pont tient et le bac part.",
     [("Ina Morel", "a déclaré", "le pont tient et le bac part")]),
    ("La mairie a réagi : le pont est fermé.", []),
    # to whom it was said, between the verb and the mark
    ("Le roi a dit au préfet Malo Tarn « il faut ouvrir ce pont ».", [("Le roi", "a dit", "il faut ouvrir ce pont")]),
    (
        "Ina Morel a protesté, poursuivant par « On nous a promis ce pont ».",
        [("Ina Morel", "poursuivant", "On nous a promis ce pont")],
    ),
    # behind the words, without marks
    ("Deux ponts ont cédé dans la nuit, tuant trois personnes, a affirmé la mairie lundi.",
     [("la mairie", "a affirmé", "Deux ponts ont cédé dans la nuit, tuant trois personnes")]),
    ("Le maire, qui a signé, a annoncé la fermeture du pont.",
     [("Le maire", "a annoncé", "la fermeture du pont")]),
    ("« C'est une bonne nouvelle pour le port » [1], a-t-il expliqué.",
     [("il", "a-t-il expliqué", "C'est une bonne nouvelle pour le port")]),
    (
        "« Nous ouvrirons ce pont avant l'été prochain », Ina Morel a dit aux élus du port.",
        [("Ina Morel", "a dit", "Nous ouvrirons ce pont avant l'été prochain")],
    ),
    # verb groups right behind a quotation, whatever the tree makes of them
    (
        "« Il s'agit de donner un cap au port », a-t-il d'abord affirmé, avant de partir.",
        [("il", "a-t-il d'abord affirmé", "Il s'agit de donner un cap au port")],
    ),
    ("« Ce décès nous touche tous », a fait savoir Ina Morel.", [("Ina Morel", "a fait savoir", "Ce décès nous touche tous")]),
    ("« Le bac est parti à l'heure », complète pour sa part le maire.",
     [("le maire", "complète", "Le bac est parti à l'heure")]),
    ("« On nous a dit trop de choses » a commenté Gatlin.", [("Gatlin", "a commenté", "On nous a dit trop de choses")]),
    ("« Le pont tient bon », peut-on lire dans le communiqué.", [(None, "peut-on lire", "Le pont tient bon")]),
    # behind and around words without marks
    (
        "Malo Tern, expliquait-il, lui avait mis le couteau sous la gorge.",
        [("il", "expliquait-il", "Malo Tern ‖ lui avait mis le couteau sous la gorge")],
    ),
    ("Eux d'ajouter que le pont penche.", [("Eux", "ajouter", "le pont penche")]),
    # what the narrator adds
    (
        "Il a dénoncé un « assassinat politique », y voyant une manœuvre de ses rivaux.",
        [("Il", "a dénoncé", "un « assassinat politique »")],
    ),
    (
        "Il dit vouloir « continuer jusqu'au bout », alors qu'il avait annoncé qu'il partirait.",
        [("Il", "dit", "vouloir « continuer jusqu'au bout »"), ("il", "avait annoncé", "il partirait")],
    ),
    (
        "La mairie estime que les pêcheurs ont des abris, et annonce la fermeture du quai.",
        [("La mairie", "estime", "les pêcheurs ont des abris"), ("La mairie", "annonce", "la fermeture du quai")],
    ),
    (
        "La monotonie du port est, selon les pêcheurs, ce qui lasse le plus.",
        [("les pêcheurs", "selon", "La monotonie du port est ‖ ce qui lasse le plus")],
    ),
    (
        "Elle a affirmé sa volonté de rouvrir le pont alors que la mairie est très endettée.",
        [("Elle", "a affirmé", "sa volonté de rouvrir le pont")],
    ),
    (
        "Ina Morel répond à la presse, affirmant entre autres que « cet article ment ».",
        [("Ina Morel", "affirmant", "cet article ment")],
    ),
    # an object behind phrases and asides; a subject behind an aside
    (
        "Le ministre a annoncé dans un communiqué publié sur son site sa volonté de fermer le pont.",
        [("Le ministre", "a annoncé", "sa volonté de fermer le pont")],
    ),
    (
        "Le port a démenti, par la voix de son directeur, toute fuite.",
        [("Le port", "a démenti", "toute fuite")],
    ),
    (
        "« Le pont tient bon », a affirmé, catégorique, Ina Morel.",
        [("Ina Morel", "a affirmé", "Le pont tient bon")],
    ),
    ("Accusée d'avoir tiré, la marine a fermé le port.", [(None, "Accusée", "avoir tiré")]),
    ("Le maire n'exclut pas de fermer le pont.", [("Le maire", "n'exclut", "fermer le pont")]),
    # verbs with something said as their object
    ("Le maire a présenté ses excuses aux pêcheurs.", [("Le maire", "a présenté", "ses excuses aux pêcheurs")]),
    ("Le maire a présenté son bac aux pêcheurs.", []),
    ("Un groupe qui se disait intéressé par le port est venu.", [("Un groupe", "se disait", "intéressé par le port")]),
    # agencies: datelines, unnamed sources, prepositions of several words
    (
        "TERSANE (Agence Orsanne) – Trois soldats ont été tués mardi, selon la police.",
        [("la police", "selon", "Trois soldats ont été tués mardi")],
    ),
    (
        "TERSANE, 3 mars (AO) - Le maire de Tersane a démenti avoir vendu le port.",
        [("Le maire de Tersane", "a démenti", "avoir vendu le port")],
    ),
    (
        "Trois soldats ont été tués, a-t-on appris de source militaire.",
        [("source militaire", "a-t-on appris", "Trois soldats ont été tués")],
    ),
    (
        "Le pont rouvrira en mai, indique-t-on auprès de la mairie.",
        [("la mairie", "indique-t-on", "Le pont rouvrira en mai")],
    ),
    ("De source policière, le pont a été saboté.", [("source policière", "De", "le pont a été saboté")]),
    ("À en croire la mairie, le pont tient bon.", [("la mairie", "À en croire", "le pont tient bon")]),
    # objects with a partitive article, explanations, claims set off
    (
        "Le maire reconnaît des erreurs, mais nie toute fraude.",
        [("Le maire", "reconnaît", "des erreurs"), ("Le maire", "nie", "toute fraude")],
    ),
    (
        "Ina Morel a expliqué la panne par la crue.",
        [("Ina Morel", "a expliqué", "la panne par la crue")],
    ),
    (
        "L'attentat, revendiqué par un groupe rebelle, a fait dix morts.",
        [("un groupe rebelle", "revendiqué", "L'attentat")],
    ),
    (
        "Les rebelles ont démenti ces informations, les qualifiant de mensongères.",
        [("Les rebelles", "ont démenti", "ces informations"), ("Les rebelles", "qualifiant", "de mensongères")],
    ),
    ("« Si le port cède, avertit Malo Tern, nous partirons. »",
     [("Malo Tern", "avertit", "Si le port cède ‖ nous partirons")]),
    # words in part between marks
    (
        "Ina Morel a affirmé que le pont était « solide », ajoutant que le bac « partirait à l'heure ».",
        [
            ("Ina Morel", "a affirmé", "le pont était « solide »"),
            ("Ina Morel", "ajoutant", "le bac « partirait à l'heure »"),
        ],
    ),
    (
        "Ina Morel juge « absurde » et « dangereuse » la fermeture du pont.",
        [("Ina Morel", "juge", "« absurde » et « dangereuse » la fermeture du pont")],
    ),
    (
        'Le ministre a jugé "inacceptable" que le pont reste fermé.',
        [("Le ministre", "a jugé", '"inacceptable" que le pont reste fermé')],
    ),
    (
        "Cette loi, a déclaré Ina Morel, est « une honte pour le port » et « une faute ».",
        [("Ina Morel", "a déclaré", "Cette loi ‖ est « une honte pour le port » et « une faute »")],
    ),
    (
        "Ina Morel, pour qui cette loi est « une honte », a quitté la salle.",
        [("Ina Morel", "pour", "cette loi est « une honte »")],
    ),
    ("Ina Morel y voit « une faute grave contre le port ».", [("Ina Morel", "voit", "une faute grave contre le port")]),
    (
        "Ina Morel, évoquant « un mépris sans nom », a dit que le pont tomberait.",
        [("Ina Morel", "évoquant", "un mépris sans nom"), ("Ina Morel", "a dit", "le pont tomberait")],
    ),
    (
        'Dans un communiqué, la mairie "condamne fermement" cette attaque et "appelle au calme".',
        [("la mairie", None, '"condamne fermement" cette attaque et "appelle au calme"')],
    ),
    (
        'Le maire a répondu par la négative, affirmant "ne rien savoir".',
        [("Le maire", "affirmant", "ne rien savoir")],
    ),
    (
        '"Nous n\'avons rien fait", s\'est défendue la mairie, assurant n\'avoir "jamais tiré".',
        [
            ("la mairie", "s'est défendue", "Nous n'avons rien fait"),
            ("la mairie", "assurant", 'n\'avoir "jamais tiré"'),
        ],
    ),
    # asides before « que »
    (
        "Ina Morel a confié, depuis la ville où elle se trouvait, que « tout cela est bien triste ».",
        [("Ina Morel", "a confié", "tout cela est bien triste")],
    ),
    ("Ina Morel expliquait alors que « les gens verront le pont ».",
     [("Ina Morel", "expliquait", "les gens verront le pont")]),
    # only what is quoted
    ("Il remercie « les pêcheurs pour avoir sauvé le bac ».", [("Il", "remercie", "les pêcheurs pour avoir sauvé le bac")]),
    ("Il remercie les pêcheurs.", []),
    ("Le port ne veut pas « céder à la facilité de vendre ».",
     [("Le port", "ne veut", "céder à la facilité de vendre")]),
    ("Le pont a été vu par les pêcheurs.", []),
    ("Un communiqué qui « condamne ces propos avec force » circule au port.",
     [("Un communiqué", None, "condamne ces propos avec force")]),
    # asides that say whose words they are
    ("Comme l'a dit Ina Morel, le pont tient bon.", [("Ina Morel", "a dit", "le pont tient bon")]),
    ("Le pont tient bon, comme l'indique le port.", [("le port", "indique", "Le pont tient bon")]),
    # relative clauses
    ("Le bac, dont le Courrier prétend qu'il fuit, est à quai.", [("le Courrier", "prétend", "il fuit")]),
    # called something
    ("Le port a, dans un communiqué, déclaré cette grève « inacceptable ».",
     [("Le port", "déclaré", "cette grève « inacceptable »")]),
    ("La loi a été déclarée conforme.", []),
    (
        "Le programme est jugé trop coûteux par Ina Morel, bien qu'il ait aidé les pêcheurs.",
        [("Ina Morel", "est jugé", "Le programme ‖ trop coûteux")],
    ),
    # the main clause behind a participle or an infinitive
    ("Affirmant que le pont tient, Ina Morel a fermé le quai.", [("Ina Morel", "Affirmant", "le pont tient")]),
    ("Après avoir annoncé la fermeture du pont, le port a rouvert.",
     [("le port", "avoir annoncé", "la fermeture du pont")]),
    (
        "Si Malo Tern a annoncé qu'il attendrait avant l'été, les pressions se multiplient autour du port.",
        [("Malo Tern", "a annoncé", "il attendrait avant l'été")],
    ),
    (
        "Malo Tern, qui évoquait une candidature depuis deux ans, est parti.",
        [("Malo Tern", "évoquait", "une candidature depuis deux ans")],
    ),
    (
        "Ina Morel le critique, Malo Tern expliquant à la presse que le pont penche.",
        [("Malo Tern", "expliquant", "le pont penche")],
    ),
    # one act of speech, one statement
    ("La mairie dit regretter la panne.", [("La mairie", "dit", "regretter la panne")]),
    ("Le port a reconnu son erreur, indiquant avoir fermé le pont.",
     [("Le port", "a reconnu", "son erreur"), ("Le port", "indiquant", "avoir fermé le pont")]),
    # to whom, when and how it was said are not of the source or the words
    (
        "Le pont a cédé dans la nuit, a annoncé la police vers midi.",
        [("la police", "a annoncé", "Le pont a cédé dans la nuit")],
    ),
    (
        "Alors que le pont est fermé, le chef du port Malo Tarn, exige que la mairie retire ses barrières.",
        [("le chef du port Malo Tarn", "exige", "la mairie retire ses barrières")],
    ),
    # nouns
    ("Le maire est gêné par des accusations de fraude électorale.", [(None, "des accusations", "fraude électorale")]),
    # not said yet
    ("Ils doivent annuler ou confirmer la vente du bac.", []),
    # nobody has said it
    ("Ils avaient été invités à visiter le port.", []),
    ("Ina Morel a accusé la presse à l'occasion d'un discours au port.", []),
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "« Le pont tient bon.\n\nIl tiendra », a dit Ina Morel.",
        "« Le pont tient bon.\n\n« Il tiendra », a dit Ina Morel.",
        "« Le pont tient bon.\n\n» Il tiendra », a dit Ina Morel.",
        '"Le pont tient bon.\n\n"Il tiendra", a dit Ina Morel.',
    ],
)
def test_a_quotation_goes_on_over_paragraphs(text: str) -> None:
    assert told(f"La nuit est calme à Tersane\n\n{text}") == [("Ina Morel", "a dit", "Le pont tient bon ‖ Il tiendra")]


def test_a_mark_forgotten_does_not_give_one_speaker_the_words_of_another() -> None:
    text = "« Le pont tient bon, a dit Malo Tern.\n\n« Il tiendra », a dit Ina Morel."
    assert told(f"La nuit est calme à Tersane\n\n{text}") == [
        ("Malo Tern", "a dit", "Le pont tient bon"),
        ("Ina Morel", "a dit", "Il tiendra"),
    ]


def test_a_name_and_a_colon_open_a_headline_quoted_in_part() -> None:
    assert told("Ina Morel : le pont « ne cédera pas »\n\nLe port est calme.") == [
        ("Ina Morel", ":", "le pont « ne cédera pas »")
    ]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_gives_its_attributions(sentence: str, expected: list[Found]) -> None:
    assert told(f"La nuit est calme à Tersane\n\n{sentence}") == expected
