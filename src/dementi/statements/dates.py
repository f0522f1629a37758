# SPDX-License-Identifier: Apache-2.0
"""Which days does an article name, and on which day was each statement said?

An expression is resolved against the publication date; the tense of its clause says whether "lundi" is the last or
the next one (Chang and Manning 2012 call this the forward or backward reading). "La veille" and "le lendemain"
count from the day that the text has just named. What hangs on an unknown day has no value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dementi.language import Analysis, word_list
from dementi.language.calendar import Anchor, Direction, Expression, find_expressions, resolve
from dementi.record import Article, Said, Span, TimeExpression
from dementi.statements.attribution import Attribution
from dementi.statements.tense import clause_direction, governor

__all__ = ["find_dates", "said_when"]


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
            value = resolve(expression, base, direction or Direction.PAST)
        story = _day(value) or story
        found.append(TimeExpression(expression.span, value))
    return tuple(found)


def said_when(
    article: Article,  # noqa: ARG001 (the agreed interface: every step of the stage takes the article)
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
    return tuple(_said(analysis, attribution, dates) for attribution in attributions)


def _said(analysis: Analysis, attribution: Attribution, dates: Sequence[TimeExpression]) -> Said | None:
    if attribution.cue_token is None:
        return None
    cue = analysis.tokens[attribution.cue_token]
    sentence = analysis.sentences[cue.sentence]
    near = [
        date
        for date in dates
        if sentence.start <= date.words.start
        and date.words.end <= sentence.end
        and not any(piece.overlaps(date.words) for piece in attribution.content)
    ]
    belonging = [date for date in near if _belongs(analysis, date.words, attribution)]
    if not belonging:
        return None
    # The nearest to the cue; where two are as near, the more precise.
    best = min(belonging, key=lambda d: (_distance(d.words, cue.start, cue.end), -len(d.value or "")))
    return Said(best.words, best.value)


def _belongs(analysis: Analysis, words: Span, attribution: Attribution) -> bool:
    """Say whether a time hangs on the cue: by its head, or between the start of the sentence and the cue alone."""
    cue = attribution.cue_token
    head = governor(analysis, words)
    seen: set[int] = set()
    while head is not None and head.index not in seen:
        seen.add(head.index)
        if head.index == cue or (attribution.cue is not None and _inside(head.start, attribution.cue)):
            return True
        if attribution.source is not None and _inside(head.start, attribution.source):
            # "Un communiqué publié lundi", "Selon un rapport de mardi".
            return True
        if head.upos in {"VERB", "AUX"} and not _is_publishing(analysis, head.index):
            break
        if any(_inside(head.start, piece) for piece in attribution.content):
            break
        head = analysis.head(head) if head.head != head.index else None
    return _opens_the_clause(analysis, words, attribution)


def _is_publishing(analysis: Analysis, index: int) -> bool:
    # A participle on a noun ("dans un entretien accordé lundi") does not stand between the time and the cue.
    token = analysis.tokens[index]
    return token.relation == "acl" and token.feat("VerbForm") == "Part"


def _opens_the_clause(analysis: Analysis, words: Span, attribution: Attribution) -> bool:
    """Say whether only the source (or nothing) stands between the time and the cue: "Lundi, le ministre a affirmé"."""
    cue = attribution.cue
    if cue is None:
        return False
    low, high = min(words.end, cue.end), max(words.start, cue.start)
    between = [t for t in analysis.tokens_in(low, high) if t.upos != "PUNCT"]
    source = attribution.source
    return all(
        t.upos not in {"VERB", "AUX"} and not any(_inside(t.start, p) for p in attribution.content)
        for t in between
        if source is None or not _inside(t.start, source)
    )


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
        day = _day(resolve(e, base, direction or Direction.PAST))
        if day is not None and abs((day - base).days) <= 8:
            days.setdefault(day.weekday(), set()).add(day)
    return {weekday: next(iter(known)) for weekday, known in days.items() if len(known) == 1}
