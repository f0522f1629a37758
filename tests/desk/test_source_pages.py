# SPDX-License-Identifier: Apache-2.0
"""The pages of the sources and of the versions, and the commands beside them. Invented feeds; nothing is asked of any host."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import lxml.html
import pytest

from dementi.errors import FetchError
from dementi.fetch import Fetched, Known, Limits
from dementi.reading.feeds.opml import Outline, read_opml

NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>Le Courrier</title><item><title>Un</title><description>x</description></item></channel></rss>"
HOME = (
    b"<html><head><link rel=alternate type='application/rss+xml' title='Une' href='/une.xml'>"
    b"<link rel=alternate type='application/rss+xml' title='Monde' href='/monde.xml'></head><body>Accueil</body></html>"
)
ONE = HOME.replace(b"href='/monde.xml'", b"href='/une.xml'")


@pytest.fixture
def client(record: None):
    from django.test import Client

    return Client(SERVER_NAME="localhost")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What stands at which address; anything else does not answer."""
    answers: dict[str, bytes] = {}

    class Outside:
        def __init__(self, limits: Limits) -> None:
            self.limits = limits

        def get(self, url: str, known: Known | None = None) -> Fetched:
            if url not in answers:
                raise FetchError("%(url)s does not answer in time.", url=url)
            return Fetched(url=url, status=200, media_type="", content=answers[url])

    monkeypatch.setattr("dementi.desk.sources.adding.Outside", Outside)
    return answers


def tree(response) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(response.content.decode())


def shown(response) -> str:
    return " ".join(str(tree(response).text_content()).split())


def follow(client, url: str):
    return client.post("/sources/suivre", {"url": url, "way": "address"})


def test_a_feed_is_followed_by_its_address(client, web) -> None:
    web["https://courrier.invalid/flux"] = FEED
    assert follow(client, "https://courrier.invalid/flux").url == "/sources?fait=suivie"
    page = shown(client.get("/sources"))
    assert "Le Courrier" in page
    assert "https://courrier.invalid/flux" in page
    assert "Jamais lue encore" in page


def test_the_one_feed_of_a_page_is_followed(client, web) -> None:
    web["https://courrier.invalid/"] = ONE
    follow(client, "https://courrier.invalid/")
    assert "https://courrier.invalid/une.xml" in shown(client.get("/sources"))


def test_among_several_feeds_of_a_page_one_chooses(client, web) -> None:
    web["https://courrier.invalid/"] = HOME
    response = follow(client, "https://courrier.invalid/")
    assert response.status_code == 200
    buttons = lxml.html.fromstring(response.content).xpath("//section[@class='among']//button/@value")
    assert buttons == ["https://courrier.invalid/une.xml", "https://courrier.invalid/monde.xml"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("courrier", "commence par http"),
        ("https://muet.invalid/", "ne répond pas"),
        ("https://page.invalid/", "une page, pas un flux"),
    ],
)
def test_what_cannot_be_followed_is_said_and_what_was_typed_stays(client, web, url: str, said: str) -> None:
    web["https://page.invalid/"] = b"<html><body><p>Bonjour</p></body></html>"
    response = follow(client, url)
    assert response.status_code == 422
    assert said in shown(response)
    assert lxml.html.fromstring(response.content).xpath("//input[@id='url']/@value") == [url]


def test_a_list_goes_in_and_out(client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    opml = b"<opml><body><outline text='A &amp; B' xmlUrl='https://a.invalid/f'/><outline xmlUrl='https://b.invalid/f'/></body></opml>"
    assert client.post("/sources/suivre", {"way": "list", "file": SimpleUploadedFile("l.opml", opml)}).url.endswith(
        "suivies"
    )
    response = client.get("/sources/liste.opml")
    assert [each.url for each in read_opml(response.content)] == ["https://b.invalid/f", "https://a.invalid/f"]
    assert "attachment" in response["Content-Disposition"]
    bad = client.post("/sources/suivre", {"way": "list", "file": SimpleUploadedFile("l.opml", b"rien")})
    assert (bad.status_code, "pas une liste de flux" in shown(bad)) == (422, True)
    assert client.post("/sources/suivre", {"way": "list"}).status_code == 422


def test_the_folders_of_a_list_stay(client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    opml = (
        b"<opml><body><outline text='Presse'><outline text='Locale'><outline text='A' xmlUrl='https://a.invalid/f'/></outline>"
        b"<outline text='B' xmlUrl='https://b.invalid/f'/></outline><outline text='C' xmlUrl='https://c.invalid/f'/></body></opml>"
    )
    client.post("/sources/suivre", {"way": "list", "file": SimpleUploadedFile("l.opml", opml)})
    written = client.get("/sources/liste.opml").content
    folders = {each.title: each.folder for each in read_opml(written)}
    assert folders == {"A": "Presse / Locale", "B": "Presse", "C": ""}
    assert written.count(b'text="Presse"') == 1
    assert "Dossier : Presse / Locale" in shown(client.get("/sources"))


def test_each_deed_is_done_by_post_alone(client) -> None:
    from dementi.desk.sources.models import Source
    from dementi.desk.sources.store import follow as put

    put(Outline("https://a.invalid/f", "A"), NOW)
    key = Source.objects.get().pk
    assert client.get(f"/sources/{key}/retirer").status_code == 405
    client.post(f"/sources/{key}/suspendre")
    assert Source.objects.get().paused
    assert "Suspendue" in shown(client.get("/sources"))
    client.post(f"/sources/{key}/reprendre")
    assert not Source.objects.get().paused
    Source.objects.update(next_try=NOW + timedelta(days=9999))
    client.post(f"/sources/{key}/reessayer")
    assert Source.objects.get().next_try < NOW + timedelta(days=9998)
    client.post(f"/sources/{key}/retirer")
    assert Source.objects.get().removed
    assert "Aucune source" in shown(client.get("/sources"))
    assert client.post(f"/sources/{key}/vendre").status_code == 404


def test_a_source_that_falls_silent_raises_an_alarm_on_every_page(client) -> None:
    from dementi.desk.sources.models import Source
    from dementi.desk.sources.standing import look_after
    from dementi.desk.sources.store import follow as put
    from dementi.desk.sources.store import keep_failure
    from dementi.record import Trouble

    put(Outline("https://a.invalid/f", "A"), NOW)
    assert "en panne" not in shown(client.get("/"))
    keep_failure(
        Source.objects.get(),
        Trouble("fetch", "%(url)s does not answer in time.", (("url", "https://a.invalid/f"),)),
        None,
        NOW,
    )
    look_after(NOW)
    assert "1 source est muette ou en panne." in shown(client.get("/"))
    page = shown(client.get("/sources"))
    assert "À vérifier" in page
    assert "ne répond pas" in page


def test_hostile_names_are_letters(client) -> None:
    from dementi.desk.sources.store import follow as put

    put(Outline("https://a.invalid/<script>", "<script>alert(1)</script>", "javascript:alert(1)"), NOW)
    page = client.get("/sources").content.decode()
    assert "<script>alert" not in page
    assert "javascript:" not in page


def dispatch(words: str, published: str | None = None):
    from dementi.record import Dispatch, Form

    text = f"Le port rouvre\n\nLe port a rouvert. « {words} », a dit Ina Morel."
    return Dispatch(
        id="essai", content=text, form=Form.ARTICLE, url="https://courrier.invalid/port", published=published
    )


def put(*dispatches) -> str:
    from dementi.desk.adding import add
    from dementi.desk.record.capture import Capture

    return [added.id for added in add(dispatches, Capture(at=NOW, headers=(("etag", "<b>"),)))][-1]


def test_the_versions_of_a_dispatch_stand_beside_one_another(client) -> None:
    key = put(dispatch("Tout est prêt"), dispatch("Presque tout est prêt"))
    assert "modifiée : 2 versions" in shown(client.get(f"/depeches/{key}"))
    assert "modifiée : 2 versions" in shown(client.get("/"))
    response = client.get(f"/depeches/{key}/versions")
    (edits,) = tree(response).xpath("//div[contains(@class, 'edits')]")
    assert [each.text for each in edits.iter("del")] == ["Tout"]
    assert [each.text for each in edits.iter("ins")] == ["Presque tout"]
    assert "Déclaration modifiée" in shown(response)
    assert "<b>" not in response.content.decode().partition("heads")[2].partition("</dl>")[0]
    first = client.get(f"/depeches/{key}/versions?version=1")
    assert "première version" in shown(first)
    assert client.get("/depeches/inconnue/versions").status_code == 404


def test_the_address_of_a_statement_does_not_die_with_its_version(client) -> None:
    from dementi.desk.record.versions import versions_of
    from dementi.record import Dispatch

    first = dispatch("Tout est prêt")
    kept = Dispatch(
        id="a", content=str(first.content) + "\n\n« Bon vent », a lancé Jo Vasarny.", form=first.form, url=first.url
    )
    later = Dispatch(id="b", content=str(kept.content).replace("rouvre\n", "d’Aubemont rouvre\n").replace("Tout", "Presque tout"),
                     form=first.form, url=first.url)  # fmt: skip
    key = put(kept, later)
    old, new = versions_of(key)
    ids = {each.speaker.name: each.id for each in old.reading.findings.statements}
    now = {each.speaker.name: each.id for each in new.reading.findings.statements}
    at = f"/depeches/{key}/declarations"
    assert client.get(f"{at}/{ids['Ina Morel']}").url == f"/depeches/{key}/versions?version=2"
    if ids["Jo Vasarny"] != now["Jo Vasarny"]:
        assert client.get(f"{at}/{ids['Jo Vasarny']}").url == f"{at}/{now['Jo Vasarny']}"
    assert client.get(f"{at}/{now['Jo Vasarny']}").status_code == 200
    assert client.get(f"{at}/inconnue").status_code == 404


def test_a_dispatch_of_one_version_says_nothing_of_versions(client) -> None:
    key = put(dispatch("Tout est prêt"))
    assert "version" not in shown(client.get(f"/depeches/{key}"))
    assert client.get(f"/depeches/{key}/versions").status_code == 200


def test_what_is_dated_ahead_stands_under_the_day_on_which_it_came(client) -> None:
    put(dispatch("Tout est prêt", "2031-01-01"))
    page = tree(client.get("/"))
    assert [" ".join(words.split()) for words in page.xpath("//*[@class='day']/text()")] == ["Lundi 9 mars 2026"]
    assert "datée en avance : mercredi 1er janvier 2031" in shown(client.get("/"))


def test_what_was_taken_away_is_put_back_by_a_tick(client) -> None:
    from dementi.desk.record.store import remove

    typed = {"text": "Le port rouvre\n\nLe port d’Aubemont a rouvert.", "way": "paste"}
    key = client.post("/ajouter", typed).url.partition("?")[0]
    assert remove(key.rpartition("/")[2], NOW)
    refused = client.post("/ajouter", typed)
    assert refused.status_code == 422
    assert "retirée du bureau le 2026-03-09" in shown(refused)
    assert typed["text"] in refused.content.decode()
    assert client.get(key).status_code == 404
    assert client.post("/ajouter", {**typed, "again": "yes"}).url == f"{key}?fait=ajoutee"
    assert client.get(key).status_code == 200


class TestCommands:
    """The same from the command line."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "desk"

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dementi.cli", *map(str, words)]
        return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env={**os.environ})  # noqa: S603 (our own)

    def test_a_list_goes_in_and_out_and_what_ails_is_said(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "l.opml").write_text("<opml><body><outline text='A' xmlUrl='http://127.0.0.1:9/f'/></body></opml>")
        assert (
            self.run("sources", "import", tmp_path / "l.opml", "--data", folder).stdout
            == "1 flux sur 1 sont nouveaux.\n"
        )
        assert "http://127.0.0.1:9/f" in self.run("sources", "export", "--data", folder).stdout
        polled = self.run("sources", "poll", "--data", folder)
        assert (polled.returncode, polled.stdout) == (0, "1 visites faites.\n")
        listed = self.run("sources", "list", "--data", folder)
        assert listed.stdout == "!\thttp://127.0.0.1:9/f\tA\n"
        assert listed.stderr.startswith("http://127.0.0.1:9/f: ")

    def test_what_cannot_be_followed_is_one_sentence(self, folder: Path) -> None:
        done = self.run("sources", "add", "http://127.0.0.1:9/f", "--data", folder)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)

    def test_a_new_version_is_signed_and_what_was_removed_comes_back_with_again(
        self, folder: Path, tmp_path: Path
    ) -> None:
        lines = tmp_path / "d.jsonl"
        url = "https://courrier.invalid/port"
        texts = ("Le port rouvre\n\nTout est prêt.", "Le port rouvre\n\nRien n’est prêt.")
        lines.write_text(
            "\n".join(json.dumps({"id": str(n), "text": text, "url": url}) for n, text in enumerate(texts))
        )
        done = self.run("add", lines, "--data", folder).stdout.splitlines()
        assert [line.split("\t")[1] for line in done] == ["+", "~"]
        key = done[0].split("\t")[0]
        remove = (
            "import sys; from pathlib import Path; from dementi.desk.folder import open_folder\n"
            "open_folder(Path(sys.argv[1])); from dementi.desk.record.store import remove; from datetime import datetime, UTC\n"
            "print(remove(sys.argv[2], datetime.now(UTC)))"
        )
        subprocess.run([sys.executable, "-c", remove, folder, key], check=True, capture_output=True)  # noqa: S603 (our own)
        refused = self.run("add", lines, "--data", folder)
        assert refused.returncode == 1
        assert "--again" in refused.stderr
        back = self.run("add", lines, "--data", folder, "--again")
        assert [line.split("\t")[1] for line in back.stdout.splitlines()] == ["+", "~"]
