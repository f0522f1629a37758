# SPDX-License-Identifier: Apache-2.0
"""How does somebody leave a claim open? Neither confirmed nor denied, asked without an answer, no comment: three answers of their own.

None of them is a denial, and none says anything of the claim. Silence is what the outlet tells of somebody.
"""

from __future__ import annotations

import re
from enum import StrEnum

from dementi.language import word_list
from dementi.record import Article, Stance, Statement

__all__ = ["Reticence", "reticence_of"]

#: Characters before and behind a cue in which the words stand that tell.
_REACH = 40
_WORD = re.compile(r"[^\W\d_]+")


class Reticence(StrEnum):
    """How something is left open."""

    NEITHER = "neither_confirms_nor_denies"
    SILENCE = "no_answer"
    NO_COMMENT = "no_comment"


def reticence_of(statement: Statement, article: Article) -> Reticence | None:
    """Return how a statement leaves open what it is asked; None: it does not."""
    if statement.stance is not Stance.REFUSES_COMMENT:
        return None
    cue = statement.cue
    if cue is None:
        return Reticence.NO_COMMENT
    try:
        lists = word_list((article.language or "fr").partition("-")[0], "reticences")
    except FileNotFoundError:
        # A statement that a person added to a dispatch in another language.
        return Reticence.NO_COMMENT
    before = _WORD.findall(article.text[max(0, cue.start - _REACH) : cue.start].lower())[-1:]
    told = _WORD.findall(cue.exact.lower())
    if lists["neither"]["words"][0] in (*before, *told):
        return Reticence.NEITHER
    behind = _WORD.findall(article.text[cue.end : cue.end + _REACH].lower())[:1]
    silent = set(lists["silence"]["words"]).intersection((*told, *behind))
    return Reticence.SILENCE if silent else Reticence.NO_COMMENT
