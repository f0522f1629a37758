# SPDX-License-Identifier: Apache-2.0
"""When are two names of accounts one? Case, width, accents as marks of their own and spaces do not tell them apart."""

from __future__ import annotations

import unicodedata

from dementi.errors import InputError

__all__ = ["LONGEST", "checked_name", "fold_name"]

#: Characters of a name.
LONGEST = 80


def fold_name(name: str) -> str:
    """Return what a name is known by: NFKC (Unicode Standard Annex 15), without case, spaces as one."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).split())


def checked_name(written: str) -> str:
    """Return a name as it is shown.

    Raises:
        InputError: it is empty, too long, or holds characters that do not show.
    """
    name = " ".join(unicodedata.normalize("NFC", written).split())
    if not name:
        raise InputError("Give a name.")
    if len(name) > LONGEST or len(fold_name(name)) > 2 * LONGEST:
        raise InputError("A name has at most %(most)s characters.", most=LONGEST)
    if not name.isprintable():
        raise InputError("This name holds characters that do not show.")
    return name
