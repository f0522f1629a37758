# SPDX-License-Identifier: Apache-2.0
"""A saved search tells once of what is new to the desk and matches exactly as the page does. Invented country, invented people."""

import json
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from dementi.record import Wire

from .conftest import NOW, reading

PORT = (
    "Castelnoir : le port est fermé\n\nIna Morel affirme que le port restera fermé. Elle dit aussi que la digue tient."
)
CLOSED, DYKE = "le port restera fermé", "la digue tient"
QUAY = "Tersane : le quai rouvre\n\nIna Morel annonce que le quai rouvrira."


def keep(desk, words: str = "port", kind: str = "depeches", **more: str) -> str:
    from dementi.desk.alerts import saved

    asked = urlencode({"q": words, "quoi": kind, **more})
    key = saved.keep("Le port", asked, desk.now)
    saved.change(key, "Le port", saved.Ends(webhook="https://recepteur.invalid/"), shared=True)
    return key


def test_what_was_there_before_is_not_new(desk, told) -> None:
    desk.put("avant", reading(PORT, CLOSED))
    keep(desk)
    assert told() == []


def test_what_comes_in_is_told_once(desk, told) -> None:
    keep(desk)
    desk.put("un", reading(PORT, CLOSED))
    desk.put("deux", reading(QUAY))
    assert told() == [("Castelnoir : le port est fermé",)]
    assert told() == []


def test_what_is_dated_before_the_search_but_comes_after_it_is_new(desk, told) -> None:
    keep(desk)
    desk.put("ancienne", reading(PORT, CLOSED, published="2019-01-02"))
    assert len(told()) == 1


def test_a_new_reading_a_mark_and_a_story_tell_of_nothing_again(desk, told) -> None:
    keep(desk, kind="declarations")
    dispatch = desk.put("un", reading(PORT, CLOSED))
    assert told() == [("Ina Morel",)]
    for kind in ("marked", "joined", "reread"):
        desk.change(dispatch, kind)
    assert told() == []


def test_a_statement_that_is_cut_otherwise_later_is_the_same(desk, told) -> None:
    from dementi.desk.record.models import Dispatch
    from dementi.desk.record.written import write_down

    keep(desk, kind="declarations")
    dispatch = desk.put("un", reading(PORT, CLOSED))
    assert len(told()) == 1
    longer = replace(reading(PORT, f"que {CLOSED}"), id=dispatch)
    Dispatch.objects.filter(pk=dispatch).update(reading=write_down(longer))
    desk.change(dispatch, "reread")
    assert told() == []


def test_an_index_that_is_made_anew_tells_of_nothing_again(desk, told, tmp_path) -> None:
    from dementi.desk.record.feeder import Feeder

    keep(desk)
    desk.put("un", reading(PORT, CLOSED))
    assert len(told()) == 1
    desk.feeder.close()
    (tmp_path / "index" / "dementi.json").write_text("{}")
    desk.feeder = Feeder.take(tmp_path)
    assert told() == []
    desk.feeder.feed()
    assert told() == []
    desk.put("deux", reading(PORT.replace("Castelnoir", "Aubemont"), CLOSED))
    assert told() == [("Aubemont : le port est fermé",)]


def test_while_the_index_is_made_anew_nothing_is_taken_for_decided(desk, told, tmp_path) -> None:
    from dementi.desk.search.index import IndexDamaged

    keep(desk)
    desk.put("un", reading(PORT, CLOSED))
    marker = (tmp_path / "index" / "dementi.json").read_text()
    (tmp_path / "index" / "dementi.json").write_text("{}")
    with pytest.raises(IndexDamaged):
        told()
    (tmp_path / "index" / "dementi.json").write_text(marker)
    assert len(told()) == 1


def test_filters_and_the_query_language_hold_as_on_the_page(desk, told) -> None:
    keep(desk, words='"port restera" -quai', kind="declarations", qui="Ina Morel")
    keep(desk, words="port", kind="declarations", qui="Personne d'autre")
    keep(desk, words="média:gazette port")
    desk.put("un", reading(PORT, CLOSED, DYKE))
    assert told() == [("Ina Morel",)]


def test_of_a_dispatch_that_was_there_only_what_a_new_version_says_is_new(desk, told) -> None:
    url = "https://radio.invalid/port"
    desk.put("un", reading(PORT, CLOSED), url=url)
    keep(desk, words="port OU digue OU grue", kind="declarations")
    keep(desk, words="port", kind="depeches")
    more = PORT + " Elle promet que la grue du port tournera demain."
    dispatch = desk.put("deux", reading(more, CLOSED, DYKE, "la grue du port tournera demain"), url=url)
    assert told() == [("Ina Morel",)]
    from dementi.desk.alerts.models import Told

    assert [(t.dispatch, t.words) for t in Told.objects.all()] == [(dispatch, "la grue du port tournera demain")]


def test_what_is_under_an_embargo_is_told_when_its_hour_has_come(desk, told) -> None:
    keep(desk)
    later = "2999-01-01T00:00:00+00:00"
    dispatch = desk.put("un", reading(PORT, CLOSED, wire=Wire(embargoed=later)))
    assert told() == []
    from dementi.desk.record.models import Dispatch

    row = Dispatch.objects.get(pk=dispatch)
    Dispatch.objects.filter(pk=dispatch).update(reading=row.reading.replace(later, "2020-01-01T00:00:00+00:00"))
    assert told() == [("Castelnoir : le port est fermé",)]
    assert told() == []


def test_a_paused_search_tells_nothing_and_a_resumed_one_of_what_comes_then(desk, told) -> None:
    from dementi.desk.alerts import saved

    key = keep(desk)
    saved.pause(key, NOW)
    desk.put("un", reading(PORT, CLOSED))
    assert told() == []
    saved.resume(key)
    assert told() == []
    desk.put("deux", reading(PORT.replace("Castelnoir", "Aubemont"), CLOSED))
    assert told() == [("Aubemont : le port est fermé",)]


def test_a_search_whose_alerts_go_nowhere_tells_nothing(desk, told) -> None:
    from dementi.desk.alerts import saved

    saved.keep("Le port", "q=port", NOW)
    desk.put("un", reading(PORT, CLOSED))
    assert told() == []


def test_what_is_decided_and_what_is_to_be_sent_stand_or_fall_together(desk, told, monkeypatch) -> None:
    from dementi.desk.alerts.models import Delivery, SavedSearch, Told

    class Power(BaseException):
        """The power fails."""

    key = keep(desk)
    desk.put("un", reading(PORT, CLOSED))
    before = SavedSearch.objects.get(key=key).seq
    create = Delivery.objects.bulk_create
    monkeypatch.setattr(Delivery.objects, "bulk_create", lambda _: (_ for _ in ()).throw(Power))
    with pytest.raises(Power):
        told()
    assert SavedSearch.objects.get(key=key).seq == before
    assert not Told.objects.exists()
    monkeypatch.setattr(Delivery.objects, "bulk_create", create)
    assert len(told()) == 1
    assert told() == []


def test_several_at_once_are_one_alert(desk, told) -> None:
    keep(desk)
    towns = ("Castelnoir", "Aubemont", "Tersane")
    for town in towns:
        desk.put(town, reading(PORT.replace("Castelnoir", town), CLOSED))
    [titles] = told()
    assert {title.partition(" ")[0] for title in titles} == set(towns)


def test_what_matched_stands_in_the_alert(desk, told) -> None:
    from dementi.desk.alerts.models import Delivery

    keep(desk, words="fermer", kind="declarations")
    dispatch = desk.put("un", reading(PORT, CLOSED))
    told()
    [match] = json.loads(Delivery.objects.get().written)["matches"]
    assert [piece["text"] for piece in match["snippet"] if piece["hit"]] == ["fermé"]
    assert match["place"].startswith(f"/depeches/{dispatch}/declarations/")
