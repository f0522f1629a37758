# SPDX-License-Identifier: Apache-2.0
"""Which roles are there, and who is it that asks? A reader looks, an editor also works, an admin also says who may."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

__all__ = ["NOBODY", "OPEN", "Least", "Person", "Role", "role_of"]


class Role(IntEnum):
    """What somebody is; each may do what those before may."""

    NOBODY = 0
    READER = 1
    EDITOR = 2
    ADMIN = 3


class Least(IntEnum):
    """The least role that a route asks for; ``ANYONE``: none."""

    ANYONE = 0
    READER = 1
    EDITOR = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks for a page.

    Attributes:
        name: of the account, as it is shown; "": nobody who is known.
        role: what they may do.
        is_open: the desk is open, so that whoever is there may do all.
        account: the key of the account on record, None for nobody.
    """

    name: str
    role: Role
    is_open: bool = False
    account: int | None = None

    def may(self, least: Least) -> bool:
        """Say whether this is allowed to what a route asks for."""
        return self.role >= least

    @property
    def may_edit(self) -> bool:
        """Say whether this is an editor at least."""
        return self.may(Least.EDITOR)

    @property
    def may_admin(self) -> bool:
        """Say whether this is an admin."""
        return self.may(Least.ADMIN)


#: Somebody who has not said who they are.
NOBODY = Person("", Role.NOBODY)

#: Whoever is at an open desk.
OPEN = Person("", Role.ADMIN, is_open=True)


def role_of(written: str) -> Role | None:
    """Return the role of an account by its name (reader, editor, admin); None where there is none of that name."""
    found = Role.__members__.get(written.upper())
    return found if found and written.islower() else None
