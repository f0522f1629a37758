# SPDX-License-Identifier: Apache-2.0
"""Coming in: by name and password into a new session, held back after failures, back to where one wanted to go."""

from datetime import UTC, datetime, timedelta
from typing import Any

import lxml.html
import pytest

from dementi.desk.accounts import throttle
from dementi.desk.accounts.names import checked_name, fold_name
from dementi.errors import InputError

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
PASSWORD = "neuf ponts sur la Sorve"
SESSION = "dementi_session"


def log_in(client, name: str = "Nora Hamel", password: str = PASSWORD, **more: str):
    return client.post("/connexion", {"name": name, "password": password, **more})


def tree(response) -> Any:
    return lxml.html.document_fromstring(response.content.decode())


def words(response) -> str:
    return " ".join(tree(response).text_content().split())


def test_who_does_not_say_who_they_are_is_sent_to_the_login_and_back(people, come) -> None:
    client = come("nobody")
    sent = client.get("/personnes?q=a%20b")
    assert sent.url == "/connexion?next=%2Fpersonnes%3Fq%3Da%2520b"
    way = tree(client.get(sent.url)).xpath("//main//input[@name='next']/@value")
    assert way == ["/personnes?q=a%20b"]
    assert log_in(client, next=way[0]).url == "/personnes?q=a%20b"
    assert client.get("/personnes").status_code == 200


@pytest.mark.parametrize("name", ["nora hamel", "  NORA   HAMEL ", "Ｎora Hamel"])
def test_a_name_may_be_typed_in_another_way(people, come, name: str) -> None:
    assert log_in(come("nobody"), name).status_code == 302


@pytest.mark.parametrize(
    ("name", "password"), [("Nora Hamel", "un autre mot"), ("Personne", PASSWORD), ("", ""), ("Nora Hamel", "x" * 4000)]
)
def test_what_does_not_fit_is_refused_in_the_same_words(people, come, name: str, password: str) -> None:
    answer = log_in(come("nobody"), name, password)
    assert answer.status_code == 422
    assert "Le nom ou le mot de passe est faux, ou le compte est suspendu." in words(answer)
    assert SESSION not in answer.cookies


def test_a_session_gets_a_new_key_when_somebody_comes_in(people, come) -> None:
    client = come("nobody")
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[SESSION] = session.session_key
    log_in(client)
    assert client.cookies[SESSION].value != session.session_key
    other = come("nobody")
    other.cookies[SESSION] = session.session_key
    assert other.get("/").status_code == 302


def test_the_cookie_of_a_session_is_for_the_server_alone(people, come) -> None:
    cookie = log_in(come("nobody")).cookies[SESSION]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_who_goes_out_is_out_and_only_by_a_form(people, come) -> None:
    client = come("admin")
    key = client.cookies[SESSION].value
    assert client.get("/deconnexion").status_code == 405
    assert client.get("/").status_code == 200
    assert client.post("/deconnexion").url == "/connexion"
    client.cookies[SESSION] = key
    assert client.get("/").status_code == 302


def test_a_session_in_which_nothing_is_asked_for_twelve_hours_ends(people, come) -> None:
    client = come("nobody")
    log_in(client)
    session = client.session
    session["seen"] -= 11 * 3600
    session.save()
    assert client.get("/").status_code == 200
    assert client.session["seen"] > session["seen"]
    session = client.session
    session["seen"] -= 13 * 3600
    session.save()
    assert client.get("/").status_code == 302


def test_after_five_failures_an_account_waits_and_the_sentence_says_how_long(people, come) -> None:
    for _ in range(5):
        assert log_in(come("nobody"), password="faux").status_code == 422
    held = log_in(come("nobody"))
    assert held.status_code == 429
    assert 13 <= int(held["Retry-After"]) <= 15
    assert f"Trop d’essais. Réessayez dans {held['Retry-After']}\N{NO-BREAK SPACE}secondes." in held.content.decode()
    assert log_in(come("nobody"), "Lise Orban").status_code == 302


def test_an_account_that_is_not_there_is_held_back_like_one_that_is(people, come) -> None:
    answers = [log_in(come("nobody"), "Personne").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_an_address_is_held_back_whatever_the_name(people, come) -> None:
    answers = [log_in(come("nobody", REMOTE_ADDR="198.51.100.7"), f"nom {i}").status_code for i in range(21)]
    assert answers == [422] * 20 + [429]
    assert log_in(come("nobody", REMOTE_ADDR="198.51.100.8")).status_code == 302


class TestTheWait:
    """How long one waits."""

    def held(self, failures: int) -> timedelta:
        counted, now = (throttle.by_name("x"),), NOW
        for _ in range(failures):
            assert throttle.take(counted, now) is None
            now += timedelta(minutes=16)
        return throttle.take(counted, now - timedelta(minutes=16)) or timedelta(0)

    @pytest.mark.parametrize(
        ("failures", "seconds"), [(1, 0), (4, 0), (5, 15), (6, 30), (9, 240), (11, 900), (14, 900)]
    )
    def test_it_doubles_up_to_a_quarter_of_an_hour(self, desk, failures: int, seconds: int) -> None:
        assert self.held(failures).total_seconds() == seconds

    def test_it_is_forgotten_after_a_day_and_after_a_success(self, desk) -> None:
        counted = (throttle.by_name("x"),)
        for _ in range(5):
            throttle.take(counted, NOW)
        assert throttle.take(counted, NOW)
        assert throttle.take(counted, NOW + timedelta(hours=25)) is None
        throttle.forgive(counted)
        assert [throttle.take(counted, NOW) for _ in range(5)] == [None] * 5

    def test_a_success_of_one_does_not_free_the_address_of_another_s_failures(self, desk) -> None:
        counted = (throttle.by_address("198.51.100.7"),)
        for _ in range(12):
            throttle.take(counted, NOW)
        throttle.forgive(counted)
        taken = [throttle.take(counted, NOW) for _ in range(10)]
        assert taken.count(None) == 9

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("2001:db8:1:2::5", "2001:db8:1:2:ffff::9", True),
            ("2001:db8:1:2::5", "2001:db8:1:3::5", False),
            ("198.51.100.7", "198.51.100.8", False),
            ("", "not an address", True),
        ],
    )
    def test_addresses_of_one_household_count_together(self, one: str, other: str, same: bool) -> None:  # noqa: FBT001 (a column of the table)
        assert (throttle.by_address(one) == throttle.by_address(other)) is same


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.invalid/",
        "///evil.invalid",
        "\\\\evil.invalid",
        "/\\evil.invalid",
        "https://evil.invalid/",
        "http:evil.invalid",
        "javascript:alert(1)",
        "data:text/html,x",
        "/\t/evil.invalid",
        "\n//evil.invalid",
        "/x\r\nSet-Cookie: a=b",
        "/\x00",
        "evil.invalid",
        "",
    ],
)
def test_nobody_is_sent_away_from_the_desk(people, come, evil: str) -> None:
    assert log_in(come("nobody"), next=evil).url == "/"
    client = come("reader")
    assert client.get("/connexion", {"next": evil}).url == "/"
    assert client.post("/langue", {"language": "en", "next": evil}).url.startswith("/")


@pytest.mark.parametrize(
    "host", ["evil.invalid", "localhost.evil.invalid", "localhost@evil.invalid", "127.0.0.1#x", ""]
)
def test_a_host_that_is_not_the_desk_s_is_refused(people, come, host: str) -> None:
    client = come("admin")
    assert client.get("/", headers={"host": host}).status_code == 400
    assert client.get("/connexion", headers={"host": host}).status_code == 400


def test_names_that_look_alike_are_one() -> None:
    assert fold_name("Nora  HAMEL ") == fold_name("nora hamel")
    assert fold_name("E\u0301mile") == fold_name("Émile")
    assert fold_name("Nora Hamel") != fold_name("Nora Hamelin")


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Nora\u202eHamel", "Nora\x00", "No\u200bra", "ﷺ" * 20])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        checked_name(name)
