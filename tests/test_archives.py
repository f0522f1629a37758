# SPDX-License-Identifier: Apache-2.0
"""Archives are read where they stand, record by record: WARC, ZIP, JSON Lines of texts, readings and wire items."""

import base64
import gzip
import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dementi.errors import FetchError
from dementi.intake import Given, Unreadable, gather
from dementi.intake.warc import warc_dispatches
from dementi.record import Dispatch, Form, Trouble

PAGE = b"<html><head><title>Castelnoir</title></head><body><p>Aubemont d\xc3\xa9ment.</p></body></html>"
ADDRESS = "https://courrier-aubemont.example/1"


def fetch_nothing(address: str) -> Dispatch:
    raise FetchError("%(address)s does not answer.", address=address)


def gathered(path: Path, notices: list[Trouble] | None = None) -> list[Dispatch | Unreadable]:
    return list(gather([str(path)], Given(), fetch_nothing, (notices if notices is not None else []).append))


def dispatches(path: Path) -> list[Dispatch]:
    found = gathered(path)
    assert [each for each in found if isinstance(each, Unreadable)] == []
    return [each for each in found if isinstance(each, Dispatch)]


class Archive:
    """A WARC in the making, by hand: warcio's own writer leaves its temporary files open."""

    def __init__(self, *, packed: bool = True) -> None:
        self.packed = packed
        self.content = b""

    def page(self, content: bytes = PAGE, *, kind="text/html", status="200 OK", headers=(), heads=()) -> "Archive":
        lines = [
            f"HTTP/1.1 {status}",
            f"Content-Type: {kind}",
            *(f"{name}: {value}" for name, value in headers),
            "",
            "",
        ]
        block = "\r\n".join(lines).encode() + content
        return self.other("response", block, "application/http; msgtype=response", heads)

    def other(self, rec_type: str, block: bytes, kind: str, heads=()) -> "Archive":
        digest = base64.b32encode(hashlib.sha1(block).digest()).decode()  # noqa: S324 (as WARC writes it)
        lines = [
            "WARC/1.0",
            f"WARC-Type: {rec_type}",
            f"WARC-Record-ID: <urn:uuid:{len(self.content):08x}>",
            f"WARC-Target-URI: {ADDRESS}",
        ]
        lines += [
            "WARC-Date: 2026-03-09T09:10:00Z",
            f"WARC-Block-Digest: sha1:{digest}",
            f"Content-Type: {kind}",
            *heads,
        ]
        record = "\r\n".join([*lines, f"Content-Length: {len(block)}", "", ""]).encode() + block + b"\r\n\r\n"
        self.content += gzip.compress(record) if self.packed else record
        return self

    def put(self, path: Path) -> Path:
        path.write_bytes(self.content)
        return path


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_warc_are_dispatches_under_their_records_ids(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    path = Archive(packed=packed).page().page(b"<p>Deux</p>").put(tmp_path / "a.warc.gz")
    first, second = dispatches(path)
    assert first.id.startswith("urn:uuid:")
    assert first.id != second.id
    assert (first.content, first.url, first.media_type, first.form) == (PAGE, ADDRESS, "text/html", None)
    assert first.headers == (("WARC-Date", "2026-03-09T09:10:00Z"), ("Content-Type", "text/html"))
    assert second.content == b"<p>Deux</p>"


def test_a_warc_in_one_gzip_member_is_read_all_the_same(tmp_path: Path) -> None:
    archive = Archive(packed=False).page().page().page()
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(archive.content))
    assert [each.content for each in dispatches(tmp_path / "a.warc.gz")] == [PAGE] * 3


def test_contents_are_decoded_as_they_were_sent(tmp_path: Path) -> None:
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:20], PAGE[20:])) + b"0\r\n\r\n"
    archive = Archive().page(gzip.compress(PAGE), headers=[("Content-Encoding", "gzip")])
    path = archive.page(chunked, headers=[("Transfer-Encoding", "chunked")]).put(tmp_path / "a.warc")
    assert [each.content for each in dispatches(path)] == [PAGE, PAGE]


def test_what_is_no_page_is_left_out_and_counted(tmp_path: Path) -> None:
    archive = (
        Archive().other("warcinfo", b"software: x", "application/warc-fields").page().page(b"\x89PNG", kind="image/png")
    )
    archive.page(status="404 Not Found").other("conversion", b"Du texte.", "text/plain").other(
        "request", b"GET", "application/http"
    )
    archive.page(b"\x89PNG", kind="image/png")
    notices: list[Trouble] = []
    found = gathered(archive.put(tmp_path / "a.warc.gz"), notices)
    assert [each.content for each in found if isinstance(each, Dispatch)] == [PAGE, b"Du texte."]
    (notice,) = notices
    assert dict(notice.values) == {"name": "a", "count": "3", "kinds": "HTTP 404: 1, image/png: 2"}


def test_a_revisit_is_counted_and_not_read(tmp_path: Path) -> None:
    archive = Archive().page().other("revisit", b"HTTP/1.1 200 OK\r\n\r\n", "application/http; msgtype=response")
    notices: list[Trouble] = []
    assert len(gathered(archive.put(tmp_path / "a.warc.gz"), notices)) == 1
    assert dict(notices[0].values)["kinds"] == "revisit: 1"


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_that_is_cut_off_is_not_read_as_whole(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    content = Archive(packed=packed).page().page(PAGE * 50).content
    (tmp_path / "a.warc").write_bytes(content[: -len(content) // 5])
    first, *others = gathered(tmp_path / "a.warc")
    assert isinstance(first, Dispatch)
    assert others
    assert all(isinstance(each, Unreadable) for each in others)


def test_a_record_that_says_it_was_truncated_is_not_read_as_whole(tmp_path: Path) -> None:
    path = Archive().page(heads=["WARC-Truncated: length"]).page().put(tmp_path / "a.warc.gz")
    cut, whole = gathered(path)
    assert isinstance(cut, Unreadable)
    assert "cut off" in cut.trouble.message
    assert isinstance(whole, Dispatch)


@pytest.mark.parametrize("length", [b"99999999", b"3", b"-1", b"viele"])
def test_a_length_that_lies_costs_its_record_and_not_the_next(tmp_path: Path, length: bytes) -> None:
    plain = Archive(packed=False).page().content
    at = plain.index(b"Content-Length: ") + len(b"Content-Length: ")
    lying = plain[:at] + length + plain[plain.index(b"\r\n", at) :]
    whole = Archive(packed=False).page(b"<p>La suite</p>").content
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(lying) + gzip.compress(whole))
    found = gathered(tmp_path / "a.warc.gz")
    assert PAGE not in [each.content for each in found if isinstance(each, Dispatch)]
    assert [each.content for each in found if isinstance(each, Dispatch)][-1:] == [b"<p>La suite</p>"]


def test_a_record_that_does_not_fit_its_digest_is_damaged(tmp_path: Path) -> None:
    plain = Archive(packed=False).page().content
    (tmp_path / "a.warc").write_bytes(plain.replace(b"Aubemont", b"Aubemond"))
    (found,) = gathered(tmp_path / "a.warc")
    assert isinstance(found, Unreadable)
    assert "digest" in found.trouble.message


def test_a_damaged_member_is_said_and_what_stood_before_it_is_kept(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one = Archive().page().content
    (tmp_path / "a.warc.gz").write_bytes(one + one[:60] + b"\xff" * 40 + one[100:])
    first, second = gathered(tmp_path / "a.warc.gz")
    assert isinstance(first, Dispatch)
    assert isinstance(second, Unreadable)
    assert capfd.readouterr().err == ""


def test_a_page_that_is_too_large_is_said_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dementi.intake.warc.MOST_BYTES", 1000)
    large, small = gathered(Archive().page(PAGE * 200).page().put(tmp_path / "a.warc.gz"))
    assert isinstance(large, Unreadable)
    assert "larger" in large.trouble.message
    assert isinstance(small, Dispatch)


def test_a_bomb_in_a_warc_is_not_blown_up(tmp_path: Path) -> None:
    path = Archive().page(b"0" * (160 * 1024**2), kind="image/png").page().put(tmp_path / "a.warc.gz")
    (found,) = gathered(path)
    assert isinstance(found, Unreadable)
    assert "unpacks" in found.trouble.message


def test_a_head_without_end_is_not_collected(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000)
    (found,) = gathered(tmp_path / "a.warc")
    assert isinstance(found, Unreadable)
    assert "head" in dict(found.trouble.values)["why"]


@settings(max_examples=200)
@given(st.data())
def test_a_warc_damaged_anywhere_is_read_as_far_as_it_goes(data: st.DataObject) -> None:
    content = Archive(packed=data.draw(st.booleans())).page().page().content
    at, length = data.draw(st.integers(0, len(content))), data.draw(st.integers(0, 40))
    damaged = content[:at] + data.draw(st.binary(max_size=8)) + content[at + length :]
    for found in warc_dispatches("a", io.BytesIO(damaged), Given(), lambda _: None):
        assert isinstance(found, Dispatch | Unreadable)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_the_files_of_a_zip_are_dispatches_in_sorted_order(tmp_path: Path) -> None:
    lines = b'{"id": "un", "text": "Titre\\n\\nTexte."}\n{"id": "deux", "text": "Autre."}\n'
    path = zipped(
        tmp_path / "lot.zip", {"b/crue.txt": b"x", "a.html": PAGE, "lignes.jsonl": lines, ".cache": b"x", "c/": b""}
    )
    assert [each.id for each in dispatches(path)] == ["lot/a", "lot/b/crue", "un", "deux"]


def test_the_pages_of_a_wacz_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.wacz", {"archive/data.warc.gz": Archive().page().content})
    assert [each.content for each in dispatches(path)] == [PAGE]


def test_names_that_climb_out_of_a_zip_are_names_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "dedans"
    folder.mkdir()
    found = gathered(zipped(folder / "lot.zip", {"a/../../dehors.txt": b"x", "/etc/dehors2.txt": b"y"}))
    assert len(found) <= 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["dedans", "lot.zip"]


def test_a_zip_bomb_is_not_blown_up(tmp_path: Path) -> None:
    (found,) = gathered(zipped(tmp_path / "bombe.zip", {"a.txt": b"0" * (8 * 1024**2)}))
    assert isinstance(found, Unreadable)
    assert "unpacks" in found.trouble.message


def test_a_zip_that_lies_about_its_sizes_is_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "lot.zip", {"a.txt": b"Titre\n\nTexte." * 100})
    content = path.read_bytes()
    path.write_bytes(content.replace((1300).to_bytes(4, "little"), (13).to_bytes(4, "little")))
    (found,) = gathered(path)
    assert isinstance(found, Unreadable)


@pytest.mark.parametrize("name", ["[Content_Types].xml", "trop"])
def test_an_office_document_and_a_crowd_of_files_are_said(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dementi.intake.packed.MOST_MEMBERS", 1)
    members = {name: b"x"} if name != "trop" else {"a.txt": b"x", "b.txt": b"x"}
    (found,) = gathered(zipped(tmp_path / "lot.zip", members))
    assert isinstance(found, Unreadable)


def test_archives_in_archives_are_opened_twice_and_no_deeper(tmp_path: Path) -> None:
    content = b"Titre\n\nTexte."
    for depth in range(5):
        content = zipped(tmp_path / "lot.zip", {f"{depth}.zip": content}).read_bytes()
    (found,) = gathered(tmp_path / "lot.zip")
    assert isinstance(found, Dispatch)
    assert isinstance(found.content, bytes)
    assert found.content.startswith(b"PK")


def test_readings_and_wire_items_are_lines_like_texts(tmp_path: Path) -> None:
    reading = {
        "contract": 1,
        "id": "lu",
        "article": {"text": "Titre\n\nTexte.", "published": "2026-03-09", "outlet": "Radio-Ostre", "url": None},
    }
    item = {"uri": "urn:avp:1", "type": "text", "headline": "Titre", "body_text": "Texte."}
    lines = [reading, item, {"id": "x", "article": None}, {"text": "Un."}]
    (tmp_path / "lot.jsonl").write_text("\ufeff" + "\n".join(json.dumps(line) for line in lines))
    first, second, third, fourth = gathered(tmp_path / "lot.jsonl")
    assert isinstance(first, Dispatch)
    assert (first.id, first.content, first.published, first.outlet) == (
        "lu",
        "Titre\n\nTexte.",
        "2026-03-09",
        "Radio-Ostre",
    )
    assert isinstance(second, Dispatch)
    assert (second.id, second.form) == ("urn:avp:1", Form.WIRE)
    assert isinstance(third, Unreadable)
    assert dict(third.trouble.values)["number"] == "3"
    assert fourth.id == "lot:4"


def test_a_line_without_end_is_said_once_and_the_next_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("given", "lines"):
        monkeypatch.setattr(f"dementi.intake.{module}.MOST_BYTES", 100)
    (tmp_path / "lot.jsonl").write_text('{"text": "un"}\n{"text": "' + "a" * 1000 + '"}\n{"text": "trois"}\n')
    found = gathered(tmp_path / "lot.jsonl")
    assert [type(each) for each in found] == [Dispatch, Unreadable, Dispatch]
    assert [each.id for each in found] == ["lot:1", "lot:2", "lot:3"]


def test_one_item_of_the_wire_on_one_line_is_a_file_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "alerte.json").write_text('{"uri": "urn:avp:1", "type": "text", "headline": "Titre"}\n')
    (found,) = dispatches(tmp_path / "alerte.json")
    assert found.id == "alerte"


def test_a_message_of_several_items_is_as_many_dispatches(tmp_path: Path) -> None:
    items = [{"uri": f"urn:avp:{n}", "type": "text", "headline": f"Titre {n}"} for n in range(3)]
    (tmp_path / "lot.json").write_text(json.dumps(items, indent=1))
    assert [each.id for each in dispatches(tmp_path / "lot.json")] == ["urn:avp:0", "urn:avp:1", "urn:avp:2"]


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_whatever_stands_in_a_file_gives_dispatches_or_troubles(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for start in (b"", b"\x1f\x8b", b"PK\x03\x04", b"WARC/1.0\r\n", b'{"text": "'):
            path = Path(folder) / "a"
            path.write_bytes(start + content)
            notices: list[Trouble] = []
            found = gathered(path, notices)
            assert all(isinstance(each, Dispatch | Unreadable) for each in found)
            assert found or notices


def test_a_first_line_that_is_broken_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "lot.jsonl").write_text('{"id": "un", "text": "x\n{"id": "deux", "text": "y"}\n')
    assert [type(each) for each in gathered(tmp_path / "lot.jsonl")] == [Unreadable, Dispatch]


def test_a_json_file_of_one_text_or_an_array_of_texts_is_as_many_articles(tmp_path: Path) -> None:
    (tmp_path / "un.json").write_text(json.dumps({"text": "Titre\n\nTexte.", "published": "2026-03-09"}, indent=1))
    (tmp_path / "lot.json").write_text(json.dumps([{"id": "a", "text": "Un."}, {"text": "Deux."}, 3], indent=1))
    (one,) = dispatches(tmp_path / "un.json")
    assert (one.id, one.content, one.published, one.form) == ("un", "Titre\n\nTexte.", "2026-03-09", Form.ARTICLE)
    assert [each.id for each in dispatches(tmp_path / "lot.json")] == ["a", "lot:2"]
