# SPDX-License-Identifier: Apache-2.0
"""Who may ask which route, and how? ``python -m quality.who_may`` writes the table of docs/people.md from the desk's own."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "people.md"
START, END = "<!-- made by quality.who_may -->", "<!-- end -->"


@dataclass(frozen=True, slots=True)
class Route:
    """A route: its name, its address as a pattern and with something in its places, the methods that it takes."""

    name: str
    pattern: str
    address: str
    methods: tuple[str, ...]


def routes() -> list[Route]:
    """Return every route of the desk, as Django resolves them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")
    import django

    django.setup()
    from django.urls import get_resolver

    try:
        logging.disable(logging.WARNING)  # that a method is not allowed is what is looked for
        return list(_below(get_resolver().url_patterns, "/", ""))
    finally:
        logging.disable(logging.NOTSET)


def table() -> str:
    """Return the table as Markdown: routes by their least role, then by address; not those that take a key."""
    from dementi.desk.accounts.table import OWN_DOORS, TABLE

    found = [route for route in routes() if not route.name.startswith(OWN_DOORS)]
    found.sort(key=lambda route: (TABLE[route.name], route.pattern, route.name))
    lines = ["| address | route | methods | least role |", "|---|---|---|---|"]
    for route in found:
        least = TABLE[route.name].name.lower()
        methods = ", ".join(method for method in route.methods if method != "HEAD")
        lines.append(f"| `{route.pattern}` | {route.name} | {methods} | {least} |")
    return "\n".join(lines)


def page_with(made: str) -> str:
    """Return the manual's page with a table in its place."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(START)
    after = rest.partition(END)[2]
    return f"{before}{START}\n{made}\n{END}{after}"


def _below(patterns: list[Any], place: str, space: str) -> Iterator[Route]:
    from django.urls import URLResolver

    for each in patterns:
        route = f"{place}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _below(each.url_patterns, route, f"{space}{each.namespace}:" if each.namespace else space)
        else:
            address = re.sub(r"<int:\w+>", "999999", re.sub(r"<(?:str:)?\w+>", "x", route))
            yield Route(f"{space}{each.name}", re.sub(r"<\w+:", "<", route), address, _methods(each))


def _methods(pattern: Any) -> tuple[str, ...]:
    from django.http import Http404
    from django.test import RequestFactory

    if isinstance(pattern.callback, partial):
        # The library's own description of the API takes no other.
        return ("GET",)
    places = {
        name: 0 if "int" in type(kind).__name__.lower() else "x" for name, kind in pattern.pattern.converters.items()
    }
    request = RequestFactory().generic("NONE", "/")
    # A view says what it takes when it is asked in a way that none takes, before it does anything.
    view = pattern.callback
    while True:
        try:
            answer = view(request, **places)
        except Http404:
            # A setting closes it; what it takes stands behind.
            view = view.__wrapped__
        else:
            return tuple(sorted(method.strip() for method in answer.headers.get("Allow", "").split(",")))


if __name__ == "__main__":
    PAGE.write_text(page_with(table()), "utf-8")
