# SPDX-License-Identifier: Apache-2.0
"""Which numbers stand in these words? Digits and number words, with their bounds and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dementi.language.calendar_words import SPACE, any_of
from dementi.language.words import word_list
from dementi.record import Span

__all__ = ["Number", "find_numbers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text.

    Attributes:
        span: its words with bound or approximation ("au moins 30", "entre 3 800 et 4 600").
        core: the number alone.
        low, high: its ends; None: open.
        approximate: it is a guess.
        in_words: it is written in words.
        one: it is a bare "un" or "une", which may be no number at all.
    """

    span: Span
    core: Span
    low: float | None
    high: float | None
    approximate: bool
    in_words: bool
    one: bool = False


def find_numbers(text: str, language: str = "fr") -> tuple[Number, ...]:
    """Return every number of a text, in reading order; none overlaps another.

    Args:
        text: any text; spans count its characters.
        language: a folder of ``dementi/language`` with a ``numbers.toml``.
    """
    words = _words(language)
    plain = list(_plain(text, words))
    joined: list[Number] = []
    k = 0
    while k < len(plain):
        pair = _range(text, plain[k], plain[k + 1], words) if k + 1 < len(plain) else None
        joined.append(pair or _bounded(text, plain[k], words))
        k += 2 if pair else 1
    return tuple(n for i, n in enumerate(joined) if i == 0 or n.span.start >= joined[i - 1].span.end)


@dataclass(frozen=True, slots=True)
class _Words:
    values: Mapping[str, int]
    collectives: Mapping[str, int]
    some: frozenset[str]
    number: re.Pattern[str]
    piece: re.Pattern[str]
    bounds: Mapping[str, re.Pattern[str]]
    to: re.Pattern[str]
    to_after_between: re.Pattern[str]
    between: re.Pattern[str]
    start: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(language: str) -> _Words:
    n = word_list(language, "numbers")
    values, collectives = n["cardinals"]["words"], n["collectives"]["words"]
    thousands = "|".join(rf"\d{{1,3}}(?:{mark}\d{{3}}(?!\d))+(?:,\d{{1,3}})?" for mark in (SPACE, r"\."))
    digits = rf"{thousands}|\d{{1,15}}(?:[,.]\d{{1,3}})?"
    word = any_of(values)
    several = any_of(w for w in n["determiners"]["some"])
    scaled = any_of(n["scaled"]["words"])
    behind = rf"(?:{SPACE}(?:{any_of(n['scaled']['of'])}){SPACE}?(?P<thousands>{scaled})(?!\w))?"
    half = rf"(?P<half>{SPACE}(?:{any_of(n['scaled']['half'])})(?!\w))?"
    ordinal = any_of(n["cardinals"]["ordinal_endings"])
    joint = any_of(n["cardinals"]["joints"])
    # At most a dozen words make one number.
    in_words = rf"(?:{word})(?:(?:[-‑]|{SPACE})(?:(?:{joint})(?:[-‑]|{SPACE}))?(?:{word})(?!\w)){{0,12}}"
    scale = any_of(w for w, v in values.items() if v >= 1_000_000)
    before = {k: any_of(n["approximations"][k]) for k in ("about", "least", "most")}
    bounds = {k: re.compile(rf"(?<!\w)(?:{p}){SPACE}?$", re.IGNORECASE) for k, p in before.items()}
    for k in ("about", "least", "most"):
        bounds[f"after_{k}"] = re.compile(
            rf"{SPACE}(?:{any_of(n['approximations'][f'after_{k}'])})(?!\w)", re.IGNORECASE
        )
    return _Words(
        values=values,
        collectives=collectives,
        some=frozenset(n["determiners"]["some"]),
        number=re.compile(
            rf"(?<![\w.,/:°-])(?:(?P<some>{several}|{word}){SPACE}(?P<collective>{any_of(collectives)})(?!\w){behind}"
            rf"|(?P<digits>{digits})(?:{SPACE}(?P<scale>{scale}))?|(?P<words>{in_words}){half})(?![\w°/:]|-\w|[.,]\d|{SPACE}(?:{ordinal})(?!\w))",
            re.IGNORECASE,
        ),
        piece=re.compile(rf"{word}", re.IGNORECASE),
        bounds=bounds,
        to=re.compile(rf"{SPACE}?(?:{any_of(n['ranges']['to'])}){SPACE}?", re.IGNORECASE),
        to_after_between=re.compile(rf"{SPACE}(?:{any_of(n['ranges']['to_after_between'])}){SPACE}", re.IGNORECASE),
        between=re.compile(rf"(?<!\w)(?:{any_of(n['ranges']['between'])}){SPACE}$", re.IGNORECASE),
        start=re.compile(rf"(?<!\w)(?:{any_of(n['ranges']['from'])}){SPACE}$", re.IGNORECASE),
    )


def _plain(text: str, words: _Words) -> Iterator[Number]:
    for match in words.number.finditer(text):
        span = Span.of(text, match.start(), match.end())
        if match["collective"]:
            yield _collective(span, match, words)
            continue
        value = _value(match, words)
        if value is not None:
            one = match["words"] is not None and value == 1
            in_words = match["words"] is not None
            yield Number(span=span, core=span, low=value, high=value, approximate=False, in_words=in_words, one=one)


def _collective(span: Span, match: re.Match[str], words: _Words) -> Number:
    each = words.collectives[match["collective"].lower()]
    if match["thousands"]:
        thousands = match["thousands"].lower()
        each *= words.values.get(thousands) or words.collectives[thousands]
    some = match["some"].lower()
    if some in words.values:
        count = each * words.values[some]
        return Number(span=span, core=span, low=count, high=count, approximate=True, in_words=True)
    # "Des dizaines", "plusieurs centaines": two of them at the least.
    return Number(span=span, core=span, low=2 * each, high=None, approximate=True, in_words=True)


def _value(match: re.Match[str], words: _Words) -> float | None:
    if match["digits"]:
        digits = re.sub(rf"{SPACE}|\.(?=\d{{3}}(?!\d))", "", match["digits"]).replace(",", ".")
        value = float(digits)
        return value * words.values[match["scale"].lower()] if match["scale"] else value
    total, group, worth = 0.0, 0.0, 0
    for piece in words.piece.findall(match["words"]):
        worth = words.values[piece.lower()]
        if worth >= 1000:
            total, group = total + max(group, 1) * worth, 0
        elif worth == 100:
            group = max(group, 1) * 100
        elif worth == 20 and group % 100 == 4:
            group += 76
        else:
            group += worth
    if match["half"]:
        # "Un million et demi": half of the last word's worth.
        total += worth / 2
    return float(total + group)


def _range(text: str, first: Number, second: Number, words: _Words) -> Number | None:
    gap = second.core.start - first.core.end
    if not 0 < gap <= 4 or not words.to.fullmatch(text, first.core.end, second.core.start):
        return None
    low, high = first.low, second.high
    if low is None or high is None or low >= high or first.one:
        return None
    start = first.core.start
    window = text[max(0, start - 12) : start]
    opened = words.between.search(window) or words.start.search(window)
    # "Deux hommes et trois": with "et" it is a range only after "entre".
    if opened is None and words.to_after_between.fullmatch(text, first.core.end, second.core.start):
        return None
    low = _scaled_like(first, second, low, high)
    begin = start - (len(window) - opened.start()) if opened and words.between.search(window) else start
    about = None if begin < start else words.bounds["about"].search(text[max(0, start - 24) : start])
    begin = start - (min(24, start) - about.start()) if about else begin
    span = Span.of(text, begin, second.core.end)
    core = Span.of(text, start, second.core.end) if about else span
    approximate = about is not None
    return Number(span=span, core=core, low=low, high=high, approximate=approximate, in_words=second.in_words)


def _scaled_like(first: Number, second: Number, low: float, high: float) -> float:
    # "Deux à trois millions", "10 à 15.000": the first shares the second's scale.
    if high >= 1000 and low <= high / 1000 and low < 100 and re.search(r"\d\D\d{3}$", second.core.exact):
        return low * 1000
    if second.low is not None and high >= 1_000_000 and low < 1000 and not first.approximate:
        return low * (1_000_000_000 if high >= 1_000_000_000 else 1_000_000)
    return low


def _bounded(text: str, number: Number, words: _Words) -> Number:
    start, end = number.core.start, number.core.end
    window = text[max(0, start - 24) : start]
    for kind in ("about", "least", "most"):
        before = words.bounds[kind].search(window)
        after = None if before else words.bounds[f"after_{kind}"].match(text, end)
        if before is None and after is None:
            continue
        begin = start - (len(window) - before.start()) if before else start
        span = Span.of(text, begin, after.end() if after else end)
        low = None if kind == "most" else number.low
        high = None if kind == "least" else number.high
        approximate = number.approximate or kind == "about"
        return Number(
            span=span,
            core=number.core,
            low=low,
            high=high,
            approximate=approximate,
            in_words=number.in_words,
        )
    return number
