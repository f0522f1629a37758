# SPDX-License-Identifier: Apache-2.0
"""What do a language's calendar words look like in a text? Patterns built from its ``calendar.toml``.

Every pattern is a bounded sequence of words: none can take more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dementi.language.words import word_list

__all__ = ["SPACE", "CalendarWords", "any_of", "calendar_words"]

#: One space of French typography; never a line end, which ends a sentence.
SPACE = "[ \u00a0\u202f\u2009]"
_START, _END = r"(?<![\w])", r"(?!\w)"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; ' also stands for ’, a space and a hyphen for any one."""
    return "|".join(_word(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _word(word: str) -> str:
    return re.escape(word).replace("'", "['’]").replace(r"\ ", SPACE).replace(r"\-", "[-‑]")


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The patterns and tables of one language; see ``calendar.toml`` for what each group is."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    ways: Mapping[str, int]
    units: Mapping[str, str]
    shifts: Mapping[str, int]
    story_shifts: Mapping[str, int]
    numbers: Mapping[str, int]
    date: re.Pattern[str]
    numeric: re.Pattern[str]
    weekday: re.Pattern[str]
    bare_day: re.Pattern[str]
    month: re.Pattern[str]
    year: re.Pattern[str]
    shift: re.Pattern[str]
    period: re.Pattern[str]
    distance: re.Pattern[str]
    clock: re.Pattern[str]
    listed_day: re.Pattern[str]
    join: re.Pattern[str]
    refused: Mapping[str, re.Pattern[str]]

    @staticmethod
    def plain(word: str) -> str:
        """Return a matched word as the tables have it."""
        return re.sub(SPACE, " ", word.lower()).replace("’", "'").replace("‑", "-")

    def count(self, word: str) -> int | None:
        """Return the number that a matched word counts, None if it is none of the list."""
        return int(word) if word.isdecimal() else self.numbers.get(word.lower())

    def joins(self, text: str, start: int, end: int) -> bool:
        """Say whether only a joining word ("et", "au") stands between two expressions."""
        return 0 < end - start <= 6 and self.join.fullmatch(text, start, end) is not None

    def is_weekday(self, text: str, match: re.Match[str]) -> bool:
        """Say whether a weekday's name is a weekday here: "l'accord du Vendredi saint", "chaque lundi" are none."""
        dated = match["day"] or match["first"] or match["way"]
        name = match["weekday"]
        if name[:1].isupper() and name[1:].islower() and not dated and match.start() == match.start("weekday"):
            before = text[max(0, match.start() - 2) : match.start()].rstrip()
            if before[-1:].isalnum() and not before[-1:].isupper():
                return False
        return not self._refused("weekday", text, match)

    def is_bare_day(self, text: str, match: re.Match[str]) -> bool:
        """Say whether "le 18" is a day here: "appelez le 18" is none."""
        return not self._refused("bare_day", text, match)

    def is_month(self, text: str, match: re.Match[str]) -> bool:
        """Say whether a month's name is a month here: "Mars", "Avril Dumont" are none."""
        if match["year"] or match["way"]:
            return True
        name = match["month"]
        if name[:1].isupper() and not (name.isupper() and len(name) > 4):
            return False
        return not self._refused("month", text, match)

    def is_year(self, text: str, match: re.Match[str]) -> bool:
        """Say whether a number of four digits is a year here, and counts nothing."""
        if self.refused["year_after"].match(text, match.end()):
            return False
        if match["sure"]:
            return True
        if self._refused("year", text, match):
            return False
        counted = self.refused["year_counted"].match(text, match.end())
        return counted is None or self.refused["year_follower"].fullmatch(counted[1]) is not None

    def is_story_shift(self, text: str, match: re.Match[str]) -> bool:
        """Say whether "veille" is a day here: "une veille sanitaire", "il veille" are none."""
        return not self._refused("story_shift", text, match)

    def _refused(self, group: str, text: str, match: re.Match[str]) -> bool:
        start = match.start()
        before = self.refused.get(f"{group}_before")
        after = self.refused.get(f"{group}_after")
        return bool(
            (before and before.search(text, max(0, start - 40), start)) or (after and after.match(text, match.end()))
        )


@lru_cache(maxsize=4)
def calendar_words(language: str) -> CalendarWords:
    """Return the patterns of a language.

    Raises:
        FileNotFoundError: the language has no calendar.
    """
    c = word_list(language, "calendar")
    months = {**c["months"], **c["months_short"]}
    ways = {w: sign for name, sign in (("before", -1), ("after", 1)) for w in c["ways"][name]}
    units = {w: unit for unit in ("day", "month", "week", "year") for w in c["periods"][unit]}
    numbers = {w: int(n) for w, n in word_list(language, "numbers")["cardinals"]["words"].items() if n <= 100}
    way, part = any_of(ways), any_of(c["parts_of_day"]["words"])
    sp, day = SPACE, rf"(?:(?P<first>{any_of(c['days']['first'])})|(?P<day>\d{{1,2}}))"
    det = any_of(w for w in c["days"]["determiners"])
    late = rf"(?:{sp}(?:{part}))?(?:{sp}(?P<way>{way}))?{_END}"
    year = rf"(?:\d{{4}}(?!\d)|['’]\d{{2}}|\d{{2}}(?={sp}?(?:[.,;:!?)\]»\n]|$)))"
    weekday = any_of(c["weekdays"])

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(_START + text, re.IGNORECASE)

    return CalendarWords(
        weekdays=c["weekdays"],
        months=months,
        ways=ways,
        units=units,
        shifts=_shifts(c["day_shifts"]),
        story_shifts=_shifts(c["day_shifts_in_story"]),
        numbers=numbers,
        date=pattern(
            rf"(?:(?:{det}){sp})?(?:(?P<weekday>{weekday}),?{sp}(?:(?:{det}){sp})?)?{day}{sp}(?P<month>{any_of(months)})"
            rf"(?:{sp}(?P<year>{year}))?{late}"
        ),
        numeric=pattern(
            r"(?:(?P<d1>\d{2})[/.](?P<m1>\d{2})[/.](?P<y1>\d{4})|(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2}))(?!\d)"
        ),
        weekday=pattern(
            rf"(?:(?:(?P<definite>{any_of(w for w in c['days']['determiners'] if w not in c['periods']['this'])})"
            rf"|(?:{any_of(c['periods']['this'])})(?:{sp}{any_of(c['days']['same'])})?){sp})?"
            rf"(?P<weekday>{weekday}){_END}(?:{sp}{day}{_END}(?!{sp}?(?:[:%€]|h\b|\d)))?{late}"
        ),
        bare_day=pattern(
            rf"(?:{any_of(w for w in c['days']['determiners'])}){sp}"
            rf"(?:(?P<first>{any_of(c['days']['first'][:2])})|(?P<day>\d{{1,2}})){_END}(?![.,/]\d)"
            rf"(?:{sp}(?P<way>{way}){_END})?(?=[.,;:)!?»\"”]|{sp}(?:{any_of(c['days']['followers'])}){_END}|$)"
        ),
        month=pattern(
            rf"(?:(?:{any_of(c['edges']['words'])})(?:{sp}|-))?(?P<month>{any_of(c['months'])}){_END}"
            rf"(?:{sp}(?P<year>{year}))?(?:{sp}(?P<way>{way}))?{_END}"
        ),
        year=pattern(
            rf"(?:(?P<sure>{any_of(c['years']['after'])}){sp})?(?P<year>(?:1[5-9]|20)\d{{2}}){_END}(?![.,]\d)(?!{sp}\d{{3}})"
        ),
        shift=pattern(rf"(?P<word>{any_of([*_shifts(c['day_shifts']), *_shifts(c['day_shifts_in_story'])])}){late}"),
        period=pattern(
            rf"(?:(?:(?P<this>{any_of(c['periods']['this'])}){sp})|(?:{any_of(c['periods']['definite'])}){sp}?)"
            rf"(?P<unit>{any_of(units)})(?:{sp}(?P<way>{way}))?{_END}"
        ),
        distance=pattern(
            rf"(?:(?P<ago>{any_of(c['periods']['ago'])})|{any_of(c['periods']['ahead'])}){sp}"
            rf"(?P<count>\d{{1,3}}|{any_of(numbers)}){sp}(?P<unit>{any_of(units)}){_END}"
        ),
        clock=re.compile(
            rf"{sp}?[,–-]?{sp}?(?:(?:{any_of(c['clock']['joins'])}){sp})?"
            rf"(?P<clock>(?P<hour>\d{{1,2}}){sp}?(?:{any_of(c['clock']['between'])}|:(?=\d\d)){sp}?(?P<minute>\d{{2}}(?!\d))?)(?![\w])",
            re.IGNORECASE,
        ),
        listed_day=re.compile(
            rf"(?<![\w.,])(?P<day>\d{{1,2}})(?:er)?(?:{sp}(?:{any_of(c['days']['lists'])})|,){sp}$", re.IGNORECASE
        ),
        join=re.compile(rf"{sp}?(?:{any_of(c['days']['lists'])}|,|-){sp}?", re.IGNORECASE),
        refused=_refusals(c),
    )


def _shifts(group: Mapping[str, object]) -> dict[str, int]:
    return {w: entry["days"] for entry in group.values() if isinstance(entry, dict) for w in entry["words"]}


def _refusals(c: Mapping[str, Mapping[str, list[str]]]) -> dict[str, re.Pattern[str]]:
    def before(words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{any_of(words)}){SPACE}?$", re.IGNORECASE)

    def after(words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"{SPACE}?(?:{any_of(words)}){_END}", re.IGNORECASE)

    return {
        "bare_day_before": before(c["days"]["not_after"]),
        "bare_day_after": re.compile(rf",?{SPACE}?(?:{any_of(c['days']['not_before'])}){_END}", re.IGNORECASE),
        "month_before": before(c["not_months"]["after"]),
        "story_shift_before": before(c["day_shifts_in_story"]["not_after"]),
        "weekday_after": after(c["not_weekdays"]["before"]),
        "weekday_before": before(c["not_weekdays"]["after"]),
        "year_after": after(c["years"]["not_before"]),
        "year_before": before([*c["years"]["not_after"], *c["years"]["decades"]]),
        # A counted thing is plural: "2000 soldats", "2000 autres".
        "year_counted": re.compile(rf"{SPACE}([^\W\d_]{{1,40}}[{''.join(c['years']['plurals'])}]){_END}"),
        "year_follower": re.compile(rf"(?:{any_of(c['years']['followers'])}){_END}", re.IGNORECASE),
    }
