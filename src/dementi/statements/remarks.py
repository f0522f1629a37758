# SPDX-License-Identifier: Apache-2.0
"""What does the narrator add of his own? ", une déclaration démentie", ", sans préciser", ", dont dix enfants", "la veille"."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Token, word_list
from dementi.statements.cues import Cue, saying_of
from dementi.statements.page import Page

__all__ = ["in_aside", "is_contrast", "is_left_out", "is_next_in_headline", "is_relative", "is_remark", "is_time"]


def in_aside(page: Page, cue: Cue) -> bool:
    """Say whether a relative word behind a comma opens the cue's clause, whatever the tree says: "Le bac, dont X prétend que …, …"."""
    words = word_list(page.analysis.language, "boundaries")["relative"]["asides"]
    before = page.analysis.tokens[page.sentence(cue.token).first : cue.first]
    opening = next((t for t in reversed(before) if t.norm in words), None)
    if opening is None or opening.index == before[0].index or page.analysis.tokens[opening.index - 1].norm != ",":
        return False
    return not any(t.feat("VerbForm") == "Fin" or t.norm == "," for t in before if t.index > opening.index)


def is_contrast(page: Page, token: Token) -> bool:
    """Say whether "alors que", "tandis que", "même si" begins here."""
    pair = [t.norm for t in page.analysis.tokens[token.index : token.index + 2]]
    return pair in word_list(page.analysis.language, "boundaries")["contrast"]["words"]


def is_relative(page: Page, following: Sequence[Token]) -> bool:
    """Say whether a relative clause begins here; "dont" without a verb tells of a part and is none."""
    relatives = word_list(page.analysis.language, "boundaries")["relative"]["words"]
    first = following[1] if following[0].upos == "ADP" and len(following) > 1 else following[0]
    if following[0].norm in word_list(page.analysis.language, "boundaries")["relative"]["of_part"]:
        # "46 morts, dont 15 civils": without a verb it tells of a part.
        tokens = page.analysis.tokens
        last = page.sentence(following[0]).last
        end = next((t.index for t in tokens[following[0].index : last] if t.norm in {",", ";", ":"}), last)
        return any(t.feat("VerbForm") == "Fin" for t in tokens[following[0].index : end])
    return first.norm in relatives or following[0].norm in relatives


def is_remark(page: Page, following: Sequence[Token]) -> bool:
    """Say whether a noun for what was just said follows, or one that somebody else vouches for.

    ", une déclaration démentie par Y", ", une « provocation » selon Y"
    """
    remarks = word_list(page.analysis.language, "boundaries")["remark"]["nouns"]
    if len(following) < 3 or following[0].upos != "DET":
        return False
    judged = following[0].feat("Definite") == "Ind" and following[2].feat("Tense") == "Past"
    if judged and following[2].feat("VerbForm") == "Part" and saying_of(page.analysis, following[2]) is not None:
        # ", une décision saluée par la mairie"
        return True
    return following[1].lemma in remarks or _is_vouched(page, following[0])


def _is_vouched(page: Page, opening: Token) -> bool:
    """Say whether a phrase without a verb that begins here stands on somebody's word: "une « provocation » selon Y"."""
    vouching = word_list(page.analysis.language, "boundaries")["behind_comma"]["vouching"]
    if opening.feat("Definite") != "Ind":
        return False
    for token in page.analysis.tokens[opening.index + 1 : opening.index + 16]:
        if token.sentence != opening.sentence or token.norm in {",", ";", ":"} or token.feat("VerbForm") == "Fin":
            return False
        if token.norm in vouching and page.around(token.start) is None:
            return True
    return False


def is_left_out(page: Page, comma: Token, *, nominal: bool) -> bool:
    """Say whether the narrator tells what was not said: ", sans préciser la date", ", sans toutefois le nommer"."""
    words = word_list(page.analysis.language, "boundaries")["left_out"]
    following = page.analysis.tokens[comma.index + 1 : comma.index + 6]
    if not following or following[0].norm not in words["words"]:
        return False
    verb = next((t for t in following if t.feat("VerbForm") == "Inf"), None)
    return verb is not None and (nominal or verb.lemma in words["verbs"] or saying_of(page.analysis, verb) is not None)


def is_next_in_headline(page: Page, comma: Token) -> bool:
    """Say whether somebody else speaks behind a comma of the headline: "X accuse Y de mentir, Z parle d'erreur"."""
    first = page.article.paragraphs[0].start if page.article.paragraphs else 0
    if comma.start >= first:
        return False
    for token in page.analysis.tokens[comma.index + 1 : comma.index + 9]:
        if token.start >= first or token.norm in {",", ":", ";"} or page.around(token.start) is not None:
            return False
        if token.upos in {"VERB", "AUX"} and token.feat("VerbForm") == "Fin":
            return token.index > comma.index + 1
        if token.upos not in {"ADJ", "ADP", "DET", "NOUN", "NUM", "PROPN"}:
            return False
    return False


def is_time(page: Page, cue: Cue, token: Token) -> bool:
    """Say whether a time without a preposition begins behind a noun: "a révélé l'affaire [la veille]"."""
    times = word_list(page.analysis.language, "frames")["times"]["words"]
    behind = page.analysis.tokens[token.index + 1 : token.index + 3]
    before = page.analysis.tokens[token.index - 1] if token.index else token
    of = word_list(page.analysis.language, "frames")["deed"]["words"]
    if len(behind) < 2 or behind[1].norm in of or (before.upos == "ADJ" and before.head > before.index):
        # "le jour de la fête", "tous les jours"
        return False
    plain = token.upos == "DET" and token.feat("Definite") == "Def" and behind[0].lemma in times
    if not plain or before.upos not in {"NOUN", "PROPN", "ADJ"} or page.analysis.head(token).index < token.index:
        return False
    governor = page.analysis.head(behind[0])
    return governor.index == cue.token.index or governor.upos in {"NOUN", "PROPN"}
