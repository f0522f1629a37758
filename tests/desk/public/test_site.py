# SPDX-License-Identifier: Apache-2.0
"""The public site, walked from its front page: excerpts and links to the source, nothing of the desk, nothing that is not public."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import lxml.html
import pytest

from dementi.desk.notes import asked, store
from dementi.desk.notes.store import Kind, New
from dementi.record import (
    Article,
    Dispatch,
    Findings,
    Reading,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementType,
    Wire,
    WireStatus,
)

#: Characters that a page and an article must share before it is taken for the article's words.
SHARED = 24
#: Dispatches of which something is shown.
MANY = 4


def walked(visitor, start="/public/"):
    """Every page that can be reached from the front page, by its address."""
    pages, todo = {}, [start]
    while todo:
        address = todo.pop()
        if address in pages:
            continue
        answer = visitor.get(address)
        pages[address] = answer
        body = answer.content.decode()
        if "html" in answer["Content-Type"]:
            found = lxml.html.fromstring(body).xpath("//@href | //form[@method='get']/@action")
            todo += [
                href.partition("#")[0] for href in found if href.startswith("/") and not href.startswith("/static")
            ]
    return pages


def words(answer):
    """All that a page says, in its text and in what its attributes and data hold."""
    body = answer.content.decode()
    if "html" in answer["Content-Type"]:
        page: Any = lxml.html.fromstring(body)
        body = " ".join([page.text_content(), *page.xpath("//@content | //@value | //@title | //@aria-label")])
    elif "json" in answer["Content-Type"]:
        body = json.dumps(json.loads(body), ensure_ascii=False)
    return re.sub(r"\s+", " ", body)


def body(article):
    """An article's text without its headline, on one line."""
    headline = article.headline or ""
    text = article.text.removeprefix(headline)
    return re.sub(r"\s+", " ", text)


def taken_from(article, pages, others=()):
    """How many characters of an article's body stand on some pages, in stretches that cannot be chance.

    What another dispatch says in the same words is that one's.
    """
    text, elsewhere = body(article), " \n ".join(body(each) for each in others if each is not article)
    # A headline may say again what the body says: those words are the headline's.
    said = " \n ".join(pages).replace(re.sub(r"\s+", " ", article.headline or ""), "")
    covered: set[int] = set()
    for start in range(max(1, len(text) - SHARED)):
        words = text[start : start + SHARED]
        if words in said and words not in elsewhere:
            covered.update(range(start, start + SHARED))
    return len(covered)


@pytest.fixture(scope="module")
def pages(site):
    from django.test import Client

    return walked(Client(headers={"host": "127.0.0.1:8017"}, REMOTE_ADDR="198.51.100.7"))


def articles():
    from dementi.desk.marks.store import readings

    return {each.id: each.article for each in readings() if each.article}


def test_the_walk_meets_every_kind_of_page(pages):
    routes = {
        re.sub(
            r"/[0-9a-f]{12}",
            "/ID",
            re.sub(r"declarations/\w+", "declarations/S", re.sub("personnes/.+", "personnes/P", each)),
        )
        for each in pages
    }
    assert {
        "/public/",
        "/public/depeches/ID",
        "/public/depeches/ID/reponse",
        "/public/depeches/ID/declarations/S",
        "/public/depeches/ID/declarations/S/declaration.jsonld",
        "/public/depeches/ID/declarations/S/reponse",
        "/public/face-a-face",
        "/public/face-a-face/ID",
        "/public/personnes",
        "/public/personnes/P",
        "/public/rechercher",
        "/public/flux.atom",
        "/public/flux.rss",
        "/public/flux.json",
        "/donnees-personnelles",
    } <= routes
    assert {address: answer.status_code for address, answer in pages.items() if answer.status_code != 200} == {}


def test_the_pages_of_a_dispatch_hold_no_more_of_it_than_is_allowed(pages):
    from dementi.desk.public.excerpts import allowed

    held = articles()
    taken = {key: taken_from(a, [words(p) for where, p in pages.items() if key in where]) for key, a in held.items()}
    assert {held[key].headline: n for key, n in taken.items() if n > allowed(held[key])} == {}
    assert sum(n > 100 for n in taken.values()) > MANY


def test_all_pages_together_hold_no_more_of_an_article_than_is_allowed(pages):
    from dementi.desk.public.excerpts import allowed

    held, said = list(articles().values()), [words(answer) for answer in pages.values()]
    taken = {a.headline: (taken_from(a, said, held), allowed(a)) for a in held}
    assert {headline: each for headline, each in taken.items() if each[0] > each[1]} == {}


def test_a_page_with_too_much_is_seen(site):
    from dementi.desk.public.excerpts import allowed

    for article in articles().values():
        assert taken_from(article, ["Mot d'ailleurs. " + body(article)]) > allowed(article)


def test_nothing_of_the_desk_stands_on_a_public_page(pages):
    ways = {
        href
        for answer in pages.values()
        for href in re.findall(r'(?:href|action)="(/[^"#?]*)', answer.content.decode())
    }
    assert {way for way in ways if not way.startswith(("/public/", "/static/", "/donnees-personnelles"))} == set()
    everything = "".join(answer.content.decode() for answer in pages.values())
    assert "Santé des sources" not in everything
    assert "csrftoken" not in "".join(a for a in pages if "reponse" not in a)


def test_a_dispatch_leads_to_its_source(pages):
    page = next(
        a
        for where, a in pages.items()
        if re.fullmatch(r"/public/depeches/\w+", where) and "example/" in a.content.decode()
    )
    found = lxml.html.fromstring(page.content.decode())
    assert found.xpath("//a[@rel='noreferrer'][starts-with(@href, 'https://')]")
    assert found.xpath("//blockquote/@cite")


def test_a_visitor_gets_no_cookie_before_a_form(visitor):
    assert not visitor.get("/public/").cookies
    assert visitor.post("/public/langue", {"language": "en", "next": "/public/"}).cookies.keys() == {"dementi_language"}
    assert "Latest news" in visitor.get("/public/").content.decode()


def test_the_site_is_closed_until_the_setting_opens_it(setting, visitor, pages):
    setting("DEMENTI_PUBLIC", "no")
    answers = {address: visitor.get(address).status_code for address in pages if address.startswith("/public/")}
    assert set(answers.values()) == {404}
    assert visitor.get("/donnees-personnelles").status_code == 200


def routes():
    """Every address of the desk with its name, made of the routes, with something in each place of theirs."""
    from django.urls import URLPattern, get_resolver

    def walk(patterns, before):
        for each in patterns:
            place = before + str(each.pattern)
            if isinstance(each, URLPattern):
                yield each.name, "/" + re.sub(r"<int:\w+>", "1", re.sub(r"<(?:str:)?\w+>", "x", place))
            else:
                yield from walk(each.url_patterns, place)

    return list(walk(get_resolver().url_patterns, ""))


#: What is open to everybody on a desk with accounts, beside the public site.
OPENED = {"login", "logout", "first-account", "invitation", "language", "personal", "robots"}


def test_every_page_of_the_desk_stays_closed_to_a_visitor(setting, visitor):
    # A desk that listens beyond its own machine asks who comes.
    setting("DEMENTI_HOST", "192.0.2.1")
    closed = {name: (place, visitor.get(place).status_code) for name, place in routes() if not is_open(name, place)}
    assert len(closed) > 40
    assert {name: each for name, each in closed.items() if each[1] not in {302, 401, 403, 405}} == {}
    assert visitor.get("/public/").status_code == 200
    assert visitor.get("/donnees-personnelles").status_code == 200


def is_open(name, place):
    return name.startswith("public-") or name in OPENED or place in HEALTH


#: What says how the desk does, without a word of what is on it, and how programs ask.
HEALTH = {"/sante", "/metrics", "/api/v1/", "/api/v1/openapi.json"}


def test_search_engines_are_kept_out_unless_the_setting_lets_them_in(setting, visitor):
    page = visitor.get("/public/")
    assert page["X-Robots-Tag"].startswith("noindex")
    assert 'name="robots" content="noindex' in page.content.decode()
    assert visitor.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    setting("DEMENTI_PUBLIC_INDEX", "yes")
    page = visitor.get("/public/")
    assert "X-Robots-Tag" not in page
    assert 'name="robots"' not in page.content.decode()
    assert "Allow: /public/\n" in visitor.get("/robots.txt").content.decode()


def test_a_page_says_what_it_is_to_machines(visitor, pages):
    address = next(where for where in pages if re.fullmatch(r".*/declarations/\w+", where))
    head = lxml.html.fromstring(visitor.get(f"{address}?x=1").content.decode())
    assert head.xpath("//link[@rel='canonical']/@href") == [f"http://127.0.0.1:8017{address}"]
    assert head.xpath("//meta[@property='og:url']/@content") == [f"http://127.0.0.1:8017{address}"]
    assert head.xpath("//meta[@property='og:type']/@content") == ["article"]
    assert head.xpath("//link[@type='application/ld+json']/@href") == [f"{address}/declaration.jsonld"]


def test_a_search_finds_words_that_are_shown_and_no_others(visitor):
    assert "barrage" in visitor.get("/public/rechercher?q=barrage").content.decode().casefold()
    hidden = visitor.get("/public/rechercher?q=zzzzz").content.decode()
    assert "Rien" in hidden
    assert "<blockquote" not in hidden


def read_as(name, words, wire=None):
    """A dispatch of one statement with its reading, as if it had been read."""
    headline = f"Visite à Tersane ({name})"
    text = f"{headline}\n\n« {words} », a déclaré Ina Morel. {'Le quai attend. ' * 20}"
    said = Statement(
        id=f"s{len(words)}{name}",
        type=StatementType.DIRECT,
        stance=Stance.ASSERTS,
        content=(Span.of(text, text.index(words), text.index(words) + len(words)),),
        source=None,
        cue=None,
        speaker=Speaker("Ina Morel"),
        said=None,
        found_by="reported.after_quotation",
    )
    body = Span.of(text, len(headline) + 2, len(text))
    article = Article(headline=headline, text=text, paragraphs=(body,), teaser=words, published="2026-03-09", wire=wire)
    reading = Reading(id=name, article=article, findings=Findings(statements=(said,)))
    return Dispatch(id=name, content=text), reading


def put(name, wire=None):
    """Put it on record; return its id."""
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    dispatch, reading = read_as(name, f"Le quai {name} restera fermé tout l'hiver", wire)
    return put_on_record(dispatch, reading, Capture(at=datetime.now(UTC))).id


def all_public(visitor, dispatch):
    lists = [
        "/public/",
        "/public/flux.atom",
        "/public/flux.json",
        "/public/personnes",
        "/public/personnes/ina-morel",
        "/public/rechercher?q=quai",
    ]
    return "".join(visitor.get(each).content.decode() for each in [*lists, f"/public/depeches/{dispatch}"])


@pytest.mark.parametrize(
    "wire",
    [
        Wire(embargoed="2999-01-01T00:00:00Z"),
        Wire(embargoed=""),
        Wire(status=WireStatus.WITHHELD),
        Wire(status=WireStatus.CANCELED),
    ],
    ids=["hour", "no hour", "withheld", "canceled"],
)
def test_what_its_agency_holds_back_is_not_shown(visitor, wire):
    name = f"retenu{wire.status}{wire.embargoed}"
    dispatch = put(name, wire)
    assert visitor.get(f"/public/depeches/{dispatch}").status_code == 404
    assert name not in all_public(visitor, dispatch)


def test_what_was_removed_is_not_shown(visitor):
    from dementi.desk.record.store import remove

    dispatch = put("enlevee")
    assert "Le quai enlevee restera" in all_public(visitor, dispatch)
    remove(dispatch, datetime.now(UTC))
    assert "Le quai enlevee restera" not in all_public(visitor, dispatch)
    assert visitor.get(f"/public/depeches/{dispatch}").status_code == 404


def statement_of(dispatch):
    from dementi.desk.pages import queries

    return queries.dispatch(dispatch).reading.findings.statements[0]


def test_what_was_taken_off_leaves_a_tombstone_and_comes_back_when_that_is_taken_back(visitor):
    dispatch = put("litige")
    said = statement_of(dispatch)
    url = f"/public/depeches/{dispatch}/declarations/{said.id}"
    note = New(dispatch=dispatch, statement=said, kind=Kind.TAKEN_DOWN, by="Ina", who="Ivan Lorme")
    number = store.put(note, datetime.now(UTC))
    page = visitor.get(url)
    assert page.status_code == 410
    assert "à la demande de Ivan Lorme" in page.content.decode()
    assert "litige restera" not in all_public(visitor, dispatch) + page.content.decode()
    assert visitor.get(f"{url}/declaration.jsonld").status_code == 404
    assert visitor.get(f"{url}/reponse").status_code == 404
    store.undo(number, by="Ina", now=datetime.now(UTC))
    assert "litige restera" in all_public(visitor, dispatch)


def test_the_address_of_a_statement_leads_on_when_a_later_version_left_it_out(visitor):
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_version

    dispatch = put("change")
    url = f"/public/depeches/{dispatch}/declarations/{statement_of(dispatch).id}"
    assert visitor.get(url).status_code == 200
    brought, reading = read_as("change", "Rien ne presse plus ici")
    put_version(dispatch, brought, reading, Capture(at=datetime.now(UTC)))
    assert visitor.get(url)["Location"] == f"/public/depeches/{dispatch}"
    assert visitor.get(url.replace("/declarations/s", "/declarations/x")).status_code == 404


def test_a_dispatch_taken_off_as_a_whole_is_gone_from_the_site_and_stays_on_the_desk(visitor, site):
    from django.test import Client

    dispatch = put("entiere")
    store.put(New(dispatch=dispatch, statement=None, kind=Kind.TAKEN_DOWN, by="Ina"), datetime.now(UTC))
    page = visitor.get(f"/public/depeches/{dispatch}")
    assert page.status_code == 410
    assert "(entiere)" not in page.content.decode() + all_public(visitor, dispatch)
    desk = Client(headers={"host": "127.0.0.1:8017"})
    assert "entiere" in desk.get(f"/depeches/{dispatch}").content.decode()


def test_a_request_waits_for_an_editor_and_shows_nothing_by_itself(visitor, site):
    from django.test import Client

    dispatch = put("reponse")
    said = statement_of(dispatch)
    url = f"/public/depeches/{dispatch}/declarations/{said.id}"
    sent = {
        "who": "Ina Morel",
        "contact": "ina@tersane.example",
        "text": "Le quai <b>rouvre</b>\r\n\x07en mars.",
        "link": "javascript:alert(1)",
    }
    assert visitor.post(f"{url}/reponse", sent).status_code == 200
    (waits,) = asked.waiting()
    assert (waits.asked.text, waits.asked.link) == ("Le quai <b>rouvre</b>\nen mars.", "")
    assert "rouvre" not in visitor.get(url).content.decode()
    desk = Client(headers={"host": "127.0.0.1:8017"})
    assert "ina@tersane.example" in desk.get("/demandes").content.decode()
    desk.post(f"/demandes/{waits.number}", {"kind": "reply", "who": "Une rédactrice"})
    page = visitor.get(url).content.decode()
    assert "&lt;b&gt;rouvre" in page
    assert "ina@tersane.example" not in page
    assert "Une rédactrice" not in page
    assert asked.waiting() == ()
    facts = json.loads(visitor.get(f"{url}/declaration.jsonld").content)
    assert facts["@graph"][0]["comment"][0]["author"]["name"] == "Ina Morel"


def test_an_address_may_not_flood_the_editors(visitor):
    from dementi.desk.public.reply import MOST

    dispatch = put("flot")
    sent = {"who": "X", "text": "encore"}
    answers = [visitor.post(f"/public/depeches/{dispatch}/reponse", sent).status_code for _ in range(MOST + 1)]
    assert answers == [200] * MOST + [429]
    assert visitor.post(f"/public/depeches/{dispatch}/reponse", {"who": "", "text": ""}).status_code == 422


def test_the_page_on_personal_data_says_what_the_operator_set(setting, visitor):
    bare = visitor.get("/donnees-personnelles").content.decode()
    assert "DEMENTI_CONTACT" in bare
    setting("DEMENTI_OPERATOR", "La <i>Gazette</i> des Ports")
    setting("DEMENTI_CONTACT", "donnees@gazette.example")
    page: Any = lxml.html.fromstring(visitor.get("/donnees-personnelles").content.decode())
    assert page.xpath("//a[@href='mailto:donnees@gazette.example']")
    assert "La <i>Gazette</i> des Ports" in page.text_content()
    assert {"dementi_language", "csrftoken"} <= set(page.xpath("//table//code/text()"))


def test_all_that_is_listed_of_a_person_comes_as_a_file(site):
    from django.test import Client

    desk = Client(headers={"host": "127.0.0.1:8017"})
    facts = json.loads(desk.get("/personnes/helene-vasarny/export.json").content)
    page = desk.get("/personnes/helene-vasarny").content.decode()
    assert len(facts["statements"]) == page.count('class="what"')
    assert all(each["dispatch"]["sha256"] for each in facts["statements"])
    assert desk.get("/personnes/nul/export.json").status_code == 404
