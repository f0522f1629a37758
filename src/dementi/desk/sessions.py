# SPDX-License-Identifier: Apache-2.0
"""Where does it stand who has come in? In the database; while that can only be read, nobody who is in is turned out."""

from __future__ import annotations

from django.contrib.sessions.backends import db

from dementi.desk.database import reads_only

__all__ = ["SessionStore"]


class SessionStore(db.SessionStore):
    """Django's own; when somebody was last there is not kept while a replica answers in the place of the primary."""

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 (Django's form)
        """Write the session; a new one (a login) must be written, or it is refused."""
        if must_create or not reads_only():
            super().save(must_create)
