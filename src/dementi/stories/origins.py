# SPDX-License-Identifier: Apache-2.0
"""Who hands on whose report, and on how many origins do many articles rest? "selon l'AFP, citant La Tribune" is a chain of two.

Outlets and origins are counted apart: ten papers that print one agency's dispatch are ten outlets and one origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dementi.language.terms import DESK_LANGUAGE, fold
from dementi.language.words import word_list
from dementi.record import Article, Span
from dementi.stories.groups import Groups
from dementi.stories.piece import Piece, in_order

__all__ = ["Chain", "Origin", "Origins", "find_chains", "origins_of"]

_GAP = r"[ \u00a0\u202f]"
_APOSTROPHE = "['’]"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ](?:[\w-]|\.(?=\w)){0,30}"
_TOO_FAR = 60
"""Characters between two names that are joined, or before one that is credited, are fewer."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Who hands on whose report.

    Attributes:
        tellers: the names as they stand, the nearest to the article first, the origin last.
        found_by: the rule.
    """

    tellers: tuple[Span, ...]
    found_by: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What articles rest on.

    Attributes:
        name: the agency or outlet, as named; None: none is named.
        articles: the ids, in order.
    """

    name: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """Outlets and origins of articles, counted apart.

    Attributes:
        outlets: the names of those who print, each once, in the order of their first article.
        origins: on what they rest, in the same order.
    """

    outlets: tuple[str, ...]
    origins: tuple[Origin, ...]


def find_chains(article: Article) -> tuple[Chain, ...]:
    """Return the credits of an article to outlets and agencies, in reading order; in time linear in its text.

    Only what is said to be an outlet is one: a known agency, or a name behind a noun for outlets; behind "citant" and before "cité par",
    when the other is one, also a name with an article of its own ("Le Courrier").
    """
    return tuple(_chains(article.text))


def origins_of(pieces: Iterable[Piece], copies: Sequence[Sequence[str]]) -> Origins:
    """Return on how many origins articles rest.

    Articles rest on one origin if they are copies, are credited to one agency, credit the same name last in their headline or
    first paragraph, or, without any such credit, are of one outlet.

    Args:
        pieces: the articles, such as those of one story or those that report one statement.
        copies: groups of ids that are copies of one dispatch.
    """
    ordered = in_order(pieces)
    groups = Groups()
    held: dict[tuple[str, str | int], int] = {}
    for place, piece in enumerate(ordered):
        groups.add()
        for key in (*_rests_on(piece.article), *(("copies", n) for n, group in enumerate(copies) if piece.id in group)):
            groups.join(place, held.setdefault(key, place))
    outlets = dict.fromkeys(piece.article.outlet for piece in ordered if piece.article.outlet)
    found = sorted({tuple(sorted(groups.of(place))) for place in range(len(ordered))})
    return Origins(tuple(outlets), tuple(_origin([ordered[place] for place in members]) for members in found))


def _origin(pieces: Sequence[Piece]) -> Origin:
    """Return the origin of articles: who stands farthest behind them is its name."""
    names = [chain.tellers[-1].exact for piece in pieces for chain in _leading(piece.article)]
    names += [piece.article.agency for piece in pieces if piece.article.agency]
    names += [piece.article.outlet for piece in pieces if piece.article.outlet]
    return Origin(names[0] if names else None, tuple(piece.id for piece in pieces))


def _rests_on(article: Article) -> Iterator[tuple[str, str | int]]:
    chains = _leading(article)
    for chain in chains:
        yield "teller", fold(chain.tellers[-1].exact)
    if article.agency:
        yield "teller", fold(article.agency)
    if article.outlet and not article.agency and not chains:
        yield "teller", fold(article.outlet)


def _leading(article: Article) -> list[Chain]:
    """Return the credits in the headline and the first paragraph: what the whole article rests on."""
    end = article.paragraphs[0].end if article.paragraphs else len(article.text)
    return [chain for chain in find_chains(article) if chain.tellers[0].start < end]


def _chains(text: str) -> Iterator[Chain]:
    rules = _rules()
    mentions = list(rules.mention.finditer(text))
    place = 0
    while place < len(mentions):
        tellers, rule = [mentions[place]], ""
        place += 1
        while place < len(mentions) and (joint := _joint(text, tellers[-1], mentions[place], rules)):
            if rule and rule != joint:
                break
            rule = joint
            tellers.append(mentions[place])
            place += 1
        if not (_is_chain(tellers) if rule else _is_credited(text, tellers[0], rules)):
            continue
        spans = tuple(_name(text, m) for m in tellers)
        yield Chain(spans[::-1] if rule == "cited_by" else spans, f"origins.{rule or 'according'}")


def _is_chain(tellers: Sequence[re.Match[str]]) -> bool:
    return any(teller["named"] is None for teller in tellers)


def _is_credited(text: str, teller: re.Match[str], rules: _Rules) -> bool:
    """Say whether one name by itself is an outlet's and credited. Short acronyms are other bodies' names too."""
    if teller["named"] is not None or (teller["agency"] is not None and not rules.sure.fullmatch(teller["agency"])):
        return False
    return rules.according.search(text, max(0, teller.start() - _TOO_FAR), teller.start()) is not None


def _joint(text: str, one: re.Match[str], other: re.Match[str], rules: _Rules) -> str:
    """Return the rule by which two mentions that follow each other are a chain, "" where they are none."""
    between = text[one.end() : other.start()]
    if len(between) < _TOO_FAR:
        for name, pattern in (("citing", rules.citing), ("cited_by", rules.cited_by)):
            if pattern.fullmatch(between):
                return name
    return ""


def _name(text: str, mention: re.Match[str]) -> Span:
    group = next(name for name in ("agency", "behind", "named") if mention[name] is not None)
    return Span.of(text, *mention.span(group))


@dataclass(frozen=True, slots=True)
class _Rules:
    """Patterns built of a language's origins.toml and its agencies."""

    mention: re.Pattern[str]
    according: re.Pattern[str]
    sure: re.Pattern[str]
    citing: re.Pattern[str]
    cited_by: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    lists = word_list(DESK_LANGUAGE, "origins")
    outlets = lists["outlets"]
    determiner = rf"(?:(?<!\w){_any(outlets['determiners'])}{_GAP}?)?"
    particle = rf"(?:{_any(outlets['particles'])}{_GAP}?)?"
    name = rf"{_CAPITAL}(?:{_GAP}{particle}{_CAPITAL}){{0,4}}"
    article = rf"{_any(outlets['articles'])}{_GAP}?"
    quoted = rf"«{_GAP}?[^«»\n]{{2,40}}»"
    mention = (
        rf"(?<!\w){determiner}(?:(?P<agency>{_agencies()})(?![\w-])"
        rf"|{_any(outlets['nouns'])}(?:{_GAP}{_any(outlets['between'])}){{0,2}}{_GAP}(?P<behind>(?:{article})?{name}|{quoted}))"
        rf"|(?<!\w)(?P<named>{article}{name})"
    )
    return _Rules(
        mention=re.compile(mention),
        according=re.compile(rf"(?i:(?<!\w){_any(lists['according']['words'])}){_GAP}?\Z"),
        sure=re.compile(rf"{_any(outlets['agencies'])}|.{{4,}}"),
        citing=re.compile(rf",?{_GAP}?{_any(lists['citing']['words'])}{_GAP}"),
        cited_by=re.compile(rf",?{_GAP}?{_any(lists['cited_by']['words'])}{_GAP}"),
    )


def _any(words: Sequence[str]) -> str:
    """Return a pattern of any of the words, the longest first; either apostrophe, any space."""
    patterns = (
        re.escape(word).replace("'", _APOSTROPHE).replace(r"\ ", _GAP) for word in sorted(words, key=len, reverse=True)
    )
    return f"(?:{'|'.join(patterns)})"


def _agencies() -> str:
    """Return a pattern of the agencies as they are written: short ones in capitals, long ones with a capital for each word."""
    names = word_list(DESK_LANGUAGE, "publication")["agency"]["names"]
    written = {form for name in names for form in ((name.upper(),) if len(name) < 5 else (name.title(), name.upper()))}
    return _any(sorted(written))
