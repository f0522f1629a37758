# SPDX-License-Identifier: Apache-2.0
"""The invented dispatch, as a fixture (test modules do not import one another)."""

import importlib.util
import os
from pathlib import Path

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")


@pytest.fixture(autouse=True, scope="session")
def desk_is_set_up():
    django.setup()


@pytest.fixture(scope="session")
def invented():
    spec = importlib.util.spec_from_file_location("invented", Path(__file__).with_name("invented.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
