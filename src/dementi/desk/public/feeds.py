# SPDX-License-Identifier: Apache-2.0
"""The newest dispatches of the public site as a feed; and what robots are told of the whole desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_safe

from dementi.desk.pages.syndication import Entry, answer_with
from dementi.desk.public import shelf
from dementi.desk.public.frame import absolute, for_the_public
from dementi.desk.public.lists import ON_A_PAGE
from dementi.desk.public.said import said_in, source_of
from dementi.desk.public.shelf import Open
from dementi.desk.record.store import instant_of
from dementi.settings import read_settings

__all__ = ["feed", "robots"]


@require_safe
@conditional_page
@for_the_public
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """Return the newest dispatches, each with the words of its first statement that is shown."""
    opened, _ = shelf.newest(1, ON_A_PAGE)
    entries = tuple(_entry(request, each) for each in opened)
    return answer_with(request, form, gettext("Latest news"), reverse("public-latest"), entries)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """Return what robots may ask for: nothing of the desk; the public site where the setting says so."""
    chosen = read_settings()
    opened = chosen.public and chosen.indexed
    lines = ["User-agent: *", *([f"Allow: {reverse('public-latest')}"] if opened else []), "Disallow: /"]
    # RFC 9309: the longest rule that fits wins.
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _entry(request: HttpRequest, opened: Open) -> Entry:
    source = source_of(opened)
    first = next(iter(said_in([opened])), None)
    words = "".join(piece.text for piece in first.quote) if first else ""
    return Entry(
        url=absolute(request, source.url),
        title=source.headline,
        text=f"{first.name}{gettext(': ')}{words}" if first else "",
        when=instant_of(opened.article.published) or opened.captured,
        author=opened.outlet,
    )
