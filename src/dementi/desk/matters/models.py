# SPDX-License-Identifier: Apache-2.0
"""What stands in the database of what dispatches make together? Groups, ties, series, and what people decided of them.

All but the decisions is made from the record and can be made anew. No column can hold a verdict.
"""

from __future__ import annotations

from django.db import models

__all__ = ["Decision", "Group", "Joined", "Member", "Series", "Tie"]


class Group(models.Model):
    """Dispatches that are copies of one text, or tell one story; ``instant``: that of the earliest."""

    id = models.CharField(primary_key=True, max_length=16)
    kind = models.CharField(max_length=8)
    name = models.TextField()
    instant = models.DateTimeField(db_index=True)
    latest = models.DateTimeField(db_index=True)
    denials = models.PositiveIntegerField(default=0)

    class Meta:
        """Newest first."""

        ordering = ("-latest", "id")

    def __str__(self) -> str:
        """Return its name."""
        return f"{self.kind} {self.id} {self.name}"


class Member(models.Model):
    """A dispatch of a group; ``place`` 0: the earliest, under which copies are folded."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    kind = models.CharField(max_length=8)
    dispatch = models.CharField(max_length=16, db_index=True)
    place = models.PositiveIntegerField()

    class Meta:
        """In the order of time; a dispatch is in one group of a kind."""

        ordering = ("group", "place")
        constraints = (models.UniqueConstraint(fields=("kind", "dispatch"), name="in_one_group_of_a_kind"),)

    def __str__(self) -> str:
        """Return what it joins."""
        return f"{self.group_id} {self.place} {self.dispatch}"


class Tie(models.Model):
    """A statement of one dispatch answers one of another; ``grounds`` are spans of the answering one, as JSON.

    ``scope`` "": of no denial, or joined before scopes were; ``delay``: days between the days said, None: not known.
    """

    relation = models.CharField(max_length=8)
    source = models.CharField(max_length=16, db_index=True)
    source_statement = models.CharField(max_length=32)
    target = models.CharField(max_length=16, db_index=True)
    target_statement = models.CharField(max_length=32)
    grounds = models.TextField()
    found_by = models.CharField(max_length=64)
    scope = models.CharField(max_length=16, blank=True, default="")
    delay = models.IntegerField(null=True, default=None)

    class Meta:
        """Each once."""

        constraints = (
            models.UniqueConstraint(
                fields=("relation", "source", "source_statement", "target", "target_statement"), name="tied_once"
            ),
        )

    def __str__(self) -> str:
        """Return what it ties."""
        return f"{self.source}/{self.source_statement} {self.relation} {self.target}/{self.target_statement}"


class Series(models.Model):
    """What was given in time for one counted thing of a story; ``points`` as JSON, in the order of time."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="series")
    place = models.PositiveIntegerField()
    counted = models.TextField()
    points = models.TextField()

    class Meta:
        """In the order of their story."""

        ordering = ("group", "place")

    def __str__(self) -> str:
        """Return what is counted."""
        return f"{self.group_id} {self.counted}"


class Decision(models.Model):
    """What a person decided: these dispatches belong together, or do not. Only appended to; one that is undone stays.

    ``lone``: the one of them that is set apart from the others; "": each is from each. ``undoes``: the earlier decision that no
    longer holds.
    """

    seq = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=8)
    together = models.BooleanField()
    dispatches = models.TextField()
    lone = models.CharField(max_length=16, blank=True, default="")
    who = models.TextField()
    at = models.DateTimeField()
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        """In the order in which they were taken."""

        ordering = ("seq",)

    def __str__(self) -> str:
        """Return what was decided."""
        return f"{self.seq} {self.kind} {'together' if self.together else 'apart'} {self.dispatches}"


class Joined(models.Model):
    """How far the log of changes has been taken in: one row."""

    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """Return the number of the last change taken in."""
        return str(self.seq)
