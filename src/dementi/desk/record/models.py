# SPDX-License-Identifier: Apache-2.0
"""What stands in the database? Dispatches as they came with what was read, statements to list by, the log of changes.

The whole reading stands as one text (record.Reading, see written.py); what pages list and filter by stands beside it in columns.
No column can hold a verdict.
"""

from __future__ import annotations

from django.db import models

__all__ = ["Change", "Dispatch", "Statement"]


class Dispatch(models.Model):
    """A dispatch as it came, and what was read in it.

    ``instant`` is what the list is ordered by: when it was published, or when it came in where that is not known.
    ``removed`` is a tombstone: what came is gone, its id and digest stay.
    """

    id = models.CharField(primary_key=True, max_length=16)
    digest = models.CharField(max_length=64)
    name = models.TextField()
    content = models.BinaryField()
    media_type = models.TextField(null=True)
    form = models.CharField(max_length=16, null=True)
    given_published = models.TextField(null=True)
    given_outlet = models.TextField(null=True)
    given_url = models.TextField(null=True)
    captured = models.DateTimeField()
    instant = models.DateTimeField(db_index=True)
    example = models.BooleanField(default=False, db_index=True)
    removed = models.DateTimeField(null=True)
    reader = models.CharField(max_length=32)
    reading = models.TextField()
    contested = models.BooleanField(default=False, db_index=True)
    denial = models.BooleanField(default=False, db_index=True)
    confirmation = models.BooleanField(default=False, db_index=True)
    figure = models.BooleanField(default=False, db_index=True)

    class Meta:
        """Newest first, the order of the list."""

        ordering = ("-instant", "-id")

    def __str__(self) -> str:
        """Return its name."""
        return f"{self.id} {self.name}"


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
