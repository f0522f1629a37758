# SPDX-License-Identifier: Apache-2.0
"""The manual says every command, option, setting and rule that there is, and its links lead somewhere."""

import inspect
import re
from pathlib import Path

import click
import pytest

from dementi import settings
from dementi.cli import commands

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_each_command_and_option_is_in_the_manual(name: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    command = commands.commands[name]
    options = [o for parameter in command.params if isinstance(parameter, click.Option) for o in parameter.opts]
    assert f"`dementi {name}" in page
    assert [option for option in options if f"`{option}" not in page] == []


def test_each_setting_is_in_the_manual() -> None:
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    names = set(re.findall(r"DEMENTI_[A-Z_]+", inspect.getsource(settings)))
    assert {name for name in names if f"`{name}`" not in page} == set()


def broken(page: Path, text: str) -> list[str]:
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", text)
    return [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_each_link_leads_to_a_file(page: Path) -> None:
    assert broken(page, page.read_text("utf-8")) == []


def test_a_broken_link_is_seen() -> None:
    assert broken(ROOT / "README.md", "[la lune](docs/lune.md)") == ["docs/lune.md"]
