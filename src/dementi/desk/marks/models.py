# SPDX-License-Identifier: Apache-2.0
"""What stands in the database of what people say of findings? One table, only appended to."""

from __future__ import annotations

from django.db import models

__all__ = ["Mark"]


class Mark(models.Model):
    """What somebody said of a statement, and when; one that is undone stays, with the line that undoes it.

    ``statement`` is the whole statement of which it is said, as JSON: its spans say where, whatever is read again.
    ``other``: for a link, the statement that is answered, of the dispatch ``other_dispatch`` ("": of the same one);
    ``value``: for a speaker, the name; for a link, the relation.
    """

    seq = models.BigAutoField(primary_key=True)
    dispatch = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(max_length=16)
    statement = models.TextField()
    other = models.TextField(blank=True)
    other_dispatch = models.CharField(max_length=16, blank=True, default="", db_index=True)
    value = models.TextField(blank=True)
    who = models.TextField()
    at = models.DateTimeField()
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        """In the order in which they were made."""

        ordering = ("seq",)

    def __str__(self) -> str:
        """Return what was said of what."""
        return f"{self.seq} {self.kind} {self.dispatch}"
