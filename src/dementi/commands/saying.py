# SPDX-License-Identifier: Apache-2.0
"""In which language, and where, does a command speak? Sentences for a person go to standard error."""

from __future__ import annotations

from pathlib import Path

import click

from dementi.errors import InputError
from dementi.messages import LANGUAGES
from dementi.settings import read_settings

__all__ = ["FOLDER", "complain", "folder_of", "language"]

FOLDER = click.option(
    "--data", "folder", type=click.Path(path_type=Path), help="The desk's folder of data, made if missing."
)


def language() -> str:
    """Return the language of the command line; the first where the setting is none."""
    try:
        return read_settings().language
    except InputError:
        return LANGUAGES[0]


def complain(sentence: str) -> None:
    """Write a sentence to standard error."""
    click.echo(sentence, err=True)


def folder_of(given: Path | None) -> Path:
    """Return the desk's folder of data: the given one, else the setting's."""
    return given or read_settings().folder
