# SPDX-License-Identifier: Apache-2.0
"""What may be asked in an address of the API? The parameters that many lists share, each with what it means."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Path, Schema
from pydantic import ConfigDict, Field, StringConstraints

from dementi.desk.api.shapes import Problem
from dementi.desk.api.tokens import Scope
from dementi.messages import gettext_noop

__all__ = ["DispatchId", "Filtered", "Narrowing", "Paged", "SpeakerKey", "StatementId", "answers", "open_to_read"]

#: Items on one page: without a wish, and at most.
USUAL, MOST = 50, 200
#: What no address may hold: a database takes no NUL.
TEXT = r"^[^\x00-\x1f\x7f]*$"

Words = Annotated[str, StringConstraints(max_length=1000, pattern=TEXT)]
Value = Annotated[str, StringConstraints(max_length=300, pattern=TEXT)]
DispatchId = Annotated[str, Path(pattern=r"^[0-9a-f]{1,16}$", description=gettext_noop("The id of a dispatch."))]
StatementId = Annotated[
    str, Path(pattern=r"^[0-9A-Za-z_.-]{1,32}$", description=gettext_noop("The id of a statement in its dispatch."))
]
SpeakerKey = Annotated[
    str, Path(max_length=200, pattern=TEXT, description=gettext_noop("The key of a speaker, as his page has it."))
]


class Paged(Schema):
    """Which piece of a list is wanted."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(USUAL, ge=1, le=MOST, description=gettext_noop("Items on a page, at most 200."))
    cursor: str | None = Field(
        None,
        max_length=400,
        pattern=r"^[A-Za-z0-9_-]*$",
        description=gettext_noop("Where to go on: take the address under “next” instead of making one."),
    )


class Filtered(Schema):
    """By what statements are narrowed; each may be given several times, any of its values is enough."""

    model_config = ConfigDict(extra="forbid")

    speaker: list[Value] = Field(
        [], max_length=10, description=gettext_noop("Who speaks, by the name as written; empty: nobody is named.")
    )
    outlet: list[Value] = Field([], max_length=10, description=gettext_noop("The outlet; empty: it is not known."))
    kind: list[Literal["asserts", "denies", "confirms", "questions", "refuses_comment", "figure"]] = Field(
        [], max_length=10, description=gettext_noop("What the statement does, or that a figure stands in it.")
    )
    story: list[Value] = Field(
        [], max_length=10, description=gettext_noop("The id of a story, or its name; empty: of none.")
    )
    contested: Literal["yes", "no"] | None = Field(
        None, description=gettext_noop("Whether a denial answers it, or it denies something.")
    )
    said_from: date | None = Field(None, description=gettext_noop("Said on this day or later, where the day is known."))
    said_to: date | None = Field(None, description=gettext_noop("Said on this day or earlier, where the day is known."))
    published_from: date | None = Field(
        None,
        description=gettext_noop("Of a dispatch published on this day or later (captured, where that is not known)."),
    )
    published_to: date | None = Field(
        None,
        description=gettext_noop("Of a dispatch published on this day or earlier (captured, where that is not known)."),
    )


class Narrowing(Paged, Filtered):
    """A piece of a list of statements."""


def answers(shape: Any, *statuses: int, ok: int = 200) -> dict[int, Any]:  # noqa: ANN401 (a shape, or a list of one)
    """Return what an operation may answer: a shape, or a refusal with one of the statuses that any has, or of its own."""
    return {ok: shape, **dict.fromkeys(sorted({400, 401, 403, 422, 429, 503, *statuses}), Problem)}


def open_to_read(scope: Scope = Scope.READ) -> dict[str, Any]:
    """Return what the description of an operation says of its key: none is needed where the desk is open."""
    return {"security": [{}], "x-dementi-scope": scope.value}
