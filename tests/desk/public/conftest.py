# SPDX-License-Identifier: Apache-2.0
"""A public site with the invented examples, in this process."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")
django.setup()  # before the modules of these tests import the record

#: Examples that tell a story with denials, copies and two versions.
MANY = 8


@pytest.fixture(scope="module")
def site(opened: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the folder of a desk with some examples on record, joined and indexed, whose public site is open."""
    from django.test import override_settings

    from dementi.desk.adding import _examples, add
    from dementi.desk.matters.joiner import tried
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.feeder import Feeder
    from dementi.settings import read_settings

    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch, override_settings(FOLDER=folder):
        for name in [name for name in os.environ if name.startswith("DEMENTI_")]:
            patch.delenv(name)
        patch.setenv("DEMENTI_DATA", str(folder))
        patch.setenv("DEMENTI_PUBLIC", "yes")
        read_settings.cache_clear()
        now = datetime.now(UTC)
        assert all(added.new for added in add(list(_examples())[:MANY], Capture(at=now, example=True)))
        tried(now)
        feeder = Feeder.take(folder)
        feeder.feed()
        yield folder
        feeder.close()
    read_settings.cache_clear()


@pytest.fixture
def setting(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Give a way to set a setting for one test."""
    from dementi.settings import read_settings

    def set_to(name: str, value: str) -> None:
        monkeypatch.setenv(name, value)
        read_settings.cache_clear()

    yield set_to
    monkeypatch.undo()
    read_settings.cache_clear()


@pytest.fixture
def visitor(site: Path) -> object:
    """Give a visitor from elsewhere, who is nobody to the desk."""
    from django.test import Client

    from dementi.desk.public.reply import RECENT

    RECENT.forget()
    return Client(headers={"host": "127.0.0.1:8017"}, REMOTE_ADDR="198.51.100.7")
