# SPDX-License-Identifier: Apache-2.0
"""Who says what « on » says? "Dans l'entourage du maire, on assure que …", "…, indique-t-on au ministère"."""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Token, word_list
from dementi.record import Span
from dementi.statements.cues import Cue
from dementi.statements.making import can_speak
from dementi.statements.mentions import mention
from dementi.statements.page import Page
from dementi.statements.surface import is_dated

__all__ = ["told_around", "told_by"]

#: Tokens between the place that opens a sentence and "on", at most.
REACH = 16


def told_around(page: Page, cue: Cue) -> Span | None:
    """Return the circle that opens the sentence of an "on": "Au ministère, on indique que …"; None where it names none."""
    tokens = page.analysis.tokens
    nobody = word_list(page.analysis.language, "frames")["readable"]["nobody"]
    first = page.sentence(cue.token).first
    pronoun = next((t for t in tokens[max(first, cue.first - 3) : cue.token.index] if t.norm in nobody), None)
    if pronoun is None or pronoun.index - first > REACH:
        return None
    opening = tokens[first : pronoun.index]
    place = next((e for e in page.analysis.entities if e.kind == "LOC" and e.first == first + 1), None)
    if place is not None and place.last == pronoun.index - 1 and opening[0].norm in _words(page)["seats"]:
        # "À Matignol, on fait valoir que …"
        return place.span
    return _circle(page, opening)


def told_by(page: Page, cue: Cue) -> Span | None:
    """Return the circle behind "a-t-on appris", "indique-t-on": "de source policière", "auprès de la mairie", "dans son entourage"."""
    behind = page.analysis.tokens[cue.last : cue.last + REACH]
    return _circle(page, [t for t in behind if t.sentence == cue.token.sentence])


def _words(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = word_list(page.analysis.language, "according")["unnamed"]
    return found


def _circle(page: Page, tokens: Sequence[Token]) -> Span | None:
    words = _words(page)
    for place, token in enumerate(tokens[:-1]):
        if token.norm in {",", ";", ":"} and place > 2:
            return None
        behind = tokens[place + 1]
        if token.norm in words["openings"] and behind.norm in words["nouns"]:
            return mention(page.analysis, behind, [token.index])
        if token.norm in words["beside"]:
            noun = next((t for t in tokens[place + 1 : place + 6] if t.upos in {"NOUN", "PROPN"}), None)
            if noun is not None and not is_dated(page.analysis, noun) and _is_circle(page, noun):
                return mention(page.analysis, noun, [token.index])
    return None


def _is_circle(page: Page, noun: Token) -> bool:
    """Say whether a noun is of people who may have said something: a body, a name, "l'entourage"."""
    circles = word_list(page.analysis.language, "according")["unnamed"]["circles"]
    named = any(e.kind in {"ORG", "PER"} and e.first <= noun.index < e.last for e in page.analysis.entities)
    return named or noun.lemma.lower() in circles or can_speak(page, noun)
