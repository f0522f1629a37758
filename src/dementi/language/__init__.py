# SPDX-License-Identifier: Apache-2.0
"""Text -> analysed sentences. A language is a folder of trained models, a lexicon and word lists."""

from __future__ import annotations

from dementi.language.analyser import analyse, has_trees
from dementi.language.analysis import Analysis, Entity, Sentence, Token
from dementi.language.kept import analyse_and_keep, analysed_to
from dementi.language.words import word_list

__all__ = [
    "Analysis",
    "Entity",
    "Sentence",
    "Token",
    "analyse",
    "analyse_and_keep",
    "analysed_to",
    "has_trees",
    "word_list",
]
