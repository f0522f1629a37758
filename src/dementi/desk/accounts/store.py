# SPDX-License-Identifier: Apache-2.0
"""What can be done to accounts? Made by who has a pass, given another role, suspended and let in again, never the last admin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from dementi.desk.accounts import passes
from dementi.desk.accounts.models import Account
from dementi.desk.accounts.names import checked_name, fold_name
from dementi.desk.accounts.passes import Kind, Opens, Pending
from dementi.desk.accounts.roles import Person, Role
from dementi.desk.record.failures import named_failures
from dementi.errors import InputError

__all__ = [
    "Member",
    "PasswordRefusedError",
    "change_role",
    "found_desk",
    "has_accounts",
    "has_admin",
    "invitations",
    "invite",
    "join",
    "link_for",
    "members",
    "named",
    "person_as",
    "renew",
    "resume",
    "set_password",
    "suspend",
    "take_back",
]


class PasswordRefusedError(InputError):
    """A password is too weak; ``sentences`` say why, in the language of the page."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        """Keep the sentences of Django's validators, which are translated already."""
        message = "This password is too weak."
        super().__init__(message)
        self.sentences = sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An account as it is listed; ``last``: when they last came in, None: never."""

    key: int
    name: str
    role: Role
    is_suspended: bool
    made: datetime
    last: datetime | None


def members() -> tuple[Member, ...]:
    """Return all accounts, by name."""
    return tuple(
        Member(
            key=row.pk,
            name=row.name,
            role=Role(row.role),
            is_suspended=not row.is_active,
            made=row.made,
            last=row.last_login,
        )
        for row in Account.objects.all()
    )


def has_accounts() -> bool:
    """Say whether there is any account, so that the desk is not open any more."""
    return Account.objects.exists()


def has_admin() -> bool:
    """Say whether there is an admin who may come in."""
    return Account.objects.filter(role=Role.ADMIN, is_active=True).exists()


def named(name: str) -> Account:
    """Return an account by its name.

    Raises:
        InputError: there is none.
    """
    found = Account.objects.filter(key=fold_name(name)).first()
    if found is None:
        raise InputError("There is no account of the name %(name)s.", name=name[:80])
    return found


@named_failures()
def found_desk(name: str, password: str, now: datetime, code: str) -> Account:
    """Make the first account, an admin.

    Args:
        name: as it is to be shown.
        password: not kept.
        now: with its zone.
        code: the one-time code, as typed.

    Raises:
        InputError: there is an account already, the code does not hold, or name or password cannot be.
    """
    with transaction.atomic():
        if Account.objects.exists():
            raise InputError("This desk has accounts already: ask an admin for an invitation.")
        if passes.use((Kind.FIRST,), "".join(code.upper().split()).replace("-", ""), now) is None:
            raise InputError(
                "This code does not hold: it is mistyped, used or too old. Ask for another on the machine."
            )
        return _make(name, password, Role.ADMIN, now)


@named_failures()
def invite(role: Role, by: str, now: datetime) -> str:
    """Return what an invitation's link carries; it holds for seven days and for one account of the role.

    Raises:
        InputError: there is no admin yet.
    """
    if not has_admin():
        # Whoever came first would close the desk, and nobody could open it to others.
        raise InputError("There is no admin yet: make the first account first.")
    return passes.give(Opens(Kind.INVITATION, role, "", by), now)


def invitations(now: datetime) -> tuple[Pending, ...]:
    """Return the invitations that nobody has taken yet."""
    return passes.pending(now)


@named_failures()
def take_back(key: int) -> str:
    """Let an invitation hold no more; return its role's name, "" where there is none to be taken."""
    role = passes.take_back(key)
    return role.name.lower() if role else ""


@named_failures()
def join(given: str, name: str, password: str, now: datetime) -> Account:
    """Make the account of an invitation.

    Raises:
        InputError: the invitation does not hold, or name or password cannot be.
    """
    with transaction.atomic():
        found = passes.use((Kind.INVITATION,), given, now)
        if found is None:
            raise InputError("This link does not hold any more: it was used, or is too old. Ask for another.")
        return _make(name, password, Role(found.role), now)


@named_failures()
def link_for(account: Account, by: str, now: datetime) -> str:
    """Return what a link to a new password carries; it holds for a day."""
    return passes.give(Opens(Kind.PASSWORD, Role(account.role), account.name, by), now, account)


@named_failures()
def renew(given: str, password: str, now: datetime) -> Account:
    """Set the password of the account for which a link was given; its sessions end.

    Raises:
        InputError: the link does not hold, or the password cannot be.
    """
    with transaction.atomic():
        found = passes.use((Kind.PASSWORD,), given, now)
        if found is None or found.account is None or not found.account.is_active:
            raise InputError("This link does not hold any more: it was used, or is too old. Ask for another.")
        set_password(found.account, password)
        return found.account


def set_password(account: Account, password: str) -> None:
    """Set a password.

    Raises:
        PasswordRefusedError: it is too weak.
    """
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordRefusedError(tuple(error.messages)) from error
    account.set_password(password)
    account.save()


@named_failures()
def change_role(key: int, role: Role) -> Account | None:
    """Give an account another role; None: there is no such account, or it has that role.

    Raises:
        InputError: it is the last admin.
    """
    with transaction.atomic():
        account = Account.objects.filter(pk=key).first()
        if account is None or account.role == role:
            return None
        if role is not Role.ADMIN:
            _not_the_last(account)
        account.role = role
        account.save(update_fields=["role"])
        return account


@named_failures()
def suspend(key: int) -> Account | None:
    """Let an account in no more, at once; None: there is no such account, or it is suspended.

    Raises:
        InputError: it is the last admin.
    """
    with transaction.atomic():
        account = Account.objects.filter(pk=key, is_active=True).first()
        if account is None:
            return None
        _not_the_last(account)
        account.is_active = False
        account.save(update_fields=["is_active"])
        passes.end_of(account)
        return account


@named_failures()
def resume(key: int) -> Account | None:
    """Let a suspended account in again; None: there is no such account, or it is not suspended."""
    account = Account.objects.filter(pk=key, is_active=False).first()
    if account is not None:
        account.is_active = True
        account.save(update_fields=["is_active"])
    return account


def person_as(account: Account) -> Person:
    """Return the person of an account."""
    return Person(account.name, Role(account.role), account=account.pk)


def _make(name: str, password: str, role: Role, now: datetime) -> Account:
    shown = checked_name(name)
    account = Account(key=fold_name(shown), name=shown, role=role, made=now)
    if Account.objects.filter(key=account.key).exists():
        raise InputError("There is an account of the name %(name)s already.", name=shown)
    set_password(account, password)
    return account


def _not_the_last(account: Account) -> None:
    # Locked, so that of two admins who take the role from one another at once one keeps it.
    admins = {row.pk for row in Account.objects.select_for_update().filter(role=Role.ADMIN, is_active=True)}
    if admins == {account.pk}:
        raise InputError("%(name)s is the only admin: give somebody else that role first.", name=account.name)
