# SPDX-License-Identifier: Apache-2.0
"""Where does each door of the API stand, and what describes them? OpenAPI 3.1, made from the doors themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from dementi import __version__
from dementi.contract import CONTRACT
from dementi.desk.api import deeds, feeds, matters, people, searching, shapes, statements
from dementi.desk.api.access import Rate
from dementi.desk.api.problems import MEDIA_TYPE, Refused, say_problems_of
from dementi.desk.api.tokens import Scope
from dementi.messages import gettext_noop

__all__ = ["VERSION", "api"]

#: Of the API: its address says it too.
VERSION = "1"
#: Requests in a minute, of each key or address.
MOST = "1200/m"
#: What is answered otherwise than as JSON, by the operation.
FILES = {
    "one_text": ("text/plain",),
    "export": ("text/csv", "application/jsonl", "application/vnd.apache.parquet"),
}


class DeskApi(NinjaAPI):
    """The API, whose description says that refusals are problem details."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return what an operation is called in the description: the name of its door."""
        return operation.view_func.__name__

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
        elif operation["operationId"] in FILES:
            answer["content"] = {kind: {"schema": {"type": "string"}} for kind in FILES[operation["operationId"]]}


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


def _only_known(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a parameter that an operation does not have: a filter that is mistyped would filter nothing, and nobody would know."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    known = {name for model in operation.models if model.__ninja_param_source__ == "query" for name in _names(model)}

    def asked(request: HttpRequest, **parts: Any) -> HttpResponse:  # noqa: ANN401 (whatever an address has)
        foreign = sorted(request.GET.keys() - known)
        if foreign:
            message = gettext("There is no parameter “%(name)s” here.") % {"name": foreign[0][:60]}
            return api.on_exception(request, Refused(422, message))
        return run(request, **parts)

    return asked


def _names(model: Any) -> Iterable[str]:  # noqa: ANN401 (ninja's own model of parameters)
    return tuple(model.__ninja_flatten_map__)


api.add_decorator(_only_known, mode="view")


@api.get(
    "/",
    response=shapes.Help,
    auth=None,
    tags=["desk"],
    summary=gettext_noop("What this desk is, and where its API is described"),
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
