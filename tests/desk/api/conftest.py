# SPDX-License-Identifier: Apache-2.0
"""A desk in this process with a few invented dispatches, and keys to it (all names are invented)."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.desk.castelnoir import CLAIM, COPY, DENIAL

#: The folder of the desk as it was built, once it was.
BUILT: list[Path] = []

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)

PAGE = """<!doctype html><html lang="fr"><head><title>Lisvère : le festival ouvre</title>
<meta property="article:published_time" content="2026-03-11T08:00:00+01:00"></head><body><article>
<h1>Lisvère : le festival ouvre sans sa directrice</h1>
<p>« La salle sera pleine », a promis Paule Anzelin, la trésorière du festival de musique ancienne, qui ouvre samedi.</p>
<p>Le maire de Lisvère, Odon Brissac, a confirmé mercredi que 800 places avaient été vendues.</p></article></body></html>"""


@pytest.fixture(scope="module")
def desk(opened: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the folder of a desk with five dispatches: a claim and its copy, a denial, a page of two versions, one that is empty."""
    from django.test import override_settings

    from dementi.desk import feed_index
    from dementi.desk.adding import add
    from dementi.desk.record.capture import Capture
    from dementi.record import Dispatch, Form

    folder = tmp_path_factory.mktemp("desk")
    if BUILT:
        with override_settings(FOLDER=folder):
            _copied(BUILT[0], folder)
            yield folder
        return
    url = "https://gazette.invalid/lisvere"
    brought = [
        Dispatch(id="tirs", content=CLAIM, form=Form.ARTICLE, published="2026-03-09", outlet="Orsanne-Presse"),
        Dispatch(id="reprise", content=COPY, form=Form.ARTICLE, published="2026-03-09", outlet="Gazette de Lisvère"),
        Dispatch(id="dementi", content=DENIAL, form=Form.ARTICLE, published="2026-03-10", outlet="Orsanne-Presse"),
        Dispatch(id="festival", content=PAGE.encode(), url=url),
        Dispatch(id="festival", content=PAGE.replace("800", "950").encode(), url=url),
        Dispatch(id="vide", content=b""),
    ]
    with override_settings(FOLDER=folder):
        assert len(list(add(brought, Capture(at=NOW, headers=(("server", "gazette"),))))) == 6
        feed_index(folder, NOW)
        BUILT.append(tmp_path_factory.mktemp("built"))
        _kept(folder, BUILT[0])
        yield folder


def _kept(folder: Path, built: Path) -> None:
    """Keep a desk as it was built, for the next module: dispatches are read once."""
    from django.db import connection

    connection.ensure_connection()
    with sqlite3.connect(built / "dementi.sqlite3") as out:
        connection.connection.backup(out)
    out.close()
    shutil.copytree(folder / "index", built / "index")


def _copied(built: Path, folder: Path) -> None:
    from django.db import connection

    connection.ensure_connection()
    with sqlite3.connect(built / "dementi.sqlite3") as kept:
        kept.backup(connection.connection)
    kept.close()
    shutil.copytree(built / "index", folder / "index")


@pytest.fixture(scope="module")
def key(desk: Path) -> Callable[..., str]:
    """Give a maker of keys: with these rights, all of them where none is named."""
    from dementi.desk.api.tokens import Asked, Scope, make

    def made(*scopes: str, **more) -> str:
        asked = Asked(name="essai", scopes=frozenset(map(Scope, scopes or Scope)), **more)
        return make(asked, datetime.now(UTC))[1]

    return made


@pytest.fixture
def get(desk: Path) -> Callable[..., object]:
    """Give a reader of the API, at the desk's own machine: the JSON of an address, which must be there."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")

    def read(path: str, **headers):
        answer = client.get(path if path.startswith("http") else f"/api/v1{path}", headers=headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return read
