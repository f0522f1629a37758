# SPDX-License-Identifier: Apache-2.0
"""A key opens what it was made for and no more; nobody else's page opens anything; what is done by a key has its owner's name."""

import base64
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

Key = Callable[..., str]
TEXT = "Port-Sablon : la grue réparée\n\n« Elle tourne », a dit Nadège Orval, capitaine du port de Port-Sablon.\n"


def ask(method: str, path: str, sent: object = None, secret: str = "", **more: Any) -> Any:
    """Ask the API as a program does."""
    from django.test import Client

    headers = {**({"Authorization": f"Bearer {secret}"} if secret else {}), **more.pop("headers", {})}
    client = more.pop("client", None) or Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    kind = more.pop("content_type", "application/json")
    if method == "get":
        return client.get(f"/api/v1{path}", headers=headers, **more)
    return getattr(client, method)(f"/api/v1{path}", sent, content_type=kind, headers=headers, **more)


@pytest.fixture
def told(desk: Path) -> dict[str, str]:
    """Give a statement that stands."""
    from dementi.desk.record.models import Statement

    said = Statement.objects.filter(speaker_name="Idris Maubert").first()
    return {"dispatch": said.dispatch_id, "statement": said.statement}


@pytest.fixture
def account(desk: Path) -> Iterator[Any]:
    """Give an account of an editor, with which the desk asks everybody who they are."""
    from dementi.desk.accounts.models import Account
    from dementi.desk.accounts.roles import Role

    made = Account.objects.create(key="odile", name="Odile", role=Role.EDITOR, made=datetime.now(UTC))
    yield made
    made.delete()


def test_an_open_desk_is_read_without_a_key_and_written_with_one(desk: Path, key: Key) -> None:
    assert ask("get", "/dispatches").status_code == 200
    refused = ask("post", "/dispatches", {"text": TEXT})
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, 'Bearer realm="dementi"')
    added = ask("post", "/dispatches", {"text": TEXT, "published": "2026-03-11", "outlet": "Le Phare"}, key("add"))
    assert added.status_code == 201
    (one,) = added.json()["items"]
    assert ask("get", f"/dispatches/{one['id']}").json()["reading"]["article"]["outlet"] == "Le Phare"
    again = ask("post", "/dispatches", {"text": TEXT, "published": "2026-03-11", "outlet": "Le Phare"}, key("add"))
    assert (again.status_code, again.json()["items"][0]["new"]) == (200, False)


def test_a_dispatch_comes_as_bytes_too_and_what_was_taken_off_stays_off(desk: Path, key: Key) -> None:
    from dementi.desk.record.store import remove

    text = "Lisvère : le pont rouvre\n\nLe pont de Lisvère rouvre, a dit Odon Brissac, maire de la ville.\n"
    sent = {"content": base64.b64encode(text.encode()).decode(), "name": "pont.txt", "form": "article"}
    (one,) = ask("post", "/dispatches", sent, key("add")).json()["items"]
    assert one["new"]
    remove(one["id"], datetime.now(UTC))
    assert ask("post", "/dispatches", sent, key("add")).status_code == 409
    assert ask("post", "/dispatches", {**sent, "again": True}, key("add")).status_code == 201
    for wrong in ({"content": "A"}, {"text": " "}, {"url": "ftp://a.invalid/"}, {"text": "a", "published": "hier"}):
        assert ask("post", "/dispatches", wrong, key("add")).status_code == 400
    assert ask("post", "/dispatches", {"text": "a", "url": "https://a.invalid/"}, key("add")).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("post", "/dispatches", "add"),
        ("post", "/dispatches/{dispatch}/statements", "mark"),
        ("post", "/dispatches/{dispatch}/statements/{statement}/marks", "mark"),
        ("delete", "/marks/1", "mark"),
        ("post", "/sources", "sources"),
        ("post", "/sources/1/pause", "sources"),
        ("delete", "/sources/1", "sources"),
        ("get", "/dispatches", "read"),
    ],
)
def test_a_key_opens_only_what_it_was_made_for(
    key: Key, told: dict[str, str], method: str, path: str, needed: str
) -> None:
    others = [scope for scope in ("read", "add", "mark", "sources") if scope != needed]
    refused = ask(method, path.format(**told), {}, key(*others))
    assert refused.status_code == 403
    assert needed in refused.json()["detail"]
    assert ask(method, path.format(**told), {}, key(needed)).status_code != 403


def test_a_key_that_is_over_revoked_or_mistyped_opens_nothing(desk: Path, key: Key) -> None:
    from dementi.desk.api.tokens import revoke, token_of, tokens

    now = datetime.now(UTC)
    over = key(expires=now + timedelta(hours=1))
    assert token_of(over, now) is not None
    assert token_of(over, now + timedelta(hours=2)) is None
    good = key()
    assert ask("get", "/speakers", secret=good).status_code == 200
    number = tokens()[0].number
    assert tokens()[0].last_used is not None
    assert revoke(number, now)
    assert not revoke(number, now)
    for secret in (good, good[:-1], "dementi_", "x" * 5000, "é"):
        assert ask("get", "/speakers", secret=secret).status_code == 401
    assert ask("get", "/speakers", headers={"Authorization": "Basic YTpi"}).status_code == 401


def test_the_key_itself_stands_nowhere_on_record(desk: Path, key: Key) -> None:
    from django.db import connections

    secret = key()
    database = Path(str(connections["default"].settings_dict["NAME"]))
    kept = b"".join(path.read_bytes() for path in database.parent.glob("dementi.sqlite3*"))
    assert secret[:14].encode() in kept
    assert secret.encode() not in kept


def test_a_page_of_another_site_opens_nothing(desk: Path, key: Key) -> None:
    elsewhere = {"Origin": "https://ailleurs.invalid"}
    assert ask("get", "/dispatches", headers=elsewhere).status_code == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        sent = b'{"text": "rien"}'
        assert ask("post", "/dispatches", sent, key("add"), content_type=kind).status_code == 415
    answer = ask("get", "/dispatches", headers={"Origin": "http://localhost"})
    assert answer.status_code == 200
    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []
    assert ask("get", "/dispatches", HTTP_HOST="ailleurs.invalid").status_code == 400


def test_the_desk_s_own_form_writes_without_a_key_on_an_open_desk(desk: Path) -> None:
    from django.test import Client

    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    page = client.get("/ajouter").content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    text = TEXT.replace("grue", "digue")
    assert ask("post", "/dispatches", {"text": text}, client=client).status_code == 401
    written = ask("post", "/dispatches", {"text": text}, client=client, headers={"X-CSRFToken": token})
    assert written.status_code == 201


def test_a_key_never_does_more_than_its_owner(account: Any, key: Key, told: dict[str, str]) -> None:
    from dementi.desk.accounts.roles import Role

    secret = key(account=account.pk)
    path = f"/dispatches/{told['dispatch']}/statements/{told['statement']}/marks"
    assert ask("get", "/dispatches").status_code == 401
    assert ask("get", "/dispatches", secret=secret).status_code == 200
    done = ask("post", path, {"kind": "keep"}, secret)
    assert (done.status_code, done.json()["who"]) == (201, "Odile")
    account.role = Role.READER
    account.save()
    assert ask("get", "/dispatches", secret=secret).status_code == 200
    assert ask("post", path, {"kind": "keep"}, secret).status_code == 403
    account.is_active = False
    account.save()
    assert ask("get", "/dispatches", secret=secret).status_code == 401


def test_what_is_said_of_a_statement_is_shown_and_taken_back(desk: Path, key: Key, told: dict[str, str]) -> None:
    secret, one = key("mark"), f"/dispatches/{told['dispatch']}"
    path = f"{one}/statements/{told['statement']}/marks"
    number = ask("post", path, {"kind": "speaker", "value": " le  colonel ", "who": "A. Serin"}, secret).json()[
        "number"
    ]
    assert ask("get", f"{one}/statements/{told['statement']}").json()["statement"]["speaker"]["name"] == "le colonel"
    (mark,) = [each for each in ask("get", f"{one}/marks").json()["items"] if each["number"] == number]
    assert (mark["who"], mark["kind"], mark["statement"]["id"]) == ("A. Serin", "speaker", told["statement"])
    assert ask("delete", f"/marks/{number}", secret=secret).status_code == 204
    assert ask("delete", f"/marks/{number}", secret=secret).status_code == 404
    assert ask("get", f"{one}/statements/{told['statement']}").json()["statement"]["speaker"]["name"] == "Idris Maubert"
    words = "La vallée de l'Ostre est coupée en deux depuis octobre."
    added = ask("post", f"{one}/statements", {"words": words, "speaker": "la préfecture", "who": "A. Serin"}, secret)
    assert added.status_code == 201
    assert words in [
        each["statement"]["content"][0]["exact"] for each in ask("get", f"{one}/statements").json()["items"]
    ]
    assert ask("post", f"{one}/statements", {"words": "pas dans ce texte"}, secret).status_code == 400
    ask("delete", f"/marks/{added.json()['number']}", secret=secret)


def test_a_source_is_paused_resumed_and_followed_no_more(desk: Path, key: Key) -> None:
    from dementi.desk.sources.models import Source

    now, secret = datetime.now(UTC), key("sources")
    number = Source.objects.create(address="https://gazette.invalid/flux", name="Gazette", added=now, next_try=now).pk
    assert ask("post", f"/sources/{number}/pause", secret=secret).json()["paused"]
    assert not ask("post", f"/sources/{number}/resume", secret=secret).json()["paused"]
    assert ask("delete", f"/sources/{number}", secret=secret).status_code == 204
    assert ask("get", f"/sources/{number}").status_code == 404


def test_too_many_requests_are_told_to_wait(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dementi.desk.api.access import Rate

    monkeypatch.setattr(Rate, "parse_rate", lambda self, rate: (2, 60))
    rate = Rate("2/m")
    from dementi.desk.api.application import api

    operations = [o for r in api._get_bound_routers() for v in r.path_operations.values() for o in v.operations]
    copies = next(each for each in operations if each.view_func.__name__ == "list_copies")
    monkeypatch.setattr(copies, "throttle_objects", [rate])
    answers = [ask("get", "/copies") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60


def test_a_key_is_made_on_a_page_shown_once_and_revoked(desk: Path) -> None:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    made = client.post("/cles/nouvelle", {"name": "Robot de veille", "scope": ["read", "add"], "days": "30"})
    (secret,) = re.findall(r"<code>(dementi_[\w-]{43})</code>", made.content.decode())
    assert made["Cache-Control"] == "no-store"
    page = client.get("/cles").content.decode()
    assert "Robot de veille" in page
    assert secret not in page
    assert ask("get", "/dispatches", secret=secret).status_code == 200
    (number,) = set(re.findall(r"/cles/(\d+)/retirer", page)[:1])
    client.post(f"/cles/{number}/retirer")
    assert ask("get", "/dispatches", secret=secret).status_code == 401
    assert client.post("/cles/nouvelle", {"name": "", "scope": ["read"]}).status_code == 422
    assert client.post("/cles/nouvelle", {"name": "sans droit"}).status_code == 422
