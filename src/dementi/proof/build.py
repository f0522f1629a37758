# SPDX-License-Identifier: Apache-2.0
"""Which reader is this, to the letter? The digest of the code, lists and models that make a reading."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["reader_build"]

#: What makes a reading of a dispatch.
_PARTS = ("language", "links", "newsroom.py", "reading", "record", "statements")


@lru_cache(maxsize=1)
def reader_build() -> str:
    """Return the SHA-256 of the reader's files, shortened to 16 digits: two with the same read alike."""
    found = hashlib.sha256()
    for part in _PARTS:
        _take(files("dementi").joinpath(part), part, found)
    return found.hexdigest()[:16]


def _take(place: Traversable, name: str, found: hashlib._Hash) -> None:
    if place.is_file():
        found.update(f"{name}\0".encode())
        found.update(hashlib.sha256(place.read_bytes()).digest())
        return
    for inner in sorted(place.iterdir(), key=lambda each: each.name):
        if not inner.name.startswith((".", "__pycache__")):
            _take(inner, f"{name}/{inner.name}", found)
