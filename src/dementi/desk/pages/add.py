# SPDX-License-Identifier: Apache-2.0
"""Adding a dispatch: pasted, from a file, from an address. What cannot be taken is said, what was typed is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from dementi.desk.pages import queries, wording
from dementi.desk.pages.frame import show
from dementi.errors import DementiError, InputError
from dementi.intake import Given, Unreadable, fetched, gather
from dementi.reading.published import checked
from dementi.record import Dispatch

__all__ = ["add"]


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, and what is wrong with it; ``wrong``: the field's name; ``removed``: it was taken off the desk."""

    published: str = ""
    outlet: str = ""
    text: str = ""
    url: str = ""
    trouble: str = ""
    wrong: str = ""
    removed: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Show the form; add what it brings and go to the new dispatch."""
    if request.method != "POST":
        return show(request, "add", Form(), title=gettext("Add a dispatch"), room="add")
    try:
        brought = list(_brought(request))
        for each in brought:
            if isinstance(each, Unreadable):
                return _again(request, wording.say_trouble(each.trouble))
            checked(each.published)
        again = request.POST.get("again") == "yes"
        added = queries.add([each for each in brought if isinstance(each, Dispatch)], again=again)
    except DementiError as error:
        return _again(request, wording.say_trouble(error.trouble()))
    removed = next((each for each in added if each.removed), None)
    if removed:
        return _again(request, wording.say_trouble(removed.troubles[0]), removed=True)
    if len(added) == 1:
        done = "ajoutee" if added[0].new else "version" if added[0].changed else "connue"
        return HttpResponseRedirect(f"{reverse('article', args=[added[0].id])}?fait={done}")
    return HttpResponseRedirect(f"{reverse('latest')}?fait=ajoutees")


def _brought(request: HttpRequest) -> Iterable[Dispatch | Unreadable]:
    given = Given(published=_typed(request, "published") or None, outlet=_typed(request, "outlet") or None)
    match request.POST.get("way"):
        case "file":
            yield from _from_file(request.FILES.get("file"), given)
        case "address":
            url = _typed(request, "url")
            if not url.lower().startswith(("http://", "https://")):
                raise InputError("An address starts with http:// or https://.")
            yield from gather([url], given, fetched)
        case _:
            text = request.POST.get("text", "").replace("\r\n", "\n")
            if not text.strip():
                raise InputError("There is no text to add.")
            yield Dispatch(id="pasted", content=text, published=given.published, outlet=given.outlet)


def _from_file(file: UploadedFile[Any] | None, given: Given) -> Iterable[Dispatch | Unreadable]:
    if file is None or not file.name:
        raise InputError("No file was chosen.")
    # The name comes from outside: only its last part is kept, and only as a name.
    name = PurePosixPath(file.name.replace("\\", "/")).name.lstrip(".")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (name or "file")
        path.write_bytes(file.read())
        for each in gather([str(path)], given, fetched):
            yield _named(each, str(path), name) if isinstance(each, Unreadable) else each


def _named(unreadable: Unreadable, path: str, name: str) -> Unreadable:
    # Where the desk put the file for a moment is nobody's business: the reader knows it by its name.
    values = tuple((key, value.replace(path, name)) for key, value in unreadable.trouble.values)
    return replace(unreadable, trouble=replace(unreadable.trouble, values=values))


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def _again(request: HttpRequest, trouble: str, *, removed: bool = False) -> HttpResponse:
    field = {"file": "file", "address": "url"}.get(request.POST.get("way", ""), "text")
    form = Form(
        published=request.POST.get("published", ""),
        outlet=request.POST.get("outlet", ""),
        text=request.POST.get("text", ""),
        url=request.POST.get("url", ""),
        trouble=trouble,
        wrong="" if removed else field,
        removed=removed,
    )
    response = show(request, "add", form, title=gettext("Add a dispatch"), room="add")
    response.status_code = 422
    return response
