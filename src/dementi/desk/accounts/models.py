# SPDX-License-Identifier: Apache-2.0
"""What stands in the database of people? Accounts, passes that are used once, attempts to get in, and the journal of deeds.

Passwords stand as Argon2 hashes, passes as digests: nothing here opens the desk to who reads it.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

__all__ = ["Account", "Attempts", "Deed", "Pass"]


class Account(AbstractBaseUser):
    """Somebody who may come in.

    ``key`` is the name folded (see ``names``), so that two names that look alike are one; ``role`` a number of ``roles.Role``.
    One that is suspended (not ``is_active``) stays, with all that it did.
    """

    key = models.CharField(max_length=160, unique=True)
    name = models.CharField(max_length=80)
    role = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)
    made = models.DateTimeField()

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "key"

    class Meta:
        """By name."""

        ordering = ("key",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Pass(models.Model):
    """What lets somebody in once: the code of the first account, an invitation, the link to a new password.

    ``digest`` is the SHA-256 of what was given out, which is kept nowhere. ``account``: for a new password, whose.
    """

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)
    role = models.PositiveSmallIntegerField()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="passes")
    by = models.CharField(max_length=80)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-made", "-id")

    def __str__(self) -> str:
        """Return what it is for."""
        return f"{self.kind} {self.made:%Y-%m-%d}"


class Attempts(models.Model):
    """How often in a row somebody failed to get in, by account or by address (``what``), and until when no more is taken."""

    what = models.CharField(max_length=80, unique=True)
    failed = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """The latest first."""

        ordering = ("-last",)

    def __str__(self) -> str:
        """Return how often."""
        return f"{self.what} {self.failed}"


class Deed(models.Model):
    """Something that somebody did: who, when, what, to what. Only appended to; the database itself refuses anything else.

    ``who`` is the name at the time, "" for an open desk (``is_open``) and for who is not known; ``way`` is page, command or api.
    ``address`` (of the network) stands only where somebody came in or failed to.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=80, blank=True, db_index=True)
    role = models.PositiveSmallIntegerField()
    is_open = models.BooleanField(default=False)
    way = models.CharField(max_length=8)
    deed = models.CharField(max_length=40, db_index=True)
    subject = models.TextField(blank=True)
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        """In the order in which it was done."""

        ordering = ("seq",)

    def __str__(self) -> str:
        """Return who did what."""
        return f"{self.seq} {self.who} {self.deed}"
