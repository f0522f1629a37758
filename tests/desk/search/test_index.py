# SPDX-License-Identifier: Apache-2.0
"""What is put into the index is found; counts are exact; a broken index says so and nothing else breaks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dementi.desk.search.asked import FacetName, Filters, Kind, Order, Search
from dementi.desk.search.documents import DispatchDocument, StatementDocument, Times, documents_of, passages
from dementi.desk.search.index import IndexDamaged, IndexLocked, SearchIndex
from dementi.desk.search.query import parse
from dementi.language.words import word_list
from dementi.record import Article, Findings, Link, Reading, Relation, Span, Speaker, Stance, Statement, StatementType

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
TEXT = (
    "Orsanne dément les tirs\n\n"
    "L’armée valmarienne affirme que deux Su-24M ont frappé Al-Bab. "
    "Le ministère d'Orsanne a démenti ces affirmations : 6 000 déplacés, aux États-Unis de l'Ostre."
)


def reading(dispatch: str, text: str = TEXT, outlet: str | None = "Radio-Ostre") -> Reading:
    claim = Statement(
        id="s1",
        type=StatementType.INDIRECT,
        stance=Stance.ASSERTS,
        content=(span(text, "deux Su-24M ont frappé Al-Bab"),),
        source=span(text, "L’armée valmarienne"),
        cue=span(text, "affirme"),
        speaker=Speaker("L’armée valmarienne", side="Valmarie"),
        said=None,
        found_by="test.claim",
    )
    denial = Statement(
        id="s2",
        type=None,
        stance=Stance.DENIES,
        content=(),
        source=span(text, "Le ministère d'Orsanne"),
        cue=span(text, "a démenti"),
        speaker=Speaker("ministère d'Orsanne"),
        said=None,
        denied=span(text, "ces affirmations"),
        found_by="test.denial",
    )
    link = Link(
        relation=Relation.DENIES, source="s2", target="s1", grounds=(span(text, "ces affirmations"),), found_by="test"
    )
    article = Article(headline="Orsanne dément les tirs", text=text, paragraphs=(), teaser="", language="fr")
    article = Article(headline=article.headline, text=text, paragraphs=(), teaser="", language="fr", outlet=outlet)
    return Reading(id=dispatch, article=article, findings=Findings(statements=(claim, denial)), links=(link,))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    with SearchIndex.open(tmp_path / "index", writable=True) as opened:
        yield opened


def put(index: SearchIndex, *dispatches: str, seq: int = 1) -> None:
    for age, dispatch in enumerate(dispatches):
        index.put(documents_of(reading(dispatch), Times(NOON, NOON - timedelta(hours=age))))
    index.commit(seq)


def found(index: SearchIndex, query: str, kind: Kind = Kind.DISPATCH) -> list[tuple[str, str | None]]:
    results = index.search(Search(parse(query), kind))
    assert results.count == len(list(index.ids(Search(parse(query), kind))))
    return [(hit.dispatch, hit.statement) for hit in results.hits]


@pytest.mark.parametrize(
    "query",
    [
        "demente", '"al bab"', "etats-unis", "l'armée", '"Al-Bab"', "Su-24M", "su24m", "6000", "6 000", "dém*", '"l\'armée valmarienne"',
        "qui:Valmarie", "dit:frapper", "nie:affirmation", "média:ostre", "frapper -Castelnoir", "zzz OU frapper",
        "« a démenti ces affirmations »", '"valmarienne affi*',
    ],
)  # fmt: skip
def test_a_dispatch_is_found(index: SearchIndex, query: str) -> None:
    put(index, "d1")
    assert found(index, query) == [("d1", None)]


@pytest.mark.parametrize(
    "query",
    [
        '"cette armée"',
        '"armée Al-Bab"',
        "-dément",
        "Castelnoir",
        "nie:frapper",
        "qui:affirmer",
        "média:Courrier",
        "frapp -frappé*",
    ],
)
def test_a_dispatch_without_the_words_is_not_found(index: SearchIndex, query: str) -> None:
    put(index, "d1")
    assert found(index, query) == []


@pytest.mark.parametrize(("query", "text"), word_list("fr", "search")["passing"]["yes"])
def test_small_words_need_not_stand_there(index: SearchIndex, query: str, text: str) -> None:
    put_text(index, text)
    assert found(index, query) == [("t", None)]


@pytest.mark.parametrize(("query", "text"), word_list("fr", "search")["passing"]["no"])
def test_small_words_that_mean_something_must(index: SearchIndex, query: str, text: str) -> None:
    put_text(index, text)
    assert found(index, query) == []


def put_text(index: SearchIndex, text: str) -> None:
    article = Article(headline=None, text=text, paragraphs=(), teaser="", language="fr")
    index.put(documents_of(Reading(id="t", article=article), Times(NOON)))
    index.commit(1)


def test_a_denial_is_found_by_the_words_that_it_answers(index: SearchIndex) -> None:
    put(index, "d1")
    assert found(index, "démentir Al-Bab", Kind.STATEMENT) == [("d1", "s2")]


def test_no_phrase_runs_from_one_passage_into_the_next(index: SearchIndex) -> None:
    put(index, "d1")
    assert found(index, '"affirmations l’armée"', Kind.STATEMENT) == []


def test_statements_and_their_dispatches_are_counted_exactly(index: SearchIndex) -> None:
    put(index, *(f"d{n}" for n in range(30)))
    results = index.search(Search(parse("affirmer OU démentir"), Kind.STATEMENT, limit=7))
    assert (len(results.hits), results.count, results.dispatches) == (7, 60, 30)


def test_the_newest_come_first_and_the_oldest_when_asked(index: SearchIndex) -> None:
    put(index, "d1", "d2", "d3")
    assert [hit.dispatch for hit in index.search(Search(parse("tirs"))).hits] == ["d1", "d2", "d3"]
    oldest = index.search(Search(parse("tirs"), order=Order.OLDEST)).hits
    assert [hit.dispatch for hit in oldest] == ["d3", "d2", "d1"]


def test_a_page_goes_on_where_the_last_ended(index: SearchIndex) -> None:
    put(index, *(f"d{n}" for n in range(9)))
    pages = [index.search(Search(parse("tirs"), offset=at, limit=4)).hits for at in (0, 4, 8)]
    assert [hit.dispatch for page in pages for hit in page] == [f"d{n}" for n in range(9)]


def test_relevance_puts_the_headline_first(index: SearchIndex) -> None:
    put(index, "d1")
    other = Article(
        headline="Le port rouvre", text="Le port rouvre\n\nRien des tirs.", paragraphs=(), teaser="", language="fr"
    )
    headed = Article(
        headline="Tirs au port", text="Tirs au port\n\nRien de plus.", paragraphs=(), teaser="", language="fr"
    )
    index.put(documents_of(Reading(id="a", article=other), Times(NOON)))
    index.put(documents_of(Reading(id="b", article=headed), Times(NOON)))
    index.commit(2)
    hits = index.search(Search(parse("port tirs"), order=Order.RELEVANCE)).hits
    assert [hit.dispatch for hit in hits] == ["b", "a"]
    assert hits[0].score > hits[1].score > 0


def test_days_bound_what_is_found(index: SearchIndex) -> None:
    put(index, "d1")
    assert found(index, "après:2026-03-09 tirs") == [("d1", None)]
    assert found(index, "avant:2026-03-09 tirs") == []
    assert found(index, "avant:2026-03-10 tirs") == [("d1", None)]


def test_facets_count_and_filter(index: SearchIndex) -> None:
    put(index, "d1", "d2")
    search = Search(
        parse(""), Kind.STATEMENT, facets=(FacetName.SPEAKER, FacetName.KIND, FacetName.DAY, FacetName.CONTESTED)
    )
    speakers, kinds, days, contested = index.search(search).facets
    assert dict(speakers.counts) == {"L’armée valmarienne": 2, "ministère d'Orsanne": 2}
    assert dict(kinds.counts) == {"asserts": 2, "denies": 2}
    assert dict(days.counts) == {"": 4}
    assert dict(contested.counts) == {"yes": 4}
    only = Filters(((FacetName.KIND, ("denies",)), (FacetName.DAY, ("",))))
    results = index.search(Search(parse(""), Kind.STATEMENT, filters=only))
    assert {hit.statement for hit in results.hits} == {"s2"}
    assert results.count == 2


def test_putting_twice_replaces_and_removing_removes(index: SearchIndex) -> None:
    put(index, "d1")
    put(index, "d1", seq=2)
    assert index.search(Search(parse(""), Kind.STATEMENT)).count == 2
    index.remove(["d1", "never-there"])
    index.commit(3)
    assert index.search(Search(parse(""), Kind.STATEMENT)).count == 0
    assert index.last_seq() == 3


def test_an_english_dispatch_is_found_by_its_word_forms(index: SearchIndex) -> None:
    article = Article(
        headline="Denial", text="Denial\n\nThe ministry denies the strikes.", paragraphs=(), teaser="", language="en"
    )
    index.put(documents_of(Reading(id="e", article=article), Times(NOON)))
    index.commit(1)
    assert found(index, "denied strike") == [("e", None)]


def test_a_dispatch_that_could_not_be_read_has_no_documents() -> None:
    assert documents_of(Reading(id="x", article=None), Times(NOON)) == ()


def test_documents_say_what_a_dispatch_holds() -> None:
    dispatch, claim, denial = documents_of(reading("d1"), Times(NOON))
    assert isinstance(dispatch, DispatchDocument)
    assert isinstance(claim, StatementDocument)
    assert isinstance(denial, StatementDocument)
    assert dispatch.contested
    assert dispatch.kinds == ("asserts", "denies")
    assert dispatch.said == ("deux Su-24M ont frappé Al-Bab",)
    assert dispatch.denied == ("ces affirmations",)
    assert denial.texts[1].startswith("L’armée valmarienne affirme")


def test_what_was_not_committed_is_not_there(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path, writable=True) as index:
        put(index, "d1", seq=4)
        index.put(documents_of(reading("d2"), Times(NOON)))
    with SearchIndex.open(tmp_path, writable=True) as again:
        assert again.last_seq() == 4
        assert found(again, "tirs") == [("d1", None)]


def test_a_reader_sees_what_the_writer_commits(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path, writable=True) as writer:
        put(writer, "d1")
        reader = SearchIndex.open(tmp_path)
        assert found(reader, "tirs") == [("d1", None)]
        put(writer, "d1", "d2", seq=2)
        assert len(found(reader, "tirs")) == 2


def test_a_second_writer_is_refused(index: SearchIndex, tmp_path: Path) -> None:
    with pytest.raises(IndexLocked):
        SearchIndex.open(tmp_path / "index", writable=True)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path, writable=True) as writer:
        put(writer, "d1")
    with pytest.raises(IndexLocked):
        SearchIndex.open(tmp_path).remove(["d1"])


def test_a_missing_index_is_damage_to_a_reader(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        SearchIndex.open(tmp_path)


@pytest.mark.parametrize("spoilt", ["another version", "no marker", "meta.json", "segment"])
def test_a_broken_index_says_so(tmp_path: Path, spoilt: str) -> None:
    with SearchIndex.open(tmp_path, writable=True) as writer:
        put(writer, "d1")
    marker = tmp_path / "dementi.json"
    if spoilt == "another version":
        marker.write_text('{"schema": "0", "analyzer": "0"}')
    elif spoilt == "no marker":
        marker.unlink()
    elif spoilt == "meta.json":
        (tmp_path / "meta.json").write_bytes(b"\0" * 40)
    else:
        for part in tmp_path.glob("*.store"):
            part.write_bytes(b"\xff" * 20)
    with pytest.raises(IndexDamaged), SearchIndex.open(tmp_path, writable=True) as broken:
        broken.search(Search(parse("tirs")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("ad é'’\"«»“”-*:()[]~^\\/+.,0 \u00a0") | st.characters()))
def test_any_text_can_be_searched(index: SearchIndex, text: str) -> None:
    assert index.search(Search(parse(text), facets=(FacetName.OUTLET,))).count == 0


def test_the_names_of_speakers_and_outlets_are_told(index: SearchIndex) -> None:
    put(index, "d1")
    assert {name.name for name in index.names()} == {"L’armée valmarienne", "ministère d'Orsanne", "Radio-Ostre"}


@pytest.mark.parametrize(
    ("typed", "meant"), [("deplaecs", "deplaces"), ("frape", "frappe"), ("frappe", None), ("zzzzzz", None)]
)
def test_a_slip_is_put_right_by_the_words_of_the_texts(index: SearchIndex, typed: str, meant: str | None) -> None:
    put(index, "d1")
    assert index.near(typed) == meant


def test_a_search_within_some_dispatches_finds_no_others(index: SearchIndex) -> None:
    put(index, "d1", "d2", "d3")
    found = index.search(Search(parse("frapper"), within=("d1", "d3")))
    assert {hit.dispatch for hit in found.hits} == {"d1", "d3"}


def test_a_passage_keeps_the_mark_that_opens_it() -> None:
    text = "Titre\n\nIl répond : « Le port tient », dit-il."
    said = Statement(
        id="s",
        type=StatementType.DIRECT,
        stance=Stance.ASSERTS,
        content=(span(text, "Le port tient"),),
        source=span(text, "il."),
        cue=span(text, "dit"),
        speaker=None,
        said=None,
        found_by="test",
    )
    article = Article(headline="Titre", text=text, paragraphs=(), teaser="", language="fr")
    quoted = Reading(id="d", article=article, findings=Findings(statements=(said,)))
    ((start, end),) = passages(quoted, said)
    assert text[start:end] == "« Le port tient », dit-il."


def test_a_place_is_found_by_its_name_and_only_where_the_text_names_it_as_one(index: SearchIndex) -> None:
    read = reading("d1")
    named = replace(read, findings=replace(read.findings, places=(span(TEXT, "Al-Bab"), span(TEXT, "l'Ostre"))))
    index.put(documents_of(named, Times(NOON)))
    index.put(documents_of(reading("d2"), Times(NOON)))
    index.commit(1)
    assert found(index, "lieu:Al-Bab") == [("d1", None)]
    assert found(index, "lieu:ostre") == [("d1", None)]
    assert found(index, "lieu:Al-Bab", Kind.STATEMENT) == [("d1", "s1"), ("d1", "s2")]
    assert found(index, "lieu:ostre", Kind.STATEMENT) == []
    assert found(index, "lieu:armée") == []


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(((FacetName.OUTLET, ("Radio-Ostre",)),)), Filters(((FacetName.OUTLET, ("Autre",)),))]
)
@pytest.mark.parametrize("query", ["", "après:2026-03-09", "après:2026-03-10"])
def test_dispatches_are_counted_alike_by_their_statements_and_by_themselves(
    index: SearchIndex, filters: Filters, query: str
) -> None:
    put(index, "d1", "d2", "d3")
    put_text(index, "Personne ne parle.")
    asked = Search(parse(query), Kind.STATEMENT, filters=filters)
    assert index.search(asked).dispatches == len({hit.dispatch for hit in index.ids(asked)})
