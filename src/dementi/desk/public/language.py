# SPDX-License-Identifier: Apache-2.0
"""Which language does a visitor of the public site read? The choice is a cookie, set when somebody chooses and never before."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from dementi.desk.pages import language
from dementi.desk.public.frame import for_the_public

__all__ = ["choose"]


@csrf_exempt  # a form without a token needs no cookie; who makes another choose a language has gained nothing
@for_the_public
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice, and go back to the page where it was made."""
    response = language.choose(request)
    if response.headers.get("Location") == reverse("latest"):
        response.headers["Location"] = reverse("public-latest")
    return response
