# SPDX-License-Identifier: Apache-2.0
"""Every list as a feed: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1, the newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import feedgenerator, timezone
from django.utils.http import http_date
from django.utils.translation import get_language, gettext
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import conditional_page, require_safe

from dementi.desk.accounts.who import person_of
from dementi.desk.alerts.saved import saved as saved_search
from dementi.desk.pages import asking, finding, queries, search
from dementi.desk.pages.embargo import dispatch_at, held_back
from dementi.desk.pages.finding import Found
from dementi.desk.pages.queries import Kind as KindOfDispatch
from dementi.desk.pages.queries import Line
from dementi.desk.pages.search import Asked
from dementi.desk.record.store import instant_of
from dementi.desk.search.asked import Kind, Order
from dementi.markup import xml_text

__all__ = ["Entry", "answer_with", "latest", "saved", "searched"]

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
    """A feed.

    Attributes:
        title: what it is called.
        page: the address of the page that it is of.
        url: its own address.
        entries: the newest first.
        count: how many there are in all, in words; "" where that is not told.
        following: the address of the entries after these (RFC 5005, 3); "" where there are none.
    """

    title: str
    page: str
    url: str
    entries: tuple[Entry, ...]
    count: str = ""
    following: str = ""


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
    here = reverse("search-feed", args=[form])
    return _searched(
        request, form, asked, Place(gettext("Search: %(query)s") % {"query": asked.words}, asked.address(), here)
    )


@require_safe
@conditional_page
def saved(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Return what a saved search finds, newest first."""
    kept = saved_search(key, person_of(request).name)
    if kept is None:
        raise Http404
    asked = replace(search.asked_of(QueryDict(kept.asked)), order=Order.NEWEST)
    asked = replace(asked, page=queries.page_number(request.GET.get("page", "")))
    here = reverse("saved-search-feed", args=[key, form])
    return _searched(request, form, asked, Place(kept.name, reverse("saved-search", args=[key]), here))


@dataclass(frozen=True, slots=True)
class Place:
    """What a feed is called, the path of its page, its own path."""

    name: str
    page: str
    feed: str


def _searched(request: HttpRequest, form: str, asked: Asked, place: Place) -> HttpResponse:
    # Before the index is asked: what comes in between makes the answer newer than it says, never older.
    as_of = asking.as_of(timezone.now())
    kind = Kind.DISPATCH if asked.tab == search.DISPATCHES else Kind.STATEMENT
    answer = finding.answer(asked.question(kind))
    found = {each: dispatch_at(each.permalink) for each in answer.found}
    held = held_back(found.values())
    total = answer.dispatches if kind is Kind.DISPATCH else answer.statements
    pages = place.feed == reverse("search-feed", args=[form])
    more = asked.address(page=asked.page + 1, place=place.feed) if pages else f"{place.feed}?page={asked.page + 1}"
    feed = Feed(
        title=f"{place.name} – Démenti",
        page=request.build_absolute_uri(place.page),
        url=request.build_absolute_uri(),
        entries=tuple(_found(request, each) for each, dispatch in found.items() if dispatch not in held),
        count=search.counted(answer),
        following=request.build_absolute_uri(more) if asked.page * finding.ON_A_PAGE < total else "",
    )
    response = _response(form, feed)
    if as_of and not held:
        # What is held back appears when its hour has come, without anything that changes on the record.
        response["Last-Modified"] = http_date(as_of.timestamp())
    return response


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
    feed = Feed(
        title=f"{title} – Démenti",
        page=request.build_absolute_uri(page),
        url=request.build_absolute_uri(),
        entries=entries,
    )
    return _response(form, feed)


def _response(form: str, feed: Feed) -> HttpResponse:
    if form not in FORMS:
        raise Http404
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
    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add where the feed goes on."""
        super().add_root_elements(handler)
        if self.feed["following"]:
            handler.addQuickElement("link", None, {"rel": "next", "href": self.feed["following"]})


class _Rss(_Timeless, feedgenerator.Rss201rev2Feed):
    pass


def _xml(feed: Feed, form: str) -> feedgenerator.SyndicationFeed:
    made = (_Atom if form == "atom" else _Rss)(
        title=xml_text(feed.title),
        link=feed.page,
        description=feed.count,
        subtitle=feed.count or None,
        feed_url=feed.url,
        language=get_language(),
        following=feed.following,
    )
    for entry in feed.entries:
        made.add_item(
            title=xml_text(entry.title),
            link=entry.url,
            description=xml_text(entry.text),
            unique_id=entry.url,
            pubdate=entry.when,
            updateddate=entry.when,
            author_name=xml_text(entry.author) or None,
        )
    return made


def _as_json(feed: Feed) -> str:
    made: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"description": feed.count} if feed.count else {}),
        "home_page_url": feed.page,
        "feed_url": feed.url,
        **({"next_url": feed.following} if feed.following else {}),
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
