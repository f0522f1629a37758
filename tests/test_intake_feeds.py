# SPDX-License-Identifier: Apache-2.0
"""A feed that is given is as many dispatches as it has entries, whatever it is written in; a page about feeds is none. Invented feeds."""

import gzip
import json
from pathlib import Path

import pytest

from dementi.intake import Given, Unreadable, gather
from dementi.record import Dispatch, Trouble

RSS = """<?xml version="1.0" encoding="{0}"?><rss version="2.0"><channel><title>Le Courrier</title>
<item><title>Un</title><link>https://courrier.invalid/1</link>
<pubDate>Mon, 09 Mar 2026 10:00:00 +0100</pubDate><description>Été : « Oui », a dit Ina.</description></item>
<item><title>Deux</title><link>https://courrier.invalid/2</link><description>Le port a fermé.</description></item></channel></rss>"""
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:1</id><title>Un</title><content>Tout.</content></entry></feed>'
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "T",
    "items": [{"id": "a", "content_text": "Un."}, {"id": "b", "content_text": "Deux."}],
}


def unasked(url: str) -> Dispatch:
    pytest.fail(f"{url} was asked")


def given(tmp_path: Path, content: bytes, of: Given | None = None) -> tuple[list[Dispatch | Unreadable], list[Trouble]]:
    path = tmp_path / "donne.xml"
    path.write_bytes(content)
    said: list[Trouble] = []
    return list(gather([str(path)], of or Given(), unasked, said.append)), said


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_feed_is_as_many_dispatches_as_it_has_entries(tmp_path: Path, encoding: str) -> None:
    found, said = given(tmp_path, RSS.format(encoding).encode(encoding))
    assert [each.id for each in found] == ["https://courrier.invalid/1", "https://courrier.invalid/2"]
    assert [each.published for each in found] == ["2026-03-09T10:00:00+01:00", None]
    assert "Été : « Oui »".encode() in found[0].content
    assert dict(said[0].values)["teasers"] == "2"


def test_what_is_said_of_a_feed_holds_for_entries_that_do_not_say_it(tmp_path: Path) -> None:
    found, _ = given(tmp_path, RSS.format("utf-8").encode(), Given(published="2026-03-08", outlet="Le Quai"))
    assert [each.published for each in found] == ["2026-03-09T10:00:00+01:00", "2026-03-08"]
    assert {each.outlet for each in found} == {"Le Quai"}


@pytest.mark.parametrize("content", [json.dumps(JSON), json.dumps(JSON, indent=2)])
def test_a_json_feed_on_one_line_or_many(tmp_path: Path, content: str) -> None:
    assert [each.id for each in given(tmp_path, content.encode())[0]] == ["a", "b"]


def test_atom_and_what_is_packed(tmp_path: Path) -> None:
    assert [each.id for each in given(tmp_path, ATOM.encode())[0]] == ["urn:1"]
    assert [each.id for each in given(tmp_path, gzip.compress(ATOM.encode()))[0]] == ["urn:1"]


def test_a_broken_feed_says_where_and_gives_what_it_can(tmp_path: Path) -> None:
    found, said = given(tmp_path, RSS.format("utf-8").partition("</item>\n<item>")[0].encode())
    assert [each.id for each in found] == ["https://courrier.invalid/1"]
    assert "is cut in line" in said[0].message


def test_a_feed_without_entries_is_said(tmp_path: Path) -> None:
    (found,), _ = given(tmp_path, b"<rss><channel><title>x</title></channel></rss>")
    assert isinstance(found, Unreadable)


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><p>Le format <rss> est un flux.</p></body></html>",
        "Bonjour\n\n<rss> en texte, puis rien.",
        '{"version": "1", "a": [1]}',
    ],
)
def test_what_only_speaks_of_feeds_is_one_dispatch(tmp_path: Path, content: str) -> None:
    found, _ = given(tmp_path, content.encode())
    assert len(found) == 1
