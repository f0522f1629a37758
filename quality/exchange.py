# SPDX-License-Identifier: Apache-2.0
"""What comes out of a text whose parties are exchanged? The same statements and links, exchanged, if the reader is fair.

States, their people and capitals, and bodies are exchanged by a table (exchange.toml); of persons, those of the text itself
whose last names begin alike as elision goes, two by two in the order of how often they are named.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dementi.language import analyse
from dementi.links import find_links
from dementi.record import Article, Findings, Link, Statement
from dementi.statements import find_statements, mended

__all__ = ["Exchanged", "exchanged", "exchanger", "read"]

TABLE = tomllib.loads((Path(__file__).parent / "exchange.toml").read_text("utf-8"))
VOWELS = "aeiouàâéèêëîïôöûüh"

Told = tuple[object, ...]
Reader = Callable[[Article], tuple[Findings, tuple[Link, ...]]]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What became of one text: its statements and links, those that are exchanged, and the statements that are not."""

    statements: int
    kept: int
    links: int
    kept_links: int
    lost: tuple[str, ...]


def exchanged(article: Article, made_of: Callable[[str], Article], reader: Reader | None = None) -> Exchanged:
    """Read an article and its exchanged form, and compare them.

    Args:
        article: the article.
        made_of: makes the article of the exchanged text.
        reader: what reads them; the desk's, unless a test gives another.
    """
    swap, reading = exchanger(article.text), reader or read
    found, links = reading(article)
    other, other_links = reading(made_of(swap(article.text)))
    wanted = [_told(s, swap) for s in found.statements]
    had = Counter(_told(s, str) for s in other.statements)
    lost = []
    for statement, told in zip(found.statements, wanted, strict=True):
        if had[told]:
            had[told] -= 1
        else:
            lost.append(
                " … ".join(p.exact for p in statement.content) or (statement.cue.exact if statement.cue else "")
            )
    pairs = [_pair(link, found, swap) for link in links]
    other_pairs = Counter(_pair(link, other, str) for link in other_links)
    kept_links = sum(1 for pair in pairs if other_pairs[pair])
    more = len(other_links) - kept_links
    # What is found only when exchanged counts against the reader too.
    either = max(len(wanted), len(other.statements))
    return Exchanged(either, len(wanted) - len(lost), len(pairs) + max(0, more), kept_links, tuple(lost))


def read(article: Article) -> tuple[Findings, tuple[Link, ...]]:
    """Return the findings and links of an article."""
    analysis = mended(analyse(article.text))
    findings = find_statements(article, analysis)
    return findings, find_links(article, analysis, findings)


def exchanger(text: str) -> Callable[[str], str]:
    """Return what exchanges the parties of a text, in it and in pieces of it."""
    pairs = [(a, b) for group in TABLE.values() for a, b in group] + _persons(text)
    words: dict[str, str] = {}
    for one, other in pairs:
        for a, b in ((one, other), (one.capitalize(), other.capitalize()) if one.islower() else (one, other)):
            words |= {a: b, b: a}
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    return lambda part: pattern.sub(lambda match: words[match[0]], part)


def _persons(text: str) -> list[tuple[str, str]]:
    known = {word for group in TABLE.values() for pair in group for name in pair for word in name.split()}
    named: Counter[str] = Counter()
    for entity in analyse(text).entities:
        words = entity.span.exact.split()
        if entity.kind == "PER" and len(words) > 1 and words[-1][:1].isupper() and words[-1] not in known:
            named[words[-1]] = text.count(words[-1])
    pairs = []
    for vowel in (True, False):
        # Who is named once is no party; of many a name the recogniser sees only once that it is one.
        often = [n for n, count in named.most_common() if count > 1 and n.isalpha()]
        alike = [n for n in often if (n[0].lower() in VOWELS) is vowel]
        pairs += list(zip(alike[::2], alike[1::2], strict=False))
    return pairs


def _told(statement: Statement, swap: Callable[[str], str]) -> Told:
    speaker = statement.speaker
    return (
        statement.stance,
        statement.type,
        tuple(swap(p.exact) for p in statement.content),
        swap(statement.source.exact) if statement.source else None,
        swap(statement.cue.exact) if statement.cue else None,
        swap(speaker.name) if speaker else None,
        statement.said.date if statement.said else None,
    )


def _pair(link: Link, findings: Findings, swap: Callable[[str], str]) -> Told:
    statements = {s.id: _told(s, swap) for s in findings.statements}
    return link.relation, statements.get(link.source), statements.get(link.target)
