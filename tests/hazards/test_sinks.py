# SPDX-License-Identifier: Apache-2.0
"""Hostile words × every door of the desk that shows something: found by walking the table of addresses, not by a list.

Each answer is judged by its kind. A door that a later hand adds is walked too; a kind of answer that nobody judges fails.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import lxml.etree
import lxml.html
import pytest

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)

#: Elements that no page of the desk has but by injection.
FOREIGN = {
    "iframe",
    "object",
    "embed",
    "math",
    "style",
    "base",
    "frame",
    "noscript",
    "template",
    "animate",
    "mglyph",
    "x",
    "image",
}
#: Where an address of an element stands.
ADDRESS = ("href", "src", "action", "formaction", "data", "poster", "srcset")
#: Addresses that a page may have: its own, and of the web.
SAFE = re.compile(r"(?s)(https?://.*|/(?![/\\]).*|[?#].*|\w[\w./-]*|mailto:\S*|urn:\S*)?")
#: What an address of the desk takes, by the name of its place; any other is given hostile words themselves.
FORMS_OF_ONE, FORMS = (
    ["citation.bib", "declaration.jsonld", "annotation.jsonld"],
    ["csv", "jsonl", "atom", "rss", "json"],
)
WORDY = ("q", "quoi", "nature", "qui", "outlet", "page", "depuis", "du", "au", "next", "url", "a", "b", "voir")


def judge_html(body: str) -> Iterator[str]:
    """Yield what an injection would have made of a page."""
    page = lxml.html.document_fromstring(body.encode(), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    ids = [str(each) for each in page.xpath("//@id")]
    yield from (f"two elements have the id {each}" for each in {each for each in ids if ids.count(each) > 1})
    for element in page.iter():
        if not isinstance(element.tag, str):
            yield from [f"a comment: {element}"] if "alert" in str(element.text) else []
            continue
        if element.tag in FOREIGN or (element.tag == "img" and not element.get("src", "").startswith("/")):
            yield f"<{element.tag}>"
        if element.tag == "script" and (element.text or not element.get("src", "").startswith("/static/")):
            yield "a script"
        if element.tag in {"input", "button"} and element.get("name") in {"attributes", "body"}:
            yield "a field that hides a property"
        for name, value in element.attrib.items():
            if name.startswith(("on", "srcdoc", "style")):
                yield f"{name!s}={value!r}"
            if name in ADDRESS and not SAFE.fullmatch(value):
                yield f"{name!s}={value!r}"


def judge_xml(body: str) -> Iterator[str]:
    """Yield what is wrong with a feed or a list of feeds: it must be strictly well formed, with words as words."""
    try:
        tree = lxml.etree.fromstring(
            body.encode(), lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except lxml.etree.XMLSyntaxError as error:
        yield f"not XML: {error}"
        return
    known = {
        "feed", "title", "link", "subtitle", "id", "updated", "entry", "author", "name", "summary", "published", "rights", "rss", "channel",
        "description", "language", "lastBuildDate", "item", "guid", "pubDate", "creator", "opml", "head", "body", "outline", "dateCreated",
        "content", "category", "generator", "atom", "ttl", "source",
    }  # fmt: skip
    for element in tree.iter(lxml.etree.Element):
        if lxml.etree.QName(element).localname not in known:
            yield f"<{element.tag}>"
        for name in ("href", "htmlUrl", "xmlUrl"):
            if not SAFE.fullmatch(element.get(name, "")):
                yield f"{name}={element.get(name)!r}"


def judge_json(body: str) -> Iterator[str]:
    """Yield what is wrong with JSON: it must be JSON, and its addresses of the web."""

    def addresses(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                if (
                    name in {"url", "id", "@id", "home_page_url", "feed_url", "source"}
                    and isinstance(inner, str)
                    and ":" in inner
                ):
                    yield inner
                yield from addresses(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from addresses(inner)

    yield from (f"an address: {each!r}" for each in addresses(json.loads(body)) if not SAFE.fullmatch(each))


def judge_lines(body: str) -> Iterator[str]:
    """Yield what is wrong with JSON Lines: each line is whole."""
    for line in body.split("\n"):
        if line:
            json.loads(line)
    yield from ()


def judge_csv(body: str) -> Iterator[str]:
    """Yield the cells that a spreadsheet would take for a formula, and rows of another length."""
    rows = list(csv.reader(io.StringIO(body, newline="")))
    yield from (f"a row of {len(row)} cells" for row in rows if len(row) != len(rows[0]))
    for row in rows:
        yield from (
            f"the formula {cell!r}"
            for cell in row
            if re.match(r"[\s\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]", cell)
        )


def judge_bibtex(body: str) -> Iterator[str]:
    """Yield what is wrong with BibTeX: braces that do not match, commands but our own."""
    bare = body.replace(r"\textbackslash{}", "").replace(r"\{", "").replace(r"\}", "")
    depth = 0
    for place, mark in enumerate(bare):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth <= 0 and place >= 9 and bare[place:].strip() not in {"", "}"}:
            yield "a field that ends too early"
            break
    if depth:
        yield "braces that do not match"
    yield from (f"a command: {each}" for each in re.findall(r"\\[A-Za-z]+", bare))


def judge_text(body: str) -> Iterator[str]:
    """Yield nothing: plain text is shown as it is, where a browser is told not to guess its kind."""
    yield from ()


JUDGES = {
    "text/html": judge_html,
    "application/atom+xml": judge_xml,
    "application/rss+xml": judge_xml,
    "text/x-opml": judge_xml,
    "application/xml": judge_xml,
    "text/xml": judge_xml,
    "application/feed+json": judge_json,
    "application/json": judge_json,
    "application/ld+json": judge_json,
    "application/problem+json": judge_json,
    "application/vnd.oai.openapi+json": judge_json,
    "application/jsonl": judge_lines,
    "text/csv": judge_csv,
    "application/x-bibtex": judge_bibtex,
    "text/plain": judge_text,
}


def judged(response: Any, body: str) -> list[str]:
    """Return all that is wrong with an answer: its headers, and its body by its kind."""
    faults = [
        f"a header of two lines: {name}" for name, value in response.headers.items() if re.search(r"[\r\n\x00]", value)
    ]
    disposition = response.headers.get("Content-Disposition", "")
    if disposition and not re.fullmatch(r'(attachment|inline); filename="[\w.-]+"', disposition):
        faults.append(f"Content-Disposition: {disposition!r}")
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        faults.append("no nosniff")
    if "default-src 'none'" not in response.headers.get("Content-Security-Policy", ""):
        faults.append("no policy")
    if response.status_code in {301, 302, 303, 307, 308}:
        target = response.headers["Location"]
        return faults if SAFE.fullmatch(target) else [*faults, f"Location: {target!r}"]
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
    if not body:
        return faults
    if kind not in JUDGES:
        return [*faults, f"nobody judges {kind!r}"]
    return [*faults, *JUDGES[kind](body)]


def body_of(response: Any) -> str:
    if not getattr(response, "streaming", False):
        return str(response.content.decode())
    from asgiref.sync import async_to_sync

    async def whole() -> bytes:
        return b"".join([piece async for piece in response])

    return async_to_sync(whole)().decode() if response.is_async else b"".join(response).decode()


@pytest.fixture(scope="module")
def walked(folder, hostile: ModuleType) -> list[tuple[str, Any, str]]:
    """Put the hostile dispatches on record, ask every door for them, and give what was answered by its address."""
    from dementi.desk.record.feeder import Feeder
    from dementi.desk.sources.store import follow
    from dementi.reading.feeds.opml import Outline

    ids = {name: key for name, key in hostile.put(NOW).items() if name not in hostile.FORMULAS}
    for name, words in {**hostile.together(), **hostile.FORMULAS}.items():
        follow(Outline(f"https://a.invalid/{name}?{words}", words, words, words), NOW)
    for name, address in hostile.ADDRESSES.items():
        follow(Outline(f"https://a.invalid/{name}", "x", address), NOW)
    feeder = Feeder.take(folder)
    assert feeder
    feeder.feed()
    feeder.close()
    from django.test import Client

    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    before = rows()
    answers = ((url, client.get(url, said)) for url, said in doors(ids, hostile))
    found = [(url, response, body_of(response)) for url, response in answers]
    assert rows() == before, "something was changed by GET"
    return found


def rows() -> dict[str, int]:
    """Count the rows of each table of the record; sessions and what is remembered of failed keys come and go."""
    from django.apps import apps

    kept = ("record", "marks", "matters", "sources", "notes", "alerts")
    models = [
        model
        for name in kept
        if apps.is_installed(f"dementi.desk.{name}")
        for model in apps.get_app_config(name).get_models()
    ]
    assert len(models) > 8
    return {model.__name__: model._default_manager.count() for model in models}


def doors(ids: dict[str, str], hostile: ModuleType) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the address of each door for each hostile dispatch, with hostile words in what is asked."""
    from django.urls import get_resolver

    for route, names in routes(get_resolver()):
        # Live news are told without an end; they hold a number and our own words.
        if route == "direct":
            continue
        if "dispatch" in names or "speaker" in names:
            some = {
                name: key
                for name, key in ids.items()
                if not (route.startswith(("api/", "public/")) and name in hostile.ADDRESSES)
            }
            for name, key in some.items():
                yield from ((address, {"q": "titre"}) for address in addresses(route, names, key, name))
            continue
        first = next(iter(ids.values()))
        whole: tuple[dict[str, str], ...] = ({}, {"q": "titre"}, {"q": "titre", "quoi": "depeches"})
        asked = (dict.fromkeys(WORDY, words) for words in (*hostile.together().values(), "a\0b"))
        yield from (
            (address, said)
            for said in (*whole, *asked)
            for address in addresses(route, names, first, said.get("b", "x"))
        )


def routes(resolver: Any, before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each address of the table with the names of its places."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from routes(each, route)
        else:
            yield route, tuple(each.pattern.converters)


def addresses(route: str, names: tuple[str, ...], key: str, words: str) -> Iterator[str]:
    """Yield the addresses of a route with its places filled in."""
    from urllib.parse import quote

    from dementi.desk.matters.groups import story_of
    from dementi.desk.record.models import Statement

    told = story_of(key)
    people = Statement.objects.filter(dispatch=key).values_list("speaker_key", flat=True)
    given: dict[str, list[str]] = {
        "dispatch": [key], "statement": ["claim", "denial"], "speaker": [*people][:1], "story": [told.id if told else "x"],
        "form": FORMS_OF_ONE if "dispatch" in names else FORMS,
    }  # fmt: skip
    filled = [""]
    for part in re.split(r"(<[^>]+>)", route):
        place = re.fullmatch(r"<(?:(\w+):)?(\w+)>", part)
        values = [part]
        if place:
            values = given.get(place[2], ["1"] if place[1] == "int" else [words])
            values = [quote(value, safe="") for value in values]
        filled = [done + value for done in filled for value in values]
    yield from (f"/{each}" for each in filled)


def test_no_door_lets_hostile_words_through(walked) -> None:
    wrong = {
        f"{url} → {response.status_code}": faults
        for url, response, body in walked
        if (faults := judged(response, body))
    }
    assert wrong == {}


def test_no_door_falls_over_hostile_words(walked) -> None:
    assert [url for url, response, _ in walked if response.status_code == 500] == []


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("text/html", 50), ("application/atom+xml", 3), ("application/rss+xml", 3), ("application/feed+json", 3), ("text/csv", 2),
        ("application/jsonl", 2), ("application/ld+json", 8), ("application/x-bibtex", 8), ("text/x-opml", 1), ("text/plain", 3),
    ],
)  # fmt: skip
def test_the_words_do_come_to_the_doors(walked, kind: str, least: int) -> None:
    """The walk shows something: without this, doors that are all shut would pass for safe."""
    bodies = [body for _, response, body in walked if response.status_code == 200 and kind in response["Content-Type"]]
    assert sum("alert(7)" in body for body in bodies) >= least


@pytest.mark.parametrize(
    ("judge", "body"),
    [
        (judge_html, "<p><img src=x onerror=alert(7)></p>"),
        (judge_html, "<p><script>alert(7)</script>"),
        (judge_html, "<a href='javascript:x'>"),
        (judge_html, "<a href='//x.invalid'>"),
        (judge_html, "<p id=a><p id=a>"),
        (judge_html, "<a href='/\\\\x.invalid'>"),
        (judge_html, "<a href='java\nscript:x'>"),
        (judge_xml, "<feed><script/></feed>"),
        (judge_xml, "<feed>\x01</feed>"),
        (judge_xml, "<feed><link href='javascript:x'/></feed>"),
        (judge_json, '{"url": "javascript:x"}'),
        (judge_csv, "a,b\n=1,2\n"),
        (judge_csv, "a,b\n＝1,2\n"),
        (judge_csv, 'a,b\n"\n=1",2\n'),
        (judge_bibtex, "@article{a,\n  title = {x}\\write18{y}},\n}\n"),
        (judge_bibtex, "@article{a,\n title = {x}}, y = {z},\n}\n"),
    ],
)
def test_what_breaks_out_is_seen(judge: Any, body: str) -> None:
    assert list(judge(body)) != []
