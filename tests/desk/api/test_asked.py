# SPDX-License-Identifier: Apache-2.0
"""What a program asks is what the pages show: the same counts, the same words, page by page, whatever comes in meanwhile."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from asgiref.sync import async_to_sync

Get = Callable[..., Any]
LATER = datetime(2026, 3, 12, 10, tzinfo=UTC)


def all_of(get: Get, path: str) -> list[Any]:
    """The items of a list, page by page."""
    items, answer = [], get(path)
    items += answer["items"]
    while answer["next"]:
        answer = get(answer["next"].replace("http://localhost/api/v1", ""))
        items += answer["items"]
    return items


def content_of(path: str) -> bytes:
    from django.test import Client

    answer: Any = Client(SERVER_NAME="localhost").get(path)
    assert answer.status_code == 200, path

    async def join() -> bytes:
        return b"".join([piece async for piece in answer.streaming_content])

    if not answer.streaming:
        return bytes(answer.content)
    return async_to_sync(join)() if answer.is_async else answer.getvalue()


@pytest.mark.parametrize(
    "path",
    [
        "/dispatches",
        "/statements",
        "/search?q=castelnoir",
        "/search?type=dispatch",
        "/speakers",
        "/stories",
        "/links",
        "/copies",
    ],
)
def test_pages_of_any_size_hold_the_same(get: Get, path: str) -> None:
    joint = "&" if "?" in path else "?"
    whole = get(path)["items"]
    assert len(whole) >= 1
    for size in (1, 2, 3):
        assert all_of(get, f"{path}{joint}limit={size}") == whole


def test_a_list_stays_where_it_is_while_dispatches_come_in(desk: Path, get: Get) -> None:
    from dementi.desk import feed_index
    from dementi.desk.adding import add
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import remove
    from dementi.record import Dispatch

    before = {path: get(f"{path}?limit=200")["items"] for path in ("/dispatches", "/statements")}
    first = {path: get(f"{path}?limit=2") for path in before}
    text = "Port-Sablon : la grue réparée\n\n« Elle tourne », a dit Nadège Orval, du port.\n"
    new = next(iter(add([Dispatch(id="grue", content=text)], Capture(at=LATER))))
    feed_index(desk, LATER)
    for path, answer in first.items():
        rest = all_of(get, answer["next"].replace("http://localhost/api/v1", ""))
        assert answer["items"] + rest == before[path]
        assert get(path)["items"][0].get("id", get(path)["items"][0].get("dispatch")) == new.id
    remove(new.id, LATER)
    feed_index(desk, LATER + timedelta(minutes=1))


def test_a_search_counts_as_its_page_does(get: Get) -> None:
    from django.test import Client

    for words in ("castelnoir", "tirs coordonnés", "qui:maubert", "-tirs"):
        found = get(f"/search?q={words}")
        page = Client(SERVER_NAME="localhost").get("/rechercher", {"q": words}).content.decode()
        held = found["holding"] or found["dispatches"]
        assert f"{held} dépêche" in page
        assert len(all_of(get, f"/search?q={words}&limit=3")) == found["statements"]
        assert len(all_of(get, f"/search?q={words}&limit=3&type=dispatch")) == found["dispatches"]


def test_as_many_rows_are_taken_away_as_the_search_counts(get: Get) -> None:
    for query, count in (
        ("q=castelnoir", "statements"),
        ("q=castelnoir&type=dispatch", "dispatches"),
        ("q=rien-de-tel", "statements"),
    ):
        counted = get(f"/search?{query}")[count]
        lines = content_of(f"/api/v1/search/export.jsonl?{query}").splitlines()
        rows = list(csv.DictReader(io.StringIO(content_of(f"/api/v1/search/export.csv?{query}").decode())))
        table = pq.read_table(io.BytesIO(content_of(f"/api/v1/search/export.parquet?{query}"))).to_pylist()
        assert len(lines) == len(rows) == len(table) == counted
        assert (
            [row["dispatch"] for row in table]
            == [row["dispatch"] for row in rows]
            == [json.loads(each)["dispatch"] for each in lines]
        )
        if counted:
            page = query.replace("type=dispatch", "quoi=depeches")
            assert content_of(f"/rechercher/export.parquet?{page}") == content_of(
                f"/api/v1/search/export.parquet?{query}"
            )


def test_words_stand_where_they_are_said_to(get: Get) -> None:
    looked_at = 0
    for line in get("/dispatches")["items"]:
        one = get(f"/dispatches/{line['id']}")
        article = one["reading"]["article"]
        if article is None:
            assert one["reading"]["troubles"]
            continue
        text = content_of(f"/api/v1/dispatches/{line['id']}/text").decode()
        assert text == article["text"]
        for statement in one["reading"]["statements"]:
            for span in filter(None, (*statement["content"], statement["source"], statement["cue"])):
                assert text[span["start"] : span["end"]] == span["exact"]
                looked_at += 1
    assert looked_at > 10


def test_a_reading_is_the_contract_s(get: Get) -> None:
    from dementi.contract import as_object
    from dementi.desk.marks.store import readings

    for reading in readings():
        assert get(f"/dispatches/{reading.id}")["reading"] == json.loads(json.dumps(as_object(reading)))


def test_statements_are_listed_by_who_where_what_and_when(get: Get) -> None:
    def found(query: str) -> list[Any]:
        answer = get(f"/statements?{query}")
        assert answer["count"] == len(answer["items"])
        return list(answer["items"])

    everything = found("")
    for query, is_so in (
        ("speaker=Idris Maubert", lambda each: (each["statement"]["speaker"] or {}).get("name") == "Idris Maubert"),
        ("outlet=Gazette de Lisvère", lambda each: each["outlet"] == "Gazette de Lisvère"),
        ("kind=denies", lambda each: each["statement"]["stance"] == "denies"),
        ("published_from=2026-03-10&published_to=2026-03-10", lambda each: each["published"] == "2026-03-10"),
        (
            "said_from=2026-03-09&said_to=2026-03-09",
            lambda each: (each["statement"]["said"] or {}).get("date") == "2026-03-09",
        ),
    ):
        wanted = [each for each in everything if is_so(each)]
        assert wanted, query
        assert found(query) == wanted
    assert found("said_from=1999-01-01&said_to=1999-12-31") == []
    assert len(found("kind=denies&kind=confirms")) > len(found("kind=denies"))


def test_one_statement_has_its_links_both_ways_and_its_citations(get: Get) -> None:
    link = next(
        each for each in get("/links?relation=denies")["items"] if each["from"]["dispatch"] != each["to"]["dispatch"]
    )
    ends = {
        end: get(f"/dispatches/{link[end]['dispatch']}/statements/{link[end]['statement']}") for end in ("from", "to")
    }
    assert link in ends["from"]["answers"]
    assert link in ends["to"]["answered_by"]
    citation = ends["from"]["citation"]
    assert citation["annotation"]["dementi:unit"] == ends["from"]["unit"] == "code points"
    assert citation["json_ld"]["@graph"][0]["@id"] == ends["from"]["url"]
    assert citation["bibtex"].startswith("@article{dementi-")
    story = get(f"/stories/{get('/dispatches/' + link['from']['dispatch'])['story']}")
    pair = next(pair for pair in story["pairs"] if pair["answer"]["statement"]["id"] == link["from"]["statement"])
    assert pair["claim"]["statement"]["id"] == link["to"]["statement"]


def test_versions_come_with_their_headers_and_readings(get: Get) -> None:
    dispatch = next(each["id"] for each in get("/dispatches")["items"] if each["versions"] == 2)
    first, second = get(f"/dispatches/{dispatch}/versions")["items"]
    assert (first["number"], second["number"]) == (1, 2)
    assert first["headers"] == [["server", "gazette"]]
    assert "800" in get(f"/dispatches/{dispatch}/versions/1")["reading"]["article"]["text"]
    assert "950" in get(f"/dispatches/{dispatch}/versions/2")["reading"]["article"]["text"]


def test_what_has_not_changed_is_said_in_a_line(desk: Path, get: Get) -> None:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    path = f"/api/v1/dispatches/{get('/dispatches')['items'][0]['id']}"
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"autre"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dispatches/000000000000", 404),
        ("/dispatches/..%2Fsecret", 404),
        ("/dispatches/XYZ", 422),
        ("/dispatches?limit=0", 422),
        ("/dispatches?limit=201", 422),
        ("/dispatches?colour=red", 422),
        ("/dispatches?cursor=WzFd", 400),
        ("/statements?cursor=%", 422),
        ("/speakers/personne", 404),
        ("/nothing", 404),
        ("/search?" + "&".join(f"outlet={n}" for n in range(60)), 400),
    ],
)
def test_a_refusal_is_said_in_plain_words(desk: Path, path: str, status: int) -> None:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    said = {
        language: client.get(f"/api/v1{path}", headers={"Accept-Language": language})
        for language in ("fr", "en-GB;q=0.9, de")
    }
    for answer in said.values():
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert answer.json()["detail"].endswith(".")
    titles = [answer.json()["title"] for answer in said.values()]
    assert titles[0] != titles[1]


def test_the_description_is_openapi_and_needs_nothing_from_elsewhere(get: Get) -> None:
    from django.test import Client

    described = get("/openapi.json")
    assert described["openapi"].startswith("3.1")
    page = Client(SERVER_NAME="localhost").get("/api/v1/reference").content.decode()
    assert all(path in page for path in described["paths"])
    assert "<script>" not in page
    assert page.count("<script") == page.count('<script src="/static/')
    assert 'src="http' not in page
    home = get("/")
    assert home["openapi"].endswith("/api/v1/openapi.json")


def test_a_page_too_says_that_an_address_has_too_many_parameters(desk: Path) -> None:
    from django.test import Client

    answer = Client(SERVER_NAME="localhost").get("/rechercher?" + "&".join(f"media={n}" for n in range(60)))
    assert answer.status_code == 400
    assert "ne comprend pas ce qui est demandé" in answer.content.decode()
