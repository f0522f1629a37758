# SPDX-License-Identifier: Apache-2.0
"""How a statement is cited: JSON-LD in schema.org's words, a W3C annotation whose selectors find the words again, and never a verdict."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import dementi
from dementi.record import Article, Span

BASE = "https://bureau.example/depeches/gues"
#: What schema.org 15 knows of these classes (with those they inherit), and what each takes.
KNOWN = {
    "Quotation": {"text", "inLanguage", "spokenByCharacter", "isPartOf", "dateCreated", "comment"},
    "Claim": {"text", "inLanguage", "claimInterpreter", "appearance", "dateCreated", "comment"},
    "NewsArticle": {"url", "headline", "inLanguage", "datePublished", "dateModified", "author", "publisher"},
    "Comment": {"name", "text", "url", "author", "dateCreated"},
    "Person": {"name"},
    "Organization": {"name"},
    "Thing": {"name", "description"},
}


def cited(invented, statement, **more):
    from dementi.desk.pages.citing import Cited
    from dementi.desk.pages.queries import Kept

    kept = Kept(
        id="gues",
        reading=invented.READING,
        captured=datetime(2026, 3, 9, 18, 30, tzinfo=UTC),
        digest="ab" * 32,
        outlet=None,
        url="https://quai.example/pont",
    )
    return Cited(
        kept=kept,
        article=more.pop("article", invented.ARTICLE),
        statement=statement,
        url=f"{BASE}/declarations/{statement.id}",
        dispatch_url=BASE,
        text_url=f"{BASE}/texte",
        **more,
    )


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def as_json_ld(of) -> Any:
    """The JSON-LD of a statement as a reader gets it: through JSON."""
    from dementi.desk.pages.citing import json_ld

    return json.loads(json.dumps(json_ld(of)))


def as_annotation(of) -> Any:
    from dementi.desk.pages.citing import annotation

    return json.loads(json.dumps(annotation(of)))


def nodes(value):
    """Every typed node of a JSON-LD document."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def test_every_statement_is_said_in_words_that_schema_org_knows(invented):
    for statement in invented.STATEMENTS:
        facts = as_json_ld(cited(invented, statement))
        assert facts["@context"] == "https://schema.org"
        for node in nodes(facts):
            properties = {name for name in node if not name.startswith("@")}
            assert properties <= KNOWN[node["@type"]], node
            assert None not in node.values()
        own, article = facts["@graph"]
        assert own["@type"] == ("Quotation" if statement.type == "direct" else "Claim")
        assert own[{"Quotation": "isPartOf", "Claim": "appearance"}[own["@type"]]] == {"@id": article["@id"]}
        assert article["@type"] == "NewsArticle"


def test_an_annotation_finds_its_words_again_by_place_and_by_quote(invented):
    text = invented.ARTICLE.text
    for statement in invented.STATEMENTS:
        facts = as_annotation(cited(invented, statement))
        assert facts["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert facts["type"] == "Annotation"
        assert facts["dementi:unit"] == "code points"
        assert facts["motivation"] == "identifying"
        assert facts["target"], statement.id
        for target in facts["target"]:
            place, quote = target["selector"]
            assert (place["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            assert text[place["start"] : place["end"]] == quote["exact"]
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text[place["start"] - len(quote["prefix"]) :].startswith(whole)
            assert target["source"] == f"{BASE}/texte"


@given(st.text(min_size=1, max_size=80), st.data())
def test_positions_count_code_points_whatever_the_text(invented, text, data):
    from dataclasses import replace

    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    if start == end:
        return
    statement = replace(invented.STATEMENTS[2], content=(Span.of(text, start, end),))
    article = Article(headline=None, text=text, paragraphs=(), teaser="")
    ((place, quote),) = [t["selector"] for t in as_annotation(cited(invented, statement, article=article))["target"]]
    assert text[place["start"] : place["end"]] == quote["exact"] == text[start:end]


def test_what_is_not_known_is_left_out_and_never_made_up(invented):
    unknown = next(each for each in invented.STATEMENTS if each.speaker is None)
    own, _ = as_json_ld(cited(invented, unknown))["@graph"]
    assert not {"spokenByCharacter", "claimInterpreter", "dateCreated", "comment"} & set(own)


def test_a_note_is_a_comment_and_no_correction_by_the_desk(invented):
    from dementi.desk.notes.store import Kind, Note

    note = Note(
        number=1,
        dispatch="gues",
        statement="plans",
        words=(),
        kind=Kind.CORRECTION,
        who="Irène Castavel",
        text="Les plans n'ont pas été remis.",
        link="",
        by="Une rédactrice",
        at=datetime(2026, 3, 10, tzinfo=UTC),
    )
    facts = as_json_ld(cited(invented, invented.STATEMENTS[3], notes=(note,)))
    (comment,) = facts["@graph"][0]["comment"]
    assert comment["@type"] == "Comment"
    assert comment["author"]["name"] == "Irène Castavel"
    assert "Une rédactrice" not in json.dumps(facts, ensure_ascii=False)


#: Classes and properties of schema.org that say who is right.
VERDICTS = re.compile(r"[\"'](?:ClaimReview|claimReviewed|reviewRating|ratingValue|Rating|CorrectionComment)[\"']")


def test_no_code_and_no_page_can_say_a_verdict():
    source = Path(dementi.__file__).parent
    files = [*source.rglob("*.py"), *source.rglob("*.html"), *source.rglob("*.js")]
    assert len(files) > 100
    assert [p.name for p in files if VERDICTS.search(p.read_text("utf-8"))] == []


def test_a_verdict_would_be_seen():
    assert VERDICTS.search('{"@type": "ClaimReview"}')
    assert not VERDICTS.search("never ClaimReview, which is a verdict")
