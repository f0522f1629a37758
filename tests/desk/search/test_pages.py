# SPDX-License-Identifier: Apache-2.0
"""Rechercher and Dernières infos: what was understood is said, names are suggested, what is new is marked; no larger record costs more."""

import asyncio
import csv
import json
from urllib.parse import quote

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.alerts.conftest import reading

PORT = (
    "Castelnoir : le port est fermé\n\nIna Morel affirme que le port restera fermé. Elle dit aussi que la digue tient."
)
CLOSED, DYKE = "le port restera fermé", "la digue tient"


def tree(response) -> lxml.html.HtmlElement:
    assert response.status_code == 200
    return lxml.html.document_fromstring(response.content.decode())


def shown(response) -> str:
    return " ".join(str(tree(response).text_content()).split())


def search(client, query: str, **more: str):
    return client.get("/rechercher", {"q": query, **more})


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("qui:le ministère -port", "Compris : qui parle : le ministère, sans port"),
        ("port OU quai", "Compris : port, ou quai"),
        ('nie:"les tirs"', "dans ce qui est démenti : « les tirs » dans cet ordre"),
        ("avant:14/03/2026", "publié avant le samedi 14 mars 2026"),
        ("fer* port", "mots commençant par « fer »"),
        ('"le port', "Un guillemet n’est pas refermé"),
        ("qui:", "Rien ne suit « qui: »"),
        ("après:demain port", "« demain » n’est pas un jour"),
        ("port OU", "« OU » n’a rien à relier"),
        ("port " * 300, "Seuls les 1000 premiers caractères ont été lus."),
    ],
)
def test_the_page_says_what_it_understood(client, desk, query: str, said: str) -> None:
    assert said in shown(search(client, query))


def test_of_plain_words_nothing_need_be_said(client, desk) -> None:
    assert "Compris" not in shown(search(client, "port fermé"))


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("prot", "port"),
        ('"fermé restera"', "fermé restera"),
        ("qui:Castelnoir", "Castelnoir"),
        ("casetlnoir port", "Castelnoir port"),
    ],
)
def test_where_nothing_is_found_another_query_is_offered_that_finds(client, desk, query: str, meant: str) -> None:
    desk.put("un", reading(PORT, CLOSED))
    page = tree(search(client, query))
    assert "Rien de trouvé" in page.text_content()
    offered = {link.text_content(): link.get("href") for link in page.xpath("//p[@class='instead']/a")}
    assert meant in {words.replace("ferme", "fermé") for words in offered} | set(offered)
    for href in offered.values():
        assert "Rien de trouvé" not in shown(client.get(href))


def test_names_are_offered_without_a_script_and_as_one_types(client, desk) -> None:
    desk.put("un", reading(PORT, CLOSED))
    options = tree(client.get("/rechercher")).xpath("//input[@list='names']/..//datalist[@id='names']/option/@value")
    assert 'qui:"Ina Morel"' in options
    said = json.loads(client.get("/rechercher/suggestions", {"q": "port mor"}).content)["suggestions"]
    assert [each["query"] for each in said] == ['port qui:"Ina Morel"']
    assert "1 déclaration dans 1 dépêche" in shown(client.get(said[0]["url"]))


@pytest.mark.parametrize("typed", ["", "m", "qui:mor", 'qui:"ina mo', "port -qui:mo", "« ina", "\0", "z" * 5000])
def test_whatever_is_typed_is_answered(client, desk, typed: str) -> None:
    desk.put("un", reading(PORT, CLOSED))
    found = json.loads(client.get("/rechercher/suggestions", {"q": typed}).content)["suggestions"]
    assert all(each["name"] == "Ina Morel" for each in found)


def exported(response) -> str:
    async def gathered() -> bytes:
        return b"".join([piece async for piece in response.streaming_content])

    return asyncio.run(gathered()).decode()


def test_a_page_is_as_long_as_its_export(client, desk) -> None:
    for number in range(25):
        desk.put(str(number), reading(f"{PORT} {number}", CLOSED, DYKE))
    for query, count in (("port", 25), ("digue OU port", 50), ("-port digue", 25), ('qui:"Ina Morel"', 50)):
        page = search(client, query, quoi="declarations")
        assert f"{count} déclarations dans 25 dépêches" in shown(page)
        href = tree(page).xpath("//a[text()='CSV']/@href")[0]
        assert len(list(csv.reader(exported(client.get(href)).splitlines()))) == count + 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("aé l'’\"«»“-*:()OU qui:nie:avant:0") | st.characters(codec="utf-8"), max_size=40))
def test_no_text_is_an_error_of_the_page(client, desk, query: str) -> None:
    assert search(client, query).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/rechercher?q=port", "/rechercher?q=port&quoi=depeches", "/rechercher/flux.json?q=port", "/recherches"],
)
def test_no_page_asks_more_of_a_larger_record(client, desk, path: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = []
    for first in (0, 4):
        for number in range(first, first + 4 + 14 * (first > 0)):
            desk.put(str(number), reading(f"{PORT} {number}", CLOSED))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1] < 25


def come_back_after(client, desk, minutes: int) -> None:
    """Let the cookie of the last visit be so much older."""
    from django.http import HttpRequest, HttpResponse

    from dementi.desk.pages.visit import NAME

    request, response = HttpRequest(), HttpResponse()
    request.COOKIES[NAME] = client.cookies[NAME].value
    before, ended, seen, at = request.get_signed_cookie(NAME, salt=NAME).split(".")
    response.set_signed_cookie(NAME, f"{before}.{ended}.{seen}.{int(at) - minutes * 60}", salt=NAME)
    client.cookies[NAME] = response.cookies[NAME].value


def new(page) -> list[str]:
    return [item.xpath("string(.//h3)") for item in tree(page).xpath("//ol[@class='wire']/li[.//span[@class='new']]")]


def test_what_came_in_since_the_last_visit_is_marked(client, desk) -> None:
    desk.put("un", reading(PORT, CLOSED))
    assert new(client.get("/")) == []
    come_back_after(client, desk, 120)
    desk.put("deux", reading(PORT.replace("Castelnoir", "Aubemont"), CLOSED, published="2019-01-01"))
    page = client.get("/")
    assert new(page) == ["Aubemont : le port est fermé"]
    assert "1 dépêche depuis votre dernière visite" in shown(page)


def test_it_stays_marked_for_the_whole_visit_and_no_longer(client, desk) -> None:
    client.get("/")
    come_back_after(client, desk, 120)
    desk.put("un", reading(PORT, CLOSED))
    assert len(new(client.get("/"))) == 1
    come_back_after(client, desk, 10)
    assert len(new(client.get("/"))) == 1
    come_back_after(client, desk, 31)
    assert new(client.get("/")) == []


@pytest.mark.parametrize("cookie", ["", "1.2.3.4", "1.2.3.4:abc:def", "é", "x" * 5000])
def test_a_cookie_that_is_not_ours_is_nobody_s_visit(client, desk, cookie: str) -> None:
    desk.put("un", reading(PORT, CLOSED))
    client.cookies["dementi_seen"] = quote(cookie)
    assert new(client.get("/")) == []


def test_the_list_stands_close_for_whoever_chose_so(client, desk) -> None:
    desk.put("un", reading(PORT, CLOSED))
    assert not tree(client.get("/")).xpath("//section[contains(@class, 'compact')]")
    page = client.post("/affichage", {"densite": "compact", "next": "/"}, follow=True)
    assert tree(page).xpath("//section[contains(@class, 'compact')]")
    page = client.post("/affichage", {"densite": "comfortable", "next": "https://ailleurs.invalid/"}, follow=True)
    assert page.redirect_chain == [("/", 302)]
    assert not tree(page).xpath("//section[contains(@class, 'compact')]")


def test_what_is_counted_on_each_page_passes_no_reading(client, desk) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk.put("un", reading(PORT, CLOSED))
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    asked = [each["sql"] for each in captured if 'FROM "record_dispatch"' in each["sql"]]
    plans = []
    with connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plans.append(" ".join(row[3] for row in cursor.fetchall()))
    counted = [plan for sql, plan in zip(asked, plans, strict=True) if sql.startswith("SELECT COUNT")]
    assert len(counted) >= 2
    assert all("COVERING INDEX dispatch_counts" in plan for plan in counted)
    assert not any(plan.startswith("SCAN record_dispatch") or "TEMP B-TREE" in plan for plan in plans)
