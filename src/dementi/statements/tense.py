# SPDX-License-Identifier: Apache-2.0
"""Does the clause around these words look back or ahead? The tense of the verb on which they hang."""

from __future__ import annotations

import re
from functools import lru_cache

from dementi.language import Analysis, Token, word_list
from dementi.language.calendar import Direction
from dementi.language.calendar_words import SPACE, any_of
from dementi.record import Span

__all__ = ["clause_direction", "governor"]


def governor(analysis: Analysis, words: Span) -> Token | None:
    """Return the token outside the words on which they hang; None where they hang on nothing."""
    inside = analysis.tokens_in(words.start, words.end)
    for token in inside:
        head = analysis.head(token)
        if head.index != token.index and not words.start <= head.start < words.end:
            return head
    return None


def clause_direction(analysis: Analysis, words: Span) -> Direction:
    """Return where the clause that holds the words lies from the time of writing; UNKNOWN where nothing tells."""
    before = analysis.text[max(0, words.start - 20) : words.start]
    if _ahead_before(analysis.language).search(before):
        return Direction.FUTURE
    token, seen, infinitive = governor(analysis, words), set[int](), False
    while token is not None and token.index not in seen:
        seen.add(token.index)
        direction = _of_verb(analysis, token, infinitive=infinitive)
        # "Avant de quitter ses fonctions lundi" takes no tense from the clause above.
        apart = token.feat("VerbForm") == "Fin" or (token.feat("VerbForm") == "Inf" and token.relation == "advcl")
        if direction is not Direction.UNKNOWN or apart:
            return direction
        infinitive = infinitive or token.feat("VerbForm") == "Inf"
        token = analysis.head(token) if token.head != token.index else None
    return Direction.UNKNOWN


def _of_verb(analysis: Analysis, token: Token, *, infinitive: bool) -> Direction:
    tense = word_list(analysis.language, "tense")
    children = analysis.children(token)
    group = [token, *(c for c in children if c.relation in {"aux", "cop"})]
    tenses = {t.feat("Tense") for t in group if t.feat("VerbForm") == "Fin"}
    moods = {t.feat("Mood") for t in group}
    participle = token.is_past_participle
    passive = participle and any(c.deprel == "aux:pass" for c in children) and len(group) == 2
    active = any(c.deprel == "aux:tense" for c in children)
    if "Fut" in tenses or (token.norm in tense["ahead_words"]["participles"] and not active):
        return Direction.FUTURE
    if tenses & {"Past", "Imp"} or (participle and not passive):
        return Direction.PAST
    if "Sub" in moods or (infinitive and "Cnd" in moods):
        # "Que le bilan soit rendu public lundi", "devrait se réunir lundi".
        return Direction.FUTURE
    ahead = infinitive or token.feat("VerbForm") == "Inf"
    if ahead and any(t.lemma in tense["ahead_verbs"]["words"] for t in group):
        return Direction.FUTURE
    return Direction.PAST if passive else Direction.UNKNOWN


@lru_cache(maxsize=4)
def _ahead_before(language: str) -> re.Pattern[str]:
    words = word_list(language, "tense")["ahead_words"]["before"]
    return re.compile(rf"(?<!\w)(?:{any_of(words)}){SPACE}?$", re.IGNORECASE)
