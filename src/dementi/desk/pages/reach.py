# SPDX-License-Identifier: Apache-2.0
"""How is it said what a denial denies, how long after the claim an answer came, and how something is left open?"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext, pgettext

from dementi.links import Reticence
from dementi.record import Scope

__all__ = ["say_delay", "say_reticence", "say_scope"]


def say_scope(scope: Scope | None) -> str:
    """Return what of a claim is denied; "" of what is no denial, or was read before scopes were."""
    match scope:
        case None:
            return ""
        case Scope.FACT:
            return gettext("denies the fact")
        case Scope.NUMBER:
            return gettext("denies the number")
        case Scope.RESPONSIBILITY:
            return gettext("denies the responsibility")
        case Scope.HAVING_SAID:
            return gettext("denies having said it")
        case Scope.UNKNOWN:
            return gettext("what of it is denied is not told")


def say_delay(delays: Iterable[int | None]) -> str:
    """Return how many days after a claim the first of its answers came whose day is known; None: a day is not known."""
    known = [delay for delay in delays if delay is not None]
    if not known:
        return gettext("delay unknown")
    first = min(known)
    if not first:
        return gettext("the same day")
    return ngettext("%(count)s day later", "%(count)s days later", first) % {"count": first}


def say_reticence(kind: Reticence) -> str:
    """Return how something is left open."""
    match kind:
        case Reticence.NEITHER:
            return gettext("neither confirmed nor denied")
        case Reticence.SILENCE:
            return gettext("did not answer")
        case Reticence.NO_COMMENT:
            return pgettext("stance", "no comment")
