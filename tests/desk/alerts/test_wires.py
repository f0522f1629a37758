# SPDX-License-Identifier: Apache-2.0
"""What is decided goes out under one key, signed, tried again with growing waits; what fails is kept in words."""

import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dementi.errors import DementiError
from dementi.fetch import Limits

from .conftest import NOW
from .receiving import Box, Receiver, box, receiver

NEAR = Limits(seconds=5.0, private_networks=True)
SECRET = "0" * 48
BASE = "https://desk.invalid"
HEADLINE = "Le port\r\nBcc: tous@monde.invalid\x00\u2028 ferme"


@pytest.fixture
def post() -> Iterator[Receiver]:
    with receiver() as seen:
        yield seen


@pytest.fixture(scope="module")
def letters() -> Iterator[Box]:
    with box() as seen:
        yield seen


def alert():
    from dementi.desk.alerts.alert import Alert, Match
    from dementi.desk.search.snippets import Words

    match = Match(
        dispatch="d1",
        statement="",
        words="",
        title=HEADLINE,
        role="",
        snippet=(Words("À Castelnoir le ", hit=False), Words("port", hit=True), Words(" ferme.", hit=False)),
        notes="Radio-Ostre, 9 mars",
        outlet="Radio-Ostre",
        published="2026-03-09",
        place="/depeches/d1",
    )
    return Alert(
        search="abcd2345", name="Le port", asked="q=port&quoi=depeches", language="fr", matches=(match,), count=1
    )


def to_send(key: str, channel: str, address: str) -> None:
    from dementi.desk.alerts.alert import written
    from dementi.desk.alerts.models import Delivery, SavedSearch

    search, _ = SavedSearch.objects.get_or_create(
        key="abcd2345",
        defaults={"name": "Le port", "asked": "q=port", "secret": SECRET, "made": NOW, "since": 0, "seq": 0},
    )
    Delivery.objects.create(
        key=key, search=search, channel=channel, address=address, written=written(alert()), count=1, made=NOW, due=NOW
    )


def wires(limits: Limits = NEAR):
    from dementi.desk.alerts.wires import Wires

    return Wires(base=BASE, sender="desk@desk.invalid", limits=limits)


def lately(at: int = 0):
    from dementi.desk.alerts import outbox

    return outbox.sent_lately("abcd2345")[at]


def test_a_webhook_is_posted_once_with_its_key_and_what_matched(record, post) -> None:
    to_send("k1", "webhook", post.url)
    assert wires().empty(NOW) == 1
    assert wires().empty(NOW + timedelta(days=9)) == 0
    [(headers, body)] = post.got
    assert headers["Idempotency-Key"] == "k1"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    said = json.loads(body)
    assert said["delivery"] == "k1"
    assert said["search"] == {
        "key": "abcd2345",
        "name": "Le port",
        "query": "port",
        "url": f"{BASE}/recherches/abcd2345",
    }
    assert said["matches"][0]["found"] == ["port"]
    assert said["matches"][0]["url"] == f"{BASE}/depeches/d1"
    assert lately().sent == NOW


def test_whoever_knows_the_secret_can_tell_who_sent_it(record, post) -> None:
    to_send("k1", "webhook", post.url)
    wires().empty(NOW)
    [(headers, body)] = post.got
    parts = dict(part.split("=") for part in headers["Dementi-Signature"].split(","))
    assert parts["t"] == str(int(NOW.timestamp()))
    signed = parts["t"].encode() + b"." + body
    assert parts["v1"] == hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert parts["v1"] != hmac.new(b"another", signed, hashlib.sha256).hexdigest()


def test_what_fails_is_tried_again_with_growing_waits_and_given_up_at_last(record, post) -> None:
    from dementi.desk.alerts.outbox import TRIES

    post.answers = [503]
    to_send("k1", "webhook", post.url)
    now, waits = NOW, []
    while (due := lately().due) is not None:
        waits.append((due - now).total_seconds())
        now = due
        wires().empty(now - timedelta(seconds=1))
        wires().empty(now)
    assert len(post.got) == lately().tries == TRIES
    assert waits == sorted(waits)
    assert lately().failure.values == (("url", post.url), ("status", "503"))
    assert {headers["Idempotency-Key"] for headers, _ in post.got} == {"k1"}


def test_what_was_given_up_is_tried_again_when_somebody_asks(record, post) -> None:
    from dementi.desk.alerts import outbox

    post.answers = [503]
    to_send("k1", "webhook", post.url)
    wires().empty(NOW)
    post.answers = [200]
    outbox.retry("abcd2345", NOW)
    assert wires().empty(NOW) == 1
    assert lately().failure is None


def test_a_failure_keeps_none_of_the_others_from_going(record, post) -> None:
    to_send("k1", "webhook", "http://127.0.0.1:1/")
    to_send("k2", "webhook", post.url)
    assert wires().empty(NOW) == 1
    assert [headers["Idempotency-Key"] for headers, _ in post.got] == ["k2"]


def test_a_private_address_is_dialled_only_where_the_setting_says_so(record, post) -> None:
    to_send("k1", "webhook", post.url.replace("127.0.0.1", "localhost.invalid"))
    wires(Limits(resolve=lambda *_: ["127.0.0.1"])).empty(NOW)
    assert post.got == []
    assert "private network" in lately().failure.message or "port" in lately().failure.message


def test_a_redirect_leads_nowhere(record, post) -> None:
    post.answers = [307]
    to_send("k1", "webhook", post.url)
    assert wires().empty(NOW) == 0
    assert len(post.got) == 1


def test_a_desk_that_is_killed_while_it_sends_sends_again_under_the_same_key(tmp_path: Path, post) -> None:
    code = (
        "import sys; from pathlib import Path; from dementi.desk.folder import open_folder; open_folder(Path(sys.argv[1]))\n"
        "from tests.desk.alerts import test_wires as t\n"
        "if sys.argv[2]: t.to_send('k1', 'webhook', sys.argv[2])\n"
        "from datetime import timedelta; t.wires().empty(t.NOW + timedelta(minutes=int(sys.argv[3])))\n"
    )

    def run(url: str, minutes: int) -> int:
        command = [sys.executable, "-c", code, str(tmp_path / "desk"), url, str(minutes)]
        with subprocess.Popen(command, cwd=Path(__file__).parents[3]) as process:  # noqa: S603 (our own command)
            post.on_request = lambda: os.kill(process.pid, signal.SIGKILL) if url else None
            return process.wait(60)

    assert run(post.url, 0) == -signal.SIGKILL
    assert run("", 2) == 0
    assert run("", 99) == 0
    assert [headers["Idempotency-Key"] for headers, _ in post.got] == ["k1", "k1"]


@pytest.fixture
def mail(record, letters) -> Iterator[Box]:
    from django.test import override_settings

    letters.letters.clear()
    letters.refusal = ""
    with override_settings(
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=letters.port,
        EMAIL_USE_TLS=False,
        EMAIL_HOST_USER="",
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
    ):
        yield letters


def test_a_letter_comes_in_plain_text_with_what_matched_and_where_it_stands(mail) -> None:
    to_send("k1", "mail", "redaction@desk.invalid")
    assert wires().empty(NOW) == 1
    [letter] = mail.letters
    assert letter["To"] == "redaction@desk.invalid"
    assert letter["From"] == "desk@desk.invalid"
    assert letter["Message-ID"] == "<k1@desk.invalid>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "text/plain"
    text = letter.get_content()
    assert "le *port* ferme." in text
    assert f"{BASE}/depeches/d1" in text
    assert f"{BASE}/recherches/abcd2345" in text


def test_a_headline_writes_no_header(mail) -> None:
    to_send("k1", "mail", "redaction@desk.invalid")
    wires().empty(NOW)
    [letter] = mail.letters
    assert letter["Bcc"] is None
    assert letter["Subject"].strip() == "Le port – Le port Bcc: tous@monde.invalid ferme"


def test_a_letter_that_is_refused_is_kept_and_tried_again(mail) -> None:
    mail.refusal = "451 plus tard"
    to_send("k1", "mail", "redaction@desk.invalid")
    assert wires().empty(NOW) == 0
    assert "451" in lately().failure.values[0][1]
    mail.refusal = ""
    assert wires().empty(lately().due) == 1


@pytest.mark.parametrize(
    ("mail_address", "webhook"),
    [("personne", ""), ("a@b.fr\nBcc: c@d.fr", ""), ("", "ftp://x.invalid/"), ("", "https://u:p@x.invalid/")],
)
def test_alerts_go_to_no_address_that_is_none(mail, mail_address: str, webhook: str) -> None:
    from dementi.desk.alerts.saved import Ends
    from dementi.desk.alerts.wires import checked

    with pytest.raises(DementiError):
        checked(Ends(mail_address, webhook), NEAR)


def test_without_a_mail_server_no_letter_is_promised(record) -> None:
    from dementi.desk.alerts.saved import Ends
    from dementi.desk.alerts.wires import checked

    with pytest.raises(DementiError, match="DEMENTI_SMTP_HOST"):
        checked(Ends("redaction@desk.invalid", ""), NEAR)
    assert checked(Ends("", "https://recepteur.invalid/a"), NEAR) == Ends("", "https://recepteur.invalid/a")
