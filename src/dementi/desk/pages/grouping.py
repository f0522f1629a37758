# SPDX-License-Identifier: Apache-2.0
"""Copies and stories by hand: a dispatch set apart from its group, groups brought together; each with a name and a time, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from dementi.desk.matters import decided
from dementi.desk.matters.decided import COPIES, STORY, named_in
from dementi.desk.matters.groups import Grouped, copies_of, story_of
from dementi.desk.matters.models import Decision, Group
from dementi.desk.pages import queries
from dementi.desk.pages.days import moment_of
from dementi.desk.pages.errors import refuse
from dementi.desk.pages.frame import show
from dementi.desk.pages.marking import SIGNATURE, signed, who_signs
from dementi.desk.pages.queries import Kept
from dementi.desk.pages.wording import outlet_of

__all__ = ["act", "grouping", "undo"]

#: A dispatch, or a story, by the address of its page.
ADDRESS = re.compile(r"/(?P<room>depeches|face-a-face)/(?P<key>\w{1,16})")


@dataclass(frozen=True, slots=True)
class Member:
    """A dispatch of a group: its id, page, headline and its language, outlet."""

    key: str
    url: str
    headline: str
    lang: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that holds: what was decided by whom and when, of which dispatches, its number."""

    done: str
    members: tuple[Member, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of groups: its key, what it is called, the dispatches grouped with this one, what was decided."""

    key: str
    name: str
    members: tuple[Member, ...]
    decided: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``here``: the dispatch."""

    here: Member
    action: str
    kinds: tuple[Kind, ...]
    signature: str


@require_safe
def grouping(request: HttpRequest, dispatch: str) -> HttpResponse:
    """Show with what a dispatch is grouped, and what can be decided of that."""
    kept = queries.dispatch(dispatch)
    if kept is None:
        raise Http404
    names = {COPIES: gettext("Copies of one text"), STORY: gettext("Story")}
    page = Page(
        here=_member(kept),
        action=reverse("group-act", args=[dispatch]),
        kinds=tuple(
            Kind(kind, name, _members(kind, dispatch), tuple(_decided(kind, dispatch))) for kind, name in names.items()
        ),
        signature=request.COOKIES.get(SIGNATURE, ""),
    )
    return show(request, "grouping", page, title=gettext("Grouping"))


@require_POST
def act(request: HttpRequest, dispatch: str) -> HttpResponse:
    """Set dispatches apart from the group of this one, or bring it together with another."""
    kind, deed, who = request.POST.get("kind", ""), request.POST.get("deed", ""), who_signs(request)
    if kind not in {COPIES, STORY} or deed not in {"apart", "together"} or queries.dispatch(dispatch) is None:
        raise Http404
    if not who:
        return refuse(request, gettext("Sign with your name: what is decided has somebody who decides it."))
    group = _ids(kind, dispatch)
    if deed == "apart":
        chosen = group.intersection(request.POST.getlist("dispatch"))
        rest = group - chosen
        if not chosen or not rest:
            return refuse(request, gettext("Choose what is set apart: some dispatches of the group, not all."))
        for lone in sorted(chosen):
            decided.set_apart(kind, lone, rest, who=who, now=timezone.now())
    else:
        other = _pointed_at(kind, request.POST.get("address", ""))
        if not other - group - {dispatch}:
            return refuse(request, gettext("There is no such dispatch or story: give the address of its page."))
        decided.bring_together(kind, group | {dispatch} | other, who=who, now=timezone.now())
    return signed(request, HttpResponseRedirect(reverse("grouping", args=[dispatch])), who)


@require_POST
def undo(request: HttpRequest, dispatch: str, number: int) -> HttpResponse:
    """Take a decision back."""
    who = who_signs(request)
    if not who:
        return refuse(request, gettext("Sign with your name: what is decided has somebody who decides it."))
    try:
        decided.undo(number, who=who, now=timezone.now())
    except Decision.DoesNotExist as error:
        raise Http404 from error
    return signed(request, HttpResponseRedirect(reverse("grouping", args=[dispatch])), who)


def _group(kind: str, dispatch: str) -> Grouped | None:
    return copies_of(dispatch) if kind == COPIES else story_of(dispatch)


def _ids(kind: str, dispatch: str) -> frozenset[str]:
    group = _group(kind, dispatch)
    return frozenset(group.dispatches) if group else frozenset()


def _pointed_at(kind: str, address: str) -> frozenset[str]:
    """Return the dispatches of the group that an address names: a dispatch with its group, or a story."""
    found = ADDRESS.search(address)
    if found is None:
        return frozenset()
    if found["room"] == "depeches":
        known = queries.dispatch(found["key"])
        return _ids(kind, found["key"]) | {found["key"]} if known else frozenset()
    story = Group.objects.filter(kind=kind, pk=found["key"]).first()
    return frozenset(story.members.values_list("dispatch", flat=True)) if story else frozenset()


def _members(kind: str, dispatch: str) -> tuple[Member, ...]:
    group = _group(kind, dispatch)
    return tuple(_listed(group.dispatches)) if group else ()


def _listed(ids: Iterable[str]) -> Iterator[Member]:
    wanted = tuple(ids)
    found = queries.dispatches(wanted)
    yield from (_member(found[each]) for each in wanted if each in found)


def _member(kept: Kept) -> Member:
    article = kept.reading.article
    headline = (article.headline if article else None) or gettext("(no headline)")
    url, lang = reverse("article", args=[kept.id]), (article.language if article else None) or ""
    return Member(kept.id, url, headline, lang, outlet_of(article, kept.outlet))


def _decided(kind: str, dispatch: str) -> Iterator[Decided]:
    """Yield what holds of a dispatch, or of what it is or was grouped with."""
    near = _ids(kind, dispatch) | {dispatch}
    for each in decided.standing():
        named = named_in(each)
        if each.kind == kind and not near.isdisjoint(named):
            what = pgettext("decision", "Brought together") if each.together else pgettext("decision", "Set apart")
            said = gettext("%(what)s by %(who)s on %(when)s") % {
                "what": what,
                "who": each.who,
                "when": moment_of(each.at),
            }
            yield Decided(said, tuple(_listed([each.lone] if each.lone else sorted(named))), each.pk)
