# SPDX-License-Identifier: Apache-2.0
"""What does somebody bring: text, a file's bytes, an address? Dispatches not read yet, or why they cannot be had."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dementi.errors import InputError
from dementi.intake import Given, Unreadable, fetched, gather
from dementi.record import Dispatch

__all__ = ["from_address", "from_bytes", "from_text"]


def from_text(text: str, given: Given) -> Dispatch:
    """Return a text that was pasted, as a dispatch.

    Raises:
        InputError: there is none.
    """
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise InputError("There is no text to add.")
    return Dispatch(id="pasted", content=text, form=given.form, published=given.published, outlet=given.outlet)


def from_address(url: str, given: Given) -> Iterator[Dispatch | Unreadable]:
    """Yield what stands at an address.

    Raises:
        InputError: it is no address of the web.
    """
    if not url.lower().startswith(("http://", "https://")):
        raise InputError("An address starts with http:// or https://.")
    yield from gather([url], given, fetched)


def from_bytes(content: bytes, name: str, given: Given) -> Iterator[Dispatch | Unreadable]:
    """Yield the dispatches of a file, by its bytes and the name that it has where it comes from."""
    # The name comes from outside: only its last part is kept, and only as a name.
    own = PurePosixPath(name.replace("\\", "/")).name.lstrip(".")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (own or "file")
        path.write_bytes(content)
        for each in gather([str(path)], given, fetched):
            yield _named(each, str(path), own) if isinstance(each, Unreadable) else each


def _named(unreadable: Unreadable, path: str, name: str) -> Unreadable:
    # Where the desk put the file for a moment is nobody's business: the reader knows it by its name.
    values = tuple((key, value.replace(path, name)) for key, value in unreadable.trouble.values)
    return replace(unreadable, trouble=replace(unreadable.trouble, values=values))
