# SPDX-License-Identifier: Apache-2.0
"""What of a dispatch may be public: some statements whole or cut at a sentence, never more than the limit, nothing that was taken off."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.notes.store import Kind, Note, Notes, words_of
from dementi.desk.pages.marks import marks_of
from dementi.desk.pages.quotes import quote_statement
from dementi.desk.public.excerpts import EACH, MOST, PART, allowed, excerpt_of
from dementi.record import Article, Findings, Reading, Span, Stance, Statement, StatementType

HEADLINE = "Le pont d'Aubemont ferme"


def reading(*paragraphs: str) -> Reading:
    """A dispatch in which each paragraph is one statement, from its first letter to its last."""
    text = "\n\n".join((HEADLINE, *paragraphs))
    spans = [Span.of(text, text.index(each), text.index(each) + len(each)) for each in paragraphs]
    article = Article(headline=HEADLINE, text=text, paragraphs=tuple(spans), teaser="")
    statements = tuple(
        Statement(
            id=f"s{number}",
            type=StatementType.DIRECT,
            stance=Stance.ASSERTS,
            content=(span,),
            source=None,
            cue=None,
            speaker=None,
            said=None,
            found_by="reported.que_clause",
        )
        for number, span in enumerate(spans)
    )
    return Reading(id="d", article=article, findings=Findings(statements=statements))


def takedown(said: Statement | None) -> Notes:
    words = words_of(said) if said else ()
    at = datetime(2026, 3, 9, tzinfo=UTC)
    note = Note(
        number=1,
        dispatch="d",
        statement=said.id if said else "",
        words=words,
        kind=Kind.TAKEN_DOWN,
        who="",
        text="",
        link="",
        by="Ina",
        at=at,
    )
    return Notes((note,))


def shown(found) -> list[str]:
    return [each.id for each in found.reading.findings.statements]


def quoted(found) -> int:
    marks = marks_of(found.reading.article.text, found.reading.findings.statements)
    pieces = [piece for mark in marks for piece in quote_statement(found.reading.article.text, mark)]
    return sum(len(piece.text) for piece in pieces if piece.kind in {"direct", "indirect", "context"})


@given(st.lists(st.text("ab .", min_size=1, max_size=600).filter(str.strip), min_size=1, max_size=6, unique=True))
def test_no_dispatch_shows_more_than_the_limit(paragraphs):
    whole = reading(*(f"{number}{each}{number}" for number, each in enumerate(paragraphs)))
    found = excerpt_of(whole, Notes(), ())
    body = len(whole.article.text) - len(HEADLINE)
    assert quoted(found) <= allowed(whole.article) <= min(MOST, body * PART // 100)
    assert found.left_out + len(shown(found)) == len(paragraphs)


def test_a_long_statement_is_cut_at_the_end_of_a_sentence():
    first = "Le pont tient, dit-on, " + "et la rive aussi, " * 8 + "ce soir."
    whole = reading(first + " " + "Demain, rien n'est dit de la suite du chantier. " * 12 + "Fin.")
    found = excerpt_of(whole, Notes(), ())
    (said,) = found.reading.findings.statements
    assert found.cut == {"s0"}
    assert said.content[0].exact.endswith((".", "!"))
    assert len(said.content[0].exact) <= EACH
    assert said.content[0].exact.startswith(first)


def test_a_long_sentence_is_left_to_the_original_rather_than_cut_inside():
    found = excerpt_of(reading("sans fin " * 100), Notes(), ())
    assert (shown(found), found.left_out) == ([], 1)


def test_what_is_answered_comes_first():
    whole = reading(
        "Le premier parle ici longtemps.", "Le second parle aussi longtemps.", "Le dernier se tait tout autant."
    )
    assert shown(excerpt_of(whole, Notes(), ())) == ["s0"]
    assert shown(excerpt_of(whole, Notes(), {"s1"})) == ["s1"]


def test_what_was_taken_off_is_not_shown_nor_what_shares_a_word_with_it():
    whole = reading("Le pont ferme.", "La rive reste ouverte toute la nuit.", "Le quai aussi, dit-on, reste ouvert.")
    first, second, third = whole.findings.statements
    text = whole.article.text
    wider = replace(
        second,
        id="wide",
        content=(
            Span(second.content[0].start, third.content[0].end, text[second.content[0].start : third.content[0].end]),
        ),
    )
    both = replace(whole, findings=Findings(statements=(first, second, wider, third)))
    found = excerpt_of(both, takedown(second), ())
    assert {each.id for each, _ in found.taken} == {"s1", "wide"}
    assert not {"s1", "wide"} & set(shown(found))


def test_a_takedown_holds_in_another_reading_and_in_the_headline():
    whole = reading("Le pont ferme.", "La rive reste ouverte toute la nuit.")
    first = whole.findings.statements[0]
    renamed = replace(
        whole, findings=Findings(statements=tuple(replace(s, id=f"new{s.id}") for s in whole.findings.statements))
    )
    found = excerpt_of(renamed, takedown(first), ())
    assert [each.id for each, _ in found.taken] == ["news0"]
    in_headline = replace(first, content=(Span.of(whole.article.text, 3, 7),))
    assert excerpt_of(whole, takedown(in_headline), ()).headline is None
    assert excerpt_of(whole, Notes(), ()).headline == HEADLINE


def test_where_the_words_of_a_takedown_stand_no_more_nothing_is_shown():
    first = replace(reading("Le pont ferme.").findings.statements[0], id="other")
    assert excerpt_of(reading("Le pont de Tersane ouvre."), takedown(first), ()) is None


def test_a_dispatch_that_could_not_be_read_shows_nothing():
    assert excerpt_of(Reading(id="d", article=None), Notes(), ()) is None
