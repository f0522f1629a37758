# SPDX-License-Identifier: Apache-2.0
"""The record in this process, on a folder of its own."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Open a database of the tests' own."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(tmp_path_factory.mktemp("record") / "dementi.sqlite3")
    call_command("migrate", verbosity=0)
    yield
    connection.close()
    connection.settings_dict["NAME"] = before


@pytest.fixture
def record(opened: None) -> Iterator[None]:
    """Give a record with nothing on it; what a test puts there goes with it."""
    from django.apps import apps

    yield
    for name in ("sources", "marks", "matters", "record"):
        for model in apps.get_app_config(name).get_models():
            model._default_manager.all().delete()
