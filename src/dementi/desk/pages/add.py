# SPDX-License-Identifier: Apache-2.0
"""Adding a dispatch: pasted, from a file, from an address. What cannot be taken is said, what was typed is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from dementi.desk.bringing import from_address, from_bytes, from_text
from dementi.desk.pages import queries, wording
from dementi.desk.pages.frame import show
from dementi.errors import DementiError, InputError
from dementi.intake import Given, Unreadable
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
            yield from from_address(_typed(request, "url"), given)
        case _:
            yield from_text(request.POST.get("text", ""), given)


def _from_file(file: UploadedFile[Any] | None, given: Given) -> Iterable[Dispatch | Unreadable]:
    if file is None or not file.name:
        raise InputError("No file was chosen.")
    yield from from_bytes(file.read(), file.name, given)


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
