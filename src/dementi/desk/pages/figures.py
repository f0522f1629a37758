# SPDX-License-Identifier: Apache-2.0
"""Who may have the figures of the machine? A watcher on the same machine, or one that brings the token that was set."""

from __future__ import annotations

import hmac

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dementi.desk.accounts.who import PROXIED, is_loopback
from dementi.settings import read_settings

__all__ = ["figures"]


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Answer with the figures in Prometheus's text form."""
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    from dementi.desk.metrics import REGISTRY

    if not _may(request):
        return HttpResponse(status=403)
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def _may(request: HttpRequest) -> bool:
    token = read_settings().metrics_token
    if token:
        brought = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(brought.encode(), token.encode())
    by_proxy = any(name in request.META for name in PROXIED)
    return is_loopback(request.META.get("REMOTE_ADDR", "")) and not by_proxy
