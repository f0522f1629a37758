# SPDX-License-Identifier: Apache-2.0
"""How is a refusal said to a program? As problem details (RFC 9457), in plain words of the language that it asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from dementi.desk.pages.wording import say_trouble
from dementi.errors import DementiError, FetchError, RecordError

__all__ = ["MEDIA_TYPE", "Refused", "problem", "say_problems_of", "words_of"]

MEDIA_TYPE = "application/problem+json"


class Refused(HttpError):  # noqa: N818 (what happened, not whose fault)
    """Something that the desk does not do, with a status and a sentence in the reader's language."""


def problem(status: int, detail: str, **more: object) -> HttpResponse:
    """Return a refusal.

    Args:
        status: of HTTP.
        detail: a sentence in the reader's language.
        more: members beside those of the standard.
    """
    facts = {"type": f"urn:dementi:problem:{status}", "title": words_of(status)[0], "status": status, "detail": detail}
    content = json.dumps({**facts, **more}, ensure_ascii=False)
    response = HttpResponse(content, status=status, content_type=MEDIA_TYPE)
    response["Content-Language"] = get_language() or "fr"
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="dementi"'
    return response


def words_of(status: int) -> tuple[str, str]:
    """Return the title and a sentence for a status, in the reader's language."""
    match status:
        case 400:
            return gettext("This request cannot be read"), gettext("The desk does not understand what was asked.")
        case 401:
            return gettext("A key is needed"), gettext(
                "This takes a key: send it as “Authorization: Bearer …”. It may be mistyped, over or revoked."
            )
        case 403:
            return gettext("Not allowed"), gettext("This is not open to you. Nothing was changed.")
        case 404:
            return gettext("There is no such thing"), gettext(
                "The address may be mistyped, or what stood here was taken away."
            )
        case 405:
            return gettext("Not a thing to do here"), gettext("This address does not take that method.")
        case 409:
            return gettext("This was decided before"), gettext("Something stands against it. Nothing was changed.")
        case 415:
            return gettext("Send it as JSON"), gettext("What is sent must be JSON, and say so in its Content-Type.")
        case 422:
            return gettext("This cannot be taken"), gettext("What was sent does not fit. Nothing was changed.")
        case 502:
            return gettext("The address cannot be fetched"), gettext("Another host did not answer as it should.")
        case 503:
            return gettext("The record cannot be used now"), gettext("Try again in a moment. Nothing was changed.")
        case 429:
            return gettext("Too many requests"), gettext("Wait a moment: the answer says how many seconds.")
        case _:
            return gettext("The desk could not do this"), gettext(
                "A fault of the desk. It is in the log; what was on record is still there."
            )


def say_problems_of(api: NinjaAPI) -> None:
    """Have an API say whatever goes wrong as problem details; what nobody has named goes on to the log."""
    for kind in (Http404, HttpError, ValidationError, DementiError):
        api.add_exception_handler(kind, _say)


def _say(request: HttpRequest, error: object) -> HttpResponse:  # noqa: ARG001 (ninja's form)
    match error:
        case ValidationError():
            return problem(422, words_of(422)[1], errors=list(_errors(error.errors)))
        case Refused():
            return problem(error.status_code, str(error))
        case HttpError():
            return problem(error.status_code, words_of(error.status_code)[1])
        case DementiError():
            return problem(_status_of(error), say_trouble(error.trouble()))
        case _:
            return problem(404, words_of(404)[1])


def _errors(errors: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, str]]:
    for each in errors:
        source, *path = each["loc"]
        yield {"part": str(source), "at": ".".join(str(part) for part in path), "why": str(each["msg"])}


def _status_of(error: DementiError) -> int:
    """Return whose fault it is: the record's (503), another host's (502), or that of what was sent, which its description allows (400)."""
    return 503 if isinstance(error, RecordError) else 502 if isinstance(error, FetchError) else 400
