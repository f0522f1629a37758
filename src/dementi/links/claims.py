# SPDX-License-Identifier: Apache-2.0
"""What does each statement claim, who claims it, and where does it stand? A view of the statements made for linking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dementi.language import Analysis, Token, word_list
from dementi.record import Article, Findings, Span, Statement

__all__ = [
    "Case",
    "Claim",
    "Words",
    "case_of",
    "content_words",
    "link_words",
    "other_party",
    "party_words",
    "predicate",
    "stem",
]

#: A claim of so few words stands on those around it.
_FEW = 4
_CONTENT = {"NOUN", "VERB", "ADJ", "PROPN", "NUM"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The word lists of a language that links are found by."""

    nouns: frozenset[str]
    pronouns: frozenset[str]
    false: frozenset[str]
    lies: frozenset[str]
    negators: frozenset[str]
    weak: frozenset[str]
    endings: Mapping[str, tuple[str, ...]]
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement, with what linking needs to know of it.

    Attributes:
        statement: the statement.
        start, end: characters, from the first to the last of its parts.
        sentence: the place of the sentence in which it is attributed.
        paragraph: the place of that paragraph; -1 for the headline.
        words: stems of the content's words of substance.
        wide: those and, where they are few, the words that the same party says around them in the sentence
            ("des frappes, coordonnées selon X avec Y").
        key: the stem of the content's predicate; "" where it has none.
        negated: that predicate is negated.
        points: the content only takes up what was said ("ces affirmations", « c'est faux »), or there is none.
        plural: it takes up several things.
        calls_false: the content says only that something said is false.
        named: stems of the words that name whose claim is taken up ("les accusations de X").
    """

    statement: Statement
    start: int
    end: int
    sentence: int
    paragraph: int
    words: frozenset[str]
    wide: frozenset[str]
    key: str
    negated: bool
    points: bool
    plural: bool
    calls_false: bool
    named: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that a rule of linking looks at."""

    article: Article
    analysis: Analysis
    findings: Findings
    claims: tuple[Claim, ...]
    words: Words


def case_of(article: Article, analysis: Analysis, findings: Findings) -> Case:
    """Return the statements of an article as claims, in reading order."""
    words = link_words(analysis.language)
    timed = frozenset(t.index for d in findings.dates for t in analysis.tokens_in(d.words.start, d.words.end))
    claims = sorted(
        (_claim(article, analysis, statement, words, timed) for statement in findings.statements),
        key=lambda c: (c.start, c.end),
    )
    claims = [replace(c, wide=_wide(claims, k)) for k, c in enumerate(claims)]
    return Case(article=article, analysis=analysis, findings=findings, claims=tuple(claims), words=words)


def other_party(one: Statement, other: Statement) -> bool:
    """Say whether two statements come from different speakers of different sides; False where it is not known."""
    if one.id == other.id:
        return False
    a, b = one.speaker, other.speaker
    if a is not None and b is not None and a.side and b.side:
        return a.side != b.side
    first, second = _party_name(one), _party_name(other)
    if not first or not second:
        return bool(first or second)
    # "Anne Dumas" and "Anne Villard" share a first name only; "Dumas" and "Anne Dumas" are one.
    return first[-1] != second[-1] and not set(first) <= set(second) and not set(second) <= set(first)


def party_words(statement: Statement) -> frozenset[str]:
    """Return the folded words that name who is behind a statement; none where nobody is named."""
    return frozenset(_party_name(statement))


@lru_cache(maxsize=4096)
def _party_name(statement: Statement) -> tuple[str, ...]:
    speaker = statement.speaker
    name = speaker.name if speaker is not None else statement.source.exact if statement.source is not None else ""
    return tuple(re.findall(r"\w{3,}", _fold(name)))


def content_words(analysis: Analysis, spans: Iterable[Span], words: Words) -> frozenset[str]:
    """Return the stems of the words of substance in some spans."""
    return frozenset(
        stem(t, words)
        for span in spans
        for t in analysis.tokens_in(span.start, span.end)
        if t.upos in _CONTENT and t.lemma.lower() not in words.weak and len(t.form) > 1
    )


def predicate(analysis: Analysis, spans: Iterable[Span]) -> Token | None:
    """Return the token on which the words of some spans hang together."""
    tokens = [t for span in spans for t in analysis.tokens_in(span.start, span.end)]
    inside = {t.index for t in tokens}
    tops = [t for t in tokens if (t.head not in inside or t.head == t.index) and t.upos in {*_CONTENT, "AUX"}]
    verbs = [t for t in tops if t.upos in {"VERB", "AUX"}]
    return next(iter(verbs or tops), None)


def stem(token: Token, words: Words) -> str:
    """Return what the words of one family share ("libération", "libérer", "libéré"), folded."""
    folded = _fold(token.lemma)
    for ending in words.endings.get(token.upos, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= words.least:
            return folded[: -len(ending)]
    return folded


@lru_cache(maxsize=4)
def link_words(language: str) -> Words:
    """Return the word lists of a language.

    Raises:
        FileNotFoundError: the language has none.
    """
    lists: Mapping[str, Any] = word_list(language, "links")
    derivation = lists["derivation"]
    endings = {
        upos: tuple(sorted({_fold(e) for e in derivation[name]}, key=lambda e: (-len(e), e)))
        for upos, name in (("ADJ", "adjectives"), ("NOUN", "nouns"), ("VERB", "verbs"))
    }
    return Words(
        nouns=frozenset(word_list(language, "denied_nouns")["nouns"]["words"]),
        pronouns=frozenset(word_list(language, "denied_nouns")["pronouns"]["words"]),
        false=frozenset(lists["false"]["words"]),
        lies=frozenset(lists["lies"]["words"]),
        negators=frozenset(lists["negators"]["words"]),
        weak=frozenset(lists["weak"]["words"]),
        endings=endings,
        least=derivation["least"],
    )


def _wide(claims: list[Claim], k: int) -> frozenset[str]:
    claim, wide = claims[k], claims[k].words
    if not wide or len(wide) > _FEW:
        return wide
    for other in claims[max(0, k - 3) : k + 4]:
        if other.sentence == claim.sentence and party_words(other.statement) and _one_party(other, claim):
            wide |= other.words
    return wide


def _one_party(one: Claim, other: Claim) -> bool:
    return not other_party(one.statement, other.statement)


def _claim(article: Article, analysis: Analysis, statement: Statement, words: Words, timed: frozenset[int]) -> Claim:
    parts = [p for p in (*statement.content, statement.source, statement.cue) if p is not None]
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    place = statement.cue or parts[0]
    top = predicate(analysis, statement.content)
    tokens = [t for t in _naming_part(analysis, statement, top) if t.index not in timed]
    substance = [t for t in tokens if t.upos in _CONTENT and t.lemma.lower() not in words.weak]
    taken = [t for t in substance if t.lemma.lower() in words.nouns]
    false = [t for t in substance if t.lemma.lower() in words.false]
    rest = [t for t in substance if t not in taken and t not in false and t.upos != "NUM"]
    short = len(tokens) <= 12
    called = short and top is not None and _says_false_of_words(analysis, top, words)
    named = rest if taken and short and not called and all(t.upos in {"PROPN", "NOUN", "ADJ"} for t in rest) else []
    return Claim(
        statement=statement,
        start=start,
        end=end,
        sentence=_sentence_at(analysis, place.start),
        paragraph=sum(p.end <= place.start for p in article.paragraphs) - _is_headline(article, place),
        words=content_words(analysis, statement.content, words),
        wide=frozenset(),
        key=stem(top, words) if top is not None else "",
        negated=top is not None and _is_negated(analysis, top, words),
        points=not statement.content or called or (short and not rest and bool(taken or false)),
        plural=any(t.feat("Number") == "Plur" for t in taken),
        calls_false=called or (short and bool(false) and not rest),
        named=frozenset(_fold(t.form) for t in named),
    )


def _says_false_of_words(analysis: Analysis, top: Token, words: Words) -> bool:
    """Say whether the content's own sentence is "this claim is false", whatever goes on behind it ("and we reject it")."""
    if top.lemma.lower() not in words.false:
        return False
    subjects = [t for t in analysis.children(top) if t.relation == "nsubj"]
    return any(t.lemma.lower() in words.nouns or t.norm in words.pronouns for t in subjects)


def _naming_part(analysis: Analysis, statement: Statement, top: Token | None) -> list[Token]:
    # "Les allégations de X, sans attendre la fin": what follows the comma takes nothing up.
    tokens = [t for p in statement.content for t in analysis.tokens_in(p.start, p.end)]
    if top is None or top.upos in {"VERB", "AUX"}:
        return tokens
    comma = next((k for k, t in enumerate(tokens) if t.form == "," and t.start > top.start), len(tokens))
    return tokens[:comma]


def _is_headline(article: Article, place: Span) -> int:
    return int(bool(article.paragraphs) and place.end <= article.paragraphs[0].start)


def _is_negated(analysis: Analysis, top: Token, words: Words) -> bool:
    children = analysis.children(top)
    # "Il n'y a pas", and "il ne dit rien", "aucun pont n'a cédé"; the negation of a clause below is its own.
    determiners = (g for c in children for g in analysis.children(c) if g.upos == "DET" and c.upos in {"NOUN", "PROPN"})
    return any(t.norm in words.negators for t in (*children, *determiners))


def _sentence_at(analysis: Analysis, position: int) -> int:
    low, high = 0, len(analysis.sentences)
    while low < high:
        middle = (low + high) // 2
        if analysis.sentences[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return low


def _fold(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word.lower().replace("œ", "oe"))
    return "".join(c for c in flat if not unicodedata.combining(c))
