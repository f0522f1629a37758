# SPDX-License-Identifier: Apache-2.0
"""Where does each door of the API stand, and what describes them? OpenAPI 3.1, made from the doors themselves."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from dementi import __version__
from dementi.contract import CONTRACT
from dementi.desk.api import deeds, feeds, matters, people, searching, shapes, statements
from dementi.desk.api.access import Rate
from dementi.desk.api.asked import open_to_read
from dementi.desk.api.problems import MEDIA_TYPE, say_problems_of
from dementi.desk.api.tokens import Scope
from dementi.messages import gettext_noop

__all__ = ["VERSION", "api"]

#: Of the API: its address says it too.
VERSION = "1"
#: Requests in a minute, of each key or address.
MOST = "1200/m"


class DeskApi(NinjaAPI):
    """The API, whose description says that refusals are problem details."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:  # noqa: ANN401 (ninja's form)
        """Return the description."""
        described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for methods in described["paths"].values():
            for operation in methods.values():
                _say_answers(operation)
                for parameter in operation["parameters"]:
                    _without_null(parameter["schema"])
        # What is asked in an address stands with its operation, parameter by parameter.
        written = json.dumps([described["paths"], described["components"]], default=str)
        shapes = described["components"]["schemas"]
        for name in [name for name in shapes if f'"#/components/schemas/{name}"' not in written]:
            del shapes[name]
        return described


def _say_answers(operation: dict[str, Any]) -> None:
    for status, answer in operation["responses"].items():
        if status >= 400 and "content" in answer:
            answer["content"] = {MEDIA_TYPE: next(iter(answer["content"].values()))}
        elif operation["operationId"].endswith("one_text"):
            answer["content"] = {"text/plain": {"schema": {"type": "string"}}}


def _without_null(schema: dict[str, Any]) -> None:
    """Say of a parameter what it may be where it is given: an address has no null, what is not known is left out of it."""
    kinds = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    if len(kinds) == 1:
        schema.pop("anyOf")
        schema.pop("default", None)
        schema |= kinds[0]


api = DeskApi(
    title="Démenti",
    version=VERSION,
    description=(
        "The desk's record: who said what, and who denies it. Every span is half-open and counts Unicode code points of the "
        "article's text: text[start:end] == exact. It is never said who is right."
    ),
    docs_url=None,
    urls_namespace="api",
    throttle=Rate(MOST),
)
say_problems_of(api)


@api.get(
    "/",
    response=shapes.Help,
    auth=None,
    tags=["desk"],
    summary=gettext_noop("What this desk is, and where its API is described"),
    openapi_extra=open_to_read(),
)
def here(request: HttpRequest) -> dict[str, Any]:
    """Return what there is to begin with; it takes no key."""
    return {
        "name": "Démenti",
        "version": __version__,
        "contract": CONTRACT,
        "openapi": request.build_absolute_uri(reverse("api:openapi-json")),
        "reference": request.build_absolute_uri(reverse("reference")),
        "scopes": list(Scope),
    }


for _part in (deeds, statements, searching, people, matters, feeds):
    api.add_router("", _part.router)
