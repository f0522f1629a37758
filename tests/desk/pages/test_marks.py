# SPDX-License-Identifier: Apache-2.0
"""The text of a dispatch is shown whole, in pieces that know whose words they are."""

from hypothesis import given
from hypothesis import strategies as st

from dementi.desk.pages.marks import Mark, Stretch, mark_up, marks_of, passages_of
from dementi.record import Article, Span, Stance, Statement, StatementType

LETTERS = st.text(alphabet="abé «»“”\"'’\n\u202f€😀<&", min_size=1, max_size=80)


def statement(text, *pieces, kind=StatementType.DIRECT, name="s", **more):
    return Statement(
        id=name,
        type=kind,
        stance=more.pop("stance", Stance.ASSERTS),
        content=tuple(Span.of(text, *piece) for piece in pieces),
        source=None,
        cue=more.pop("cue", None),
        speaker=None,
        said=None,
        found_by="test.rule",
        **more,
    )


def shown(passages):
    return "".join(run.text for passage in passages for run in passage.runs)


@st.composite
def marked_texts(draw):
    text = draw(LETTERS)
    places = st.integers(0, len(text))
    edges = sorted(draw(st.lists(places, max_size=6)))
    known = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b]
    article = Article(headline=None, text=text, paragraphs=tuple(Span.of(text, *k) for k in known), teaser="")
    marks = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        pieces = []
        for _ in range(draw(st.integers(1, 3))):
            start, end = sorted((draw(places), draw(places)))
            if start < end:
                pieces.append((start, end))
        if pieces:
            marks.append((number, tuple(sorted(pieces))))
    stops = sorted(draw(st.lists(places, max_size=6)))
    hits = [(a, b) for a, b in zip(stops[::2], stops[1::2], strict=False) if a < b]
    return article, marks, hits


@given(marked_texts())
def test_the_pieces_put_together_are_the_stored_text(drawn):
    article, marks, hits = drawn
    text = article.text
    made = [Mark(n, tuple(Stretch(*p) for p in pieces), statement(text, *pieces)) for n, pieces in marks]
    passages = mark_up(text, passages_of(article), made, hits)
    assert shown(passages) == text
    at = 0
    for passage in passages:
        for run in passage.runs:
            assert run.text
            here = range(at, at + len(run.text))
            for number, pieces in marks:
                covered = [any(a <= place < b for a, b in pieces) for place in here]
                assert all(covered) if number in run.numbers else not any(covered)
            marked = [place for words in run.words for place in [words.hit is not None] * len(words.text)]
            assert marked == [any(a <= place < b for a, b in hits) for place in here]
            at += len(run.text)


@given(marked_texts())
def test_every_statement_that_can_be_seen_has_one_anchor_and_one_number(drawn):
    article, marks, hits = drawn
    made = [Mark(n, tuple(Stretch(*p) for p in pieces), statement(article.text, *pieces)) for n, pieces in marks]
    passages = [p for p in mark_up(article.text, passages_of(article), made, hits) if not p.is_blank]
    seen = sorted({n for p in passages for run in p.runs for n in run.numbers})
    assert sorted(n for p in passages for n in p.numbers) == seen
    assert sorted(n for p in passages for run in p.runs for n in run.ends) == seen
    opened = [words.hit for p in passages for run in p.runs for words in run.words if words.opens]
    assert len(opened) == len(set(opened))


def test_a_quotation_inside_a_reported_clause_belongs_to_both():
    text = "Le maire dit que le pont « tient » encore."
    outer, inner = (13, 42), (26, 31)
    marks = marks_of(
        text,
        [
            statement(text, inner, name="in"),
            statement(text, outer, kind=StatementType.INDIRECT, name="out"),
        ],
    )
    assert [mark.statement.id for mark in marks] == ["out", "in"]
    runs = mark_up(text, ((0, len(text), False),), marks)[0].runs
    assert [(run.text, run.numbers, run.direct) for run in runs] == [
        ("Le maire dit ", (), False),
        (text[13:26], (1,), False),
        (text[26:31], (1, 2), True),
        (text[31:42], (1,), False),
    ]
    assert [run.starts for run in runs] == [(), (1,), (2,), ()]
    assert [run.ends for run in runs] == [(), (), (2,), (1,)]


def test_statements_that_overlap_keep_their_own_ends():
    text = "abcdefgh"
    marks = [
        Mark(1, (Stretch(0, 5),), statement(text, (0, 5))),
        Mark(2, (Stretch(3, 8, direct=True),), statement(text, (3, 8))),
    ]
    runs = mark_up(text, ((0, 8, False),), marks)[0].runs
    assert [(run.text, run.numbers, run.ends) for run in runs] == [
        ("abc", (1,), ()),
        ("de", (1, 2), (1,)),
        ("fgh", (2,), (2,)),
    ]


def test_a_statement_over_two_paragraphs_has_its_number_after_the_last_word():
    text = "« Nous partons.\n\nNous reviendrons », dit-elle."
    article = Article(headline=None, text=text, paragraphs=(Span.of(text, 0, 15), Span.of(text, 17, 46)), teaser="")
    passages = mark_up(text, passages_of(article), marks_of(text, [statement(text, (2, 33))]))
    first, gap, second = passages
    assert gap.is_blank
    assert first.numbers == (1,)
    assert second.numbers == ()
    assert second.goes_on
    assert [run.ends for run in second.runs] == [(1,), ()]


def test_of_a_mixed_statement_only_what_stands_between_quotation_marks_is_direct():
    text = 'Le port "a reçu (...) les plans" (nord), dit-il.'
    mixed = marks_of(text, [statement(text, (0, 39), kind=StatementType.MIXED)])[0]
    assert [(text[s.start : s.end], s.direct) for s in mixed.stretches] == [
        ('Le port "', False),
        ("a reçu (...) les plans", True),
        ('" (nord)', False),
    ]


def test_of_a_mixed_statement_a_piece_inside_quotation_marks_is_direct():
    text = "Le port « a reçu » les plans"
    mixed = marks_of(text, [statement(text, (0, 7), (10, 16), (19, 28), kind=StatementType.MIXED)])[0]
    assert [s.direct for s in mixed.stretches] == [False, True, False]


def test_a_quotation_mark_without_its_other_half_makes_nothing_direct():
    text = 'Le port "a reçu les plans, dit-il.'
    mixed = marks_of(text, [statement(text, (0, 25), kind=StatementType.MIXED)])[0]
    assert not any(s.direct for s in mixed.stretches)


def test_a_bare_denial_is_marked_by_its_cue_and_what_it_names():
    text = "Tersane a démenti ces affirmations."
    denial = statement(text, kind=None, stance=Stance.DENIES, cue=Span.of(text, 8, 17), denied=Span.of(text, 18, 34))
    (mark,) = marks_of(text, [denial])
    assert mark.stretches == (Stretch(8, 34),)


def test_a_statement_without_any_words_in_the_text_has_no_number():
    assert marks_of("Rien.", [statement("Rien.", kind=None)]) == ()


def test_what_stands_between_two_known_paragraphs_is_shown_too():
    text = "Titre\n\nUn. Deux. Trois."
    article = Article(headline="Titre", text=text, paragraphs=(Span.of(text, 7, 10), Span.of(text, 17, 23)), teaser="")
    kept = [passage for passage in mark_up(text, passages_of(article), ()) if not passage.is_blank]
    assert [(p.is_headline, p.runs[0].text) for p in kept] == [
        (True, "Titre"),
        (False, "Un."),
        (False, " Deux. "),
        (False, "Trois."),
    ]


def test_a_match_that_crosses_a_mark_has_its_anchor_once():
    text = "un pont tient"
    marks = marks_of(text, [statement(text, (5, 13))])
    runs = mark_up(text, ((0, 13, False),), marks, [(3, 7)])[0].runs
    assert [(w.text, w.hit, w.opens) for run in runs for w in run.words] == [
        ("un ", None, False),
        ("po", 1, True),
        ("nt", 1, False),
        (" tient", None, False),
    ]
