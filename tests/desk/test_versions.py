# SPDX-License-Identifier: Apache-2.0
"""The same address with other words is a new version of the same dispatch; nothing of an earlier one is lost. Invented dispatches."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dementi.record import Article, Dispatch, Form, Reading, Wire, WireStatus

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
URL = "https://courrier.invalid/port?id=3"
FIRST = "Le port rouvre\n\nLe port d'Aubemont a rouvert. « Trois navires sont entrés », a dit Ina Morel."
SECOND = "Le port rouvre\n\nLe port d'Aubemont a rouvert. « Cinq navires sont entrés », a dit Ina Morel."


def dispatch(content: str = FIRST, url: str | None = URL, published: str | None = None) -> Dispatch:
    return Dispatch(id="essai", content=content, form=Form.ARTICLE, url=url, published=published)


def reading(of: Dispatch, **facts: object) -> Reading:
    content = of.content if isinstance(of.content, str) else of.content.decode()
    headline = content.partition("\n")[0]
    article = Article(headline=headline, text=content, paragraphs=(), teaser="", url=of.url, published=of.published)
    for name, value in facts.items():
        object.__setattr__(article, name, value)
    return Reading(id=of.id, article=article)


def put(of: Dispatch, at: datetime = NOW, *, again: bool = False, **facts: object):
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    return put_on_record(of, reading(of, **facts), Capture(at=at, headers=(("etag", '"a"'),), again=again))


def versions(key: str):
    from dementi.desk.record.versions import versions_of

    return versions_of(key)


def row(key: str):
    from dementi.desk.record.models import Dispatch as Row

    return Row.objects.get(pk=key)


def changes() -> list[str]:
    from dementi.desk.record.models import Change

    return list(Change.objects.values_list("kind", flat=True))


def test_other_words_under_the_same_address_are_a_new_version(record: None) -> None:
    first = put(dispatch())
    second = put(dispatch(SECOND), NOW + timedelta(hours=1))
    assert (second.id, second.new, second.changed) == (first.id, False, True)
    old, new = versions(first.id)
    assert (old.number, new.number) == (1, 2)
    assert (old.reading.article.text, new.reading.article.text) == (FIRST, SECOND)
    assert (old.captured, new.captured) == (NOW, NOW + timedelta(hours=1))
    assert old.headers == (("etag", '"a"'),)
    assert old.digest != new.digest
    assert changes() == ["added", "changed"]


def test_the_bytes_of_an_earlier_version_stay(record: None) -> None:
    from dementi.desk.record.models import Version

    key = put(dispatch()).id
    put(dispatch(SECOND))
    (kept,) = Version.objects.filter(dispatch=key)
    assert bytes(kept.content).decode() == FIRST
    assert bytes(row(key).content).decode() == SECOND


def test_the_words_of_an_earlier_version_brought_again_change_nothing(record: None) -> None:
    from dementi.desk.record.store import known

    key = put(dispatch()).id
    put(dispatch(SECOND))
    again = put(dispatch(FIRST))
    assert (again.id, again.new, again.changed) == (key, False, False)
    assert known(dispatch(FIRST)).id == key
    assert len(versions(key)) == 2


def test_other_furniture_around_the_same_words_is_no_version(record: None) -> None:
    key = put(dispatch()).id
    of = dispatch(FIRST + " ")
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    added = put_on_record(of, reading(dispatch()), Capture(at=NOW))
    assert (added.id, added.changed, len(versions(key))) == (key, False, 1)


@pytest.mark.parametrize(
    ("url", "is_same"),
    [
        ("http://COURRIER.invalid/port?id=3&utm_source=x#haut", True),
        ("https://courrier.invalid/port?id=3&xtor=RSS-1", True),
        ("https://courrier.invalid/port?id=4", False),
        ("https://courrier.invalid/port/", False),
        (None, False),
    ],
)
def test_what_makes_an_address_the_same(record: None, *, url: str | None, is_same: bool) -> None:
    key = put(dispatch()).id
    assert (put(dispatch(SECOND, url)).id == key) is is_same


@pytest.mark.parametrize(
    "url", [None, "https://courrier.invalid/", "https://courrier.invalid", "mailto:a@b.invalid", "http://[::1"]
)
def test_without_an_address_of_its_own_other_words_are_another_dispatch(record: None, url: str | None) -> None:
    assert put(dispatch(FIRST, url)).id != put(dispatch(SECOND, url)).id


def test_an_item_of_the_wire_is_told_by_its_identity_and_a_cancellation_is_a_version(record: None) -> None:
    key = put(dispatch(FIRST, None), wire=Wire(guid="urn:avp:1", version="1")).id
    cancelled = put(dispatch(FIRST + "\n", None), wire=Wire(guid="urn:avp:1", version="2", status=WireStatus.CANCELED))
    assert (cancelled.id, cancelled.changed) == (key, True)
    assert versions(key)[-1].reading.article.wire.status is WireStatus.CANCELED


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ({"wire": Wire(guid="g", version="3")}, {"wire": Wire(guid="g", version="2")}),
        ({"modified": "2026-03-09T18:00:00+01:00"}, {"modified": "2026-03-09T16:59:00Z"}),
    ],
)
def test_what_says_that_it_is_older_goes_before_the_newest(
    record: None, newer: dict[str, object], older: dict[str, object]
) -> None:
    key = put(dispatch(SECOND), **newer).id
    late = put(dispatch(FIRST), **older)
    assert (late.id, late.changed) == (key, True)
    assert [v.reading.article.text for v in versions(key)] == [FIRST, SECOND]
    assert bytes(row(key).content).decode() == SECOND


def test_a_day_that_was_unknown_is_a_version_and_one_that_is_written_otherwise_is_none(record: None) -> None:
    key = put(dispatch()).id
    assert put(dispatch(published="2026-03-09")).changed
    assert not put(dispatch(published="2026-03-09T18:00")).changed
    assert len(versions(key)) == 2


def test_a_dispatch_keeps_its_place_when_it_changes(record: None) -> None:
    key = put(dispatch()).id
    put(dispatch(SECOND), NOW + timedelta(days=3))
    assert (row(key).captured, row(key).instant, row(key).seen) == (NOW, NOW, NOW + timedelta(days=3))


def test_what_is_dated_in_the_future_stands_where_it_came_in(record: None) -> None:
    tomorrow = put(dispatch(published="2031-01-01")).id
    today = put(dispatch(SECOND, "https://courrier.invalid/autre", "2026-03-09T18:00:00+00:00")).id
    assert row(tomorrow).instant == NOW
    assert row(today).instant == NOW - timedelta(minutes=5)


def test_what_was_taken_away_is_not_put_back_unasked(record: None) -> None:
    from dementi.desk.record.store import ON_RECORD, known, remove

    key = put(dispatch()).id
    put(dispatch(SECOND))
    assert remove(key, NOW)
    for of in (dispatch(FIRST), dispatch(SECOND), dispatch("Le port ferme\n\nAutre chose.")):
        added = put(of)
        assert (added.id, added.new, added.changed, added.removed) == (key, False, False, True)
        assert dict(added.troubles[0].values) == {"day": "2026-03-09"}
    assert known(dispatch(FIRST)).removed
    assert not ON_RECORD.exists()
    assert versions(key) == ()


def test_a_tombstone_keeps_no_words_of_any_version(record: None) -> None:
    from dementi.desk.record.models import Version
    from dementi.desk.record.store import remove

    key = put(dispatch()).id
    put(dispatch(SECOND))
    remove(key, NOW)
    (kept,) = Version.objects.filter(dispatch=key)
    assert (bytes(kept.content), kept.reading, bytes(row(key).content), row(key).reading) == (b"", "", b"", "")
    assert len(kept.digest) == len(row(key).digest) == 64


def test_what_was_taken_away_comes_back_where_that_is_asked_for(record: None) -> None:
    from dementi.desk.record.store import ON_RECORD, remove

    key = put(dispatch()).id
    remove(key, NOW)
    added = put(dispatch(FIRST), again=True)
    assert (added.id, added.new, added.removed) == (key, True, False)
    assert ON_RECORD.get().pk == key
    assert changes() == ["added", "removed", "added"]


def test_a_version_can_be_put_by_the_id_of_its_dispatch(record: None) -> None:
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_version

    key = put(dispatch()).id
    of = dispatch(SECOND, "https://courrier.invalid/tout-autre")
    assert put_version(key, of, reading(of), Capture(at=NOW)).changed
    assert not put_version(key, of, reading(of), Capture(at=NOW)).changed
    assert [v.reading.article.text for v in versions(key)] == [FIRST, SECOND]


def test_a_version_that_cannot_be_read_does_not_take_the_place_of_one_that_can(record: None) -> None:
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    key = put(dispatch()).id
    added = put_on_record(dispatch("\x01"), Reading(id="x", article=None), Capture(at=NOW))
    assert (added.id, added.changed) == (key, False)
    assert row(key).number == 1


OLD = """
import django, sqlite3, os
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", "record", "0001", verbosity=0)
made = "2026-03-09 18:05:00"
for n, (url, instant) in enumerate([("http://courrier.invalid/a?utm_source=x", "2026-03-08 10:00:00"), (None, "2031-01-01 00:00:00")]):
    article = '{"url": "https://quai.invalid/b"}' if n else "null"
    connection.cursor().execute(
        "insert into record_dispatch (id, digest, name, content, media_type, form, given_published, given_outlet, given_url,"
        " captured, instant, example, removed, reader, reading, contested, denial, confirmation, figure)"
        " values (%s, %s, 'n', %s, null, 'article', null, null, %s, %s, %s, 0, null, '0.1', %s, 0, 0, 0, 1)",
        [f"abc{n}", "d" * 64, b"octets %d" % n, url, made, instant, '{"id": "abc%d", "article": %s}' % (n, article)],
    )
    connection.cursor().execute(
        "insert into record_statement (place, statement, speaker_key, speaker_name, side, stance, dispatch_id)"
        " values (0, 's1', 'ina-morel', 'Ina Morel', null, 'asserts', %s)", [f"abc{n}"])
    connection.cursor().execute("insert into record_change (dispatch, kind, at) values (%s, 'added', %s)", [f"abc{n}", made])
call_command("migrate", verbosity=0)
from dementi.desk.record.models import Change, Dispatch, Statement
for row in Dispatch.objects.order_by("id"):
    print(row.pk, bytes(row.content), row.address or "-", row.number, row.identity, row.instant.isoformat(), row.figure, row.reading)
print(Statement.objects.count(), Change.objects.count())
"""


def test_a_database_of_the_first_form_is_migrated_with_its_rows_whole(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DEMENTI_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "dementi.desk.django_settings",
    }
    done = subprocess.run([sys.executable, "-c", OLD], env=environment, capture_output=True, check=False)  # noqa: S603 (our own script)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines() == [
        'abc0 b\'octets 0\' https://courrier.invalid/a 1 abc0 2026-03-08T10:00:00+00:00 True {"id": "abc0", "article": null}',
        (
            'abc1 b\'octets 1\' https://quai.invalid/b 1 abc1 2026-03-09T18:05:00+00:00 True {"id": "abc1", "article": '
            '{"url": "https://quai.invalid/b"}}'
        ),
        "2 2",
    ]


def test_each_version_of_what_was_taken_away_can_come_back(record: None) -> None:
    from dementi.desk.record.store import remove

    key = put(dispatch(FIRST)).id
    put(dispatch(SECOND))
    remove(key, NOW)
    assert put(dispatch(SECOND), again=True).new
    assert put(dispatch(FIRST)).changed, "its words were gone: they are new"
    assert [v.reading.article.text if v.reading else None for v in versions(key)][-2:] == [SECOND, FIRST]
    assert not put(dispatch(SECOND)).changed
