# SPDX-License-Identifier: Apache-2.0
"""Accounts, for admins: who may come in and what they may do; invited by a link, suspended, never the last admin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from dementi.desk.accounts import audit, store
from dementi.desk.accounts.audit import Did, Line
from dementi.desk.accounts.models import Account
from dementi.desk.accounts.passes import Pending
from dementi.desk.accounts.roles import Role, role_of
from dementi.desk.accounts.store import Member
from dementi.desk.accounts.who import person_of
from dementi.desk.pages import wording
from dementi.desk.pages.days import moment_of
from dementi.desk.pages.deeds import say_role
from dementi.desk.pages.frame import show
from dementi.errors import DementiError

__all__ = ["accounts", "act", "invite"]

ROLES = (Role.READER, Role.EDITOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Choice:
    """A role to choose: as it is sent, in words, whether it is the present one."""

    value: str
    words: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An account in the list; ``is_me``: of who looks."""

    key: int
    name: str
    state: str
    came: str
    roles: tuple[Choice, ...]
    is_suspended: bool
    is_me: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that nobody has taken yet."""

    key: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page; ``link``: just made, shown this once, and what it is for; ``trouble``: what could not be done."""

    rows: tuple[Row, ...]
    invited: tuple[Invited, ...]
    roles: tuple[Choice, ...]
    link: str = ""
    link_words: str = ""
    trouble: str = ""


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the accounts."""
    return _page(request)


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation and show its link, this once."""
    role = role_of(request.POST.get("role", ""))
    if role is None or role is Role.NOBODY:
        raise Http404
    try:
        given = store.invite(role, person_of(request).name, timezone.now())
    except DementiError as error:
        return _page(request, trouble=wording.say_trouble(error.trouble()))
    _note(request, Did.INVITED, role.name.lower())
    words = gettext(
        "Invitation for one %(role)s, for seven days. It is shown this once: send it by a way that you trust."
    )
    return _page(request, link=_link(request, given), words=words % {"role": say_role(role)})


@require_POST
def act(request: HttpRequest, account: int, deed: str) -> HttpResponse:
    """Do something to an account, or take an invitation back, and go back to the list."""
    if deed == "lien":
        return _password_link(request, account)
    if deed not in ACTS:
        raise Http404
    done, name, notice = ACTS[deed]
    try:
        subject = done(request, account)
    except DementiError as error:
        return _page(request, trouble=wording.say_trouble(error.trouble()))
    if subject:
        _note(request, name, subject)
    return HttpResponseRedirect(f"{reverse('accounts')}?fait={notice}")


def _change_role(request: HttpRequest, key: int) -> str:
    role = role_of(request.POST.get("role", ""))
    if role is None or role is Role.NOBODY:
        raise Http404
    changed = store.change_role(key, role)
    return f"{changed.name}: {role.name.lower()}" if changed else ""


def _name(account: Account | None) -> str:
    return account.name if account else ""


#: What can be done to an account: by its name in the address, with the deed for the journal and the notice.
ACTS: dict[str, tuple[Callable[[HttpRequest, int], str], Did, str]] = {
    "role": (_change_role, Did.ROLE, "role"),
    "suspendre": (lambda _, key: _name(store.suspend(key)), Did.SUSPENDED, "acces-suspendu"),
    "rendre": (lambda _, key: _name(store.resume(key)), Did.RESUMED, "acces-rendu"),
    "reprendre": (lambda _, key: store.take_back(key), Did.UNINVITED, "invitation-reprise"),
}


def _password_link(request: HttpRequest, key: int) -> HttpResponse:
    found = Account.objects.filter(pk=key, is_active=True).first()
    if found is None:
        raise Http404
    given = store.link_for(found, person_of(request).name, timezone.now())
    _note(request, Did.PASSWORD_LINK, found.name)
    words = gettext(
        "Link to a new password for %(name)s, for one day. It is shown this once: send it by a way that you trust."
    )
    return _page(request, link=_link(request, given), words=words % {"name": found.name})


def _link(request: HttpRequest, given: str) -> str:
    # In the query, not in the path: a refused path stands in the log.
    return request.build_absolute_uri(f"{reverse('invitation')}?{urlencode({'jeton': given})}")


def _note(request: HttpRequest, deed: Did, subject: str) -> None:
    audit.note(Line(at=timezone.now(), deed=deed, person=person_of(request), subject=subject))


def _page(request: HttpRequest, *, link: str = "", words: str = "", trouble: str = "") -> HttpResponse:
    me = person_of(request).account
    page = Page(
        rows=tuple(_row(each, me) for each in store.members()),
        invited=tuple(_invited(each) for each in store.invitations(timezone.now())),
        roles=_choices(Role.READER),
        link=link,
        link_words=words,
        trouble=trouble,
    )
    response = show(request, "accounts", page, title=gettext("Accounts"), room="accounts")
    if trouble:
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response


def _row(each: Member, me: int | None) -> Row:
    came = (
        gettext("Last came in: %(when)s") % {"when": moment_of(each.last)}
        if each.last
        else gettext("Never came in yet")
    )
    return Row(
        key=each.key,
        name=each.name,
        state=gettext("Suspended") if each.is_suspended else say_role(each.role),
        came=came,
        roles=_choices(each.role),
        is_suspended=each.is_suspended,
        is_me=each.key == me,
    )


def _invited(each: Pending) -> Invited:
    words = gettext("%(role)s, invited by %(who)s, until %(when)s")
    values = {
        "role": say_role(each.role),
        "who": each.by or gettext("the command line"),
        "when": moment_of(each.expires),
    }
    return Invited(each.key, words % values)


def _choices(here: Role) -> tuple[Choice, ...]:
    return tuple(Choice(role.name.lower(), say_role(role), role is here) for role in ROLES)
