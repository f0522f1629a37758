# SPDX-License-Identifier: Apache-2.0
"""The first account, by a code of the machine; then those that were invited, and new passwords, by a link that holds once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from dementi.desk.accounts import audit, passes, store
from dementi.desk.accounts.audit import Did, Line
from dementi.desk.accounts.entering import counted, take_in
from dementi.desk.accounts.models import Account
from dementi.desk.accounts.passes import Kind
from dementi.desk.accounts.who import person_of
from dementi.desk.pages import wording
from dementi.desk.pages.deeds import say_role
from dementi.desk.pages.frame import show_alone
from dementi.desk.pages.login import status_of
from dementi.errors import DementiError, InputError

__all__ = ["first_account", "invitation", "sentences_of", "typed_twice"]

#: Characters of a name that are looked at: one that is too long is told so.
LONGEST_NAME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is asked for and what was typed.

    Attributes:
        closes: the desk is open until this account is made.
        name: as it was typed; that of the account for a new password.
        is_new: an account is made; else a password is set anew.
        given: what the link carries.
        role: of the account to be made, in words.
        troubles: what is wrong, in sentences.
    """

    closes: bool = False
    name: str = ""
    is_new: bool = True
    given: str = ""
    role: str = ""
    troubles: tuple[str, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def first_account(request: HttpRequest) -> HttpResponse:
    """Make the first account, which closes the desk to all others."""
    if store.has_accounts():
        return HttpResponseRedirect(reverse("login"))
    page = Page(closes=person_of(request).is_open, name=request.POST.get("name", "")[:LONGEST_NAME])
    title = gettext("The first account")
    if request.method != "POST":
        return show_alone(request, "first-account", page, title=title)
    try:
        with counted(request):
            # On an open desk too: else any program of this machine could take it from who sits there.
            account = store.found_desk(page.name, typed_twice(request), timezone.now(), request.POST.get("code", ""))
    except DementiError as error:
        page = replace(page, troubles=sentences_of(error))
        return status_of(show_alone(request, "first-account", page, title=title), error)
    _note(request, Did.FIRST_ACCOUNT, account)
    return HttpResponseRedirect(f"{reverse('accounts')}?fait=fermee")


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Make the account of an invitation, or set the password for which a link was given."""
    posted = request.method == "POST"
    given = (request.POST if posted else request.GET).get("jeton", "")[:200]
    now = timezone.now()
    found = passes.find((Kind.INVITATION, Kind.PASSWORD), given, now)
    is_new = found is None or found.kind is Kind.INVITATION
    title = gettext("Your account") if is_new else gettext("A new password")
    page = Page(name=found.name if found else "", is_new=is_new, role=say_role(found.role) if found else "")
    try:
        if not posted and found is None:
            raise InputError("This link does not hold any more: it was used, or is too old. Ask for another.")
        page = replace(page, given=given)
        if not posted:
            return show_alone(request, "invitation", page, title=title)
        page = replace(page, name=request.POST.get("name", "")[:LONGEST_NAME] if is_new else page.name)
        with counted(request):
            password = typed_twice(request)
            account = store.join(given, page.name, password, now) if is_new else store.renew(given, password, now)
    except DementiError as error:
        page = replace(page, troubles=sentences_of(error))
        return status_of(show_alone(request, "invitation", page, title=title), error)
    _note(request, Did.JOINED if is_new else Did.NEW_PASSWORD, account)
    return HttpResponseRedirect(reverse("latest"))


def sentences_of(error: DementiError) -> tuple[str, ...]:
    """Return what is wrong, in sentences: several where a password is too weak."""
    if isinstance(error, store.PasswordRefusedError):
        return error.sentences
    return (wording.say_trouble(error.trouble()),)


def typed_twice(request: HttpRequest) -> str:
    """Return a new password that was typed twice.

    Raises:
        InputError: the two are not the same.
    """
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        raise InputError("The two passwords are not the same.")
    return password


def _note(request: HttpRequest, deed: Did, account: Account) -> None:
    person = store.person_as(account)
    audit.note(Line(at=timezone.now(), deed=deed, person=person, subject=account.name))
    take_in(request, account)
