# SPDX-License-Identifier: Apache-2.0
"""What may a program do to the record? Add dispatches, and say of statements what a reader says of them on the page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Body, Path, Query, Status
from pydantic import Field

from dementi import intake
from dementi.desk.accounts.store import has_accounts
from dementi.desk.api import shapes
from dementi.desk.api.access import Door, caller
from dementi.desk.api.asked import TEXT, DispatchId, Paged, StatementId, answers, open_to_read
from dementi.desk.api.dispatches import router
from dementi.desk.api.paging import Cursor, next_of, page_of
from dementi.desk.api.problems import Refused
from dementi.desk.api.reading_shapes import Shape
from dementi.desk.api.showing import address, reading_shown, troubles_shown
from dementi.desk.api.tokens import Scope
from dementi.desk.bringing import from_address, from_bytes, from_text
from dementi.desk.marks import store as marks
from dementi.desk.marks.by_hand import LONGEST, pointed_at
from dementi.desk.marks.corrected import Kind, Noted
from dementi.desk.marks.store import Said
from dementi.desk.pages import queries, wording
from dementi.desk.pages.queries import Kept
from dementi.desk.record.capture import Added
from dementi.errors import InputError
from dementi.intake import MOST_BYTES, Unreadable
from dementi.messages import gettext_noop
from dementi.reading.published import checked
from dementi.record import Dispatch, Findings, Form, Reading, Stance

#: One address is one door, whatever is done there: what changes a dispatch stands with what reads it.
__all__ = ["router"]

Object = dict[str, Any]

#: Any text without a NUL, which no database takes.
PROSE = r"^[^\x00]*$"
#: Bytes in base64.
MOST_BASE64 = MOST_BYTES * 4 // 3 + 4


class Given(Shape):
    """What is said of a dispatch that is brought."""

    form: Form | None = Field(None, description=gettext_noop("The way to read; told from the content otherwise."))
    published: str | None = Field(
        None,
        max_length=40,
        pattern=TEXT,
        description=gettext_noop("When it was published: 2017-01-23, or a time with its zone."),
    )
    outlet: str | None = Field(
        None, max_length=300, pattern=TEXT, description=gettext_noop("The outlet that published it.")
    )
    again: bool = Field(False, description=gettext_noop("Put it back if it was taken off the desk."))

    def said(self) -> intake.Given:
        """Return it as the intake takes it."""
        return intake.Given(self.form, (self.published or "").strip() or None, (self.outlet or "").strip() or None)


class Text(Given):
    """A dispatch as text."""

    text: str = Field(max_length=12_000_000, pattern=PROSE, description=gettext_noop("The text, pasted."))

    def dispatches(self) -> Iterable[Dispatch | Unreadable]:
        """Return what is brought."""
        return (from_text(self.text, self.said()),)


class Content(Given):
    """The bytes of a file, in which one dispatch stands or several."""

    content: str = Field(
        max_length=MOST_BASE64,
        pattern=r"^[A-Za-z0-9+/\s]*={0,2}\s*$",
        description=gettext_noop("The bytes of a file, in base64."),
    )
    name: str = Field("", max_length=100, pattern=TEXT, description=gettext_noop("The name of that file."))

    def dispatches(self) -> Iterable[Dispatch | Unreadable]:
        """Return what is brought."""
        try:
            content = base64.b64decode("".join(self.content.split()), validate=True)
        except (binascii.Error, ValueError) as error:
            raise InputError("The content is not base64.") from error
        return from_bytes(content, self.name, self.said())


class Address(Given):
    """The address of a dispatch."""

    url: str = Field(
        max_length=2000, pattern=TEXT, description=gettext_noop("The address of a page, which the desk fetches.")
    )

    def dispatches(self) -> Iterable[Dispatch | Unreadable]:
        """Return what is brought."""
        return from_address(self.url.strip(), self.said())


class Mark(Shape):
    """What is said of a statement; ``value``: who speaks, "" where nobody is named."""

    kind: Literal["keep", "set_aside", "speaker"]
    value: str = Field(
        "", max_length=LONGEST, pattern=TEXT, description=gettext_noop("Who speaks; empty: nobody is named.")
    )
    who: str = Field(
        "",
        max_length=LONGEST,
        pattern=TEXT,
        description=gettext_noop("Who says it, on a desk without accounts; else the key’s owner does."),
    )


class Pointed(Shape):
    """A statement that was missed, by its exact words, which stand in the text once."""

    words: str = Field(
        min_length=1, max_length=20_000, pattern=PROSE, description=gettext_noop("Its words, letter for letter.")
    )
    speaker: str = Field(
        "", max_length=LONGEST, pattern=TEXT, description=gettext_noop("Who speaks; empty: nobody is named.")
    )
    stance: Stance = Field(Stance.ASSERTS, description=gettext_noop("What the speaker does."))
    who: str = Field(
        "",
        max_length=LONGEST,
        pattern=TEXT,
        description=gettext_noop("Who says it, on a desk without accounts; else the key’s owner does."),
    )


@router.post(
    "/dispatches",
    response={201: shapes.AddedList, **answers(shapes.AddedList, 409, 415, 502)},
    auth=Door(Scope.ADD),
    tags=["dispatches"],
    summary=gettext_noop("Add a dispatch: text, the bytes of a file, or an address"),
    openapi_extra={"x-dementi-scope": Scope.ADD.value},
)
def add(request: HttpRequest, brought: Annotated[Text | Content | Address, Body()]) -> Status[Object]:
    """Put a dispatch on the record (201), or find that it is there (200); a file may hold several. Twice the same changes nothing."""
    dispatches = []
    for each in brought.dispatches():
        if isinstance(each, Unreadable):
            raise Refused(400, wording.say_trouble(each.trouble))
        checked(each.published)
        dispatches.append(each)
    added = queries.add(dispatches, again=brought.again)
    kept_off = next((each for each in added if each.removed), None)
    if kept_off is not None:
        raise Refused(409, wording.say_trouble(kept_off.troubles[0]))
    return Status(201 if any(each.new for each in added) else 200, {"items": [_added(request, each) for each in added]})


def _added(request: HttpRequest, each: Added) -> Object:
    return {
        "id": each.id,
        "url": address(request, "article", each.id),
        "new": each.new,
        "changed": each.changed,
        "troubles": troubles_shown(each.troubles),
    }


@router.get(
    "/dispatches/{dispatch}/marks",
    response=answers(shapes.MarkList, 404),
    by_alias=True,
    tags=["marks"],
    summary=gettext_noop("What people said of its statements, and nobody has taken back"),
    openapi_extra=open_to_read(),
)
def list_marks(request: HttpRequest, dispatch: DispatchId, asked: Query[Paged]) -> Object:
    """List the marks of a dispatch that hold, in the order in which they were made."""
    _kept(dispatch)
    after = Cursor.read(asked.cursor, (int,))
    left = [each for each in marks.held(dispatch) if after is None or each.number > int(after.parts[0])]
    page = page_of(left, asked.limit, lambda each: (each.number,))
    return {"items": [_mark(each) for each in page.items], "next": next_of(request, page)}


@router.post(
    "/dispatches/{dispatch}/statements/{statement}/marks",
    response=answers(shapes.Marked, 404, 415, ok=201),
    auth=Door(Scope.MARK),
    tags=["marks"],
    summary=gettext_noop("Keep a statement, set it aside, or say who speaks"),
    openapi_extra={"x-dementi-scope": Scope.MARK.value},
)
def mark(request: HttpRequest, dispatch: DispatchId, statement: StatementId, said: Mark) -> Status[Object]:
    """Put a mark beside what the machine found; nothing is written over."""
    found = next((each for each in _kept(dispatch).reading.findings.statements if each.id == statement), None)
    if found is None:
        raise Http404
    who, value = _who(request, said.who), " ".join(said.value.split())
    number = marks.put(
        Said(dispatch=dispatch, kind=Kind(said.kind), statement=found, who=who, value=value), timezone.now()
    )
    return Status(201, {"number": number, "dispatch": dispatch, "who": who})


@router.post(
    "/dispatches/{dispatch}/statements",
    response=answers(shapes.Marked, 404, 415, ok=201),
    auth=Door(Scope.MARK),
    tags=["marks"],
    summary=gettext_noop("Add a statement that was missed"),
    openapi_extra={"x-dementi-scope": Scope.MARK.value},
)
def add_statement(request: HttpRequest, dispatch: DispatchId, said: Pointed) -> Status[Object]:
    """Add a statement by its exact words."""
    article = _kept(dispatch).reading.article
    if article is None:
        raise Http404
    added = pointed_at(article, said.words, said.speaker, said.stance)
    if added is None:
        message = gettext("These words do not stand in the dispatch exactly once: copy them from it, with more around.")
        raise Refused(400, message)
    who = _who(request, said.who)
    number = marks.put(Said(dispatch=dispatch, kind=Kind.ADD, statement=added, who=who), timezone.now())
    return Status(201, {"number": number, "dispatch": dispatch, "who": who})


@router.delete(
    "/marks/{number}",
    response=answers(None, 404, 415, ok=204),
    auth=Door(Scope.MARK),
    tags=["marks"],
    summary=gettext_noop("Take a mark back"),
    openapi_extra={"x-dementi-scope": Scope.MARK.value},
)
def undo(
    request: HttpRequest,
    number: Annotated[int, Path(ge=1, le=2**53, description=gettext_noop("The number of a mark."))],
) -> Status[None]:
    """Take a mark back by a line of its own: both stay to be read."""
    if marks.undo(number, who=_who(request, ""), now=timezone.now()) is None:
        raise Http404
    return Status(204, None)


def _kept(dispatch: str) -> Kept:
    kept = queries.dispatch(dispatch)
    if kept is None:
        raise Http404
    return kept


def _who(request: HttpRequest, said: str) -> str:
    """Return who says it: the key's owner where there are accounts, else whoever the program says; somebody must."""
    # A key signs with the name that it was made for: no other account can be put in its place.
    who = caller(request).name if has_accounts() else " ".join(said.split()) or caller(request).name
    if not who:
        raise Refused(400, gettext("Sign with your name: what is said of a statement has somebody who says it."))
    return who[:LONGEST]


def _mark(each: Noted) -> Object:
    written = reading_shown(Reading(id="", article=None, findings=Findings(statements=(each.statement,))))
    return {
        "number": each.number,
        "kind": each.kind.value,
        "statement": written["statements"][0],
        "value": each.value,
        "who": each.who,
        "at": each.at,
    }
