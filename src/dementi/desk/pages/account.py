# SPDX-License-Identifier: Apache-2.0
"""One's own account: who one is, what one may do, another password."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from dementi.desk.accounts import audit
from dementi.desk.accounts.audit import Did, Line
from dementi.desk.accounts.entering import check_password
from dementi.desk.accounts.models import Account
from dementi.desk.accounts.store import set_password
from dementi.desk.accounts.who import person_of
from dementi.desk.pages.deeds import say_role
from dementi.desk.pages.frame import show
from dementi.desk.pages.login import status_of
from dementi.desk.pages.setup import sentences_of, typed_twice
from dementi.errors import DementiError

__all__ = ["account"]


@dataclass(frozen=True, slots=True)
class Page:
    """Who one is, and what is wrong with what was typed."""

    name: str
    role: str
    troubles: tuple[str, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the account; change the password, which ends its other sessions and renews this one."""
    mine, person = request.user, person_of(request)
    if not isinstance(mine, Account):
        return HttpResponseRedirect(reverse("first-account"))
    if request.method != "POST":
        return show(request, "account", Page(person.name, say_role(person.role)), title=gettext("Your account"))
    try:
        check_password(request, mine, request.POST.get("present", ""))
        set_password(mine, typed_twice(request))
    except DementiError as error:
        page = Page(person.name, say_role(person.role), sentences_of(error))
        return status_of(show(request, "account", page, title=gettext("Your account")), error)
    update_session_auth_hash(request, mine)
    audit.note(Line(at=timezone.now(), deed=Did.NEW_PASSWORD, person=person, subject=person.name))
    return HttpResponseRedirect(f"{reverse('account')}?fait=mot-de-passe")
