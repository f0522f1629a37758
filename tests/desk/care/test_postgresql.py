# SPDX-License-Identifier: Apache-2.0
"""The record on both databases: two writers at once, no change passed over, no character lost. Invented dispatches."""

import random
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.desk.postgresql import Server, run, using

from dementi.desk.database import database_of
from dementi.errors import RecordError, SettingsError
from dementi.record import Article, Dispatch, Form, Reading
from dementi.settings import settings_of

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
TEXT = "Tersane : la digue {number} tient\n\n« La digue {number} tient », a dit Ina Morel."


def dispatch(number: int, **said: str) -> Dispatch:
    given: dict[str, Any] = {"id": f"d{number}", "url": None, **said}
    return Dispatch(content=TEXT.format(number=number), form=Form.ARTICLE, **given)


def put(of: Dispatch, text: str | None = None):
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    words = text or str(of.content)
    article = Article(headline=words[:20], text=words, paragraphs=(), teaser="", url=of.url, published=of.published)
    return put_on_record(of, Reading(id=of.id, article=article), Capture(at=NOW))


def at_once(work: Callable[[int], Any], numbers: Iterable[int]) -> list[Any]:
    """Do a thing for each number, each in a thread and on a connection of its own."""
    from django.db import connections

    def one(number: int) -> Any:
        try:
            return work(number)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, numbers))


def test_two_who_bring_the_same_at_once_put_it_on_record_once(record: None) -> None:
    from dementi.desk.record.models import Change
    from dementi.desk.record.models import Dispatch as Row

    added = at_once(lambda _: put(dispatch(1)), range(16))
    assert sorted(each.new for each in added) == [False] * 15 + [True]
    assert (Row.objects.count(), Change.objects.count()) == (1, 1)


def test_two_versions_that_come_at_once_are_two_versions_of_one(record: None) -> None:
    from dementi.desk.record.models import Dispatch as Row

    at_once(lambda number: put(dispatch(number, url="https://courrier.invalid/digue")), range(8))
    row = Row.objects.get()
    assert (row.number, row.versions.count()) == (8, 7)


def test_no_change_is_committed_behind_one_with_a_higher_number(record: None) -> None:
    """Who follows the log by its numbers, while eight write, misses none."""
    from django.db import connections

    from dementi.desk.record.models import Change

    seen: list[int] = []
    written = threading.Event()

    def follow() -> None:
        while True:
            last = written.is_set()
            found = list(Change.objects.filter(seq__gt=max(seen, default=0)).values_list("seq", flat=True))
            seen.extend(found)
            if last and not found:
                break
            time.sleep(0.002)
        connections["default"].close()

    follower = threading.Thread(target=follow, daemon=True)
    follower.start()
    try:
        at_once(lambda number: put(dispatch(number)), range(80))
    finally:
        # Also where a writer fails: a thread that follows on would slow down all tests behind this one.
        written.set()
        follower.join(30)
    assert seen == list(Change.objects.values_list("seq", flat=True))
    assert len(seen) == 80


def test_a_number_that_is_given_early_and_committed_late_is_waited_for(record: None) -> None:
    """What would be passed over: the lower number, still held while another wants to write the next."""
    from django.db import connections, transaction

    from dementi.desk.record.models import Change

    begun, other, order = threading.Event(), threading.Event(), []

    def early() -> None:
        with transaction.atomic():
            Change.objects.create(dispatch="a", kind="added", at=NOW)
            begun.set()
            assert not other.wait(0.5), "another wrote while this one was writing"
            order.append("early")
        connections["default"].close()

    first = threading.Thread(target=early)
    first.start()
    assert begun.wait(10)
    put(dispatch(7))
    other.set()
    order.append("late")
    first.join(10)
    assert order == ["early", "late"]
    assert Change.objects.values_list("dispatch", flat=True).first() == "a"


def test_what_is_rolled_back_lets_the_next_write(record: None) -> None:
    from django.db import transaction

    from dementi.desk.record.models import Change

    with suppress(ZeroDivisionError), transaction.atomic():
        Change.objects.create(dispatch="a", kind="added", at=NOW)
        raise ZeroDivisionError
    assert not Change.objects.exists()
    assert put(dispatch(1)).new


@pytest.mark.parametrize("odd", ["\0", "a\0b", "\ufeff", "🜁", "e\u0301", "\x1f"])
def test_no_character_is_refused_and_none_of_the_text_is_lost(record: None, odd: str) -> None:
    from dementi.desk.record.models import Dispatch as Row
    from dementi.desk.record.written import read_back

    text = TEXT.format(number=1) + odd
    of = Dispatch(id=f"d{odd}", content=text, form=Form.ARTICLE, outlet=f"Courrier{odd}")
    assert put(of, text).new
    row = Row.objects.get()
    article = read_back(row.reading).article
    assert article is not None
    assert (article.text, bytes(row.content).decode()) == (text, text)
    assert row.name in {of.id, of.id.replace("\0", "\ufffd")}
    assert not put(of, text).new
    assert not Row.objects.filter(name="x\0y").exists()


def test_what_is_long_is_kept(record: None) -> None:
    """A long address would not fit PostgreSQL's index of addresses as it is."""
    from dementi.desk.record.models import Dispatch as Row

    long = "https://courrier.invalid/" + "".join(random.Random(1).choices("abcdefghij0123456789", k=9000))  # noqa: S311 (no secret)
    assert put(dispatch(1, url=long)).new
    assert put(dispatch(2, url=long)).changed
    row = Row.objects.get()
    assert (row.given_url, row.number) == (long, 2)


def test_a_url_of_a_database_is_given_to_libpq_as_it_is(tmp_path) -> None:
    found = database_of("postgresql://ina:p%40s@a,b:5433/desk?sslmode=require", tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"], found["USER"], found["PASSWORD"]) == (
        "a,b",
        ",5433",
        "desk",
        "ina",
        "p@s",
    )
    assert found["OPTIONS"]["sslmode"] == "require"
    assert database_of("", tmp_path)["NAME"] == tmp_path / "dementi.sqlite3"


@pytest.mark.parametrize("wrong", ["mysql://u:secret@h/x", "postgresql://u:secret@h/x?nonsense=1"])
def test_a_setting_that_is_no_database_is_said_without_its_password(tmp_path, wrong: str) -> None:
    with pytest.raises(SettingsError) as refused:
        database_of(settings_of({"DEMENTI_DATABASE": wrong}).database, tmp_path)
    assert "DEMENTI_DATABASE" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer_is_said_without_its_password(opened: None, tmp_path) -> None:
    from dementi.desk.record.failures import named_failures
    from dementi.desk.record.models import Change

    with (
        using(database_of(f"postgresql://ina:secret@/desk?host={tmp_path}", tmp_path)),
        pytest.raises(RecordError) as refused,
        named_failures(),
    ):
        Change.objects.exists()
    assert "does not answer" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_backup_that_postgresql_makes_is_the_same_record(
    server: Server, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way of docs/operations.md: pg_dump while the desk may be running, pg_restore into an empty database."""
    import django

    django.setup()
    from django.core.management import call_command

    from dementi.desk.care import back_up
    from dementi.desk.record.models import Dispatch as Row

    def held() -> list[object]:
        return list(Row.objects.order_by("id").values_list("id", "content", "reading", "captured"))

    first, second = server.database("dumped"), server.database("restored")
    dump = server.folder.parent / "desk.dump"
    with using(database_of(first, tmp_path)):
        call_command("migrate", verbosity=0)
        for number in range(3):
            put(dispatch(number))
        before = held()
        run("pg_dump", "--format=custom", f"--file={dump}", first)
        put(dispatch(9))
    run("pg_restore", f"--dbname={second}", str(dump))
    with using(database_of(second, tmp_path)):
        assert held() == before
        assert put(dispatch(9)).new
    monkeypatch.setattr("dementi.desk.care.read_settings", lambda: settings_of({"DEMENTI_DATABASE": first}))
    with pytest.raises(RecordError, match="pg_dump"):
        back_up(tmp_path, tmp_path / "a.zip", NOW)
