# SPDX-License-Identifier: Apache-2.0
"""What does an article count, how many, and in whose statement? Counted things as written, never rounded or merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dementi.language import Analysis, Token, word_list
from dementi.language.calendar import find_expressions
from dementi.language.numbers import Number, find_numbers
from dementi.record import Article, Figure, Span, Statement

__all__ = ["find_figures"]

_NOUNS = {"NOUN", "PROPN", "SYM"}
_OPENING_MARKS = {"«", "“", '"', "‹"}


def find_figures(article: Article, analysis: Analysis, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """Return the figures of an article's text, in reading order.

    No figures are: dates, clock times, ages, durations, ordinals, names ("Su-24M", "article 49"), and small numbers
    that point at things already known ("les deux hommes").

    Args:
        article: the article.
        analysis: of its text.
        statements: of the article; a figure belongs to the innermost one whose content holds it.
    """
    language = analysis.language
    dates = [span for e in find_expressions(article.text, language) for span in (e.span, e.clock) if span]
    found = []
    numbers = find_numbers(article.text, language)
    free = _outside(numbers, dates)
    things: dict[int, tuple[Token, ...]] = {}
    for k, number in enumerate(free):
        counted = _counted(analysis, number) or _borrowed(analysis, free, k, things)
        if counted is None or not _counts(analysis, number, counted, _neighbours(free, k)):
            continue
        things[k] = counted
        unit, what = _measured(analysis, counted)
        found.append(
            Figure(
                id=f"f{number.span.start}",
                words=number.span,
                low=number.low,
                high=number.high,
                approximate=number.approximate,
                unit=unit,
                counted=what,
                statement=_innermost(number.core, statements),
            )
        )
    return tuple(found)


def _outside(numbers: Sequence[Number], dates: Sequence[Span]) -> list[Number]:
    free, k = [], 0
    for number in numbers:
        while k < len(dates) and dates[k].end <= number.core.start:
            k += 1
        if k == len(dates) or not dates[k].overlaps(number.core):
            free.append(number)
    return free


def _neighbours(numbers: Sequence[Number], k: int) -> tuple[Number, ...]:
    return tuple(numbers[i] for i in (k - 1, k + 1) if 0 <= i < len(numbers))


def _counted(analysis: Analysis, number: Number) -> tuple[Token, ...] | None:
    """Return the noun that the number counts, with the adjectives around it; None: it counts nothing."""
    units = word_list(analysis.language, "units")
    taken: list[Token] = []
    end = number.span.end
    for token in analysis.tokens_in(end, min(len(analysis.text), end + 80)):
        gap = analysis.text[end : token.start]
        if "\n" in gap or len(gap) > 2:
            break
        end = token.end
        if token.norm in units["measures"]["words"] or _is_thing(token):
            return _with_adjectives(analysis, [*taken, token])
        if token.upos == "ADJ":
            taken.append(token)
        elif not (token.norm in units["of"]["words"] and _takes_of(number)) and token.form not in _OPENING_MARKS:
            break
    # "12 blessés": an adjective can be what is counted.
    return tuple(taken) or None


def _is_thing(token: Token) -> bool:
    """Say whether a token can be counted: a noun, or a type's name whatever the tagger calls it ("F-16")."""
    designation = token.form[:1].isalpha() and any(c.isdigit() for c in token.form)
    return designation or (token.upos in _NOUNS and token.norm[:1].isalnum())


def _borrowed(
    analysis: Analysis, numbers: Sequence[Number], k: int, things: dict[int, tuple[Token, ...]]
) -> tuple[Token, ...] | None:
    """Return what a number without a noun counts: what the next does that it is joined to, or what one before it did.

    "15 000 et 12 000 euros", "sept des douze otages"; "2 700 civils, dont 1 000 en mars", "la mairie en compte 45".
    """
    number, words = numbers[k], word_list(analysis.language, "numbers")["borrowing"]
    if k + 1 < len(numbers):
        between = [t.norm for t in analysis.tokens_in(number.span.end, numbers[k + 1].span.start)]
        if len(between) == 1 and between[0] in words["joined"]:
            return _counted(analysis, numbers[k + 1])
    before = things.get(k - 1)
    if before is None or not _goes_back(analysis, number, before[0], words):
        return None
    return before


def _goes_back(analysis: Analysis, number: Number, noun: Token, words: Mapping[str, list[str]]) -> bool:
    """Say whether a number goes on counting a noun before it: behind "dont", before "selon", with "en" beside its verb."""
    near = analysis.tokens_in(max(0, number.span.start - 40), number.span.start)
    after = analysis.tokens_in(number.span.end, min(len(analysis.text), number.span.end + 24))
    same = bool(near) and near[-1].sentence == noun.sentence
    if same and near and near[-1].norm in words["of_them"]:
        return True
    if same and after and after[0].norm in words["sources"]:
        return True
    if same and after and (near[-1].norm == "," or near[-1].upos == "CCONJ") and after[0].upos in {"AUX", "VERB"}:
        return after[0].feat("Number") == "Plur"
    pronoun = len(near) > 1 and any(t.norm in words["pronouns"] for t in near[-3:-1])
    return pronoun and near[-1].upos in {"AUX", "VERB"} and near[-1].sentence - noun.sentence <= 1


def _takes_of(number: Number) -> bool:
    # "Une trentaine de soldats", "trois millions d'euros", but not "trois de ces soldats".
    ends = (end for end in (number.low, number.high) if end is not None)
    return (number.approximate and number.in_words) or any(end >= 1_000_000 for end in ends)


def _with_adjectives(analysis: Analysis, words: list[Token]) -> tuple[Token, ...]:
    noun = words[-1]
    for token in analysis.tokens[noun.index + 1 : noun.index + 4]:
        if token.sentence != noun.sentence or token.upos != "ADJ" or token.start - words[-1].end > 1:
            break
        words.append(token)
    return tuple(words)


def _counts(analysis: Analysis, number: Number, counted: Sequence[Token], neighbours: Iterable[Number]) -> bool:
    units, numbers = word_list(analysis.language, "units"), word_list(analysis.language, "numbers")
    noun = next((t for t in counted if _is_thing(t) or t.norm in units["measures"]["words"]), counted[-1])
    before = _before(analysis, number.span.start)
    if before is not None and before.norm in units["labels"]["words"]:
        return False
    if noun.norm in units["fractions"]["words"] or noun.norm in word_list(analysis.language, "calendar")["weekdays"]:
        return False
    if noun.norm in units["time"]["words"]:
        rest = analysis.text[noun.end : noun.end + 24].lstrip()
        return any(rest.startswith(w) for w in units["time"]["kept_with"])
    if number.in_words and before is not None and before.norm in numbers["determiners"]["known"]:
        return False
    if not number.one or number.span != number.core:
        return True
    # "Un mort", or "un char" beside other counted things: else it is only an article.
    return noun.norm in units["ones"]["words"] or any(_listed(analysis, number, other) for other in neighbours)


def _listed(analysis: Analysis, one: Number, other: Number) -> bool:
    first, second = sorted((one, other), key=lambda n: n.span.start)
    between = analysis.tokens_in(first.span.end, second.span.start)
    if other.one or not 2 <= len(between) <= 4:
        return False
    joined = between[-1].upos == "CCONJ" or between[-1].norm == ","
    return joined and all(t.upos in {"NOUN", "PROPN", "ADJ", "X", "NUM"} for t in between[:-1])


def _before(analysis: Analysis, position: int) -> Token | None:
    near = analysis.tokens_in(max(0, position - 30), position)
    return near[-1] if near else None


def _measured(analysis: Analysis, counted: Sequence[Token]) -> tuple[str | None, str]:
    """Return the unit of measure, if it is one, and the words of what is counted ("blé" of "tonnes de blé")."""
    units = word_list(analysis.language, "units")
    text = analysis.text[counted[0].start : counted[-1].end]
    unit = next((t for t in counted if t.norm in units["measures"]["words"]), None)
    if unit is None:
        return None, text
    after = analysis.tokens[unit.index + 1 : unit.index + 4]
    if unit.norm not in units["distances"]["words"] and after and after[0].norm in units["of"]["words"]:
        for token in after[1:]:
            if token.upos in _NOUNS and token.sentence == unit.sentence:
                return unit.form, analysis.text[token.start : token.end]
            if token.upos not in {"DET", "ADJ"} or (token.upos == "DET" and unit.norm in units["money"]["words"]):
                # "Deux millions d'euros de la société": whose they are, not what is paid for.
                break
    return unit.form, text


def _innermost(words: Span, statements: Sequence[Statement]) -> str | None:
    holding = [s for s in statements if any(piece.contains(words) for piece in s.content)]
    if not holding:
        return None
    return min(holding, key=lambda s: sum(piece.end - piece.start for piece in s.content)).id
