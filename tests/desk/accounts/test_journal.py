# SPDX-License-Identifier: Apache-2.0
"""The journal: who did what, when; only added to; for admins, narrowed and taken away."""

from datetime import UTC, datetime, timedelta
from typing import Any

import lxml.html
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from dementi.desk.accounts import audit
from dementi.desk.accounts.audit import Asked, Line
from dementi.desk.accounts.models import Deed
from dementi.desk.accounts.roles import Person, Role
from dementi.errors import RecordError

PASSWORD = "neuf ponts sur la Sorve"
OPML = b"<opml version='2.0'><body/></opml>"


def tree(response) -> Any:
    return lxml.html.document_fromstring(response.content.decode())


@pytest.fixture
def since() -> int:
    """The number of the last line before this test: the journal of the tests before stays."""
    return Deed.objects.count()


def newest(since: int) -> list[tuple[str, str, str]]:
    rows = Deed.objects.order_by("seq").values_list("who", "deed", "subject")
    return list(rows)[since:]


def test_a_line_can_neither_be_changed_nor_taken_away(desk) -> None:
    audit.note(Line(at=timezone.now(), deed="add"))
    before = list(Deed.objects.values())
    for deed in (
        lambda: Deed.objects.update(who="x"),
        lambda: Deed.objects.all().delete(),
        Deed.objects.order_by("-seq")[0].save,
    ):
        with pytest.raises(DatabaseError, match="only appended to"), transaction.atomic():
            deed()
    assert list(Deed.objects.values()) == before


def test_who_comes_goes_and_fails_stands_in_it_with_the_address(people, come, since: int) -> None:
    client = come("nobody", REMOTE_ADDR="198.51.100.7")
    client.post("/connexion", {"name": "Nora Hamel", "password": "faux"})
    client.post("/connexion", {"name": "mon mot de passe secret", "password": "faux"})
    client.post("/connexion", {"name": "Nora Hamel", "password": PASSWORD})
    client.post("/deconnexion")
    assert newest(since) == [
        ("", "login-failed", "Nora Hamel"),
        ("", "login-failed", ""),
        ("Nora Hamel", "login", ""),
        ("Nora Hamel", "logout", ""),
    ]
    assert [row.address for row in Deed.objects.order_by("-seq")[:4]][1:] == ["198.51.100.7"] * 3


def test_what_is_done_stands_in_it_and_what_is_looked_at_does_not(people, come, since: int) -> None:
    client = come("editor")
    client.get("/")
    client.get("/sources")
    client.post("/ajouter", {"text": ""})
    client.post("/sources/7/suspendre")
    client.post("/exemples/retirer")
    client.post("/ajouter", {"text": "Aubemont\n\nLe pont est rouvert."})
    b"".join(client.get("/sources/liste.opml"))
    found = newest(since)
    assert found[:2] == [("Émile Tardif", "source-act", "7 suspendre"), ("Émile Tardif", "remove-examples", "/")]
    assert found[2][:2] == ("Émile Tardif", "add")
    assert found[2][2].startswith("/depeches/")
    assert found[3:] == [("Émile Tardif", "sources-export", "")]


def test_an_address_stands_in_it_without_its_key(people, come, since: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from dementi.desk.sources.adding import Choice

    monkeypatch.setattr("dementi.desk.pages.sources.add_address", lambda url, now: Choice(new=True))
    come("editor").post("/sources/suivre", {"url": "https://moi:secret@courrier.invalid/flux?cle=secret"})
    assert newest(since) == [("Émile Tardif", "follow", "courrier.invalid/flux")]


def test_a_program_s_deed_is_its_owner_s(people, come, since: int) -> None:
    from dementi.desk.api import tokens

    asked = tokens.Asked(name="veille", scopes=frozenset(tokens.Scope), account=people["editor"], expires=None)
    _, secret = tokens.make(asked, timezone.now())
    sent = {"text": "Aubemont\n\nLe pont est rouvert une fois encore."}
    headers = {"authorization": f"Bearer {secret}"}
    answer = come("nobody").post("/api/v1/dispatches", sent, content_type="application/json", headers=headers)
    assert answer.status_code == 201
    assert newest(since) == [("Émile Tardif", "POST api/v1/dispatches", "")]
    assert Deed.objects.order_by("-seq")[0].way == "api"
    words = {"words": "Le pont est rouvert une fois encore.", "who": "Nora Hamel"}
    place = f"/api/v1/dispatches/{answer.json()['items'][0]['id']}/statements"
    marked = come("nobody").post(place, words, content_type="application/json", headers=headers)
    assert marked.json()["who"] == "Émile Tardif"


def test_a_deed_that_is_done_is_said_so_when_the_journal_cannot_be_written(
    people, come, since: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(line: Line) -> None:
        raise RecordError("The disk of %(folder)s is full: what was not confirmed was not kept.", folder="x")

    monkeypatch.setattr("dementi.desk.accounts.gate.note", full)
    assert come("editor").post("/exemples/retirer").status_code == 302
    assert "A deed of Émile Tardif could not be written into the journal: remove-examples" in caplog.text


def test_deeds_at_an_open_desk_are_the_open_desk_s(desk, come, since: int) -> None:
    client = come("nobody")
    client.post("/exemples/retirer")
    row = Deed.objects.order_by("-seq")[0]
    assert (row.deed, row.who, row.is_open) == ("remove-examples", "", True)
    page = tree(client.get("/journal"))
    assert "Le bureau ouvert a retiré les exemples" in " ".join(page.xpath("string(//ol/li[1])").split())


def test_it_is_narrowed_by_person_deed_and_day(desk) -> None:
    at = datetime(2020, 1, 1, 12, tzinfo=UTC)
    for day, (name, deed) in enumerate([("Ana", "add"), ("Ana", "mark"), ("Bela", "add")]):
        audit.note(Line(at=at + timedelta(days=day), deed=deed, person=Person(name, Role.EDITOR)))

    def found(**asked: object) -> list[tuple[str, str]]:
        lines = audit.lines(Asked(before=datetime(2021, 1, 1, tzinfo=UTC), **asked))
        return [(line.person.name, line.deed) for line in lines]

    assert found() == [("Bela", "add"), ("Ana", "mark"), ("Ana", "add")]
    assert found(who="Ana") == [("Ana", "mark"), ("Ana", "add")]
    assert found(deed="add", who="Ana") == [("Ana", "add")]
    assert found(since=at + timedelta(days=2)) == [("Bela", "add")]


@pytest.mark.parametrize(
    "query", ["page=0", "page=99999", "page=x", "du=hier", "du=9999-12-31&au=0001-01-01", "qui=%00"]
)
def test_any_question_is_answered(people, come, query: str) -> None:
    assert come("admin").get(f"/journal?{query}").status_code == 200


def test_a_hundred_lines_stand_on_a_page(people, come) -> None:
    now = timezone.now()
    for number in range(120):
        audit.note(Line(at=now, deed="many", subject=str(number)))
    first = tree(come("admin").get("/journal?acte=many"))
    assert len(first.xpath("//ol[contains(@class, 'journal')]/li")) == 100
    older = first.xpath("//a[@rel='next']/@href")[0]
    second = tree(come("admin").get(older))
    assert len(second.xpath("//ol[contains(@class, 'journal')]/li")) == 20
    assert second.xpath("//a[@rel='next']") == []


def test_a_name_is_no_formula_in_a_table(people, come) -> None:
    audit.note(Line(at=timezone.now(), deed="formule", person=Person("=1+1", Role.EDITOR)))
    lines = b"".join(come("admin").get("/journal/export.csv?acte=formule").streaming_content).decode()
    assert ",'=1+1," in lines
    assert come("admin").get("/journal/export.xml").status_code == 404
