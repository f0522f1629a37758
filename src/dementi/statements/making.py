# SPDX-License-Identifier: Apache-2.0
"""How do a cue, its words and its source become an attribution?"""

from __future__ import annotations

from collections.abc import Sequence

from dementi.language import Token, word_list
from dementi.record import Span, StatementType
from dementi.statements.attribution import Attribution
from dementi.statements.contents import contents, stretch_end, typed
from dementi.statements.cues import Cue
from dementi.statements.page import Page
from dementi.statements.sources import far_auxiliary

__all__ = ["REACH", "Found", "attribution_of", "can_speak", "cue_span", "frame_words", "is_said", "reported_from"]

#: How many tokens may stand between a cue and what it opens (adverbs, dates, media).
REACH = 24

#: The pieces of a content, and the last part of the name of the rule that found them.
Found = tuple[list[Span], str]


def cue_span(page: Page, cue: Cue) -> Span:
    """Return the words of a cue's verb group."""
    tokens = page.analysis.tokens
    return Span.of(page.article.text, tokens[cue.first].start, tokens[cue.last - 1].end)


def attribution_of(page: Page, cue: Cue, pieces: Sequence[Span], source: Span | None, rule: str) -> Attribution | None:
    """Return the attribution, None where no words are left.

    Args:
        page: the article.
        cue: the cue.
        pieces: the content; empty only for the rule "reported.bare".
        source: the mention that the cue attaches to.
        rule: the rule's name; the rules of a noun phrase name with it what is denied.
    """
    span = cue_span(page, cue)
    kept = tuple(sorted(p for p in pieces if not span.contains(p)))
    if not kept and not rule.endswith("bare"):
        return None
    nested = page.around(cue.token.start)
    kind = typed(page, kept)
    if nested is not None and kind is StatementType.DIRECT and not rule.endswith("inside_quotation"):
        kind = StatementType.INDIRECT
    named = rule.endswith(("noun_phrase", "relative", "passive", "to_what")) and kept
    return Attribution(
        content=kept,
        type=kind,
        source=source,
        cue=span,
        cue_token=cue.token.index,
        cue_lemma=cue.lemma,
        negated=cue.negated,
        denied=kept[0] if named else None,
        found_by=rule,
    )


def frame_words(page: Page, name: str) -> list[str]:
    """Return the words of a section of the language's list of frames."""
    found: list[str] = word_list(page.analysis.language, "frames")[name]["words"]
    return found


def reported_from(page: Page, cue: Cue, index: int, name: str, *, nominal: bool = False) -> Found | None:
    """Return what a cue reports from a token on.

    Args:
        page: the article.
        cue: the cue.
        index: the first token of the words (of those between marks: the mark before it is taken too).
        name: the last part of the rule's name.
        nominal: the words are a noun phrase.
    """
    tokens = page.analysis.tokens
    if index >= len(tokens):
        return None
    start = tokens[index]
    begin = start.start
    quotation = page.around(begin)
    if quotation is not None and page.around(cue.token.start) is None:
        begin = quotation.start
    pieces = contents(page, begin, stretch_end(page, cue, start, nominal=nominal))
    return (pieces, name) if pieces else None


def can_speak(page: Page, subject: Token) -> bool:
    """Say whether a subject is somebody: a name, a pronoun for a person, a holder of an office, a body."""
    nouns = word_list(page.analysis.language, "cues")["speaks"]["nouns"]
    roles = word_list(page.analysis.language, "roles")["roles"]["words"]
    if subject.upos == "ADJ" and _is_last_named(page, subject):
        return True
    if subject.upos in {"NOUN", "ADJ"}:
        return subject.lemma.lower() in nouns or subject.lemma.lower() in roles
    return subject.upos in {"PROPN", "PRON"} and subject.feat("PronType") != "Dem"


def _is_last_named(page: Page, adjective: Token) -> bool:
    """Say whether it is "ce dernier"."""
    last_named = word_list(page.analysis.language, "roles")["pronouns"]["last_named"]
    before = page.analysis.tokens[adjective.index - 1] if adjective.index else adjective
    return f"{before.norm} {adjective.norm}" in last_named


def is_said(page: Page, cue: Cue) -> bool:
    """Say whether a cue is more than a past participle on its own ("désigné comme coupable, il a répondu : …")."""
    past = cue.token.is_past_participle and cue.first == cue.token.index
    return not past or far_auxiliary(page.analysis, cue.token) is not None
