# SPDX-License-Identifier: Apache-2.0
"""Only what stands in the text goes on record, and the same records come back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dementi.desk.record.sound import faults, sound
from dementi.desk.record.written import read_back, write_down
from dementi.record import (
    Article,
    Figure,
    Findings,
    Furniture,
    FurnitureReason,
    Link,
    Modality,
    Reading,
    Relation,
    Said,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementType,
    TimeExpression,
    Trouble,
)

WORDS = some.text(min_size=1, max_size=30)
MAYBE = some.none() | WORDS
NUMBERS = some.none() | some.floats(allow_nan=False, allow_infinity=False)


@some.composite
def readings(draw: some.DrawFn) -> Reading:
    """Any reading that holds together."""
    text = draw(some.text(min_size=2, max_size=80))

    def span() -> Span:
        start = draw(some.integers(0, len(text) - 1))
        return Span.of(text, start, draw(some.integers(start + 1, len(text))))

    def maybe_span() -> Span | None:
        return span() if draw(some.booleans()) else None

    statements = tuple(
        Statement(
            id=f"s{number}",
            type=draw(some.none() | some.sampled_from(StatementType)),
            stance=draw(some.sampled_from(Stance)),
            content=tuple(span() for _ in range(draw(some.integers(0, 3)))),
            source=maybe_span(),
            cue=maybe_span(),
            speaker=draw(some.none() | some.builds(Speaker, WORDS, MAYBE, MAYBE)),
            said=Said(span(), draw(some.sampled_from([None, "2026-03-09"]))) if draw(some.booleans()) else None,
            found_by=draw(WORDS),
            modality=draw(some.none() | some.sampled_from(Modality)),
            medium=maybe_span(),
            addressee=maybe_span(),
            denied=maybe_span(),
        )
        for number in range(draw(some.integers(0, 3)))
    )
    ids = [statement.id for statement in statements]
    figures = tuple(
        Figure(
            id=f"f{number}",
            words=span(),
            low=draw(NUMBERS),
            high=draw(NUMBERS),
            counted=draw(WORDS),
            approximate=draw(some.booleans()),
            unit=draw(MAYBE),
            statement=draw(some.sampled_from([None, *ids])),
        )
        for number in range(draw(some.integers(0, 2)))
    )
    links = [Link(relation=Relation.DENIES, source=i, target=ids[0], grounds=(span(),), found_by="r") for i in ids[1:]]
    if len(figures) == 2:
        links.append(Link(relation=Relation.DIVERGES, source="f1", target="f0", grounds=(span(),), found_by="r"))
    furniture = draw(some.lists(some.builds(Furniture, WORDS, some.sampled_from(FurnitureReason)), max_size=2))
    article = Article(
        headline=draw(MAYBE),
        text=text,
        paragraphs=(span(),),
        teaser=draw(some.text(max_size=20)),
        language=draw(MAYBE),
        published=draw(MAYBE),
        authors=tuple(draw(some.lists(WORDS, max_size=2))),
        furniture=tuple(furniture),
        standfirst=draw(MAYBE),
    )
    dates = (TimeExpression(span(), None),) if draw(some.booleans()) else ()
    troubles = draw(some.lists(some.builds(Trouble, WORDS, WORDS, some.just((("why", "%"),))), max_size=2))
    findings = Findings(statements=statements, figures=figures, dates=dates)
    return Reading(id=draw(WORDS), article=article, findings=findings, links=tuple(links), troubles=tuple(troubles))


@settings(max_examples=60, deadline=None)
@given(readings())
def test_any_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert read_back(write_down(reading)) == reading


@settings(max_examples=30, deadline=None)
@given(readings())
def test_what_holds_together_is_left_alone(reading: Reading) -> None:
    assert sound(reading) is reading


def test_a_dispatch_that_could_not_be_read_comes_back_with_its_troubles() -> None:
    reading = Reading(id="x", article=None, troubles=(Trouble("reading", "%(why)s", (("why", "bruit"),)),))
    assert read_back(write_down(reading)) == reading
    assert sound(reading) is reading


TEXT = "Ina Morel a dit non à trois maires."
SAYS = Statement(
    id="s1",
    type=StatementType.DIRECT,
    stance=Stance.DENIES,
    content=(Span.of(TEXT, 16, 19),),
    source=Span.of(TEXT, 0, 9),
    cue=Span.of(TEXT, 10, 15),
    speaker=Speaker("Ina Morel"),
    said=None,
    found_by="essai",
)
COUNTS = Figure(id="f1", words=Span.of(TEXT, 22, 27), low=3, high=3, counted="maires")
WHOLE = Reading(
    id="essai",
    article=Article(headline=None, text=TEXT, paragraphs=(Span.of(TEXT, 0, len(TEXT)),), teaser=TEXT),
    findings=Findings(statements=(SAYS,), figures=(COUNTS,)),
)
GROUNDS = (Span.of(TEXT, 16, 19),)


@pytest.mark.parametrize(
    "broken",
    [
        replace(WHOLE, findings=Findings(statements=(replace(SAYS, content=(Span(16, 19, "oui"),)),))),
        replace(WHOLE, findings=Findings(statements=(replace(SAYS, denied=Span(90, 93, "non")),))),
        replace(WHOLE, findings=Findings(statements=(replace(SAYS, said=Said(Span(0, 5, "lundi"), None)),))),
        replace(WHOLE, findings=Findings(statements=(SAYS, SAYS))),
        replace(WHOLE, findings=Findings(figures=(COUNTS, COUNTS))),
        replace(WHOLE, findings=Findings(figures=(replace(COUNTS, words=Span(22, 27, "douze")),))),
        replace(WHOLE, findings=Findings(figures=(replace(COUNTS, statement="s9"),))),
        replace(WHOLE, findings=Findings(dates=(TimeExpression(Span(0, 5, "lundi"), None),))),
        replace(
            WHOLE, links=(Link(relation=Relation.DENIES, source="s1", target="s9", grounds=GROUNDS, found_by="r"),)
        ),
        replace(
            WHOLE, links=(Link(relation=Relation.DIVERGES, source="s1", target="f1", grounds=GROUNDS, found_by="r"),)
        ),
        replace(WHOLE, article=None),
    ],
)
def test_what_does_not_stand_in_the_text_is_left_out_and_said(broken: Reading) -> None:
    assert list(faults(WHOLE)) == []
    kept = sound(broken)
    assert kept.article == broken.article
    assert kept.findings == Findings()
    assert kept.links == ()
    assert [trouble.stage for trouble in kept.troubles] == ["record"]
