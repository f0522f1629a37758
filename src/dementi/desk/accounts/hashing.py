# SPDX-License-Identifier: Apache-2.0
"""How is a password kept, and which are too weak? Argon2id at the cost that RFC 9106 (section 4) recommends where memory is scarce."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from dementi.desk.accounts.names import fold_name

__all__ = ["Argon2Hasher", "NotTheNameValidator"]


class Argon2Hasher(Argon2PasswordHasher):
    """Three passes over 64 MiB in four lanes."""

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 4


class NotTheNameValidator:
    """Refuse a password in which the name of its account stands, or that stands in it."""

    def validate(self, password: str, user: object = None) -> None:
        """Hold a password against the name of its account.

        Raises:
            ValidationError: they are too alike.
        """
        name = fold_name(str(user)) if user else ""
        given = fold_name(password)
        if name and (given in name or (len(name) > 3 and name in given)):
            raise ValidationError(gettext("The password is too like the name."), code="password_too_similar")

    def get_help_text(self) -> str:
        """Return what is asked of a password."""
        return gettext("It does not contain the name.")
