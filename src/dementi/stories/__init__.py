# SPDX-License-Identifier: Apache-2.0
"""Articles -> copies of one dispatch, one story. Grouped, never merged or deleted; the same whatever the order of arrival."""

from __future__ import annotations

from dementi.stories.copies import CopyIndex, find_copies
from dementi.stories.origins import Chain, Origin, Origins, find_chains, origins_of
from dementi.stories.piece import Decided, Piece
from dementi.stories.story import find_stories

__all__ = [
    "Chain",
    "CopyIndex",
    "Decided",
    "Origin",
    "Origins",
    "Piece",
    "find_chains",
    "find_copies",
    "find_stories",
    "origins_of",
]
