# SPDX-License-Identifier: Apache-2.0
"""A record and an index of the tests' own, and the hostile words (test modules do not import one another)."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    """Give the module of the hostile words."""
    spec = importlib.util.spec_from_file_location("hostile", Path(__file__).with_name("hostile.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Open a database and a place for an index in a folder of the tests' own."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    own = tmp_path_factory.mktemp("hazards")
    connection = connections["default"]
    before, folder_before = connection.settings_dict["NAME"], settings.FOLDER
    connection.close()
    connection.settings_dict["NAME"] = str(own / "dementi.sqlite3")
    settings.FOLDER = own
    call_command("migrate", verbosity=0)
    yield own
    connection.close()
    connection.settings_dict["NAME"], settings.FOLDER = before, folder_before
