# SPDX-License-Identifier: Apache-2.0
"""What stands in the database of the feeds that the desk follows? Each feed, where it stood before, and each of its entries."""

from __future__ import annotations

from django.db import models

__all__ = ["Entry", "FormerAddress", "Source"]


class Source(models.Model):
    """A feed that the desk follows, or followed: ``removed`` is a tombstone, its entries stay known.

    ``etag`` and ``last_modified`` are those of the body whose entries are all on record. ``failure`` is a trouble (JSON)
    of the last visit, "" where it went well; ``troubles`` what was doubtful about the feed itself.
    """

    address = models.TextField(unique=True)
    name = models.TextField(blank=True)
    home = models.TextField(blank=True)
    folder = models.TextField(blank=True, default="")
    paused = models.BooleanField(default=False)
    removed = models.DateTimeField(null=True)
    added = models.DateTimeField()
    etag = models.TextField(null=True)
    last_modified = models.TextField(null=True)
    interval = models.PositiveIntegerField(default=900)
    next_try = models.DateTimeField(db_index=True)
    last_try = models.DateTimeField(null=True)
    last_success = models.DateTimeField(null=True)
    last_new = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    troubles = models.TextField(blank=True)
    entries_held = models.PositiveIntegerField(null=True)
    most_held = models.PositiveIntegerField(default=0)
    alarm = models.BooleanField(default=False, db_index=True)

    class Meta:
        """By name."""

        ordering = ("name", "address")

    def __str__(self) -> str:
        """Return its address."""
        return self.address


class FormerAddress(models.Model):
    """Where a feed stood before its host said for good that it stands elsewhere: a list that names it still means this source."""

    address = models.TextField(unique=True)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="former")
    since = models.DateTimeField()

    class Meta:
        """In the order in which they were left."""

        ordering = ("since", "id")

    def __str__(self) -> str:
        """Return it."""
        return self.address


class Entry(models.Model):
    """An entry of a feed: waiting to be taken, or with a ``dispatch`` to be looked at again (``next_try``), or done (null).

    ``seen`` is when it was first seen, ``arrived`` when it was published where that is known and earlier: the pace of a feed.
    ``url`` is the page that is to be asked, null where the feed has all the words.
    ``written`` is the feed's own record of it (JSON) while it waits; ``outcome`` what came of it (JSON) once it was taken.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=24)
    url = models.TextField(null=True)
    seen = models.DateTimeField()
    arrived = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True, db_index=True)
    written = models.TextField(blank=True)
    dispatch = models.CharField(max_length=16, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-arrived", "-id")
        constraints = (models.UniqueConstraint(fields=("source", "key"), name="entry_once"),)

    def __str__(self) -> str:
        """Return its key."""
        return self.key
