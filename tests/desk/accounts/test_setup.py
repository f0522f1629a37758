# SPDX-License-Identifier: Apache-2.0
"""The first account, by a code of the machine, on an open desk too; invitations and links."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import lxml.html
import pytest
from django.utils import timezone

from dementi.desk.accounts import door, passes, store, who
from dementi.desk.accounts.models import Account, Deed, Pass
from dementi.desk.accounts.roles import Role
from dementi.errors import InputError

PASSWORD = "neuf ponts sur la Sorve"
NEW = {"name": "Nora Hamel", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk listens on every address of its machine."""
    chosen = SimpleNamespace(host="0.0.0.0", port=8017, hosts=("bureau.invalid",), https=False)  # noqa: S104 (nothing listens here)
    monkeypatch.setattr(who, "read_settings", lambda: chosen)
    monkeypatch.setattr(door, "read_settings", lambda: chosen)


def tree(response) -> Any:
    return lxml.html.document_fromstring(response.content.decode())


def words(response) -> str:
    return " ".join(tree(response).text_content().split())


def with_code(typed: dict[str, str]) -> dict[str, str]:
    return {**typed, "code": door.first_code(timezone.now())[0]}


class TestAnOpenDesk:
    """Nobody has an account and the desk listens on its own machine."""

    def test_whoever_is_there_may_do_all(self, desk, come) -> None:
        client = come("nobody")
        for page in ("/", "/ajouter", "/sources", "/comptes", "/journal"):
            assert client.get(page).status_code == 200

    @pytest.mark.parametrize(
        "more",
        [
            {"REMOTE_ADDR": "198.51.100.7"},
            {"headers": {"x-forwarded-for": "127.0.0.1"}},
            {"headers": {"forwarded": "for=127.0.0.1"}},
            {"headers": {"x-real-ip": "127.0.0.1"}},
        ],
    )
    def test_who_comes_from_elsewhere_or_by_a_proxy_is_asked(self, desk, come, more: dict[str, object]) -> None:
        client = come("nobody")
        assert client.get("/", **more).url == "/connexion?next=%2F"
        assert client.get("/connexion", **more).url == "/premier-compte"
        assert "Code de la machine" in words(client.get("/premier-compte", **more))

    def test_a_desk_that_listens_beyond_its_machine_asks(self, desk, come, closed) -> None:
        assert come("nobody").get("/").status_code == 302

    def test_it_is_closed_by_the_first_account_with_a_code_of_the_machine(self, desk, come) -> None:
        client = come("nobody")
        assert "Fermer le bureau" in words(client.get("/comptes"))
        assert "dementi accounts code" in words(client.get("/premier-compte"))
        # Any program of the machine can ask an open desk: none may take it.
        assert client.post("/premier-compte", NEW).status_code == 422
        assert not Account.objects.exists()
        assert client.post("/premier-compte", with_code(NEW)).url == "/comptes?fait=fermee"
        assert "Nora Hamel" in words(client.get("/comptes?fait=fermee"))
        assert Account.objects.get().role == Role.ADMIN
        assert come("nobody").get("/").status_code == 302
        assert come("nobody").get("/premier-compte").url == "/connexion"
        assert come("nobody").post("/premier-compte", NEW).url == "/connexion"

    def test_nobody_can_be_invited_before_there_is_an_admin(self, desk, come) -> None:
        answer = come("nobody").post("/comptes/inviter", {"role": "reader"})
        assert answer.status_code == 422
        assert not Pass.objects.exists()


class TestTheCode:
    """The desk asks who comes, and nobody has an account."""

    def test_it_makes_the_first_account_once(self, desk, come, closed) -> None:
        code, where = door.first_code(timezone.now(), 8020)
        assert where == "http://bureau.invalid:8020/premier-compte"
        assert code.replace("-", "") not in str(list(Pass.objects.values()))
        client = come("nobody")
        assert client.post("/premier-compte", {**NEW, "code": f" {code.lower()} "}).url == "/comptes?fait=fermee"
        assert client.get("/comptes").status_code == 200
        Account.objects.all().delete()
        assert come("nobody").post("/premier-compte", {**NEW, "code": code}).status_code == 422

    @pytest.mark.parametrize("code", ["", "AAAAA-AAAAA-AAAAA-AAAAA", "é", "x" * 5000])
    def test_another_does_not_hold(self, desk, come, closed, code: str) -> None:
        door.first_code(timezone.now())
        answer = come("nobody").post("/premier-compte", {**NEW, "code": code})
        assert answer.status_code == 422
        assert "Ce code ne vaut pas" in words(answer)
        assert not Account.objects.exists()

    def test_it_ends_after_an_hour_and_when_another_is_made(self, desk, closed) -> None:
        now = timezone.now()
        first, _ = door.first_code(now)
        second, _ = door.first_code(now)
        for code, at in ((first, now), (second, now + timedelta(minutes=61))):
            with pytest.raises(InputError):
                store.found_desk("Nora", PASSWORD, at, code)
        assert store.found_desk("Nora", PASSWORD, now + timedelta(minutes=59), second).pk

    def test_who_guesses_is_held_back(self, desk, come, closed) -> None:
        door.first_code(timezone.now())
        answers = [come("nobody").post("/premier-compte", {**NEW, "code": "A" * 20}).status_code for _ in range(21)]
        assert answers == [422] * 20 + [429]

    def test_a_weak_password_does_not_use_it_up(self, desk, come, closed) -> None:
        code, _ = door.first_code(timezone.now())
        client = come("nobody")
        weak = {"password": "azerty", "again": "azerty"}
        assert "trop court" in words(client.post("/premier-compte", {**NEW, **weak, "code": code}))
        assert client.post("/premier-compte", {**NEW, "code": code}).status_code == 302

    def test_it_is_asked_for_only_while_there_is_no_account(self, desk, closed) -> None:
        assert door.waits_for_the_first(timezone.now())
        store.found_desk("Nora", PASSWORD, timezone.now(), door.first_code(timezone.now())[0])
        assert not door.waits_for_the_first(timezone.now())
        with pytest.raises(InputError):
            door.first_code(timezone.now())


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("court", "au minimum 12"),
        ("123456789012345", "entièrement numérique"),
        ("nora hamel 2026", "ressemble trop au nom"),
        ("passwordpassword", ""),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(desk, come, password: str, said: str) -> None:
    answer = come("nobody").post("/premier-compte", with_code({**NEW, "password": password, "again": password}))
    if said:
        assert answer.status_code == 422
        assert said in words(answer)
    else:
        assert answer.status_code == 302


def test_a_name_that_is_too_long_is_not_cut_in_silence(desk, come) -> None:
    assert "au plus 80 caractères" in words(
        come("nobody").post("/premier-compte", with_code({**NEW, "name": "x" * 81}))
    )
    assert not Account.objects.exists()


def test_two_passwords_that_differ_are_refused(desk, come) -> None:
    answer = come("nobody").post("/premier-compte", with_code({**NEW, "again": "autre"}))
    assert "Les deux mots de passe ne sont pas les mêmes." in words(answer)


class TestAnInvitation:
    """A link that holds once."""

    def link(self, come, role: str = "editor") -> str:
        page = come("admin").post("/comptes/inviter", {"role": role})
        found = tree(page).xpath("//section[@class='given']//code/text()")
        return str(found[0]).removeprefix("http://localhost")

    def test_it_makes_one_account_of_its_role(self, people, come) -> None:
        link = self.link(come)
        client = come("nobody")
        assert "Rôle\N{NO-BREAK SPACE}: rédaction" in client.get(link).content.decode()
        given = link.partition("=")[2]
        taken = {"name": "Paul Serin", "password": PASSWORD, "again": PASSWORD, "jeton": given}
        assert client.post("/invitation", taken).url == "/"
        assert client.get("/ajouter").status_code == 200
        assert Account.objects.get(name="Paul Serin").role == Role.EDITOR
        again = come("nobody").post("/invitation", {**taken, "name": "Un Autre"})
        assert again.status_code == 422
        assert come("nobody").get(link).status_code == 422
        assert given not in str(list(Pass.objects.values())) + str(list(Deed.objects.values()))

    def test_it_does_not_take_the_name_of_another(self, people, come) -> None:
        given = self.link(come).partition("=")[2]
        taken = {"name": "lise  ORBAN", "password": PASSWORD, "again": PASSWORD, "jeton": given}
        answer = come("nobody").post("/invitation", taken)
        assert answer.status_code == 422
        assert "Il y a déjà un compte" in words(answer)
        assert come("nobody").get(f"/invitation?jeton={given}").status_code == 200

    def test_it_can_be_taken_back_and_ends_after_a_week(self, people, come) -> None:
        given = self.link(come).partition("=")[2]
        now = timezone.now()
        kinds = (passes.Kind.INVITATION,)
        assert passes.find(kinds, given, now + timedelta(days=6))
        assert passes.find(kinds, given, now + timedelta(days=8)) is None
        assert come("admin").post(f"/comptes/{Pass.objects.get().pk}/reprendre").status_code == 302
        assert passes.find(kinds, given, now) is None

    def test_the_code_of_the_machine_is_no_invitation(self, desk, come, closed) -> None:
        code, _ = door.first_code(timezone.now())
        assert come("nobody").get(f"/invitation?jeton={code.replace('-', '')}").status_code == 422
