# SPDX-License-Identifier: Apache-2.0
"""The pages of saved searches: saved from the search, a page and feeds each, alerts said in plain words."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import lxml.etree
import lxml.html
import pytest

from .conftest import NOW, reading

PORT = (
    "Castelnoir : le port est fermé\n\nIna Morel affirme que le port restera fermé. Elle dit aussi que la digue tient."
)
CLOSED, DYKE = "le port restera fermé", "la digue tient"
ASKED = urlencode({"q": "port", "quoi": "declarations"})


@pytest.fixture
def client(desk):
    from django.test import Client

    return Client(SERVER_NAME="localhost")


def tree(response) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(response.content.decode())


def shown(response) -> str:
    return " ".join(str(tree(response).text_content()).split())


@pytest.fixture
def address(client) -> str:
    """The page of a search that is saved."""
    response = client.post("/recherches", {"recherche": ASKED, "nom": "Le port de Castelnoir"})
    assert response.status_code == 302
    return str(response.url).partition("?")[0]


def test_a_search_is_saved_by_the_form_of_its_page(client, desk) -> None:
    desk.put("un", reading(PORT, CLOSED))
    page = tree(client.get(f"/rechercher?{ASKED}&genre=asserts"))
    [form] = [each for each in page.forms if "nom" in each.fields]
    fields = dict(form.form_values())
    assert fields["nom"] == "port"
    response = client.post(form.action, {name: fields[name] for name in ("recherche", "nom")}, follow=True)
    assert response.redirect_chain[0][0].startswith("/recherches/")
    said = shown(response)
    assert "La recherche est enregistrée" in said
    assert "1 déclaration dans 1 dépêche" in said
    assert "Nature :" in said
    assert "port" in shown(client.get("/recherches"))


def test_the_address_is_short_and_stays(client, desk, address) -> None:
    assert len(address) <= len("/recherches/") + 12
    client.post(f"{address}/modifier", {"nom": "Autrement"})
    assert "Autrement" in shown(client.get(address))


def test_it_finds_what_the_search_finds(client, desk, address) -> None:
    for town in ("Castelnoir", "Aubemont", "Tersane"):
        desk.put(town, reading(PORT.replace("Castelnoir", town), CLOSED, DYKE))
    searched = client.get(f"/rechercher?{ASKED}")
    there = lxml.html.document_fromstring(client.get(address).content.decode())
    found = lxml.html.document_fromstring(searched.content.decode())
    assert there.xpath("//ol[@class='found']//a/@href") == found.xpath("//ol[@class='found']//a/@href")
    assert there.xpath("string(//h2[@class='count'])") == found.xpath("string(//h2[@class='count'])")


def test_its_feeds_hold_what_it_finds_and_say_how_much(client, desk, address) -> None:
    for number in range(23):
        desk.put(str(number), reading(f"{PORT} {number}", CLOSED))
    said = json.loads(client.get(f"{address}/flux.json").content)
    assert said["description"] == "23 déclarations dans 23 dépêches"
    assert len(said["items"]) == 20
    rest = json.loads(client.get(said["next_url"]).content)
    assert len(rest["items"]) == 3
    assert "next_url" not in rest
    atom = lxml.etree.fromstring(client.get(f"{address}/flux.atom").content)
    assert atom.findtext("{*}title").startswith("Le port de Castelnoir")
    assert atom.findtext("{*}subtitle") == said["description"]
    rss = lxml.etree.fromstring(client.get(f"{address}/flux.rss").content)
    assert rss.findtext("channel/description") == said["description"]


def test_a_feed_that_has_nothing_new_says_so(client, desk, address, monkeypatch) -> None:
    desk.put("un", reading(PORT, CLOSED))
    first = client.get(f"{address}/flux.atom")
    assert client.get(f"{address}/flux.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert "Last-Modified" in first
    same = client.get(f"{address}/flux.atom", headers={"If-Modified-Since": first["Last-Modified"]})
    assert same.status_code == 304
    desk.now += timedelta(hours=1)
    desk.put("deux", reading(PORT.replace("Castelnoir", "Aubemont"), CLOSED))
    assert client.get(f"{address}/flux.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200
    later = client.get(f"{address}/flux.atom", headers={"If-Modified-Since": first["Last-Modified"]})
    assert later.status_code == 200


def test_while_the_record_has_just_changed_no_feed_says_since_when_it_is_so(client, desk, address) -> None:
    from django.utils import timezone

    desk.now = timezone.now() - timedelta(minutes=1, seconds=5)
    desk.put("un", reading(PORT, CLOSED))
    assert "Last-Modified" not in client.get(f"{address}/flux.atom")


def test_where_alerts_go_is_checked_and_said(client, desk, address) -> None:
    wrong = client.post(f"{address}/modifier", {"nom": "Le port", "webhook": "ftp://recepteur.invalid/"})
    assert wrong.status_code == 422
    assert "ftp://recepteur.invalid/" in wrong.content.decode()
    right = client.post(
        f"{address}/modifier", {"nom": "Le port", "webhook": "https://recepteur.invalid/a"}, follow=True
    )
    assert "Alertes par webhook" in shown(right)
    assert "Dementi-Signature" in shown(right)


def test_a_failure_is_seen_in_plain_words_and_what_failed_is_sent_again(client, desk, address, told) -> None:
    from dementi.desk.alerts import outbox
    from dementi.record import Trouble

    client.post(f"{address}/modifier", {"nom": "Le port", "webhook": "https://recepteur.invalid/a"})
    desk.put("un", reading(PORT, CLOSED))
    told()
    [key] = outbox.due(desk.now)
    outbox.begin(key, desk.now)
    outbox.failed(key, Trouble("fetch", "%(url)s does not answer in time.", (("url", "https://recepteur.invalid/a"),)))
    said = shown(client.get(address))
    assert "1 résultat pour https://recepteur.invalid/a" in said
    assert "pas reçu (1 essai)" in said
    assert "La dernière alerte n’est pas arrivée." in shown(client.get("/recherches"))
    client.post(f"{address}/renvoyer")
    assert outbox.due(desk.now + timedelta(days=999)) == (key,)


def test_it_is_paused_resumed_and_deleted(client, desk, address) -> None:
    client.post(f"{address}/modifier", {"nom": "Le port", "webhook": "https://recepteur.invalid/a"})
    assert "Alertes suspendues le" in shown(client.post(f"{address}/suspendre", follow=True))
    assert "Alertes suspendues le" not in shown(client.post(f"{address}/reprendre", follow=True))
    assert "n’est plus enregistrée" in shown(client.post(f"{address}/supprimer", follow=True))
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/flux.atom").status_code == 404


@pytest.mark.parametrize("path", ["/recherches/inconnue", "/recherches/inconnue/flux.atom"])
def test_what_is_not_kept_is_not_found(client, desk, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_is_done_by_looking(client, desk, address) -> None:
    for deed in ("modifier", "suspendre", "reprendre", "renvoyer", "supprimer"):
        assert client.get(f"{address}/{deed}").status_code == 405
    assert client.post(f"{address}/autre").status_code == 404
    assert client.get(f"{address}/flux.pdf").status_code == 404


def test_a_search_for_nothing_is_not_saved(client, desk) -> None:
    assert client.post("/recherches", {"recherche": "", "nom": "Rien"}).url == "/rechercher"


def test_whose_search_it_is_decides_who_sees_and_changes_it(desk) -> None:
    from dementi.desk.alerts import saved

    key = saved.keep("À elle", ASKED, NOW, owner="Ina")
    assert saved.saved(key, "Ina") is not None
    assert saved.saved(key, "Paul") is None
    saved.change(key, "À elle", saved.Ends(), shared=True)
    assert saved.saved(key, "Paul") is not None
