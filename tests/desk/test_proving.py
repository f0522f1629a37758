# SPDX-License-Identifier: Apache-2.0
"""What is on record can be proved to others, and checked itself: ``dementi proof | verify`` on a folder of its own, all invented."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """Castelnoir : l'armée valmarienne annonce des tirs, Tersane dément

L'armée valmarienne a annoncé lundi avoir visé quatre dépôts près de Castelnoir. « Les tirs étaient justes », a dit Ina Morel.
"""
ITEM = {
    "uri": "urn:avp:2026:castelnoir",
    "type": "text",
    "version": "1",
    "pubstatus": "usable",
    "versioncreated": "2026-03-09T11:00:00+01:00",
    "headline": "Castelnoir : la Valmarie dément",
    "body_xhtml": "<p>« Aucun obus n’est parti de chez nous », a déclaré lundi la porte-parole Élise Varnier.</p>",
}


def dementi(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dementi.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("preuves")
    (folder / "tirs.txt").write_text(ARTICLE)
    (folder / "item.json").write_text(json.dumps(ITEM, indent=1))
    added = dementi(
        "add", "--data", folder / "desk", "--published", "2026-03-09", folder / "tirs.txt", folder / "item.json"
    )
    assert added.returncode == 0, added.stderr
    return folder, [line.split("\t")[0] for line in added.stdout.splitlines()]


def test_what_is_on_record_has_a_proof_that_holds_without_the_record(
    desk: tuple[Path, list[str]], tmp_path: Path
) -> None:
    folder, ids = desk
    for dispatch in ids:
        made = dementi("proof", dispatch, "--data", folder / "desk", "--out", tmp_path / f"{dispatch}.json")
        assert made.returncode == 0, made.stderr
    (tmp_path / "ailleurs").mkdir()
    checked = dementi("verify", *(tmp_path / f"{dispatch}.json" for dispatch in ids))
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count("Sceau") == len(ids) == 2
    assert json.loads((tmp_path / f"{ids[0]}.json").read_text())["reading"]["statements"] != []


def test_a_proof_of_an_archive_s_page_has_the_headers_that_the_archive_kept(tmp_path: Path) -> None:
    block = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nLast-Modified: Mon, 09 Mar 2026 08:00:00 GMT\r\n\r\n"
        + ARTICLE.encode()
    )
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://gazette.example/1\r\n"
    head += f"WARC-Date: 2026-03-09T09:10:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    (tmp_path / "a.warc").write_bytes(head.encode() + block + b"\r\n\r\n")
    added = dementi("add", "--data", tmp_path / "desk", tmp_path / "a.warc")
    assert added.returncode == 0, added.stderr
    proof = json.loads(dementi("proof", added.stdout.split("\t")[0], "--data", tmp_path / "desk", "--out", "-").stdout)
    assert ["WARC-Date", "2026-03-09T09:10:00Z"] in proof["dispatch"]["headers"]
    assert ["Last-Modified", "Mon, 09 Mar 2026 08:00:00 GMT"] in proof["dispatch"]["headers"]
    assert proof["dispatch"]["url"] == "https://gazette.example/1"


def test_an_earlier_version_has_its_own_proof_and_is_checked_too(tmp_path: Path) -> None:
    later = {
        **ITEM,
        "version": "2",
        "body_xhtml": "<p>« Deux obus sont partis », a déclaré mardi la porte-parole Élise Varnier.</p>",
    }
    for name, item in (("un", ITEM), ("deux", later)):
        (tmp_path / f"{name}.json").write_text(json.dumps(item, indent=1))
        added = dementi("add", "--data", tmp_path / "desk", tmp_path / f"{name}.json")
        assert added.returncode == 0, added.stderr
    dispatch = added.stdout.split("\t")[0]
    texts = {}
    for number in ("1", "2", "3"):
        made = dementi(
            "proof", dispatch, "--version", number, "--data", tmp_path / "desk", "--out", tmp_path / f"{number}.json"
        )
        assert made.returncode == (1 if number == "3" else 0), made.stderr
    for number in ("1", "2"):
        assert dementi("verify", tmp_path / f"{number}.json").returncode == 0
        texts[number] = json.loads((tmp_path / f"{number}.json").read_text())["reading"]["article"]["text"]
    assert "Aucun obus" in texts["1"]
    assert "Deux obus" in texts["2"]
    (database,) = (tmp_path / "desk").glob("*.sqlite3")
    with sqlite3.connect(database) as connection:
        connection.execute("update record_version set content = ?", (b"Autre chose",))
    connection.close()
    checked = dementi("verify", "--data", tmp_path / "desk")
    assert checked.returncode == 1
    assert f"{dispatch}/1" in checked.stderr


def test_a_changed_proof_does_not_hold_and_the_next_is_checked_all_the_same(
    desk: tuple[Path, list[str]], tmp_path: Path
) -> None:
    folder, ids = desk
    content = dementi("proof", ids[0], "--data", folder / "desk", "--out", "-").stdout
    (tmp_path / "a.json").write_text(content.replace("Ina Morel", "Ina Morec"))
    (tmp_path / "b.json").write_text(content)
    checked = dementi("verify", tmp_path / "a.json", tmp_path / "rien.json", tmp_path / "b.json")
    assert checked.returncode == 1
    assert "reading.article.text" in checked.stderr
    assert "rien.json" in checked.stderr
    assert "b.json tient" in checked.stdout


def test_a_dispatch_that_is_not_there_has_none(desk: tuple[Path, list[str]]) -> None:
    made = dementi("proof", "inconnu", "--data", desk[0] / "desk", "--out", "-")
    assert (made.returncode, made.stdout) == (1, "")
    assert "inconnu" in made.stderr


def test_the_whole_record_is_checked_and_a_change_behind_its_back_is_found(desk: tuple[Path, list[str]]) -> None:
    folder, ids = desk
    sound = dementi("verify", "--data", folder / "desk")
    assert sound.returncode == 0, sound.stderr
    (database,) = (folder / "desk").glob("*.sqlite3")
    with sqlite3.connect(database) as connection:
        connection.execute("update record_dispatch set content = ? where id = ?", (b"Autre chose", ids[0]))
        connection.execute(
            "update record_dispatch set reading = replace(reading, 'Varnier', 'Varnies') where id = ?", (ids[1],)
        )
    connection.close()
    changed = dementi("verify", "--data", folder / "desk")
    assert changed.returncode == 1
    assert ids[0] in changed.stderr
    assert "SHA-256" in changed.stderr


def test_verify_wants_something_to_check() -> None:
    assert dementi("verify").returncode == 1
