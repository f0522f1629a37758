# SPDX-License-Identifier: Apache-2.0
"""A dispatch between its two margins: who speaks on the left, what answers on the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.matters.groups import story_of
from dementi.desk.matters.ties import ties_of
from dementi.desk.pages import queries, wording
from dementi.desk.pages.across import replies_across
from dementi.desk.pages.by_hand import Line, hands_on
from dementi.desk.pages.copies import Copy, group_of
from dementi.desk.pages.days import moment, moment_of
from dementi.desk.pages.frame import show
from dementi.desk.pages.margins import Beside
from dementi.desk.pages.marking import SIGNATURE
from dementi.desk.pages.queries import Kept
from dementi.desk.pages.sheet import Sheet, lay_out
from dementi.desk.pages.tally import tally_of, tally_words
from dementi.desk.pages.versions import versions_words
from dementi.record import Article, Speaker, Statement

__all__ = ["Fact", "article"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about where a dispatch comes from."""

    text: str
    led: str = ""
    iso: str = ""
    url: str = ""
    hover: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece that is not of the article, and why."""

    exact: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``sheet`` None: the dispatch could not be read."""

    headline: str
    lang: str
    sheet: Sheet | None
    source: tuple[Fact, ...]
    troubles: tuple[str, ...]
    foreign: str
    tally: str
    copies: tuple[Copy, ...]
    folded: str
    story: str
    story_url: str
    hands: tuple[Line, ...]
    add_url: str
    notes_url: str
    grouping_url: str
    signature: str
    furniture: tuple[Aside, ...]


@require_safe
def article(request: HttpRequest, dispatch: str) -> HttpResponse:
    """Show one dispatch; with ``q``, what was searched is marked in it."""
    kept = queries.dispatch(dispatch)
    if kept is None:
        raise Http404
    found = kept.reading.article
    hands = hands_on(dispatch, kept.reading)
    ties = ties_of(dispatch)
    hits = queries.hits(request.GET.get("q", ""), found) if found else ()
    sheet = (
        lay_out(kept.reading, found, _page_of, hits, Beside(replies_across(kept.reading, ties), hands.notes))
        if found
        else None
    )
    headline = (found.headline if found else None) or gettext("(no headline)")
    copies = group_of(dispatch)
    told = story_of(dispatch)
    page = Page(
        headline=headline if found else gettext("A dispatch that could not be read"),
        lang=(found.language or "") if found else "",
        sheet=sheet,
        source=tuple(_source(kept, found, hands.who)),
        troubles=tuple(wording.say_trouble(trouble) for trouble in kept.reading.troubles),
        foreign=_foreign(found),
        tally=tally_words(tally_of(kept.reading, ties)) if sheet else "",
        copies=copies,
        folded=ngettext("%(count)s copy", "%(count)s copies", len(copies)) % {"count": len(copies)},
        hands=hands.lines,
        add_url=reverse("add-statement", args=[dispatch]) if sheet else "",
        notes_url=reverse("notes", args=[dispatch]),
        grouping_url=reverse("grouping", args=[dispatch]),
        signature=request.COOKIES.get(SIGNATURE, ""),
        story=told.name if told else "",
        story_url=reverse("story", args=[told.id]) if told else "",
        furniture=tuple(Aside(f.exact, wording.say_furniture(f.reason)) for f in found.furniture) if found else (),
    )
    return show(request, "article", page, title=page.headline)


def _page_of(statement: Statement) -> str:
    return speaker_page(statement.speaker) if statement.speaker else ""


def speaker_page(speaker: Speaker) -> str:
    """Return the address of a speaker's page."""
    return reverse("person", args=[queries.speaker_key(speaker)])


def _source(kept: Kept, found: Article | None, marked_by: str) -> Iterable[Fact]:
    outlet = (found.outlet if found else None) or kept.outlet
    agency = found.agency if found else None
    if outlet:
        led = gettext(", with %(agency)s") % {"agency": agency} if agency and agency != outlet else ""
        yield Fact(outlet, led=led, strong=True)
    elif agency:
        yield Fact(agency, strong=True)
    for author in found.authors if found else ():
        yield Fact(author)
    published = moment(found.published if found else None)
    if published:
        yield Fact(str(published), led=gettext("Published on"), iso=published.iso)
    else:
        yield Fact(gettext("Publication date unknown"))
    captured = moment_of(kept.captured)
    yield Fact(str(captured), led=gettext("Captured on"), iso=captured.iso)
    if kept.digest:
        short = f"{kept.digest[:4]} {kept.digest[4:8]}"
        yield Fact(short, led=gettext("Fingerprint"), hover=gettext("sha-256: %(digest)s") % {"digest": kept.digest})
    url = (found.url if found else None) or kept.url
    if url and url.startswith(("http://", "https://")):
        yield Fact(gettext("Original page"), url=url)
    if kept.versions > 1:
        yield Fact(versions_words(kept.versions), url=reverse("versions", args=[kept.id]))
    yield Fact(
        gettext("Read by machine, marked by %(who)s") % {"who": marked_by} if marked_by else gettext("Read by machine")
    )


def _foreign(found: Article | None) -> str:
    if found is None or not wording.is_foreign(found.language):
        return ""
    name = wording.language_name(found.language or "")
    return gettext(
        "A dispatch in %(language)s. The desk looks for statements in French only: this one is kept and can be found, "
        "without statements."
    ) % {"language": name}
