# SPDX-License-Identifier: Apache-2.0
"""What is said around every answer of the API? In the language that was asked for, with an ETag, each refusal as problem details."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from dementi.messages import LANGUAGES

__all__ = ["ApiMiddleware"]

#: Where the API stands, and the page in it that is for people: it speaks as the other pages do.
PLACE, PAGE = "/api/", "/reference"


class ApiMiddleware:
    """Stands around the views below /api/, and leaves the pages alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the reader's language; the same again is said in a line (304)."""
        if not request.path.startswith(PLACE) or request.path.endswith(PAGE):
            return self.get_response(request)
        language = _language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            said = _refused(request) or self._said(self.get_response(request))
            response = self.conditional.process_response(request, said)
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie"))
        return response

    def _said(self, response: HttpResponse) -> HttpResponse:
        if response.status_code < 400:
            return response
        # The API itself is imported with the first request, not with the settings.
        from dementi.desk.api.problems import MEDIA_TYPE, problem, words_of

        is_said = response.get("Content-Type", "").startswith(MEDIA_TYPE) and b'"detail"' in response.content
        if is_said:
            return response
        said = problem(response.status_code, words_of(response.status_code)[1])
        for name in ("Allow", "Retry-After"):
            if name in response:
                said[name] = response[name]
        return said


def _refused(request: HttpRequest) -> HttpResponse | None:
    """Return a refusal where an address has more parameters than Django reads: nothing behind could ask for one of them."""
    from dementi.desk.api.problems import problem, words_of

    try:
        request.GET.keys()
    except TooManyFieldsSent:
        return problem(400, words_of(400)[1])
    return None


def _language_of(request: HttpRequest) -> str:
    """Return the first of the desk's languages that the program prefers; the desk's own where it prefers none."""
    preferred = []
    for part in request.headers.get("Accept-Language", "")[:200].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        language = tag.strip().partition("-")[0].lower()
        if language in LANGUAGES and weight > 0:
            preferred.append((weight, language))
    return max(preferred, key=lambda each: each[0])[1] if preferred else LANGUAGES[0]
