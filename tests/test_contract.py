# SPDX-License-Identifier: Apache-2.0
"""What is printed keeps the contract's schema, which stands in ../shared."""

import json

from dementi.contract import as_json
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

TEXT = "Aubemont annonce 30 tirs\n\nL'armée valmarienne a annoncé lundi 30 tirs. Tersane dément."


def words(exact: str, after: int = 26) -> Span:
    start = TEXT.index(exact, after)
    return Span.of(TEXT, start, start + len(exact))


def whole_reading() -> Reading:
    """A reading in which every field holds something (invented)."""
    figure = Figure(id="f1", words=words("30"), low=30, high=None, counted="tirs", unit=None, statement="s1")
    said = Statement(
        id="s1",
        type=StatementType.INDIRECT,
        stance=Stance.ASSERTS,
        content=(words("30 tirs"),),
        source=words("L'armée valmarienne"),
        cue=words("a annoncé"),
        speaker=Speaker("armée valmarienne", None, "Valmarie"),
        said=Said(words("lundi"), "2026-03-09"),
        modality=Modality.CONDITIONAL,
        found_by="test",
    )
    denial = Statement(
        id="s2",
        type=None,
        stance=Stance.DENIES,
        content=(),
        source=words("Tersane"),
        cue=words("dément"),
        speaker=None,
        said=None,
        found_by="test",
    )
    return Reading(
        id="essai",
        article=Article(
            headline="Aubemont annonce 30 tirs",
            text=TEXT,
            paragraphs=(Span.of(TEXT, 26, len(TEXT)),),
            teaser="L'armée…",
            language="fr",
            published="2026-03-09",
            furniture=(Furniture("Rechercher", FurnitureReason.NAVIGATION),),
        ),
        findings=Findings(
            statements=(said, denial), figures=(figure,), dates=(TimeExpression(words("lundi"), "2026-03-09"),)
        ),
        links=(Link(relation=Relation.DENIES, source="s2", target="s1", grounds=(words("dément"),), found_by="test"),),
        troubles=(Trouble("reading", "The text is cut after %(bytes)s bytes.", (("bytes", "212"),)),),
    )


def test_a_whole_reading_keeps_the_contract(contract_faults) -> None:
    assert contract_faults([as_json(whole_reading())]) == []


def test_a_dispatch_that_could_not_be_read_keeps_the_contract(contract_faults) -> None:
    nothing = Reading(id="vide", article=None, troubles=(Trouble("reading", "The dispatch is empty."),))
    assert contract_faults([as_json(nothing)]) == []


def test_a_broken_span_is_seen_by_the_contract(contract_faults) -> None:
    printed = json.loads(as_json(whole_reading()))
    printed["statements"][0]["content"][0]["start"] += 1
    assert contract_faults([json.dumps(printed)]) != []


def test_a_trouble_is_said_in_the_reader_s_language() -> None:
    in_english = json.loads(as_json(whole_reading(), "en"))["troubles"][0]["message"]
    assert in_english == "The text is cut after 212 bytes."
