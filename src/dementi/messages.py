# SPDX-License-Identifier: Apache-2.0
"""What the desk says, in the reader's language: messages out of the translation catalogue.

The keys are the English messages in the code; the catalogue stands in ``locale/`` and serves the pages too.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib.resources import files

from dementi.errors import DementiError
from dementi.record import Trouble

__all__ = ["LANGUAGES", "gettext_noop", "say", "say_trouble"]

#: The languages that the desk speaks, the first by default.
LANGUAGES = ("fr", "en")


def gettext_noop(message: str) -> str:
    """Return a message as it is: marked for the catalogue, to be said later (the name is gettext's own)."""
    return message


def say(message: str, language: str = LANGUAGES[0], **values: object) -> str:
    """Return a message in a language, with its places filled.

    Args:
        message: the English message, key of the catalogue.
        language: one of :data:`LANGUAGES`.
        values: what stands in the ``%(name)s`` places.
    """
    said = _catalogue(language).gettext(message)
    return said % values if values else said


def say_trouble(trouble: Trouble | DementiError, language: str = LANGUAGES[0]) -> str:
    """Return a trouble's or an error's sentence in a language."""
    return say(trouble.message, language, **dict(trouble.values))


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = str(files("dementi").joinpath("locale"))
    return gettext.translation("django", folder, languages=[language], fallback=True)
