# SPDX-License-Identifier: Apache-2.0
"""How does a person see readings in a terminal? Each article's head, who said what, what answers it; then what they make together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dementi.messages import gettext_noop, say, say_trouble
from dementi.record import (
    Article,
    CrossLink,
    Link,
    Matters,
    Point,
    Reading,
    Relation,
    Series,
    Stance,
    Statement,
    StatementType,
    Told,
)

__all__ = ["show", "show_matters"]

_STANCES = {
    Stance.ASSERTS: gettext_noop("says"),
    Stance.DENIES: gettext_noop("denies"),
    Stance.CONFIRMS: gettext_noop("confirms"),
    Stance.QUESTIONS: gettext_noop("questions"),
    Stance.REFUSES_COMMENT: gettext_noop("refuses to comment"),
}
_RELATIONS = {
    Relation.DENIES: gettext_noop("%(source)s denies %(target)s"),
    Relation.CONFIRMS: gettext_noop("%(source)s confirms %(target)s"),
    Relation.DIVERGES: gettext_noop("%(source)s and %(target)s differ"),
}
_ANSWERS = {
    Relation.DENIES: gettext_noop("denies"),
    Relation.CONFIRMS: gettext_noop("confirms"),
    Relation.DIVERGES: gettext_noop("differs"),
}


def show(reading: Reading, language: str, console: Console | None = None) -> None:
    """Write a reading for a person; colours only where the terminal has them."""
    console = console or Console(highlight=False)
    for line in _lines(reading, language):
        console.print(line)
    console.print()


def show_matters(matters: Matters, readings: Sequence[Reading], language: str, console: Console | None = None) -> None:
    """Write for a person what readings make together: stories, copies, what answers what, figures in time."""
    console = console or Console(highlight=False)
    for line in _together(matters, {reading.id: reading for reading in readings}, language):
        console.print(line)
    console.print()


def _together(matters: Matters, readings: Mapping[str, Reading], language: str) -> Iterator[Text]:
    for title, groups in (
        (gettext_noop("Stories"), matters.stories),
        (gettext_noop("Copies of one dispatch"), matters.copies),
    ):
        if groups:
            yield Text(say(title, language), style="bold")
        for number, group in enumerate(groups, 1):
            yield from (_listed(readings[name], f"{number:>3}" if k == 0 else "   ") for k, name in enumerate(group))
    if matters.links:
        yield Text(say("What answers what", language), style="bold")
    for link in matters.links:
        yield from _cross_link(link, readings, language)
    for series in matters.series:
        yield from _series(series, language)
    if not (matters.stories or matters.copies or matters.links):
        yield Text(say("Nothing joins these dispatches.", language), style="dim")


def _listed(reading: Reading, number: str) -> Text:
    headline = reading.article.headline if reading.article else None
    published = reading.article.published if reading.article else None
    line = Text(f"{number}  {published or '':10.10}  {headline or ''}")
    line.append(f"  [{reading.id}]", style="dim")
    return line


def _cross_link(link: CrossLink, readings: Mapping[str, Reading], language: str) -> Iterator[Text]:
    yield _told(link.target, "", readings, language)
    line = _told(link.source, "↳", readings, language)
    grounds = ", ".join(words.exact for words in link.grounds)
    line.append(f"\n     {say(_ANSWERS[link.relation], language)} ({grounds})  [{link.found_by}]", style="magenta")
    yield line


def _told(told: Told, mark: str, readings: Mapping[str, Reading], language: str) -> Text:
    statements = readings[told.dispatch].findings.statements
    line = _statement(next(s for s in statements if s.id == told.statement), mark, language)
    return line.append(f"  [{told.dispatch}]", style="dim")


def _series(series: Series, language: str) -> Iterator[Text]:
    yield Text(series.counted, style="bold")
    for point in series.points:
        yield _point(point, language)


def _point(point: Point, language: str) -> Text:
    line = Text(f"     {point.date or say('day unknown', language):10}  {point.words.exact:>20}  ")
    line.append(point.source or say("the narrator", language))
    return line.append(f"  [{point.dispatch}]", style="dim")


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
