# SPDX-License-Identifier: Apache-2.0
"""Health, figures and the log are for machines: they tell how the desk stands, nothing of what is on it."""

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from dementi.record import Article, Dispatch, Form, Reading

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
TEXT = "Tersane : la digue tient\n\n« La digue tient », a dit Ina Morel."


@pytest.fixture
def desk(record: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    from django.conf import settings

    from dementi.desk.record.capture import Capture
    from dementi.desk.record.feeder import Feeder
    from dementi.desk.record.store import put_on_record

    monkeypatch.setattr(settings, "FOLDER", tmp_path)
    of = Dispatch(id="d1", content=TEXT, form=Form.ARTICLE)
    article = Article(headline="Tersane : la digue tient", text=TEXT, paragraphs=(), teaser="")
    put_on_record(of, Reading(id="d1", article=article), Capture(at=NOW))
    feeder = Feeder.take(tmp_path)
    assert feeder
    feeder.feed()
    feeder.close()
    return Client(SERVER_NAME="localhost")


def test_a_desk_that_is_well_says_so_in_both_forms(desk: Client) -> None:
    said = desk.get("/sante")
    assert (said.status_code, said["Cache-Control"]) == (200, "no-store")
    assert said.json()["ready"] is True
    assert set(said.json()["looked_at"]) == {"database", "index", "joining", "sources"}
    page = desk.get("/sante", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "Index de recherche" in page.content.decode()
    assert "Tersane" not in page.content.decode()


def test_without_its_index_it_is_not_ready_and_still_lives(desk: Client, tmp_path: Path) -> None:
    (tmp_path / "index" / "meta.json").unlink()
    assert desk.get("/sante").status_code == 503
    assert desk.get("/sante", headers={"Accept": "text/html"}).status_code == 503
    assert desk.get("/sante?live").status_code == 200


def test_a_source_that_is_due_for_long_and_not_asked_is_not_well(desk: Client) -> None:
    from django.utils import timezone

    from dementi.desk.sources.models import Source

    now = timezone.now()
    Source.objects.create(address="https://courrier.invalid/flux", added=now, next_try=now)
    assert desk.get("/sante").status_code == 200
    Source.objects.update(next_try=now - timedelta(hours=1))
    assert desk.get("/sante").json()["looked_at"]["sources"]["well"] is False
    Source.objects.all().delete()


def test_a_database_that_does_not_answer_is_said(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def gone() -> bool:
        raise OperationalError

    monkeypatch.setattr("dementi.desk.pages.health.reads_only", gone)
    said = desk.get("/sante")
    assert (said.status_code, said.json()["looked_at"]["database"]["well"]) == (503, False)


def figures(desk: Client, **said: str) -> dict[str, float]:
    answer = desk.get("/metrics", headers=said)
    assert answer.status_code == 200
    lines = (line.rpartition(" ") for line in answer.content.decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_the_figures_are_those_of_the_record(desk: Client) -> None:
    before = figures(desk)
    assert (before["dementi_dispatches"], before["dementi_index_lag_changes"]) == (1, 0)
    assert before["dementi_database_up"] == 1
    assert before["dementi_disk_free_bytes"] > 0
    desk.get("/rechercher?q=digue")
    desk.get("/nulle-part")
    after = figures(desk)
    counted = 'dementi_requests_total{method="GET",route="%s",status="%s"}'
    assert after[counted % ("search", 200)] - before.get(counted % ("search", 200), 0) == 1
    assert after[counted % ("none", 404)] - before.get(counted % ("none", 404), 0) == 1
    assert after['dementi_request_seconds_count{route="search"}'] >= 1
    assert not [name for name in after if "digue" in name]


def test_figures_are_for_this_machine_or_for_who_brings_the_token(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dementi.desk.pages import figures as page
    from dementi.settings import settings_of

    assert desk.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 403
    assert desk.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 403
    monkeypatch.setattr(page, "read_settings", lambda: settings_of({"DEMENTI_METRICS_TOKEN": "jeton"}))
    assert desk.get("/metrics").status_code == 403
    assert desk.get("/metrics", headers={"Authorization": "Bearer jetons"}).status_code == 403
    assert figures(desk, Authorization="Bearer jeton")["dementi_dispatches"] == 1


def test_a_line_of_the_log_is_one_object_and_holds_nothing_of_the_request(
    desk: Client, caplog: pytest.LogCaptureFixture
) -> None:
    from dementi.desk.logs import Line

    desk.get("/nulle-part?q=secret")
    desk.post("/ajouter", {"text": "corps secret", "way": "secret"})
    written = [Line().format(each) for each in caplog.records]
    logging.getLogger("dementi").error("dit « %s »", "là")
    last = json.loads(Line().format(caplog.records[-1]))
    assert (last["level"], last["logger"], last["message"]) == ("ERROR", "dementi", "dit « là »")
    assert datetime.fromisoformat(last["at"]).tzinfo
    assert written
    assert all("\n" not in line and "secret" not in line for line in written)
