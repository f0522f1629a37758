# SPDX-License-Identifier: Apache-2.0
"""Every route stands in the table of who may do what, and every row has its route."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from quality.who_may import PAGE, page_with, routes, table

from dementi.desk.accounts.table import TABLE, TAKEN_AWAY, UNWRITTEN


def test_every_route_stands_in_the_table_and_every_row_has_its_route(opened: None) -> None:
    assert {route.name for route in routes()} == set(TABLE)


def test_what_is_written_down_otherwise_is_a_route() -> None:
    assert set(TABLE) >= TAKEN_AWAY
    assert set(TABLE) >= UNWRITTEN


def test_every_deed_has_words_of_its_own(opened: None) -> None:
    from dementi.desk.accounts.audit import Did
    from dementi.desk.accounts.table import OWN_DOORS
    from dementi.desk.pages.deeds import DEEDS

    done = {route.name for route in routes() if "POST" in route.methods or route.name in TAKEN_AWAY}
    pages = {name for name in done if not name.startswith(OWN_DOORS)} - UNWRITTEN
    assert pages | set(Did) == set(DEEDS)


def test_a_route_that_stands_in_no_row_is_open_to_nobody(people, come, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(TABLE, "latest")
    assert come("admin").get("/").status_code == 403
    assert come("nobody").get("/").status_code == 403


def test_the_manual_has_the_table_as_it_stands() -> None:
    assert PAGE.read_text("utf-8") == page_with(table()), "run python -m quality.who_may"


def test_a_table_that_is_not_current_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from dementi.desk.accounts.roles import Least

    monkeypatch.setitem(TABLE, "journal", Least.READER)
    assert PAGE.read_text("utf-8") != page_with(table())


CHECK = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "INFO"]


def test_django_s_own_checks_for_a_deployment_are_clean_over_https(tmp_path: Path) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "dementi.desk.django_settings", "DEMENTI_DATA": str(tmp_path)}
    settings |= {"DEMENTI_HTTPS": "yes", "DEMENTI_HOSTS": "bureau.invalid"}
    done = subprocess.run(CHECK, env={**os.environ, **settings}, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    assert done.returncode == 0, done.stderr
