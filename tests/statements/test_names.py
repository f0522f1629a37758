# SPDX-License-Identifier: Apache-2.0
"""By which name is somebody known who is meant in other words? Roles, bodies, outlets, descriptions. All invented."""

from __future__ import annotations

import pytest

from dementi.language import analyse, word_list
from dementi.record import Article, Span, Speaker
from dementi.statements import find_statements
from dementi.statements.sources import subject_of

ROLES = word_list("fr", "roles")


def speakers(body: str) -> list[Speaker | None]:
    headline = "Castelnoir : le port reste fermé"
    text = f"{headline}\n\n{body}"
    paragraphs, start = [], text.index(body)
    for part in body.split("\n\n"):
        paragraphs.append(Span.of(text, start, start + len(part)))
        start += len(part) + 2
    article = Article(headline=headline, text=text, paragraphs=tuple(paragraphs), teaser="")
    return [s.speaker for s in find_statements(article, analyse(text)).statements]


def last_name(body: str) -> str | None:
    found = speakers(body)[-1]
    return found.name if found else None


@pytest.mark.parametrize(
    ("body", "name", "role"),
    [
        (
            "Ina Morel, première secrétaire du port, a affirmé que le pont tient.",
            "Ina Morel",
            "première secrétaire du port",
        ),
        (
            "Malo Tarn, l'entraîneur du club, a affirmé que le pont tient.",
            "Malo Tarn",
            "entraîneur du club",
        ),
        (
            "Ina Morel, secrétaire d'État chargée de la Pêche, a affirmé que le pont tient.",
            "Ina Morel",
            "secrétaire d'État chargée de la Pêche",
        ),
        (
            "Le président du Conseil maritime Ina Morel a affirmé que le pont tient.",
            "Ina Morel",
            "président du Conseil maritime",
        ),
        ("Ina Morel (ministre de la Pêche) a affirmé que le pont tient.", "Ina Morel", "ministre de la Pêche"),
        # The role behind a contraction is one; that of whose name another's role holds is not his.
        (
            "Par la voix du porte-parole du port, Ina Morel, qui affirme que le pont tient.",
            "Ina Morel",
            "porte-parole du port",
        ),
        ("Le conseiller de Morel est venu. Ina Morel a affirmé que le pont tient.", "Ina Morel", None),
        ("Une habitante du port, Ina Morel, a affirmé que le pont tient.", "Ina Morel", None),
        (
            "Une représentante du port, Ina Morel, a affirmé que le pont tient.",
            "Ina Morel",
            "représentante du port",
        ),
        (
            "Ina Morel, directrice du port, et Malo Tarn sont venus. Ina Morel a affirmé que le pont tient.",
            "Ina Morel",
            "directrice du port",
        ),
    ],
)
def test_a_role_is_whole_and_no_longer(body: str, name: str, role: str | None) -> None:
    found = speakers(body)[-1]
    assert found is not None
    assert (found.name, found.role) == (name, role)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        # A capital inside a sentence shows that an article is of a name.
        ("Selon Le Soir, le pont tient.", "Le Soir"),
        # What the article writes out beside an acronym is its full name.
        ("La Ligue des pêcheurs (LDP) est inquiète. La LDP a affirmé que le pont tient.", "Ligue des pêcheurs"),
        # A body is meant by what it is called beside its name.
        ("Le groupe Orvane a vendu son usine. Le groupe a affirmé que la vente aura lieu.", "Orvane"),
        # Of two bodies, whom the lead is about.
        (
            "La SNP a vendu son usine. Un pêcheur est inquiet. L'OMT a vu la lettre. Le groupe a affirmé que le pont tient.",
            "SNP",
        ),
        # Somebody's words are his; "une déclaration de patrimoine" is nobody's.
        ("Selon les mots de la mairie de Tersane, le pont tient.", "mairie de Tersane"),
        ("Selon une déclaration de patrimoine, le maire a un bac.", "une déclaration de patrimoine"),
        # The medium is the cue's, not the speaker's.
        ("Le chef du port sur le réseau social Tarvic a affirmé que le pont tient.", "chef du port"),
        # A name that only says which thing is meant is nobody's.
        ("Ina Morel est venue. Une présidence Morel a confirmé que le pont tient.", "Une présidence Morel"),
        # The place that the headline is about is what "le pays" means.
        # A list of persons behind figures is nobody's name.
        ("Selon les premières estimations, Ina Morel gagnerait la mairie.", "premières estimations"),
    ],
)
def test_a_body_has_its_own_name(body: str, name: str) -> None:
    assert last_name(body) == name


def test_a_body_whose_name_says_what_it_is_is_not_meant_by_another_noun() -> None:
    body = "L'Association des riverains a affirmé que l'usine fuit. La société a démenti ces affirmations."
    assert last_name(body) == "société"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        # "Ce dernier" is whoever was named last, subject or not.
        ("Ina Morel a vu Malo Tarn. Ce dernier a affirmé que le pont tient.", "Malo Tarn"),
        # Accents may be lost in a short name.
        ("Malo Taroğlu est venu au port. Taroglu a affirmé que le pont tient.", "Malo Taroğlu"),
        # A participle shows that somebody is a woman.
        ("Ina Morel est arrivée hier. Elle a affirmé que le pont tient.", "Ina Morel"),
        # The auxiliary is not of the mention.
        ("Malo Tarn est venu. Ce dernier aurait, par courriel, expliqué avoir été limogé du port.", "Malo Tarn"),
        # A nearer subject who can speak goes before whoever was heard; a thing does not.
        (
            "Le préfet Paul Ostre a affirmé que le pont tient. Le maire Malo Tarn est venu. Il a ajouté que le bac part.",
            "Malo Tarn",
        ),
        (
            "Le maire Malo Tarn a affirmé que le pont tient. L'enjeu est grand. Il a ajouté que le bac part.",
            "Malo Tarn",
        ),
        # What is quoted in between does not count as far.
        (
            "Mme Morel est venue au port. Les pêcheurs ont crié. « "
            + "Nous voulons le bac et le pont. " * 24
            + "», a-t-elle dit.",
            "Morel",
        ),
        # Two who speak together are several.
        ("Ina Morel et Paul Kerven sont venus. Ils ont affirmé que le pont tient.", "Ina Morel et Paul Kerven"),
        # A statement inside another does not change who "il" is.
        (
            "Le maire Malo Tarn a affirmé que, selon le préfet, le pont tient. Il a ajouté que le bac part.",
            "Malo Tarn",
        ),
        # "Vous" is nobody by name, and "il" does not stand for it.
        (
            "Le maire Malo Tarn a dit : « Vous parlez du pont tous les jours ». Il a ajouté que le bac part.",
            "Malo Tarn",
        ),
        # "Le président valmarien" is the president of Valmarie's own name only where sides agree.
        ("Le président français Malo Tarn est venu. Le dirigeant français a affirmé que le pont tient.", "Malo Tarn"),
        ("Ina Morel a affirmé que le pont tient. L'élue a ajouté que le bac part.", "Ina Morel"),
    ],
)
def test_whoever_is_meant_is_named(body: str, name: str) -> None:
    assert last_name(body) == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        # The nearer phrase is the subject, whatever a long opening does to the tree.
        (
            "Face à ces chiffres, les derniers parus avant la fête du port, Malo Tarn a affirmé que le pont tient.",
            "Malo Tarn",
        ),
        (
            "Le préfet estime que le bac est vieux et les pêcheurs ont demandé lundi que le bac soit changé.",
            "pêcheurs",
        ),
        ("Alors que la crue monte à Tersane, Malo Tarn a vivement réagi en dénonçant une erreur.", "Malo Tarn"),
        ("Malo Tarn a précisé que « le pont tient », et ajouté que « le bac part ».", "Malo Tarn"),
        ("Malo Tarn a précisé que « le pont tient. Il est neuf », et ajouté que « le bac part ».", "Malo Tarn"),
        # Behind a conjunction of clauses all begins anew.
        (
            "On ignore la position du port qui a refusé deux projets, mais le préfet d'Ostre, Malo Tarn a affirmé que le pont tient.",
            "Malo Tarn",
        ),
        # Of whom an outlet reports, the words go on.
        (
            "Comme le rapporte Le Soir, le maire Malo Tarn a dit que le pont tient. Il a ajouté que le bac part.",
            "Malo Tarn",
        ),
        # The subject stands behind what opens the sentence.
        (
            "Après avoir nié les faits, Ina Morel, une gardienne de 34 ans, a hier avoué avoir vendu le pont.",
            "Ina Morel",
        ),
        # No adjective speaks.
        ("La tâche des élus reste rude, qui ont affirmé que le pont tient.", "des élus"),
        # A verb joined over a nearer plural takes the subject that it agrees with.
        ("Le port estime que les bacs sont vieux, et annonce la fermeture du quai.", "port"),
        ("Le port avait, dans une lettre, jugé cette décision « absurde », estimant que le pont tient.", "port"),
    ],
)
def test_the_subject_is_the_nearer_phrase(body: str, name: str) -> None:
    assert last_name(body) == name


@pytest.mark.parametrize("section", ["organisations", "people", "places"])
def test_each_list_of_descriptions_obeys_its_sentences(section: str) -> None:
    for sentence in ROLES[section]["yes"]:
        named = sentence.split()[2] if section == "organisations" else " ".join(sentence.split()[:2])
        assert last_name(sentence) in {named, named.removeprefix("La ")}, sentence
    for sentence in ROLES[section]["no"]:
        assert last_name(sentence) in {"ministre", "port"}, sentence


@pytest.mark.parametrize(("which", "expected"), [("yes", "maire"), ("no", "chiffres")])
def test_whose_act_an_infinitive_is(which: str, expected: str) -> None:
    for sentence in word_list("fr", "sources")["object_control"][which]:
        analysis = analyse(sentence)
        infinitive = next(t for t in analysis.tokens if t.form == "critiquer")
        subject = subject_of(analysis, infinitive)
        assert subject is None or subject.form == expected, sentence
        assert subject is not None or which == "no"


@pytest.mark.parametrize("group", ROLES["offices"], ids=lambda g: g["words"][0])
def test_a_phrase_for_an_office_means_who_holds_it(group: dict[str, list[str]]) -> None:
    for which in ("yes", "no"):
        for sentence in group[which]:
            assert (last_name(f"{sentence} que le port est ouvert.") == "Malo Tarn") is (which == "yes"), sentence


def test_the_adjective_before_an_office_is_of_it() -> None:
    (sentence,) = ROLES["before_role"]["yes"]
    (found,) = speakers(sentence)
    assert found is not None
    assert found.role == "première secrétaire du port"
    (sentence,) = ROLES["before_role"]["no"]
    (found,) = speakers(sentence)
    assert found is not None
    assert found.role is None


@pytest.mark.parametrize("which", ["plural", "feminine", "last_named", "own", "open"])
def test_what_is_told_of_a_pronoun_is_told_of_one_in_the_list(which: str) -> None:
    assert set(ROLES["pronouns"][which]) <= set(ROLES["pronouns"]["words"])
