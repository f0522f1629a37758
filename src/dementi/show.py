# SPDX-License-Identifier: Apache-2.0
"""How does a person see a reading in a terminal? The article's head, who said what, what answers it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dementi.messages import say, say_trouble
from dementi.record import Article, Link, Reading, Relation, Stance, Statement, StatementType

__all__ = ["show"]

_STANCES = {
    Stance.ASSERTS: "says",
    Stance.DENIES: "denies",
    Stance.CONFIRMS: "confirms",
    Stance.QUESTIONS: "questions",
    Stance.REFUSES_COMMENT: "refuses to comment",
}
_RELATIONS = {
    Relation.DENIES: "%(source)s denies %(target)s",
    Relation.CONFIRMS: "%(source)s confirms %(target)s",
    Relation.DIVERGES: "%(source)s and %(target)s differ",
}


def show(reading: Reading, language: str, console: Console | None = None) -> None:
    """Write a reading for a person; colours only where the terminal has them."""
    console = console or Console(highlight=False)
    for line in _lines(reading, language):
        console.print(line)
    console.print()


def _lines(reading: Reading, language: str) -> Iterator[Text | Padding]:
    if reading.article is None:
        yield Text(reading.id, style="bold")
    else:
        yield from _head(reading.article, language)
    numbers = {statement.id: str(n) for n, statement in enumerate(reading.findings.statements, 1)}
    figures = {figure.id: f"{figure.words.exact} {figure.counted}" for figure in reading.findings.figures}
    for statement in reading.findings.statements:
        yield _statement(statement, numbers[statement.id], language)
        for link in reading.links:
            if statement.id in {link.source, link.target}:
                yield Padding(_link(link, numbers, language), (0, 0, 0, 5))
    for link in reading.links:
        if link.relation is Relation.DIVERGES:
            yield _link(link, figures, language)
    if reading.article and not reading.findings.statements:
        yield Text(say("No statement found.", language), style="dim")
    for trouble in reading.troubles:
        yield Text(say_trouble(trouble, language), style="italic")


def _head(article: Article, language: str) -> Iterator[Text]:
    yield Text(article.headline or say("(no headline)", language), style="bold")
    published = article.published or say("publication date unknown", language)
    yield Text(", ".join(part for part in (article.outlet, published, article.language) if part), style="dim")


def _statement(statement: Statement, number: str, language: str) -> Text:
    speaker = statement.speaker.name if statement.speaker else say("Unknown speaker", language)
    line = Text(f"{number:>3}  ")
    line.append(speaker, style="bold")
    line.append(f" ({say(_STANCES[statement.stance], language)}")
    if statement.said:
        line.append(f", {statement.said.date or statement.said.words.exact}")
    line.append(") ")
    if statement.content:
        direct = statement.type is StatementType.DIRECT
        words = " […] ".join(piece.exact for piece in statement.content)
        line.append(f"« {words} »" if direct else words)
    elif statement.cue:
        line.append(statement.cue.exact)
    line.append(f"  [{statement.found_by}]", style="dim")
    return line


def _link(link: Link, names: dict[str, str], language: str) -> Text:
    sentence = say(
        _RELATIONS[link.relation],
        language,
        source=names.get(link.source, link.source),
        target=names.get(link.target, link.target),
    )
    grounds = ", ".join(words.exact for words in link.grounds)
    return Text(f"{sentence} ({grounds})  [{link.found_by}]", style="magenta")
