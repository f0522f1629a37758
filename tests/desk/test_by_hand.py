# SPDX-License-Identifier: Apache-2.0
"""Links, copies and stories by hand: who decided stands beside it, it holds when all is joined again, and is taken back. Invented."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.desk.castelnoir import CLAIM, COPY, DENIAL, OTHER

from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form

NOW = datetime(2026, 3, 12, tzinfo=UTC)
SENT = {
    "claim": (CLAIM, "2026-03-09T18:05:00+01:00"),
    "copy": (COPY, "2026-03-09T19:40:00+01:00"),
    "denial": (DENIAL, "2026-03-10T09:00:00+01:00"),
    "other": (OTHER, "2026-03-10T10:00:00+01:00"),
}


@pytest.fixture(scope="module")
def readings():
    with Newsroom() as newsroom:
        dispatches = [
            Dispatch(id=name, content=text, form=Form.ARTICLE, published=day, outlet="Orsanne-Presse")
            for name, (text, day) in SENT.items()
        ]
        return dict(zip(dispatches, newsroom.read_all(dispatches), strict=True))


@pytest.fixture
def ids(record, readings) -> Iterator[dict[str, str]]:
    """The ids of four dispatches on record, joined."""
    from dementi.desk.marks.models import Mark
    from dementi.desk.matters.models import Decision
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    yield {d.id: put_on_record(d, reading, Capture(at=NOW)).id for d, reading in readings.items()}
    for model in (Mark, Decision):
        model.objects.filter(undoes__isnull=False).delete()


@pytest.fixture
def client():
    from django.test import Client

    return Client(headers={"host": "localhost"})


def join_all():
    from dementi.desk.matters import joiner
    from dementi.desk.record.models import Change

    for window in joiner._windows(set(Change.objects.values_list("dispatch", flat=True))):
        joiner._join(window, NOW)


def groups(kind: str) -> list[set[str]]:
    from dementi.desk.matters.models import Group

    return [set(g.members.values_list("dispatch", flat=True)) for g in Group.objects.filter(kind=kind)]


def ties() -> set[tuple[str, str, str, str]]:
    from dementi.desk.matters.models import Tie

    return set(Tie.objects.values_list("relation", "source", "target", "found_by"))


def first_tie(ids):
    from dementi.desk.matters.ties import ties_of

    return next(each for each in ties_of(ids["denial"]) if each.target.dispatch == ids["claim"])


def sent_for(link) -> dict[str, str]:
    return {
        "from_dispatch": link.source.dispatch,
        "from": link.source.statement,
        "to_dispatch": link.target.dispatch,
        "to": link.target.statement,
        "relation": link.relation.value,
        "who": "Ina Serin",
    }


def links_url(told) -> str:
    return f"/depeches/{told.dispatch}/declarations/{told.statement}"


def test_a_link_taken_away_stays_away_and_is_back_when_that_is_undone(ids, client) -> None:
    from dementi.desk.marks.models import Mark

    join_all()
    link, before = first_tie(ids), ties()
    page = client.get(links_url(link.source) + "/liens")
    assert page.status_code == 200
    assert "Retirer ce lien" in page.content.decode()
    done = client.post(links_url(link.source) + "/lier", {**sent_for(link), "kind": "unlink"})
    assert done.status_code == 302
    join_all()
    join_all()
    assert link.source not in {each.source for each in _links_to(link.target)}
    assert "Lien retiré par Ina Serin" in client.get(links_url(link.source) + "/liens").content.decode()
    client.post(f"/marques/{Mark.objects.get().pk}/annuler", {"who": "Ina Serin"})
    join_all()
    assert ties() == before
    assert Mark.objects.count() == 2


def _links_to(told):
    from dementi.desk.matters.ties import ties_of

    return [each for each in ties_of(told.dispatch) if each.target == told]


def test_a_link_is_added_to_another_dispatch_by_its_address(ids, client) -> None:
    join_all()
    link = first_tie(ids)
    other = _statement_of(ids["other"])
    sent = {"kind": "link", "relation": "confirms", "who": "Ina Serin"}
    address = f"http://localhost/depeches/{ids['other']}#m1"
    assert client.post(links_url(link.source) + "/lier", {**sent, "address": address}).status_code == 302
    join_all()
    join_all()
    assert ("confirms", ids["denial"], ids["other"], "by_hand.link") in ties()
    assert [each.source for each in _links_to(other)] == [link.source]
    refused = client.post(links_url(link.source) + "/lier", {**sent, "address": "http://localhost/depeches/nulle"})
    assert refused.status_code == 400


def _statement_of(dispatch):
    from dementi.desk.pages import queries
    from dementi.record import Told

    return Told(dispatch, queries.dispatch(dispatch).reading.findings.statements[0].id)


def test_a_link_within_a_dispatch_is_added_kept_and_taken_away(ids, client) -> None:
    from dementi.desk.pages import queries

    first, second = queries.dispatch(ids["claim"]).reading.findings.statements[:2]
    url = f"/depeches/{ids['claim']}/declarations/{second.id}/lier"
    sent = {"relation": "confirms", "who": "Ina Serin", "here": first.id}
    client.post(url, {**sent, "kind": "link"})
    links = queries.dispatch(ids["claim"]).reading.links
    assert [(x.relation, x.source, x.target) for x in links if x.found_by == "by_hand.link"] == [
        ("confirms", second.id, first.id)
    ]
    client.post(url, {**sent, "kind": "unlink"})
    assert queries.dispatch(ids["claim"]).reading.links == ()
    shown = client.get(f"/depeches/{ids['claim']}").content.decode()
    assert "Lien ajouté par Ina Serin" in shown
    assert "relu par Ina Serin" in shown


def test_nobody_decides_without_a_name_nor_of_what_is_not_there(ids, client) -> None:
    join_all()
    link = first_tie(ids)
    assert (
        client.post(links_url(link.source) + "/lier", {**sent_for(link), "kind": "unlink", "who": ""}).status_code
        == 400
    )
    assert client.post(links_url(link.source) + "/lier", {**sent_for(link), "kind": "keep"}).status_code == 404
    group = f"/depeches/{ids['claim']}/regrouper/decider"
    assert client.post(group, {"kind": "copies", "deed": "apart", "dispatch": ids["copy"]}).status_code == 400
    everything = {"kind": "copies", "deed": "apart", "dispatch": [ids["copy"], ids["claim"]], "who": "Ina Serin"}
    assert client.post(group, everything).status_code == 400
    assert groups("copies") == [{ids["claim"], ids["copy"]}]


def test_a_copy_is_set_apart_and_brought_back(ids, client) -> None:
    from dementi.desk.matters.models import Decision

    join_all()
    url = f"/depeches/{ids['claim']}/regrouper"
    page = client.get(url).content.decode()
    assert page.count('name="dispatch"') == 2 + 3
    client.post(f"{url}/decider", {"kind": "copies", "deed": "apart", "dispatch": ids["copy"], "who": "Ina Serin"})
    join_all()
    join_all()
    assert groups("copies") == []
    assert "Séparé par Ina Serin" in client.get(url).content.decode()
    address = f"http://localhost/depeches/{ids['copy']}"
    client.post(f"{url}/decider", {"kind": "copies", "deed": "together", "address": address, "who": "Luc Abgrall"})
    join_all()
    assert groups("copies") == [{ids["claim"], ids["copy"]}]
    # What set it apart was taken back by a line of its own: nothing was written over.
    assert [(d.together, d.undoes_id is not None, d.who) for d in Decision.objects.all()] == [
        (False, False, "Ina Serin"),
        (False, True, "Luc Abgrall"),
        (True, False, "Luc Abgrall"),
    ]


def test_stories_are_brought_together_split_and_that_is_undone(ids, client) -> None:
    from dementi.desk.matters.models import Decision

    join_all()
    (story,) = groups("story")
    url = f"/depeches/{ids['other']}/regrouper"
    address = f"http://localhost/face-a-face/{_story_id()}"
    client.post(f"{url}/decider", {"kind": "story", "deed": "together", "address": address, "who": "Ina Serin"})
    join_all()
    assert groups("story") == [story | {ids["other"]}]
    client.post(f"{url}/decider", {"kind": "story", "deed": "apart", "dispatch": ids["denial"], "who": "Ina Serin"})
    join_all()
    assert groups("story") == [(story | {ids["other"]}) - {ids["denial"]}]
    for decision in Decision.objects.filter(undoes=None):
        assert client.post(f"{url}/{decision.pk}/annuler", {"who": "Ina Serin"}).status_code == 302
    join_all()
    assert groups("story") == [story]
    assert client.post(f"{url}/{decision.pk}/annuler", {"who": "Ina Serin"}).status_code == 404


def _story_id() -> str:
    from dementi.desk.matters.models import Group

    return Group.objects.get(kind="story").pk
