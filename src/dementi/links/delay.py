# SPDX-License-Identifier: Apache-2.0
"""How long after a claim does its answer come? The days between the two days said; a day of publication is no day said."""

from __future__ import annotations

from datetime import date

from dementi.record import Statement

__all__ = ["delay_of"]


def delay_of(claim: Statement | None, answer: Statement | None) -> int | None:
    """Return the days from the day said of a claim to that of its answer.

    None where one of them is not told or is no day (a month), and where the answer would come first.
    """
    days = [_day(statement) for statement in (claim, answer)]
    if days[0] is None or days[1] is None:
        return None
    delay = (days[1] - days[0]).days
    return delay if delay >= 0 else None


def _day(statement: Statement | None) -> date | None:
    told = statement.said.date if statement is not None and statement.said is not None else None
    try:
        return date.fromisoformat(told) if told is not None and len(told) == len("2031-05-12") else None
    except ValueError:
        return None
