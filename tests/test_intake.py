# SPDX-License-Identifier: Apache-2.0
"""Files, folders, addresses and standard input become dispatches, in order, each under its own id."""

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from dementi.errors import FetchError
from dementi.intake import Given, Unreadable, gather
from dementi.record import Dispatch, Form


def fetch_nothing(address: str) -> Dispatch:
    raise FetchError("%(address)s does not answer.", address=address)


def fetch_page(address: str) -> Dispatch:
    return Dispatch(id=address, content=b"<html>", url=address, media_type="text/html")


def gathered(*places: object, given: Given | None = None, fetch=fetch_nothing) -> list[Dispatch | Unreadable]:
    return list(gather([str(place) for place in places], given or Given(), fetch))


def ids(found: list[Dispatch | Unreadable]) -> list[str]:
    return [dispatch.id for dispatch in found]


def only(found: list[Dispatch | Unreadable]) -> Dispatch:
    (dispatch,) = found
    assert isinstance(dispatch, Dispatch)
    return dispatch


def test_a_file_s_id_is_its_name_without_endings(tmp_path: Path) -> None:
    (tmp_path / "tirs-2026-03-09.txt").write_text("Titre\n\nTexte.")
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<html>"))
    (tmp_path / "sans-fin").write_text("Titre\n\nTexte.")
    places = [tmp_path / name for name in ("tirs-2026-03-09.txt", "page.html.gz", "sans-fin")]
    assert ids(gathered(*places)) == ["tirs-2026-03-09", "page", "sans-fin"]


def test_a_compressed_file_is_opened_silently(tmp_path: Path) -> None:
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<html>Aubemont"))
    assert only(gathered(tmp_path / "page.html.gz")).content == b"<html>Aubemont"


def test_a_folder_is_read_in_sorted_order_and_like_names_keep_their_path(tmp_path: Path) -> None:
    for name in ("b/tirs.txt", "a/tirs.txt", "a/crue.txt", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert ids(gathered(tmp_path)) == ["crue", "a/tirs.txt", "b/tirs.txt"]


def test_lines_of_json_are_as_many_articles(tmp_path: Path) -> None:
    lines = [
        {"id": "un", "text": "Titre\n\nTexte.", "published": "2026-03-09", "outlet": "Radio-Ostre"},
        {"text": "Autre"},
    ]
    (tmp_path / "lot.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
    first, second = gathered(tmp_path / "lot.jsonl", given=Given(outlet="Courrier"))
    assert isinstance(first, Dispatch)
    assert isinstance(second, Dispatch)
    assert (first.id, first.published, first.outlet, first.form) == ("un", "2026-03-09", "Radio-Ostre", Form.ARTICLE)
    assert (second.id, second.published, second.outlet) == ("lot:2", None, "Courrier")


def test_a_bad_line_is_named_and_the_next_goes_on(tmp_path: Path) -> None:
    (tmp_path / "lot.jsonl").write_text('{"id": "un", "text": "x"}\n{"id": \n{"id": "trois", "text": "y"}\n')
    found = gathered(tmp_path / "lot.jsonl")
    assert ids(found) == ["un", "lot:2", "trois"]
    assert isinstance(found[1], Unreadable)


def test_a_missing_file_is_said_and_the_next_goes_on(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("x")
    missing, there = gathered(tmp_path / "a.txt", tmp_path / "b.txt")
    assert isinstance(missing, Unreadable)
    assert "no file" in missing.trouble.message
    assert isinstance(there, Dispatch)


def test_a_damaged_compressed_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"x" * 9999)[:30])
    (found,) = gathered(tmp_path / "a.txt.gz")
    assert isinstance(found, Unreadable)


def test_a_bomb_is_not_blown_up(tmp_path: Path) -> None:
    (tmp_path / "bombe.txt.gz").write_bytes(gzip.compress(b"\n" + b"0" * (40 * 1024**2)))
    (found,) = gathered(tmp_path / "bombe.txt.gz")
    assert isinstance(found, Unreadable)
    assert "larger" in found.trouble.message


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau")
    (found,) = gathered(tmp_path / "tuyau")
    assert isinstance(found, Unreadable)


def test_standard_input_is_a_dispatch(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        buffer = io.BytesIO("Titre\n\nDéjà.".encode())

    monkeypatch.setattr("sys.stdin", Terminal)
    found = only(gathered("-", given=Given(Form.DUMP, "2026-03-09")))
    assert (found.id, found.content, found.published) == ("stdin", "Titre\n\nDéjà.".encode(), "2026-03-09")


def test_what_is_said_of_all_goes_with_a_fetched_page() -> None:
    found = only(gathered("https://courrier.example/1", given=Given(published="2026-03-09"), fetch=fetch_page))
    assert (found.id, found.published, found.url) == (
        "https://courrier.example/1",
        "2026-03-09",
        "https://courrier.example/1",
    )


def test_an_address_that_does_not_answer_is_said() -> None:
    (found,) = gathered("https://courrier.example/1")
    assert isinstance(found, Unreadable)
    assert found.trouble.stage == "fetch"


def test_lone_surrogates_do_not_come_in(tmp_path: Path) -> None:
    (tmp_path / "lot.jsonl").write_text('{"id": "un", "text": "a\\ud800b"}\n')
    assert only(gathered(tmp_path / "lot.jsonl")).content == "a?b"


def test_objects_without_a_text_are_said_to_be_such_and_not_read_as_words(tmp_path: Path) -> None:
    (tmp_path / "lot.jsonl").write_text('{"id": "un", "body": "x"}\n{"id": "deux", "text": "y"}\n')
    found = gathered(tmp_path / "lot.jsonl")
    assert [type(each) for each in found] == [Unreadable, Dispatch]
    assert ids(found) == ["lot:1", "deux"]
