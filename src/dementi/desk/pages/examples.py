# SPDX-License-Identifier: Apache-2.0
"""Taking the invented examples away: one click, and nothing else is touched."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dementi.desk.pages import queries

__all__ = ["remove"]


@require_POST
def remove(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every page takes its request)
    """Take the examples away and go back to the list."""
    queries.remove_examples()
    return HttpResponseRedirect(f"{reverse('latest')}?fait=exemples")
