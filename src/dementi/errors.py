# SPDX-License-Identifier: Apache-2.0
"""What can go wrong, named: each error carries a message of the catalogue and its values."""

from __future__ import annotations

from dementi.record import Trouble

__all__ = ["DementiError", "FetchError", "InputError", "ReadingError", "RecordError", "SettingsError"]


class DementiError(Exception):
    """Something that the desk can say in plain words.

    Args:
        message: an English message, the key of the translation catalogue, with ``%(name)s`` places.
        values: what stands in those places.
    """

    stage = "desk"

    def __init__(self, message: str, **values: object) -> None:
        """Keep the message and its values apart, so that a page can say it in its own language."""
        self.message = message
        self.values = tuple((name, str(value)) for name, value in values.items())
        super().__init__(message % dict(self.values))

    def trouble(self) -> Trouble:
        """Return the error as a record, to be kept beside the dispatch that caused it."""
        return Trouble(self.stage, self.message, self.values)


class InputError(DementiError):
    """What was given cannot be taken: no such file, a date that is none."""

    stage = "input"


class SettingsError(InputError):
    """A setting has a value that it cannot have."""


class FetchError(DementiError):
    """An address could not be fetched, or may not be."""

    stage = "fetch"


class ReadingError(DementiError):
    """A dispatch cannot be made an article."""

    stage = "reading"


class RecordError(DementiError):
    """The desk's folder of data cannot be used."""

    stage = "record"
