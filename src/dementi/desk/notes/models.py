# SPDX-License-Identifier: Apache-2.0
"""What stands in the database of notes? Two tables, only appended to: notes, and what visitors ask of the editors."""

from __future__ import annotations

from django.db import models

__all__ = ["Note", "Request"]


class Note(models.Model):
    """A note beside a statement, or beside a whole dispatch where ``statement`` is "".

    ``words``: of the statement as they stood, its pieces as JSON: by them it is known again in another reading.
    ``who``: whose reply it is, or on whose request; "": not told. ``by``: who put it on record. ``undoes``: the note that holds no longer.
    """

    seq = models.BigAutoField(primary_key=True)
    dispatch = models.CharField(max_length=16, db_index=True)
    statement = models.CharField(max_length=32, blank=True)
    words = models.TextField(blank=True)
    kind = models.CharField(max_length=16)
    who = models.TextField(blank=True)
    text = models.TextField(blank=True)
    link = models.TextField(blank=True)
    by = models.TextField()
    at = models.DateTimeField()
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        """In the order in which they were made."""

        ordering = ("seq",)

    def __str__(self) -> str:
        """Return what it is of."""
        return f"{self.seq} {self.kind} {self.dispatch}/{self.statement}"


class Request(models.Model):
    """What a visitor of the public site asks of the editors; nothing of it is shown before one of them has decided.

    ``contact``: how to answer, for the editors alone. ``settled``, ``settled_by``: when and by whom; ``note``: the note that came of it.
    """

    seq = models.BigAutoField(primary_key=True)
    dispatch = models.CharField(max_length=16, db_index=True)
    statement = models.CharField(max_length=32, blank=True)
    who = models.TextField()
    contact = models.TextField(blank=True)
    text = models.TextField()
    link = models.TextField(blank=True)
    at = models.DateTimeField()
    settled = models.DateTimeField(null=True, db_index=True)
    settled_by = models.TextField(blank=True)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, related_name="asked_by")

    class Meta:
        """The one that has waited longest first."""

        ordering = ("seq",)

    def __str__(self) -> str:
        """Return what it is of."""
        return f"{self.seq} {self.dispatch}/{self.statement}"
