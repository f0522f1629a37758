# SPDX-License-Identifier: Apache-2.0
"""What stands in the database? Dispatches as they came, their earlier versions, statements to list by, the log of changes.

The whole reading stands as one text (record.Reading, see written.py); what pages list and filter by stands beside it in columns.
No column can hold a verdict.
"""

from __future__ import annotations

from django.db import models

__all__ = ["Change", "Dispatch", "Statement", "Version"]


class Captured(models.Model):
    """What came in, as it came, and what was read in it; ``captured`` is when, ``headers`` what the server said (JSON pairs)."""

    digest = models.CharField(max_length=64)
    name = models.TextField()
    content = models.BinaryField()
    media_type = models.TextField(null=True)
    form = models.CharField(max_length=16, null=True)
    given_published = models.TextField(null=True)
    given_outlet = models.TextField(null=True)
    given_url = models.TextField(null=True)
    headers = models.TextField(default="")
    captured = models.DateTimeField()
    reader = models.CharField(max_length=32)
    reading = models.TextField()

    class Meta:
        """Not a table of its own."""

        abstract = True

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Dispatch(Captured):
    """A dispatch as it came, and what was read in it.

    ``instant`` is what the list is ordered by: when it was published, or when it came in where that is not known or earlier.
    ``removed`` is a tombstone: what came is gone; its id, digest and address stay.
    ``address`` is what makes two captures versions of one dispatch (see ``sameness``); "" where nothing does.
    The row holds the newest version, ``number``, of the bytes ``identity``, which came at ``seen`` with ``headers`` (JSON pairs).
    """

    id = models.CharField(primary_key=True, max_length=16)
    address = models.TextField(default="", db_index=True)
    number = models.PositiveIntegerField(default=1)
    identity = models.CharField(max_length=16, default="", db_index=True)
    seen = models.DateTimeField(null=True)
    instant = models.DateTimeField(db_index=True)
    example = models.BooleanField(default=False, db_index=True)
    removed = models.DateTimeField(null=True)
    contested = models.BooleanField(default=False, db_index=True)
    denial = models.BooleanField(default=False, db_index=True)
    confirmation = models.BooleanField(default=False, db_index=True)
    figure = models.BooleanField(default=False, db_index=True)

    class Meta(Captured.Meta):
        """Newest first, the order of the list."""

        abstract = False
        ordering = ("-instant", "-id")
        # What is counted on each page is counted in an index, and the list walks another: a row holds a whole reading,
        # and without them all readings would be passed.
        indexes = (
            models.Index(
                fields=("removed", "example", "contested", "denial", "confirmation", "figure", "id"),
                name="dispatch_counts",
            ),
            models.Index(fields=("removed", "-instant", "-id"), name="dispatch_list"),
        )

    def __str__(self) -> str:
        """Return its name."""
        return f"{self.id} {self.name}"


class Version(Captured):
    """An earlier version of a dispatch, whole as it was on record: bytes, digest, headers, when it came, what was read in it."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    identity = models.CharField(max_length=16, db_index=True)

    class Meta(Captured.Meta):
        """In the order of the versions."""

        abstract = False
        ordering = ("dispatch", "number")
        constraints = (models.UniqueConstraint(fields=("dispatch", "number"), name="version_once"),)

    def __str__(self) -> str:
        """Return which version of what it is."""
        return f"{self.dispatch_id} {self.number}"


class Statement(models.Model):
    """A statement of a dispatch, to list speakers by; its words stand in the dispatch's reading."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="statements")
    place = models.PositiveIntegerField()
    statement = models.CharField(max_length=32)
    speaker_key = models.CharField(max_length=200, blank=True, db_index=True)
    speaker_name = models.TextField(blank=True)
    side = models.TextField(null=True)
    stance = models.CharField(max_length=16)

    class Meta:
        """In reading order; a statement's id is its own within its dispatch."""

        ordering = ("dispatch", "place")
        constraints = (models.UniqueConstraint(fields=("dispatch", "statement"), name="statement_once"),)

    def __str__(self) -> str:
        """Return its id."""
        return self.statement


class Change(models.Model):
    """Something that happened to a dispatch, in order; the index follows this log. Only appended to."""

    seq = models.BigAutoField(primary_key=True)
    dispatch = models.CharField(max_length=16)
    kind = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        """In the order in which it happened."""

        ordering = ("seq",)

    def __str__(self) -> str:
        """Return what happened."""
        return f"{self.seq} {self.kind} {self.dispatch}"
