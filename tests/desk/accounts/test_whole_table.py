# SPDX-License-Identifier: Apache-2.0
"""Each route, asked by each role in each way: who may not gets nothing, nothing is changed by looking, no form comes from elsewhere."""

import logging
from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest
from django.apps import apps
from django.utils import timezone
from quality.who_may import Route, routes

from dementi.desk.accounts import door
from dementi.desk.accounts.roles import Least, Role
from dementi.desk.accounts.table import OWN_DOORS, TABLE
from dementi.desk.guard import POLICY

PASSWORD = "neuf ponts sur la Sorve"
ROLES = ("nobody", "reader", "editor", "admin")
ROUTES = sorted((route for route in routes() if not route.name.startswith(OWN_DOORS)), key=lambda route: route.name)
#: Of several of one address the first is the one that is found; it knows what all take.
PROGRAMS = {route.address: route for route in reversed(routes()) if route.name.startswith(OWN_DOORS)}.values()
#: Forms that anybody may send from anywhere: they change nothing but the cookie of a language.
FROM_ANYWHERE = {"public-language"}
#: What a page would do or wear beside the desk's own script and style.
INLINE = "//script[not(@src)] | //style | //*[@style] | //*[@*[starts-with(name(), 'on')]] | //iframe | //object"
#: After these one has to come in again.
ENDS_SESSION = {"logout"}
#: What is written by looking: how long somebody is there, that they took much away.
KEPT_BY_LOOKING = {"Session", "Deed"}


def tree(response) -> Any:
    return lxml.html.document_fromstring(response.content.decode())


def counts() -> dict[str, int]:
    """How many rows stand in each table of the desk, without those that are kept of looking."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__name__ not in KEPT_BY_LOOKING
    }


def expected(route: Route, role: str, method: str) -> set[int]:
    """The answers that a role may get from a route, asked in a way, of something that there is not."""
    if Role[role.upper()] < TABLE[route.name]:
        return {302} if role == "nobody" and method == "GET" else {403}
    if method not in route.methods:
        # Where a setting closes the public site, none of its pages is there.
        return {404, 405} if route.name.startswith("public-") else {405}
    # What is asked for is not there (404), not as it should be (400, 422), or the page leads on (302).
    return {200, 302, 400, 404, 422}


@pytest.fixture(scope="module", autouse=True)
def index(opened: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the desk an empty index to search in."""
    from django.conf import settings
    from django.test import override_settings

    from dementi.desk.record.feeder import Feeder

    folder = tmp_path_factory.mktemp("indexed")
    before = settings.FOLDER
    with override_settings(FOLDER=folder):
        feeder = Feeder.take(folder)
        assert feeder is not None
        feeder.feed()
        yield
        feeder.close()
    assert before == settings.FOLDER


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_route_answers_each_role_as_the_table_says(people, come, role: str, method: str) -> None:
    before, client = counts(), come(role)
    found = {}
    for route in ROUTES:
        answer = client.get(route.address) if method == "GET" else client.post(route.address)
        if answer.status_code not in expected(route, role, method):
            found[route.name] = answer.status_code
        if answer.status_code == 302 and Role[role.upper()] < TABLE[route.name]:
            assert answer.url.startswith("/connexion?next=%2F")
        if route.name in ENDS_SESSION:
            client = come(role)
        assert method == "POST" or counts() == before, route.name
    assert found == {}


def test_no_route_takes_another_method(people, come) -> None:
    client = come("admin")
    for route in ROUTES:
        for method in ("PUT", "PATCH", "DELETE", "TRACE"):
            answer = client.generic(method, route.address)
            assert answer.status_code in expected(route, "admin", method), (route.name, method)
            assert answer.status_code in {404, 405}


@pytest.mark.parametrize("role", ["nobody", "admin"])
def test_no_form_from_elsewhere_is_taken(people, come, role: str) -> None:
    before, client = counts(), come(role, enforce_csrf_checks=True)
    for route in ROUTES:
        if "POST" not in route.methods or route.name in FROM_ANYWHERE:
            continue
        for more in ({}, {"headers": {"origin": "https://evil.invalid"}}):
            answer = client.post(route.address, {"name": "x", "password": "y"}, **more)
            assert answer.status_code == 403, route.name
    assert counts() == before


def test_a_form_of_the_desk_itself_is_taken(people, come) -> None:
    client = come("nobody", enforce_csrf_checks=True)
    token = tree(client.get("/connexion")).xpath("//main//input[@name='csrfmiddlewaretoken']/@value")[0]
    sent = {"name": "Nora Hamel", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/connexion", sent).status_code == 302


@pytest.mark.parametrize("role", ROLES)
def test_programs_come_by_key_alone(people, come, role: str) -> None:
    before, client = counts(), come(role)
    for route in PROGRAMS:
        for method in route.methods:
            answer = client.generic(method, route.address, b"{}", content_type="application/json")
            wanted = {200} if TABLE[route.name] is Least.ANYONE else {401}
            assert answer.status_code in wanted, (route.name, method)
    assert counts() == before


@pytest.mark.parametrize("role", ROLES)
def test_every_page_keeps_to_itself(people, come, role: str) -> None:
    assert "unsafe" not in POLICY
    assert "*" not in POLICY
    pages, client = 0, come(role)
    for route in ROUTES:
        answer = client.get(route.address)
        assert answer["Content-Security-Policy"] == POLICY, route.name
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        if role != "nobody" and answer.status_code == 200:
            assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"], route.name
        if answer.status_code in {302, 405} or not answer["Content-Type"].startswith("text/html"):
            continue
        page = tree(answer)
        assert page.xpath(INLINE) == [], route.name
        loaded = page.xpath("//@src | //link[not(@rel='canonical')]/@href | //form/@action")
        assert [address for address in loaded if "//" in address] == [], route.name
        pages += 1
    assert pages > 5


def test_no_secret_stands_in_the_log(people, come, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    given = door.invite(Role.READER, timezone.now()).partition("=")[2]
    link = door.password_link("Lise Orban", timezone.now()).partition("=")[2]
    secrets = ["motsecret-un-deux", "jetonsecret-trois", given, link, PASSWORD]
    fields = {"password": secrets[0], "again": secrets[0], "present": secrets[0], "code": secrets[1], "jeton": given}
    nobody, admin, elsewhere = come("nobody"), come("admin"), come("admin", enforce_csrf_checks=True)
    for route in ROUTES:
        if route.name in ENDS_SESSION:
            continue
        for client in (nobody, admin, elsewhere):
            client.get(route.address, {"jeton": link, "next": secrets[1]})
            if "POST" in route.methods:
                client.post(route.address, {**fields, "name": "Nora Hamel", "next": secrets[1]})
    said = "\n".join(f"{record.getMessage()} {record.exc_text or ''} {record.args}" for record in caplog.records)
    assert "Forbidden" in said
    assert [secret for secret in secrets if secret in said] == []
