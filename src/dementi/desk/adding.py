# SPDX-License-Identifier: Apache-2.0
"""How does a dispatch come onto the record? Read by the newsroom, then kept, readable or not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from importlib.resources import files

from dementi.desk.record.capture import Added, Capture
from dementi.desk.record.store import known, put_on_record
from dementi.markup import web_address
from dementi.newsroom import Newsroom
from dementi.record import Dispatch, Form

__all__ = ["add", "add_examples"]


def add(dispatches: Iterable[Dispatch], capture: Capture) -> Iterator[Added]:
    """Yield what became of each dispatch; one that is on record is not read again.

    Args:
        dispatches: nothing read yet.
        capture: how they come in.

    Raises:
        RecordError: the record cannot be written; what was yielded before is kept.
    """
    with Newsroom() as newsroom:
        for dispatch in map(_storable, dispatches):
            found = known(dispatch)
            if found and not (found.removed and capture.again):
                yield found
            else:
                came = replace(capture, headers=dispatch.headers or capture.headers)
                yield put_on_record(dispatch, newsroom.read(dispatch), came)


def _storable(dispatch: Dispatch) -> Dispatch:
    # A file's name or an argument that is not UTF-8 comes as lone surrogates, which no database takes; nor NUL.
    return replace(
        dispatch,
        id=_text(dispatch.id),
        content=_whole(dispatch.content) if isinstance(dispatch.content, str) else dispatch.content,
        published=_maybe_text(dispatch.published),
        outlet=_maybe_text(dispatch.outlet),
        # Where it stands behind a link, in citations and in exports: an address of the web, or none.
        url=web_address(_maybe_text(dispatch.url)),
        media_type=_maybe_text(dispatch.media_type),
    )


def _maybe_text(written: str | None) -> str | None:
    return None if written is None else _text(written)


def _text(written: str) -> str:
    return _whole(written).replace("\0", "\ufffd")


def _whole(written: str) -> str:
    return written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def add_examples(now: datetime) -> int:
    """Put the invented examples on the record; return how many are new."""
    return sum(added.new for added in add(_examples(), Capture(at=now, example=True)))


def _examples() -> Iterator[Dispatch]:
    folder = files("dementi").joinpath("examples")
    index = folder.joinpath("examples.toml")
    if not index.is_file():
        return
    for entry in tomllib.loads(index.read_text("utf-8"))["dispatches"]:
        dispatch = Dispatch(
            id=entry["id"], content=folder.joinpath(entry["file"]).read_bytes(), form=Form(entry["form"])
        )
        yield replace(dispatch, published=entry.get("published"), outlet=entry.get("outlet"), url=entry.get("url"))
