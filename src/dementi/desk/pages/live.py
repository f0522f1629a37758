# SPDX-License-Identifier: Apache-2.0
"""What has come in while a page stands open? Told as server-sent events (WHATWG HTML, 9.2); the page moves when its reader says so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from time import monotonic

from asgiref.sync import sync_to_async
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, override
from django.views.decorators.http import require_GET

from dementi.desk.pages import queries
from dementi.desk.pages.days import moment_of

__all__ = ["live"]

#: Seconds between two looks at the record, between two signs of life, and of a whole stream (the browser asks again).
PAUSE, SIGN, WHOLE = 2.0, 15.0, 600.0


@require_GET
def live(request: HttpRequest) -> StreamingHttpResponse:
    """Tell how many dispatches have come in since a change of the record (``depuis``), each time that the number grows."""
    asked = request.GET.get("depuis", "")
    since = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else queries.last_change()
    stream = _stream(since, timezone.now(), get_language() or "")
    response = StreamingHttpResponse(stream, content_type="text/event-stream; charset=utf-8")
    response["Cache-Control"] = "no-store"
    # A proxy that gathers before it sends would keep the news to itself.
    response["X-Accel-Buffering"] = "no"
    return response


async def _stream(since: int, start: datetime, language: str) -> AsyncIterator[str]:
    told, ends, signed = 0, monotonic() + WHOLE, monotonic()
    yield "retry: 5000\n\n"
    while monotonic() < ends:
        count = await sync_to_async(queries.count_come_in)(since)
        if count > told:
            told, signed = count, monotonic()
            yield f"data: {json.dumps(_news(count, start, language), ensure_ascii=False)}\n\n"
        elif monotonic() - signed > SIGN:
            signed = monotonic()
            yield ": \n\n"
        await asyncio.sleep(PAUSE)


def _news(count: int, start: datetime, language: str) -> dict[str, str]:
    with override(language):
        words = ngettext(
            "%(count)s dispatch has come in since %(hour)s.", "%(count)s dispatches have come in since %(hour)s.", count
        )
        return {"words": words % {"count": count, "hour": moment_of(start).hour}, "show": gettext("Show them")}
