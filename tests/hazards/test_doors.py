# SPDX-License-Identifier: Apache-2.0
"""Hazards of what comes in and is kept that no other test names: links in archives, a name that rebinds, a clock that goes backwards."""

import gzip
import json
import stat
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dementi.errors import FetchError
from dementi.fetch import Limits, fetch
from dementi.intake import gather
from dementi.intake.given import Given
from dementi.record import Dispatch, Form

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)


def _nothing(address: str) -> Dispatch:
    raise AssertionError(address)


def test_a_link_in_a_zip_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Le mot de passe de la mairie.")
    with zipfile.ZipFile(tmp_path / "lot.zip", "w") as archive:
        link = zipfile.ZipInfo("lien.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(secret))
    found = list(gather([str(tmp_path / "lot.zip")], Given(), _nothing))
    assert found
    assert not any("mot de passe" in str(getattr(each, "content", "")) for each in found)


def test_many_texts_are_streamed_in_bounded_memory(tmp_path: Path) -> None:
    """60 MB of lines, packed; a gigabyte takes no more (python bench/archives.py)."""
    path = tmp_path / "lot.jsonl.gz"
    line = (json.dumps({"text": "Titre\n\n" + "Le port d’Aubemont a rouvert. " * 2_000}) + "\n").encode()
    with gzip.open(path, "wb", compresslevel=1) as out:
        for _ in range(60 * 1024**2 // len(line)):
            out.write(line)
    tracemalloc.start()
    count = sum(isinstance(each, Dispatch) for each in gather([str(path)], Given(), _nothing))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 800
    assert most < 8 * 1024**2


def test_a_name_that_is_public_first_and_private_then_is_not_dialled_the_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding: whatever a name was, each connection dials an address that was judged for it."""
    import httpcore

    given, dialled = iter([["93.184.215.14"], ["127.0.0.1"], ["10.0.0.1"]]), []

    def dial(_self: object, address: str, *_: object, **__: object) -> None:
        dialled.append(address)
        raise httpcore.ConnectError("no network in tests")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", dial)
    limits = Limits(robots=False, resolve=lambda name, port: next(given))
    for said in ("does not answer", "private network", "private network"):
        with pytest.raises(FetchError, match=said):
            fetch("http://change.invalid/a", limits)
    assert dialled == ["93.184.215.14"]


@pytest.mark.usefixtures("folder")
def test_a_clock_that_goes_backwards_loses_nothing_and_hides_nothing(folder: Path) -> None:
    from dementi.desk.adding import add
    from dementi.desk.matters.joiner import tried
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.feeder import Feeder
    from dementi.desk.record.models import Change
    from dementi.desk.record.store import ON_RECORD, remove

    text = "{} bridge opens\n\nThe mayor of {} said on Monday that the Valmarian bridge on the Sorve would open in the spring."
    added = []
    for back, town in enumerate(("Castelnoir", "Aubemont", "Tersane")):
        dispatch = Dispatch(id=town, content=text.format(town, town), form=Form.ARTICLE)
        now = NOW - timedelta(days=400 * back)
        added += [each.id for each in add([dispatch], Capture(at=now))]
        assert tried(now)
    assert remove(added[0], NOW - timedelta(days=2000))
    assert [change.dispatch for change in Change.objects.filter(kind="added").order_by("seq")] == added
    assert set(ON_RECORD.values_list("pk", flat=True)) == set(added[1:])
    feeder = Feeder.take(folder)
    assert feeder
    feeder.feed()
    feeder.close()
    from dementi.desk.search.asked import Search
    from dementi.desk.search.index import SearchIndex
    from dementi.desk.search.query import parse

    with SearchIndex.open(folder / "index") as index:
        assert {hit.dispatch for hit in index.ids(Search(parse("valmarian")))} == set(added[1:])
