# SPDX-License-Identifier: Apache-2.0
"""When was it published? What is given, or stands in the dispatch as its publication date; never guessed."""

from __future__ import annotations

import datetime as dt
import re

from dementi.errors import InputError
from dementi.language import word_list
from dementi.language.calendar import find_expressions, resolve

__all__ = ["checked", "iso", "published_in"]

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?")


def checked(given: str | None) -> str | None:
    """Return a date that was given, as the contract writes it.

    Raises:
        InputError: it is no date.
    """
    if given is None:
        return None
    found = iso(given)
    if found is None:
        raise InputError(
            "%(given)s is not a date: write it as 2017-01-23, or as 2017-01-23T19:09+01:00.", given=repr(given)
        )
    return found


def iso(written: str) -> str | None:
    """Return a machine-written date in the contract's form, None where it is none."""
    match = _ISO.fullmatch(written.strip())
    if match is None:
        return None
    text = written.strip().replace(" ", "T")
    text = re.sub(r"\.\d{1,6}", "", text)
    text = re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", text)
    try:
        if len(text) > 10:
            dt.datetime.fromisoformat(text)
        else:
            dt.date.fromisoformat(
                f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10] if len(text) == 7 else text
            )
    except ValueError:
        return None
    return text


def published_in(text: str, language: str = "fr") -> str | None:
    """Return the day that a line of the text gives as that of its publication, None where none does."""
    openings = word_list(language, "furniture")["published"]["words"]
    for line in text.split("\n")[:60]:
        plain = line.strip().lower()
        if len(plain) < 100 and any(plain.startswith(opening) for opening in openings):
            for expression in find_expressions(line, language):
                value = resolve(expression, None)
                if value:
                    return value
    return None
