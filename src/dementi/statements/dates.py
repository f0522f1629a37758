# SPDX-License-Identifier: Apache-2.0
"""Which days does an article name, and on which day was each statement said?

An expression is resolved against the publication date; the tense of its clause says whether "lundi" is the last or
the next one (Chang and Manning 2012 call this the forward or backward reading). "La veille" and "le lendemain"
count from the day that the text has just named. What hangs on an unknown day has no value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dementi.language import Analysis, Token, word_list
from dementi.language.calendar import Anchor, Direction, Expression, find_expressions, resolve
from dementi.record import Article, Said, Span, TimeExpression
from dementi.statements.attribution import Attribution
from dementi.statements.surface import far_auxiliary, is_dated
from dementi.statements.tense import clause_direction, governor

__all__ = ["find_dates", "said_when"]

#: With one of these before it, a time does not open its clause: "Élu mardi, …".
_NO_OPENING = {"ADJ", "AUX", "PROPN", "VERB"}
_CLAUSES = {"acl", "advcl", "ccomp", "csubj", "parataxis", "xcomp"}
_NEAR = 6


def find_dates(article: Article, analysis: Analysis) -> tuple[TimeExpression, ...]:
    """Return every expression of the article's text that names a day, week, month or year, in reading order."""
    base = _published_day(article.published)
    expressions = find_expressions(article.text, analysis.language)
    directions = [clause_direction(analysis, e.span) for e in expressions]
    weekdays = _known_weekdays(expressions, directions, base)
    found: list[TimeExpression] = []
    story: dt.date | None = None
    for expression, direction in zip(expressions, directions, strict=True):
        known = weekdays.get(expression.weekday) if _is_bare_weekday(expression) else None
        if expression.anchor is Anchor.STORY:
            value = None if _has_complement(analysis, expression) else resolve(expression, story)
        elif direction is Direction.UNKNOWN and known is not None:
            value = known.isoformat()
        elif _is_habitual(expression, direction):
            value = None
        else:
            value = resolve(expression, base, direction)
        story = _day(value) or story
        found.append(TimeExpression(expression.span, value))
    return tuple(found)


def said_when(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    dates: Sequence[TimeExpression],
) -> tuple[Said | None, ...]:
    """Return for each attribution when its words were said, None where the article does not tell.

    The expression belongs to the cue (or to the communiqué, the interview named beside it), never to the content.

    Args:
        article: the article.
        analysis: of its text.
        attributions: as found; the answer has one place for each.
        dates: as :func:`find_dates` gives them.
    """
    contents = [a.content for a in attributions]
    published = _published_day(article.published)
    # Nothing that an article tells was said long after it came out: "annonce un deuil les 16 et 17 juillet".
    last = published + dt.timedelta(days=1) if published is not None else None
    past = [d for d in dates if last is None or (day := _day(d.value)) is None or day <= last]
    return tuple(_said(analysis, attribution, past, contents) for attribution in attributions)


def _is_told_elsewhere(words: Span, attribution: Attribution, contents: Sequence[tuple[Span, ...]]) -> bool:
    """Say whether a time stands in words that do not hold the cue too: then it is of those words."""
    cue = attribution.cue
    if cue is not None and attribution.content and words.start == attribution.content[0].start == cue.end + 1:
        # "Ont démenti le soir même ces rumeurs": right behind the cue it is the cue's, wherever the words begin.
        return False
    return any(
        any(piece.contains(words) for piece in content)
        and not (cue is not None and any(piece.contains(cue) for piece in content))
        for content in contents
    )


def _said(
    analysis: Analysis,
    attribution: Attribution,
    dates: Sequence[TimeExpression],
    contents: Sequence[tuple[Span, ...]],
) -> Said | None:
    if attribution.cue_token is None:
        return None
    cue = analysis.tokens[attribution.cue_token]
    sentence = analysis.sentences[cue.sentence]
    near = [d for d in dates if sentence.start <= d.words.start and d.words.end <= sentence.end]
    near = [d for d in near if not _is_told_elsewhere(d.words, attribution, contents) and not _is_of_name(analysis, d)]
    belonging = [date for date in near if _belongs(analysis, date.words, attribution)]
    if not belonging:
        return None
    # A day says more of when it was said than a month; then the nearest to the cue.
    best = min(belonging, key=lambda d: (len(d.value or "") != 10, _distance(d.words, cue.start, cue.end)))
    return Said(best.words, best.value)


def _is_of_name(analysis: Analysis, date: TimeExpression) -> bool:
    """Say whether a bare year only tells which thing is meant ("Miss Valmarie 2031"): no preposition takes it."""
    before = analysis.tokens_in(max(0, date.words.start - 12), date.words.start)
    inside = analysis.tokens_in(date.words.start, date.words.end)
    return (
        len(inside) == 1
        and inside[0].form.isdigit()
        and bool(before)
        and before[-1].upos not in {"ADP", "DET", "PUNCT"}
    )


def _belongs(analysis: Analysis, words: Span, attribution: Attribution) -> bool:
    """Say whether a time hangs on the cue, follows it at once, or opens its clause."""
    cues = _cue_with_its_elders(analysis, attribution)
    return (
        _stands_in_group(analysis, words, cues[0])
        or _hangs_on(analysis, words, attribution, cues)
        or _follows(analysis, words, attribution)
        or any(_opens_the_clause(analysis, words, cue, attribution) for cue in cues)
    )


def _stands_in_group(analysis: Analysis, words: Span, cue: Token) -> bool:
    """Say whether a time stands between a cue and its far auxiliary: "a, lors de la fête de jeudi, accusé"."""
    auxiliary = far_auxiliary(analysis, cue)
    return auxiliary is not None and auxiliary.end <= words.start and words.end <= cue.start


def _cue_with_its_elders(analysis: Analysis, attribution: Attribution) -> list[Token]:
    # "Lundi, X a annoncé … et appelé à …", "a démissionné lundi en reconnaissant …": one time for both.
    cues = [analysis.tokens[attribution.cue_token or 0]]
    while (
        len(cues) < _NEAR and (cues[-1].relation == "conj" or _is_gerund(cues[-1])) and cues[-1].head < cues[-1].index
    ):
        cues.append(analysis.head(cues[-1]))
    return cues


def _is_gerund(token: Token) -> bool:
    return token.relation == "advcl" and token.is_present_participle


def _hangs_on(analysis: Analysis, words: Span, attribution: Attribution, cues: Sequence[Token]) -> bool:
    """Climb from the time to the cue, past nouns and past the participles that tell an occasion of saying."""
    head, steps, cue = governor(analysis, words), 0, attribution.cue
    elders = {c.index for c in cues}
    while head is not None and steps < _NEAR:
        if head.index in elders or (cue is not None and _inside(head.start, cue)):
            return True
        occasion = _tells_an_occasion(analysis, head)
        if attribution.source is not None and _inside(head.start, attribution.source):
            # "Selon un communiqué publié lundi", not "le candidat à l'élection de mai".
            return steps <= 1 and (cues[0].upos == "ADP" or occasion)
        clause = head.upos in {"VERB", "AUX"} or (head.relation in _CLAUSES and head.upos != "ADV")
        if (clause and not occasion) or any(_inside(head.start, p) for p in attribution.content):
            return False
        head, steps = (analysis.head(head) if head.head != head.index else None), steps + 1
    return False


def _tells_an_occasion(analysis: Analysis, token: Token) -> bool:
    # "Dans un entretien accordé lundi", "Interrogé mardi, le ministre a affirmé".
    return token.norm in word_list(analysis.language, "tense")["occasions"]["participles"]


def _follows(analysis: Analysis, words: Span, attribution: Attribution) -> bool:
    """Say whether a time stands right behind the cue, or behind the speaker who stands there."""
    cue, source = attribution.cue, attribution.source
    if cue is None:
        return False
    end = source.end if source is not None and 0 <= source.start - cue.end <= 2 else cue.end
    if not 0 <= words.start - end <= 25:
        return False
    return all(t.upos in {"ADV", "ADP", "DET", "PRON"} for t in analysis.tokens_in(end, words.start))


def _opens_the_clause(analysis: Analysis, words: Span, cue: Token, attribution: Attribution) -> bool:
    """Say whether a time stands first and only the source between it and the cue: "Lundi, le ministre a affirmé"."""
    sentence = analysis.sentences[cue.sentence]
    before = analysis.tokens_in(sentence.start, words.start)
    source = attribution.source
    if source is not None and source.end <= words.start:
        return False
    if words.end > cue.start or len(before) > 6 or any(_tells_more(analysis, t) for t in before):
        return False
    between = [t for t in analysis.tokens_in(words.end, cue.start) if t.index not in _auxiliaries(analysis, cue)]
    return all(
        (t.upos not in {"VERB", "AUX"} or _is_participle_on_noun(t))
        and not any(_inside(t.start, p) for p in attribution.content)
        for t in between
        if source is None or not _inside(t.start, source)
    )


def _tells_more(analysis: Analysis, token: Token) -> bool:
    """Say whether a word before a time tells something else than when it was: not "À 10 heures 32, ce lundi"."""
    plain = token.relation == "case" or is_dated(analysis, token) or _tells_an_occasion(analysis, token)
    return token.upos in _NO_OPENING and not plain


def _auxiliaries(analysis: Analysis, verb: Token) -> set[int]:
    return {c.index for c in analysis.children(verb) if c.relation == "aux"}


def _is_participle_on_noun(token: Token) -> bool:
    return token.relation == "acl" and token.feat("VerbForm") == "Part"


def _inside(position: int, span: Span) -> bool:
    return span.start <= position < span.end


def _distance(words: Span, start: int, end: int) -> int:
    return max(start - words.end, words.start - end, 0)


def _published_day(published: str | None) -> dt.date | None:
    return _day(published[:10]) if published else None


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def _is_bare_weekday(e: Expression) -> bool:
    return e.weekday is not None and e.day is None and not e.way


def _is_habitual(e: Expression, direction: Direction) -> bool:
    # "Le mercredi", without a tense that looks back or ahead, may be every Wednesday.
    return e.definite and _is_bare_weekday(e) and direction is Direction.UNKNOWN


def _has_complement(analysis: Analysis, e: Expression) -> bool:
    """Say whether "la veille" has its own anchor: "la veille de la fête"; which day that is the text need not tell."""
    after = analysis.tokens_in(e.span.end, min(len(analysis.text), e.span.end + 12))
    return (
        bool(after) and after[0].norm in word_list(analysis.language, "calendar")["day_shifts_in_story"]["complement"]
    )


def _known_weekdays(
    expressions: Sequence[Expression], directions: Sequence[Direction], base: dt.date | None
) -> dict[int | None, dt.date]:
    """Return the weekdays of which the article tells one day only, by a date near it or by the tense of a clause."""
    days: dict[int | None, set[dt.date]] = {}
    for e, direction in zip(expressions, directions, strict=True):
        dated = e.day is not None and e.month is not None
        if base is None or not (dated or (_is_bare_weekday(e) and direction is not Direction.UNKNOWN)):
            continue
        day = _day(resolve(e, base, direction))
        if day is not None and abs((day - base).days) <= 8:
            days.setdefault(day.weekday(), set()).add(day)
    return {weekday: next(iter(known)) for weekday, known in days.items() if len(known) == 1}
