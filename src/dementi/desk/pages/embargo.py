# SPDX-License-Identifier: Apache-2.0
"""What does the desk keep to itself? Items under an embargo, and those that their agency withholds, go out in no feed before their hour."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import Resolver404, resolve
from django.utils import timezone

from dementi.desk.pages import queries

__all__ = ["dispatch_at", "held_back"]


def held_back(dispatches: Iterable[str]) -> frozenset[str]:
    """Return the ids of those dispatches that are not for the public now."""
    now = timezone.now()
    return frozenset(
        key
        for key, reading in queries.read_again(dispatches).items()
        if reading.article and reading.article.wire and not reading.article.wire.is_public(now)
    )


def dispatch_at(address: str) -> str:
    """Return the id of the dispatch that a page of the desk is of; "" where it is of none."""
    try:
        return str(resolve(address).kwargs.get("dispatch", ""))
    except Resolver404:
        return ""
