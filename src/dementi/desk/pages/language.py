# SPDX-License-Identifier: Apache-2.0
"""Which language does a reader see? The first of the desk's, until another is chosen; a cookie keeps the choice."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST

from dementi.desk.accounts.entering import safe_way
from dementi.messages import LANGUAGES

__all__ = ["LanguageMiddleware", "choose"]

YEAR = 365 * 24 * 3600


class LanguageMiddleware:
    """Speak the chosen language. What the browser prefers is not asked: the desk is French first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie, where it is one of the desk's."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in LANGUAGES else LANGUAGES[0]
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice, and go back to the page where it was made."""
    response = HttpResponseRedirect(safe_way(request, request.POST.get("next", ""), reverse("latest")))
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        name = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response
