# SPDX-License-Identifier: Apache-2.0
"""The manual: what comes from code is current, French stands beside English, the site is whole, asks nobody, and its examples run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import lxml.html
import pytest
from quality import manual, reference, screenshots

from dementi import settings
from dementi.cli import commands

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FRENCH = sorted((DOCS / "fr").rglob("*.md"))
WRITTEN = [
    name
    for folder in ("", "fr/")
    for name in (
        f"{folder}limits.md",
        *(f"{folder}reference/{page}.md" for page in ("commands", "settings", "rules", "addresses", "api")),
    )
]


def name_of(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return {name_of(path): text for path, text in reference.written().items()}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_comes_from_code_is_current(name: str, written: dict[str, str]) -> None:
    assert (DOCS / name).read_text("utf-8") == written[name], "make reference"


def test_no_page_that_comes_from_code_is_forgotten(written: dict[str, str]) -> None:
    assert sorted(written) == sorted(WRITTEN)


def test_every_sentence_that_comes_from_code_has_its_french() -> None:
    assert reference.missing() == set(), "write the French in docs/manual/fr.toml"


def test_the_reference_leaves_nothing_out(written: dict[str, str]) -> None:
    from django.urls import reverse

    from dementi.desk.pages.rules import RULES

    pages = {Path(name).stem: text for name, text in written.items() if not name.startswith("fr/")}
    asked = set(re.findall(r"DEMENTI_[A-Z_]+", (ROOT / "src" / "dementi" / "settings.py").read_text("utf-8")))
    assert {each for each in asked if f"`{each}`" not in pages["settings"]} == set()
    assert {each for each in RULES if f"`{each}`" not in pages["rules"]} == set()
    assert {each for each in commands.commands if f"## dementi {each}" not in pages["commands"]} == set()
    assert f"`{reverse('public-latest')}` | anyone" in pages["addresses"]
    assert settings.settings_of({}).port == 8017
    assert "`127.0.0.1`, `8017`" in pages["settings"]


def test_french_and_english_pages_answer_each_other() -> None:
    english = set(manual.pages("en"))
    own = {path.relative_to(DOCS / "fr").as_posix() for path in FRENCH}
    assert own <= english
    assert {"index.md", "tutorial.md", "limits.md", "public.md", "reference/commands.md"} <= own
    assert {name for name in english if name.startswith("howto/")} == {
        name for name in own if name.startswith("howto/")
    }


#: Pages whose two languages are kept together, section by section.
TOGETHER = [
    name_of(path)
    for path in (DOCS / "tutorial.md", DOCS / "limits.md", DOCS / "public.md", *sorted((DOCS / "howto").glob("*.md")))
]


@pytest.mark.parametrize("name", TOGETHER)
def test_a_page_has_the_same_sections_and_examples_in_both_languages(name: str) -> None:
    shapes = [
        re.findall(r"^(#+ |```\w+|\|---)", (DOCS / place).read_text("utf-8"), re.MULTILINE)
        for place in (name, f"fr/{name}")
    ]
    assert shapes[0] == shapes[1]


def unset(text: str) -> list[str]:
    """What of a French text is not set as French is: straight apostrophes and quotes, spaces where a line could break."""
    prose = re.sub(r"```.*?```|`[^`]*`|^ {4}.*$|<!--.*?-->|\]\([^)]*\)", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"\w'\w|\"|\w [;!?]|\w :\s|« | »", prose)


@pytest.mark.parametrize("path", FRENCH, ids=name_of)
def test_french_is_set_as_french_is(path: Path) -> None:
    assert unset(path.read_text("utf-8")) == []


def test_what_is_not_set_so_is_seen() -> None:
    assert unset("l'armée « dit » ; oui ?") != []
    assert unset("`l'armée` dit\u202f: «\u00a0oui\u00a0»") == []


def known_line(line: str) -> list[str]:
    """What of a command line the program does not know."""
    words = [word for word in shlex.split(line, comments=True) if not word.startswith("DEMENTI_")]
    group: click.Command = commands
    at = 1
    while isinstance(group, click.Group):
        if at >= len(words) or words[at] not in group.commands:
            return [" ".join(words[: at + 1])]
        group, at = group.commands[words[at]], at + 1
    known = {option for each in group.params for option in each.opts}
    return [word for word in words[at:] if word.startswith("--") and word not in known]


@pytest.mark.parametrize("path", [*FRENCH, *sorted((DOCS / "howto").glob("*.md")), DOCS / "tutorial.md"], ids=name_of)
def test_each_command_of_the_manual_is_one(path: Path) -> None:
    lines = re.findall(
        r"^(?: {4})?((?:DEMENTI_\w+=\S+ |DEMENTI_\w+=\"[^\"]*\" )*dementi [^\n>|]*)",
        path.read_text("utf-8"),
        re.MULTILINE,
    )
    if "reference" not in path.parts:
        assert [fault for line in lines for fault in known_line(line.replace("PATH|URL|-...", ""))] == []


def test_a_command_that_is_none_is_seen() -> None:
    assert known_line("dementi relire x") == ["dementi relire"]
    assert known_line("dementi read --loud x") == ["--loud"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("manual") / "site"
    manual.build(out)
    return out


def test_the_manual_is_built_without_a_fault_and_each_link_leads_to_a_page(site: Path) -> None:
    built = sorted(site.rglob("*.html"))
    assert len(built) > 60
    lost = []
    for page in built:
        for link in lxml.html.fromstring(page.read_bytes()).xpath("//@href | //@src"):
            target = str(link).partition("#")[0].partition("?")[0]
            if target and not re.match(r"[a-z]+:|//", target) and not (page.parent / target).resolve().exists():
                lost.append((page.relative_to(site).as_posix(), link))
    assert lost == []


def test_the_built_manual_asks_no_other_site_for_anything(site: Path) -> None:
    files = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert {request for path in files for request in manual.foreign(path.read_text("utf-8"))} == set()


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.invalid/x.js"></script>',
        '<link rel="stylesheet" href="//fonts.invalid/x.css">',
        "<style>@import 'https://fonts.invalid/x.css'</style>",
        "b { background: url(https://x.invalid/p.png) }",
    ],
)
def test_a_request_elsewhere_is_seen(page: str) -> None:
    assert list(manual.foreign(page)) != []
    assert list(manual.foreign('<a href="https://example.org/">x</a>')) == []


def test_a_page_that_is_not_translated_says_so_and_the_other_language_is_a_click_away(site: Path) -> None:
    page = (site / "fr" / "links.html").read_text("utf-8")
    assert "Cette page n’existe qu’en anglais" in page
    assert 'href="./../en/links.html"' in page
    assert "Cette page n’existe qu’en anglais" not in (site / "fr" / "tutorial.html").read_text("utf-8")
    assert 'lang="fr"' in page


def test_every_picture_of_the_manual_was_taken() -> None:
    assert [name for name in screenshots.NAMES if not (DOCS / "images" / name).is_file()] == []


def stands_in(expected: str, said: str) -> list[str]:
    """Which pieces of an expected output (between lines of « … ») do not stand in what was said, in order."""
    said, lost = " ".join(said.split()), []
    for piece in (" ".join(piece.split()) for piece in re.split(r"^…$", expected, flags=re.MULTILINE)):
        at = said.find(piece)
        if at < 0:
            lost.append(piece)
        else:
            said = said[at + len(piece) :]
    return lost


@pytest.mark.parametrize("language", manual.LANGUAGES)
def test_the_tutorial_does_what_it_says(language: str, tmp_path: Path) -> None:
    page = DOCS / ("fr/tutorial.md" if language == "fr" else "tutorial.md")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "200"}
    environment["DEMENTI_LANGUAGE"] = language
    name, said, ran = "", "", 0
    for before, kind, body in re.findall(
        r"([^\n]*)\n+```(text|sh|console)\n(.*?)```", page.read_text("utf-8"), re.DOTALL
    ):
        if kind == "text":
            (name,) = re.findall(r"`(\w+\.txt)`", before)
            (tmp_path / name).write_text(body, "utf-8")
        elif kind == "sh":
            shell = ["sh", "-ec", body]
            done = subprocess.run(shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (the manual's own lines)
            assert done.returncode == 0, done.stderr
            said, ran = done.stdout, ran + 1
        else:
            assert stands_in(body, said) == [], said
    assert ran >= 5
