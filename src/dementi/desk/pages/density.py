# SPDX-License-Identifier: Apache-2.0
"""How close do lists stand? Comfortable until somebody chooses compact; a cookie keeps the choice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dementi.desk.accounts.entering import safe_way

__all__ = ["NAME", "choose", "is_compact"]

NAME, COMPACT = "dementi_density", "compact"
YEAR = 365 * 24 * 3600


def is_compact(request: HttpRequest) -> bool:
    """Say whether lists stand close for whoever asks."""
    return request.COOKIES.get(NAME) == COMPACT


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice, and go back to the page where it was made."""
    response = HttpResponseRedirect(safe_way(request, request.POST.get("next", ""), reverse("latest")))
    if request.POST.get("densite") == COMPACT:
        response.set_cookie(NAME, COMPACT, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie(NAME, samesite="Lax")
    return response
