# SPDX-License-Identifier: Apache-2.0
"""What does a rule look for, in plain words? Said under each « Why? »."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

__all__ = ["RULES", "say_rule"]

#: Rules in plain words, as ``found_by`` names them: a rule, or the family (what stands before the dot) that it is of.
RULES = {
    "confirms.anaphor": gettext_noop("a confirmation that takes up what was said before by a noun"),
    "confirms.bare": gettext_noop("a bare confirmation, of what stands just before"),
    "confirms.claim_of_named_speaker": gettext_noop("a confirmation that names whose words it takes up"),
    "confirms.restated": gettext_noop("a confirmation that says again what it confirms"),
    "denies.anaphor": gettext_noop("a denial that takes up what was said before by a noun"),
    "denies.bare": gettext_noop("a bare denial, of what stands just before"),
    "denies.called_a_lie": gettext_noop("the other is said to lie"),
    "denies.called_false": gettext_noop("what was said just before is called false"),
    "denies.claim_of_named_speaker": gettext_noop("a denial that names whose words it takes up"),
    "denies.negated": gettext_noop("the same proposition, negated by another side"),
    "denies.restated": gettext_noop("a denial that says again what it denies"),
    "diverges.same_thing_counted": gettext_noop("the same thing counted, about the same event"),
}


def say_rule(found_by: str) -> str:
    """Return a rule in the reader's language; its own name where neither it nor its family has words."""
    for name in (found_by, found_by.partition(".")[0]):
        if name in RULES:
            return gettext(RULES[name])
    return found_by
