# SPDX-License-Identifier: Apache-2.0
"""Which days does an article name, and when was each statement said? The dispatches are invented."""

from __future__ import annotations

import pytest

from dementi.language import Analysis, analyse, word_list
from dementi.language.calendar import Direction, find_expressions
from dementi.record import Article, Said, Span, StatementType
from dementi.statements.attribution import Attribution
from dementi.statements.dates import find_dates, said_when
from dementi.statements.mending import mended
from dementi.statements.tense import clause_direction

WEDNESDAY = "2031-05-14"


def article(text: str, published: str | None = WEDNESDAY) -> tuple[Article, Analysis]:
    made = Article(headline=None, text=text, paragraphs=(Span.of(text, 0, len(text)),), teaser="", published=published)
    return made, analyse(text, "fr")


def values(text: str, published: str | None = WEDNESDAY) -> dict[str, str | None]:
    made, analysis = article(text, published)
    return {d.words.exact: d.value for d in find_dates(made, analysis)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le pont a cédé lundi.", {"lundi": "2031-05-12"}),
        ("Le pont rouvrira lundi.", {"lundi": "2031-05-19"}),
        ("Le conseil doit se réunir vendredi.", {"vendredi": "2031-05-16"}),
        ("Une réunion est prévue vendredi.", {"vendredi": "2031-05-16"}),
        ("Le pont est fermé jusqu'à samedi.", {"samedi": "2031-05-17"}),
        ("Le ministre a été élu le 3 juin.", {"le 3 juin": "2030-06-03"}),
        ("Le ministre reviendra le 3 juin.", {"le 3 juin": "2031-06-03"}),
        (
            "Il a démissionné mardi. Son adjointe était partie la veille.",
            {"mardi": "2031-05-13", "la veille": "2031-05-12"},
        ),
        (
            "Il a démissionné le 2 mai. Le lendemain, le conseil a siégé.",
            {"le 2 mai": "2031-05-02", "Le lendemain": "2031-05-03"},
        ),
        ("La digue fut bâtie en 1954.", {"en 1954": "1954"}),
    ],
)
def test_the_tense_of_the_clause_tells_which_day_is_meant(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected


def test_a_weekday_without_a_verb_is_the_one_that_the_article_tells() -> None:
    text = "Concert samedi à Tersane\n\nLa chorale chantera samedi au théâtre."
    made, analysis = article(text)
    assert {d.value for d in find_dates(made, analysis)} == {"2031-05-17"}


@pytest.mark.parametrize(
    "text", ["La veille, le maire avait démissionné.", "Au lendemain de la fête, le port a rouvert."]
)
def test_a_day_of_the_story_stays_open_where_the_story_names_none(text: str) -> None:
    assert set(values(text).values()) == {None}


def test_without_a_publication_date_no_year_appears_that_the_text_does_not_write() -> None:
    found = values("Le pont a cédé lundi, le 18 janvier, l'an dernier ou le 2 mai 2029.", None)
    assert {v for v in found.values() if v is not None} == {"2029-05-02"}


def test_a_publication_known_to_the_month_only_tells_no_day() -> None:
    assert values("Le pont a cédé lundi.", "2031-05") == {"lundi": None}


@pytest.mark.parametrize(
    "sentence", word_list("fr", "tense")["ahead_words"]["yes"] + word_list("fr", "tense")["ahead_verbs"]["yes"]
)
def test_the_words_that_look_ahead_do(sentence: str) -> None:
    (expression,) = find_expressions(sentence)
    assert clause_direction(analyse(sentence, "fr"), expression.span) is Direction.FUTURE


@pytest.mark.parametrize(
    "sentence", word_list("fr", "tense")["ahead_words"]["no"][:1] + word_list("fr", "tense")["ahead_verbs"]["no"]
)
def test_in_the_past_tense_they_look_back(sentence: str) -> None:
    expression = find_expressions(sentence)[0]
    assert clause_direction(analyse(sentence, "fr"), expression.span) is Direction.PAST


def said(text: str, source: str, cue: str, content: str) -> Said | None:
    made, analysis = article(text)
    analysis = mended(analysis)
    cue_span = span(text, cue)
    main = analysis.tokens_in(cue_span.start, cue_span.end)[-1]
    attribution = Attribution(
        content=(span(text, content),),
        type=StatementType.INDIRECT,
        source=span(text, source),
        cue=cue_span,
        cue_token=main.index,
        cue_lemma=main.lemma,
        found_by="test",
    )
    (found,) = said_when(made, analysis, [attribution], find_dates(made, analysis))
    return found


def span(text: str, words: str) -> Span:
    return Span.of(text, text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "words"),
    [
        ("Le maire a affirmé lundi que le pont tenait.", "Le maire", "a affirmé", "le pont tenait", "lundi"),
        ("Mardi, le maire a annoncé que le pont tenait.", "le maire", "a annoncé", "le pont tenait", "Mardi"),
        ("Interrogé mardi, le maire a affirmé que le pont tenait.", "le maire", "a affirmé", "le pont tenait", "mardi"),
        (
            "Le maire a annoncé dimanche avoir fermé le pont.",
            "Le maire",
            "a annoncé",
            "avoir fermé le pont",
            "dimanche",
        ),
        (
            "Le maire a, lors de la fête du jeudi 8 mai, accusé le port de mentir.",
            "Le maire",
            "accusé",
            "le port de mentir",
            "jeudi 8 mai",
        ),
        (
            "Le maire a démenti le jour même ces rumeurs.",
            "Le maire",
            "a démenti",
            "le jour même ces rumeurs",
            "le jour même",
        ),
        ("« Le pont tient », a déclaré jeudi le maire.", "le maire", "a déclaré", "Le pont tient", "jeudi"),
    ],
)
def test_the_day_beside_the_cue_is_the_day_said(text: str, source: str, cue: str, content: str, words: str) -> None:
    found = said(text, source, cue, content)
    assert found is not None
    assert found.words.exact == words


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Le maire a affirmé que le pont avait cédé lundi.", "Le maire", "a affirmé", "le pont avait cédé lundi"),
        ("Le maire, élu en mai, a affirmé que le pont tenait.", "Le maire", "a affirmé", "le pont tenait"),
        ("Élu mardi, le maire a affirmé que le pont tenait.", "le maire", "a affirmé", "le pont tenait"),
        ("Miss Valmarie 2031 a affirmé que le pont tenait.", "Miss Valmarie", "a affirmé", "le pont tenait"),
    ],
)
def test_the_day_of_the_event_or_of_the_speakers_life_is_not(text: str, source: str, cue: str, content: str) -> None:
    assert said(text, source, cue, content) is None
