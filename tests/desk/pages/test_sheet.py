# SPDX-License-Identifier: Apache-2.0
"""Each statement lies between who speaks and what answers it."""

from dataclasses import replace

import pytest
from django.utils import translation

from dementi.desk.pages.quotes import quote
from dementi.desk.pages.sheet import lay_out
from dementi.desk.pages.tally import Tally, tally_of, tally_words
from dementi.record import Reading


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


@pytest.fixture
def rows(invented):
    sheet = lay_out(invented.READING, invented.ARTICLE)
    parts = [sheet.headline, *sheet.parts]
    return {row.number: row for part in parts for row in part.rows}


def said(pieces):
    return "".join(piece.text for piece in pieces)


def test_statements_are_numbered_in_reading_order_from_the_headline_on(invented):
    sheet = lay_out(invented.READING, invented.ARTICLE)
    assert [row.number for row in sheet.headline.rows] == [1]
    assert [[row.number for row in part.rows] for part in sheet.parts] == [[2, 3], [4], [5, 6], [7, 8], [9], []]


def test_a_denial_stands_beside_what_it_denies_with_its_words(rows):
    (reply,) = rows[3].replies
    assert (reply.sign, reply.label, reply.target) == ("met", "Démenti par Irène Castavel", 6)
    assert said(reply.quote) == "«\u202fNos sapeurs n'ont pris part à aucun chantier\u202f»"
    assert reply.note == "Le même jour, ici même,"


def test_a_bare_denial_gives_no_words_as_its_speaker_s(rows):
    (reply,) = rows[4].replies
    assert said(reply.quote) == "a démenti ces affirmations"
    assert {piece.kind for piece in reply.quote} == {"indirect"}


def test_a_denial_names_what_it_denies(rows):
    (reply,) = rows[5].replies
    assert (reply.label + reply.led, reply.target) == ("Dément la ", 4)
    assert reply.why.words == ("a démenti", "ces affirmations")


def test_what_nobody_denies_is_not_shown_as_disputed(rows):
    for number in (1, 2, 9):
        assert [(reply.sign, reply.label) for reply in rows[number].replies] == [("none", "Sans réponse au dossier")]


def test_diverging_figures_are_shown_at_both_with_their_words(rows):
    first, second = rows[7].replies[0], rows[8].replies[0]
    assert (first.sign, first.target, said(first.quote)) == ("num", 8, "au moins 40 et douze")
    assert (second.sign, second.target, said(second.quote)) == ("num", 7, "douze et au moins 40")


def test_a_figure_that_diverges_from_the_article_s_own_says_so(invented):
    own = replace(invented.FIGURES[1], statement=None)
    findings = replace(invented.READING.findings, figures=(invented.FIGURES[0], own))
    sheet = lay_out(replace(invented.READING, findings=findings), invented.ARTICLE)
    (reply,) = sheet.parts[3].rows[0].replies
    assert (reply.sign, reply.target, reply.note) == ("num", None, "L’autre chiffre est du récit du journal.")


def test_a_speaker_who_is_not_told_has_no_name_and_no_page(rows):
    voice = rows[9].voice
    assert (voice.name, voice.url) == (None, "")
    assert [note.text for note in voice.notes] == [
        "De source proche du chantier",
        "indirect",
        "conditionnel de presse",
        "jour non dit",
    ]


def test_an_editor_s_insertion_is_said_to_be_set_aside(rows):
    assert rows[4].voice.why.aside == ("(trois feuillets, ndlr)",)


def test_a_day_that_hangs_on_an_unknown_date_is_said_in_the_dispatch_s_words(invented):
    statements = [
        replace(s, said=replace(s.said, date=None)) if s.said else s for s in invented.READING.findings.statements
    ]
    reading = replace(invented.READING, findings=replace(invented.READING.findings, statements=tuple(statements)))
    notes = lay_out(reading, invented.ARTICLE).parts[0].rows[0].voice.notes
    assert [(note.text, note.written) for note in notes[-2:]] == [("lundi", True), ("date inconnue", False)]


def test_an_insertion_between_two_pieces_stays_inside_the_quotation_in_grey(invented):
    sheet = lay_out(invented.READING, invented.ARTICLE)
    assert sheet.parts[1].passage.numbers == (4,)
    plans = next(s for s in invented.STATEMENTS if s.id == "plans")
    from dementi.desk.pages.marks import marks_of

    (mark,) = marks_of(invented.TEXT, [plans])
    assert [(piece.text, piece.kind) for piece in quote(invented.TEXT, mark.stretches)] == [
        ("«\u202f", "open"),
        ("les plans", "direct"),
        (" (trois feuillets, ndlr) ", "context"),
        ("ont été remis dimanche par la partie orsannaise", "direct"),
        ("\u202f»", "close"),
    ]


def test_the_tally_counts_what_is_shown(invented):
    tally = tally_of(invented.READING)
    assert tally == Tally(statements=9, figures=2, contested=2, diverging=1, unanswered=3)
    assert tally_words(tally) == "9 déclarations\u202f: 2 démenties, 1 chiffre divergent, 3 sans réponse"


def test_nothing_found_is_nothing_counted(invented):
    reading = Reading(id="empty", article=invented.ARTICLE)
    assert tally_words(tally_of(reading)) == "0 déclaration"
    assert all(not part.rows for part in lay_out(reading, invented.ARTICLE).parts)


def test_a_denial_tied_to_nothing_says_so(invented):
    sheet = lay_out(replace(invented.READING, links=()), invented.ARTICLE)
    assert [row.replies[0].label for row in sheet.parts[2].rows] == ["Sans lien avec une autre déclaration"] * 2


def test_a_confirmation_has_its_own_sign(invented):
    from dementi.record import Relation

    link = replace(invented.LINKS[1], relation=Relation.CONFIRMS)
    sheet = lay_out(replace(invented.READING, links=(link,)), invented.ARTICLE)
    (reply,) = sheet.parts[0].rows[1].replies
    assert (reply.sign, reply.label) == ("same", "Confirmé par Irène Castavel")


def test_what_is_denied_never_stands_alone_as_the_denier_s_words(invented):
    from dementi.desk.pages.marks import marks_of
    from dementi.desk.pages.quotes import quote_statement
    from dementi.record import Span, Stance

    text = "Le maire a démenti mardi avoir fermé le pont."
    denial = replace(
        invented.STATEMENTS[1],
        stance=Stance.DENIES,
        cue=Span.of(text, 9, 18),
        content=(Span.of(text, 25, 44),),
    )
    pieces = quote_statement(text, marks_of(text, [denial])[0])
    assert [(piece.text, piece.kind) for piece in pieces] == [
        ("a démenti mardi ", "context"),
        ("avoir fermé le pont", "indirect"),
    ]


def test_a_name_stands_with_its_article_inside_a_sentence(invented):
    from dementi.desk.pages.wording import name_in_a_sentence
    from dementi.record import Span, Speaker

    text = "Le Conseil a démenti. Il a ajouté."
    named = replace(invented.STATEMENTS[1], speaker=Speaker("Conseil"), source=Span.of(text, 0, 10))
    pronoun = replace(named, source=Span.of(text, 22, 24))
    assert name_in_a_sentence(pronoun, (pronoun, named)) == "le Conseil"
    assert name_in_a_sentence(pronoun, (pronoun,)) == "Conseil"
    assert name_in_a_sentence(replace(named, speaker=None), (named,)) == "un locuteur inconnu"
