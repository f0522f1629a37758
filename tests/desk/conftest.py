# SPDX-License-Identifier: Apache-2.0
"""The record in this process, on a folder of its own."""

import os
from collections.abc import Iterator

import pytest
from tests.desk import postgresql
from tests.desk.postgresql import Server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")


#: Modules whose tests in this process run on both databases: what they ask of the record is asked of each.
ON_BOTH = {"test_marks", "test_postgresql", "test_versions"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of some modules on both databases."""
    if "opened" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] in ON_BOTH:
        metafunc.parametrize("opened", ["sqlite", "postgresql"], indirect=True, scope="module")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Give a PostgreSQL server for all tests of this run."""
    postgresql.need()
    with postgresql.room() as room:
        server = Server.made(room, 5701)
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[None]:
    """Open a database of the tests' own."""
    import django
    from django.core.management import call_command

    from dementi.desk.database import database_of

    django.setup()
    folder = tmp_path_factory.mktemp("record")
    url = ""
    if getattr(request, "param", "sqlite") == "postgresql":
        url = request.getfixturevalue("server").database(folder.name.replace("-", "_"))
    with postgresql.using(database_of(url, folder)):
        call_command("migrate", verbosity=0)
        yield


@pytest.fixture
def record(opened: None) -> Iterator[None]:
    """Give a record with nothing on it; what a test puts there goes with it."""
    from django.apps import apps

    yield
    for name in ("alerts", "sources", "marks", "matters", "record"):
        for model in apps.get_app_config(name).get_models():
            model._default_manager.all().delete()
