# SPDX-License-Identifier: Apache-2.0
"""A record with an index beside it, and dispatches about an invented country to put there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dementi.record import (
    Article,
    Dispatch,
    Findings,
    Reading,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementType,
    Wire,
)

NOW = datetime(2026, 3, 9, 18, tzinfo=UTC)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def reading(text: str, *claims: str, wire: Wire | None = None, published: str | None = "2026-03-09") -> Reading:
    """Return what a machine may have read: the first line is the headline, each claim an indirect statement."""
    said = tuple(
        Statement(
            id=f"s{text.index(claim)}",
            type=StatementType.INDIRECT,
            stance=Stance.ASSERTS,
            content=(span(text, claim),),
            source=None,
            cue=None,
            speaker=Speaker("Ina Morel"),
            said=None,
            found_by="test.claim",
        )
        for claim in claims
    )
    article = Article(
        headline=text.splitlines()[0],
        text=text,
        paragraphs=(),
        teaser="",
        language="fr",
        outlet="Radio-Ostre",
        published=published,
        wire=wire,
    )
    return Reading(id="", article=article, findings=Findings(statements=said))


class Desk:
    """A record and its index: what is put there is found at once."""

    def __init__(self, folder: Path) -> None:
        from dementi.desk.record.feeder import Feeder

        feeder = Feeder.take(folder)
        assert feeder is not None
        self.feeder, self.now = feeder, NOW

    def put(self, name: str, read: Reading, *, url: str | None = None) -> str:
        from dementi.desk.record.capture import Capture
        from dementi.desk.record.store import put_on_record

        self.now += timedelta(minutes=1)
        text = read.article.text if read.article else ""
        dispatch = Dispatch(id=name, content=text, url=url)
        if url and read.article:
            read = replace(read, article=replace(read.article, url=url))
        added = put_on_record(dispatch, read, Capture(at=self.now))
        self.feeder.feed()
        return added.id

    def change(self, dispatch: str, kind: str) -> None:
        """Say that something happened to a dispatch: a mark, a story that was joined, another reading."""
        from dementi.desk.record.models import Change

        Change.objects.create(dispatch=dispatch, kind=kind, at=self.now)
        self.feeder.feed()


@pytest.fixture
def desk(record: None, tmp_path: Path) -> Iterator[Desk]:
    from django.test import override_settings

    with override_settings(FOLDER=tmp_path):
        made = Desk(tmp_path)
        yield made
        made.feeder.close()


@pytest.fixture
def told(desk: Desk) -> Callable[..., list[tuple[str, ...]]]:
    """Look what is new, and return what is to be sent: for each alert the places of its matches."""
    from dementi.desk.alerts.alert import alert_of
    from dementi.desk.alerts.models import Delivery
    from dementi.desk.alerts.watching import watch
    from dementi.desk.pages import asking
    from dementi.desk.pages.alerting import found_among

    seen: set[str] = set()

    def look() -> list[tuple[str, ...]]:
        watch(found_among, asking.place(), desk.now)
        rows = [row for row in Delivery.objects.order_by("made", "key") if row.key not in seen]
        seen.update(row.key for row in rows)
        return [tuple(match.title for match in alert_of(row.written).matches) for row in rows]

    return look
