# SPDX-License-Identifier: Apache-2.0
"""What does a look at one thing give? How it stands, in a sentence, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from dementi.errors import DementiError
from dementi.messages import gettext_noop as _
from dementi.record import Trouble

__all__ = ["Look", "Stands", "doubtful", "looked", "well", "wrong"]


class Stands(StrEnum):
    """How a thing stands."""

    WELL = "well"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Look:
    """What was found of a thing.

    Attributes:
        stands: how.
        found: in a sentence.
        out: what to do, a message of the catalogue; "": nothing.
        name: of the thing, the same in every language.
    """

    stands: Stands
    found: Trouble
    out: str = ""
    name: str = ""


def well(message: str, **values: object) -> Look:
    """Return that a thing stands well."""
    return Look(Stands.WELL, _trouble(message, values))


def doubtful(message: str, out: str, **values: object) -> Look:
    """Return that something should be done."""
    return Look(Stands.DOUBTFUL, _trouble(message, values), out)


def wrong(message: str, out: str, **values: object) -> Look:
    """Return that something must be done."""
    return Look(Stands.WRONG, _trouble(message, values), out)


def looked(name: str, look: Callable[[], Look]) -> Look:
    """Look at a thing; what it raises is what is wrong with it."""
    try:
        return replace(look(), name=name)
    except DementiError as error:
        return Look(Stands.WRONG, error.trouble(), name=name)
    except Exception as error:  # noqa: BLE001 (whatever is wrong with one thing, the others are still looked at)
        out = _("This is a fault that the desk does not know: its log may say more.")
        return replace(wrong("%(fault)s", out, fault=f"{type(error).__name__}: {error}"[:300]), name=name)


def _trouble(message: str, values: dict[str, object]) -> Trouble:
    return Trouble("doctor", message, tuple((name, str(value)) for name, value in values.items()))
