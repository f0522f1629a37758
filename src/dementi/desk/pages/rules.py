# SPDX-License-Identifier: Apache-2.0
"""What does a rule look for, in plain words? Said under each « Why? »."""

from __future__ import annotations

from django.utils.translation import gettext

__all__ = ["RULES", "say_rule"]

#: Each rule that can have found something, as ``found_by`` names it. A test holds that none is missing.
RULES: dict[str, str] = {}


def say_rule(found_by: str) -> str:
    """Return a rule in the reader's language; its own name where it has no words yet."""
    return gettext(RULES[found_by]) if found_by in RULES else found_by
