# SPDX-License-Identifier: Apache-2.0
"""What must Django's PostgreSQL do for the desk? Write one transaction after the other, and read on when the primary is gone.

Django finds a database's wrapper in a module of this name.
"""

from __future__ import annotations

import time
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.types.string import StrDumperUnknown

__all__ = ["DatabaseWrapper"]

#: The desk's own advisory locks, and of these the one that a writer holds until its transaction ends (PostgreSQL 13.3.5).
LOCKS, WRITER = 0x4445_4D45, 1
#: Seconds for which a primary that did not answer is not asked again.
DOWN = 5.0
#: What stands in the place of U+0000, which PostgreSQL keeps in no text: U+FFFD, Unicode's own sign for what cannot be shown.
LOST = "\ufffd"


class _Text(StrDumperUnknown):
    """Text as PostgreSQL takes it; the bytes of a dispatch and its reading (JSON) are whole all the same."""

    def dump(self, obj: str) -> Any:  # noqa: ANN401 (psycopg's Buffer has no public name)
        return super().dump(obj.replace("\0", LOST))


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper, with a transaction that writes as SQLite's IMMEDIATE does: from its start nobody else writes.

    So the log of changes is in the order of its numbers: none can be committed behind a later one and be passed over
    by who follows the log.
    """

    #: Until when the primary is held for gone (``time.monotonic``): of this process, whichever thread has met it.
    _down_until = 0.0

    @property
    def reads_only(self) -> bool:
        """Say whether the server is a standby: it may be read, not written."""
        self.ensure_connection()
        return bool(self.connection.info.parameter_status("in_hot_standby") == "on")

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 (Django's wrapper is untyped)
        """Connect to the primary where one answers, else, of several hosts, to one that may be read."""
        several = "," in str(conn_params.get("host", ""))
        if several and "target_session_attrs" not in conn_params and time.monotonic() >= DatabaseWrapper._down_until:
            try:
                return self._opened({**conn_params, "target_session_attrs": "primary"})
            except psycopg.OperationalError:
                DatabaseWrapper._down_until = time.monotonic() + DOWN
        return self._opened(conn_params)

    def _opened(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 (Django's wrapper is untyped)
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_dumper(str, _Text)
        return connection

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 (Django's form)
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # django-stubs does not know it
        if autocommit:
            return
        with self.wrap_database_errors:
            try:
                self.connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, WRITER))
            except psycopg.Error:
                # Django holds that no transaction was begun.
                if not self.connection.closed:
                    self.connection.rollback()
                    self.connection.autocommit = True
                raise
