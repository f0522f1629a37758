# SPDX-License-Identifier: Apache-2.0
"""What can a program ask of this desk? The description of the API as a page, without a script and without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from dementi.desk.pages.frame import show

__all__ = ["reference"]

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter, or a member of what is sent: its name, what it may be, what it means."""

    name: str
    form: str
    words: str
    is_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An operation: its method and path, what it does, which right of a key it takes, what is asked, sent and answered."""

    anchor: str
    method: str
    path: str
    words: str
    scope: str
    asked: tuple[Part, ...]
    sent: tuple[Part, ...]
    answer: str
    has_shape: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """The operations of one kind."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An object of the answers: its name and members."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    openapi: str
    chapters: tuple[Chapter, ...]
    shapes: tuple[Shown, ...]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Show what the API does."""
    from dementi.desk.api.application import api

    described = api.get_openapi_schema()
    shapes = described["components"]["schemas"]
    entries: dict[str, list[Entry]] = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            entries.setdefault(operation["tags"][0], []).append(_entry(method, path, operation, shapes))
    page = Page(
        openapi="openapi.json",
        chapters=tuple(Chapter(_chapter(name), tuple(found)) for name, found in entries.items()),
        shapes=tuple(Shown(name, tuple(_members(shape))) for name, shape in sorted(shapes.items())),
    )
    return show(request, "api-reference", page, title=gettext("The desk for programs"))


def _chapter(name: str) -> str:
    names = {
        "desk": gettext("This desk"),
        "dispatches": gettext("Dispatches"),
        "statements": gettext("Statements"),
        "search": gettext("Search"),
        "speakers": gettext("People"),
        "stories": gettext("Stories, copies, links"),
        "sources": gettext("Sources"),
        "marks": gettext("What people say of statements"),
    }
    return names[name]


def _entry(method: str, path: str, operation: Object, shapes: Object) -> Entry:
    asked = tuple(
        Part(each["name"], _form(each["schema"]), gettext(each.get("description", "") or " ").strip(), each["required"])
        for each in operation["parameters"]
    )
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answer = next((_form(_schema(a)) for s, a in operation["responses"].items() if s < 300), "")
    return Entry(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        words=gettext(operation["summary"]),
        scope=operation.get("x-dementi-scope", ""),
        asked=asked,
        sent=_sent(body, shapes),
        answer=answer,
        has_shape=answer in shapes,
    )


def _sent(body: Object, shapes: Object) -> tuple[Part, ...]:
    """Return the members of what is sent; of several forms that it may have, all of them, and what each of them needs as needed."""
    forms = [tuple(_members(_of(each, shapes))) for each in body.get("anyOf", [body])]
    found = {part.name: part for form in forms for part in form}
    return tuple(
        replace(part, is_needed=all(part in form for form in forms) and part.is_needed) for part in found.values()
    )


def _of(schema: Object, shapes: Object) -> Object:
    return dict(shapes.get(_named(schema), {}))


def _schema(answer: Object) -> Object:
    return next((dict(content["schema"]) for content in answer.get("content", {}).values()), {})


def _members(shape: Object) -> Iterator[Part]:
    needed = set(shape.get("required", ()))
    for name, member in shape.get("properties", {}).items():
        yield Part(name, _form(member), gettext(member.get("description", "") or " ").strip(), name in needed)
    if "enum" in shape:
        yield Part(" | ".join(shape["enum"]), "", "", is_needed=False)


def _form(schema: Object) -> str:
    """Return what a value may be, in a few words of JSON."""
    if "$ref" in schema:
        return _named(schema)
    for name in ("anyOf", "allOf"):
        if name in schema:
            return " | ".join(dict.fromkeys(_form(each) for each in schema[name]))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"[{_form(schema.get('items', {}))}]"
    form = str(schema.get("type", ""))
    return f"{form} ({schema['format']})" if "format" in schema else form


def _named(schema: Object) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
