# SPDX-License-Identifier: Apache-2.0
"""Every route stands in the table of who may do what, and every row has its route."""

from collections.abc import Iterator
from typing import Any

import pytest

from dementi.desk.accounts.table import TABLE, TAKEN_AWAY, UNWRITTEN


def routes(patterns: list[Any] | None = None, space: str = "") -> Iterator[str]:
    """The name of every route of the desk, with its namespace; "" for one without a name."""
    from django.urls import URLResolver, get_resolver

    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)
        else:
            yield f"{space}{each.name}" if each.name else ""


def test_every_route_stands_in_the_table_and_every_row_has_its_route(opened: None) -> None:
    assert set(routes()) == set(TABLE)


def test_what_is_written_down_otherwise_is_a_route() -> None:
    assert set(TABLE) >= TAKEN_AWAY
    assert set(TABLE) >= UNWRITTEN


def test_a_route_that_stands_in_no_row_is_open_to_nobody(people, come, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(TABLE, "latest")
    assert come("admin").get("/").status_code == 403
    assert come("nobody").get("/").status_code == 403
