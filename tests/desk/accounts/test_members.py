# SPDX-License-Identifier: Apache-2.0
"""Accounts, for admins: roles, suspension, never the last admin; one's own password; who signs what."""

import json
from datetime import UTC, datetime
from typing import Any

import lxml.html
import pytest
from click.testing import CliRunner
from django.urls import resolve
from django.utils import timezone

from dementi.desk.accounts import door, store
from dementi.desk.accounts.models import Account, Deed
from dementi.desk.accounts.roles import Least, Role
from dementi.desk.accounts.table import TABLE
from dementi.errors import InputError

PASSWORD = "neuf ponts sur la Sorve"
NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)


def tree(response) -> Any:
    return lxml.html.document_fromstring(response.content.decode())


def words(response) -> str:
    return " ".join(tree(response).text_content().split())


def test_another_role_holds_from_the_next_request_on(people, come) -> None:
    reader, admin = come("reader"), come("admin")
    assert reader.get("/ajouter").status_code == 403
    assert admin.post(f"/comptes/{people['reader']}/role", {"role": "editor"}).url == "/comptes?fait=role"
    assert reader.get("/ajouter").status_code == 200


@pytest.mark.parametrize("role", ["", "nobody", "Admin", "root", "4"])
def test_a_role_that_there_is_not_is_not_given(people, come, role: str) -> None:
    assert come("admin").post(f"/comptes/{people['reader']}/role", {"role": role}).status_code == 404
    assert come("admin").post("/comptes/inviter", {"role": role}).status_code == 404
    assert Account.objects.get(pk=people["reader"]).role == Role.READER


def test_who_is_suspended_is_out_at_once_and_comes_back(people, come) -> None:
    editor, admin = come("editor"), come("admin")
    link = door.password_link("Émile Tardif", timezone.now())
    admin.post(f"/comptes/{people['editor']}/suspendre")
    assert editor.get("/").status_code == 302
    assert come("nobody").post("/connexion", {"name": "Émile Tardif", "password": PASSWORD}).status_code == 422
    assert come("nobody").get(f"/invitation?{link.partition('?')[2]}").status_code == 422
    admin.post(f"/comptes/{people['editor']}/rendre")
    assert come("nobody").post("/connexion", {"name": "Émile Tardif", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(("deed", "sent"), [("suspendre", {}), ("role", {"role": "reader"})])
def test_the_last_admin_stays(people, come, deed: str, sent: dict[str, str]) -> None:
    admin = come("admin")
    answer = admin.post(f"/comptes/{people['admin']}/{deed}", sent)
    assert answer.status_code == 422
    assert "Nora Hamel est la seule personne à administrer ce bureau" in words(answer)
    store.change_role(people["editor"], Role.ADMIN)
    assert admin.post(f"/comptes/{people['admin']}/{deed}", sent).status_code == 302


def test_a_suspended_admin_does_not_count(people) -> None:
    store.change_role(people["editor"], Role.ADMIN)
    store.suspend(people["editor"])
    with pytest.raises(InputError):
        store.suspend(people["admin"])


class TestOnesOwnPassword:
    """Changed on the page of the account."""

    NEW = "huit barrages sur la Lène"

    def change(self, client, present: str = PASSWORD):
        return client.post("/compte", {"present": present, "password": self.NEW, "again": self.NEW})

    def test_it_ends_the_other_sessions_and_renews_this_one(self, people, come) -> None:
        here, elsewhere = come("reader"), come("reader")
        before = here.cookies["dementi_session"].value
        assert self.change(here).url == "/compte?fait=mot-de-passe"
        assert here.cookies["dementi_session"].value != before
        assert here.get("/").status_code == 200
        assert elsewhere.get("/").status_code == 302
        assert Account.objects.get(pk=people["reader"]).check_password(self.NEW)

    def test_it_takes_the_present_one_and_not_often(self, people, come) -> None:
        client = come("reader")
        assert [self.change(client, "faux").status_code for _ in range(6)] == [422] * 5 + [429]
        assert self.change(client).status_code == 429
        assert Account.objects.get(pk=people["reader"]).check_password(PASSWORD)

    def test_a_link_sets_it_anew_once(self, people, come) -> None:
        old = come("reader")
        page = come("admin").post(f"/comptes/{people['reader']}/lien")
        link = str(tree(page).xpath("//section[@class='given']//code/text()")[0])
        sent = {"jeton": link.partition("=")[2], "password": self.NEW, "again": self.NEW}
        client = come("nobody")
        assert "Lise Orban" in words(client.get(link))
        assert client.post("/invitation", sent).url == "/"
        assert old.get("/").status_code == 302
        assert client.get("/compte").status_code == 200
        assert come("nobody").post("/invitation", sent).status_code == 422


def test_a_password_is_kept_as_argon2() -> None:
    from django.contrib.auth.hashers import check_password, make_password
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["dementi.desk.accounts.hashing.Argon2Hasher"]):
        kept = make_password(PASSWORD)
        assert kept.startswith("argon2$argon2id$v=19$m=65536,t=3,p=4$")
        assert check_password(PASSWORD, kept)


@pytest.fixture
def marked(people, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dispatch with a statement that can be marked; its addresses begin so."""
    from dementi.desk.adding import add
    from dementi.desk.record.capture import Capture
    from dementi.record import Dispatch

    text = "Aubemont\n\n« Le pont tient », a déclaré le ministre Paul Serin.\n"
    added = next(iter(add([Dispatch(id="x", content=text)], Capture(at=NOW))))
    return f"/depeches/{added.id}"


def test_a_mark_is_signed_by_the_account_whatever_is_typed(marked, come) -> None:
    from dementi.desk.marks.models import Mark

    client = come("editor")
    sent = {"words": "Le pont tient", "stance": "asserts", "who": "Quelqu’un d’autre"}
    answer = client.post(f"{marked}/declarations", sent)
    assert answer.status_code == 302
    assert Mark.objects.get().who == "Émile Tardif"
    assert "dementi_signature" not in answer.cookies
    page = client.get(marked).content.decode()
    assert 'name="who"' not in page
    assert "par Émile Tardif" in page


def test_a_reader_sees_no_form_that_is_not_theirs(marked, come) -> None:
    client = come("reader")
    for page in (marked, "/sources", "/"):
        forms = tree(client.get(page)).xpath("//form[@method='post']/@action")
        assert [form for form in forms if TABLE[resolve(form).view_name] > Least.READER] == []
    forms = tree(come("editor").get(marked)).xpath("//form[@method='post']/@action")
    assert any(TABLE[resolve(form).view_name] is Least.EDITOR for form in forms)


def test_the_commands_say_who_may_come_in(people, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    from dementi.cli import commands

    monkeypatch.setattr("dementi.desk.folder.open_folder", lambda folder: folder)

    def run(*words: str):
        return CliRunner().invoke(commands, ["accounts", *words, "--data", str(tmp_path)])

    assert run("list").output.splitlines() == [
        "+\teditor\tÉmile Tardif",
        "+\treader\tLise Orban",
        "+\tadmin\tNora Hamel",
    ] or (
        sorted(run("list").output.splitlines())
        == sorted(["+\teditor\tÉmile Tardif", "+\treader\tLise Orban", "+\tadmin\tNora Hamel"])
    )
    run("suspend", "lise orban")
    assert "-\treader\tLise Orban" in run("list").output
    run("suspend", "--undo", "lise orban")
    assert "+\treader\tLise Orban" in run("list").output
    assert "/invitation?jeton=" in run("invite", "--role", "editor").output
    assert "/invitation?jeton=" in run("code", "Lise Orban").output
    assert "This desk has accounts already" in str(run("code").exception)
    assert run("suspend", "Nora Hamel").exit_code == 1
    deeds = list(Deed.objects.order_by("-seq").values_list("deed", "way")[:4])
    assert deeds == [(deed, "command") for deed in ("password-link", "invited", "resumed", "suspended")]


def test_the_journal_s_export_is_json_by_lines(people, come) -> None:
    client = come("admin")
    client.post(f"/comptes/{people['reader']}/suspendre")
    lines = b"".join(client.get("/journal/export.jsonl?acte=suspended").streaming_content).decode().splitlines()
    newest = json.loads(lines[0])
    assert (newest["who"], newest["deed"], newest["subject"], newest["way"]) == (
        "Nora Hamel",
        "suspended",
        "Lise Orban",
        "page",
    )
