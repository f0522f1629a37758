# SPDX-License-Identifier: Apache-2.0
"""Which dispatches are meant, and what is said of them? The argument and options that several commands have."""

from __future__ import annotations

import click

from dementi.errors import InputError
from dementi.intake import Given
from dementi.record import Form

__all__ = ["FORM", "OUTLET", "PLACES", "PUBLISHED", "given_of"]

PLACES = click.argument("places", nargs=-1, required=True, metavar="PATH|URL|-...")
FORM = click.option(
    "--as",
    "form",
    type=click.Choice([form.value for form in Form]),
    help="The way to read; told from the content otherwise.",
)
PUBLISHED = click.option(
    "--published", metavar="DATE", help="When it was published: 2017-01-23, or a time with its zone."
)
OUTLET = click.option("--outlet", metavar="NAME", help="The outlet that published it.")


def given_of(form: str | None, published: str | None, outlet: str | None) -> Given:
    """Return what was said of all the dispatches of a command.

    Raises:
        InputError: the date is empty.
    """
    if published is not None and not published.strip():
        raise InputError("The date after --published is empty: leave the option out where no date is known.")
    return Given(Form(form) if form else None, published, outlet)
