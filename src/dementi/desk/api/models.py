# SPDX-License-Identifier: Apache-2.0
"""What stands in the database of the keys by which programs enter? Of each its digest, never the key itself."""

from __future__ import annotations

from django.db import models

__all__ = ["Token"]


class Token(models.Model):
    """A key: ``digest`` is the sha-256 of it, ``start`` its first characters, to know it again by.

    ``account`` is whose it is, null where it was made at the machine itself (the command line, an open desk).
    ``scopes`` stand by commas.
    """

    name = models.TextField()
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, null=True, related_name="tokens")
    scopes = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=16)
    made = models.DateTimeField()
    expires = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-made", "-id")

    def __str__(self) -> str:
        """Return its name."""
        return self.name
