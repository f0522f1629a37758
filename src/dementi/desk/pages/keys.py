# SPDX-License-Identifier: Apache-2.0
"""Keys for programs: which there are, what each opens, when it was last used; made here and shown once, revoked for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from dementi.desk.accounts.roles import Person
from dementi.desk.accounts.who import person_of
from dementi.desk.api.tokens import Asked, Scope, Token, make, revoke, tokens
from dementi.desk.pages import wording
from dementi.desk.pages.days import moment_of
from dementi.desk.pages.frame import show
from dementi.errors import DementiError

__all__ = ["keys", "make_key", "revoke_key"]

#: Days that a key may be asked for.
DAYS = (30, 90, 365)


@dataclass(frozen=True, slots=True)
class Line:
    """A key in the list; ``state``: whether it opens anything, in words."""

    number: int
    name: str
    start: str
    opens: bool
    state: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Right:
    """Something that a key may open: the word of the API, and what it means."""

    scope: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``secret``: of the key that was just made, this once; ``trouble``: what is wrong with what was asked for."""

    lines: tuple[Line, ...]
    rights: tuple[Right, ...]
    days: tuple[int, ...] = DAYS
    secret: str = ""
    name: str = ""
    trouble: str = ""


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys: one's own; to an admin all."""
    return _page(request)


@require_POST
def make_key(request: HttpRequest) -> HttpResponse:
    """Make a key and show it."""
    now, days = timezone.now(), request.POST.get("days", "")
    chosen = frozenset(scope for scope in Scope if scope.value in request.POST.getlist("scope"))
    expires = now + timedelta(days=int(days)) if days in {str(each) for each in DAYS} else None
    name = request.POST.get("name", "")
    asked = Asked(name=name, scopes=chosen, account=person_of(request).account, expires=expires)
    try:
        _, secret = make(asked, now)
    except DementiError as error:
        return _page(request, name=name, chosen=chosen, trouble=wording.say_trouble(error.trouble()))
    response = _page(request, secret=secret)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def revoke_key(request: HttpRequest, number: int) -> HttpResponse:
    """Make a key open nothing any more: one's own; an admin any."""
    if not revoke(number, timezone.now(), _whose(person_of(request))):
        raise Http404
    return HttpResponseRedirect(f"{reverse('keys')}?fait=cle-retiree")


def _whose(person: Person) -> int | None:
    """Return whose keys a person sees; None: all."""
    return None if person.may_admin else person.account


def _page(
    request: HttpRequest,
    *,
    secret: str = "",
    name: str = "",
    chosen: frozenset[Scope] = frozenset({Scope.READ}),
    trouble: str = "",
) -> HttpResponse:
    now, person = timezone.now(), person_of(request)
    rights = tuple(
        Right(scope.value, _words(scope), scope in chosen) for scope in Scope if person.may_edit or scope is Scope.READ
    )
    lines = tuple(_line(each, now) for each in tokens(_whose(person)))
    page = Page(lines=lines, rights=rights, secret=secret, name=name, trouble=trouble)
    response = show(request, "keys", page, title=gettext("Keys for programs"))
    if trouble:
        response.status_code = 422
    return response


def _words(scope: Scope) -> str:
    match scope:
        case Scope.READ:
            return gettext("Read what is on the desk")
        case Scope.ADD:
            return gettext("Add dispatches")
        case Scope.MARK:
            return gettext("Keep, set aside and add statements")
        case Scope.SOURCES:
            return gettext("Follow, pause and remove sources")


def _line(each: Token, now: datetime) -> Line:
    return Line(
        number=each.number,
        name=each.name,
        start=each.start,
        opens=each.opens(now),
        state=_state(each, now),
        facts=tuple(_facts(each)),
    )


def _state(each: Token, now: datetime) -> str:
    if each.opens(now):
        return gettext("Holds")
    return gettext("Revoked") if each.revoked else gettext("Over")


def _facts(each: Token) -> list[str]:
    said = [", ".join(_words(scope) for scope in each.scopes)]
    if each.owner:
        said.append(gettext("of %(owner)s") % {"owner": each.owner})
    said.append(gettext("Made on %(when)s") % {"when": moment_of(each.made)})
    if each.last_used:
        said.append(gettext("Last used on %(when)s") % {"when": moment_of(each.last_used)})
    else:
        said.append(gettext("Never used"))
    if each.expires and not each.revoked:
        said.append(gettext("Holds until %(when)s") % {"when": moment_of(each.expires)})
    return said
