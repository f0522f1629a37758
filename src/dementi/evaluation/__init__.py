# SPDX-License-Identifier: Apache-2.0
"""How far does what is read agree with what an editor holds right? Gold articles and readings -> scores."""

from __future__ import annotations

from dementi.evaluation.gold import GoldArticle, GoldLink, GoldStatement, read_gold
from dementi.evaluation.scores import Ratio, Scores, Share, score
from dementi.evaluation.shown import lines, scores_as_json

__all__ = [
    "GoldArticle",
    "GoldLink",
    "GoldStatement",
    "Ratio",
    "Scores",
    "Share",
    "lines",
    "read_gold",
    "score",
    "scores_as_json",
]
