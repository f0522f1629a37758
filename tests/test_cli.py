# SPDX-License-Identifier: Apache-2.0
"""What is typed is answered: JSON lines in order, one clear sentence for what cannot be read, exit status 1."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dementi import cli

ARTICLE = """L'armée valmarienne annonce des tirs, Tersane dément

L'armée valmarienne a annoncé lundi avoir visé quatre dépôts près de Castelnoir.

La Fédération d'Orsanne a démenti ces affirmations.
"""

Run = Callable[..., tuple[int, list[dict[str, object]], str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command: exit status, the objects printed, what was said on standard error."""

    def typed(*words: object) -> tuple[int, list[dict[str, object]], str]:
        monkeypatch.setattr(sys, "argv", ["dementi", *map(str, words)])
        try:
            cli.main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capsys.readouterr()
        lines = [json.loads(line) for line in out.splitlines()] if "--json" in words else []
        return status, lines, err

    return typed


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_dispatch_is_printed_as_the_contract_says(run: Run, tmp_path: Path, contract_faults) -> None:
    path = write(tmp_path / "tirs.txt", ARTICLE)
    status, (printed,), err = run("read", "--json", "--as", "article", "--published", "2026-03-09", path)
    assert (status, err) == (0, "")
    assert printed["id"] == "tirs"
    assert contract_faults([json.dumps(printed)]) == []


def test_dispatches_come_out_in_the_order_given(run: Run, tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{name}.txt", ARTICLE) for name in "bca"]
    _, printed, _ = run("read", "--json", "--as", "article", *paths)
    assert [d["id"] for d in printed] == ["b", "c", "a"]


def test_the_same_dispatch_gives_the_same_reading(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "tirs.txt", ARTICLE)
    assert run("read", "--json", path) == run("read", "--json", path)


def test_an_article_s_text_stands_as_given(run: Run, tmp_path: Path) -> None:
    text = "Titre\n\n«\u202fDéjà\u202f», a dit Ina Morel.\nDeux\u00a0lignes.   Trois espaces."
    _, (printed,), _ = run("read", "--json", "--as", "article", write(tmp_path / "a.txt", f"\n{text}\n\n"))
    assert isinstance(printed["article"], dict)
    assert printed["article"]["text"] == text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide", b""),
        ("blanc", b" \n\t\n "),
        ("binaire", bytes(range(256)) * 64),
        ("image", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
        ("une-ligne", b"a" * (10 * 1024**2)),
    ],
)
def test_bad_input_is_one_clear_sentence_and_the_next_goes_on(
    run: Run, tmp_path: Path, contract_faults, name: str, content: bytes
) -> None:
    bad = write(tmp_path / f"{name}.txt", content)
    good = write(tmp_path / "tirs.txt", ARTICLE)
    status, printed, err = run("read", "--json", bad, good)
    assert status == 1
    assert [d["article"] is None for d in printed] == [True, False]
    assert printed[0]["troubles"]
    assert err.startswith(f"{name}: ")
    assert len(err.splitlines()) == 1
    assert contract_faults([json.dumps(d) for d in printed]) == []


@pytest.mark.parametrize("date", ["demain", "2026-13-01", "2026-02-30", "09/03/2026", ""])
def test_a_date_that_is_none_is_refused(run: Run, tmp_path: Path, date: str) -> None:
    status, printed, err = run("read", "--json", "--published", date, write(tmp_path / "tirs.txt", ARTICLE))
    assert status == 1
    assert [d["article"] for d in printed] in ([], [None])
    assert date in err


def test_without_a_date_no_year_appears(run: Run, tmp_path: Path) -> None:
    _, (printed,), _ = run("read", "--json", write(tmp_path / "tirs.txt", ARTICLE))
    assert isinstance(printed["article"], dict)
    assert printed["article"]["published"] is None
    assert isinstance(printed["dates"], list)
    assert [d["value"] for d in printed["dates"]] == [None] * len(printed["dates"])


def test_a_wrong_encoding_is_read_all_the_same(run: Run, tmp_path: Path) -> None:
    text = "Titre d’essai\n\n« L’œuvre coûte 3 € », a déclaré la mairie d’Aubemont."
    path = write(tmp_path / "a.txt", text.encode("cp1252"))
    _, (printed,), _ = run("read", "--json", "--as", "article", path)
    assert isinstance(printed["article"], dict)
    assert printed["article"]["text"] == text


def test_a_person_s_view_is_not_json(monkeypatch: pytest.MonkeyPatch, capsys, tmp_path: Path) -> None:
    path = write(tmp_path / "tirs.txt", ARTICLE)
    monkeypatch.setattr(sys, "argv", ["dementi", "read", str(path)])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert "L'armée valmarienne annonce des tirs, Tersane dément" in out
    assert not out.startswith("{")


def test_many_dispatches_are_joined_in_one_object(run: Run, tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{name}.txt", ARTICLE) for name in "ab"]
    status, (printed,), err = run("link", "--json", "--as", "article", *paths)
    assert (status, err) == (0, "")
    assert list(printed) == ["contract", "copies", "stories", "links", "series"]
    assert isinstance(printed["links"], list)
    assert {link["from"]["dispatch"] for link in printed["links"]} == {"a", "b"}


def test_what_cannot_be_read_is_told_and_the_others_are_joined(run: Run, tmp_path: Path) -> None:
    bad, good = write(tmp_path / "vide.txt", b""), write(tmp_path / "tirs.txt", ARTICLE)
    status, (printed,), err = run("link", "--json", bad, good)
    assert status == 1
    assert err.startswith("vide: ")
    assert len(err.splitlines()) == 1
    assert printed["links"]


def test_two_dispatches_of_one_name_are_told_and_joined_once(run: Run, tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": "x", "text": ARTICLE}) for _ in range(2))
    status, (printed,), err = run("link", "--json", write(tmp_path / "deux.jsonl", lines))
    assert (status, len(err.splitlines())) == (1, 1)
    assert isinstance(printed["links"], list)
    assert len({(str(link["from"]), str(link["to"])) for link in printed["links"]}) == len(printed["links"])


def test_the_command_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dementi.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("dementi, version ")
