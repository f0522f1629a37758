# SPDX-License-Identifier: Apache-2.0
"""What stands in the database of saved searches? Each search, what it has told of, what it holds back, what is to be sent."""

from __future__ import annotations

from django.db import models

__all__ = ["Delivery", "Held", "SavedSearch", "Told"]


class SavedSearch(models.Model):
    """A search that somebody keeps.

    ``key`` stands in its address and never changes. ``asked`` is the query of its address as the page writes it.
    ``owner`` is whose it is, "" the desk's; ``shared``: the whole desk sees it.
    ``language`` is that of its alerts. ``mail`` and ``webhook`` are where they go, "" nowhere; ``secret`` signs what a webhook is sent.
    ``since`` is the change of the record after which what comes onto the desk is new to it, ``seq`` the change up to
    which was decided.
    """

    key = models.CharField(max_length=12, unique=True)
    name = models.TextField()
    asked = models.TextField()
    owner = models.CharField(max_length=150, default="", blank=True, db_index=True)
    shared = models.BooleanField(default=True)
    language = models.CharField(max_length=8, default="fr")
    mail = models.TextField(default="", blank=True)
    webhook = models.TextField(default="", blank=True)
    secret = models.CharField(max_length=64)
    made = models.DateTimeField()
    paused = models.DateTimeField(null=True)
    since = models.BigIntegerField()
    seq = models.BigIntegerField()

    class Meta:
        """By name."""

        ordering = ("name", "key")

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Told(models.Model):
    """A dispatch (``statement`` "") or a statement that a search has told of; ``words``: the statement's, folded."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="told")
    dispatch = models.CharField(max_length=16)
    statement = models.CharField(max_length=32, default="", blank=True)
    words = models.TextField(default="", blank=True)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("search", "dispatch", "statement"), name="told_once"),)

    def __str__(self) -> str:
        """Return what it is."""
        return f"{self.dispatch} {self.statement}".strip()


class Held(models.Model):
    """A dispatch that a search finds and that is not for the public yet: it is told when its hour has come."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="held")
    dispatch = models.CharField(max_length=16)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("search", "dispatch"), name="held_once"),)

    def __str__(self) -> str:
        """Return what it is."""
        return self.dispatch


class Delivery(models.Model):
    """Something to be sent, written in the transaction that decided on it.

    ``key`` is the same at each try, so that a receiver can tell a second one. ``due`` is when it is tried next, None where
    it is sent or given up. ``failure`` is the trouble (JSON) of the last try, "" where there was none.
    """

    key = models.CharField(primary_key=True, max_length=32)
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8)
    address = models.TextField()
    written = models.TextField()
    count = models.PositiveIntegerField()
    made = models.DateTimeField()
    due = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveIntegerField(default=0)
    sent = models.DateTimeField(null=True)
    failure = models.TextField(default="", blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-made", "key")

    def __str__(self) -> str:
        """Return where it goes."""
        return f"{self.key} {self.channel}"
