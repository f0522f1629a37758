# SPDX-License-Identifier: Apache-2.0
"""Every list as a feed: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1, the newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import feedgenerator
from django.utils.translation import get_language, gettext
from django.views.decorators.http import conditional_page, require_safe

from dementi.desk.pages import finding, queries, search
from dementi.desk.pages.embargo import dispatch_at, held_back
from dementi.desk.pages.finding import Found
from dementi.desk.pages.queries import Kind as KindOfDispatch
from dementi.desk.pages.queries import Line
from dementi.desk.record.store import instant_of
from dementi.desk.search.asked import Kind

__all__ = ["Entry", "answer_with", "latest", "searched"]

FORMS = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed; ``when``: published, or captured where that is not known."""

    url: str
    title: str
    text: str
    when: datetime
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: what it is called, the page it is of, its own address, its entries."""

    title: str
    page: str
    url: str
    entries: tuple[Entry, ...]


@require_safe
@conditional_page
def latest(request: HttpRequest, form: str) -> HttpResponse:
    """Return the newest dispatches, of one kind if one is asked for."""
    kind = KindOfDispatch.of(request.GET.get("nature", ""))
    lines = queries.newest(kind, 1).lines
    held = held_back(line.id for line in lines)
    entries = tuple(_dispatch(request, line) for line in lines if line.id not in held)
    return answer_with(request, form, gettext("Latest news"), reverse("latest"), entries)


@require_safe
@conditional_page
def searched(request: HttpRequest, form: str) -> HttpResponse:
    """Return what a search finds, newest first."""
    asked = search.asked_of(request.GET)
    kind = Kind.DISPATCH if asked.tab == search.DISPATCHES else Kind.STATEMENT
    found = {each: dispatch_at(each.permalink) for each in finding.answer(asked.question(kind)).found}
    held = held_back(found.values())
    entries = tuple(_found(request, each) for each, dispatch in found.items() if dispatch not in held)
    title = gettext("Search: %(query)s") % {"query": asked.words}
    return answer_with(request, form, title, asked.address(), entries)


def _dispatch(request: HttpRequest, line: Line) -> Entry:
    return Entry(
        url=request.build_absolute_uri(reverse("article", args=[line.id])),
        title=line.headline or gettext("(no headline)"),
        text=line.teaser,
        when=instant_of(line.published) or line.captured,
        author=line.outlet or "",
    )


def _found(request: HttpRequest, found: Found) -> Entry:
    words = "".join(piece.text for piece in found.snippet)
    return Entry(
        url=request.build_absolute_uri(found.permalink),
        title=found.title,
        text=f"{words} ({found.notes})" if found.notes else words,
        when=found.when,
        author="",
    )


def answer_with(request: HttpRequest, form: str, title: str, page: str, entries: tuple[Entry, ...]) -> HttpResponse:
    """Return entries as a feed.

    Args:
        request: what was asked.
        form: atom, rss or json.
        title: what is listed.
        page: the address of the page that lists it.
        entries: the newest first.

    Raises:
        Http404: there is no feed of this form.
    """
    if form not in FORMS:
        raise Http404
    feed = Feed(
        title=f"{title} – Démenti",
        page=request.build_absolute_uri(page),
        url=request.build_absolute_uri(),
        entries=entries,
    )
    if form == "json":
        return HttpResponse(_as_json(feed), content_type=FORMS[form])
    return HttpResponse(_xml(feed, form).writeString("utf-8"), content_type=FORMS[form])


class _Timeless:
    """An empty feed's time: Django would write the hour of asking, and the same list would never be the same bytes."""

    def latest_post_date(self) -> datetime:
        """Return when the newest entry was published, 1970 where there is none."""
        entries: list[dict[str, datetime]] = self.items  # type: ignore[attr-defined]
        return max((entry["pubdate"] for entry in entries), default=datetime(1970, 1, 1, tzinfo=UTC))


class _Atom(_Timeless, feedgenerator.Atom1Feed):
    pass


class _Rss(_Timeless, feedgenerator.Rss201rev2Feed):
    pass


def _xml(feed: Feed, form: str) -> feedgenerator.SyndicationFeed:
    made = (_Atom if form == "atom" else _Rss)(
        title=_printable(feed.title), link=feed.page, description="", feed_url=feed.url, language=get_language()
    )
    for entry in feed.entries:
        made.add_item(
            title=_printable(entry.title),
            link=entry.url,
            description=_printable(entry.text),
            unique_id=entry.url,
            pubdate=entry.when,
            updateddate=entry.when,
            author_name=_printable(entry.author) or None,
        )
    return made


def _as_json(feed: Feed) -> str:
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "language": get_language(),
        "items": list(_items(feed.entries)),
    }
    return json.dumps(made, ensure_ascii=False)


def _items(entries: Iterable[Entry]) -> Iterable[dict[str, object]]:
    for entry in entries:
        item: dict[str, object] = {
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": entry.when.isoformat(timespec="seconds"),
        }
        if entry.author:
            item["authors"] = [{"name": entry.author}]
        yield item


def _printable(words: str) -> str:
    """Return words without the control characters that no XML may hold."""
    return "".join(c for c in words if c in "\t\n\r" or c >= " ")
