# SPDX-License-Identifier: Apache-2.0
"""The public page of a dispatch, of one statement, of one speaker, of one story; and a statement as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from dementi.desk.matters.decided import STORY
from dementi.desk.matters.models import Group
from dementi.desk.pages import citing
from dementi.desk.pages.bouts import Bout, Voice, bouts_of
from dementi.desk.pages.citing import Cited
from dementi.desk.pages.days import heading
from dementi.desk.pages.marks import marks_of
from dementi.desk.pages.queries import Kept
from dementi.desk.pages.versions import where_now
from dementi.desk.public import shelf
from dementi.desk.public.frame import Head, absolute, for_the_public, show
from dementi.desk.public.lists import Item, listed, name_of_story
from dementi.desk.public.said import Said, Source, Tombstone, said_in, source_of, tombstone_of
from dementi.desk.public.shelf import Open, Shut

__all__ = ["dispatch", "json_ld", "person", "statement", "story"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchPage:
    """A dispatch: ``source`` None: it was taken off as a whole."""

    source: Source | None
    said: tuple[Said, ...] = ()
    left_out: str = ""
    tombstones: tuple[Tombstone, ...] = ()
    reply_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """A statement: ``said`` None: it was taken off, and the tombstone says so."""

    said: Said | None
    tombstone: Tombstone | None = None
    dispatch_url: str = ""
    sentence: str = ""
    data_url: str = ""
    reply_url: str = ""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that is shown of one speaker."""

    name: str
    count: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story: who answers whom, and its dispatches in the order of time."""

    name: str
    bouts: tuple[Bout, ...]
    items: tuple[Item, ...]


@require_safe
@for_the_public
def dispatch(request: HttpRequest, dispatch: str) -> HttpResponse:
    """Show what of a dispatch may be shown."""
    found = _wanted(dispatch)
    if isinstance(found, Shut):
        return _gone(request, DispatchPage(source=None, tombstones=(tombstone_of(found.note),)), "dispatch")
    source, left = source_of(found), found.excerpt.left_out
    page = DispatchPage(
        source=source,
        said=said_in([found]),
        left_out=ngettext(
            "%(count)s more statement stands in the original.", "%(count)s more statements stand in the original.", left
        )
        % {"count": left}
        if left
        else "",
        tombstones=tuple(tombstone_of(note) for _, note in found.excerpt.taken),
        reply_url=reverse("public-reply-dispatch", args=[dispatch]),
    )
    head = Head(source.headline, f"{source.outlet}, {source.when}", kind="article")
    return show(request, "dispatch", page, head)


@require_safe
@for_the_public
def statement(request: HttpRequest, dispatch: str, statement: str) -> HttpResponse:
    """Show one statement, or that it was taken off."""
    found = _wanted(dispatch)
    if isinstance(found, Shut):
        return _gone(request, StatementPage(said=None, tombstone=tombstone_of(found.note)), "statement")
    taken = next((note for each, note in found.excerpt.taken if each.id == statement), None)
    url = reverse("public-dispatch", args=[dispatch])
    if taken:
        page = StatementPage(said=None, tombstone=tombstone_of(taken), dispatch_url=url)
        return _gone(request, page, "statement")
    said = next((each for each in said_in([found]) if each.id == statement), None)
    if said is None:
        return _elsewhere(dispatch, statement)
    page = StatementPage(
        said=said,
        dispatch_url=url,
        sentence=citing.sentence(_cited(request, found, statement)),
        data_url=reverse("public-cite", args=[dispatch, statement]),
        reply_url=reverse("public-reply", args=[dispatch, statement]),
    )
    words = "".join(piece.text for piece in said.quote)
    head = Head(f"{said.name}, {said.source.outlet}", words, data=page.data_url, kind="article")
    return show(request, "statement", page, head)


@require_safe
@for_the_public
def json_ld(request: HttpRequest, dispatch: str, statement: str) -> HttpResponse:
    """Return a statement that is shown in schema.org's words."""
    found = _wanted(dispatch)
    if isinstance(found, Shut) or all(each.id != statement for each in found.excerpt.reading.findings.statements):
        raise Http404
    facts = citing.json_ld(_cited(request, found, statement))
    return HttpResponse(json.dumps(facts, ensure_ascii=False, indent=1), content_type="application/ld+json")


@require_safe
@for_the_public
def person(request: HttpRequest, speaker: str) -> HttpResponse:
    """Show what is shown of one speaker, in the order of time."""
    found = [each for each in said_in(shelf.speaking(speaker)) if each.speaker == speaker]
    if not found:
        raise Http404
    said = tuple(sorted(found, key=lambda each: (not each.order, each.order)))
    count = ngettext("%(count)s statement", "%(count)s statements", len(said)) % {"count": len(said)}
    name = heading(max((each.name for each in said), key=len))
    return show(
        request, "person", PersonPage(name, count, said), Head(name, count, kind="profile", room="public-people")
    )


@require_safe
@for_the_public
def story(request: HttpRequest, story: str) -> HttpResponse:
    """Show one story: the parties face to face."""
    row = Group.objects.filter(kind=STORY, pk=story).first()
    opened = tuple(shelf.of(row.members.values_list("dispatch", flat=True)).values()) if row else ()
    if row is None or not opened:
        raise Http404
    name = name_of_story(row, opened)
    bouts = tuple(_bouts(opened))
    head = Head(
        name,
        gettext("What is affirmed and what answers it, in the words of the dispatches."),
        kind="article",
        room="public-stories",
    )
    return show(request, "story", StoryPage(name, bouts, listed(opened)), head)


def _bouts(opened: tuple[Open, ...]) -> Iterator[Bout]:
    addresses = {
        f"{reverse('article', args=[each.id])}#m{mark.number}": reverse(
            "public-statement", args=[each.id, mark.statement.id]
        )
        for each in opened
        for mark in marks_of(each.article.text, each.excerpt.reading.findings.statements)
    }

    def shown(voice: Voice) -> Voice:
        # The grounds of a link are words of the article too: the desk alone shows them.
        return replace(voice, url=addresses[voice.url], why=None)

    for bout in bouts_of([each.excerpt.reading for each in opened], shelf.links_of(opened)):
        yield replace(
            bout, claims=tuple(shown(each) for each in bout.claims), answers=tuple(shown(each) for each in bout.answers)
        )


def _elsewhere(dispatch: str, statement: str) -> HttpResponse:
    """Return where a statement of an earlier version is now, so that an address that was cited leads on."""
    moved = where_now(dispatch, statement)
    there = resolve(moved.partition("?")[0]).kwargs.get("statement", "") if moved else statement
    if there == statement:
        raise Http404
    return HttpResponseRedirect(
        reverse("public-statement", args=[dispatch, there]) if there else reverse("public-dispatch", args=[dispatch])
    )


def _wanted(dispatch: str) -> Open | Shut:
    found = shelf.one(dispatch)
    if found is None:
        raise Http404
    return found


def _gone(request: HttpRequest, page: object, template: str) -> HttpResponse:
    # RFC 9110: gone, and likely for good; the page says when and on whose request.
    return show(request, template, page, Head(gettext("Taken off the public site")), status=410)


def _cited(request: HttpRequest, found: Open, statement: str) -> Cited:
    held = next(each for each in found.excerpt.reading.findings.statements if each.id == statement)
    kept = Kept(
        id=found.id,
        reading=found.excerpt.reading,
        captured=found.captured,
        digest="",
        outlet=found.outlet,
        url=found.url,
    )
    return Cited(
        kept=kept,
        article=replace(found.article, headline=found.excerpt.headline),
        statement=held,
        url=absolute(request, reverse("public-statement", args=[found.id, statement])),
        dispatch_url=absolute(request, reverse("public-dispatch", args=[found.id])),
        text_url="",
        notes=found.notes.of(held),
    )
